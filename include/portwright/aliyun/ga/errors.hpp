// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The codes of Alibaba Cloud Global Accelerator; misspelt ones are the real ones.

#include <portwright/response/error_class.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

inline constexpr detail::listed_error errors[] = {
    {"BindExist.Accelerator", error_class::conflict, error_detail::exists},
    {"Domain.NotFit", error_class::invalid_parameter},
    {"DryRunOperation", error_class::other},
    {"Exist.EndpointGroup", error_class::conflict, error_detail::children},
    {"Exist.ForwardingRule", error_class::conflict, error_detail::children},
    {"Exist.IpSet", error_class::conflict, error_detail::exists},
    {"GA_NOT_STEADY", error_class::unavailable_retryable, error_detail::busy},
    {"NoPermission.EnableHealthCheck", error_class::auth},
    {"NoPermission.VpcEndpoint", error_class::auth},
    {"NotActive.Listener", error_class::unavailable_retryable, error_detail::busy},
    {"NotExist.Accelerator", error_class::not_found},
    {"NotExist.BasicBandwidthPackage", error_class::unavailable_retryable, error_detail::dependency_pending},
    {"NotExist.BusinessRegion", error_class::not_found},
    {"NotExist.EndPointGroup", error_class::not_found},
    {"NotExist.Listener", error_class::not_found},
    {"NotExist.ListenerPort", error_class::not_found},
    {"PortConflict.Listener", error_class::conflict, error_detail::port_taken},
    {"PortRangeIllegal.Count", error_class::invalid_parameter},
    {"PortRangeIllegal.ExceedGaAbility", error_class::quota},
    {"PortRangeIllegal.Listener", error_class::invalid_parameter},
    {"PortRangeIllegal.UDP", error_class::invalid_parameter},
    {"PortRanges.MustOne", error_class::invalid_parameter},
    {"ProtocalIllegal.Listener", error_class::invalid_parameter},
    {"QuotaExceeded.EndPoint", error_class::quota},
    {"QuotaExceeded.Listener", error_class::quota},
    {"QuotaExceeded.ListenerPort", error_class::quota},
    {"Resource.QuotaFull", error_class::quota},
    {"StateError", error_class::unavailable_retryable, error_detail::busy}, // of whatever object
    {"StateError.Accelerator", error_class::unavailable_retryable, error_detail::busy},
    {"StateError.Acl", error_class::unavailable_retryable, error_detail::busy},
    {"StateError.BandwidthPackage", error_class::unavailable_retryable, error_detail::busy},
    {"StateError.EndPointGroup", error_class::unavailable_retryable, error_detail::busy},
    {"StateError.ForwardingRule", error_class::unavailable_retryable, error_detail::busy},
    {"StateError.IpSet", error_class::unavailable_retryable, error_detail::busy},
    {"StateError.Listener", error_class::unavailable_retryable, error_detail::busy},
    {"SystemPort.Listener", error_class::invalid_parameter},
    {"UnknownError", error_class::other},
};

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
