// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a prepared request by a scheme that signs name=value pairs in another spelling than they are sent in: HmacSHA1
// and HmacSHA256. What is signed is hashed straight from the program's constants, and the request is written once.

#include <portwright/core/inlining.hpp>
#include <portwright/crypto/hmac.hpp>
#include <portwright/encoding/base64.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/request/prepared_text.hpp>
#include <portwright/signature/check_context.hpp>
#include <portwright/signature/signing_buffer.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// What a program has of a request.
struct prepared_pairs {
    const char* text; ///< host, path, a mark, and the pairs
    region_check check_region; ///< null where no region is sent
    bool needs_region;
    bool has_secret; ///< a parameter must not go into a URL
    std::uint8_t path_size;
};

/// Writes the Base64 of a digest, behind which two bytes of 0 stand.
template <class Policy, std::size_t Size>
constexpr void write_padded_base64(char (&text)[Size], const std::uint8_t* digest) noexcept {
    for (std::size_t i = 0, bit = 0; i != Size; ++i, bit += 6) {
        const unsigned two_bytes = static_cast<unsigned>(digest[bit / 8] << 8 | digest[bit / 8 + 1]);
        text[i] = base64_digit<Policy>(two_bytes >> (10 - bit % 8) & 63);
    }
    text[Size - 1] = '=';
}

/// Hashes in small pieces.
template <class Hash, class Policy>
class prepared_hash : public buffered_hash<Hash, Policy> {
public:
    using buffered_hash<Hash, Policy>::buffered_hash;
    bool end() noexcept {
        this->empty();
        return this->ok();
    }
};

template <class Scheme>
PORTWRIGHT_IN_PLACE inline errc check_prepared(const context<Scheme>& context, const prepared_pairs& form) noexcept {
    if (static_cast<std::uint64_t>(context.timestamp) > static_cast<std::uint64_t>(last_time)) return errc::bad_time;
    if (!context.endpoint.is_lower_case()) return errc::bad_host;
    if (form.check_region != nullptr) {
        const errc wrong = form.check_region(form.needs_region, context.region, context.checked);
        if (wrong != errc::none) return wrong;
    }
    if (const errc wrong = Scheme::check(operation{}, context); wrong != errc::none) return wrong;
    return context.id().empty() ? errc::bad_credentials : errc::none;
}

/// Hashes what is signed.
template <class Scheme>
PORTWRIGHT_OWN_FRAME bool hash_prepared(const context<Scheme>& context, const prepared_text& text,
                                        std::uint8_t* digest) noexcept {
    using hash_type = typename Scheme::hash_type;
    hash_type hash;
    if (!hash.clone(context.key.hmac().inner())) return false;
    prepared_hash<hash_type, typename Scheme::policy> to_sign(hash);
    text.write(to_sign, writing::raw);
    return to_sign.end() && context.key.hmac().finish(hash, digest);
}

/// Writes a signed request into `out`. Returns the size of what stands before its pairs; 0 where the engine failed.
template <class Scheme>
PORTWRIGHT_IN_PLACE inline std::size_t write_prepared_request(const context<Scheme>& context,
                                                              const prepared_pairs& form, unsigned how,
                                                              basic_output<typename Scheme::policy>& out) noexcept {
    char digits[12];
    char* const end = digits + sizeof digits;
    const char* const first = write_before(end, static_cast<std::uint64_t>(context.timestamp));
    const std::string_view timestamp(first, static_cast<std::size_t>(end - first));
    const std::string_view none;
    prepared_text text;
    text.pieces = form.text;
    Scheme::place_values(text.values, context, timestamp);
    text.values[piece::endpoint] = &context.endpoint.view();
    text.values[piece::financial_region] = &none;
    text.values[piece::signature] = &none;
    if (context.endpoint.empty()) {
        how |= writing::own_host;
        if (context.region.is_financial()) text.values[piece::financial_region] = &context.region.view();
    }
    text.how = how;

    constexpr std::size_t digest_size = Scheme::hash_type::digest_size;
    std::uint8_t digest[digest_size + 2];
    if (!hash_prepared(context, text, digest)) return 0;
    digest[digest_size] = digest[digest_size + 1] = 0;
    char base64[(digest_size + 2) / 3 * 4];
    write_padded_base64<typename Scheme::policy>(base64, digest);
    const std::string_view signature(base64, sizeof base64);
    text.values[piece::signature] = &signature;
    return text.write(out, writing::sent);
}

/// Decides whether the request may be sent. Where it may not, clears the output and reports the reason. `begin` is
/// what write_prepared_request() has returned.
template <class Scheme>
PORTWRIGHT_IN_PLACE inline bool keep_prepared(const context<Scheme>& context, const prepared_pairs& form, bool in_query,
                                              std::size_t begin, basic_output<typename Scheme::policy>& out,
                                              error& why) noexcept {
    std::size_t number = out.size() - begin;
    if (begin == 0) {
        why.code = errc::crypto_failed;
    } else if (form.has_secret && in_query && !context.secrets_in_url) {
        why.code = errc::secret_in_url;
    } else {
        errc failed = check_size<Scheme>(number, in_query);
        if (failed == errc::none) {
            if (out.ok()) return true;
            number = out.size();
            failed = errc::buffer_too_small;
        }
        why.code = failed;
        why.has_number = true;
        why.number = static_cast<std::int64_t>(number);
    }
    out.wipe();
    return false;
}

// The code behind sign() and sign_url(), once for all requests.

template <class Scheme>
PORTWRIGHT_ONE_COPY result<std::string_view>
sign_prepared_url(const context<Scheme>& context, const std::span<char>& buffer, const prepared_pairs& form) noexcept {
    result<std::string_view> made{error{}};
    error& why = made.failing();
    why.code = check_prepared(context, form);
    if (why.code != errc::none) return made;
    basic_output<typename Scheme::policy> out{buffer};
    const std::size_t begin = write_prepared_request(context, form, writing::by_get, out);
    if (keep_prepared(context, form, true, begin, out, why)) made.succeed() = out.since(0);
    return made;
}

template <class Scheme>
PORTWRIGHT_ONE_COPY result<signed_request> sign_prepared(const context<Scheme>& context, const std::span<char>& buffer,
                                                         const prepared_pairs& form) noexcept {
    result<signed_request> made{error{}};
    error& why = made.failing();
    why.code = check_prepared(context, form);
    if (why.code != errc::none) return made;
    basic_output<typename Scheme::policy> out{buffer};
    const bool in_query = context.in_query();
    const std::size_t begin = write_prepared_request(context, form, in_query ? writing::by_get : writing::by_post, out);
    if (!keep_prepared(context, form, in_query, begin, out, why)) return made;
    signed_request& request = made.succeed();
    const std::string_view whole = out.since(0);
    const std::size_t path_begin = begin - 1 - form.path_size;
    request.verb = context.verb;
    request.url = whole.substr(0, in_query ? whole.size() : begin - 1);
    request.host = whole.substr(8, path_begin - 8); // after https://
    request.path = whole.substr(path_begin, form.path_size);
    (in_query ? request.query : request.body) = whole.substr(begin);
    if (!in_query) add_header(request, "Content-Type", form_type);
    return made;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
