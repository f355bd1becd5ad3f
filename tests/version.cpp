// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/version.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <type_traits>

// Under the name with its version, and under the one without.
constexpr const std::string_view* with_version = &portwright::v0_1::version;
static_assert(with_version == &portwright::version);
static_assert(std::is_same_v<decltype(portwright::version), const std::string_view>);

TEST_CASE("version: the numbers and the text agree") {
    static_assert(PORTWRIGHT_VERSION_MAJOR >= 0 && PORTWRIGHT_VERSION_MINOR >= 0 && PORTWRIGHT_VERSION_PATCH >= 0);
    CHECK(portwright::version == std::to_string(PORTWRIGHT_VERSION_MAJOR) + "." +
                                     std::to_string(PORTWRIGHT_VERSION_MINOR) + "." +
                                     std::to_string(PORTWRIGHT_VERSION_PATCH));
}
