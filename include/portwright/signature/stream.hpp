// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a request that is never in memory as a whole: two 4 KB certificates are sent without a buffer to hold them.
//
//     auto made = portwright::sign_streamed(request, context);
//     if (made) portwright::http::write_head(to_the_wire, *made), made->write_body(as_a_sink);
//
// For a stack that wants the head as views, it goes into a small buffer:
//
//     std::array<char, 512> head;
//     auto made = portwright::sign_streamed(request, context, head);
//     if (made) send(made->head, made->body_size), made->write_body(to_the_wire);
//
// The parameters are walked twice, to hash and count them and to write them; in a query that TC3 or ACS3 signs, three
// times, as they are counted before they are hashed.

#include <portwright/core/inlining.hpp>
#include <portwright/core/sink.hpp>
#include <portwright/signature/canonical_parts.hpp>
#include <portwright/signature/location.hpp>
#include <portwright/signature/sign.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

template <class Scheme>
class signed_stream;

namespace detail {

template <class, class, class>
struct pair_signer;
template <class, class, class>
struct canonical_signer;
template <class Scheme>
result<signed_stream<Scheme>> stream_request(const request_ref<typename Scheme::policy>& request,
                                             const context<Scheme>& context) noexcept;
template <class Scheme>
std::size_t stream_head(const signed_stream<Scheme>& stream, std::span<char> memory, signed_request& made) noexcept;

} // namespace detail

/// A signed request that is written while it is sent. It consists of references to the request and the context, which
/// it borrows, and of its signature.
template <class Scheme>
class signed_stream {
    using policy = typename Scheme::policy;
    using request_ref = detail::request_ref<policy>;

public:
    /// Bytes that write_body() writes: 0 by GET.
    std::size_t body_size() const noexcept { return context_.in_query() ? 0 : payload_size_; }

    /// Writes the body into the sink in pieces of at most 64 bytes. False where the sink failed. `receiver`: the
    /// sink.
    PORTWRIGHT_ONE_COPY bool write_body(sink receiver) const noexcept {
        sink_output<64, policy> out(receiver);
        if (body_size() != 0) write_payload(out);
        return out.flush();
    }

    // The parts of the head: http::write_head() puts them together.

    /// @name For the library
    /// @{
    method verb() const noexcept { return context_.verb; }
    std::string_view path() const noexcept { return request_.call->service->path; }
    bool has_query() const noexcept { return context_.in_query() && payload_size_ != 0; }
    /// @}
    /// Writes the query without the question mark; nothing where the parameters are the body.
    template <class Policy>
    void write_query(basic_output<Policy>& out) const noexcept {
        if (!has_query()) return;
        detail::text_into<policy, basic_output<Policy>> text(out);
        write_payload(text);
    }
    /// Writes the host, with the port where it is not 443.
    template <class Policy>
    void write_host(basic_output<Policy>& out) const noexcept {
        detail::write_host(out, *request_.call->service, context_.region, context_.endpoint);
    }
    /// Calls `headers.add(name, value)`, or for a value that the scheme makes `headers.add(name, write)`, which calls
    /// `write(out)`.
    template <class Headers>
    void add_headers(const Headers& headers) const noexcept {
        Scheme::add_headers(*request_.call, context_, written_headers<Headers>{headers, digests_});
    }

private:
    template <class>
    friend class result;
    template <class, class, class>
    friend struct detail::pair_signer;
    template <class, class, class>
    friend struct detail::canonical_signer;
    template <class S>
    friend std::size_t detail::stream_head(const signed_stream<S>&, std::span<char>, signed_request&) noexcept;
    template <class S>
    friend result<signed_stream<S>> detail::stream_request(const detail::request_ref<typename S::policy>&,
                                                           const context<S>&) noexcept;

    /// Not signed yet: the scheme's stream() does that.
    signed_stream(const request_ref& request, const context<Scheme>& context) noexcept
        : request_(request), context_(context) {}

    template <class Headers>
    struct written_headers {
        const Headers& headers;
        const std::uint8_t* digests;

        template <std::size_t N>
        void add(const char (&name)[N], const std::string_view& value) const noexcept {
            headers.add({name, N - 1}, value);
        }
        template <std::size_t N, class Find, class Write>
        void add(const char (&name)[N], const Find&, const Write& write) const noexcept {
            headers.add({name, N - 1}, [&](auto& out) { write(out, digests); });
        }
    };

    PORTWRIGHT_IN_PLACE void write_payload(basic_output<policy>& wire) const noexcept {
        error why;
        detail::walk_outcome outcome{why, false};
        Scheme::write_parameters(request_, context_, wire, outcome);
        Scheme::write_last_pair(digests_, wire);
    }

    request_ref request_;
    const context<Scheme>& context_;
    std::size_t payload_size_ = 0;
    std::uint8_t digests_[Scheme::digests_size()];
};

namespace detail {

template <class Scheme>
PORTWRIGHT_IN_PLACE inline result<signed_stream<Scheme>>
stream_request(const request_ref<typename Scheme::policy>& request, const context<Scheme>& context) noexcept {
    result<signed_stream<Scheme>> made{error{}};
    errc failed = check_context(*request.call, context);
    if (failed == errc::none) failed = Scheme::stream(request, context, made);
    if (failed == errc::none) return made;
    const std::size_t size = made ? made->payload_size_ : 0;
    error& why = made ? made.fail() : made.failing();
    why.code = failed;
    if (failed == errc::request_too_large) {
        why.has_number = true;
        why.number = static_cast<std::int64_t>(size);
    }
    return made;
}

/// The code behind sign_streamed(), once for all actions: see sign_object().
template <class Scheme>
PORTWRIGHT_ONE_COPY result<signed_stream<Scheme>>
stream_object(const void* object, const context<Scheme>& context,
              const request_table<typename Scheme::policy>& table) noexcept {
    return stream_request<Scheme>({object, &table, table.walk}, context);
}

/// Writes the head into the buffer and sets the views to it. Returns 0, or the size that a buffer too small should
/// have.
template <class Scheme>
std::size_t stream_head(const signed_stream<Scheme>& stream, std::span<char> memory, signed_request& made) noexcept {
    const context<Scheme>& context = stream.context_;
    const operation& call = *stream.request_.call;
    using policy = typename Scheme::policy;
    error none;
    signing_buffer<policy> buffer{basic_output<policy>{memory}, context.verb, context.in_query(), {none, false}};
    basic_output<policy>& out = buffer.out;
    buffer.begin(*call.service, context.region, context.endpoint);
    stream.write_query(out);
    buffer.payload_size = out.size() - buffer.payload_begin;
    Scheme::write_tail_again(call, context, stream.digests_, buffer);
    if (!out.ok()) return static_cast<std::size_t>(give_up(out).number);
    view_request(made, call, context, buffer);
    return 0;
}

} // namespace detail

/// Checks and signs `request` and keeps its signature only. Errors as of sign(), but for buffer_too_small. Borrows
/// `request` and `context`: the stream that it returns writes them out again.
template <class Request, class Scheme>
result<signed_stream<Scheme>> sign_streamed(const Request& request, const context<Scheme>& context) noexcept {
    using policy = typename Scheme::policy;
    if constexpr (action<Request>) {
        detail::require_accepted<Scheme, Request>();
        return detail::stream_object(&request, context, detail::request_table_of<Request, Scheme::writes_json, policy>);
    } else if constexpr (detail::prepared_request<Request>) {
        return Request::template sign_streamed<Scheme>(request, context);
    } else if constexpr (signable<Request>) {
        if (const result<void> accepted = detail::check_accepted<Scheme>(request); !accepted) return accepted.error();
        return detail::stream_request<Scheme>({&request, &request.call, &detail::own_walk<Request, policy>}, context);
    } else {
        detail::require_action<Request>();
        return error{};
    }
}

namespace detail {
struct streamed_maker;
}

/// A signed request and what writes its body. Borrows the request, the context and the head buffer.
template <class Request, class Scheme>
class streamed_request {
public:
    signed_request head = {}; ///< without its body; by GET, whole
    std::size_t body_size = 0; ///< bytes that write_body() writes

    /// Writes the body into the sink in pieces of at most 64 bytes. False where the sink failed. `receiver`: the
    /// sink.
    bool write_body(sink receiver) const noexcept { return stream_->write_body(receiver); }

private:
    template <class>
    friend class result;
    friend struct detail::streamed_maker;

    streamed_request() noexcept : stream_(error{}) {}

    /// Signs in place: one more result on the stack would take as much as a hash.
    const result<signed_stream<Scheme>>& sign(const Request& request, const context<Scheme>& context) noexcept {
        return *::new (static_cast<void*>(&stream_)) result<signed_stream<Scheme>>(sign_streamed(request, context));
    }

    result<signed_stream<Scheme>> stream_;
};

namespace detail {

/// Makes a streamed_request. A class, because clang 16 does not know a constrained function template again as a friend.
struct streamed_maker {
    template <class Request, class Scheme>
    static result<streamed_request<Request, Scheme>> make(const Request& request, const context<Scheme>& context,
                                                          std::span<char> memory) noexcept {
        result<streamed_request<Request, Scheme>> made{error{}};
        streamed_request<Request, Scheme>& streamed = made.succeed();
        const result<signed_stream<Scheme>>& stream = streamed.sign(request, context);
        if (!stream) {
            const error why = stream.error(); // a copy: fail() constructs another error in the same place
            made.fail() = why;
        } else if (const std::size_t size = stream_head(*stream, memory, streamed.head); size != 0) {
            made.fail() = {
                .code = errc::buffer_too_small, .has_number = true, .number = static_cast<std::int64_t>(size)};
        } else {
            streamed.body_size = stream->body_size();
        }
        return made;
    }
};

} // namespace detail

/// Signs `request` and keeps only its head in `buffer`: the URL, the signature and header values. Errors as of
/// sign(). Borrows `request`, `context` and `buffer`: what it returns has views into them.
template <class Request, class Scheme>
result<streamed_request<Request, Scheme>> sign_streamed(const Request& request, const context<Scheme>& context,
                                                        std::span<char> buffer) noexcept {
    return detail::streamed_maker::make(request, context, buffer);
}

namespace detail {

template <class>
inline constexpr bool is_named = false;

} // namespace detail

// These overloads take temporaries, which would dangle, and refuse them with a message of ours.

template <class Request, class Scheme, class... Buffer>
auto sign_streamed(const Request&& request, const context<Scheme>& context, Buffer&&... buffer) noexcept {
    static_assert(detail::is_named<Request>, "sign_streamed() borrows the request until it is sent: give it a name");
    return sign_streamed(request, context, buffer...);
}
template <class Request, class Scheme, class... Buffer>
auto sign_streamed(const Request& request, const context<Scheme>&& context, Buffer&&... buffer) noexcept {
    static_assert(detail::is_named<Request>, "sign_streamed() borrows the context until it is sent: give it a name");
    return sign_streamed(request, context, buffer...);
}
template <class Request, class Scheme, class... Buffer>
auto sign_streamed(const Request&& request, const context<Scheme>&& context, Buffer&&... buffer) noexcept {
    return sign_streamed(static_cast<const Request&&>(request), context, buffer...);
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
