// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The codes that all RPC actions of Alibaba Cloud share. `*` stands for the name of a parameter.

#include <portwright/response/error_class.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun {

inline constexpr detail::listed_error rpc_errors[] = {
    {"*Throttling*", error_class::throttled},
    {"ActionUnauthorized", error_class::auth},
    {"Forbidden", error_class::auth},
    {"Forbidden.AccessKeyDisabled", error_class::auth},
    {"Forbidden.InstanceNotFound", error_class::not_found},
    {"Forbidden.NotSupportRAM", error_class::auth},
    {"Forbidden.RAM", error_class::auth},
    {"Forbidden.RiskControl", error_class::auth},
    {"Forbidden.SubUser", error_class::auth},
    {"Forbidden.UserVerification", error_class::billing},
    {"IdempotentParameterMismatch", error_class::conflict, error_detail::token_reused},
    {"IllegalTimestamp", error_class::clock_skew},
    {"IncompleteSignature", error_class::auth},
    {"InsufficientBalance", error_class::billing},
    {"InternalError", error_class::internal_retryable},
    {"Invalid*", error_class::invalid_parameter},
    {"InvalidAccessKeyId.Inactive", error_class::auth},
    {"InvalidAccessKeyId.NotFound", error_class::auth},
    {"InvalidAction", error_class::auth},
    {"InvalidAction.NotFound", error_class::unsupported},
    {"InvalidApi.NotFound", error_class::unsupported},
    {"InvalidIdempotenceParameter.Mismatch", error_class::conflict, error_detail::token_reused},
    {"InvalidOwner", error_class::invalid_parameter},
    {"InvalidOwnerAccount", error_class::invalid_parameter},
    {"InvalidOwnerId", error_class::invalid_parameter},
    {"InvalidParamater", error_class::invalid_parameter},
    {"InvalidParameter", error_class::invalid_parameter},
    {"InvalidParameter.Format", error_class::invalid_parameter},
    {"InvalidProduct.NotFound", error_class::unsupported},
    {"InvalidProtocol.NeedSsl", error_class::unsupported},
    {"InvalidSecurityToken.Expired", error_class::auth},
    {"InvalidSecurityToken.Malformed", error_class::auth},
    {"InvalidSecurityToken.MismatchWithAccessKey", error_class::auth},
    {"InvalidSignatureMethod", error_class::invalid_parameter},
    {"InvalidTimeStamp.Expired", error_class::clock_skew},
    {"InvalidTimeStamp.Format", error_class::invalid_parameter},
    {"InvalidVersion", error_class::unsupported},
    {"LastTokenProcessing", error_class::unavailable_retryable, error_detail::busy},
    {"Missing*", error_class::invalid_parameter},
    {"MissingParameter", error_class::invalid_parameter},
    {"MissingSecurityToken", error_class::auth},
    {"NoPermission", error_class::auth},
    {"NoSuchVersion", error_class::unsupported},
    {"OperationDenied", error_class::conflict},
    {"QuotaExceeded", error_class::quota},
    {"RealNameAuthenticationError", error_class::billing},
    {"Rejected.Throttling", error_class::throttled},
    {"RiskControl.Refused", error_class::auth},
    {"ServiceUnavailable", error_class::unavailable_retryable},
    {"SignatureDoesNotMatch", error_class::auth},
    {"SignatureNonceUsed", error_class::replay},
    {"SystemBusy", error_class::unavailable_retryable, error_detail::busy},
    {"Throttling", error_class::throttled},
    {"Throttling.Api", error_class::throttled},
    {"Throttling.User", error_class::throttled},
    {"UnsupportedHTTPMethod", error_class::unsupported},
    {"UnsupportedOperation", error_class::unsupported},
    {"UnsupportedParameter", error_class::invalid_parameter},
};

} // namespace portwright::inline v0_1::aliyun

#include <portwright/core/platform_macros_on.hpp>
