// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// AWS Signature Version 4, to show that a scheme is one new file. (IAM User Guide, "Create a signed AWS API request".)
//
// The parameters are a canonical query by GET and a form by POST, Action and Version among them where the API has a
// version. The key is derived for a UTC day, a region and a service.

#include <portwright/signature/canonical_signer.hpp>

#include <cstdint>
#include <string_view>

namespace example {

inline constexpr auto sigv4_names = portwright::detail::pack_words("Action", "Version");

/// The content type that goes out by each method, and is signed; empty for none.
struct form_by_post {
    static constexpr std::string_view get = "", post = "application/x-www-form-urlencoded";
};

template <class Engine = portwright::mbedtls, class ContentType = form_by_post>
struct sigv4 : portwright::detail::canonical_signer<sigv4<Engine, ContentType>, Engine, typename Engine::sha256> {
    using hash_type = typename Engine::sha256;
    using policy = portwright::detail::policy_of<Engine>;
    using output = portwright::basic_output<policy>;
    using request_ref = portwright::detail::request_ref<policy>;
    using signing_buffer = portwright::detail::signing_buffer<policy>;
    using context = portwright::context<sigv4>;

    static constexpr std::string_view name = "AWS4-HMAC-SHA256";
    static constexpr auto& common_names = sigv4_names;
    static constexpr bool body_digest_is_header = false;
    static constexpr bool writes_json = false;

    class key {
    public:
        /// Borrows all texts but the secret. Errors: bad_credentials, bad_time, crypto_failed.
        portwright::result<void> prepare(const portwright::credentials& key_pair, std::string_view service,
                                         std::string_view region, portwright::unix_time time) noexcept {
            using portwright::errc;
            day_ = -1; // what fails leaves a key that signs nothing
            if (!portwright::detail::are_credentials(key_pair)) return portwright::error{.code = errc::bad_credentials};
            if (time < 0 || time > portwright::last_time) return portwright::error{.code = errc::bad_time};
            char date[8];
            portwright::output written{date};
            write_compact(written, time, sizeof date);
            std::uint8_t digest[hash_type::digest_size];
            bool ok = hmac_.prepare("AWS4", key_pair.secret);
            for (const std::string_view step : {written.since(0), region, service, std::string_view("aws4_request")})
                ok = ok && hmac_.sign(step, digest) &&
                     hmac_.prepare({reinterpret_cast<const char*>(digest), sizeof digest});
            Engine::wipe(digest, sizeof digest);
            if (!ok) return portwright::error{.code = errc::crypto_failed};
            id_ = key_pair.id;
            token_ = key_pair.token;
            service_ = service;
            region_ = region;
            day_ = time / 86400;
            return {};
        }
        /// Of a global service, which is signed for us-east-1 and named by its host.
        portwright::result<void> prepare(const portwright::credentials& key_pair, const portwright::service& target,
                                         portwright::unix_time time) noexcept {
            return prepare(key_pair, target.label(), "us-east-1", time);
        }
        bool fits(std::string_view region, portwright::unix_time time) const noexcept {
            return time / 86400 == day_ && region == region_;
        }

        const std::string_view& id() const noexcept { return id_; }
        const std::string_view& token() const noexcept { return token_; }
        const std::string_view& service() const noexcept { return service_; }
        const portwright::hmac_key<Engine, hash_type>& hmac() const noexcept { return hmac_; }

    private:
        portwright::hmac_key<Engine, hash_type> hmac_;
        std::string_view id_, token_, service_, region_;
        portwright::unix_time day_ = -1;
    };

    template <class ContextOrTerms>
    static constexpr portwright::errc check(const portwright::operation&, const ContextOrTerms& terms) noexcept {
        if constexpr (requires { terms.key; })
            if (!terms.key.fits(terms.region, terms.timestamp)) return portwright::errc::stale_key;
        return portwright::errc::none;
    }

    template <class ContextOrTerms>
    static constexpr void write_parameters(const request_ref& request, const ContextOrTerms&, output& wire,
                                           portwright::detail::walk_outcome& outcome) noexcept {
        const std::string_view version = request.call->service->version;
        std::string_view action;
        if (!version.empty()) action = request.call->action;
        const std::string_view* const values[] = {&action, &version};
        request.walk->pairs(request, {common_names.data(), values}, wire, outcome);
    }

    template <class Parts, class Out>
    static constexpr void write_canonical(const Parts& parts, Out& canonical) noexcept {
        const auto& terms = parts.terms;
        canonical.write(to_text(terms.verb));
        canonical.write("\n");
        canonical.write(parts.call().service->path);
        canonical.write("\n");
        parts.write_query(canonical);
        if (!content_type(terms.verb).empty()) {
            canonical.write("\ncontent-type:");
            canonical.write(content_type(terms.verb));
        }
        canonical.write("\nhost:");
        parts.write_host(canonical);
        canonical.write("\nx-amz-date:");
        parts.write_timestamp(canonical);
        if (!terms.token().empty()) {
            canonical.write("\nx-amz-security-token:");
            canonical.write(terms.token());
        }
        canonical.write("\n\n");
        write_signed_headers(canonical, terms);
        canonical.write("\n");
        parts.write_body_digest(canonical);
    }

    template <class Parts, class Out>
    static constexpr void write_to_sign(const Parts& parts, Out& to_sign) noexcept {
        to_sign.write("AWS4-HMAC-SHA256\n");
        parts.write_timestamp(to_sign);
        to_sign.write("\n");
        parts.write_scope(to_sign);
        to_sign.write("\n");
    }

    template <class Out, class ContextOrTerms>
    static constexpr void write_timestamp(Out& out, const ContextOrTerms& terms) noexcept {
        write_compact(out, terms.timestamp, 16);
    }
    template <class Out, class ContextOrTerms>
    static constexpr void write_scope(Out& out, const portwright::operation& call,
                                      const ContextOrTerms& terms) noexcept {
        write_compact(out, terms.timestamp, 8);
        out.put('/');
        out.write(terms.region);
        out.put('/');
        if constexpr (requires { terms.key; }) out.write(terms.key.service());
        else out.write(call.service->label());
        out.write("/aws4_request");
    }

    /// The timestamp, then the value of Authorization.
    static void write_tail(const portwright::operation& call, const context& terms, signing_buffer& buffer) noexcept {
        write_timestamp(buffer.out, terms);
        buffer.timestamp_size = buffer.out.size() - buffer.tail_begin;
        buffer.scope_size = write_authorization(buffer.out, call, terms);
    }
    static std::string_view find_timestamp(const signing_buffer& buffer) noexcept {
        return buffer.piece(buffer.tail_begin, buffer.timestamp_size);
    }
    static std::string_view find_scope(const signing_buffer& buffer, const context& terms) noexcept {
        const std::size_t before = buffer.timestamp_size + begin_authorization.size() + terms.id().size() + 1;
        return buffer.piece(buffer.tail_begin + before, buffer.scope_size);
    }

    template <class Headers>
    static void add_headers(const portwright::operation& call, const context& terms, const Headers& headers) noexcept {
        headers.add(
            "Authorization",
            [](const signing_buffer& buffer) { return buffer.out.since(buffer.tail_begin + buffer.timestamp_size); },
            [&](auto& out, const std::uint8_t* digests) {
                write_authorization(out, call, terms);
                portwright::write_hex(out, {digests, hash_type::digest_size});
            });
        if (!content_type(terms.verb).empty()) headers.add("Content-Type", content_type(terms.verb));
        headers.add("X-Amz-Date", find_timestamp, [&](auto& out, const std::uint8_t*) { write_timestamp(out, terms); });
        if (!terms.token().empty()) headers.add("X-Amz-Security-Token", terms.token());
    }

    static constexpr std::size_t max_payload_size(bool in_query) noexcept { return in_query ? 16 * 1024 : 1024 * 1024; }

private:
    static constexpr std::string_view begin_authorization = "AWS4-HMAC-SHA256 Credential=";

    static constexpr const std::string_view& content_type(portwright::method verb) noexcept {
        return verb == portwright::method::GET ? ContentType::get : ContentType::post;
    }

    /// The first `size` characters of 20150830T123600Z.
    template <class Out>
    static constexpr void write_compact(Out& out, portwright::unix_time time, std::size_t size) noexcept {
        char text[20];
        portwright::output written{text};
        portwright::write_date_time(written, time);
        for (const char c : written.since(0)) {
            if (c == '-' || c == ':') continue;
            if (size-- == 0) return;
            out.put(c);
        }
    }

    template <class Out, class ContextOrTerms>
    static constexpr void write_signed_headers(Out& out, const ContextOrTerms& terms) noexcept {
        if (!content_type(terms.verb).empty()) out.write("content-type;");
        out.write("host;x-amz-date");
        if (!terms.token().empty()) out.write(";x-amz-security-token");
    }

    /// The value of Authorization up to the signature. Returns the size of the credential scope.
    template <class Out>
    static std::size_t write_authorization(Out& out, const portwright::operation& call, const context& terms) noexcept {
        out.write(begin_authorization);
        out.write(terms.id());
        out.put('/');
        const std::size_t before = out.size();
        write_scope(out, call, terms);
        const std::size_t scope_size = out.size() - before;
        out.write(", SignedHeaders=");
        write_signed_headers(out, terms);
        out.write(", Signature=");
        return scope_size;
    }
};

} // namespace example
