// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Calls an action and waits for what it started.
//
//     portwright::client cloud{transport, credentials, clock, nonces, {.region = "ap-guangzhou"}};
//     auto created = cloud.call(request, scratch);         // created->ListenerIds[0]
//     auto finished = cloud.wait(*created, scratch);       // polls the documented task query until it ends
//
// A call is one attempt: what comes back says whether it was done, refused, not sent, or is not known.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/calls/outcome.hpp>
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
    region_name region = {};        ///< for the APIs that take one
    authority endpoint = {};        ///< HOST[:PORT] in place of the documented host
    bool checked = true;            ///< false: sends what check() would refuse
    unsigned max_polls = 60;        ///< how often wait() asks
    std::uint32_t poll_ms = 1000;   ///< how long it pauses before each time
    /// Pauses for so many milliseconds. Null: wait() asks again at once.
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
    /// - scratch_full, wrong_type, missing_field: it was done, and its answer could not be read whole; what could be read
    ///   is there
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
    /// The cloud's own words, filled as far as the answer came. Where there are none, its message has the status and the
    /// beginning of what came instead: "HTTP status 502: <html>".
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

/// Moves the text of an error into `room`, away from storage that ends before the error does. Without room there is none.
inline void keep_text(error& why, std::span<char> room) noexcept {
    output out{room};
    out.write({why.text, why.length});
    if (!out.ok()) why.length = 0;
    why.text = why.length != 0 ? out.data() : nullptr;
}

/// Writes 64 bits as a positive integer, which every scheme takes for a nonce. 2^64 stands for 0, which is none.
inline void write_nonce(output& out, std::uint64_t bits) noexcept {
    if (bits == 0) return out.write("18446744073709551616");
    if (bits >= 10) write_decimal(out, static_cast<std::int64_t>(bits / 10));
    out.put(static_cast<char>('0' + bits % 10));
}

} // namespace detail

/// Clock: returns unix_time, within five minutes of the cloud's. Nonces: returns a std::uint64_t that it has not
/// returned before and that nobody else returns; a counter will do, and each value is another nonce. Both are called once
/// an attempt.
template <class Transport, class Clock, class Nonces, class Engine = mbedtls>
class client {
public:
    /// Borrows the transport and what the credentials view.
    client(Transport& transport, const credentials& who, Clock clock, Nonces nonces,
           client_options options = {}) noexcept
        : transport_(transport), who_(who), clock_(clock), nonces_(nonces), options_(options) {
        static_assert(http::message_transport<Transport>,
                      "a transport has perform(signed_request, sink, body_source): see portwright/http/transport.hpp");
    }

    /// Checks, signs, sends and decodes, by the default scheme of the action's API and by POST. Uses about 1.2 KB of
    /// stack, and `scratch` for the texts and lists of the answer.
    template <action Action>
    reply<typename Action::response> call(const Action& request, std::span<char> scratch) noexcept {
        reply<typename Action::response> got;
        call(request, scratch, got);
        return got;
    }

    /// Asks how the task stands that `created` is the answer of, until it ends. `scratch` may be that of `created`,
    /// whose texts are gone then.
    template <class Created>
    reply<typename Created::query::response> wait(const Created& created, std::span<char> scratch) noexcept {
        reply<typename Created::query::response> got;
        typename Created::query query = created.task();
        char texts[192]; // two IDs
        if (!detail::keep_texts(query, texts)) {
            got.why_ = {.code = errc::buffer_too_small};
            return got;
        }
        for (unsigned polls = 0; polls != options_.max_polls; ++polls) {
            if (options_.pause != nullptr) options_.pause(options_.pause_context, options_.poll_ms);
            got = {};
            call(query, scratch, got);
            if (!got) {
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
        got.why_.code = errc::still_running;
        return got;
    }

private:
    template <action Action>
    void call(const Action& request, std::span<char> scratch, reply<typename Action::response>& got) noexcept {
        using scheme = typename system_of<Action>::template default_scheme<Engine>;
        const unix_time now = clock_();
        typename scheme::key key;
        result<void> ready;
        if constexpr (requires { key.prepare(who_, *Action::call.of, now); })
            ready = key.prepare(who_, *Action::call.of, now);
        else ready = key.prepare(who_);
        if (!ready) {
            got.why_ = ready.error();
            return;
        }
        char digits[20];
        output nonce{digits};
        detail::write_nonce(nonce, nonces_());
        const context<scheme> with{.key = key,
                                   .region = options_.region,
                                   .timestamp = now,
                                   .nonce = nonce.since(0),
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
};

template <class Transport, class Clock, class Nonces>
client(Transport&, const credentials&, Clock, Nonces) -> client<Transport, Clock, Nonces>;
template <class Transport, class Clock, class Nonces>
client(Transport&, const credentials&, Clock, Nonces, client_options) -> client<Transport, Clock, Nonces>;

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
