// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where a request goes: HOST or HOST:PORT, the authority of RFC 3986 section 3.2 without user information. Signing and
// transports take it apart with the same function, so that what is signed for a host can be sent there.

#include <portwright/core/output.hpp>
#include <portwright/encoding/percent.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// The length of the beginning of `text` that is one number of at most `most`, in decimal; 0 where there is none.
constexpr std::size_t measure_number(std::string_view text, std::uint32_t limit, std::uint32_t& number) noexcept {
    std::size_t n = 0;
    number = 0;
    for (; n != text.size() && text[n] >= '0' && text[n] <= '9'; ++n) {
        number = number * 10 + static_cast<std::uint32_t>(text[n] - '0');
        if (number > limit) return 0;
    }
    return n;
}

constexpr bool is_hex_digit(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/// Four numbers of at most 255, without leading zeros (RFC 3986 section 3.2.2: IPv4address).
constexpr bool is_ipv4(std::string_view text) noexcept {
    std::size_t position = 0;
    for (unsigned i = 0; i != 4; ++i) {
        if (i != 0 && (position == text.size() || text[position++] != '.')) return false;
        std::uint32_t number = 0;
        const std::size_t n = measure_number({text.data() + position, text.size() - position}, 255, number);
        if (n == 0 || (n != 1 && text[position] == '0')) return false;
        position += n;
    }
    return position == text.size();
}

/// Eight groups of up to four hexadecimal digits, of which "::" stands for one or more and an IPv4 address for the last
/// two (RFC 3986 section 3.2.2: IPv6address).
constexpr bool is_ipv6(std::string_view text) noexcept {
    bool shortened = text.starts_with("::");
    unsigned groups = 0;
    for (std::size_t position = shortened ? 2 : 0; position != text.size();) {
        const std::size_t first = position;
        while (position != text.size() && is_hex_digit(text[position])) ++position;
        if (position != text.size() && text[position] == '.') {
            if (!is_ipv4({text.data() + first, text.size() - first})) return false;
            groups += 2;
            break;
        }
        if (position == first || position - first > 4) return false;
        ++groups;
        if (position == text.size()) break;
        if (text[position++] != ':' || position == text.size()) return false;
        if (text[position] != ':') continue;
        if (shortened) return false;
        shortened = true;
        ++position;
    }
    return shortened ? groups < 8 : groups == 8;
}

/// Splits an authority into host and port; `port` is left as it was where the text has none. A host consists of
/// unreserved characters, as a name or an IPv4 address does, or is an IPv6 address in brackets, which are left out of
/// `host`. Returns false where the text is no authority, or the port is not in 1..65535.
constexpr bool split_authority(std::string_view text, std::string_view& host, std::uint16_t& port) noexcept {
    const bool bracketed = text.starts_with('[');
    std::size_t position = 0;
    while (position != text.size() && text[position] != (bracketed ? ']' : ':')) ++position;
    if (bracketed) {
        if (position == text.size()) return false;
        host = {text.data() + 1, position++ - 1};
        if (!is_ipv6(host)) return false;
    } else {
        host = {text.data(), position};
        if (host.empty() || !is_unreserved<size_policy>(host)) return false;
    }
    if (position == text.size()) return true;
    const std::string_view digits{text.data() + position + 1, text.size() - position - 1};
    std::uint32_t number = 0;
    if (text[position] != ':' || measure_number(digits, 65535, number) != digits.size() || number == 0) return false;
    port = static_cast<std::uint16_t>(number);
    return true;
}

constexpr bool is_authority(std::string_view text) noexcept {
    std::string_view host;
    std::uint16_t port = 0;
    return split_authority(text, host, port);
}

/// Writes a host in lower case, in which every host is signed and sent.
template <class Policy>
constexpr void write_lower_case(basic_output<Policy>& out, const char* text, std::size_t size) noexcept {
    for (const char* const end = text + size; text != end; ++text)
        out.put(*text >= 'A' && *text <= 'Z' ? static_cast<char>(*text + ('a' - 'A')) : *text);
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
