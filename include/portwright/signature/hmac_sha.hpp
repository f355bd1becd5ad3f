// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Tencent's HmacSHA1 and HmacSHA256: API v2, and API 3.0's "signature v1".
//
// The string to sign is METHOD + host + path + "?" + the sorted pairs with raw values; the request carries the same
// pairs percent-encoded, and the Base64 of the signature as one more. (Legacy LB manual, "Signature"; API 3.0,
// "Signature Method".)
//
//     portwright::hmac_sha256<>::key key;
//     auto ready = key.prepare({.id = id, .secret = secret});

#include <portwright/signature/common_names.hpp>
#include <portwright/signature/pair_signer.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

template <class Engine, class Hash, bool Sha256>
struct hmac_sha : pair_signer<hmac_sha<Engine, Hash, Sha256>, Engine, Hash> {
    /// What the request calls the scheme.
    static constexpr std::string_view name = Sha256 ? "HmacSHA256" : "HmacSHA1";

    static constexpr auto& common_names = pair_names;

    /// A prepared key.
    struct key : secret_key<Engine, Hash> {
        /// Prepares the key. Borrows the id and the token. Errors: bad_credentials, crypto_failed.
        result<void> prepare(const credentials& key_pair) noexcept {
            return secret_key<Engine, Hash>::prepare(key_pair, {});
        }
    };

    /// The nonce is a positive integer (legacy LB manual, "Common Request Parameters").
    template <class ContextOrTerms>
    static constexpr errc check(const operation&, const ContextOrTerms& terms) noexcept {
        unsigned digits = 0; // the values of all digits, put together: 0 where there is none, or all are 0
        for (const char c : terms.nonce) {
            const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
            if (digit > 9) {
                digits = 0;
                break;
            }
            digits |= digit;
        }
        return digits != 0 ? errc::none : errc::bad_nonce;
    }

    /// The values of the common parameters.
    class common_values {
    public:
        template <class ContextOrTerms>
        constexpr common_values(const operation& call, const ContextOrTerms& terms) noexcept
            : all_{&call.action,
                   &terms.nonce,
                   call.service->takes_region ? &terms.region.view() : &left_out_,
                   &terms.id(),
                   &name,
                   &timestamp_,
                   &terms.token(),
                   &call.service->version} {
            char* const end = digits_ + sizeof digits_;
            const char* const first = write_before(end, static_cast<std::uint64_t>(terms.timestamp));
            timestamp_ = {first, static_cast<std::size_t>(end - first)};
        }
        constexpr common_parameters all() const noexcept { return {common_names.data(), all_, ~(id | token)}; }

    private:
        static constexpr unsigned id = 1 << 3, token = 1 << 6;

        const std::string_view* all_[8];
        std::string_view left_out_;
        std::string_view timestamp_;
        char digits_[12];
    };

    using hashed_text = hash_writer<Hash, policy_of<Engine>>;

    static constexpr bool signs_host = true;

    // For requests that are prepared: see signature/prepared.hpp.

    /// The common parameters that come at run time: nonce, region, id, timestamp and token.
    static constexpr unsigned varying = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 5 | 1 << 6;
    static constexpr unsigned always_varying = 1 << 1 | 1 << 3 | 1 << 5; ///< those that are never empty
    static constexpr unsigned varying_region = 1 << 2; ///< not empty either, where the API needs one
    static constexpr unsigned varying_plain = 1 << 1 | 1 << 2 | 1 << 5; ///< those of unreserved characters alone
    /// Puts their values where their names stand among common_names. `timestamp` is in decimal.
    template <class Context>
    static void place_values(const std::string_view** values, const Context& context,
                             const std::string_view& timestamp) noexcept {
        values[1] = &context.nonce;
        values[2] = &context.region.view();
        values[3] = &context.id();
        values[5] = &timestamp;
        values[6] = &context.token();
    }
    static constexpr bool signs_raw = true;

    template <class Out>
    static constexpr raw_transcriber<Out> begin_string_to_sign(const operation& call, method verb,
                                                               Out& to_sign) noexcept {
        to_sign.write(to_text(verb));
        return {to_sign, call.service->find_unsigned_character};
    }
};

} // namespace detail

/// `SignatureMethod=HmacSHA256`, v2's default.
template <class Engine = mbedtls>
struct hmac_sha256 : detail::hmac_sha<Engine, typename detail::included_engine<Engine>::sha256, true> {};
/// `SignatureMethod=HmacSHA1`.
template <class Engine = mbedtls>
struct hmac_sha1 : detail::hmac_sha<Engine, typename detail::included_engine<Engine>::sha1, false> {};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
