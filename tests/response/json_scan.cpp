// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/json_scan.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

namespace {

namespace detail = portwright::detail;

constexpr std::size_t text_size(std::string_view text) {
    const char* const end = text.data() + text.size();
    return static_cast<std::size_t>(detail::find_text_end(text.data(), detail::find_words_end(text.data(), end), end) -
                                    text.data());
}
static_assert(text_size("plain text\"") == 10 && text_size("a\\n") == 1 && text_size("") == 0);

/// In memory of its own, so that a read past its end is seen.
std::size_t text_size_apart(std::string_view text) {
    const std::unique_ptr<char[]> copy{new char[text.size()]};
    text.copy(copy.get(), text.size());
    return text_size({copy.get(), text.size()});
}

TEST_CASE("json_scan: each byte ends a text or does not, at each place, beside any other byte") {
    for (unsigned byte = 0; byte != 256; ++byte) {
        const bool ends = byte < 0x20 || byte == '"' || byte == '\\';
        CHECK(detail::is_json_plain(static_cast<char>(byte)) == !ends);
        for (std::size_t size = 1; size != 20; ++size) {
            for (std::size_t place = 0; place != size; ++place) {
                // 0x21 and ] are one above what ends a text; 0x80, 0xA2 and 0xDC are it with the high bit set.
                for (const char beside : {'a', '!', ' ', ']', '#', '\x7F', '\x80', '\xA2', '\xDC', '\xFF'}) {
                    std::string text(size, beside);
                    text[place] = static_cast<char>(byte);
                    if (text_size_apart(text) != (ends ? place : size)) {
                        CAPTURE(byte);
                        CAPTURE(text);
                        CHECK(text_size_apart(text) == (ends ? place : size));
                    }
                }
            }
        }
    }
}

TEST_CASE("json_scan: a code point is written backwards as UTF-8") {
    const auto written = [](std::uint32_t code_point) {
        char room[4];
        const char* const first = detail::write_utf8_backwards(room + sizeof room, code_point);
        return std::string(first, static_cast<std::size_t>(room + sizeof room - first));
    };
    CHECK(written(0x7F) == "\x7F");
    CHECK(written(0x80) == "\xC2\x80");
    CHECK(written(0x7FF) == "\xDF\xBF");
    CHECK(written(0x800) == "\xE0\xA0\x80");
    CHECK(written(0xFFFF) == "\xEF\xBF\xBF");
    CHECK(written(0x10000) == "\xF0\x90\x80\x80");
    CHECK(written(0x10FFFF) == "\xF4\x8F\xBF\xBF");
}

} // namespace
