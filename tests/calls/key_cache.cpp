// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/calls/key_cache.hpp>

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>

#include <doctest/doctest.h>

namespace {

using namespace portwright;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr unix_time midnight = 1700006400; // a multiple of 86400

TEST_CASE("key_cache: a key of a day and a service is derived once for both") {
    key_cache<tc3<>> keys(who);
    for (unix_time when = midnight; when < midnight + 86400; when += 3600) {
        REQUIRE(keys.prepare(tencent::clb::service, when));
        CHECK(keys.key().fits(tencent::clb::service, when));
    }
    CHECK(keys.preparations() == 1);
    REQUIRE(keys.prepare(tencent::clb::service, midnight + 86400)); // UTC midnight
    CHECK(keys.key().fits(tencent::clb::service, midnight + 86400));
    CHECK(keys.preparations() == 2);
    REQUIRE(keys.prepare(tencent::gaap::service, midnight + 86400));
    CHECK(keys.key().fits(tencent::gaap::service, midnight + 86400));
    CHECK(keys.preparations() == 3);
    keys.forget();
    REQUIRE(keys.prepare(tencent::gaap::service, midnight + 86400));
    CHECK(keys.preparations() == 4);
}

TEST_CASE("key_cache: another key is prepared once") {
    key_cache<hmac_sha256<>> keys(who);
    for (unix_time when = 0; when < 10 * 86400; when += 86400) REQUIRE(keys.prepare(tencent::clb::service, when));
    CHECK(keys.preparations() == 1);
    keys.forget();
    REQUIRE(keys.prepare(tencent::clb::service, 0));
    CHECK(keys.preparations() == 2);
}

TEST_CASE("key_cache: what failed is tried again") {
    key_cache<hmac_sha256<>> keys({.id = "id", .secret = " "});
    CHECK(keys.prepare(tencent::clb::service, 0).error().code == errc::bad_credentials);
    CHECK(keys.prepare(tencent::clb::service, 0).error().code == errc::bad_credentials);
    key_cache<tc3<>> other(who);
    CHECK(other.prepare(tencent::clb::service, -1).error().code == errc::bad_time);
    CHECK(other.prepare(tencent::clb::service, midnight));
}

} // namespace
