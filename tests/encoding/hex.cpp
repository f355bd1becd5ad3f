// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/encoding/hex.hpp>

#include "../verify.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>

namespace {

template <class... Bytes>
constexpr auto encoded(Bytes... bytes) {
    const std::array<std::uint8_t, sizeof...(Bytes)> all{static_cast<std::uint8_t>(bytes)...};
    return test::written<32>([&](auto& out) { portwright::write_hex(out, all); });
}

TEST_CASE("hex: the vector of RFC 4648 section 10, in lower case") {
    VERIFY(encoded('f', 'o', 'o', 'b', 'a', 'r') == "666f6f626172");
    VERIFY(encoded() == "");
    VERIFY(encoded(0x00, 0x09, 0x0A, 0x9F, 0xA0, 0xFF) == "00090a9fa0ff");
}

TEST_CASE("hex: every byte as printf has it") {
    for (unsigned code = 0; code != 256; ++code) {
        char expected[4];
        std::snprintf(expected, sizeof expected, "%02x", code);
        CHECK(encoded(code) == std::string_view(expected));
    }
}

TEST_CASE("hex: every length") {
    std::array<std::uint8_t, 80> bytes;
    std::string expected;
    for (std::size_t size = 0; size != bytes.size(); ++size) {
        const auto text =
            test::written<160>([&](auto& out) { portwright::write_hex(out, std::span(bytes).first(size)); });
        CHECK(text == expected);
        bytes[size] = static_cast<std::uint8_t>(size * 37 + 11);
        expected += std::string_view(encoded(bytes[size]));
    }
}

} // namespace
