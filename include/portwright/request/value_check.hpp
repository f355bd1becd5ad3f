// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The check of one value against what its row says: bounds, lengths, listed words, characters, UTF-8. The walk calls it
// for each value of a request; a prepared request for those that come at run time.

#include <portwright/core/error.hpp>
#include <portwright/core/inlining.hpp>
#include <portwright/request/characters.hpp>
#include <portwright/request/integer.hpp>
#include <portwright/request/table.hpp>
#include <portwright/request/text.hpp>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Where a check keeps what was given. The walk is another such type: its error beside it would take a register.
struct kept_value {
    error& why_;

    PORTWRIGHT_ONE_COPY constexpr void keep_number(std::int64_t number) const noexcept {
        why_.number = number;
        why_.has_number = true;
    }
    PORTWRIGHT_IN_PLACE constexpr void keep_text(const char* data, std::uint32_t size) const noexcept {
        why_.text = data;
        why_.length = size;
    }
};

constexpr bool is_within(const number_rule& rule, const integer& n) noexcept {
    if (n.is_unlisted()) return true;
    const std::int32_t small = n.clamped();
    return small == rule.also || (small >= rule.low && small <= rule.high);
}

/// Whether a text is secret, or has bounds or words.
template <class Features>
PORTWRIGHT_IN_PLACE constexpr bool has_text_rule(const row& r, unsigned flags) noexcept {
    return Features::text_rules && (r.flags & flags) != 0;
}

template <class Features, class Policy, class Value, class Kept>
PORTWRIGHT_IN_PLACE constexpr errc check_text(const row& r, const Value& value, bool checks, Kept& kept) noexcept {
    const text t = value.string();
    if (t.size() == too_large) return errc::too_long;
    if (!checks) return errc::none;
    const std::uint32_t characters = count_characters<Policy>(t);
    if (characters == not_text) return errc::not_utf8;
    if (characters == 0 && (r.flags & row::required) != 0) return errc::missing_parameter;
    if (!Features::bounded || !has_text_rule<Features>(r, row::bounded | row::listed) || t.is_unlisted())
        return errc::none;
    if ((r.flags & row::listed) != 0) return word_index(r.words, t) == state_other ? errc::not_listed : errc::none;
    const text_rule& rule = *r.text;
    const bool is_short = characters < rule.shortest;
    if (is_short || (characters > rule.longest && rule.longest != 0)) {
        kept.keep_number(characters);
        return is_short ? errc::too_short : errc::too_long;
    }
    return set_for<Policy>(rule.has_characters)(t.data(), t.size()) ? errc::none : errc::bad_characters;
}

/// Checks a value. Where `checks` is false, only what no serializer can write is an error. What was given is
/// kept, but for a secret.
template <class Features, class Policy, class Value, class Kept>
PORTWRIGHT_IN_PLACE constexpr errc check_value(const row& r, const Value& value, bool checks, Kept& kept) noexcept {
    if (r.type == kind::text || r.type == kind::texts) {
        const errc wrong = check_text<Features, Policy>(r, value, checks, kept);
        if (wrong != errc::none && !has_text_rule<Features>(r, row::secret))
            kept.keep_text(value.string().data(), value.string().size());
        return wrong;
    }
    const integer n = value.number();
    if (!n.is_representable()) return errc::out_of_range;
    if (!Features::bounded || (r.flags & row::bounded) == 0 || !checks || is_within(*r.number, n)) return errc::none;
    kept.keep_number(*n);
    return errc::out_of_range;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
