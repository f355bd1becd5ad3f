// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Calls an action and waits for what it started.
//
//     portwright::client cloud{transport, credentials, clock, nonces, {.region = "ap-guangzhou"}};
//     auto created = cloud.call(request, scratch);         // created->ListenerIds[0]
//     auto finished = cloud.wait(*created, scratch);       // polls the documented task query until it ends
//
// What comes back says whether it was done, refused, not sent, or is not known. Over a stream_transport a call is
// driven by a call_machine, which tries again what can do no harm, and one connection serves the call and the looks of
// wait(). Over a transport that speaks HTTP itself it is one attempt.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/calls/call.hpp>
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

/// What a client asks of its surroundings besides a transport. All views must outlive the client.
struct client_options {
    region_name region = {}; ///< for the APIs that take one
    authority endpoint = {}; ///< HOST[:PORT] in place of the documented host
    bool checked = true; ///< false: sends what check() would refuse
    std::int64_t clock_offset = 0; ///< seconds that an earlier clock_offset() returned, maybe before a reboot
    method verb = method::POST;
    unsigned max_polls = 60; ///< how often wait() asks
    std::uint32_t poll_ms = 1000; ///< how long it pauses before the first time; by a half longer each time
    std::uint32_t most_poll_ms = 10000; ///< and at most so long
    std::uint32_t wait_ms = 0; ///< when wait() ends at the latest, by the clock; 0: by max_polls alone
    std::uint32_t call_ms = 0; ///< when a call ends at the latest, all attempts and pauses included; 0: never
    std::uint8_t attempts = 5; ///< of one call; 1 where it has no `pause`, but for a clock that was put right
    std::uint32_t answer_bytes = 1u << 20; ///< of one answer, at most
    /// Pauses for so many milliseconds. Null: nothing that needs a pause is tried again, and wait() asks again at once.
    void (*pause)(void* context, std::uint32_t ms) = nullptr;
    void* pause_context = nullptr;
};

/// A cloud's answer, decoded, or why there is none. Its texts lie in the scratch of the call, or in the request.
template <class Response>
class reply {
public:
    constexpr explicit operator bool() const noexcept { return why_.code == errc::none; }
    constexpr const Response& operator*() const& noexcept { return answer_; }
    constexpr Response operator*() const&& noexcept { return answer_; }
    constexpr const Response* operator->() const& noexcept { return &answer_; }
    constexpr const Response* operator->() const&& noexcept {
        static_assert(sizeof(Response) == 0,
                      "this reply is a temporary, and what -> leads to would dangle: give it a name");
        return nullptr;
    }
    /// - refused: the cloud, or what stands before it, said no; see refusal()
    /// - outcome_unknown: the request went out whole and no answer came back that can be read; `number` is the errc of
    ///   what cut it off, or of what is wrong with the answer
    /// - any error of sign() or of the transport: it was not sent, and sending it again is safe
    /// - scratch_full, wrong_type, missing_field: it was done, and its answer could not be read whole; what could be
    ///   read is there
    /// - task_failed, still_running: of wait(); the last answer is there nevertheless
    ///
    /// Its `text` lies in the request, or, where that was made of an earlier answer by wait(), in the scratch.
    constexpr const portwright::error& error() const& noexcept { return why_; }
    constexpr portwright::error error() const&& noexcept { return why_; }
    /// What is known of the request. Of wait(): of its last look.
    constexpr call_outcome outcome() const noexcept { return outcome_; }
    /// The answer's status, Date and Retry-After; all 0 where none came.
    constexpr const http::response_head& head() const& noexcept { return head_; }
    constexpr http::response_head head() const&& noexcept { return head_; }
    /// The cloud's own words, filled as far as the answer came. Where there are none, its message has the status and
    /// the beginning of what came instead: "HTTP status 502: <html>".
    constexpr const api_error& refusal() const& noexcept { return refusal_; }
    constexpr api_error refusal() const&& noexcept { return refusal_; }

private:
    template <class, class, class, class>
    friend class client;

    Response answer_ = {};
    portwright::error why_ = {};
    api_error refusal_ = {};
    http::response_head head_ = {};
    call_outcome outcome_ = call_outcome::not_sent;
};

namespace detail {

/// Moves the texts of a request into `room`, away from a scratch that is about to be used again. False where it is too
/// small for them.
template <action Action>
bool keep_texts(Action& request, std::span<char> room) noexcept {
    output out{room};
    for (const row& r : rows_of<Action>) {
        if (r.type != kind::text) continue;
        text& t = *reinterpret_cast<text*>(reinterpret_cast<unsigned char*>(&request) + r.offset());
        if (!t.has_value()) continue;
        const std::size_t at = out.size();
        out.write(t);
        if (!out.ok()) return false;
        t = text(out.since(at));
    }
    return true;
}

/// Moves the text of an error into `room`, away from storage that ends before the error does. Without room there is
/// none.
inline void keep_text(error& why, std::span<char> room) noexcept {
    output out{room};
    out.write({why.text, why.length});
    if (!out.ok()) why.length = 0;
    why.text = why.length != 0 ? out.data() : nullptr;
}

/// A transport whose bytes the client carries itself.
template <class Transport>
concept carries_bytes = requires(Transport& transport) {
    transport.stream.open(transport.stream.context, std::string_view{}, std::uint16_t{});
    transport.io.data();
    transport.openings = transport.is_open;
};

/// Whether a look that failed says nothing about the next one.
constexpr bool may_pass(errc why, error_class kind) noexcept {
    switch (why) {
    case errc::connect_failed:
    case errc::tls_failed:
    case errc::timed_out:
    case errc::send_failed:
    case errc::outcome_unknown: return true;
    case errc::refused: return passes_by_itself(kind) || kind == error_class::throttled || kind == error_class::replay;
    default: return false;
    }
}

} // namespace detail

/// Clock: returns the time as unix_time, or as an instant where the device has a monotonic clock; only that makes
/// limits of milliseconds out of call_ms and wait_ms. Nonces: returns a std::uint64_t that it has not returned before
/// and that nobody else returns, once an attempt; a counter will do, but pauses of a fleet differ only where it is
/// random.
template <class Transport, class Clock, class Nonces, class Engine = mbedtls>
class client {
public:
    /// Borrows the transport and what the credentials view.
    client(Transport& transport, const credentials& who, Clock clock, Nonces nonces,
           client_options options = {}) noexcept
        : transport_(transport), who_(who), clock_(clock), nonces_(nonces), options_(options),
          time_(options.clock_offset) {
        static_assert(http::message_transport<Transport>,
                      "a transport has perform(signed_request, sink, body_source): see portwright/http/transport.hpp");
    }

    client(const client&) = delete;
    client& operator=(const client&) = delete;
    ~client() { disconnect(); }

    /// Checks, signs, sends and decodes, by the default scheme of the action's API or by `Scheme`, with `scratch` for
    /// the texts and lists of the answer. Over bytes the call_machine lies on the stack: 1.1 KB on 32 bits,
    /// 1.5 KB on 64, beside what signing takes.
    template <class Scheme = void, action Action>
    reply<typename Action::response> call(const Action& request, std::span<char> scratch) noexcept {
        reply<typename Action::response> got;
        key_cache<scheme_of<Scheme, Action>> keys(who_);
        call(request, keys, scratch, deadline_after(options_.call_ms), got);
        return got;
    }

    /// Asks how the task stands that `created` is the answer of, until it ends. `scratch` may be that of `created`,
    /// whose texts are gone then. A look that fails says nothing of the task: where it may pass, the next look follows.
    /// Whatever is returned, what `created` said stays true.
    ///
    /// Errors beside those of call(): task_failed; still_running where the patience ended, `number` is then the errc of
    /// the last look where that failed; buffer_too_small for IDs of more than 192 bytes.
    template <class Scheme = void, class Created>
    reply<typename Created::query::response> wait(const Created& created, std::span<char> scratch) noexcept {
        using query_type = typename Created::query;
        reply<typename query_type::response> got;
        query_type query = created.task();
        char texts[192]; // two IDs
        if (!detail::keep_texts(query, texts)) {
            got.why_ = {.code = errc::buffer_too_small};
            return got;
        }
        key_cache<scheme_of<Scheme, query_type>> keys(who_);
        const http::monotonic_ms deadline = deadline_after(options_.wait_ms);
        std::uint32_t pause_ms = options_.poll_ms;
        for (unsigned polls = 0; polls != options_.max_polls; ++polls) {
            if (deadline != http::no_deadline && now().monotonic + pause_ms >= deadline) break;
            if (options_.pause != nullptr) options_.pause(options_.pause_context, pause_ms);
            const std::uint32_t longer = pause_ms + pause_ms / 2;
            pause_ms = longer < options_.most_poll_ms ? longer : options_.most_poll_ms;
            got = {};
            call(query, keys, scratch, deadline, got);
            if (!got) {
                if (detail::may_pass(got.why_.code, got.refusal_.kind)) continue;
                detail::keep_text(got.why_, scratch); // out of `texts`; it is of a request that was not sent
                return got;
            }
            const task_state state = got->state();
            if (state == task_state::succeeded) return got;
            if (state == task_state::failed) {
                got.why_.code = errc::task_failed;
                return got;
            }
        }
        const errc last = got.why_.code;
        got.why_ = {
            .code = errc::still_running, .has_number = last != errc::none, .number = static_cast<std::int64_t>(last)};
        return got;
    }

    /// Seconds from the clock to the cloud's time, as far as answers have told: what a device saves for its next boot.
    std::int64_t clock_offset() noexcept { return time_.offset(now()); }

    /// Closes the connection that the last call has left open. The next call opens another.
    void disconnect() noexcept {
        if constexpr (detail::carries_bytes<Transport>) {
            if (has_connection()) close();
        }
    }

private:
    template <class Scheme, class Action>
    struct chosen_scheme {
        using type = Scheme;
    };
    template <class Action>
    struct chosen_scheme<void, Action> {
        using type = typename system_of<Action>::template default_scheme<Engine>;
    };
    template <class Scheme, class Action>
    using scheme_of = typename chosen_scheme<Scheme, Action>::type;

    instant now() noexcept {
        if constexpr (requires { clock_().monotonic; }) {
            return clock_();
        } else {
            const unix_time wall = clock_();
            return {wall, wall > 0 ? static_cast<http::monotonic_ms>(wall) * 1000 : 0};
        }
    }

    http::monotonic_ms deadline_after(std::uint32_t ms) noexcept {
        return ms == 0 ? http::no_deadline : now().monotonic + ms;
    }

    template <class Scheme, action Action>
    void call(const Action& request, key_cache<Scheme>& keys, std::span<char> scratch, http::monotonic_ms deadline,
              reply<typename Action::response>& got) noexcept {
        if constexpr (detail::carries_bytes<Transport>) drive(request, keys, scratch, deadline, got);
        else perform(request, keys, scratch, got);
    }

    // ---- over bytes ----

    static constexpr std::uint32_t longest_idle_ms = 5000;

    bool has_connection() const noexcept { return transport_.is_open && transport_.openings == opening_; }
    void close() noexcept {
        transport_.is_open = false;
        transport_.stream.close(transport_.stream.context);
    }
    errc open(const call_step& step) noexcept {
        if (transport_.is_open) close(); // whoever opened it
        const errc failed = transport_.stream.open(transport_.stream.context, step.host, step.port);
        transport_.is_open = failed == errc::none;
        opening_ = ++transport_.openings;
        return failed;
    }

    /// The blocking loop over a call_machine.
    template <class Scheme, action Action>
    void drive(const Action& request, key_cache<Scheme>& keys, std::span<char> scratch, http::monotonic_ms deadline,
               reply<typename Action::response>& got) noexcept {
        if (transport_.io.size() < http::min_io_buffer) {
            got.why_ = {.code = errc::buffer_too_small, .has_number = true, .number = http::min_io_buffer};
            return;
        }
        // The peer may have dropped a connection that idled. A query is asked again then; of anything else nobody
        // could say whether it arrived, so that it goes over a connection that was in use just now, or a new one.
        const bool fresh = now().monotonic - last_used_ < longest_idle_ms;
        const bool kept = has_connection() && connected_to_ == Action::call.service &&
                          (fresh || detail::is_query(Action::call.action));
        call_machine<Scheme, Action> machine(
            request, keys, time_,
            {.region = options_.region,
             .endpoint = options_.endpoint,
             .verb = options_.verb,
             .checked = options_.checked,
             .attempts = options_.pause != nullptr ? options_.attempts : std::uint8_t{2},
             .waits = options_.pause != nullptr,
             .deadline = deadline,
             .answer_bytes = options_.answer_bytes},
            got.answer_, got.refusal_, scratch, kept);
        connected_to_ = Action::call.service;
        const std::span<char> io = transport_.io;
        for (call_step step = machine.next(); step.wants != call_wish::done; step = machine.next())
            take(machine, step, io);
        if (has_connection() && !machine.keeps_connection()) close();
        for (volatile char& c : io) c = 0; // volatile: a key may have passed, and nobody reads the buffer after this
        last_used_ = now().monotonic;
        got.outcome_ = machine.outcome();
        got.head_ = machine.head();
        got.why_ = machine.error();
    }

    template <class Machine>
    void take(Machine& machine, const call_step& step, std::span<char> io) noexcept {
        const http::byte_stream& stream = transport_.stream;
        switch (step.wants) {
        case call_wish::sign: return machine.sign(now(), nonces_());
        case call_wish::wait: {
            const http::monotonic_ms from = now().monotonic;
            const http::monotonic_ms ms = step.wake_at > from ? step.wake_at - from : 0;
            if (has_connection() && !machine.keeps_connection()) close();
            options_.pause(options_.pause_context, ms < 0xFFFFFFFF ? static_cast<std::uint32_t>(ms) : 0xFFFFFFFF);
            instant then = now(); // a clock of whole seconds, or one that a test has stopped, must not hold it
            if (then.monotonic < step.wake_at) then.monotonic = step.wake_at;
            return machine.wake(then);
        }
        case call_wish::connect: {
            const errc failed = open(step);
            return failed == errc::none ? machine.connected(now()) : machine.failed(failed, now());
        }
        case call_wish::send: {
            const std::span<const char> out = machine.bytes(io, now());
            if (out.empty()) return;
            const std::ptrdiff_t n = stream.write(stream.context, out.data(), out.size());
            if (n > 0 && static_cast<std::size_t>(n) <= out.size())
                return machine.sent(static_cast<std::size_t>(n), now());
            close();
            return machine.failed_to_write(n == http::stream_timed_out ? errc::timed_out : errc::send_failed, now());
        }
        default: {
            const std::ptrdiff_t n = stream.read(stream.context, io.data(), io.size());
            if (n > 0 && static_cast<std::size_t>(n) <= io.size())
                return machine.received(io.data(), static_cast<std::size_t>(n), now());
            close();
            if (n == http::stream_end) return machine.closed(now());
            return machine.failed(n == http::stream_timed_out ? errc::timed_out : errc::receive_failed, now());
        }
        }
    }

    // ---- over messages ----

    template <class Scheme, action Action>
    void perform(const Action& request, key_cache<Scheme>& keys, std::span<char> scratch,
                 reply<typename Action::response>& got) noexcept {
        using scheme = Scheme;
        const unix_time when = now().wall;
        if (const result<void> ready = keys.prepare(*Action::call.service, when); !ready) {
            got.why_ = ready.error();
            return;
        }
        char digits[20];
        output nonce{digits};
        detail::write_nonce(nonce, nonces_());
        const context<scheme> with{.key = keys.key(),
                                   .region = options_.region,
                                   .timestamp = when,
                                   .nonce = nonce.since(0),
                                   .verb = options_.verb,
                                   .endpoint = options_.endpoint,
                                   .checked = options_.checked};
        char head[640]; // https://, a host of up to 253 characters, and an Authorization
        const auto made = sign_streamed(request, with, head);
        if (!made) {
            got.why_ = made.error();
            return;
        }
        using streamed = streamed_request<Action, scheme>;
        const http::body_source body{
            [](void* context, sink to) { return static_cast<const streamed*>(context)->write_body(to); },
            const_cast<streamed*>(&*made), made->body_size};
        answer_reader<Action> reader(got.answer_, got.refusal_, scratch);
        const http::exchange_result sent = transport_.perform(made->head, reader.as_sink(), body);
        if (sent) {
            got.head_ = *sent;
            got.why_ = reader.finish(sent->status);
            got.outcome_ = got.why_.code == errc::refused           ? call_outcome::refused
                           : got.why_.code == errc::outcome_unknown ? call_outcome::unknown
                                                                    : call_outcome::done;
            return;
        }
        got.answer_ = {}; // a part of an answer says nothing
        got.refusal_ = {};
        got.why_ = sent.error();
        got.why_.text = nullptr; // it may be a piece of `head`, which ends here
        got.why_.length = 0;
        if (!sent.request_sent) return;
        got.outcome_ = call_outcome::unknown;
        got.why_ = {
            .code = errc::outcome_unknown, .has_number = true, .number = static_cast<std::int64_t>(sent.error().code)};
    }

    Transport& transport_;
    const credentials who_;
    Clock clock_;
    Nonces nonces_;
    const client_options options_;
    call_clock time_;
    const service* connected_to_ = nullptr;
    http::monotonic_ms last_used_ = 0;
    std::uint32_t opening_ = 0; ///< which opening of the transport is this client's
};

template <class Transport, class Clock, class Nonces>
client(Transport&, const credentials&, Clock, Nonces) -> client<Transport, Clock, Nonces>;
template <class Transport, class Clock, class Nonces>
client(Transport&, const credentials&, Clock, Nonces, client_options) -> client<Transport, Clock, Nonces>;

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
