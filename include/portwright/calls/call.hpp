// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// One call with all of its attempts, as a machine that does no I/O: it signs each attempt anew, tries again what can be
// tried again without harm, and says in the end what is known.
//
//     portwright::call_machine<scheme, clb::CreateListener> call{request, keys,    clock,  settings,
//                                                                created, refusal, scratch};
//     for (auto step = call.next(); step.wants != portwright::call_wish::done; step = call.next()) {
//         if (step.wants == portwright::call_wish::sign) call.sign(now(), random_bits());
//         if (step.wants == portwright::call_wish::wait) sleep_until(step.wake_at), call.wake(now());
//         ...                                          // connect, send and receive as of http::exchange_machine
//     }
//     if (call.outcome() == portwright::call_outcome::unknown) look_before_asking_again();

#include <portwright/calls/backoff.hpp>
#include <portwright/calls/clock.hpp>
#include <portwright/calls/key_cache.hpp>
#include <portwright/calls/outcome.hpp>
#include <portwright/calls/pacer.hpp>
#include <portwright/http/exchange.hpp>
#include <portwright/signature/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// What a call wants of its surroundings.
enum class call_wish : std::uint8_t {
    sign, ///< sign(): the time, and random bits for the nonce and the pauses
    connect, ///< as of an exchange; a connection that is still open is closed before
    send,
    receive,
    wait, ///< nothing until wake_at; a connection that is open is closed unless keeps_connection()
    done, ///< nothing: see outcome()
};

struct call_step {
    call_wish wants = call_wish::done;
    std::string_view host = {};
    std::uint16_t port = 0;
    http::monotonic_ms wake_at = http::no_deadline;
};

/// Whether a request whose outcome is unknown may be sent again.
enum class repetition : std::uint8_t {
    automatic, ///< queries, by the verb of the action's name, and what carries an idempotency token
    harmless, ///< the caller knows that doing it twice is doing it once
    harmful, ///< never
};

/// What a call may use and take. Views must outlive it.
struct call_settings {
    region_name region = {};
    authority endpoint = {}; ///< HOST[:PORT] in place of the documented host
    method verb = method::POST;
    bool checked = true; ///< false: sends what check() would refuse
    bool keeps_open = true; ///< false: asks the server to close the connection after each answer
    repetition repeat = repetition::automatic;
    std::uint8_t attempts = 5;
    bool waits = true; ///< false: what would have to wait is not tried again
    backoff_limits backoff = {};
    http::monotonic_ms deadline = http::no_deadline; ///< of the whole call, pauses included; a time
    std::uint32_t attempt_ms = 30000; ///< of one attempt, connecting included
    std::uint32_t answer_bytes = 1u << 20; ///< of one answer as it arrives
    portwright::pacer* pacer = nullptr; ///< spreads the attempts of all calls that share it; not without `waits`
    retry_budget* budget = nullptr; ///< bounds the attempts beyond the first of all calls that share it
};

namespace detail {

/// Whether an action only looks, by the verb that its name begins with.
constexpr bool is_query(std::string_view action) noexcept {
    for (const std::string_view verb : {std::string_view{"Describe"}, std::string_view{"Get"}, std::string_view{"List"},
                                        std::string_view{"Query"}, std::string_view{"Check"}})
        if (action.starts_with(verb) && action.size() > verb.size() && action[verb.size()] >= 'A' &&
            action[verb.size()] <= 'Z')
            return true;
    return false;
}

/// Whether a refusal came before the cloud did anything, whatever the action is.
constexpr bool refuses_before_acting(error_class kind, error_detail what) noexcept {
    return kind == error_class::throttled || kind == error_class::replay || kind == error_class::clock_skew ||
           what == error_detail::busy;
}

constexpr bool passes_by_itself(error_class kind) noexcept {
    return kind == error_class::unavailable_retryable || kind == error_class::internal_retryable;
}

/// Writes 64 bits as a positive integer, which every scheme takes for a nonce. 2^64 stands for 0, which is none.
inline void write_nonce(output& out, std::uint64_t bits) noexcept {
    if (bits == 0) return out.write("18446744073709551616");
    if (bits >= 10) write_decimal(out, static_cast<std::int64_t>(bits / 10));
    out.put(static_cast<char>('0' + bits % 10));
}

} // namespace detail

/// The machine. Borrows all that it is made of until it is done, and is neither copied nor moved, because it lends its
/// own parts to the attempt that runs. `Action` says how the answer reads, where the request is not typed.
template <class Scheme, signable Request, action Action = Request, described Response = typename Action::response>
class call_machine {
public:
    /// `kept`: there is a connection to the same authority, which the last call has left open.
    call_machine(const Request& request, key_cache<Scheme>& keys, call_clock& clock, const call_settings& settings,
                 Response& answer, api_error& refusal, std::span<char> scratch, bool kept = false) noexcept
        : request_(request), keys_(keys), clock_(clock), settings_(settings), answer_(answer), refusal_(refusal),
          scratch_(scratch), kept_(kept) {
        static_assert(sizeof(call_machine) <= 600 + 108 * sizeof(void*),
                      "what a call takes of a device's memory, beside its key, answer and scratch");
        answer_ = {};
        refusal_ = {};
    }
    call_machine(const call_machine&) = delete;
    call_machine& operator=(const call_machine&) = delete;

    /// Reads only these fields of the answer: as decoder::want(), whose errors end the call before it begins.
    void want(std::span<const std::string_view> names) noexcept { wanted_ = names; }

    call_step next() const noexcept {
        call_step step;
        step.wants = wants_;
        if (wants_ == call_wish::wait) step.wake_at = wake_at_;
        if (wants_ == call_wish::sign) step.wake_at = settings_.deadline;
        if (!is_talking()) return step;
        const http::exchange_step inner = exchange_->next();
        step.wants = inner.wants == http::exchange_wish::connect ? call_wish::connect
                     : inner.wants == http::exchange_wish::send  ? call_wish::send
                                                                 : call_wish::receive;
        step.host = inner.host;
        step.port = inner.port;
        step.wake_at = inner.wake_at;
        return step;
    }

    /// Begins an attempt. `random`: 64 bits that nobody has used before for a nonce of these credentials.
    void sign(const instant& now, std::uint64_t random) noexcept {
        if (wants_ != call_wish::sign) return;
        if (now.monotonic >= settings_.deadline) return give_up({.code = errc::timed_out});
        random_ = random;
        if (settings_.pacer != nullptr && settings_.waits) {
            const http::monotonic_ms at = settings_.pacer->next(now.monotonic, portwright::detail::mix_bits(~random));
            if (at >= settings_.deadline) return give_up({.code = errc::timed_out});
            if (at > now.monotonic) return wait_until(at);
            settings_.pacer->sent(now.monotonic, portwright::detail::mix_bits(random + 1));
        }
        ++attempts_;
        http::exchange_limits limits;
        const std::uint64_t left = settings_.deadline - now.monotonic;
        limits.deadline = now.monotonic + (left < settings_.attempt_ms ? left : settings_.attempt_ms);
        limits.answer_bytes = settings_.answer_bytes;
        output host{host_};
        portwright::detail::write_host(host, *request_.call.service, settings_.region, settings_.endpoint);
        if (!host.ok()) return give_up({.code = errc::bad_host});
        host_size_ = host.size();
        asks_time_ = !clock_.is_set(now);
        if (asks_time_) {
            output size;
            write_question(size);
            exchange_.emplace(authority_text(), http::request_source{&pull_question, this, size.size()}, sink{}, limits,
                              now.monotonic, kept_);
        } else {
            if (!sign_attempt(clock_.time(now))) return;
            const result<http::request_source> source = http::source_of(**stream_, settings_.keeps_open);
            if (!source) return give_up(source.error());
            exchange_.emplace(authority_text(), *source, reader_->as_sink(), limits, now.monotonic, kept_);
        }
        kept_ = false;
        wants_ = call_wish::receive;
        settle(now);
    }

    // What happened, as of http::exchange_machine.

    void wake(const instant& now) noexcept {
        if (wants_ == call_wish::wait && now.monotonic >= wake_at_) wants_ = call_wish::sign;
        else if (wants_ == call_wish::sign && now.monotonic >= settings_.deadline) give_up({.code = errc::timed_out});
        else if (is_talking()) exchange_->wake(now.monotonic), settle(now);
    }
    void connected(const instant& now) noexcept {
        if (is_talking()) exchange_->connected(now.monotonic), settle(now);
    }
    std::span<const char> bytes(std::span<char> room, const instant& now) noexcept {
        if (!is_talking()) return {};
        const std::span<const char> out = exchange_->bytes(room);
        settle(now);
        return out;
    }
    void sent(std::size_t size, const instant& now) noexcept {
        if (is_talking()) exchange_->sent(size, now.monotonic), settle(now);
    }
    void received(const char* data, std::size_t size, const instant& now) noexcept {
        if (is_talking()) exchange_->received(data, size, now.monotonic), settle(now);
    }
    void closed(const instant& now) noexcept {
        if (is_talking()) exchange_->closed(now.monotonic), settle(now);
        else kept_ = false;
    }
    void failed(errc why, const instant& now) noexcept {
        if (is_talking()) exchange_->failed(why, now.monotonic), settle(now);
        else kept_ = false;
    }
    void failed_to_write(errc why, const instant& now) noexcept {
        if (is_talking()) exchange_->failed_to_write(why, now.monotonic), settle(now);
    }

    // What is known, once it is done.

    /// Of all attempts: `not_sent` and `refused` are promises that none of them can have been done.
    call_outcome outcome() const noexcept { return outcome_; }
    /// Errors: none where it was done; those of answer_reader; where it was not sent those of sign_streamed() and
    /// http::exchange_machine, and bad_time where the clock is not set and no answer told the time.
    const portwright::error& error() const noexcept { return why_; }
    /// Of the last answer; all 0 where none came.
    const http::response_head& head() const noexcept { return head_; }
    bool keeps_connection() const noexcept { return kept_; }
    unsigned attempts() const noexcept { return attempts_; }

private:
    bool is_talking() const noexcept { return wants_ == call_wish::receive; }

    std::string_view authority_text() const noexcept { return {host_, host_size_}; }

    /// What is asked of a cloud whose time is wanted: any answer has a Date.
    void write_question(output& out) const noexcept {
        out.write("GET / HTTP/1.1\r\nHost: ");
        out.write(authority_text());
        out.write("\r\nAccept-Encoding: identity\r\nUser-Agent: portwright\r\n\r\n");
    }
    static std::size_t pull_question(const void* context, std::size_t offset, std::span<char> room) noexcept {
        http::window_output out(offset, room);
        static_cast<const call_machine*>(context)->write_question(out);
        out.flush();
        return out.kept();
    }

    /// False where that ended the call.
    bool sign_attempt(unix_time when) noexcept {
        if (const result<void> ready = keys_.prepare(*request_.call.service, when); !ready)
            return give_up(ready.error()), false;
        output nonce{nonce_};
        portwright::detail::write_nonce(nonce, random_);
        context_.emplace(context<Scheme>{.key = keys_.key(),
                                         .region = settings_.region,
                                         .timestamp = when,
                                         .nonce = nonce.since(0),
                                         .verb = settings_.verb,
                                         .endpoint = settings_.endpoint,
                                         .checked = settings_.checked});
        const context<Scheme>& with = *context_;
        stream_.emplace(sign_streamed(request_, with));
        if (!*stream_) return give_up(stream_->error()), false;
        reader_.emplace(answer_, refusal_, scratch_);
        if (!wanted_.empty())
            if (const result<void> known = reader_->want(wanted_); !known) return give_up(known.error()), false;
        return true;
    }

    /// Ends the call before this attempt: what was known before it stays.
    void give_up(const portwright::error& why) noexcept {
        if (attempts_ < 2 || why_.code == errc::none) why_ = why;
        finish();
    }

    void finish() noexcept {
        if (may_have_arrived_ && outcome_ != call_outcome::done && outcome_ != call_outcome::unknown &&
            !(outcome_ == call_outcome::refused && portwright::detail::is_query(request_.call.action))) {
            const errc why = why_.code;
            why_ = {.code = errc::outcome_unknown, .has_number = true, .number = static_cast<std::int64_t>(why)};
            outcome_ = call_outcome::unknown;
        }
        wants_ = call_wish::done;
    }

    bool can_be_repeated() const noexcept {
        if (settings_.repeat != repetition::automatic) return settings_.repeat == repetition::harmless;
        if constexpr (requires { request_.ClientToken.has_value(); })
            if (request_.ClientToken.has_value()) return true;
        return portwright::detail::is_query(request_.call.action);
    }

    /// Draws the conclusions where the exchange has ended.
    void settle(const instant& now) noexcept {
        if (exchange_->next().wants != http::exchange_wish::done) return;
        const http::exchange_machine& ended = *exchange_;
        kept_ = settings_.keeps_open && ended.keeps_connection();
        head_ = ended.has_head() ? ended.head() : http::response_head{};
        if (asks_time_) return settle_time(now);
        const bool answered = ended.error() == errc::none;
        if (answered || (ended.has_head() && head_.status >= 400)) {
            why_ = reader_->finish(head_.status);
            outcome_ = why_.code == errc::refused           ? call_outcome::refused
                       : why_.code == errc::outcome_unknown ? call_outcome::unknown
                                                            : call_outcome::done;
        } else {
            answer_ = {};
            refusal_ = {};
            why_ = {.code = ended.error()};
            outcome_ = ended.request_sent() ? call_outcome::unknown : call_outcome::not_sent;
            if (outcome_ == call_outcome::unknown)
                why_ = {.code = errc::outcome_unknown,
                        .has_number = true,
                        .number = static_cast<std::int64_t>(ended.error())};
        }
        if (outcome_ == call_outcome::unknown) may_have_arrived_ = true;
        if (settings_.pacer != nullptr && answered) {
            if (outcome_ == call_outcome::refused && refusal_.kind == error_class::throttled)
                settings_.pacer->throttled(now.monotonic, portwright::detail::mix_bits(random_ + 2));
            else settings_.pacer->answered();
        }
        if (outcome_ == call_outcome::done) {
            if (settings_.budget != nullptr) settings_.budget->succeeded();
            return finish();
        }
        if (outcome_ == call_outcome::refused && refusal_.kind == error_class::clock_skew) {
            if (taught_ || head_.date == 0 || attempts_ >= settings_.attempts) return finish();
            taught_ = true;
            clock_.learn(head_.date, now);
            wants_ = call_wish::sign; // at once: nobody is busy
            return;
        }
        if (!tries_again()) return finish();
        pause(now);
    }

    bool tries_again() const noexcept {
        if (outcome_ == call_outcome::not_sent) return why_.code != errc::bad_host;
        if (outcome_ == call_outcome::unknown) return can_be_repeated();
        return portwright::detail::refuses_before_acting(refusal_.kind, detail_of<Action>(refusal_)) ||
               (can_be_repeated() && portwright::detail::passes_by_itself(refusal_.kind));
    }

    /// The time has been asked for. Nothing of the request has left.
    void settle_time(const instant& now) noexcept {
        asks_time_ = false;
        if (head_.date >= first_plausible_time) {
            clock_.learn(head_.date, now);
            --attempts_; // nothing of the request was tried
            wants_ = call_wish::sign;
            return;
        }
        const bool answered = exchange_->error() == errc::none;
        if (outcome_ == call_outcome::not_sent) why_ = {.code = answered ? errc::bad_time : exchange_->error()};
        if (answered || exchange_->error() == errc::bad_host) return finish();
        pause(now);
    }

    /// Waits before the next attempt, where there is one.
    void pause(const instant& now) noexcept {
        if (!settings_.waits || attempts_ >= settings_.attempts) return finish();
        const std::uint64_t ms =
            backoff_ms(settings_.backoff, attempts_ - 1u, portwright::detail::mix_bits(random_), head_.retry_after);
        if (now.monotonic >= settings_.deadline || ms >= settings_.deadline - now.monotonic) return finish();
        if (settings_.budget != nullptr && !settings_.budget->take()) return finish();
        wait_until(now.monotonic + ms);
    }

    void wait_until(http::monotonic_ms when) noexcept {
        wake_at_ = when;
        wants_ = call_wish::wait;
    }

    const Request& request_;
    key_cache<Scheme>& keys_;
    call_clock& clock_;
    const call_settings settings_;
    Response& answer_;
    api_error& refusal_;
    std::span<char> scratch_;
    std::span<const std::string_view> wanted_;
    std::uint64_t random_ = 0;
    http::monotonic_ms wake_at_ = 0;
    portwright::error why_;
    http::response_head head_;
    std::size_t host_size_ = 0;
    call_wish wants_ = call_wish::sign;
    call_outcome outcome_ = call_outcome::not_sent;
    std::uint8_t attempts_ = 0;
    bool kept_;
    bool asks_time_ = false;
    bool taught_ = false;
    bool may_have_arrived_ = false; ///< some attempt
    char nonce_[20];
    char host_[128];
    std::optional<context<Scheme>> context_;
    std::optional<result<signed_stream<Scheme>>> stream_;
    std::optional<answer_reader<Action, Response>> reader_;
    std::optional<http::exchange_machine> exchange_;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
