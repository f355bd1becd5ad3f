// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a prepared request by a scheme whose canonical request is constant: TC3 by POST. Its SHA-256 is computed while
// the program is compiled, and the body stays where constants are.

#include <portwright/core/inlining.hpp>
#include <portwright/core/time.hpp>
#include <portwright/crypto/constant_sha256.hpp>
#include <portwright/crypto/hmac.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/encoding/hex.hpp>
#include <portwright/request/later_places.hpp>
#include <portwright/request/prepared_text.hpp>
#include <portwright/signature/canonical_parts.hpp>
#include <portwright/signature/check_context.hpp>
#include <portwright/signature/prepared_pairs.hpp>
#include <portwright/signature/sign.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// What a program has of a request, whether or not values of it come later.
struct posted_form {
    const char* to_sign; ///< in pieces, as the next two
    const char* values; ///< those of the headers that are put together at run time
    const char* headers;
    const char* url; ///< https://, host and path
    region_check check_region; ///< null where no region is sent
    std::uint16_t url_size;
    std::uint8_t path_size;
    std::uint8_t label_size;
    bool needs_region;
    bool has_regional_hosts;
};

struct prepared_body : posted_form {
    borrowed_text body;
};

/// The state of a hash behind the whole blocks with which a text begins.
struct constant_midstate {
    std::uint32_t state[8];
    std::uint32_t size; ///< of these blocks in bytes
};

/// What a program has of a request of which values come later. A text of which no whole block is constant, or whose
/// hash cannot be resumed, has no state to begin from.
template <class Features>
struct waiting_body : posted_form {
    const char* body; ///< in pieces
    borrowed_text canonical; ///< the rest of the canonical request, up to the digest of the body
    const constant_midstate* body_begin;
    const constant_midstate* canonical_begin;
    later_form_of<Features> later;
};

/// Writes a digest of SHA-256 in hexadecimal digits.
PORTWRIGHT_ONE_COPY constexpr void look_up_hex_digits(char* text, const std::uint8_t* digest) noexcept {
    constexpr const char* digits = "0123456789abcdef"; // fewer instructions than hex_digit(), without vectors
    const std::uint8_t* const end = digest + constant_sha256::digest_size;
    do {
        const unsigned byte = *digest++;
        *text++ = digits[byte >> 4];
        *text++ = digits[byte & 15];
    } while (digest != end);
}
template <class Policy>
constexpr void write_hex_digits(char* text, const std::uint8_t (&digest)[constant_sha256::digest_size]) noexcept {
    if constexpr (!Policy::is_fast) return look_up_hex_digits(text, digest);
    for (const std::uint8_t byte : digest) { // in line, where the compiler sees that text and digest are apart
        *text++ = hex_digit(byte >> 4, 'a');
        *text++ = hex_digit(byte & 15u, 'a');
    }
}

/// Room for a string to sign: 31 characters, up to 12 of a timestamp, 10 of a date, 64 of a digest, and the first label
/// of a host, of which prepared.hpp asserts that it fits.
inline constexpr std::size_t to_sign_room = 181;

// ---- in constant expressions ----

/// The hash of the beginning of a text. In steps, because a compiler bounds how long one constant may take.
template <const auto& Text, std::size_t Steps>
inline constexpr constant_sha256 hash_beginning = [] {
    constexpr std::size_t step = 4096;
    constexpr std::size_t end = Text.size() < Steps * step ? Text.size() : Steps * step;
    constant_sha256 hash;
    if constexpr (Steps == 0) {
        hash.start();
    } else {
        hash = hash_beginning<Text, Steps - 1>;
        hash.update(Text.data() + (Steps - 1) * step, end - (Steps - 1) * step);
    }
    return hash;
}();

struct constant_digest {
    std::uint8_t bytes[constant_sha256::digest_size];
    constexpr bool operator==(const constant_digest&) const noexcept = default;
};

template <const auto& Text>
inline constexpr constant_digest digest_of_text = [] {
    constant_sha256 hash = hash_beginning<Text, Text.size() / 4096 + 1>;
    constant_digest made{};
    hash.finish(made.bytes);
    return made;
}();

/// The state behind the whole blocks in the first bytes of a text.
template <const auto& Text>
inline constexpr constant_midstate midstate_of = [] {
    const constant_sha256 hash = hash_beginning<Text, Text.size() / 4096 + 1>;
    constant_midstate made{};
    for (std::size_t i = 0; i != hash.state().size(); ++i) made.state[i] = hash.state()[i];
    made.size = static_cast<std::uint32_t>(Text.size() / constant_sha256::block_size * constant_sha256::block_size);
    return made;
}();

/// The same as an image has it: null where there is no such block, or the engine has no use for it.
template <class Hash, const auto& Text>
constexpr const constant_midstate* kept_midstate() noexcept {
    if constexpr (resumable_hash<Hash> && Text.size() >= constant_sha256::block_size) return &midstate_of<Text>;
    else return nullptr;
}

/// The digest of the canonical request that has this body.
template <class Scheme>
constexpr constant_digest hash_canonical_request(const operation& call, const constant_digest& body) noexcept {
    using policy = typename Scheme::policy;
    const request_terms terms{.key_id = "id"};
    const request_ref<policy> request{nullptr, &call, nullptr};
    const rewritten_parts<Scheme, request_terms> parts{request, terms, body.bytes};
    constant_sha256 hash;
    hash.start();
    direct_hash<constant_sha256> canonical(hash);
    Scheme::write_canonical(parts, canonical);
    constant_digest made{};
    hash.finish(made.bytes);
    return made;
}

// ---- at run time ----

/// Where the texts are put together.
template <class Policy>
using posted_output = std::conditional_t<Policy::is_fast, basic_output<Policy>, piece_output<Policy>>;

/// Views the headers of a request, which are in pieces: see Scheme::prepare_header_list().
PORTWRIGHT_ONE_COPY inline void view_headers(signed_request& made, const char* next,
                                             const std::string_view* const* values) noexcept {
    header* to = made.headers;
    for (unsigned code; (code = static_cast<unsigned char>(*next++)) != piece::end;) {
        const std::size_t name_size = static_cast<unsigned char>(*next++);
        const char* const name = next;
        next += name_size;
        std::string_view value;
        if (code == piece::constant) {
            value = {next + 2, static_cast<unsigned char>(next[1])};
            next += 2 + value.size();
        } else {
            value = *values[code % piece::plain];
            if (code < piece::plain && value.empty()) continue;
        }
        to->name = borrowed_text::from_nonnull(name, name_size);
        to->value = borrowed_text::from_nonnull(value.data(), value.size());
        ++to;
    }
    made.header_count = static_cast<std::size_t>(to - made.headers);
}

template <class Scheme>
PORTWRIGHT_IN_PLACE inline bool is_prepared_for(const context<Scheme>& context, const posted_form& form) noexcept {
    return context.verb == method::POST && context.endpoint.empty() && !context.signs_action &&
           !(form.has_regional_hosts && context.region.is_financial());
}

/// What no valid signature can be made with, as check_context() finds it, and then what the request was not prepared
/// for.
template <class Scheme>
PORTWRIGHT_IN_PLACE inline errc check_posted(const context<Scheme>& context, const posted_form& form) noexcept {
    if (static_cast<std::uint64_t>(context.timestamp) > static_cast<std::uint64_t>(last_time)) return errc::bad_time;
    if (!context.endpoint.is_good()) return errc::bad_host;
    if (form.check_region != nullptr) {
        const errc wrong = form.check_region(form.needs_region, context.region, context.checked);
        if (wrong != errc::none) return wrong;
    }
    if (!Scheme::fits(context, {form.url + 8, form.label_size})) return errc::stale_key;
    if (context.id().empty()) return errc::bad_credentials;
    return is_prepared_for(context, form) ? errc::none : errc::not_prepared;
}

/// Makes the HMAC of a text. It is put together before it is hashed, so that one function writes this and the headers,
/// and the engine is called once.
template <unsigned Spelling, class Scheme, class Text>
PORTWRIGHT_OWN_FRAME bool sign_prepared_text(const context<Scheme>& context, const Text& text,
                                             std::uint8_t* digest) noexcept {
    char memory[to_sign_room];
    posted_output<typename Scheme::policy> to_sign{memory};
    text.template write<Spelling>(to_sign);
    return context.key.hmac().sign(to_sign.since(0), digest);
}

/// Hashes a text that begins with what `begin` is the state of, and then `rest`. Writes the digest in hexadecimal
/// digits.
template <class Policy, class Hash>
PORTWRIGHT_OWN_FRAME bool hash_from(const constant_midstate* begin, std::string_view first, std::string_view rest,
                                    char* hex) noexcept {
    Hash hash;
    if constexpr (resumable_hash<Hash>) {
        if (begin != nullptr ? !hash.resume(begin->state, begin->size) : !hash.start()) return false;
    } else if (!hash.start()) {
        return false;
    }
    std::uint8_t digest[Hash::digest_size];
    if (!hash.update(bytes_of(first.data()), first.size()) ||
        (!rest.empty() && !hash.update(bytes_of(rest.data()), rest.size())) || !hash.finish(digest))
        return false;
    write_hex_digits<Policy>(hex, digest);
    return true;
}

/// Hashes a body that has been written. Leaves the digest of the canonical request in hexadecimal digits. Returns what
/// stands in the way of signing it.
template <class Scheme, class Form>
PORTWRIGHT_IN_PLACE inline errc hash_completed_body(const posted_output<typename Scheme::policy>& out, const Form& form,
                                                    char* canonical_hex, std::size_t& number) noexcept {
    using policy = typename Scheme::policy;
    using hash_type = typename Scheme::hash_type;
    const errc wrong = check_size<Scheme>(out.size(), false);
    if (wrong != errc::none) {
        number = out.size();
        return wrong;
    }
    if (!out.ok()) { // only the size is wanted, which is the same whatever is signed
        std::memset(canonical_hex, '0', 2 * hash_type::digest_size);
        return errc::none;
    }
    const std::size_t hashed = form.body_begin != nullptr ? form.body_begin->size : 0;
    const bool ok = hash_from<policy, hash_type>(form.body_begin, out.since(hashed), {}, canonical_hex) &&
                    hash_from<policy, hash_type>(form.canonical_begin, form.canonical,
                                                 {canonical_hex, 2 * hash_type::digest_size}, canonical_hex);
    return ok ? errc::none : errc::crypto_failed;
}

/// The code behind sign(), once for all requests. `later` has the values that come later, and `form` then is a
/// waiting_body.
template <class Scheme, class Form, class... Values>
PORTWRIGHT_ONE_COPY result<signed_request> sign_prepared_body(const context<Scheme>& context,
                                                              const std::span<char>& memory, const Form& form,
                                                              const Values*... later) noexcept {
    using policy = typename Scheme::policy;
    constexpr bool waits = sizeof...(later) != 0;
    // Of a body with values the function that writes it writes the other texts, too, which have no values to be quoted.
    constexpr unsigned spelling = waits ? writing::json : writing::unreserved;
    // Without values that are checked, an error only where there is one: both are large to clear.
    result<signed_request> made{std::conditional_t<waits, error, signed_request>{}};
    std::size_t number = 0;
    errc failed = check_posted(context, form);
    if constexpr (waits)
        if (failed == errc::none) failed = check_values<policy>(form.later, later..., context.checked, made.failing());
    if (failed == errc::none) {
        posted_output<policy> out{memory};
        std::size_t body_size = 0;
        text_with<Values...> text;
        text.how = 0;
        char canonical_hex[2 * Scheme::digest_size];
        if constexpr (waits) {
            text.pieces = form.body;
            text.later = (later, ...);
            text.template write<spelling>(out);
            failed = hash_completed_body<Scheme>(out, form, canonical_hex, number);
            body_size = out.size();
        }
        char digits[12];
        char* const end = digits + sizeof digits;
        const char* const first = write_before(end, static_cast<std::uint64_t>(context.timestamp));
        std::string_view timestamp(first, static_cast<std::size_t>(end - first));
        const std::string_view date = context.key.date();
        const std::string_view canonical_digest(canonical_hex, sizeof canonical_hex);
        text.pieces = form.to_sign;
        text.values[Scheme::prepared_values::timestamp] = &timestamp;
        text.values[Scheme::prepared_values::date] = &date;
        text.values[Scheme::prepared_values::id] = &context.id();
        if constexpr (waits) text.values[Scheme::prepared_values::canonical_digest] = &canonical_digest;
        std::uint8_t digest[Scheme::digest_size];
        if (failed == errc::none && !sign_prepared_text<spelling>(context, text, digest)) failed = errc::crypto_failed;
        if (failed == errc::none) {
            char hex[2 * sizeof digest];
            write_hex_digits<policy>(hex, digest);
            std::string_view signature(hex, sizeof hex);
            text.values[Scheme::prepared_values::signature] = &signature;
            text.pieces = form.values;
            text.template write<spelling>(out);
            if (out.ok()) {
                if constexpr (waits) made.succeed();
                signed_request& request = made.succeeded();
                const char* const tail = out.data() + body_size;
                request.verb = method::POST;
                request.url = borrowed_text::from_nonnull(form.url, form.url_size);
                const std::size_t path_begin = form.url_size - form.path_size;
                request.host = borrowed_text::from_nonnull(form.url + 8, path_begin - 8); // after https://
                request.path = borrowed_text::from_nonnull(form.url + path_begin, form.path_size);
                if constexpr (waits) request.body = borrowed_text::from_nonnull(out.data(), body_size);
                else request.body = form.body;
                timestamp = {tail, timestamp.size()};
                signature = {tail + timestamp.size(), out.size() - body_size - timestamp.size()};
                text.values[Scheme::prepared_values::region] = &context.region.view();
                text.values[Scheme::prepared_values::token] = &context.token();
                view_headers(request, form.headers, text.values);
                return made;
            }
            failed = errc::buffer_too_small;
            number = out.size();
        }
        out.wipe();
    }
    if constexpr (!waits) made.fail();
    set_failure(made.failing(), failed, number);
    return made;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
