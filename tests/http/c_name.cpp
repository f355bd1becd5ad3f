// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/http/c_name.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

using portwright::http::detail::c_name;
using namespace std::string_view_literals;

TEST_CASE("c_name: a name ends with a zero, of every length that RFC 1035 allows") {
    for (std::size_t size = 1; size <= 253; ++size) {
        const std::string all(300, 'a');
        c_name name;
        REQUIRE(name.set(std::string_view(all).substr(0, size)));
        CHECK(std::string_view(name.text).size() == size);
    }
}

TEST_CASE("c_name: what C would read as another name is none") {
    const std::string long_name(254, 'a');
    for (const std::string_view host :
         {""sv, "good.example\0.evil.example"sv, "\0"sv, "a\0"sv, std::string_view(long_name)}) {
        CAPTURE(host.size());
        c_name name;
        CHECK_FALSE(name.set(host));
        CHECK(name.text[0] == '\0');
    }
}

} // namespace
