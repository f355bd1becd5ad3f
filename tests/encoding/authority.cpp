// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/encoding/authority.hpp>

#include "../verify.hpp"

#include <doctest/doctest.h>

#include <arpa/inet.h>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace {

constexpr bool is(std::string_view text, std::string_view host, unsigned port) {
    std::string_view got;
    std::uint16_t number = 443;
    return portwright::detail::split_authority(text, got, number) && got == host && number == port;
}
constexpr bool is_none(std::string_view text) { return !portwright::detail::is_authority(text); }

} // namespace

TEST_CASE("authority: names and addresses, with and without a port") {
    VERIFY(is("localhost", "localhost", 443));
    VERIFY(is("clb.tencentcloudapi.com:8443", "clb.tencentcloudapi.com", 8443));
    VERIFY(is("a_b~c-d.e", "a_b~c-d.e", 443));
    VERIFY(is("10.0.0.1:1", "10.0.0.1", 1));
    VERIFY(is("[::1]", "::1", 443));
    VERIFY(is("[2001:DB8::7]:65535", "2001:DB8::7", 65535));
    VERIFY(is("[::ffff:10.0.0.1]", "::ffff:10.0.0.1", 443));
    VERIFY(is("a:0080", "a", 80));
}

TEST_CASE("authority: what is none") {
    VERIFY(is_none(""));
    VERIFY(is_none(":443"));
    VERIFY(is_none("a:"));
    VERIFY(is_none("a:0"));
    VERIFY(is_none("a:65536"));
    VERIFY(is_none("a:4294967739"));
    VERIFY(is_none("a:b"));
    VERIFY(is_none("a:b:c"));
    VERIFY(is_none("a:1:2"));
    VERIFY(is_none("a:1x"));
    VERIFY(is_none("]["));
    VERIFY(is_none("["));
    VERIFY(is_none("[]"));
    VERIFY(is_none("[::1"));
    VERIFY(is_none("::1"));
    VERIFY(is_none("[::1]443"));
    VERIFY(is_none("[::1]:"));
    VERIFY(is_none("[a.b]"));
    VERIFY(is_none("[10.0.0.1]"));
    VERIFY(is_none("user@host"));
    VERIFY(is_none("host/path"));
    VERIFY(is_none("a%41"));
}

TEST_CASE("authority: an address in brackets is one for the system, too") {
    std::mt19937 random(1);
    constexpr std::string_view pieces[] = {":", "::",      "0",   "1",   "ffff", "12345", "g",
                                           ".", "1.2.3.4", "255", "256", "01",   "ab:"};
    unsigned good = 0;
    for (int i = 0; i != 200000; ++i) {
        std::string text;
        for (auto n = random() % 18; n != 0; --n) {
            text += pieces[random() % std::size(pieces)];
            if (random() % 2 != 0) text += ':';
        }
        std::array<unsigned char, 16> address;
        const bool right = inet_pton(AF_INET6, text.c_str(), address.data()) == 1;
        good += right;
        if (portwright::detail::is_ipv6(text) != right) FAIL_CHECK(text);
    }
    CHECK(good > 100);
}

TEST_CASE("authority: every byte at every place") {
    constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (unsigned byte = 0; byte != 256; ++byte)
        for (std::size_t at = 0; at != 10; ++at) {
            std::string text = "abcdefghi";
            text.insert(at, 1, static_cast<char>(byte));
            CAPTURE(text);
            CHECK(is_none(text) == (unreserved.find(static_cast<char>(byte)) == std::string_view::npos));
        }
}
