// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The quick way of response/json_reader.hpp, which includes this file: whole tokens.

#include <portwright/response/json_reader.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

template <class Handler>
constexpr bool json_reader::take_tokens(Handler& handler, const char*& position, const char* const end) noexcept {
    state now = state_;
    const char* next = position;
    bool going = true;
    if (now == state::start && *next != '\xEF') now = state::value;
    state after_comma = state_after_comma();
    const char* const words_end = detail::find_words_end(next, end);
    json_interest interest = interest_of(handler);
    while (next != end) {
        const char c = *next;
        const bool value = now == state::value || now == state::value_or_end;
        if (c == '"') {
            const bool key = now == state::key || now == state::key_or_end;
            if (!key && !value) break;
            const char* const text = next + 1;
            const char* const text_end = detail::find_text_end(text, words_end, end);
            if (text_end == end || *text_end != '"') break;
            next = text_end + 1;
            const auto size = static_cast<std::size_t>(text_end - text);
            if (key) {
                now = state::colon;
                if (interest != json_interest::brackets) {
                    going = tell_key(handler, text, size);
                    interest = interest_of(handler);
                    if (!going) break;
                }
                if (next != end && *next == ':') {
                    now = state::value;
                    ++next;
                }
                continue;
            }
            if (interest == json_interest::everything) going = tell_value(handler, true, text, size);
        } else if (value && (detail::is_json_digit(c) || c == '-')) {
            const char* const digits = next + (c == '-' ? 1 : 0);
            const char* value_end = digits;
            while (value_end != end && detail::is_json_digit(*value_end)) ++value_end;
            // Left for take(): the end of what came, no digit, a zero before digits, a fraction or an exponent.
            if (value_end == end || value_end == digits || (*digits == '0' && value_end != digits + 1)) break;
            if (*value_end != ',' && *value_end != '}' && *value_end != ']') break;
            if (interest == json_interest::everything)
                going = tell_value(handler, false, next, static_cast<std::size_t>(value_end - next));
            next = value_end;
        } else if (c == '}' || c == ']') {
            const bool array = (arrays_ & 1) != 0;
            const state empty = array ? state::value_or_end : state::key_or_end;
            if (depth_ == 0 || array != (c == ']') || (now != state::after_value && now != empty)) break;
            ++next;
            going = close(handler);
            after_comma = state_after_comma();
            interest = interest_of(handler);
        } else if (value && (c == '{' || c == '[')) {
            if (depth_ == max_depth) break;
            ++next;
            now = c == '[' ? state::value_or_end : state::key_or_end;
            going = open(handler, c == '[');
            after_comma = state_after_comma();
            interest = interest_of(handler);
            if (!going) break;
            continue;
        } else if (value && (c == 'n' || c == 't' || c == 'f')) {
            const char* const four = c == 't' ? "true" : c == 'f' ? "alse" : "null";
            const std::size_t size = c == 'f' ? 5 : 4;
            if (static_cast<std::size_t>(end - next) < size) break;
            if (std::char_traits<char>::compare(next + (size - 4), four, 4) != 0) break;
            next += size;
            if (interest == json_interest::everything)
                going = handler.literal(c == 'n'   ? json_literal::null
                                        : c == 't' ? json_literal::true_
                                                   : json_literal::false_);
        } else if (detail::is_json_space(c)) {
            ++next;
            continue;
        } else if (c == ':' && now == state::colon) {
            ++next;
            now = state::value;
            continue;
        } else if (c != ',' || now != state::after_value || after_comma == state::over) {
            break;
        }
        // A value has ended, or was followed by white space.
        now = state::after_value;
        if (!going) break;
        if (next != end && *next == ',' && after_comma != state::over) {
            ++next;
            now = after_comma;
        }
    }
    state_ = now;
    position = next;
    return going;
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
