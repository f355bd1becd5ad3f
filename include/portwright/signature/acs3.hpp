// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Aliyun's ACS3-HMAC-SHA256, the default of Aliyun.
//
// The parameters are a canonical query by GET and a form by POST; action, version, date, nonce and the hash of the body
// are x-acs-* headers, all of them signed with host and content-type. The key is the plain secret. (Aliyun, "V3 request
// body and signature mechanism".)

#include <portwright/signature/scheme.hpp>

namespace portwright {

template <class Engine = mbedtls>
struct acs3 {
    using hash_type = typename Engine::sha256;

    static constexpr std::string_view name = "ACS3-HMAC-SHA256";
    static constexpr bool signs_url = false;
    static constexpr bool queries_by_post = true;
    static constexpr bool accepts(api family) noexcept { return family == api::aliyun; }

    /// A prepared key.
    struct key : detail::secret_key<Engine, hash_type> {
        /// Prepares the key. Borrows the id and the token. Errors: bad_credentials, crypto_failed.
        result<void> prepare(const credentials& from) noexcept {
            return detail::secret_key<Engine, hash_type>::prepare(from, {});
        }
    };

    template <class Terms>
    static constexpr errc check(const Terms& terms) noexcept {
        return detail::check_nonce(terms.nonce);
    }

    template <class Source>
    static errc sign(const Source& from, const context<acs3>& with, detail::destination& to) noexcept {
        const service& of = *from.call.of;
        std::uint8_t digest[hash_type::digest_size];
        hash_type hash;
        if (!detail::hash_payload<acs3>(hash, from, with, to, digest)) return errc::crypto_failed;

        // What follows the payload: the hash of the body, the date, and the value of Authorization.
        output& out = to.out;
        to.after = out.size();
        write_hex(out, digest);
        write_date_time(out, with.timestamp);
        if (!hash.start()) return errc::crypto_failed;
        {
            hash_output<hash_type> canonical(hash);
            canonical.write(to_text(with.verb));
            canonical.put('\n');
            canonical.write(of.path);
            canonical.put('\n');
            if (with.in_query()) write_parameters(from, with, canonical, to.found);
            canonical.put('\n');
            if (!with.in_query()) {
                canonical.write("content-type:");
                canonical.write(detail::form_type);
                canonical.put('\n');
            }
            canonical.write("host:");
            detail::write_host(canonical, of, with.region, with.endpoint);
            canonical.write("\nx-acs-action:");
            canonical.write(from.call.action);
            canonical.write("\nx-acs-content-sha256:");
            write_hex(canonical, digest);
            canonical.write("\nx-acs-date:");
            write_date_time(canonical, with.timestamp);
            if (!with.token().empty()) {
                canonical.write("\nx-acs-security-token:");
                canonical.write(with.token());
            }
            canonical.write("\nx-acs-signature-nonce:");
            canonical.write(with.nonce);
            canonical.write("\nx-acs-version:");
            canonical.write(of.version);
            canonical.write("\n\n");
            write_signed_headers(canonical, with);
            canonical.put('\n');
            write_hex(canonical, digest);
            if (!canonical.flush()) return errc::crypto_failed;
        }
        if (!hash.finish(digest) || !hash.clone(with.key.hmac().inner())) return errc::crypto_failed;
        {
            hash_output<hash_type> to_sign(hash);
            to_sign.write(name);
            to_sign.put('\n');
            write_hex(to_sign, digest);
            if (!to_sign.flush()) return errc::crypto_failed;
        }
        if (!with.key.hmac().finish(hash, digest)) return errc::crypto_failed;
        out.write(name);
        out.write(" Credential=");
        out.write(with.id());
        out.write(",SignedHeaders=");
        write_signed_headers(out, with);
        out.write(",Signature=");
        write_hex(out, digest);
        return errc::none;
    }

    template <class Source>
    static void write_payload(const Source& from, const context<acs3>& with, std::string_view, output& wire) noexcept {
        detail::findings found;
        write_parameters(from, with, wire, found);
    }

    static void add_headers(const operation& call, const context<acs3>& with, const detail::destination& to,
                            signed_request& made) noexcept {
        constexpr std::size_t hex = 2 * hash_type::digest_size;
        constexpr std::size_t date = 20;
        const std::size_t authorization = to.after + hex + date;
        detail::add_header(made, "Authorization", to.piece(authorization, to.out.size() - authorization));
        if (!with.in_query()) detail::add_header(made, "Content-Type", detail::form_type);
        detail::add_header(made, "x-acs-action", call.action);
        detail::add_header(made, "x-acs-content-sha256", to.piece(to.after, hex));
        detail::add_header(made, "x-acs-date", to.piece(to.after + hex, date));
        if (!with.token().empty()) detail::add_header(made, "x-acs-security-token", with.token());
        detail::add_header(made, "x-acs-signature-nonce", with.nonce);
        detail::add_header(made, "x-acs-version", call.of->version);
    }

    static constexpr std::size_t most(const context<acs3>& with) noexcept {
        return with.in_query() ? 32 * 1024 : 1024 * 1024;
    }

    template <class Source>
    static constexpr void write_parameters(const Source& from, const context<acs3>& with, output& wire,
                                           detail::findings& found) noexcept {
        constexpr std::size_t region = 3; // of the ten; the others are headers
        std::string_view values[10] = {};
        values[region] = with.region;
        from.pairs({detail::aliyun_common, values}, wire, found);
    }

private:
    static constexpr void write_signed_headers(output& out, const context<acs3>& with) noexcept {
        if (!with.in_query()) out.write("content-type;");
        out.write("host;x-acs-action;x-acs-content-sha256;x-acs-date;");
        if (!with.token().empty()) out.write("x-acs-security-token;");
        out.write("x-acs-signature-nonce;x-acs-version");
    }
};

} // namespace portwright
