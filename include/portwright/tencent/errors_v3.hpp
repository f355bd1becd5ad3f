// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The codes that all actions of Tencent Cloud API 3.0 share.

#include <portwright/response/error_class.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent {

inline constexpr detail::listed_error api_v3_errors[] = {
    {"ActionOffline", error_class::unsupported},
    {"AuthFailure.InvalidAuthorization", error_class::auth},
    {"AuthFailure.InvalidSecretId", error_class::auth},
    {"AuthFailure.MFAFailure", error_class::auth},
    {"AuthFailure.SecretIdNotFound", error_class::auth},
    {"AuthFailure.SignatureExpire", error_class::clock_skew},
    {"AuthFailure.SignatureFailure", error_class::auth},
    {"AuthFailure.TokenFailure", error_class::auth},
    {"AuthFailure.UnauthorizedOperation", error_class::auth},
    {"DryRunOperation", error_class::other},
    {"FailedOperation", error_class::other},
    {"InternalError", error_class::internal_retryable},
    {"InvalidAction", error_class::unsupported},
    {"InvalidParameter", error_class::invalid_parameter},
    {"InvalidParameterValue", error_class::invalid_parameter},
    {"InvalidRequest", error_class::invalid_parameter},
    {"IpInBlacklist", error_class::auth},
    {"IpNotInWhitelist", error_class::auth},
    {"LimitExceeded", error_class::quota},
    {"MissingParameter", error_class::invalid_parameter},
    {"NoSuchProduct", error_class::unsupported},
    {"NoSuchVersion", error_class::unsupported},
    {"RequestLimitExceeded", error_class::throttled},
    {"RequestLimitExceeded.GlobalRegionUinLimitExceeded", error_class::throttled},
    {"RequestLimitExceeded.IPLimitExceeded", error_class::throttled},
    {"RequestLimitExceeded.UinLimitExceeded", error_class::throttled},
    {"RequestSizeLimitExceeded", error_class::invalid_parameter},
    {"ResourceInUse", error_class::conflict, error_detail::busy},
    {"ResourceInsufficient", error_class::quota},
    {"ResourceNotFound", error_class::not_found},
    {"ResourceUnavailable", error_class::unavailable_retryable},
    {"ResponseSizeLimitExceeded", error_class::invalid_parameter},
    {"ServiceUnavailable", error_class::unavailable_retryable},
    {"UnauthorizedOperation", error_class::auth},
    {"UnknownParameter", error_class::invalid_parameter},
    {"UnsupportedOperation", error_class::unsupported},
    {"UnsupportedProtocol", error_class::unsupported},
    {"UnsupportedRegion", error_class::unsupported},
};

} // namespace portwright::inline v0_1::tencent

#include <portwright/core/platform_macros_on.hpp>
