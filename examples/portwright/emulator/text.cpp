// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "text.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace portwright_tool::emulator {
namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return -1;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

struct civil_time {
    std::chrono::year_month_day day;
    std::chrono::hh_mm_ss<std::chrono::seconds> time;
    std::chrono::weekday weekday;
};

civil_time civil(std::int64_t seconds) {
    using namespace std::chrono;
    // Times beyond what a calendar can hold come from hostile requests only; the nearest possible one will do.
    constexpr std::int64_t limit = 253402300799;   // the last second of the year 9999
    if (seconds < 0) seconds = 0;
    if (seconds > limit) seconds = limit;
    const sys_seconds moment{std::chrono::seconds{seconds}};
    const auto day = floor<days>(moment);
    return {year_month_day{day}, hh_mm_ss<std::chrono::seconds>{moment - day}, weekday{day}};
}

}   // namespace

std::optional<std::string> percent_decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            decoded += ' ';
        } else if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
        } else {
            const auto value = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += digits[value >> 4U];
            encoded += digits[value & 15U];
        }
    }
    return encoded;
}

std::optional<name_values> parse_pairs(std::string_view text) {
    name_values pairs;
    if (text.empty()) return pairs;
    for (const std::string_view part : split(text, '&')) {
        const std::size_t equals = part.find('=');
        auto name = percent_decode(part.substr(0, equals));
        auto value = percent_decode(equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1));
        if (!name || !value || name->empty()) return std::nullopt;
        pairs.emplace_back(std::move(*name), std::move(*value));
    }
    return pairs;
}

const std::string* find(const name_values& pairs, std::string_view name) {
    for (const auto& [key, value] : pairs) {
        if (key == name) return &value;
    }
    return nullptr;
}

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::size_t count_characters(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;   // not a continuation byte
    }
    return count;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    if (digits.empty() || (digits.size() > 1 && digits.front() == '0')) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool is_positive_integer(std::string_view text) {
    return !text.empty() && text.front() != '0' && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string utc_date(std::int64_t seconds) {
    const civil_time t = civil(seconds);
    std::array<char, 40> text{};
    const int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(t.day.year()),
                                   static_cast<unsigned>(t.day.month()), static_cast<unsigned>(t.day.day()));
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string http_date(std::int64_t seconds) {
    constexpr std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const civil_time t = civil(seconds);
    std::array<char, 64> text{};
    const int size =
        std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", weekdays[t.weekday.c_encoding()],
                      static_cast<unsigned>(t.day.day()), months[static_cast<unsigned>(t.day.month()) - 1],
                      static_cast<int>(t.day.year()), static_cast<int>(t.time.hours().count()),
                      static_cast<int>(t.time.minutes().count()), static_cast<int>(t.time.seconds().count()));
    return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<std::int64_t> parse_utc_time(std::string_view text) {
    using namespace std::chrono;
    constexpr std::string_view form = "dddd-dd-ddTdd:dd:ddZ";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return std::nullopt;
    }
    const auto number = [&](std::size_t at, std::size_t count) {
        unsigned value = 0;
        for (std::size_t i = at; i < at + count; ++i) value = value * 10 + static_cast<unsigned>(text[i] - '0');
        return value;
    };
    const year_month_day day{year{static_cast<int>(number(0, 4))}, month{number(5, 2)}, std::chrono::day{number(8, 2)}};
    if (!day.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 60) return std::nullopt;
    const auto moment = sys_days{day} + hours{number(11, 2)} + minutes{number(14, 2)} + seconds{number(17, 2)};
    return duration_cast<seconds>(moment.time_since_epoch()).count();
}

}   // namespace portwright_tool::emulator
