// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// From the name of a scheme to its type, among those that an action's API takes.

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/action.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>

#include <string_view>
#include <utility>

namespace portwright_tool {

// Calls `visitor.operator()<Scheme>()`. One of another name is the default scheme: the name was checked before.
template <class Action, class Visitor>
decltype(auto) visit_accepted(std::string_view name, Visitor&& visitor) {
    using system = portwright::system_of<Action>;
    using usual = typename system::template default_scheme<portwright::mbedtls>;
    using result = decltype(visitor.template operator()<usual>());
    using visit = result (*)(Visitor&);
    visit chosen = [](Visitor& to) -> result { return to.template operator()<usual>(); };
    const auto offer = [&]<class Scheme>() {
        if constexpr (portwright::detail::accepts<system, Scheme>)
            if (name == Scheme::name) chosen = [](Visitor& to) -> result { return to.template operator()<Scheme>(); };
    };
    offer.template operator()<portwright::hmac_sha1<>>();
    offer.template operator()<portwright::hmac_sha256<>>();
    offer.template operator()<portwright::tc3<>>();
    offer.template operator()<portwright::aliyun_rpc<>>();
    offer.template operator()<portwright::acs3<>>();
    return chosen(visitor);
}

} // namespace portwright_tool
