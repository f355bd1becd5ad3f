// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/region_name.hpp>

#include <portwright/aliyun/ga/service.hpp>
#include <portwright/tencent/bmlb/service.hpp>
#include <portwright/tencent/clb/service.hpp>
#include <portwright/tencent/gaap/service.hpp>
#include <portwright/tencent/lb/service.hpp>

#include "../verify.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace {

using portwright::errc;
using portwright::region_name;
using portwright::service;
using portwright::unlisted;

constexpr errc check(const service& target, const region_name& region, bool listed = true) {
    return target.check_region(target.needs_region, region, listed);
}

constexpr const service& clb = portwright::tencent::clb::service;
constexpr const service& lb = portwright::tencent::lb::service;
constexpr const service& ga = portwright::aliyun::ga::service;
constexpr const service& bmlb = portwright::tencent::bmlb::service;
constexpr const service& monitor = portwright::tencent::lb::monitor;

} // namespace

TEST_CASE("region_name: families with regions of an area and a city") {
    for (const std::string_view region : {"ap-guangzhou", "ap-shanghai-fsi", "na-siliconvalley", "eu-frankfurt",
                                          "sa-saopaulo", "me-riyadh", "af-nowhere", "ap-hangzhou-ec", "ap-mars-2"})
        for (const service* target : {&clb, &lb, &bmlb, &monitor}) {
            CAPTURE(region);
            CHECK(check(*target, region) == errc::none);
        }
    for (const std::string_view region :
         {"cn-hangzhou", "us-west-1", "guangzhou", "ap-", "ap--x", "ap-1", "-ap-x", "1p-x", "apx-y", "a-b"})
        for (const service* target : {&clb, &lb}) {
            CAPTURE(region);
            CHECK(check(*target, region) == errc::not_listed);
            CHECK(check(*target, unlisted(region)) == errc::none);
            CHECK(check(*target, region, false) == errc::none);
        }
    VERIFY(check(clb, "gz") == errc::not_listed);
    VERIFY(check(clb, unlisted("gz")) == errc::none);
    for (const std::string_view region : {"gz", "bj", "usw", "shjr", "gzopen"}) CHECK(check(lb, region) == errc::none);
    CHECK_FALSE(portwright::tencent::gaap::service.sends_region);
}

TEST_CASE("region_name: Global Accelerator's documents list one region") {
    VERIFY(check(ga, "cn-hangzhou") == errc::none);
    VERIFY(check(ga, "cn-shanghai") == errc::not_listed);
    VERIFY(check(ga, "cn-hangzhou-1") == errc::not_listed);
    VERIFY(check(ga, unlisted("cn-shanghai")) == errc::none);
    VERIFY(check(ga, "cn-shanghai", false) == errc::none);
    VERIFY(check(portwright::aliyun::ga::regionless_service, "cn-shanghai") == errc::not_listed);
    VERIFY(check(portwright::aliyun::ga::regionless_service, {}) == errc::none);
    VERIFY(check(ga, {}) == errc::missing_region);
}

TEST_CASE("region_name: no region has other characters, whoever passes it") {
    for (const std::string_view region : {"Guangzhou", "AP-GUANGZHOU", "ap-guangzhou ", "ap_x", "ap-x.y", "ap-\u00e4"})
        for (const service* target : {&clb, &lb, &ga}) {
            CAPTURE(region);
            CHECK(check(*target, region) == errc::bad_region);
            CHECK(check(*target, unlisted(region)) == errc::bad_region);
            CHECK(check(*target, region, false) == errc::bad_region);
        }
}

TEST_CASE("region_name: made of any text") {
    const char* const none = nullptr;
    VERIFY(region_name{}.empty());
    CHECK(region_name{none}.empty());
    VERIFY(region_name{"ap-x"}.view() == "ap-x");
    VERIFY(region_name{portwright::text("ap-x")}.is_listed());
    VERIFY(!region_name{portwright::text(unlisted("ap-x"))}.is_listed());
}
