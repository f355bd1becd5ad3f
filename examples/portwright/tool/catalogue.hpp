// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// All systems, in the order in which the tool lists them, and all of their actions: for the tool and the tests, on hosts
// only. Each system lists its own actions in actions.hpp of its folder.

#include <portwright/aliyun/ga/actions.hpp>
#include <portwright/request/action_list.hpp>
#include <portwright/tencent/bmlb/actions.hpp>
#include <portwright/tencent/clb/actions.hpp>
#include <portwright/tencent/gaap/actions.hpp>
#include <portwright/tencent/lb/actions.hpp>

#include <tuple>
#include <type_traits>

namespace portwright {

using all_systems = std::tuple<tencent::clb::actions, tencent::gaap::actions, tencent::lb::actions,
                               tencent::bmlb::actions, aliyun::ga::actions>;

/// Calls `visitor.operator()<Actions>()` for the actions of each system.
template <class Visitor>
void for_each_system(const Visitor& visitor) {
    const auto visit = [&]<class... Actions>(std::type_identity<std::tuple<Actions...>>) {
        (visitor.template operator()<Actions>(), ...);
    };
    visit(std::type_identity<all_systems>{});
}

template <class Systems>
struct joined_systems;
template <class... Systems>
struct joined_systems<std::tuple<Systems...>> {
    using actions = joined_actions<Systems...>;
};

using all_actions = joined_systems<all_systems>::actions;

} // namespace portwright
