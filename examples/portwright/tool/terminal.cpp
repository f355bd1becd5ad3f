// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "terminal.hpp"

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include <sys/ioctl.h>
#include <unistd.h>

namespace portwright_tool {
namespace {

struct character {
    std::size_t bytes;
    std::size_t columns;
};

// Those that are two columns wide, and those that have none: a short form of Unicode's East Asian Width (UAX #11).
constexpr std::pair<std::uint32_t, std::uint32_t> wide[] = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
constexpr std::pair<std::uint32_t, std::uint32_t> combining[] = {{0x300, 0x36F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}};

template <std::size_t N>
bool lies_in(std::uint32_t code, const std::pair<std::uint32_t, std::uint32_t> (&ranges)[N]) {
    for (const auto& [first, last] : ranges)
        if (code >= first && code <= last) return true;
    return false;
}

character first_of(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (bytes == 1 || text.size() < bytes) return {1, 1};
    std::uint32_t code = lead & (0xFFu >> (bytes + 1));
    for (std::size_t i = 1; i != bytes; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0) != 0x80) return {1, 1};
        code = code << 6 | (next & 0x3Fu);
    }
    return {bytes, lies_in(code, wide) ? 2u : lies_in(code, combining) ? 0u : 1u};
}

std::string between(std::string_view begin, std::string_view text, int file) {
    if (!shows_colour(file)) return std::string(text);
    return std::string(begin) + std::string(text) + "\033[0m";
}

} // namespace

std::size_t terminal_width(int file, std::size_t otherwise) {
    if (const char* const set = std::getenv("COLUMNS"); set != nullptr) {
        const std::string_view text(set);
        std::uint16_t columns = 0;
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), columns);
        if (failed == std::errc() && end == text.data() + text.size() && columns != 0) return columns;
    }
    winsize size{};
    if (isatty(file) != 0 && ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) return size.ws_col;
    return otherwise;
}

bool shows_colour(int file) {
    const char* const refused = std::getenv("NO_COLOR");
    if (refused != nullptr && *refused != '\0') return false;
    const char* const kind = std::getenv("TERM");
    return isatty(file) != 0 && kind != nullptr && std::string_view(kind) != "dumb";
}

std::string bold(std::string_view text, int file) { return between("\033[1m", text, file); }

std::string red(std::string_view text, int file) { return between("\033[31m", text, file); }

std::size_t display_width(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const character next = first_of(text);
        columns += next.columns;
        text.remove_prefix(next.bytes);
    }
    return columns;
}

std::string cut_to_width(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    const std::string_view dots = width > 3 ? "..." : "";
    std::size_t bytes = 0, columns = 0;
    while (bytes != text.size()) {
        const character next = first_of(text.substr(bytes));
        if (columns + next.columns + dots.size() > width) break;
        columns += next.columns;
        bytes += next.bytes;
    }
    return std::string(text.substr(0, bytes)) + std::string(dots);
}

std::string without_controls(std::string_view text) {
    std::string made(text);
    for (char& c : made)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
    return made;
}

} // namespace portwright_tool
