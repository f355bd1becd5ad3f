// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Calls an action and waits for what it started.
//
//     portwright::client cloud{transport, credentials, clock, nonces, {.region = "ap-guangzhou"}};
//     auto created = cloud.call(request, scratch);         // created->ListenerIds[0]
//     auto finished = cloud.wait(*created, scratch);       // polls the documented task query until it ends
//
// What comes back says whether it was done, refused, not sent, or is not known. This is the blocking loop over a
// call_machine, or over a message_call_machine where the transport speaks HTTP itself: both try again what can do no
// harm. Over a stream_transport one connection serves the call and the looks of wait().

#include <portwright/core/borrowed_text.hpp>
#include <portwright/calls/blocking_time.hpp>
#include <portwright/calls/carrier.hpp>
#include <portwright/calls/client_options.hpp>
#include <portwright/calls/key_ring.hpp>
#include <portwright/calls/misused_client.hpp>
#include <portwright/calls/reply.hpp>
#include <portwright/calls/waiting.hpp>
#include <portwright/core/inlining.hpp>
#include <portwright/crypto/nonces.hpp>
#include <portwright/http/transport.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

// Of calls/ensure.hpp, which only programs that declare listeners include.
template <class Scheme, class Create>
class ensure_series;

} // namespace detail

/// Clock: returns the time as unix_time, or as an instant where the device has a monotonic clock; only that makes
/// limits of milliseconds out of call_ms and wait_ms. Nonces: returns a std::uint64_t that it has not returned before
/// and that nobody else returns, once an attempt; a counter will do, but pauses of a fleet differ only where it is
/// random. Of a `nonces` object it is a reference that is kept. Not for two threads at once: each has a client, or a
/// lock around it.
template <class Transport, class Clock, class Nonces, class Engine = mbedtls>
class client : private detail::misused_client {
public:
    /// Borrows the transport and what the credentials view. Copies `who`, and `options`. `clock` and `nonces` are
    /// kept as they are handed over.
    client(Transport& transport, const credentials& who, Clock clock, Nonces nonces,
           client_options options = {}) noexcept
        : carrier_(transport), who_(who), time_(clock, nonces, options.pause, options.pause_context), options_(options),
          settings_(detail::settings_of(options)), cloud_clock_(options.clock_offset) {
        static_assert(http::message_transport<Transport>,
                      "a transport has perform(): http::stream_transport{stream, buffer} makes one of a byte_stream");
        static_assert(detail::tells_time<Clock>,
                      "the clock is called without arguments, and returns a unix_time or an instant, such as "
                      "[] { return std::time(nullptr); }");
        static_assert(detail::draws_nonces<Nonces>,
                      "nonces are called without arguments, and return a std::uint64_t; they come after the clock");
    }

    client(const client&) = delete;
    client& operator=(const client&) = delete;
    ~client() { disconnect(); }

    using misused_client::call; // these only fail, with a line that says what is wanted
    using misused_client::ensure;
    using misused_client::plan;
    using misused_client::wait;

    /// Checks, signs, sends and decodes, by the default scheme of the action's API or by `Scheme`, with `scratch` for
    /// the texts and lists of the answer. The machine lies on the stack: 1 KB on 32 bits, 1.5 KB on 64, a kilobyte more
    /// over messages, beside what signing takes. `request` must live as long as the reply, whose error may view it.
    /// Returns the answer, or what is known and why: see reply::error(). Errors: those of sign() and of the
    /// transport, refused, outcome_unknown, scratch_full, wrong_type, missing_field.
    template <class Scheme = void, action Action>
    reply<typename Action::response> call(const Action& request, std::span<char> scratch) noexcept {
        return call_as<Action, Scheme>(request, scratch);
    }

    /// Reads only the fields of these names, as decoder::want() does, with its errors. `names` must live as long as
    /// the reply, too. Error bad_name: the answer has no such field.
    template <class Scheme = void, action Action>
    reply<typename Action::response> call(const Action& request, std::span<char> scratch,
                                          std::span<const std::string_view> names) noexcept {
        return call_as<Action, Scheme>(request, scratch, names);
    }

    /// The same for a request that was prepared, by the scheme that it was prepared for.
    template <class Scheme = void, detail::prepared_request Prepared>
    reply<typename Prepared::action_type::response> call(const Prepared& request, std::span<char> scratch) noexcept {
        detail::assert_prepared_for<Prepared, Scheme>();
        return call_as<typename Prepared::action_type, typename Prepared::prepared_for>(request, scratch);
    }
    template <class Scheme = void, detail::prepared_request Prepared>
    reply<typename Prepared::action_type::response> call(const Prepared& request, std::span<char> scratch,
                                                         std::span<const std::string_view> names) noexcept {
        detail::assert_prepared_for<Prepared, Scheme>();
        return call_as<typename Prepared::action_type, typename Prepared::prepared_for>(request, scratch, names);
    }

    /// The same for a request that is not typed, an untyped_request or a raw_json_request. `Action` says how the answer
    /// reads and which scheme is the default, `Response` which part of it is wanted, where that is not all. What may
    /// have arrived is sent again only where its name says that it looks, or `repeat` that it may be. Returns, with
    /// `request`, `scratch` and `names`, the same as call(). Errors: those of call(), wrong_scheme, and what the
    /// request itself found: too_many_parameters, bad_name, duplicate_name, subscript_gap.
    template <action Action, class Scheme = void, described Response = typename Action::response, signable Request>
    reply<Response> call_as(const Request& request, std::span<char> scratch) noexcept {
        reply<Response> got;
        perform<scheme_of<Scheme, Action>, Action>(request, scratch, static_cast<const nothing*>(nullptr),
                                                   time_.deadline_after(options_.call_ms), got.answer_, got.state_);
        return got;
    }
    template <action Action, class Scheme = void, described Response = typename Action::response, signable Request>
    reply<Response> call_as(const Request& request, std::span<char> scratch,
                            std::span<const std::string_view> names) noexcept {
        reply<Response> got;
        perform<scheme_of<Scheme, Action>, Action>(request, scratch, &names, time_.deadline_after(options_.call_ms),
                                                   got.answer_, got.state_);
        return got;
    }

    /// Asks how the task stands that `created` is the answer of, until it ends. `scratch` may be that of `created`,
    /// whose texts are gone then. A look that fails says nothing of the task: where it may pass, the next look follows.
    /// Whatever is returned, what `created` said stays true.
    ///
    /// Errors beside those of call(): task_failed; still_running where the patience ended, `number` is then the errc of
    /// the last look where that failed; buffer_too_small for IDs of more than 192 bytes.
    template <class Scheme = void, detail::started_task Created>
    reply<typename Created::query::response> wait(const Created& created, std::span<char> scratch) noexcept {
        using query_type = typename Created::query;
        reply<typename query_type::response> got;
        detail::reply_state& state = got.state_;
        query_type query = created.task();
        char texts[192]; // two IDs
        if (!detail::keep_texts(query, texts)) {
            detail::become(state.why, errc::buffer_too_small);
            return got;
        }
        const http::monotonic_ms deadline = time_.deadline_after(options_.wait_ms);
        std::uint32_t pause_ms = options_.poll_ms;
        for (unsigned polls = 0, most = detail::polls_of(options_); polls != most; ++polls) {
            if (deadline != http::no_deadline && time_.now().monotonic + pause_ms >= deadline) break;
            time_.pause(pause_ms);
            const std::uint32_t longer = pause_ms + pause_ms / 2;
            pause_ms = longer < options_.most_poll_ms ? longer : options_.most_poll_ms;
            perform<scheme_of<Scheme, query_type>, query_type>(query, scratch, static_cast<const nothing*>(nullptr),
                                                               deadline, got.answer_, state);
            if (!got) {
                if (detail::may_pass(state.why.code, state.refusal.kind)) continue;
                detail::keep_text(state.why, scratch); // out of `texts`; it is of a request that was not sent
                return got;
            }
            const task_state task = got->state();
            if (task == task_state::succeeded) return got;
            if (task == task_state::failed) {
                state.why.code = errc::task_failed;
                return got;
            }
        }
        detail::become(state.why, errc::still_running, state.why.code);
        return got;
    }

    /// Declares the listeners of a create action's request, and has them made so: see calls/ensure.hpp, which a program
    /// includes to call this, and the `ensure_...` header beside the action. Looks, creates what is missing, modifies
    /// what differs, and waits. It deletes nothing, unless replacing{request} of calls/replacing.hpp says so. By
    /// `poll_ms`, `most_poll_ms`, `max_polls`, and `wait_ms` for all of it.
    /// One port is declared once: two requests that differ in it would change it in turns, at each boot.
    /// `scratch`: ensure_scratch<Create> bytes. `listeners`: where to keep what becomes of each. `request` is
    /// borrowed until it returns. Returns an ensure_report, or a replacement_report of a `replacing` one.
    template <class Scheme = void, detail::declaration Create>
    auto ensure(const Create& request, std::span<char> scratch,
                std::span<typename detail::ensured_of<Create>::type> listeners = {}) noexcept {
        return declare<scheme_of<Scheme, Create>>(request, scratch, listeners, false);
    }

    /// Says what ensure() would do, and does nothing but look. Returns the report of what would be done; `request`,
    /// `scratch` and `listeners` are as there.
    template <class Scheme = void, detail::declaration Create>
    auto plan(const Create& request, std::span<char> scratch,
              std::span<typename detail::ensured_of<Create>::type> listeners = {}) noexcept {
        return declare<scheme_of<Scheme, Create>>(request, scratch, listeners, true);
    }

    /// Seconds from the clock to the cloud's time, as far as answers have told: what a device saves for its next boot.
    std::int64_t clock_offset() noexcept { return cloud_clock_.offset(time_.now()); }

    /// Wipes the signing key that is kept from call to call. For credentials whose secret is another now.
    void forget_key() noexcept { keys_.clear(); }

    /// Closes the connection that the last call has left open. The next call opens another.
    void disconnect() noexcept { carrier_.disconnect(); }

private:
    template <class Scheme, class Action>
    using scheme_of = typename detail::chosen_scheme<Scheme, Action, Engine>::type;

    /// In place of names: all fields are read. A type of its own, so that a program which never asks for names has
    /// nothing that looks for them.
    struct nothing {};

    template <class Scheme, action Action, signable Request, class Names, described Response>
    void perform(const Request& request, std::span<char> scratch, const Names* names, http::monotonic_ms deadline,
                 Response& answer, detail::reply_state& got) noexcept {
        if constexpr (!action<Request>) {
            if (const result<void> good = detail::check_accepted<Scheme>(request); !good) {
                got.why = good.error();
                return;
            }
        }
        detail::own_request<Request> own(request);
        const auto subject = detail::subject_of<Scheme, Action>(own, request, answer);
        if constexpr (keys::template holds<Scheme>) {
            drive(subject, keys_.template of<Scheme>(who_), scratch, names, deadline, got);
        } else { // a scheme of somebody else's, with a large key
            key_cache<Scheme> key(who_);
            drive(subject, key, scratch, names, deadline, got);
        }
    }

    /// Who takes the elements of a look's answer, in place of names.
    struct taking {
        detail::element_taker* who;
    };
    template <class Machine>
    static void want(Machine& machine, const taking* elements) noexcept {
        if (elements->who != nullptr) machine.take_elements(*elements->who);
    }

    template <class Scheme, class Create, class Listeners>
    auto declare(const Create& request, std::span<char> scratch, Listeners listeners, bool only_plans) noexcept {
        using series_type = detail::ensure_series<Scheme, Create>;
        static_assert(
            requires { sizeof(series_type); }, "who calls ensure() or plan() includes <portwright/calls/ensure.hpp>");
        const repetition repeat = settings_.repeat;
        settings_.repeat = repetition::automatic;
        settings_.deadline = time_.deadline_after(options_.wait_ms);
        const http::monotonic_ms deadline = settings_.deadline;
        const unsigned polls = detail::polls_of(options_);
        series_type series(request,
                           {.call = settings_,
                            .only_plans = only_plans,
                            .poll_ms = options_.poll_ms,
                            .most_poll_ms = options_.most_poll_ms,
                            .max_polls = static_cast<std::uint8_t>(polls < 255 ? polls : 255)},
                           scratch, listeners);
        for (call_step step = series.next(); step.wants != call_wish::done; step = series.next()) {
            if (step.wants == call_wish::wait) {
                time_.pass(series, step);
                continue;
            }
            if (!series.begin(time_.random())) continue;
            detail::reply_state got;
            const taking elements{series.taker()};
            if constexpr (keys::template holds<Scheme>) {
                drive(series.subject(), keys_.template of<Scheme>(who_), series.room(), &elements, deadline, got);
            } else {
                key_cache<Scheme> key(who_);
                drive(series.subject(), key, series.room(), &elements, deadline, got);
            }
            series.call_refusal() = got.refusal;
            series.conclude(got.outcome, got.why, time_.now());
        }
        settings_.repeat = repeat;
        return series.report(scratch);
    }

    template <class Machine>
    static void want(Machine& machine, const std::span<const std::string_view>* names) noexcept {
        machine.want(*names);
    }
    template <class Machine>
    static void want(Machine&, const nothing*) noexcept {}

    /// The blocking loop over a machine: once for a scheme, whatever is called.
    template <class Scheme, class Names>
    PORTWRIGHT_OWN_FRAME void drive(const detail::call_subject<typename Scheme::policy>& subject,
                                    key_cache<Scheme>& key, std::span<char> scratch, const Names* names,
                                    http::monotonic_ms deadline, detail::reply_state& got) noexcept {
        settings_.deadline = deadline;
        const operation& call = *subject.request.call;
        if constexpr (detail::carries_bytes<Transport>) {
            if (!carrier_.has_room()) {
                got.why = {.code = errc::buffer_too_small, .has_number = true, .number = http::min_io_buffer};
                return;
            }
            detail::byte_call<Scheme> machine(subject, key, cloud_clock_, settings_, got.refusal, scratch,
                                              carrier_.has_kept(call, time_.now()));
            carry(machine, call, names, got);
        } else {
            detail::message_call<Scheme> machine(subject, key, cloud_clock_, settings_, got.refusal, scratch);
            carry(machine, call, names, got);
        }
    }

    template <class Machine, class Names>
    void carry(Machine& machine, const operation& call, const Names* names, detail::reply_state& got) noexcept {
        want(machine, names);
        carrier_.carry(machine, call.service, time_);
        got.outcome = machine.outcome();
        got.head = machine.head();
        got.why = machine.error();
    }

    using keys = key_ring<(sizeof(key_cache<tc3<Engine>>) > sizeof(key_cache<hmac_sha1<Engine>>))
                              ? sizeof(key_cache<tc3<Engine>>)
                              : sizeof(key_cache<hmac_sha1<Engine>>)>;

    detail::carrier<Transport> carrier_;
    const credentials who_;
    detail::blocking_time<Clock, Nonces> time_;
    const client_options options_;
    call_settings settings_;
    call_clock cloud_clock_;
    keys keys_;
};

template <class Transport, class Clock, class Nonces>
client(Transport&, const credentials&, Clock, Nonces) -> client<Transport, Clock, Nonces>;
template <class Transport, class Clock, class Nonces>
client(Transport&, const credentials&, Clock, Nonces, client_options) -> client<Transport, Clock, Nonces>;
template <class Transport, class Clock>
client(Transport&, const credentials&, Clock, nonces&) -> client<Transport, Clock, nonces::borrowed>;
template <class Transport, class Clock>
client(Transport&, const credentials&, Clock, nonces&, client_options) -> client<Transport, Clock, nonces::borrowed>;

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
