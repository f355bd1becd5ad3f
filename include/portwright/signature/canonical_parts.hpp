// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The parts that a canonical request is put together from. Each scheme has one function that writes its canonical
// request, and that function takes the parts as a class: buffered_parts copies them from the caller's buffer, while
// rewritten_parts writes them anew for a streamed request, which is never in memory as a whole.

#include <portwright/core/inlining.hpp>
#include <portwright/core/sink.hpp>
#include <portwright/encoding/hex.hpp>
#include <portwright/request/request_ref.hpp>
#include <portwright/signature/location.hpp>
#include <portwright/signature/signing_buffer.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// The parts of a request that was written into a buffer.
template <class Scheme>
struct buffered_parts {
    using policy = typename Scheme::policy;
    static constexpr std::size_t hex_size = 2 * Scheme::digest_size;

    const request_ref<policy>& request;
    const context<Scheme>& terms;
    const signing_buffer<policy>& buffer;

    const operation& call() const noexcept { return *request.call; }

    template <class Out>
    PORTWRIGHT_IN_PLACE void write_query(Out& out) const noexcept {
        if (buffer.in_query) buffer.copy(buffer.payload_begin, buffer.payload_size, out);
    }
    template <class Out>
    PORTWRIGHT_IN_PLACE void write_host(Out& out) const noexcept {
        buffer.copy(buffer.host_begin, buffer.path_begin - buffer.host_begin, out);
    }
    template <class Out>
    PORTWRIGHT_IN_PLACE void write_timestamp(Out& out) const noexcept {
        if (buffer.out.ok()) out.write(Scheme::find_timestamp(buffer));
    }
    template <class Out>
    PORTWRIGHT_IN_PLACE void write_scope(Out& out) const noexcept {
        if (buffer.out.ok()) out.write(Scheme::find_scope(buffer, terms));
    }
    template <class Out>
    PORTWRIGHT_IN_PLACE void write_body_digest(Out& out) const noexcept {
        buffer.copy(Scheme::body_digest_is_header ? buffer.tail_begin : buffer.digest_begin, hex_size, out);
    }
    /// The latest digest: of the canonical request, when the string to sign is written.
    template <class Out>
    PORTWRIGHT_IN_PLACE void write_digest(Out& out) const noexcept {
        buffer.copy(buffer.digest_begin, hex_size, out);
    }
};

/// An output that passes its bytes on to what is no basic_output: a hash.
template <class Policy, class Out>
class passing_output : public piecewise_output<32, Policy> {
public:
    constexpr explicit passing_output(Out& end) noexcept : piecewise_output<32, Policy>(&pass_on), end_(end) {}
    constexpr ~passing_output() { this->flush(); }

private:
    static constexpr void pass_on(basic_output<Policy>& self) noexcept {
        auto& text = static_cast<passing_output&>(self);
        text.end_.write(text.data(), text.waiting());
        text.drained();
    }

    Out& end_;
};

/// What code that is made for basic_output writes into to have its text in `Out`: that itself, or what passes it on
/// until the end of the block.
template <class Policy, class Out>
using text_into = std::conditional_t<std::is_base_of_v<basic_output<Policy>, Out>, Out&, passing_output<Policy, Out>>;

/// The parts of a request that is not in memory: a streamed one, or one of which only the string to sign is wanted.
/// ContextOrTerms is a context or a request_terms. `digests` holds the digest of the body, and later that of the
/// canonical request.
template <class Scheme, class ContextOrTerms>
struct rewritten_parts {
    using policy = typename Scheme::policy;

    const request_ref<policy>& request;
    const ContextOrTerms& terms;
    const std::uint8_t* digests;

    constexpr const operation& call() const noexcept { return *request.call; }

    template <class Out>
    PORTWRIGHT_IN_PLACE constexpr void write_query(Out& out) const noexcept {
        if (!is_in_query<Scheme>(terms)) return;
        error why;
        walk_outcome outcome{why, false};
        text_into<policy, Out> text(out);
        Scheme::write_parameters(request, terms, text, outcome);
    }
    template <class Out>
    constexpr void write_host(Out& out) const noexcept {
        text_into<policy, Out> text(out);
        detail::write_host<policy>(text, *call().service, terms.region, terms.endpoint);
    }
    template <class Out>
    constexpr void write_timestamp(Out& out) const noexcept {
        text_into<policy, Out> text(out);
        Scheme::write_timestamp(static_cast<basic_output<policy>&>(text), terms);
    }
    template <class Out>
    constexpr void write_scope(Out& out) const noexcept {
        text_into<policy, Out> text(out);
        Scheme::write_scope(static_cast<basic_output<policy>&>(text), call(), terms);
    }
    template <class Out>
    constexpr void write_body_digest(Out& out) const noexcept {
        write_digest_at(out, digests);
    }
    template <class Out>
    constexpr void write_digest(Out& out) const noexcept {
        write_digest_at(out, Scheme::signature_of(digests));
    }

private:
    template <class Out>
    static constexpr void write_digest_at(Out& out, const std::uint8_t* digest) noexcept {
        text_into<policy, Out> text(out);
        write_hex<policy>(text, {digest, Scheme::digest_size});
    }
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
