// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a request that lies nowhere whole: one with two 4 KB certificates goes out without a request buffer.
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
// The parameters are walked twice: once to hash and count them, once to write them.

#include <portwright/signature/sign.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

template <class Handle, class Scheme>
class signed_stream;

namespace detail {

template <class Handle, class Scheme>
result<signed_stream<Handle, Scheme>> stream_whole(const Handle& request, const context<Scheme>& with) noexcept;
template <class Handle, class Scheme>
std::size_t stream_head(const signed_stream<Handle, Scheme>& from, std::span<char> buffer,
                        signed_request& made) noexcept;

} // namespace detail

/// A signed request that is written while it is sent: what it was made of, and its signature. Borrows the request and the
/// context.
template <class Handle, class Scheme>
class signed_stream {
    using policy = typename Scheme::policy;

public:
    signed_stream(const Handle& request, const context<Scheme>& with) noexcept : request_(request), with_(with) {}

    /// Bytes that write_body() writes: 0 by GET.
    std::size_t body_size() const noexcept { return with_.in_query() ? 0 : payload_size_; }

    /// Writes the body into the sink in pieces of at most 64 bytes. False where the sink failed.
    [[gnu::noinline]] bool write_body(sink to) const noexcept {
        sink_output<64, policy> out(to);
        if (body_size() != 0) write_payload(out);
        return out.flush();
    }

    // The parts of the head: http::write_head() puts them together.

    method verb() const noexcept { return with_.verb; }
    std::string_view path() const noexcept { return request_.call().of->path; }
    bool has_query() const noexcept { return with_.in_query() && payload_size_ != 0; }
    /// Without the question mark.
    template <class Policy>
    void write_query(basic_output<Policy>& to) const noexcept {
        if (!has_query()) return;
        if constexpr (std::is_same_v<Policy, policy>) write_payload(to);
        else write_as(to, [&](auto& out) { write_payload(out); });
    }
    /// With the port where it is not 443.
    template <class Policy>
    void write_host(basic_output<Policy>& to) const noexcept {
        detail::write_host(to, *request_.call().of, with_.region, with_.endpoint);
    }
    /// Calls `to.add(name, value)`, or `to.add(name, write)` with a `write(out)` for a value of the scheme's own.
    template <class Headers>
    void add_headers(const Headers& to) const noexcept {
        Scheme::add_headers(request_.call(), with_, composed<Headers>{to, digests_});
    }

private:
    template <class, class, class>
    friend struct detail::pair_signer;
    template <class, class, class>
    friend struct detail::canonical_signer;
    friend Scheme;
    template <class H, class S>
    friend std::size_t detail::stream_head(const signed_stream<H, S>&, std::span<char>, signed_request&) noexcept;
    template <class H, class S>
    friend result<signed_stream<H, S>> detail::stream_whole(const H&, const context<S>&) noexcept;

    template <class Headers>
    struct composed {
        const Headers& to;
        const std::uint8_t* digests;

        template <std::size_t N>
        void add(const char (&name)[N], const std::string_view& value) const noexcept {
            to.add({name, N - 1}, value);
        }
        template <std::size_t N, class Place, class Write>
        void add(const char (&name)[N], const Place&, const Write& write) const noexcept {
            to.add({name, N - 1}, [&](auto& out) { write(out, digests); });
        }
    };

    [[gnu::noinline]] void write_payload(basic_output<policy>& to) const noexcept {
        error why;
        Scheme::write_payload(request_.source(false, why), with_, digests_, to);
    }

    // What a scheme hashes: as a destination has it, but written again.

    /// Calls write() with an output of the scheme's policy that ends in `to`.
    template <class To, class Write>
    [[gnu::noinline]] static void write_as(To& to, const Write& write) noexcept {
        if constexpr (std::is_base_of_v<basic_output<policy>, To>) {
            write(to);
        } else {
            struct passed_on : piecewise_output<32, policy> {
                explicit passed_on(To& end) noexcept
                    : piecewise_output<32, policy>([](basic_output<policy>& self, const char* data, std::size_t size) {
                          static_cast<passed_on&>(self).end_.write(data, size);
                          return true;
                      }),
                      end_(end) {}

                To& end_;
            } text(to);
            write(text);
            text.flush();
        }
    }
    template <class To>
    void copy_query(To& to) const noexcept {
        if (has_query()) write_as(to, [&](auto& out) { write_payload(out); });
    }
    template <class To>
    void copy_host(To& to) const noexcept {
        write_as(to, [&](auto& out) { write_host(out); });
    }
    template <class To, class Place, class Write>
    void copy_text(To& to, const Place&, const Write& write) const noexcept {
        write_as(to, write);
    }
    template <class, class To>
    void copy_body_digest(To& to) const noexcept {
        copy_hex(to, digests_);
    }
    template <class, class To>
    void copy_digest(To& to) const noexcept {
        copy_hex(to, Scheme::signature_of(digests_));
    }
    template <class To>
    void copy_hex(To& to, const std::uint8_t* digest) const noexcept {
        write_as(to, [=](auto& out) { write_hex(out, {digest, Scheme::hash_type::digest_size}); });
    }
    template <class>
    void keep_digest(const std::uint8_t* digest) noexcept {
        std::memcpy(digests_ + (Scheme::signature_of(digests_) - digests_), digest, Scheme::hash_type::digest_size);
    }

    Handle request_;
    const context<Scheme>& with_;
    std::size_t payload_size_ = 0;
    std::uint8_t digests_[Scheme::digests_size()];
};

namespace detail {

template <class Scheme>
[[gnu::noinline]] errc check_context(const operation& call, const context<Scheme>& with) noexcept {
    errc failed = check_terms(call, with.region, with.timestamp, with.endpoint, with.checked);
    if (failed == errc::none) failed = Scheme::check(call, with);
    return failed == errc::none && with.id().empty() ? errc::bad_credentials : failed;
}

template <class Handle, class Scheme>
[[gnu::always_inline]] inline result<signed_stream<Handle, Scheme>> stream_whole(const Handle& request,
                                                                                 const context<Scheme>& with) noexcept {
    result<signed_stream<Handle, Scheme>> made{error{}};
    errc failed = request.template status<Scheme>(made.failing());
    if (failed == errc::none) failed = check_context(request.call(), with);
    if (failed == errc::none) failed = Scheme::stream(request, with, made);
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

template <class Scheme>
[[gnu::noinline]] result<signed_stream<typed_request<typename Scheme::policy>, Scheme>>
stream_typed(const void* request, const context<Scheme>& with,
             const signable_action<typename Scheme::policy>& action) noexcept {
    return stream_whole(typed_request<typename Scheme::policy>{request, action}, with);
}

/// Writes the head as sign() does, as views. Returns the size that it needs, where the buffer is smaller.
template <class Handle, class Scheme>
[[gnu::noinline]] std::size_t stream_head(const signed_stream<Handle, Scheme>& from, std::span<char> buffer,
                                          signed_request& made) noexcept {
    const context<Scheme>& with = from.with_;
    const operation& call = from.request_.call();
    using policy = typename Scheme::policy;
    destination<policy> to{basic_output<policy>{buffer}, with.verb, with.in_query()};
    basic_output<policy>& out = to.out;
    to.begin(*call.of, with.region, with.endpoint);
    from.write_query(out);
    to.payload_size = out.size() - to.payload_at;
    Scheme::write_after_payload(call, with, from.digests_, to);
    if (!out.ok()) return static_cast<std::size_t>(give_up(out).number);
    view_request(made, call, with, to);
    return 0;
}

template <class Scheme, class Request>
using handle = decltype(handle_of<Scheme>(std::declval<const Request&>()));

} // namespace detail

/// Checks and signs `request` and keeps its signature only. Errors as of sign(), but for buffer_too_small.
template <signable Request, class Scheme>
result<signed_stream<detail::handle<Scheme, Request>, Scheme>> sign_streamed(const Request& request,
                                                                             const context<Scheme>& with) noexcept {
    if constexpr (action<Request>) {
        detail::require_accepted<Scheme, Request>();
        return detail::stream_typed(&request, with,
                                    detail::signable_of<Request, Scheme::writes_json, typename Scheme::policy>);
    } else {
        return detail::stream_whole(detail::handle_of<Scheme>(request), with);
    }
}

namespace detail {
struct streamed_maker;
}

/// A signed request and what writes its body. Borrows the request, the context and the head buffer.
template <signable Request, class Scheme>
class streamed_request {
public:
    signed_request head = {}; ///< without its body; by GET, whole
    std::size_t body_size = 0; ///< bytes that write_body() writes

    /// Writes the body into the sink in pieces of at most 64 bytes. False where the sink failed.
    bool write_body(sink to) const noexcept { return from_->write_body(to); }

private:
    template <class>
    friend class result;
    friend struct detail::streamed_maker;

    streamed_request(const Request& request, const context<Scheme>& with) noexcept
        : from_(sign_streamed(request, with)) {}

    result<signed_stream<detail::handle<Scheme, Request>, Scheme>> from_;
};

namespace detail {

/// Makes a streamed_request. A class, because clang 16 does not know a constrained function template again as a friend.
struct streamed_maker {
    template <class Request, class Scheme>
    static result<streamed_request<Request, Scheme>> make(const Request& request, const context<Scheme>& with,
                                                          std::span<char> buffer) noexcept {
        result<streamed_request<Request, Scheme>> made{error{}};
        streamed_request<Request, Scheme>& streamed = made.succeed(request, with);
        if (!streamed.from_) {
            const error why = streamed.from_.error();
            made.fail() = why;
        } else if (const std::size_t size = detail::stream_head(*streamed.from_, buffer, streamed.head); size != 0) {
            made.fail() = {
                .code = errc::buffer_too_small, .has_number = true, .number = static_cast<std::int64_t>(size)};
        } else {
            streamed.body_size = streamed.from_->body_size();
        }
        return made;
    }
};

} // namespace detail

/// Signs `request` and keeps only its head in `buffer`: the URL, the signature and header values. Errors as of sign().
template <signable Request, class Scheme>
result<streamed_request<Request, Scheme>> sign_streamed(const Request& request, const context<Scheme>& with,
                                                        std::span<char> buffer) noexcept {
    return detail::streamed_maker::make(request, with, buffer);
}

namespace detail {

template <class>
inline constexpr bool is_named = false;

} // namespace detail

// What would dangle does not compile.

template <signable Request, class Scheme, class... Buffer>
auto sign_streamed(const Request&& request, const context<Scheme>& with, Buffer&&... buffer) noexcept {
    static_assert(detail::is_named<Request>, "sign_streamed() borrows the request until it is sent: give it a name");
    return sign_streamed(request, with, buffer...);
}
template <signable Request, class Scheme, class... Buffer>
auto sign_streamed(const Request& request, const context<Scheme>&& with, Buffer&&... buffer) noexcept {
    static_assert(detail::is_named<Request>, "sign_streamed() borrows the context until it is sent: give it a name");
    return sign_streamed(request, with, buffer...);
}
template <signable Request, class Scheme, class... Buffer>
auto sign_streamed(const Request&& request, const context<Scheme>&& with, Buffer&&... buffer) noexcept {
    return sign_streamed(static_cast<const Request&&>(request), with, buffer...);
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
