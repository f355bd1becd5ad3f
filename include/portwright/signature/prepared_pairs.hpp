// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Signs a prepared request by a scheme that signs name=value pairs in another spelling than they are sent in: HmacSHA1
// and HmacSHA256. What is signed is hashed straight from the program's constants, and the request is written once.

#include <portwright/core/inlining.hpp>
#include <portwright/crypto/hmac.hpp>
#include <portwright/encoding/base64.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/core/time.hpp>
#include <portwright/request/later_places.hpp>
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
    const char* text; ///< method, host, path and pairs
    region_check check_region; ///< null where no region is sent
    bool needs_region;
    bool has_regional_hosts;
    bool has_secret; ///< a parameter must not go into a URL
    bool is_sent_raw; ///< nothing of it is percent-encoded, or signed otherwise than it is sent
    std::uint8_t path_size;
    std::uint8_t host_size;
    std::uint16_t begin; ///< what stands before the pairs of a URL, without the host
};

/// The same of a request of which values come later.
template <class Features>
struct waiting_pairs : prepared_pairs {
    later_form_of<Features> later;
};

/// Pieces that are hashed as they come.
template <class Hash>
class hashed_pieces : public piece_target {
public:
    explicit hashed_pieces(Hash& target) noexcept : piece_target(&update), target_(target) {}
    bool flush() const noexcept { return failed_ == 0; }

private:
    static void update(piece_target& self, const char* data, std::size_t size) noexcept {
        auto& out = static_cast<hashed_pieces&>(self);
        if (out.failed_ == 0 && !out.target_.update(bytes_of(data), size)) out.failed_ = 1;
    }

    Hash& target_;
    unsigned failed_ = 0; // a word, which takes shorter instructions than a byte on the stack
};

// Each function below takes, for a request of which values come later, these behind what it takes for any request.

template <class Policy, class Features>
PORTWRIGHT_IN_PLACE inline errc check_values(const later_form_of<Features>& form, const raw_root::value* values,
                                             bool checks, error& why) noexcept {
    return check_later<Policy, Features>(form, values, checks, why);
}

template <class... Values>
using text_with = std::conditional_t<sizeof...(Values) == 0, prepared_text, completed_text>;

/// Writes the Base64 of a digest, behind which a byte of 0 stands for each that is missing in the last group of three.
template <class Policy, std::size_t Size>
constexpr void write_padded_base64(char (&text)[Size], const std::uint8_t* digest) noexcept {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i != Size; ++i, bits <<= 6) {
        if (i % 4 == 0) {
            bits = digest[0] * 0x10000u + digest[1] * 0x100u + digest[2];
            digest += 3;
        }
        text[i] = base64_digit<Policy>(bits >> 18 & 63);
    }
    text[Size - 1] = '=';
}

template <class Scheme>
PORTWRIGHT_IN_PLACE inline errc check_prepared(const context<Scheme>& context, const prepared_pairs& form) noexcept {
    if (static_cast<std::uint64_t>(context.timestamp) > static_cast<std::uint64_t>(last_time)) return errc::bad_time;
    if (!context.endpoint.is_lower_case()) return errc::bad_host;
    errc wrong = errc::none;
    if (form.check_region != nullptr) wrong = form.check_region(form.needs_region, context.region, context.checked);
    if (wrong == errc::none) wrong = Scheme::check(operation{}, context);
    return wrong == errc::none && context.id().empty() ? errc::bad_credentials : wrong;
}

/// Hashes what is signed: from the buffer, where it is written there as it is signed, and otherwise from the text.
template <class Scheme, class Text>
PORTWRIGHT_OWN_FRAME bool hash_prepared(const context<Scheme>& context, const Text& text, std::string_view written,
                                        std::uint8_t* digest) noexcept {
    using policy = typename Scheme::policy;
    using hash_type = typename Scheme::hash_type;
    hash_type hash;
    if (!hash.clone(context.key.hmac().inner())) return false;
    if (policy::is_fast && !written.empty()) {
        const std::string_view verb = to_text(text.how & writing::by_get ? method::GET : method::POST);
        if (!hash.update(bytes_of(verb.data()), verb.size()) || !hash.update(bytes_of(written.data()), written.size()))
            return false;
    } else {
        std::conditional_t<policy::is_fast, direct_hash<hash_type>, hashed_pieces<hash_type>> to_sign(hash);
        text.template write<writing::raw>(to_sign);
        if (!to_sign.flush()) return false;
    }
    return context.key.hmac().finish(hash, digest);
}

/// Writes a signed request into `out`. `host_size` becomes the size of its host. Returns false where the engine failed.
template <class Scheme, class Form, class... Values>
PORTWRIGHT_IN_PLACE inline bool write_prepared_request(const context<Scheme>& context, const Form& form, method verb,
                                                       piece_output<typename Scheme::policy>& out,
                                                       std::size_t& host_size, const Values*... later) noexcept {
    using policy = typename Scheme::policy;
    char digits[12];
    char* const end = digits + sizeof digits;
    const char* const first = write_before(end, static_cast<std::uint64_t>(context.timestamp));
    const std::string_view timestamp(first, static_cast<std::size_t>(end - first));
    const std::string_view none;
    text_with<Values...> text;
    text.pieces = form.text;
    if constexpr (sizeof...(later) != 0) text.later = (later, ...);
    Scheme::place_values(text.values, context, timestamp);
    text.values[piece::endpoint] = &context.endpoint.view();
    text.values[piece::financial_region] = &none;
    text.values[piece::signature] = &none;
    text.how = verb == method::GET ? writing::by_get : writing::by_post;
    host_size = context.endpoint.view().size();
    if (host_size == 0) {
        host_size = form.host_size;
        text.how |= writing::own_host;
        if (form.has_regional_hosts && context.region.is_financial()) {
            text.values[piece::financial_region] = &context.region.view();
            host_size += 1 + context.region.view().size();
        }
    }

    // By the speed policy the pairs are written once and hashed where they lie, unless they are signed in another
    // spelling than they are sent in.
    std::string_view written;
    bool is_written = false;
    if constexpr (policy::is_fast) {
        bool is_same =
            form.is_sent_raw && is_unreserved<policy>(context.id()) && is_unreserved<policy>(context.token());
        if constexpr (sizeof...(later) != 0) is_same = is_same && are_unreserved<policy>(form.later, later...);
        if (is_same) {
            text.template write<writing::sent | writing::unreserved>(out);
            is_written = true;
            if (out.ok()) written = out.since(8); // after https://
        }
    }
    constexpr std::size_t digest_size = Scheme::hash_type::digest_size;
    std::uint8_t digest[digest_size + 1];
    if (!hash_prepared(context, text, written, digest)) return false;
    digest[digest_size] = 0;
    static_assert(digest_size % 3 == 2, "one byte is missing in the last group of three");
    char base64[sizeof digest / 3 * 4];
    write_padded_base64<policy>(base64, digest);
    if (policy::is_fast && is_written) {
        out.write("&Signature=", 11);
        write_percent(out, base64, sizeof base64);
        return true;
    }
    const std::string_view signature(base64, sizeof base64);
    text.values[piece::signature] = &signature;
    text.template write<writing::sent>(out);
    return true;
}

/// Decides whether the request may be sent; where it may not, clears the output. `is_written` and `host_size` are what
/// write_prepared_request() has found, and `number` becomes the size that an error tells.
template <class Scheme>
PORTWRIGHT_IN_PLACE inline errc
keep_prepared(const context<Scheme>& context, const prepared_pairs& form, bool in_query, bool is_written,
              std::size_t host_size, piece_output<typename Scheme::policy>& out, std::size_t& number) noexcept {
    errc failed = errc::crypto_failed;
    if (is_written) {
        failed = errc::secret_in_url;
        if (!form.has_secret || !in_query || context.secrets_in_url) {
            number = out.size() - form.begin - host_size;
            failed = check_size<Scheme>(number, in_query);
            if (failed == errc::none) {
                if (out.ok()) return failed;
                number = out.size();
                failed = errc::buffer_too_small;
            }
        }
    }
    out.wipe();
    return failed;
}

/// Fills in an error that is empty yet. A size of 0 is none.
constexpr void set_failure(error& why, errc failed, std::size_t number) noexcept {
    why.code = failed;
    if (number == 0) return;
    why.has_number = true;
    why.number = static_cast<std::int64_t>(number);
}

// The code behind sign() and sign_url(), once for all requests.

template <class Scheme, class Form, class... Values>
PORTWRIGHT_ONE_COPY result<std::string_view> sign_prepared_url(const context<Scheme>& context,
                                                               const std::span<char>& buffer, const Form& form,
                                                               const Values*... later) noexcept {
    result<std::string_view> made{error{}};
    std::size_t number = 0;
    errc failed = check_prepared(context, form);
    if constexpr (sizeof...(later) != 0)
        if (failed == errc::none)
            failed = check_values<typename Scheme::policy>(form.later, later..., context.checked, made.failing());
    if (failed == errc::none) {
        piece_output<typename Scheme::policy> out{buffer};
        std::size_t host_size = 0;
        const bool is_written = write_prepared_request(context, form, method::GET, out, host_size, later...);
        failed = keep_prepared(context, form, true, is_written, host_size, out, number);
        if (failed == errc::none) {
            made.succeed() = out.since(0);
            return made;
        }
    }
    set_failure(made.failing(), failed, number);
    return made;
}

template <class Scheme, class Form, class... Values>
PORTWRIGHT_ONE_COPY result<signed_request> sign_prepared(const context<Scheme>& context, const std::span<char>& buffer,
                                                         const Form& form, const Values*... later) noexcept {
    result<signed_request> made{error{}};
    std::size_t number = 0;
    errc failed = check_prepared(context, form);
    if constexpr (sizeof...(later) != 0)
        if (failed == errc::none)
            failed = check_values<typename Scheme::policy>(form.later, later..., context.checked, made.failing());
    if (failed == errc::none) {
        piece_output<typename Scheme::policy> out{buffer};
        const bool in_query = context.in_query();
        std::size_t host_size = 0;
        const bool is_written = write_prepared_request(context, form, context.verb, out, host_size, later...);
        failed = keep_prepared(context, form, in_query, is_written, host_size, out, number);
        if (failed == errc::none) {
            signed_request& request = made.succeed();
            const std::string_view whole = out.since(0);
            const std::size_t begin = form.begin + host_size;
            const std::size_t path_begin = begin - 1 - form.path_size;
            request.verb = context.verb;
            request.url = whole.substr(0, in_query ? whole.size() : begin - 1);
            request.host = whole.substr(8, path_begin - 8); // after https://
            request.path = whole.substr(path_begin, form.path_size);
            (in_query ? request.query : request.body) = whole.substr(begin);
            if (!in_query) add_header(request, "Content-Type", form_type);
            return made;
        }
    }
    set_failure(made.failing(), failed, number);
    return made;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
