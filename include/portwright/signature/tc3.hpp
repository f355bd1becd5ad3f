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

#include <portwright/core/inlining.hpp>
#include <portwright/request/prepared_text.hpp>
#include <portwright/signature/canonical_signer.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// TC3-HMAC-SHA256 of Tencent's API 3.0: a signature over a canonical request, with a key for a day and a service.
template <class Engine = mbedtls>
struct tc3 : detail::canonical_signer<tc3<Engine>, Engine, typename detail::included_engine<Engine>::sha256> {
    using hash_type = typename Engine::sha256;
    using policy = detail::policy_of<Engine>;
    using output = basic_output<policy>;
    using request_ref = detail::request_ref<policy>;
    using signing_buffer = detail::signing_buffer<policy>;

    static constexpr std::string_view name = "TC3-HMAC-SHA256";
    static constexpr bool body_digest_is_header = false;

    // For requests that are prepared: no parameter comes at run time, and nothing of the canonical request. See
    // signature/prepared_body.hpp.

    static constexpr unsigned varying = 0;
    static constexpr bool has_constant_request = true;
    /// Which of the values of a prepared request is which.
    struct prepared_values {
        static constexpr unsigned timestamp = 0, date = 1, id = 2, signature = 3, canonical_digest = 4, region = 5,
                                  token = 6;
    };
    /// A value that is not encoded, though the body is written by the same code, which quotes.
    static constexpr unsigned as_it_is(unsigned value) noexcept { return value | detail::piece::plain; }
    /// Prepares the string to sign, in which the digest of the canonical request stands unless that is empty and comes
    /// at run time, and behind it what the headers are made of: the timestamp, and the value of Authorization.
    /// @name For the library
    /// @{
    static constexpr void prepare_to_sign(detail::prepared_builder& builder, const operation& call,
                                          std::string_view canonical_digest) noexcept {
        builder.add(as_it_is(prepared_values::timestamp), "TC3-HMAC-SHA256\n");
        builder.add(as_it_is(prepared_values::date), "\n");
        builder.add(detail::piece::constant, "/");
        builder.add(detail::piece::constant, call.service->label());
        builder.add(detail::piece::constant, "/tc3_request\n");
        if (canonical_digest.empty()) builder.add_value(as_it_is(prepared_values::canonical_digest));
        else builder.add(detail::piece::constant, canonical_digest);
        builder.add(detail::piece::end);
    }
    static constexpr void prepare_headers(detail::prepared_builder& builder, const operation& call) noexcept {
        builder.add_value(as_it_is(prepared_values::timestamp));
        builder.add(as_it_is(prepared_values::id), begin_authorization);
        builder.add(as_it_is(prepared_values::date), "/");
        builder.add(detail::piece::constant, "/");
        builder.add(detail::piece::constant, call.service->label());
        builder.add(as_it_is(prepared_values::signature), "/tc3_request, SignedHeaders=content-type;host, Signature=");
        builder.add(detail::piece::end);
    }
    /// The headers themselves: the name of each, with a value that comes at run time or in front of a constant one. A
    /// value that is `plain` is sent even where it is empty. `signature` is all of Authorization here.
    static constexpr void prepare_header_list(detail::prepared_builder& builder, const operation& call) noexcept {
        const auto add = [&builder](std::string_view name, std::string_view value) {
            builder.add(detail::piece::constant, name);
            builder.begin_another();
            builder.add(detail::piece::constant, value);
            builder.begin_another();
        };
        builder.add(prepared_values::signature, "Authorization");
        add("Content-Type", json_type);
        add("X-TC-Action", call.action);
        add("X-TC-Version", call.service->version);
        builder.add(prepared_values::timestamp, "X-TC-Timestamp");
        if (call.service->takes_region) builder.add(prepared_values::region | detail::piece::plain, "X-TC-Region");
        builder.add(prepared_values::token, "X-TC-Token");
        builder.add(detail::piece::end);
    }
    /// Whether a context's key signs requests to this service, by the label of its host.
    static bool fits(const context<tc3>& context, std::string_view label) noexcept {
        return context.key.fits(label, context.timestamp);
    }
    /// @}

    /// A key derived for one day and one service. Wiped on destruction. For one thread while it is prepared; any
    /// number may sign with it then.
    class key {
    public:
        /// Derives the key for the UTC day of `time`. Borrows the id and the token. Errors: bad_credentials, bad_time,
        /// crypto_failed. `key_pair`: the id, the secret and a token; `service`: which is asked; `time`: in seconds
        /// since 1970.
        result<void> prepare(const credentials& key_pair, const service& service, unix_time time) noexcept {
            midnight_ = never; // a key whose preparation failed must sign nothing
            if (!detail::are_credentials(key_pair)) return error{.code = errc::bad_credentials};
            if (time < 0 || time > last_time) return error{.code = errc::bad_time};
            output written{date_};
            write_date(written, time);
            std::uint8_t digest[hash_type::digest_size];
            bool ok = hmac_.prepare({"TC3", 3}, key_pair.secret);
            for (const std::string_view step : {date(), service.label(), std::string_view{"tc3_request", 11}})
                ok = ok && hmac_.sign(step, digest) &&
                     hmac_.prepare({reinterpret_cast<const char*>(digest), sizeof digest});
            Engine::wipe(digest, sizeof digest);
            if (!ok) return error{.code = errc::crypto_failed};
            id_ = key_pair.id;
            token_ = key_pair.token;
            label_ = service.label();
            midnight_ = time - time % 86400;
            return {};
        }

        /// Whether the key serves requests of this service at this time. `service` is the one that is asked, `time`
        /// in seconds since 1970.
        bool fits(const service& service, unix_time time) const noexcept { return fits(service.label(), time); }
        /// The same, of a service whose label is known.
        bool fits(std::string_view label, unix_time time) const noexcept {
            return static_cast<std::uint64_t>(time) - static_cast<std::uint64_t>(midnight_) < 86400 && label == label_;
        }

        /// The id; a view of the credentials.
        const std::string_view& id() const noexcept { return id_; }
        /// The token; a view of the credentials.
        const std::string_view& token() const noexcept { return token_; }
        /// The day as YYYY-MM-DD; a view of this object, for as long as the key stays prepared for that day.
        std::string_view date() const noexcept { return {date_, sizeof date_}; }
        /// The derived key; borrowed from this object.
        const hmac_key<Engine, hash_type>& hmac() const noexcept { return hmac_; }

    private:
        static constexpr unix_time never = -86400; // the day before the first that is signed for

        hmac_key<Engine, hash_type> hmac_;
        std::string_view id_;
        std::string_view token_;
        std::string_view label_;
        unix_time midnight_ = never; ///< with which the day begins
        char date_[10] = {}; // kept, so that a program that only signs has no calendar
    };

    /// @name For the library
    /// @{
    template <class ContextOrTerms>
    static constexpr errc check(const operation& call, const ContextOrTerms& terms) noexcept {
        if constexpr (requires { terms.key; })
            return terms.key.fits(*call.service, terms.timestamp) ? errc::none : errc::stale_key;
        else return errc::none;
    }

    template <class ContextOrTerms>
    static constexpr void write_parameters(const request_ref& request, const ContextOrTerms& terms, output& wire,
                                           detail::walk_outcome& outcome) noexcept {
        if (terms.verb == method::GET) request.walk->pairs(request, {}, wire, outcome);
        else request.walk->json(request, wire, outcome);
    }

    /// The canonical request. (API 3.0, "Signature Method v3", step 1.)
    template <class Parts, class Out>
    PORTWRIGHT_IN_PLACE static constexpr void write_canonical(const Parts& parts, Out& canonical) noexcept {
        const auto& terms = parts.terms;
        canonical.write(to_text(terms.verb));
        canonical.write("\n");
        canonical.write(parts.call().service->path);
        canonical.write("\n");
        parts.write_query(canonical);
        if (terms.verb == method::GET) canonical.write("\ncontent-type:application/x-www-form-urlencoded\nhost:");
        else canonical.write("\ncontent-type:application/json; charset=utf-8\nhost:");
        parts.write_host(canonical);
        if (terms.signs_action) {
            canonical.write("\nx-tc-action:");
            for (const char c : parts.call().action)
                canonical.put(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
        }
        canonical.write("\n\ncontent-type;host");
        if (terms.signs_action) canonical.write(";x-tc-action");
        canonical.write("\n");
        parts.write_body_digest(canonical);
    }

    /// The string to sign up to the digest of the canonical request. (Step 2.)
    template <class Parts, class Out>
    static constexpr void write_to_sign(const Parts& parts, Out& to_sign) noexcept {
        to_sign.write("TC3-HMAC-SHA256\n");
        parts.write_timestamp(to_sign);
        to_sign.write("\n");
        parts.write_scope(to_sign);
        to_sign.write("\n");
    }

    template <class Out, class ContextOrTerms>
    static constexpr void write_timestamp(Out& out, const ContextOrTerms& terms) noexcept {
        write_decimal(out, terms.timestamp);
    }
    /// The credential scope: date, service, "tc3_request".
    template <class Out, class ContextOrTerms>
    static constexpr void write_scope(Out& out, const operation& call, const ContextOrTerms& terms) noexcept {
        write_date(out, terms.timestamp);
        out.put('/');
        out.write(call.service->label());
        out.write("/tc3_request");
    }

    /// Appends the timestamp and then the value of Authorization, which contains the credential scope.
    static void write_tail(const operation& call, const context<tc3>& context, signing_buffer& buffer) noexcept {
        auto& out = buffer.out;
        write_decimal(out, context.timestamp);
        buffer.timestamp_size = out.size() - buffer.tail_begin;
        buffer.scope_size = write_authorization(out, call, context);
    }
    template <class Buffer>
    PORTWRIGHT_IN_PLACE static std::string_view find_timestamp(const Buffer& buffer) noexcept {
        return buffer.piece(buffer.tail_begin, buffer.timestamp_size);
    }
    static std::string_view find_scope(const signing_buffer& buffer, const context<tc3>& context) noexcept {
        const std::size_t before = buffer.timestamp_size + sizeof begin_authorization + context.id().size();
        return buffer.piece(buffer.tail_begin + before, buffer.scope_size);
    }

    template <class Headers>
    PORTWRIGHT_IN_PLACE static void add_headers(const operation& call, const context<tc3>& context,
                                                const Headers& headers) noexcept {
        headers.add(
            "Authorization",
            [](const auto& buffer) { return buffer.out.since(buffer.tail_begin + buffer.timestamp_size); },
            [&](auto& out, const std::uint8_t* digests) {
                write_authorization(out, call, context);
                write_hex(out, {digests, hash_type::digest_size});
            });
        headers.add("Content-Type", content_type(context.verb));
        headers.add("X-TC-Action", call.action);
        headers.add("X-TC-Version", call.service->version);
        headers.add(
            "X-TC-Timestamp", [](const auto& buffer) { return find_timestamp(buffer); },
            [&](auto& out, const std::uint8_t*) { write_decimal(out, context.timestamp); });
        if (call.service->takes_region) headers.add("X-TC-Region", context.region.view());
        if (!context.token().empty()) headers.add("X-TC-Token", context.token());
    }

    static constexpr std::size_t max_payload_size(bool in_query) noexcept {
        return in_query ? 32 * 1024 : detail::largest_json_body;
    }
    /// @}

private:
    static constexpr std::string_view json_type = "application/json; charset=utf-8";

    static constexpr char begin_authorization[] = "TC3-HMAC-SHA256 Credential=";

    /// The value of Authorization up to the signature. Returns the size of the credential scope.
    template <class Out>
    PORTWRIGHT_ONE_COPY static std::size_t write_authorization(Out& out, const operation& call,
                                                               const context<tc3>& context) noexcept {
        out.write(begin_authorization);
        out.write(context.id());
        out.put('/');
        const std::size_t before = out.size();
        write_scope(out, call, context);
        const std::size_t scope_size = out.size() - before;
        out.write(", SignedHeaders=content-type;host");
        if (context.signs_action) out.write(";x-tc-action");
        out.write(", Signature=");
        return scope_size;
    }

    static constexpr std::string_view content_type(method verb) noexcept {
        return verb == method::GET ? detail::form_type : json_type;
    }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
