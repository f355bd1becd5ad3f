// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Aliyun's ACS3-HMAC-SHA256, the default of Aliyun.
//
// The parameters are a canonical query by GET and a form by POST; action, version, date, nonce and the hash of the body
// are x-acs-* headers, all of them signed with host and content-type. The key is the plain secret. (Aliyun, "V3 request
// body and signature mechanism".)

#include <portwright/signature/common_names.hpp>
#include <portwright/signature/scheme.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

template <class Engine = mbedtls>
struct acs3 : detail::canonical_signer<acs3<Engine>, Engine, typename Engine::sha256> {
    using hash_type = typename Engine::sha256;
    using policy = detail::policy_of<Engine>;
    using destination = detail::destination<policy>;

    static constexpr std::string_view name = "ACS3-HMAC-SHA256";
    static constexpr bool body_digest_is_header = true;
    static constexpr bool writes_json = false;
    static constexpr bool queries_by_post = true;

    /// A prepared key.
    struct key : detail::secret_key<Engine, hash_type> {
        /// Prepares the key. Borrows the id and the token. Errors: bad_credentials, crypto_failed.
        result<void> prepare(const credentials& from) noexcept {
            return detail::secret_key<Engine, hash_type>::prepare(from, {});
        }
    };

    template <class Terms>
    static constexpr errc check(const operation&, const Terms& terms) noexcept {
        return detail::check_nonce<policy>(terms.nonce);
    }

    /// The date, then the value of Authorization.
    [[gnu::noinline]] static void write_after(const operation&, const context<acs3>& with, destination& to) noexcept {
        write_date_time(to.out, with.timestamp);
        write_authorization(to.out, with);
    }

    template <class From, class To>
    [[gnu::always_inline]] static void write_canonical(const operation& call, const context<acs3>& with,
                                                       const From& from, To& canonical) noexcept {
        canonical.write(to_text(with.verb));
        canonical.write("\n");
        canonical.write(call.of->path);
        canonical.write("\n");
        from.copy_query(canonical);
        canonical.write("\n");
        if (!with.in_query()) canonical.write("content-type:application/x-www-form-urlencoded\n");
        canonical.write("host:");
        from.copy_host(canonical);
        canonical.write("\nx-acs-action:");
        canonical.write(call.action);
        canonical.write("\nx-acs-content-sha256:");
        from.template copy_body_digest<acs3>(canonical);
        canonical.write("\nx-acs-date:");
        from.copy_text(canonical, time, [&](auto& out) { write_date_time(out, with.timestamp); });
        if (!with.token().empty()) {
            canonical.write("\nx-acs-security-token:");
            canonical.write(with.token());
        }
        canonical.write("\nx-acs-signature-nonce:");
        canonical.write(with.nonce);
        canonical.write("\nx-acs-version:");
        canonical.write(call.of->version);
        canonical.write("\n\n");
        write_signed_headers(canonical, with);
        canonical.write("\n");
        from.template copy_body_digest<acs3>(canonical);
    }

    template <class From, class To>
    [[gnu::noinline]] static void write_to_sign(const operation&, const context<acs3>&, const From&,
                                                To& to_sign) noexcept {
        to_sign.write("ACS3-HMAC-SHA256\n");
    }

    template <class Headers>
    [[gnu::always_inline]] static void add_headers(const operation& call, const context<acs3>& with,
                                                   const Headers& to) noexcept {
        to.add(
            "Authorization", [](const destination& in) { return in.out.since(in.after + hex + date); },
            [&](auto& out, const std::uint8_t* digests) {
                write_authorization(out, with);
                write_hex(out, {acs3::signature_of(digests), hash_type::digest_size});
            });
        if (!with.in_query()) to.add("Content-Type", detail::form_type);
        to.add("x-acs-action", call.action);
        to.add(
            "x-acs-content-sha256", [](const destination& in) { return in.piece(in.after, hex); },
            [](auto& out, const std::uint8_t* digests) {
                write_hex(out, {digests, hash_type::digest_size});
            });
        to.add("x-acs-date", time, [&](auto& out, const std::uint8_t*) { write_date_time(out, with.timestamp); });
        if (!with.token().empty()) to.add("x-acs-security-token", with.token());
        to.add("x-acs-signature-nonce", with.nonce);
        to.add("x-acs-version", call.of->version);
    }

    static constexpr std::size_t most(bool in_query) noexcept { return in_query ? 32 * 1024 : 1024 * 1024; }

    template <class Source>
    static constexpr void write_parameters(const Source& from, const context<acs3>& with, bool,
                                           basic_output<policy>& wire, detail::findings& found) noexcept {
        constexpr auto* header = &detail::left_out;
        const std::string_view* const values[] = {header, header, header, &with.region.view(), header, header, header,
                                                  header, header, header};
        from.pairs({detail::rpc_names.data(), values}, wire, found);
    }

private:
    static constexpr std::size_t hex = 2 * hash_type::digest_size;
    static constexpr std::size_t date = 20;

    /// Where write_after() leaves it.
    static constexpr auto time = [](const destination& in) { return in.piece(in.after + hex, date); };

    /// The value of Authorization up to the signature.
    template <class To>
    [[gnu::noinline]] static void write_authorization(To& out, const context<acs3>& with) noexcept {
        out.write("ACS3-HMAC-SHA256 Credential=");
        out.write(with.id());
        out.write(",SignedHeaders=");
        write_signed_headers(out, with);
        out.write(",Signature=");
    }

    template <class To>
    static constexpr void write_signed_headers(To& out, const context<acs3>& with) noexcept {
        if (!with.in_query()) out.write("content-type;");
        out.write("host;x-acs-action;x-acs-content-sha256;x-acs-date;");
        if (!with.token().empty()) out.write("x-acs-security-token;");
        out.write("x-acs-signature-nonce;x-acs-version");
    }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
