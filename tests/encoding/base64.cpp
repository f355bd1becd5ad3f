// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/encoding/base64.hpp>

#include "../verify.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

constexpr auto encoded(std::string_view text) {
    std::array<std::uint8_t, 112> bytes{};
    for (std::size_t i = 0; i != text.size(); ++i) bytes[i] = static_cast<std::uint8_t>(text[i]);
    return test::written<160>([&](auto& out) { portwright::write_base64(out, std::span(bytes).first(text.size())); });
}

TEST_CASE("base64: the vectors of RFC 4648 section 10") {
    VERIFY(encoded("") == "");
    VERIFY(encoded("f") == "Zg==");
    VERIFY(encoded("fo") == "Zm8=");
    VERIFY(encoded("foo") == "Zm9v");
    VERIFY(encoded("foob") == "Zm9vYg==");
    VERIFY(encoded("fooba") == "Zm9vYmE=");
    VERIFY(encoded("foobar") == "Zm9vYmFy");
}

// RFC 4648 section 4
constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

TEST_CASE("base64: every digit, in order") {
    constexpr auto all = [] {
        std::array<std::uint8_t, 48> bytes{};
        for (std::uint32_t six = 0; six != 64; ++six) {
            for (std::uint32_t bit = 0; bit != 6; ++bit) {
                const std::uint32_t at = six * 6 + bit;
                bytes[at / 8] = static_cast<std::uint8_t>(bytes[at / 8] | (six >> (5 - bit) & 1) << (7 - at % 8));
            }
        }
        return test::written<64>([&](auto& out) { portwright::write_base64(out, bytes); });
    };
    VERIFY(all() == digits);
}

TEST_CASE("base64: decoded again, every length and every byte") {
    const auto value = [](char c) { return c == '=' ? 0 : static_cast<std::uint32_t>(digits.find(c)); };
    for (std::size_t size = 0; size != 112; ++size) {
        for (unsigned code = 0; code != 256; ++code) {
            std::string bytes;
            for (std::size_t i = 0; i != size; ++i) bytes += static_cast<char>(code + i * 37);
            const auto text = encoded(bytes);
            const std::string_view view = text;
            REQUIRE(view.size() == (size + 2) / 3 * 4);
            std::string decoded;
            for (std::size_t i = 0; i != view.size(); i += 4) {
                std::uint32_t group = 0;
                for (std::size_t k = 0; k != 4; ++k) group = group << 6 | value(view[i + k]);
                for (const int shift : {16, 8, 0}) decoded += static_cast<char>(group >> shift & 0xFF);
            }
            const std::size_t padding = view.size() / 4 * 3 - size;
            REQUIRE(view.substr(view.size() - padding) == std::string(padding, '='));
            decoded.resize(decoded.size() - padding);
            REQUIRE(decoded == bytes);
        }
    }
}

} // namespace
