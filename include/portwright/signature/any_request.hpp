// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A typed request without its type, for whoever signs requests of several actions by one scheme and wants the code of a
// call once.
//
//     const any_request<tc3<>> request(look);
//     call_machine<tc3<>, any_request<tc3<>>, clb::CreateListener, any_answer> call{request, ...};

#include <portwright/request/request_ref.hpp>
#include <portwright/signature/accepted.hpp>

#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Borrows the request. The scheme is checked while it is compiled, as of the request itself.
template <class Scheme>
class any_request {
    using policy = typename Scheme::policy;

public:
    template <action Action>
    explicit any_request(const Action& request) noexcept
        : call(Action::call), object_(&request), table_(&request_table_of<Action, Scheme::writes_json, policy>) {
        require_accepted<Scheme, Action>();
    }

    operation call;

    // What signing asks of a request that writes itself.

    result<void> status() const noexcept { return {}; }
    bool accepts(std::string_view) const noexcept { return true; }
    void pairs(const common_parameters& common, basic_output<policy>& wire, walk_outcome& outcome) const {
        table_->walk->pairs({object_, table_, table_->walk}, common, wire, outcome);
    }
    void json(basic_output<policy>& out, walk_outcome& outcome) const {
        if (table_->walk->json != nullptr) table_->walk->json({object_, table_, table_->walk}, out, outcome);
    }

private:
    const void* object_;
    const request_table<policy>* table_;
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
