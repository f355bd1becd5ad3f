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

#include <portwright/calls/attempts.hpp>
#include <portwright/http/exchange.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// A call over bytes, whatever its action is: what a loop drives.
template <class Scheme>
class byte_call : public attempt_series<Scheme> {
    using base = attempt_series<Scheme>;

public:
    call_step next() const noexcept {
        call_step step = base::idle_step();
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

    /// Begins an attempt. `random`: 64 bits, of which the lower 63 become the nonce: nobody has used
    /// them before with these credentials.
    void sign(const instant& now, std::uint64_t random) noexcept {
        if (base::wants_ != call_wish::sign) return;
        output host{host_};
        write_host(host, base::target(), base::settings_.region, base::settings_.endpoint);
        if (!host.ok()) return base::give_up(errc::bad_host);
        host_size_ = static_cast<std::uint8_t>(host.size());
        if (!base::begin(now, random)) return;
        http::exchange_limits limits;
        const std::uint64_t left = base::settings_.deadline - now.monotonic;
        limits.deadline = now.monotonic + (left < base::settings_.attempt_ms ? left : base::settings_.attempt_ms);
        limits.answer_bytes = base::settings_.answer_bytes;
        http::request_source source;
        sink answer;
        if (base::asks_time()) {
            output size;
            write_question(size);
            source = {&pull_question, this, size.size()};
        } else {
            const result<http::request_source> made = http::source_of(base::stream(), base::settings_.keeps_open);
            if (!made) return base::give_up(made.error());
            source = *made;
            answer = base::reader().as_sink();
        }
        exchange_.emplace(authority_text(), source, answer, limits, now.monotonic, kept_);
        kept_ = false;
        base::wants_ = call_wish::receive;
        settle(now);
    }

    // What happened, as of http::exchange_machine.

    void wake(const instant& now) noexcept {
        if (is_talking()) exchange_->wake(now.monotonic), settle(now);
        else base::wake_idle(now);
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
        else kept_ = false; // nobody has asked for it: the connection is spoilt
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

    bool keeps_connection() const noexcept { return kept_; }

    /// As of call_machine.
    byte_call(const call_subject<typename Scheme::policy>& subject, key_cache<Scheme>& keys, call_clock& clock,
              const call_settings& settings, api_error& refusal, std::span<char> scratch, bool kept) noexcept
        : base(subject, keys, clock, settings, refusal, scratch), kept_(kept) {
        static_assert(sizeof(byte_call) <= 656 + 104 * sizeof(void*),
                      "what a call takes of a device's memory, beside its request, key, answer and scratch");
    }

private:
    bool is_talking() const noexcept { return base::wants_ == call_wish::receive && exchange_.has_value(); }

    std::string_view authority_text() const noexcept { return {host_, host_size_}; }

    /// What is asked of a cloud whose time is wanted: any answer has a Date.
    void write_question(output& out) const noexcept {
        out.write("GET / HTTP/1.1\r\nHost: ");
        out.write(authority_text());
        out.write("\r\nAccept-Encoding: identity\r\nUser-Agent: portwright\r\n\r\n");
    }
    static std::size_t pull_question(const void* context, std::size_t offset, std::span<char> room) noexcept {
        http::window_output out(offset, room);
        static_cast<const byte_call*>(context)->write_question(out);
        out.flush();
        return out.kept();
    }

    /// Draws the conclusions where the exchange has ended.
    void settle(const instant& now) noexcept {
        if (exchange_->next().wants != http::exchange_wish::done) return;
        const http::exchange_machine& ended = *exchange_;
        kept_ = base::settings_.keeps_open && ended.keeps_connection();
        base::conclude(ended.error(), ended.request_sent(), ended.has_head() ? &ended.head() : nullptr, now);
    }

    std::uint8_t host_size_ = 0;
    bool kept_;
    char host_[128];
    std::optional<http::exchange_machine> exchange_;
};

} // namespace detail

/// The machine. Borrows all that it is made of until it is done, and is neither copied nor moved, because it lends its
/// own parts to the attempt that runs. `Action` says how the answer reads, where the request is not typed. An action
/// with an idempotency token (`ClientToken`) gets one of the first attempt's random bits, where the caller gave none,
/// and keeps it over its attempts. Not for two threads at once.
template <class Scheme, signable Request, action Action = Request, described Response = typename Action::response>
class call_machine : private detail::own_request<Request>, public detail::byte_call<Scheme> {
    using own = detail::own_request<Request>;

public:
    /// `kept`: there is a connection to the same authority, which the last call has left open. `request` is checked
    /// and signed for each attempt, with a key of `keys` and the time of `clock`; `settings` has the limits in
    /// milliseconds. `answer` and `refusal` are filled in, with their texts and lists in `scratch`.
    call_machine(const Request& request, key_cache<Scheme>& keys, call_clock& clock, const call_settings& settings,
                 Response& answer, api_error& refusal, std::span<char> scratch, bool kept = false) noexcept
        : own(request), detail::byte_call<Scheme>(detail::subject_of<Scheme, Action>(*this, request, answer), keys,
                                                  clock, settings, refusal, scratch, kept) {
        if constexpr (!action<Request>)
            if (const result<void> good = detail::check_accepted<Scheme>(request); !good) this->give_up(good.error());
    }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
