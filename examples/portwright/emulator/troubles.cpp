// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "troubles.hpp"

namespace portwright_tool::emulator {
namespace {

struct code {
    const char* value;
    const char* description = "";   // codeDesc of Tencent API v2
};

// Document 004 has no code of its own for a busy load balancer, a port that is taken and a full quota: 4000 has been
// seen for the first, 5100 is the general code for an operation that failed.
code code_for(std::string_view system, trouble what) {
    if (system == "tencent.clb") {
        switch (what) {
        case trouble::throttled: return {"RequestLimitExceeded"};
        case trouble::busy:
        case trouble::listener_busy: return {"FailedOperation.ResourceInOperating"};
        case trouble::owner_missing: return {"InvalidParameter.LBIdNotFound"};
        case trouble::listener_missing: return {"InvalidParameter.ListenerIdNotFound"};
        case trouble::listener_in_use: return {"FailedOperation"};
        case trouble::port_taken: return {"InvalidParameter.PortCheckFailed"};
        case trouble::quota: return {"LimitExceeded"};
        }
    }
    if (system == "tencent.gaap") {
        switch (what) {
        case trouble::throttled: return {"RequestLimitExceeded"};
        case trouble::busy:
        case trouble::listener_busy: return {"FailedOperation.ListenerHasTask"};
        case trouble::owner_missing:
        case trouble::listener_missing: return {"ResourceNotFound"};
        case trouble::listener_in_use: return {"FailedOperation.RealServerAlreadyBound"};
        case trouble::port_taken: return {"InvalidParameterValue.DuplicatedListenerPort"};
        case trouble::quota: return {"FailedOperation.LimitNumofListener"};
        }
    }
    if (system == "aliyun.ga") {
        switch (what) {
        case trouble::throttled: return {"Throttling.User"};
        case trouble::busy: return {"StateError.Accelerator"};
        case trouble::listener_busy: return {"NotActive.Listener"};
        case trouble::owner_missing: return {"NotExist.Accelerator"};
        case trouble::listener_missing: return {"NotExist.Listener"};
        case trouble::listener_in_use: return {"Exist.EndpointGroup"};
        case trouble::port_taken: return {"PortConflict.Listener"};
        case trouble::quota: return {"QuotaExceeded.Listener"};
        }
    }
    const bool bare_metal = system == "tencent.bmlb";
    switch (what) {
    case trouble::throttled: return {"4400", "RequestLimitExceeded"};
    case trouble::busy:
        if (bare_metal) return {"12003", "IncorrectStatus.LBWrongStatus"};
        break;
    case trouble::listener_busy:
        if (bare_metal) return {"-12021", "IncorrectStatus.ListenerWrongStatus"};
        break;
    case trouble::owner_missing:
        if (bare_metal) return {"11041", "InvalidParameter.CCDBLBNotExist"};
        return {"5000", "ResourceNotFound"};
    case trouble::listener_missing:
        if (bare_metal) return {"-12023", "InvalidParameter.ListenerNotExist"};
        return {"5000", "ResourceNotFound"};
    case trouble::listener_in_use:
        if (bare_metal) return {"-12021", "IncorrectStatus.ListenerWrongStatus"};
        return {"5100", "OperationFailed"};
    case trouble::port_taken:
        if (bare_metal) return {"-12013", "InvalidParameter.VportIsDuplicate"};
        return {"5100", "OperationFailed"};
    case trouble::quota:
        if (bare_metal) return {"12014", "InvalidResource.ListenerNumberOverLimit"};
        return {"5100", "OperationFailed"};
    }
    return {"4000", "InvalidParameter"};
}

} // namespace

refusal refusal_for(std::string_view system, trouble what, std::string message) {
    const code of = code_for(system, what);
    return {of.value, std::move(message), system == "aliyun.ga" ? 400 : 200, of.description};
}

} // namespace portwright_tool::emulator
