// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/encoding/percent.hpp>

#include "../verify.hpp"

#include <string>
#include <string_view>

namespace {

constexpr auto encoded(std::string_view text) {
    return test::written<64>([text](auto& out) { portwright::write_percent(out, text); });
}

TEST_CASE("percent: what the APIs' own examples encode") {
    VERIFY(encoded("") == "");
    VERIFY(encoded("ins-09dx96dg") == "ins-09dx96dg");
    VERIFY(encoded("a b*c~d+e/f=g&h%i") == "a%20b%2Ac~d%2Be%2Ff%3Dg%26h%25i");
    VERIFY(encoded("2016-02-23T12:46:24Z") == "2016-02-23T12%3A46%3A24Z");
    VERIFY(encoded("\u672a") == "%E6%9C%AA");
    VERIFY(encoded({"\0\x7F\xFF", 3}) == "%00%7F%FF");
}

TEST_CASE("percent: unreserved are the characters of RFC 3986 section 2.3 and no others") {
    constexpr auto agrees = []<class Policy>(Policy) {
        constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
        for (unsigned code = 0; code != 256; ++code) {
            const char c = static_cast<char>(code);
            if (portwright::is_unreserved<Policy>(c) != (unreserved.find(c) != std::string_view::npos)) return false;
        }
        return true;
    };
    VERIFY(agrees(portwright::size_policy{}));
    VERIFY(agrees(portwright::speed_policy{}));
}

TEST_CASE("percent: every byte alone and between others") {
    for (unsigned code = 0; code != 256; ++code) {
        const char c = static_cast<char>(code);
        char hex[4];
        std::snprintf(hex, sizeof hex, "%%%02X", code);
        const std::string expected = portwright::is_unreserved(c) ? std::string(1, c) : std::string(hex);
        CHECK(encoded({&c, 1}) == expected);
        const std::string inner{'a', c, c, 'b', c};
        CHECK(encoded(inner) == "a" + expected + expected + "b" + expected);
    }
}

} // namespace
