// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The codes that all actions of Tencent Cloud API v2 share.

#include <portwright/response/error_class.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent {

inline constexpr detail::numbered_error api_v2_errors[] = {
    {0, error_class::other},
    {4000, error_class::invalid_parameter, error_detail::maybe_busy},
    {4100, error_class::auth},
    {4101, error_class::auth},
    {4102, error_class::auth},
    {4103, error_class::auth},
    {4104, error_class::auth},
    {4105, error_class::auth},
    {4106, error_class::auth},
    {4110, error_class::auth},
    {4200, error_class::clock_skew},
    {4300, error_class::auth},
    {4400, error_class::throttled},
    {4500, error_class::replay},
    {4600, error_class::unsupported},
    {5000, error_class::not_found},
    {5100, error_class::internal_retryable},
    {5200, error_class::billing},
    {5300, error_class::billing},
    {5400, error_class::partial},
    {5500, error_class::billing},
    {6000, error_class::internal_retryable},
    {6100, error_class::unsupported},
    {6200, error_class::unavailable_retryable},
};

} // namespace portwright::inline v0_1::tencent

#include <portwright/core/platform_macros_on.hpp>
