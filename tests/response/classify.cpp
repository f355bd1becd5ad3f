// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/classify.hpp>

#include "../families/balancer.hpp"
#include "../verify.hpp"

#include <string_view>

namespace {

using portwright::classify;
using portwright::detail_of;
using portwright::error_class;
using portwright::error_detail;
using action = example::balancer::CreateListeners;

constexpr portwright::api_error made(std::string_view code, std::uint16_t status = 400) {
    portwright::api_error e;
    e.code = code;
    e.http_status = status;
    return e;
}

TEST_CASE("classify: the system's own code comes before its family's") {
    VERIFY(classify<action>(made("NoBalancer")) == error_class::not_found);
    VERIFY(detail_of<action>(made("Duplicate")) == error_detail::port_taken);
    VERIFY(classify<action>(made("Throttling")) == error_class::throttled); // of the family
}

TEST_CASE("classify: ever shorter parts of a code, and whole ones only") {
    VERIFY(classify<action>(made("NoBalancer.Deleted.Long")) == error_class::not_found);
    VERIFY(classify<action>(made("NoBalancers")) == error_class::other);
    VERIFY(classify<action>(made("X.NoBalancer")) == error_class::other);
}

TEST_CASE("classify: where no code is listed, the status decides, and there is no detail") {
    VERIFY(classify<action>(made("Unheard", 403)) == error_class::auth);
    VERIFY(classify<action>(made("Unheard", 429)) == error_class::throttled);
    VERIFY(classify<action>(made("Unheard", 503)) == error_class::unavailable_retryable);
    VERIFY(classify<action>(made("", 404)) == error_class::not_found);
    VERIFY(classify<action>(made("Throttling", 404)) == error_class::throttled); // a listed code comes before it
    VERIFY(detail_of<action>(made("Unheard", 404)) == error_detail::none);
}

} // namespace
