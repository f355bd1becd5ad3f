// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The same call over a transport that speaks HTTP itself (libcurl, a router's own stack): the machine wants a whole
// request to be performed, and is told what became of it.
//
//     portwright::message_call_machine<scheme, clb::CreateListener> call{request, keys,    clock,  settings,
//                                                                        created, refusal, scratch};
//     for (auto step = call.next(); step.wants != portwright::call_wish::done; step = call.next()) {
//         if (step.wants == portwright::call_wish::sign) call.sign(now(), random_bits());
//         if (step.wants == portwright::call_wish::wait) sleep_until(step.wake_at), call.wake(now());
//         if (step.wants == portwright::call_wish::perform)
//             call.performed(transport.perform(call.request(), call.answer(), call.body()), now());
//     }

#include <portwright/calls/attempts.hpp>
#include <portwright/http/transport.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// A call over messages, whatever its action is: what a loop drives.
template <class Scheme>
class message_call : public attempt_series<Scheme> {
    using base = attempt_series<Scheme>;

public:
    call_step next() const noexcept { return base::idle_step(); }

    /// Begins an attempt. `random`: 64 bits, of which the lower 63 become the nonce: nobody has used
    /// them before with these credentials.
    void sign(const instant& now, std::uint64_t random) noexcept {
        if (base::wants_ != call_wish::sign || !base::begin(now, random)) return;
        request_ = {};
        if (base::asks_time()) {
            if (!make_question()) return base::give_up(errc::bad_host);
        } else if (const std::size_t size = stream_head(base::stream(), head_, request_); size != 0) {
            return base::give_up(errc::buffer_too_small, static_cast<std::int64_t>(size));
        }
        base::wants_ = call_wish::perform;
    }

    /// Only time has passed.
    void wake(const instant& now) noexcept { base::wake_idle(now); }

    /// What is to be performed, with the body(), which replaces its own; the answer's body goes to answer(). All three
    /// borrow the machine, and are of this attempt.
    const signed_request& request() const noexcept { return request_; }
    http::body_source body() noexcept {
        if (base::asks_time()) return {};
        return {[](void* self, sink to) { return static_cast<message_call*>(self)->stream().write_body(to); }, this,
                base::stream().body_size()};
    }
    sink answer() noexcept { return base::asks_time() ? sink{} : base::reader().as_sink(); }

    /// What became of it. The error's texts are not kept.
    void performed(const http::exchange_result& got, const instant& now) noexcept {
        if (base::wants_ != call_wish::perform) return;
        errc failed = errc::none;
        if (!got) failed = got.error().code != errc::none ? got.error().code : errc::receive_failed;
        base::conclude(failed, got.request_sent, got ? &*got : nullptr, now);
    }

    bool keeps_connection() const noexcept { return true; } // that is the transport's own affair

    /// As of message_call_machine.
    message_call(const call_subject<typename Scheme::policy>& subject, key_cache<Scheme>& keys, call_clock& clock,
                 const call_settings& settings, api_error& refusal, std::span<char> scratch) noexcept
        : base(subject, keys, clock, settings, refusal, scratch) {
        static_assert(sizeof(message_call) <= 1056 + 148 * sizeof(void*),
                      "what a call takes of a device's memory, beside its request, key, answer and scratch");
    }

private:
    /// What is asked of a cloud whose time is wanted: any answer has a Date.
    bool make_question() noexcept {
        output out{head_};
        out.write("https://");
        write_host(out, base::target(), base::settings_.region, base::settings_.endpoint);
        const std::size_t path = out.size();
        out.put('/');
        if (!out.ok()) return false;
        request_.url = out.since(0);
        request_.host = std::string_view(head_ + 8, path - 8);
        request_.path = out.since(path);
        return true;
    }

    signed_request request_;
    char head_[640]; // https://, a host of up to 253 characters, and an Authorization
};

} // namespace detail

/// The machine; as call_machine, but that it wants `perform` in place of a connection and its bytes, and takes a
/// kilobyte more for the request's head. By GET the parameters are in that head: buffer_too_small where they have no
/// room there. The deadline ends attempts and pauses; how long one performance takes is the transport's affair.
template <class Scheme, signable Request, action Action = Request, described Response = typename Action::response>
class message_call_machine : private detail::own_request<Request>, public detail::message_call<Scheme> {
    using own = detail::own_request<Request>;

public:
    /// As of call_machine, and `request`, `keys`, `clock`, `settings`, `answer`, `refusal` and `scratch` mean the
    /// same: they are borrowed until it is done.
    message_call_machine(const Request& request, key_cache<Scheme>& keys, call_clock& clock,
                         const call_settings& settings, Response& answer, api_error& refusal,
                         std::span<char> scratch) noexcept
        : own(request), detail::message_call<Scheme>(detail::subject_of<Scheme, Action>(*this, request, answer), keys,
                                                     clock, settings, refusal, scratch) {
        if constexpr (!action<Request>)
            if (const result<void> good = detail::check_accepted<Scheme>(request); !good) this->give_up(good.error());
    }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
