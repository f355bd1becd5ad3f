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

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

template <class Engine = mbedtls>
struct tc3 : detail::canonical_signer<tc3<Engine>, Engine, typename Engine::sha256> {
    using hash_type = typename Engine::sha256;
    using policy = detail::policy_of<Engine>;
    using destination = detail::destination<policy>;

    static constexpr std::string_view name = "TC3-HMAC-SHA256";
    static constexpr bool body_digest_is_header = false;

    /// A key derived for one day and one service. Wiped on destruction.
    class key {
    public:
        /// Derives the key for the UTC day of `when`. Borrows the id and the token. Errors: bad_credentials, bad_time,
        /// crypto_failed.
        result<void> prepare(const credentials& from, const service& of, unix_time when) noexcept {
            day_ = -1; // what fails leaves a key that signs nothing
            if (!detail::are_credentials(from)) return error{.code = errc::bad_credentials};
            if (when < 0 || when > last_time) return error{.code = errc::bad_time};
            char date[10];
            output written{date};
            write_date(written, when);
            std::uint8_t digest[hash_type::digest_size];
            bool ok = hmac_.prepare({"TC3", 3}, from.secret);
            for (const std::string_view step : {written.since(0), of.label(), std::string_view{"tc3_request", 11}})
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

        const std::string_view& id() const noexcept { return id_; }
        const std::string_view& token() const noexcept { return token_; }
        const hmac_key<Engine, hash_type>& hmac() const noexcept { return hmac_; }

    private:
        hmac_key<Engine, hash_type> hmac_;
        std::string_view id_;
        std::string_view token_;
        std::string_view label_;
        unix_time day_ = -1;
    };

    template <class Terms>
    static constexpr errc check(const operation& call, const Terms& terms) noexcept {
        if constexpr (requires { terms.key; })
            return terms.key.fits(*call.of, terms.timestamp) ? errc::none : errc::stale_key;
        else return errc::none;
    }

    /// The timestamp, then the value of Authorization, which has the credential scope in it.
    static void write_after(const operation& call, const context<tc3>& with, destination& to) noexcept {
        auto& out = to.out;
        write_decimal(out, with.timestamp);
        to.extra = out.size() - to.after;
        to.scope_size = write_authorization(out, call, with);
    }

    template <class From, class To>
    [[gnu::always_inline]] static void write_canonical(const operation& call, const context<tc3>& with,
                                                       const From& from, To& canonical) noexcept {
        canonical.write(to_text(with.verb));
        canonical.write("\n");
        canonical.write(call.of->path);
        canonical.write("\n");
        from.copy_query(canonical);
        if (with.verb == method::GET) canonical.write("\ncontent-type:application/x-www-form-urlencoded\nhost:");
        else canonical.write("\ncontent-type:application/json; charset=utf-8\nhost:");
        from.copy_host(canonical);
        if (with.signs_action) {
            canonical.write("\nx-tc-action:");
            for (const char c : call.action) canonical.put(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
        }
        canonical.write("\n\ncontent-type;host");
        if (with.signs_action) canonical.write(";x-tc-action");
        canonical.write("\n");
        from.template copy_body_digest<tc3>(canonical);
    }

    template <class From, class To>
    [[gnu::noinline]] static void write_to_sign(const operation& call, const context<tc3>& with, const From& from,
                                                To& to_sign) noexcept {
        to_sign.write("TC3-HMAC-SHA256\n");
        from.copy_text(to_sign, timestamp, [&](auto& out) { write_decimal(out, with.timestamp); });
        to_sign.write("\n");
        from.copy_text(
            to_sign,
            [&](const destination& in) {
                const std::size_t before = in.extra + sizeof begin_authorization + with.id().size();
                return in.piece(in.after + before, in.scope_size);
            },
            [&](auto& out) { write_scope(out, call, with); });
        to_sign.write("\n");
    }

    template <class Headers>
    [[gnu::always_inline]] static void add_headers(const operation& call, const context<tc3>& with,
                                                   const Headers& to) noexcept {
        to.add(
            "Authorization", [](const destination& in) { return in.out.since(in.after + in.extra); },
            [&](auto& out, const std::uint8_t* digests) {
                write_authorization(out, call, with);
                write_hex(out, {digests, hash_type::digest_size});
            });
        to.add("Content-Type", content_type(with.verb));
        to.add("X-TC-Action", call.action);
        to.add("X-TC-Version", call.of->version);
        to.add("X-TC-Timestamp", timestamp,
               [&](auto& out, const std::uint8_t*) { write_decimal(out, with.timestamp); });
        if (call.of->takes_region) to.add("X-TC-Region", with.region.view());
        if (!with.token().empty()) to.add("X-TC-Token", with.token());
    }

    static constexpr std::size_t most(bool in_query) noexcept {
        return in_query ? 32 * 1024 : std::size_t{10} * 1024 * 1024;
    }

    template <class Source>
    static constexpr void write_parameters(const Source& from, const context<tc3>&, bool in_query,
                                           basic_output<policy>& wire, detail::findings& found) noexcept {
        if (in_query) from.pairs({}, wire, found);
        else from.json(wire, found);
    }

private:
    static constexpr std::string_view json_type = "application/json; charset=utf-8";

    static constexpr char begin_authorization[] = "TC3-HMAC-SHA256 Credential=";

    /// Where write_after() leaves it.
    static constexpr auto timestamp = [](const destination& in) { return in.piece(in.after, in.extra); };

    template <class To>
    static void write_scope(To& out, const operation& call, const context<tc3>& with) noexcept {
        write_date(out, with.timestamp);
        out.put('/');
        out.write(call.of->label());
        out.write("/tc3_request");
    }

    /// The value of Authorization up to the signature. Returns the size of the credential scope.
    template <class To>
    [[gnu::noinline]] static std::size_t write_authorization(To& out, const operation& call,
                                                             const context<tc3>& with) noexcept {
        out.write(begin_authorization);
        out.write(with.id());
        out.put('/');
        const std::size_t before = out.size();
        write_scope(out, call, with);
        const std::size_t scope_size = out.size() - before;
        out.write(", SignedHeaders=content-type;host");
        if (with.signs_action) out.write(";x-tc-action");
        out.write(", Signature=");
        return scope_size;
    }

    static constexpr std::string_view content_type(method verb) noexcept {
        return verb == method::GET ? detail::form_type : json_type;
    }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
