// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The module codes of the bare-metal load balancer. A code and its negative have nothing to do with each other.

#include <portwright/response/error_class.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::bmlb {

inline constexpr detail::numbered_error errors[] = {
    {-21001, error_class::conflict, error_detail::bad_state},
    {-21000, error_class::conflict, error_detail::bad_state},
    {-20002, error_class::invalid_parameter},
    {-20000, error_class::unavailable_retryable},
    {-12024, error_class::not_found},
    {-12023, error_class::not_found},
    {-12022, error_class::conflict, error_detail::exists},
    {-12021, error_class::conflict, error_detail::bad_state},
    {-12020, error_class::invalid_parameter},
    {-12019, error_class::invalid_parameter},
    {-12017, error_class::invalid_parameter},
    {-12016, error_class::invalid_parameter},
    {-12015, error_class::conflict, error_detail::exists},
    {-12013, error_class::conflict, error_detail::port_taken},
    {-12011, error_class::conflict, error_detail::bad_state},
    {-12010, error_class::conflict, error_detail::bad_state},
    {-12008, error_class::quota},
    {-12007, error_class::quota},
    {-12000, error_class::not_found},
    {9003, error_class::invalid_parameter},
    {9006, error_class::internal_retryable},
    {9824, error_class::invalid_parameter},
    {11041, error_class::not_found},
    {11060, error_class::internal_retryable},
    {12003, error_class::conflict, error_detail::bad_state},
    {12010, error_class::quota},
    {12011, error_class::quota},
    {12013, error_class::quota},
    {12014, error_class::quota},
    {14100, error_class::internal_retryable},
    {20002, error_class::not_found},
    {28000, error_class::internal_retryable},
    {30011, error_class::not_found},
};

} // namespace portwright::inline v0_1::tencent::bmlb

#include <portwright/core/platform_macros_on.hpp>
