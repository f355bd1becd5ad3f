// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/later_places.hpp>

#include "actions.hpp"
#include "spelled.hpp"

#include <portwright/tencent/clb/create_listener.hpp>

#include <doctest/doctest.h>

#include <bit>
#include <cstdint>

namespace {

namespace clb = portwright::tencent::clb;
using portwright::later;
using namespace portwright::detail;

constexpr std::uint16_t ports[] = {443};
constexpr clb::CertInfo certificates[] = {{.CertName = "c", .CertContent = "certificate", .CertKey = later<0>}};
constexpr clb::CreateListener request{.LoadBalancerId = later<1>,
                                      .Ports = ports,
                                      .Protocol = clb::Protocol::HTTPS,
                                      .MultiCertInfo = {.SSLMode = "UNIDIRECTIONAL", .CertList = certificates}};

std::string refusal(portwright::text key, portwright::text id, bool checks = true) {
    constexpr later_form form = make_later_form<request>();
    const raw_root::value values[] = {std::bit_cast<raw_root::value>(key), std::bit_cast<raw_root::value>(id)};
    portwright::error why;
    CHECK(check_later<portwright::size_policy>(form, values, checks, why) == why.code);
    return std::string(std::string_view(test::spelled(why)));
}

TEST_CASE("later_places: in canonical order, with the names that lead to them") {
    static_assert(places_in<request>.count == 2 && later_count<request> == 2);
    static_assert(places_in<request>.why.code == portwright::errc::none);
    CHECK(refusal("key", "id") == "none");
    CHECK(refusal("\xFF", "") == "missing_parameter LoadBalancerId \"\"");
    CHECK(refusal("\xFF", "id") == "not_utf8 MultiCertInfo.CertList.0.CertKey"); // and nothing of a secret
    CHECK(refusal("key", nullptr, false) == "missing_parameter LoadBalancerId");
    CHECK(refusal("\xFF", "", false) == "none");
}

TEST_CASE("later_places: a rule that reads one says so") {
    static constexpr clb::CreateListener ruled{
        .LoadBalancerId = "lb", .Ports = ports, .Protocol = later<0>, .SessionExpireTime = 30};
    static_assert(places_in<ruled>.why.code == portwright::errc::not_prepared);
    CHECK(test::spelled(places_in<ruled>.why) == "not_prepared Protocol");
    static constexpr clb::CreateListener broken{
        .LoadBalancerId = later<0>, .Ports = ports, .Protocol = clb::Protocol::HTTP, .SessionExpireTime = 30};
    CHECK(places_in<broken>.why.code == portwright::errc::rule_broken);
}

} // namespace
