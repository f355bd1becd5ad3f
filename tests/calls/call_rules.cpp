// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/calls/call_rules.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace {

using namespace portwright;

TEST_CASE("call_rules: a query by its verb, and no verb that only begins another word") {
    for (const std::string_view name :
         {"DescribeListeners", "GetCallStatus", "ListListeners", "QueryTask", "CheckName"})
        CHECK(detail::is_query(name));
    for (const std::string_view name : {"CreateListener", "DeleteListener", "ModifyListener", "Describe", "Getaway",
                                        "Listen", "Checkout", "describeListeners", "ResetList", "Get1", ""}) {
        CAPTURE(name);
        CHECK_FALSE(detail::is_query(name));
    }
}

TEST_CASE("call_rules: what is refused before anything is done") {
    for (int i = 0; i <= std::numeric_limits<std::uint8_t>::max(); ++i) {
        const auto kind = static_cast<error_class>(i);
        const bool before =
            kind == error_class::throttled || kind == error_class::replay || kind == error_class::clock_skew;
        CAPTURE(i);
        CHECK(detail::refuses_before_acting(kind, error_detail::none) == before);
        CHECK(detail::refuses_before_acting(kind, error_detail::busy));
        CHECK(detail::passes_by_itself(kind) ==
              (kind == error_class::unavailable_retryable || kind == error_class::internal_retryable));
    }
}

TEST_CASE("call_rules: what is wrong with a request or a host stays so") {
    for (const errc why :
         {errc::connect_failed, errc::tls_failed, errc::timed_out, errc::send_failed, errc::receive_failed})
        CHECK(detail::may_be_sent_later(why));
    for (const errc why : {errc::none, errc::bad_host, errc::bad_credentials, errc::buffer_too_small, errc::refused,
                           errc::outcome_unknown})
        CHECK_FALSE(detail::may_be_sent_later(why));
}

TEST_CASE("call_rules: a nonce is positive, and fits a signed number") {
    const auto nonce = [](std::uint64_t bits) {
        static std::array<char, 24> text;
        output out{text};
        detail::write_nonce(out, bits);
        REQUIRE(out.ok());
        return std::string_view(text.data(), out.size());
    };
    constexpr std::uint64_t top_bit = std::uint64_t{1} << 63;
    CHECK(nonce(1) == "1");
    CHECK(nonce(top_bit | 12) == "12");
    CHECK(nonce(0) == "9223372036854775807");
    CHECK(nonce(top_bit) == "9223372036854775807");
    CHECK(nonce(~std::uint64_t{0}) == "9223372036854775807");
}

} // namespace
