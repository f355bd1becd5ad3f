// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Structures that the answers about listeners share.

#include <portwright/request/schema.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

/// Backend ports, which the answers give as text.
struct BackendPortOutput {
    text FromPort = {};
    text ToPort = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(FromPort), PORTWRIGHT_FIELD(ToPort));
    }
};

/// Certificate of a listener.
struct CertificateOutput {
    text Id = {};
    text Type = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Type));
    }
};

/// Ports of a listener.
struct PortRangeOutput {
    integer FromPort = {};
    integer ToPort = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(FromPort, required), PORTWRIGHT_FIELD(ToPort, required));
    }
};

/// What a managing service lets others do.
struct ServiceManagedInfo {
    text Action = {};
    text ChildType = {};
    truth_value IsManaged = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Action), PORTWRIGHT_FIELD(ChildType), PORTWRIGHT_FIELD(IsManaged));
    }
};

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
