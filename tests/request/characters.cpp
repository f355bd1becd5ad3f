// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/characters.hpp>

#include "../verify.hpp"

#include <string>
#include <string_view>

namespace {

using namespace portwright::detail;
using namespace std::string_view_literals;
using portwright::size_policy;
using portwright::speed_policy;

/// The number of characters, which both policies count alike.
constexpr std::uint32_t count(std::string_view text) {
    const std::uint32_t by_size = count_characters<size_policy>(text);
    return by_size == count_characters<speed_policy>(text) ? by_size : 0xBAD;
}

TEST_CASE("characters: one to four bytes each") {
    VERIFY(count("") == 0);
    VERIFY(count("plain text, of more than eight characters") == 41);
    VERIFY(count("\0\x7F"sv) == 2);
    VERIFY(count("\xC2\x80\xDF\xBF") == 2); // U+0080, U+07FF
    VERIFY(count("\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF") == 4); // U+0800, U+D7FF, U+E000, U+FFFF
    VERIFY(count("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF") == 2); // U+10000, U+10FFFF
    VERIFY(count("twelve bytes\xE2\x82\xAC and more") == 22);
}

TEST_CASE("characters: what RFC 3629 rules out") {
    for (const std::string_view bad : {"\x80"sv,
                                       "\xBF"sv,
                                       "\xC0\xAF"sv,
                                       "\xC1\xBF"sv,
                                       "\xE0\x80\x80"sv,
                                       "\xE0\x9F\xBF"sv,
                                       "\xF0\x80\x80\x80"sv,
                                       "\xF0\x8F\xBF\xBF"sv,
                                       "\xED\xA0\x80"sv,
                                       "\xED\xBF\xBF"sv,
                                       "\xF4\x90\x80\x80"sv,
                                       "\xF5\x80\x80\x80"sv,
                                       "\xFE"sv,
                                       "\xFF"sv,
                                       "\xC2"sv,
                                       "\xE2\x82"sv,
                                       "\xF0\x90\x80"sv,
                                       "\xC2 "sv,
                                       "\xE2\x82 "sv,
                                       "\xC2\xC2\x80"sv}) {
        CAPTURE(bad);
        CHECK(count(bad) == not_text);
        CHECK(count("a long beginning " + std::string(bad)) == not_text);
    }
}

TEST_CASE("characters: ASCII, and what can be seen of it") {
    VERIFY((is_ascii("a b\t", 4) && is_ascii("", 0) && !is_ascii("\0", 1)));
    for (unsigned code = 0; code != 256; ++code) {
        // At the end of a text, too, so that a policy that looks at eight at a time meets each character alone.
        for (const std::size_t before : {std::size_t{0}, std::size_t{3}, std::size_t{8}, std::size_t{13}}) {
            const std::string text = std::string(before, 'x') + static_cast<char>(code);
            CAPTURE(code);
            CAPTURE(before);
            CHECK(is_ascii(text.data(), text.size()) == (code != 0 && code < 0x7F));
            CHECK(is_visible_ascii(text.data(), text.size()) == (code > 0x20 && code < 0x7F));
            CHECK(set_for<speed_policy>(&is_ascii)(text.data(), text.size()) == (code != 0 && code < 0x7F));
        }
    }
    CHECK((set_for<size_policy>(&is_ascii) == &is_ascii));
    CHECK((set_for<speed_policy>(&is_path) == &is_path));
}

constexpr bool in(character_set* set, std::string_view text) { return set(text.data(), text.size()); }

TEST_CASE("characters: paths, links and labels") {
    VERIFY((in(&is_path, "/") && in(&is_path, "/a") && !in(&is_path, "") && !in(&is_path, "a/")));
    VERIFY((in(&is_not_a_link, "") && in(&is_not_a_link, "http:/") && in(&is_not_a_link, "a http://")));
    VERIFY((!in(&is_not_a_link, "http://a") && !in(&is_not_a_link, "https://")));
    VERIFY((in(&is_label, "ap-guangzhou2") && in(&is_label, "") && !in(&is_label, "A") && !in(&is_label, "a_b")));
    VERIFY(in(&any_characters, "\xFF"));
}

TEST_CASE("characters: date-times and hexadecimal digits") {
    VERIFY(in(&is_date_time, "2020-01-31 23:59:60")); // the form alone is checked
    for (const std::string_view bad : {"", "2020-01-31", "2020-01-31T23:59:59", "2020-01-31 23:59:5",
                                       "2020-01-31 23:59:599", "202a-01-31 23:59:59", "2020/01-31 23:59:59"}) {
        CAPTURE(bad);
        CHECK(!in(&is_date_time, bad));
    }
    VERIFY((is_hex("") && is_hex("0F") && is_hex("09AF") && !is_hex("0") && !is_hex("0f") && !is_hex("0G")));
}

} // namespace
