// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/classify.hpp>

#include <portwright/aliyun/ga.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>
#include <portwright/aliyun/rpc.hpp>
#include <portwright/tencent/api_v3.hpp>

#include "../../examples/portwright/tool/catalogue.hpp"
#include "../verify.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using portwright::api_error;
using portwright::classify;
using portwright::detail_of;
using portwright::error_class;
using portwright::error_detail;
using bm = portwright::tencent::bmlb::CreateBmListeners;
using clb = portwright::tencent::clb::CreateListener;
using ga = portwright::aliyun::ga::CreateListener;
using gaap = portwright::tencent::gaap::CreateHTTPListener;
using lb = portwright::tencent::lb::CreateLoadBalancerListeners;

// A system without a table of its own: its family's counts.
constexpr portwright::service_of<portwright::tencent::api_v3> v3{{"a.b", "/", "1", true}};
constexpr portwright::service_of<portwright::aliyun::rpc> aliyun{{"a.b", "/", "1", true}};
struct v3_action {
    static constexpr portwright::operation_of call{"A", &v3};
    template <class self>
    static consteval auto schema() {
        return portwright::schema::fields();
    }
};
struct aliyun_action {
    static constexpr portwright::operation_of call{"A", &aliyun};
    template <class self>
    static consteval auto schema() {
        return portwright::schema::fields();
    }
};

constexpr api_error made(std::string_view code, unsigned status = 0, std::string_view module = {}) {
    api_error e;
    e.code = code;
    e.http_status = static_cast<std::uint16_t>(status);
    if (std::int64_t n = 0; portwright::detail::read_number(code.data(), code.size(), n)) e.number = n;
    if (!module.empty()) e.module_code = module;
    return e;
}

TEST_CASE("error classes: every listed code") {
    struct listed {
        std::string_view system, code;
        error_class kind;
        error_detail detail;
    };
    using enum error_class;
    static constexpr listed all[] = {
#define LISTED(system, code, kind, detail) {system, code, kind, error_detail::detail},
#include "error_codes.inc"
#undef LISTED
    };
    static_assert(std::size(all) == 321);
    for (const listed& e : all) {
        CAPTURE(e.code);
        const api_error given = made(e.code);
        const auto check_as = [&]<class Action>() {
            CHECK(classify<Action>(given) == e.kind);
            CHECK(detail_of<Action>(given) == e.detail);
        };
        if (e.system == "tencent.v2") check_as.operator()<lb>();
        else if (e.system == "tencent.bmlb") check_as.operator()<bm>();
        else if (e.system == "tencent.v3") check_as.operator()<v3_action>();
        else if (e.system == "tencent.clb") check_as.operator()<clb>();
        else if (e.system == "tencent.gaap") check_as.operator()<gaap>();
        else if (e.system == "aliyun.ga") check_as.operator()<ga>();
        else if (e.system == "aliyun.common") check_as.operator()<aliyun_action>();
        else FAIL("a system that is not known");
    }
    // A family's codes hold for its systems, too, where they have no other meaning for the code.
    for (const listed& e : all) {
        const auto own = [&](std::string_view system) {
            for (const listed& other_one : all)
                if (other_one.system == system && other_one.code == e.code) return true;
            return false;
        };
        CAPTURE(e.code);
        const api_error given = made(e.code);
        const auto check_as = [&]<class Action>() {
            CHECK(classify<Action>(given) == e.kind);
            CHECK(detail_of<Action>(given) == e.detail);
        };
        if (e.system == "tencent.v2" && !own("tencent.bmlb")) check_as.operator()<bm>();
        if (e.system == "tencent.v3" && !own("tencent.clb")) check_as.operator()<clb>();
        if (e.system == "tencent.v3" && !own("tencent.gaap")) check_as.operator()<gaap>();
        if (e.system == "aliyun.common" && !own("aliyun.ga")) check_as.operator()<ga>();
    }
}

// One code of each family's table means "too many requests".
TEST_CASE("error classes: every action's codes are known") {
    portwright::all_actions::for_each([]<class Action>() {
        bool known = false;
        for (const char* code : {"RequestLimitExceeded", "4400", "Throttling"})
            known = known || classify<Action>(made(code)) == error_class::throttled;
        if (!known) FAIL_CHECK(Action::call.action << ": no table of error codes");
    });
}

TEST_CASE("error classes: codes that are not listed") {
    using enum error_class;
    // contradiction 3.13: the part before the dot
    CHECK(classify<clb>(made("FailedOperation.ResourceInOperating")) == unavailable_retryable);
    CHECK(classify<clb>(made("ResourceInUse.SomethingNew")) == conflict);
    CHECK(classify<clb>(made("AuthFailure.SignatureExpire")) == clock_skew); // the family's whole code first
    CHECK(classify<gaap>(made("InvalidParameterValue.SomethingNew.Deeper")) == invalid_parameter);
    CHECK(classify<ga>(made("MissingPortRanges")) == invalid_parameter);
    CHECK(classify<ga>(made("InvalidListenerId")) == invalid_parameter);
    CHECK(classify<ga>(made("Throttling.Something")) == throttled);
    CHECK(classify<clb>(made("")) == other);
    CHECK(classify<clb>(made("SomethingNew")) == other);
    CHECK(classify<clb>(made("AuthFailureX")) == other);
    CHECK(classify<clb>(made("AuthFailur")) == other);
    CHECK(classify<clb>(made(".TokenFailure")) == other);
    CHECK(classify<clb>(made(".")) == other);
    CHECK(classify<lb>(made("4999")) == other);
    CHECK(classify<lb>(made("")) == other);
    // then the HTTP status
    CHECK(classify<clb>(made("SomethingNew", 429)) == throttled);
    CHECK(classify<clb>(made("", 502)) == unavailable_retryable);
    CHECK(classify<lb>(made("", 500)) == internal_retryable);
    CHECK(classify<ga>(made("SomethingNew", 403)) == auth);
    CHECK(classify<ga>(made("SomethingNew", 404)) == not_found);
    CHECK(classify<ga>(made("SomethingNew", 400)) == other);
}

TEST_CASE("error classes: a code that is not listed has the class of its longest known part") {
    using enum error_class;
    // below the first dot, too
    VERIFY(classify<clb>(made("InvalidParameter.LBIdNotFound.New", 500)) == not_found);
    VERIFY(classify<clb>(made("InvalidParameter.LBIdNotFound.New.Deeper", 500)) == not_found);
    VERIFY(classify<clb>(made("InvalidParameter.New.LBIdNotFound", 500)) == invalid_parameter);
    VERIFY(classify<gaap>(made("FailedOperation.ListenerHasTask.New")) == unavailable_retryable);
    VERIFY(detail_of<gaap>(made("FailedOperation.ListenerHasTask.New")) == error_detail::busy);
    VERIFY(detail_of<clb>(made("InvalidParameter.PortCheckFailed.New")) == error_detail::port_taken);
    VERIFY(detail_of<clb>(made("InvalidParameter.PortCheck")) == error_detail::none);
    // the family's longer one before the system's own
    VERIFY(classify<clb>(made("AuthFailure.SignatureExpire.New")) == clock_skew);
    VERIFY(classify<clb>(made("RequestLimitExceeded.IPLimitExceeded.New")) == throttled);
    // a part ends at a dot
    VERIFY(classify<clb>(made("InvalidParameter.LBIdNotFoundNew")) == invalid_parameter);
    VERIFY(classify<clb>(made("FailedOperation..ResourceInOperating")) == other);
    VERIFY(classify<clb>(made("FailedOperation.ResourceInOperating.")) == unavailable_retryable);
    // of any object that Aliyun has now or later, in whatever state
    VERIFY(classify<ga>(made("StateError.SomethingNew", 400)) == unavailable_retryable);
    VERIFY(detail_of<ga>(made("StateError.SomethingNew", 400)) == error_detail::busy);
    VERIFY(detail_of<ga>(made("StateErrorX", 400)) == error_detail::none);
    // too many requests, however it is said
    VERIFY(classify<ga>(made("Rejected.Throttling", 400)) == throttled);
    VERIFY(classify<ga>(made("SomeThrottlingOfMine", 400)) == throttled);
    VERIFY(classify<ga>(made("Throttlin", 400)) == other);
    // otherwise the status, which has no detail
    VERIFY(classify<ga>(made("SomethingNew.Deeper", 503)) == unavailable_retryable);
    VERIFY(detail_of<ga>(made("SomethingNew.Deeper", 503)) == error_detail::none);
}

TEST_CASE("error classes: what tells a taken port from a busy load balancer") {
    VERIFY(detail_of<clb>(made("InvalidParameter.PortCheckFailed")) == error_detail::port_taken);
    VERIFY(detail_of<clb>(made("ResourceInUse")) == error_detail::busy);
    VERIFY(detail_of<bm>(made("-12013")) == error_detail::port_taken);
    VERIFY(detail_of<bm>(made("5100", 200, "-12013")) == error_detail::port_taken);
    VERIFY(detail_of<bm>(made("12013")) == error_detail::none);
    VERIFY(detail_of<lb>(made("4000")) == error_detail::maybe_busy);
    VERIFY(detail_of<bm>(made("4000")) == error_detail::maybe_busy);
    VERIFY(detail_of<ga>(made("PortConflict.Listener")) == error_detail::port_taken);
    VERIFY(detail_of<ga>(made("NotExist.BasicBandwidthPackage")) == error_detail::dependency_pending);
    VERIFY(classify<ga>(made("NotExist.BasicBandwidthPackage")) == error_class::unavailable_retryable);
}

TEST_CASE("error classes: a clock that is wrong") { // contradiction 1.10
    using enum error_class;
    CHECK(classify<clb>(made("AuthFailure.SignatureExpire")) == clock_skew);
    CHECK(classify<gaap>(made("AuthFailure.SignatureExpire")) == clock_skew);
    CHECK(classify<lb>(made("4200")) == clock_skew);
    CHECK(classify<bm>(made("4200")) == clock_skew);
    CHECK(classify<lb>(made("4500")) == replay); // or the clock: the code says no more
    CHECK(classify<ga>(made("InvalidTimeStamp.Expired", 400)) == clock_skew);
    CHECK(classify<ga>(made("IllegalTimestamp", 400)) == clock_skew);
}

TEST_CASE("error classes: of a deleted Aliyun listener") { // contradiction 5.9
    CHECK(classify<ga>(made("NotExist.Listener", 400)) == error_class::not_found);
    CHECK(classify<ga>(made("UnknownError", 400)) == error_class::other); // proves nothing
}

TEST_CASE("error classes: the sign is part of a BMLB code") { // contradiction 6.6
    using enum error_class;
    CHECK(classify<bm>(made("12013")) == quota);
    CHECK(classify<bm>(made("-12013")) == conflict);
    CHECK(classify<bm>(made("12000")) == other);
    CHECK(classify<bm>(made("-12000")) != other);
    // in the message of a general failure
    CHECK(classify<bm>(made("5100", 200, "-12013")) == conflict);
    CHECK(classify<bm>(made("5100", 200, "12013")) == quota);
    CHECK(classify<bm>(made("5100", 200, "100004")) == internal_retryable);
    CHECK(classify<lb>(made("5100", 200, "12013")) == internal_retryable); // another system's code
}

} // namespace
