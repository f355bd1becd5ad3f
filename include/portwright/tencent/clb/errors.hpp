// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The codes of Cloud Load Balancer, API 3.0.

#include <portwright/response/error_class.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

inline constexpr detail::listed_error errors[] = {
    {"AuthFailure", error_class::auth},
    {"AuthFailure.TokenFailure", error_class::auth},
    {"DryRunOperation", error_class::other},
    {"FailedOperation", error_class::other},
    {"FailedOperation.AssociationNotActive", error_class::conflict},
    {"FailedOperation.EipTrafficCheckRisk", error_class::conflict},
    {"FailedOperation.FrequencyCheckRisk", error_class::throttled},
    {"FailedOperation.InsufficientBalance", error_class::billing},
    {"FailedOperation.InvalidLBStatus", error_class::conflict, error_detail::bad_state},
    {"FailedOperation.NoListenerInLB", error_class::conflict},
    {"FailedOperation.ResourceInCloning", error_class::unavailable_retryable, error_detail::busy},
    {"FailedOperation.ResourceInOperating", error_class::unavailable_retryable, error_detail::busy},
    {"FailedOperation.TargetNumCheckRisk", error_class::conflict},
    {"FailedOperation.TrafficCheckRisk", error_class::conflict},
    {"InternalError", error_class::internal_retryable, error_detail::maybe_busy},
    {"InvalidParameter", error_class::invalid_parameter},
    {"InvalidParameter.ClientTokenLimitExceeded", error_class::invalid_parameter},
    {"InvalidParameter.FormatError", error_class::invalid_parameter},
    {"InvalidParameter.InvalidFilter", error_class::invalid_parameter},
    {"InvalidParameter.LBIdNotFound", error_class::not_found},
    {"InvalidParameter.ListenerIdNotFound", error_class::not_found},
    {"InvalidParameter.LocationNotFound", error_class::not_found},
    {"InvalidParameter.PortCheckFailed", error_class::conflict, error_detail::port_taken},
    {"InvalidParameter.ProtocolCheckFailed", error_class::invalid_parameter},
    {"InvalidParameter.RegionNotFound", error_class::invalid_parameter},
    {"InvalidParameter.RewriteAlreadyExist", error_class::conflict, error_detail::exists},
    {"InvalidParameter.SomeRewriteNotFound", error_class::not_found},
    {"InvalidParameterCombination", error_class::invalid_parameter},
    {"InvalidParameterValue", error_class::invalid_parameter},
    {"InvalidParameterValue.Duplicate", error_class::invalid_parameter},
    {"InvalidParameterValue.InvalidFilter", error_class::invalid_parameter},
    {"InvalidParameterValue.Length", error_class::invalid_parameter},
    {"InvalidParameterValue.Range", error_class::invalid_parameter},
    {"LimitExceeded", error_class::quota},
    {"MissingParameter", error_class::invalid_parameter},
    {"OperationDenied", error_class::auth},
    {"RequestLimitExceeded", error_class::throttled},
    {"ResourceInUse", error_class::conflict, error_detail::busy},
    {"ResourceInsufficient", error_class::quota},
    {"ResourceNotFound", error_class::not_found},
    {"ResourceUnavailable", error_class::unavailable_retryable},
    {"ResourcesSoldOut", error_class::quota},
    {"UnauthorizedOperation", error_class::auth},
    {"UnsupportedOperation", error_class::unsupported},
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
