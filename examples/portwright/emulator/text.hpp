// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Reading and writing the small text forms of the requests: percent encoding, pairs, numbers and times.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portwright_tool::emulator {

using name_values = std::vector<std::pair<std::string, std::string>>;

// Decodes %XX and, as forms and the clouds' queries have it, + as a space. Nothing for a broken escape.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text);

// RFC 3986 section 2.3: everything but letters, digits, - . _ ~ becomes %XX in capitals.
[[nodiscard]] std::string percent_encode(std::string_view text);

// `a=b&c=d`, decoded, in the order sent. Nothing for a broken escape or a pair without a name.
[[nodiscard]] std::optional<name_values> parse_pairs(std::string_view text);

// The value of the first pair of that name.
[[nodiscard]] const std::string* find(const name_values& pairs, std::string_view name);

[[nodiscard]] std::string lower(std::string_view text);   // ASCII only
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::size_t count_characters(std::string_view utf8);

// Decimal digits with an optional minus, no plus and no leading zeros: the only form that the documents show.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);
// Of any size: 1 and above.
[[nodiscard]] bool is_positive_integer(std::string_view text);

[[nodiscard]] std::string utc_date(std::int64_t seconds);    // 2019-02-25
[[nodiscard]] std::string http_date(std::int64_t seconds);   // RFC 9110 section 5.6.7
[[nodiscard]] std::optional<std::int64_t> parse_utc_time(std::string_view text);   // 2016-02-23T12:46:24Z

}   // namespace portwright_tool::emulator
