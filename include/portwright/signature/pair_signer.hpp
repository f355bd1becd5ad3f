// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The common part of the schemes that sign the NAME=VALUE pairs of a request and send the signature as one more pair:
// HmacSHA1, HmacSHA256 and HMAC-SHA1.

#include <portwright/core/inlining.hpp>
#include <portwright/crypto/hmac.hpp>
#include <portwright/encoding/base64.hpp>
#include <portwright/request/request_ref.hpp>
#include <portwright/signature/location.hpp>
#include <portwright/signature/secret_key.hpp>
#include <portwright/signature/signing_buffer.hpp>
#include <portwright/signature/transcribe.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Writes a digest in percent-encoded Base64. One 0 must follow the digest in the array: it fills the last group of
/// three bytes, of which Base64 then shows only a `=`.
template <class Policy, std::size_t Size>
PORTWRIGHT_ONE_COPY constexpr void write_signature(basic_output<Policy>& out,
                                                   const std::uint8_t (&digest)[Size]) noexcept {
    static_assert(Size % 3 == 0, "one character of padding");
    char text[Size / 3 * 4];
    const std::uint8_t* next = digest;
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i != sizeof text; ++i, bits <<= 6) {
        if (i % 4 == 0) {
            bits = next[0] * 0x10000u + next[1] * 0x100u + next[2];
            next += 3;
        }
        text[i] = base64_digit<Policy>(bits >> 18 & 63);
    }
    text[sizeof text - 1] = '=';
    write_percent(out, text, sizeof text);
}

/// The string to sign is made from the parameters as they are sent. A Scheme provides
/// - common_values: the common parameters, made of an operation and a context
/// - hashed_text: what takes the string to sign into a hash
/// - signs_host: host and path are signed before the pairs
/// - begin_string_to_sign(): writes the beginning of the string to sign, and returns the transcriber that turns what is
///   sent into the rest of it. The function serves a request in a buffer, a streamed one, and string_to_sign().
template <class Scheme, class Engine, class Hash>
struct pair_signer {
    using policy = policy_of<Engine>;
    using hash_type = Hash;
    using output = basic_output<policy>; // the engine's policy decides how text is written, too
    using request_ref = detail::request_ref<policy>;
    using signing_buffer = detail::signing_buffer<policy>;

    static constexpr bool signs_url = true;
    static constexpr bool writes_json = false;
    /// Bytes that stream() leaves: the digest, and one 0 for write_signature().
    static constexpr std::size_t digests_size() noexcept { return Hash::digest_size + 1; }

    // Each step is a function of its own, so that the walk and the hash are never on the stack at the same time.

    /// Writes all pairs but the signature.
    template <class ContextOrTerms>
    PORTWRIGHT_OWN_FRAME static constexpr void write_parameters(const request_ref& request, const ContextOrTerms& terms,
                                                                output& wire, walk_outcome& outcome) noexcept {
        request.walk->pairs(request, typename Scheme::common_values(*request.call, terms).all(), wire, outcome);
    }

    /// Hashes what is signed, and writes the last pair: the digest in percent-encoded Base64.
    template <class Context>
    PORTWRIGHT_OWN_FRAME static errc sign_written(const request_ref& request, const Context& context,
                                                  signing_buffer& buffer) noexcept {
        Hash hash;
        if (!hash.clone(context.key.hmac().inner())) return errc::crypto_failed;
        typename Scheme::hashed_text to_sign(hash);
        auto transcriber = Scheme::begin_string_to_sign(*request.call, buffer.verb, to_sign);
        if (!buffer.out.ok()) { // the pairs are not in memory, so they are written once more, into the hash
            transcribe(request, context, transcriber, buffer.outcome);
        } else {
            const std::size_t begin = Scheme::signs_host ? buffer.host_begin : buffer.payload_begin;
            transcriber.feed(buffer.out.data() + begin, buffer.out.size() - begin);
        }
        return to_sign.flush() && append_signature(context, hash, buffer) ? errc::none : errc::crypto_failed;
    }

    /// Writes what the scheme signs.
    template <class ContextOrTerms>
    static constexpr void write_string_to_sign(const request_ref& request, const ContextOrTerms& terms, output& to_sign,
                                               walk_outcome& outcome) noexcept {
        transcribe(request, terms, Scheme::begin_string_to_sign(*request.call, terms.verb, to_sign), outcome);
    }

    /// Signs without a buffer, and leaves the digest in what `made` becomes.
    template <class Context, class Made>
    PORTWRIGHT_IN_PLACE static errc stream(const request_ref& request, const Context& context, Made& made) noexcept {
        Hash hash;
        if (!hash.clone(context.key.hmac().inner())) return errc::crypto_failed;
        typename Scheme::hashed_text to_sign(hash);
        walk_outcome outcome{made.failing(), context.checked};
        const std::size_t size = transcribe_in_place(
            request, context, Scheme::begin_string_to_sign(*request.call, context.verb, to_sign), outcome);
        if (outcome.why.code != errc::none) return outcome.why.code;
        if (outcome.has_secret && context.in_query() && !context.secrets_in_url) return errc::secret_in_url;
        auto& streamed = made.succeed(request, context);
        if (!to_sign.flush() || !context.key.hmac().finish(hash, streamed.digests_)) return errc::crypto_failed;
        streamed.digests_[Hash::digest_size] = 0;
        output last_pair;
        write_last_pair(streamed.digests_, last_pair);
        streamed.payload_size_ = size + last_pair.size();
        return check_size<Scheme>(streamed.payload_size_, context.in_query());
    }

    /// Writes the signature that stream() left behind the pairs.
    static void write_last_pair(const std::uint8_t (&digest)[Hash::digest_size + 1], output& wire) noexcept {
        wire.write("&Signature=");
        write_signature(wire, digest);
    }

    static void write_tail_again(const operation&, const auto&, const std::uint8_t*, signing_buffer&) noexcept {}

    template <class Headers>
    static void add_headers(const operation&, const auto& context, const Headers& headers) noexcept {
        if (!context.in_query()) headers.add("Content-Type", form_type);
    }

    static constexpr std::size_t max_payload_size(bool in_query) noexcept { return in_query ? 32 * 1024 : 1024 * 1024; }

private:
    template <class ContextOrTerms, class Transcriber>
    PORTWRIGHT_OWN_FRAME static constexpr void transcribe(const request_ref& request, const ContextOrTerms& terms,
                                                          Transcriber&& transcriber, walk_outcome& outcome) noexcept {
        transcribe_in_place(request, terms, transcriber, outcome);
    }

    /// Returns the size of the pairs.
    template <class ContextOrTerms, class Transcriber>
    PORTWRIGHT_IN_PLACE static constexpr std::size_t
    transcribe_in_place(const request_ref& request, const ContextOrTerms& terms, Transcriber&& transcriber,
                        walk_outcome& outcome) noexcept {
        transcribing_output<std::remove_reference_t<Transcriber>, policy> wire(transcriber);
        if constexpr (Scheme::signs_host) write_location(wire, *request.call->service, terms.region, terms.endpoint);
        const std::size_t before = wire.size();
        write_parameters(request, terms, wire, outcome);
        wire.end();
        return wire.size() - before;
    }

    template <class Context>
    PORTWRIGHT_OWN_FRAME static bool append_signature(const Context& context, Hash& hash,
                                                      signing_buffer& buffer) noexcept {
        std::uint8_t digest[Hash::digest_size + 1];
        if (!context.key.hmac().finish(hash, digest)) return false;
        digest[Hash::digest_size] = 0;
        write_last_pair(digest, buffer.out);
        buffer.payload_size = buffer.out.size() - buffer.payload_begin;
        return true;
    }
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
