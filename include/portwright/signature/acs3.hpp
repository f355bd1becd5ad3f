// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Aliyun's ACS3-HMAC-SHA256, the default of Aliyun.
//
// The parameters are a canonical query by GET and a form by POST; action, version, date, nonce and the hash of the body
// are x-acs-* headers, all of them signed with host and content-type. The key is the plain secret. (Aliyun, "V3 request
// body and signature mechanism".)

#include <portwright/core/inlining.hpp>
#include <portwright/signature/canonical_signer.hpp>
#include <portwright/signature/check_context.hpp>
#include <portwright/signature/common_names.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// ACS3-HMAC-SHA256 of Aliyun: a signature over a canonical request, whose body's digest is a header. A context of
/// this scheme takes a key that this engine has hashed.
template <class Engine = mbedtls>
struct acs3 : detail::canonical_signer<acs3<Engine>, Engine, typename detail::included_engine<Engine>::sha256> {
    using hash_type = typename Engine::sha256;
    using policy = detail::policy_of<Engine>;
    using output = basic_output<policy>;
    using request_ref = detail::request_ref<policy>;
    using signing_buffer = detail::signing_buffer<policy>;

    static constexpr std::string_view name = "ACS3-HMAC-SHA256";
    static constexpr bool body_digest_is_header = true;
    static constexpr bool writes_json = false;
    static constexpr bool queries_by_post = true;

    static constexpr auto& common_names = detail::rpc_names;
    /// Of a request that is prepared, RegionId comes at run time.
    static constexpr unsigned varying = 1 << 3;

    /// A prepared key. For one thread while it is prepared; any number may sign with it then.
    struct key : detail::secret_key<Engine, hash_type> {
        /// Prepares the key. Borrows the id and the token. Errors: bad_credentials, crypto_failed. `key_pair`: the
        /// id, the secret and a token.
        result<void> prepare(const credentials& key_pair) noexcept {
            return detail::secret_key<Engine, hash_type>::prepare(key_pair, {});
        }
    };

    /// @name For the library
    /// @{
    template <class ContextOrTerms>
    static constexpr errc check(const operation&, const ContextOrTerms& terms) noexcept {
        return detail::check_nonce<policy>(terms.nonce);
    }

    template <class ContextOrTerms>
    PORTWRIGHT_OWN_FRAME static constexpr void write_parameters(const request_ref& request, const ContextOrTerms& terms,
                                                                output& wire, detail::walk_outcome& outcome) noexcept {
        constexpr auto* header = &detail::left_out;
        const std::string_view* const values[] = {header, header, header, &terms.region.view(), header, header, header,
                                                  header, header, header};
        request.walk->pairs(request, {common_names.data(), values}, wire, outcome);
    }

    template <class Parts, class Out>
    PORTWRIGHT_IN_PLACE static constexpr void write_canonical(const Parts& parts, Out& canonical) noexcept {
        const auto& terms = parts.terms;
        canonical.write(to_text(terms.verb));
        canonical.write("\n");
        canonical.write(parts.call().service->path);
        canonical.write("\n");
        parts.write_query(canonical);
        canonical.write("\n");
        if (!detail::is_in_query<acs3>(terms)) canonical.write("content-type:application/x-www-form-urlencoded\n");
        canonical.write("host:");
        parts.write_host(canonical);
        canonical.write("\nx-acs-action:");
        canonical.write(parts.call().action);
        canonical.write("\nx-acs-content-sha256:");
        parts.write_body_digest(canonical);
        canonical.write("\nx-acs-date:");
        parts.write_timestamp(canonical);
        if (!terms.token().empty()) {
            canonical.write("\nx-acs-security-token:");
            canonical.write(terms.token());
        }
        canonical.write("\nx-acs-signature-nonce:");
        canonical.write(terms.nonce);
        canonical.write("\nx-acs-version:");
        canonical.write(parts.call().service->version);
        canonical.write("\n\n");
        write_signed_headers(canonical, terms);
        canonical.write("\n");
        parts.write_body_digest(canonical);
    }

    /// The string to sign up to the digest of the canonical request.
    template <class Parts, class Out>
    static constexpr void write_to_sign(const Parts&, Out& to_sign) noexcept {
        to_sign.write("ACS3-HMAC-SHA256\n");
    }

    template <class Out, class ContextOrTerms>
    static constexpr void write_timestamp(Out& out, const ContextOrTerms& terms) noexcept {
        write_date_time(out, terms.timestamp);
    }

    /// Appends the date and then the value of Authorization. The digest of the body already stands before them: it is
    /// the value of x-acs-content-sha256.
    static void write_tail(const operation&, const context<acs3>& context, signing_buffer& buffer) noexcept {
        write_date_time(buffer.out, context.timestamp);
        write_authorization(buffer.out, context);
    }
    static std::string_view find_timestamp(const signing_buffer& buffer) noexcept {
        return buffer.piece(buffer.tail_begin + hex_size, date_time_size);
    }

    template <class Headers>
    PORTWRIGHT_IN_PLACE static void add_headers(const operation& call, const context<acs3>& context,
                                                const Headers& headers) noexcept {
        headers.add(
            "Authorization",
            [](const signing_buffer& buffer) {
                return buffer.out.since(buffer.tail_begin + hex_size + date_time_size);
            },
            [&](auto& out, const std::uint8_t* digests) {
                write_authorization(out, context);
                write_hex(out, {acs3::signature_of(digests), hash_type::digest_size});
            });
        if (!context.in_query()) headers.add("Content-Type", detail::form_type);
        headers.add("x-acs-action", call.action);
        headers.add(
            "x-acs-content-sha256",
            [](const signing_buffer& buffer) { return buffer.piece(buffer.tail_begin, hex_size); },
            [](auto& out, const std::uint8_t* digests) {
                write_hex(out, {digests, hash_type::digest_size});
            });
        headers.add("x-acs-date", find_timestamp,
                    [&](auto& out, const std::uint8_t*) { write_date_time(out, context.timestamp); });
        if (!context.token().empty()) headers.add("x-acs-security-token", context.token());
        headers.add("x-acs-signature-nonce", context.nonce);
        headers.add("x-acs-version", call.service->version);
    }

    static constexpr std::size_t max_payload_size(bool in_query) noexcept { return in_query ? 32 * 1024 : 1024 * 1024; }
    /// @}

private:
    static constexpr std::size_t hex_size = 2 * hash_type::digest_size;
    static constexpr std::size_t date_time_size = 20;

    /// The value of Authorization up to the signature.
    template <class Out>
    static void write_authorization(Out& out, const context<acs3>& context) noexcept {
        out.write("ACS3-HMAC-SHA256 Credential=");
        out.write(context.id());
        out.write(",SignedHeaders=");
        write_signed_headers(out, context);
        out.write(",Signature=");
    }

    template <class Out, class ContextOrTerms>
    static constexpr void write_signed_headers(Out& out, const ContextOrTerms& terms) noexcept {
        if (!detail::is_in_query<acs3>(terms)) out.write("content-type;");
        out.write("host;x-acs-action;x-acs-content-sha256;x-acs-date;");
        if (!terms.token().empty()) out.write("x-acs-security-token;");
        out.write("x-acs-signature-nonce;x-acs-version");
    }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
