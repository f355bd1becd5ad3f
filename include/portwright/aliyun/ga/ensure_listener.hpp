// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declaring listeners: what ensure_machine has to know of CreateListener.

#include <portwright/response/ensured.hpp>
#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/aliyun/ga/list_listeners.hpp>
#include <portwright/aliyun/ga/update_listener.hpp>

#include <array>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// UDP may stand beside the others, and ranges exclude each other where they overlap. A change could give a listener
/// other ports and another protocol: such a listener is in the way nevertheless, because somebody may use it. Endpoint
/// groups go with the create only.
template <>
struct ensured<aliyun::ga::CreateListener> {
    using look = aliyun::ga::ListListeners;
    using change = aliyun::ga::UpdateListener;
    using task = void;
    using others = other_looks<>;
    static constexpr std::array<other_look, 0> others_facts{};

    static constexpr counterpart counterparts[] = {
        {"Description", "", read_back::value, ""},
        {"ClientAffinity", "", read_back::value, "NONE"},
        {"Certificates.Id", "Certificates.Id"},
    };
    static constexpr ensure_facts facts{
        .owner = "AcceleratorId",
        .port = "PortRanges",
        .answer_port = "PortRanges",
        .from_port = "FromPort",
        .to_port = "ToPort",
        .protocol = "Protocol",
        .default_protocol = "tcp",
        .udp = "udp",
        .part_of_identity = "ClientToken",
        .list = "Listeners",
        .state = "State",
        .states = "active deleting",
        .page = "PageNumber",
        .page_size = "PageSize",
        .counts_pages = true,
        .elements = 50,
        .always = "PortRanges",
        .counterparts = counterparts,
    };
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
