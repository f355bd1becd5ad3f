// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/number.hpp>

#include <cstdint>
#include <doctest/doctest.h>
#include <string_view>

namespace {

/// The number that a text is read as; `none` where it is refused.
constexpr std::int64_t none = -424242;
constexpr std::int64_t read(std::string_view text) {
    std::int64_t number = 0;
    return portwright::detail::read_number(text.data(), text.size(), number) ? number : none;
}

static_assert(read("5.0") == 5 && read("true") == 1 && read("") == none);

TEST_CASE("number: whole numbers, also with a fraction of zeros") {
    CHECK(read("0") == 0);
    CHECK(read("-0") == 0);
    CHECK(read("7") == 7);
    CHECK(read("-12013") == -12013);
    CHECK(read("0080") == 80);
    CHECK(read("5.") == 5);
    CHECK(read("-5.000") == -5);
    for (const std::string_view wrong :
         {"", "-", ".", ".0", "5.1", "5.01", "5e2", " 5", "5 ", "+5", "--5", "5-", "0x5"}) {
        CAPTURE(wrong);
        CHECK(read(wrong) == none);
    }
}

TEST_CASE("number: truth values in any case, whole words only") {
    for (const std::string_view yes : {"true", "True", "TRUE"}) CHECK(read(yes) == 1);
    for (const std::string_view no : {"false", "False", "FALSE"}) CHECK(read(no) == 0);
    for (const std::string_view wrong : {"t", "tru", "truer", "f", "fals", "falsey", "yes", "null", "true.0"}) {
        CAPTURE(wrong);
        CHECK(read(wrong) == none);
    }
}

TEST_CASE("number: nothing past the range of an integer") {
    CHECK(read("4503599627370495") == 4503599627370495);
    for (const std::string_view wrong :
         {"9223372036854775808", "18446744073709551616", "-9223372036854775809", "100000000000000000000000000005"}) {
        CAPTURE(wrong);
        CHECK(read(wrong) == none);
    }
}

} // namespace
