// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a client's call returns: the answer, or why there is none, and what is known of the request.
//
//     if (created) use(created->ListenerIds[0]);
//     else if (created.outcome() == portwright::call_outcome::unknown) look_before_asking_again();
//     else log(created.error(), created.refusal());

#include <portwright/calls/outcome.hpp>
#include <portwright/http/response_head.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

template <class Transport, class Clock, class Nonces, class Engine>
class client;

namespace detail {

/// A reply without its answer: the same for all actions.
struct reply_state {
    portwright::error why = {};
    api_error refusal = {};
    http::response_head head = {};
    call_outcome outcome = call_outcome::not_sent;
};

} // namespace detail

/// A cloud's answer, decoded, or why there is none. Its texts lie in the scratch of the call, or in the request.
template <class Response>
class reply {
public:
    /// Whether there is an answer: it was done, and the answer is whole.
    constexpr explicit operator bool() const noexcept { return state_.why.code == errc::none; }
    /// The answer, as far as it was read. Borrowed from this reply, or a copy where that is a temporary.
    constexpr const Response& operator*() const& noexcept { return answer_; }
    constexpr Response operator*() const&& noexcept { return answer_; }
    /// The same, for a reply with a name: what a temporary's led to would not live.
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
    /// - bad_time: it was not sent, because the clock was never set and no answer told the time
    /// - scratch_full, wrong_type, missing_field: it was done, and its answer could not be read whole; what could be
    ///   read is there
    /// - task_failed, still_running: of wait(); the last answer is there nevertheless
    ///
    /// What it is made of is kept in this reply. Its `text` lies in the request, or, where that was made of an earlier
    /// answer by wait(), in the scratch.
    constexpr const portwright::error& error() const& noexcept { return state_.why; }
    constexpr portwright::error error() const&& noexcept { return state_.why; }
    /// What is known of the request. Of wait(): of its last look.
    constexpr call_outcome outcome() const noexcept { return state_.outcome; }
    /// The answer's status, Date and Retry-After; all 0 where none came. Borrowed from this reply, or a copy where
    /// that is a temporary.
    constexpr const http::response_head& head() const& noexcept { return state_.head; }
    constexpr http::response_head head() const&& noexcept { return state_.head; }
    /// The cloud's own words, filled as far as the answer came. Where there are none, its message has the status and
    /// the beginning of what came instead: "HTTP status 502: <html>".
    constexpr const api_error& refusal() const& noexcept { return state_.refusal; }
    constexpr api_error refusal() const&& noexcept { return state_.refusal; }

private:
    template <class, class, class, class>
    friend class client;

    Response answer_ = {};
    detail::reply_state state_ = {};
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
