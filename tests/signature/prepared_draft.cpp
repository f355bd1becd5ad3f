// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/prepared_draft.hpp>

#include "every_scheme.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace {

using namespace portwright::detail;

template <const auto& Draft>
constexpr std::string_view text_of{Draft.text, Draft.size};

TEST_CASE("prepared_draft: pairs with a mark for each value that comes at run time") {
    constexpr const auto& draft = pairs_draft_of<test::good<test::v3>, portwright::hmac_sha256<>>();
    static_assert(draft.failed == test::errc::none && !draft.has_secret);
    const std::string_view text = text_of<draft>;
    CHECK(text.starts_with("Action=CreateListener&"));
    CHECK(text.find(std::string("&Nonce=") + mark_value(1) + "&") != text.npos);
    CHECK(text.find(std::string("&Region=") + mark_value(2) + "&") != text.npos);
    CHECK(text.find(std::string("&Token=") + mark_value(6) + "&Version=2018-03-17") != text.npos);
    CHECK(text.find("&SignatureMethod=HmacSHA256&") != text.npos);
    CHECK(std::string_view(kept_text<draft>.data(), kept_text<draft>.size()) == text);
}

TEST_CASE("prepared_draft: no mark for a region that the API does not take, and none for headers") {
    constexpr const auto& pairs = pairs_draft_of<test::good<test::v3_without_region>, portwright::hmac_sha256<>>();
    CHECK(text_of<pairs>.find("Region=") == std::string_view::npos);
    constexpr const auto& query = pairs_draft_of<test::good<test::v3>, portwright::tc3<>>();
    CHECK(text_of<query>.find("Action=") == std::string_view::npos);
    constexpr const auto& aliyun = pairs_draft_of<test::good<test::aliyun>, portwright::acs3<>>();
    CHECK(text_of<aliyun>.find(std::string("RegionId=") + mark_value(3)) != std::string_view::npos);
    CHECK(text_of<aliyun>.find("Action=") == std::string_view::npos);
}

TEST_CASE("prepared_draft: a JSON body") {
    constexpr const auto& draft = body_draft_of<test::good<test::v3>>();
    std::vector<char> memory(1024);
    const auto body = portwright::json_body(test::good<test::v3>, memory);
    REQUIRE(body);
    CHECK(text_of<draft> == *body);
}

} // namespace
