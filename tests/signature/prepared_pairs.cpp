// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/prepared_pairs.hpp>

#include <portwright/encoding/base64.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string_view>

namespace {

template <class Policy, std::size_t Size>
void compare(std::uint8_t seed) {
    std::uint8_t digest[Size + 1] = {};
    for (std::size_t i = 0; i != Size; ++i) digest[i] = seed = static_cast<std::uint8_t>(seed * 181 + 97);
    char text[(Size + 2) / 3 * 4];
    portwright::detail::write_padded_base64<Policy>(text, digest);
    char expected[64];
    portwright::output out{expected};
    portwright::write_base64(out, {digest, Size});
    CHECK(std::string_view(text, sizeof text) == out.since(0));
}

TEST_CASE("prepared_pairs: the Base64 of a digest") {
    for (unsigned seed = 0; seed != 256; ++seed) {
        compare<portwright::size_policy, 20>(static_cast<std::uint8_t>(seed));
        compare<portwright::size_policy, 32>(static_cast<std::uint8_t>(seed));
        compare<portwright::speed_policy, 20>(static_cast<std::uint8_t>(seed));
        compare<portwright::speed_policy, 32>(static_cast<std::uint8_t>(seed));
    }
}

} // namespace
