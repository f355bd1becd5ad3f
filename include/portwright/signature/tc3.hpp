// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Tencent's TC3-HMAC-SHA256, the default of API 3.0.
//
// By POST the parameters are a JSON body, by GET a canonical query. Signed are content-type and host, as the vendor's
// SDKs sign them, and x-tc-action where the context asks for it. The key is derived for a UTC day and a service.
// (API 3.0, "Signature Method v3".)
//
//     portwright::tc3<>::key key;
//     auto ready = key.prepare({.id = id, .secret = secret}, clb::service, now);   // once a day

#include <portwright/signature/scheme.hpp>

namespace portwright {

template <class Engine = mbedtls>
struct tc3 {
    using hash_type = typename Engine::sha256;

    static constexpr std::string_view name = "TC3-HMAC-SHA256";
    static constexpr bool signs_url = false;
    static constexpr bool accepts(api family) noexcept { return family == api::tencent_v3; }

    /// A key derived for one day and one service. Wiped on destruction.
    class key {
    public:
        /// Derives the key for the UTC day of `when`. Borrows the id and the token. Errors: bad_credentials, bad_time,
        /// crypto_failed.
        result<void> prepare(const credentials& from, const service& of, unix_time when) noexcept {
            if (!detail::are_credentials(from)) return error{.code = errc::bad_credentials};
            if (when < 0 || when > last_time) return error{.code = errc::bad_time};
            char date[10];
            output written{date};
            write_date(written, when);
            std::uint8_t digest[hash_type::digest_size];
            bool ok = hmac_.prepare("TC3", from.secret);
            for (const std::string_view step : {written.since(0), of.label(), std::string_view{"tc3_request"}})
                ok = ok && hmac_.sign(step, digest) &&
                     hmac_.prepare({reinterpret_cast<const char*>(digest), sizeof digest});
            Engine::wipe(digest, sizeof digest);
            if (!ok) return error{.code = errc::crypto_failed};
            id_ = from.id;
            token_ = from.token;
            label_ = of.label();
            day_ = when / 86400;
            return {};
        }

        /// Whether the key serves requests of this service at this time.
        bool fits(const service& of, unix_time when) const noexcept {
            return when / 86400 == day_ && of.label() == label_;
        }

        std::string_view id() const noexcept { return id_; }
        std::string_view token() const noexcept { return token_; }

    private:
        friend tc3;
        hmac_key<Engine, hash_type> hmac_;
        std::string_view id_;
        std::string_view token_;
        std::string_view label_;
        unix_time day_ = -1;
    };

    template <class Terms>
    static constexpr errc check(const Terms&) noexcept {
        return errc::none;
    }

    template <class Source>
    static errc sign(const Source& from, const context<tc3>& with, detail::destination& to) noexcept {
        const service& of = *from.call.of;
        if (!with.key.fits(of, with.timestamp)) return errc::stale_key;
        std::uint8_t digest[hash_type::digest_size];
        hash_type hash;
        if (!detail::hash_payload<tc3>(hash, from, with, to, digest)) return errc::crypto_failed;
        if (!hash.start()) return errc::crypto_failed;
        {
            hash_output<hash_type> canonical(hash);
            canonical.write(to_text(with.verb));
            canonical.put('\n');
            canonical.write(of.path);
            canonical.put('\n');
            if (with.in_query()) write_query(from, canonical, to.found);
            canonical.write("\ncontent-type:");
            canonical.write(content_type(with.verb));
            canonical.write("\nhost:");
            detail::write_host(canonical, of, with.region, with.endpoint);
            if (with.signs_action) {
                canonical.write("\nx-tc-action:");
                for (const char c : from.call.action)
                    canonical.put(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
            }
            canonical.write("\n\n");
            canonical.write(signed_headers(with));
            canonical.put('\n');
            write_hex(canonical, digest);
            if (!canonical.flush()) return errc::crypto_failed;
        }
        if (!hash.finish(digest) || !hash.clone(with.key.hmac_.inner())) return errc::crypto_failed;

        // What follows the payload: the timestamp, then the value of Authorization, which holds the scope as well.
        output& out = to.out;
        to.after = out.size();
        write_decimal(out, with.timestamp);
        to.extra = out.size() - to.after;
        out.write(name);
        out.write(" Credential=");
        out.write(with.id());
        out.put('/');
        write_scope(out, of, with.timestamp);
        out.write(", SignedHeaders=");
        out.write(signed_headers(with));
        out.write(", Signature=");
        {
            hash_output<hash_type> to_sign(hash);
            to_sign.write(name);
            to_sign.put('\n');
            write_decimal(to_sign, with.timestamp);
            to_sign.put('\n');
            write_scope(to_sign, of, with.timestamp);
            to_sign.put('\n');
            write_hex(to_sign, digest);
            if (!to_sign.flush()) return errc::crypto_failed;
        }
        if (!with.key.hmac_.finish(hash, digest)) return errc::crypto_failed;
        write_hex(out, digest);
        return errc::none;
    }

    template <class Source>
    static void write_payload(const Source& from, const context<tc3>& with, std::string_view, output& wire) noexcept {
        detail::findings found;
        write_parameters(from, with, wire, found);
    }

    static void add_headers(const operation& call, const context<tc3>& with, const detail::destination& to,
                            signed_request& made) noexcept {
        const std::size_t authorization = to.after + to.extra;
        detail::add_header(made, "Authorization", to.piece(authorization, to.out.size() - authorization));
        detail::add_header(made, "Content-Type", content_type(with.verb));
        detail::add_header(made, "X-TC-Action", call.action);
        detail::add_header(made, "X-TC-Version", call.of->version);
        detail::add_header(made, "X-TC-Timestamp", to.piece(to.after, to.extra));
        if (call.of->takes_region) detail::add_header(made, "X-TC-Region", with.region);
        if (!with.token().empty()) detail::add_header(made, "X-TC-Token", with.token());
    }

    static constexpr std::size_t most(const context<tc3>& with) noexcept {
        return with.in_query() ? 32 * 1024 : std::size_t{10} * 1024 * 1024;
    }

    template <class Source>
    static constexpr void write_parameters(const Source& from, const context<tc3>& with, output& wire,
                                           detail::findings& found) noexcept {
        if (with.in_query()) write_query(from, wire, found);
        else from.json(wire, found);
    }

private:
    static constexpr std::string_view content_type(method verb) noexcept {
        return verb == method::GET ? detail::form_type : std::string_view{"application/json; charset=utf-8"};
    }
    static constexpr std::string_view signed_headers(const context<tc3>& with) noexcept {
        return with.signs_action ? std::string_view{"content-type;host;x-tc-action"}
                                 : std::string_view{"content-type;host"};
    }

    static constexpr void write_scope(output& out, const service& of, unix_time when) noexcept {
        write_date(out, when);
        out.put('/');
        out.write(of.label());
        out.write("/tc3_request");
    }

    template <class Source>
    static constexpr void write_query(const Source& from, output& wire, detail::findings& found) noexcept {
        from.pairs({}, wire, found);
    }
};

} // namespace portwright
