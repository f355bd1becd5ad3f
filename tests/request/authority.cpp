// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/authority.hpp>

#include "../verify.hpp"

#include <string>
#include <string_view>

namespace {

using portwright::authority;
using portwright::speed_policy;

TEST_CASE("authority: none, a good one and a wrong one") {
    VERIFY(authority{}.is_good());
    VERIFY(authority{}.empty());
    VERIFY(authority{""}.is_good());
    VERIFY(authority{"a:1"}.is_good());
    VERIFY(!authority{"a:1"}.empty());
    VERIFY(!authority{"a:0"}.is_good());
    VERIFY(!authority{"a/b"}.is_good());
    VERIFY(!authority{" "}.is_good());
    VERIFY(!authority{" "}.empty());
}

TEST_CASE("authority: is kept as it was given, and written in lower case") {
    VERIFY(authority{"A.Example:443"}.view() == "A.Example:443");
    VERIFY(test::written([](auto& out) { authority{"A.Example:443"}.write_to(out); }) == "a.example:443");
    VERIFY(test::written([](auto& out) { authority{"[FE80::A]"}.write_to(out); }) == "[fe80::a]");
    char buffer[16];
    portwright::basic_output<speed_policy> out{buffer};
    authority{"A.Example"}.write_to(out);
    CHECK(out.since(0) == "a.example");
}

TEST_CASE("authority: of any text that stays") {
    const std::string kept = "Host.example:8443";
    CHECK(authority{kept}.view().data() == kept.data());
    const char* const none = nullptr;
    CHECK(authority{none}.empty());
    CHECK(authority{portwright::text("a")}.view() == "a");
    CHECK(std::string_view(authority{"a"}) == "a");
}

} // namespace
