// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/prepared_body.hpp>

#include <portwright/crypto/mbedtls.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace {

template <std::size_t Size>
constexpr auto text = [] {
    std::array<char, Size> made{};
    for (std::size_t i = 0; i != Size; ++i) made[i] = static_cast<char>(i * 7 % 251);
    return made;
}();

template <std::size_t Size>
void compare() {
    constexpr portwright::detail::constant_digest made = portwright::detail::digest_of_text<text<Size>>;
    portwright::mbedtls::sha256 hash;
    portwright::detail::constant_digest expected;
    REQUIRE(hash.start());
    REQUIRE(hash.update(portwright::detail::bytes_of(text<Size>.data()), Size));
    REQUIRE(hash.finish(expected.bytes));
    CHECK(made == expected);
}

TEST_CASE("prepared_body: a digest that was computed in steps") {
    compare<1>();
    compare<55>();
    compare<64>();
    compare<4095>();
    compare<4096>();
    compare<4097>();
    compare<12288>();
    compare<20000>();
}

/// What begins with a state that was computed has the digest of the whole.
template <std::size_t... Size>
void compare_midstates(std::index_sequence<Size...>) {
    using hash_type = portwright::mbedtls::sha256;
    using portwright::detail::hash_from;
    const std::string_view rest = "x and what comes at run time, until it fills another block of the hash";
    const auto compare = [&](const portwright::detail::constant_midstate* begin, std::string_view beginning) {
        CAPTURE(beginning.size());
        const std::size_t known = begin != nullptr ? begin->size : 0;
        CHECK((begin != nullptr) == (portwright::resumable_hash<hash_type> && beginning.size() >= 64));
        CHECK(known <= beginning.size());
        std::array<char, 64> whole, resumed;
        REQUIRE(hash_from<portwright::size_policy, hash_type>(nullptr, beginning, rest, whole.data()));
        REQUIRE(hash_from<portwright::size_policy, hash_type>(begin, beginning.substr(known), rest, resumed.data()));
        CHECK(whole == resumed);
    };
    (compare(portwright::detail::kept_midstate<hash_type, text<Size>>(), {text<Size>.data(), Size}), ...);
}

TEST_CASE("prepared_body: a hash that goes on from the constant blocks") {
    compare_midstates(std::make_index_sequence<131>{});
    compare_midstates(std::index_sequence<4095, 4096, 4097, 5000>{});
}

} // namespace
