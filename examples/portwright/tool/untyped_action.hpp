// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Actions outside the catalogue, of its systems or of others of the two clouds: `--untyped`. Nothing is known of their
// parameters, and so nothing of them is checked but their names.

#include "request.hpp"

#include <portwright/request/untyped.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace portwright_tool {

// Where the options ask for it, makes the action known to find_action(): "tencent.clb.DescribeLoadBalancers", or of
// another system with --api-version, "tencent.cvm.DescribeInstances" at cvm.tencentcloudapi.com. Refuses a name that is
// not of that form, and a system of which the version is not known.
void declare_untyped(const request_options& options);

// Whether a parameter of this name had better not be in a URL or on a screen.
[[nodiscard]] bool sounds_secret(std::string_view name);

// The names of all parameters that are secrets, and of those that sound like one where nothing is known of the action.
[[nodiscard]] std::vector<std::string> secret_names(const described_request& request);

// The parameters of the options: NAME=VALUE for a text, NAME:=VALUE for a number, true or false, and those of
// --request, whose types are the JSON's. Refuses what is none of them.
[[nodiscard]] std::vector<given_parameter> read_untyped(const request_options& options, const action_info& action);

// A request of the library's, of what was described. Borrows it.
class untyped_values {
public:
    explicit untyped_values(const described_request& from);
    untyped_values(const untyped_values&) = delete;
    untyped_values& operator=(const untyped_values&) = delete;

    [[nodiscard]] const portwright::untyped_request& request() const { return request_; }

private:
    std::vector<portwright::parameter> slots_;
    portwright::untyped_request request_;
};

} // namespace portwright_tool
