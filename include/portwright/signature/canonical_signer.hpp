// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The common part of TC3 and ACS3, which sign a hash of a canonical request, which in turn contains a hash of the body.

#include <portwright/core/inlining.hpp>
#include <portwright/crypto/constant_sha256.hpp>
#include <portwright/crypto/hmac.hpp>
#include <portwright/signature/canonical_parts.hpp>
#include <portwright/signature/secret_key.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// The digest of the body, then that of the canonical request, then the signature are written to the same place, the
/// end of the buffer or the digests of a stream, because each is needed only until the next one is made. A Scheme
/// provides
/// - write_canonical(), write_to_sign(): what is hashed, of its parts (signature/canonical_parts.hpp), the latter
///   without the digest at its end. These serve a request in a buffer, a streamed one, and string_to_sign().
/// - write_parameters(): query or body
/// - body_digest_is_header: the digest of the body is written at the beginning of the tail, and stays
/// - write_tail(): what follows the parameters in a buffer, up to the signature
/// - find_timestamp(), find_scope(): where write_tail() leaves them; write_timestamp(), write_scope() write them again
template <class Scheme, class Engine, class Hash>
struct canonical_signer {
    using policy = policy_of<Engine>;
    using hash_type = Hash;
    using output = basic_output<policy>; // the engine's policy decides how text is written, too
    using request_ref = detail::request_ref<policy>;
    using signing_buffer = detail::signing_buffer<policy>;
    using hmac = hmac_key<Engine, Hash>;

    static constexpr bool signs_url = false;
    static constexpr bool writes_json = true;
    static constexpr std::size_t digest_size = Hash::digest_size;
    /// Bytes of the digests that stream() leaves.
    static constexpr std::size_t digests_size() noexcept {
        return (Scheme::body_digest_is_header ? 2 : 1) * digest_size;
    }
    /// Where the signature is among the digests that stream() leaves. Until it is made, the digest of the canonical
    /// request stands there.
    template <class Byte>
    static constexpr Byte* signature_of(Byte* digests) noexcept {
        return digests + (Scheme::body_digest_is_header ? digest_size : 0);
    }

    /// Signs the parameters in the buffer.
    template <class Context>
    PORTWRIGHT_IN_PLACE static errc sign_written(const request_ref& request, const Context& context,
                                                 signing_buffer& buffer) noexcept {
        const operation& call = *request.call;
        buffer.payload_size = buffer.out.size() - buffer.payload_begin;
        buffer.tail_begin = buffer.digest_begin = buffer.out.size();
        if constexpr (Scheme::body_digest_is_header)
            if (!hash_body(buffer)) return errc::crypto_failed;
        Scheme::write_tail(call, context, buffer);
        buffer.digest_begin = buffer.out.size();
        if constexpr (!Scheme::body_digest_is_header)
            if (!hash_body(buffer)) return errc::crypto_failed;
        return finish_signing(request, context, buffer);
    }

    /// Writes what the scheme signs. In a constant expression constant_sha256 hashes, because no engine can be called
    /// there.
    template <class ContextOrTerms>
    static constexpr void write_string_to_sign(const request_ref& request, const ContextOrTerms& terms, output& to_sign,
                                               walk_outcome& outcome) noexcept {
        std::uint8_t digests[digests_size()] = {};
        bool ok;
        if (std::is_constant_evaluated()) ok = hash_request<constant_sha256>(request, terms, digests, outcome);
        else ok = hash_request<Hash>(request, terms, digests, outcome);
        if (!ok && outcome.why.code == errc::none) outcome.why.code = errc::crypto_failed;
        const auto parts = parts_in(request, terms, digests);
        Scheme::write_to_sign(parts, to_sign);
        parts.write_digest(to_sign);
    }

    /// Signs without a buffer, and leaves the digests in what `made` becomes.
    template <class Context, class Made>
    PORTWRIGHT_IN_PLACE static errc stream(const request_ref& request, const Context& context, Made& made) noexcept {
        errc failed = context.in_query() ? count_query(request, context, made) : hash_streamed(request, context, made);
        if (failed != errc::none) return failed;
        auto& streamed = made.succeeded();
        failed = check_size<Scheme>(streamed.payload_size_, context.in_query());
        if (failed != errc::none) return failed;
        return finish_signing(request, context, streamed.digests_);
    }

    /// The signature is in a header.
    static void write_last_pair(const std::uint8_t*, output&) noexcept {}

    /// Writes the tail that sign_written() leaves, from the digests that stream() left.
    template <class Context>
    static void write_tail_again(const operation& call, const Context& context, const std::uint8_t* digests,
                                 signing_buffer& buffer) noexcept {
        buffer.tail_begin = buffer.out.size();
        if constexpr (Scheme::body_digest_is_header) write_hex(buffer.out, {digests, digest_size});
        Scheme::write_tail(call, context, buffer);
        write_hex(buffer.out, {signature_of(digests), digest_size});
    }

private:
    // Each step is a function of its own, so that the walk and the hashes are never on the stack at the same time.

    // A Store is where a step finds earlier digests and leaves its own: the signing buffer, or the digests of a stream.
    // The steps take the request, the context and the store separately: GCC would keep a struct of them in memory.

    template <class Context>
    PORTWRIGHT_IN_PLACE static buffered_parts<Scheme> parts_in(const request_ref& request, const Context& context,
                                                               signing_buffer& buffer) noexcept {
        return {request, context, buffer};
    }
    template <class ContextOrTerms, std::size_t Size>
    PORTWRIGHT_IN_PLACE static constexpr rewritten_parts<Scheme, ContextOrTerms>
    parts_in(const request_ref& request, const ContextOrTerms& terms, std::uint8_t (&digests)[Size]) noexcept {
        return {request, terms, digests};
    }

    /// Replaces the previous digest by this one. In a buffer that has overflowed only its size is counted, once.
    static void keep(const std::uint8_t* digest, signing_buffer& buffer) noexcept {
        if (buffer.out.ok()) buffer.out.rewind(buffer.digest_begin);
        if (buffer.out.size() == buffer.digest_begin) write_hex(buffer.out, {digest, digest_size});
    }
    template <std::size_t Size>
    static constexpr void keep(const std::uint8_t* digest, std::uint8_t (&digests)[Size]) noexcept {
        std::uint8_t* const kept = signature_of(&digests[0]);
        for (std::size_t i = 0; i != digest_size; ++i) kept[i] = digest[i];
    }

    /// Ends a hash, or an HMAC where there is a key, and stores the digest.
    template <class H, class Store>
    PORTWRIGHT_OWN_FRAME static constexpr bool finish(H& hash, const hmac* key, Store& store) noexcept {
        std::uint8_t digest[digest_size];
        if constexpr (std::is_same_v<H, Hash>) {
            if (key != nullptr ? !key->finish(hash, digest) : !hash.finish(digest)) return false;
        } else if (!hash.finish(digest)) {
            return false;
        }
        keep(digest, store);
        return true;
    }

    PORTWRIGHT_OWN_FRAME static bool hash_body(signing_buffer& buffer) noexcept {
        const std::string_view body = buffer.in_query ? std::string_view() : buffer.payload();
        Hash hash;
        return hash.start() && hash.update(bytes_of(body.data()), body.size()) && finish(hash, nullptr, buffer);
    }

    template <class Context, class Made>
    PORTWRIGHT_OWN_FRAME static errc hash_streamed(const request_ref& request, const Context& context,
                                                   Made& made) noexcept {
        Hash hash;
        if (!hash.start()) return errc::crypto_failed;
        buffered_hash<Hash, policy> body(hash);
        walk_outcome outcome{made.failing(), context.checked};
        Scheme::write_parameters(request, context, body, outcome);
        if (outcome.why.code != errc::none) return outcome.why.code;
        auto& streamed = made.succeed(request, context);
        streamed.payload_size_ = body.size();
        return body.flush() && hash.finish(streamed.digests_) ? errc::none : errc::crypto_failed;
    }

    /// By GET the query is hashed as a part of the canonical request, and the body is empty.
    template <class Context, class Made>
    PORTWRIGHT_OWN_FRAME static errc count_query(const request_ref& request, const Context& context,
                                                 Made& made) noexcept {
        output count;
        walk_outcome outcome{made.failing(), context.checked};
        Scheme::write_parameters(request, context, count, outcome);
        if (outcome.why.code != errc::none) return outcome.why.code;
        if (outcome.has_secret && !context.secrets_in_url) return errc::secret_in_url;
        auto& streamed = made.succeed(request, context);
        streamed.payload_size_ = count.size();
        Hash hash;
        return hash.start() && hash.finish(streamed.digests_) ? errc::none : errc::crypto_failed;
    }

    /// Leaves the digests of the body and of the canonical request.
    template <class H, class ContextOrTerms, std::size_t Size>
    static constexpr bool hash_request(const request_ref& request, const ContextOrTerms& terms,
                                       std::uint8_t (&digests)[Size], walk_outcome& outcome) noexcept {
        H hash;
        if (!hash.start()) return false;
        buffered_hash<H, policy> body(hash);
        if (is_in_query<Scheme>(
                terms)) { // the body is empty, but errors of the walk are found only here: hash_canonical() drops them
            output count;
            Scheme::write_parameters(request, terms, count, outcome);
        } else {
            Scheme::write_parameters(request, terms, body, outcome);
        }
        return body.flush() && hash.finish(digests) && hash_canonical<H>(request, terms, digests);
    }

    template <class Context, class Store>
    PORTWRIGHT_IN_PLACE static errc finish_signing(const request_ref& request, const Context& context,
                                                   Store& store) noexcept {
        const bool ok = hash_canonical<Hash>(request, context, store) && hash_to_sign(request, context, store);
        return ok ? errc::none : errc::crypto_failed;
    }

    template <class H, class ContextOrTerms, class Store>
    PORTWRIGHT_OWN_FRAME static constexpr bool hash_canonical(const request_ref& request, const ContextOrTerms& terms,
                                                              Store& store) noexcept {
        H hash;
        if (!hash.start()) return false;
        const auto parts = parts_in(request, terms, store);
        hash_writer<H, policy> canonical(hash);
        Scheme::write_canonical(parts, canonical);
        return canonical.flush() && finish(hash, nullptr, store);
    }

    template <class Context, class Store>
    PORTWRIGHT_OWN_FRAME static bool hash_to_sign(const request_ref& request, const Context& context,
                                                  Store& store) noexcept {
        Hash hash;
        if (!hash.clone(context.key.hmac().inner())) return false;
        const auto parts = parts_in(request, context, store);
        hash_writer<Hash, policy> to_sign(hash);
        Scheme::write_to_sign(parts, to_sign);
        parts.write_digest(to_sign);
        return to_sign.flush() && finish(hash, &context.key.hmac(), store);
    }
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
