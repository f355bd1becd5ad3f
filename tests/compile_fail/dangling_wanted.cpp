// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: these names are a temporary and would dangle: keep them in a variable that outlives the decoder

#include <portwright/response/decode.hpp>
#include <portwright/tencent/clb.hpp>

#include <array>

using action = portwright::tencent::clb::DescribeListeners;

bool want(portwright::decoder<action>& reader) {
#ifdef GOOD
    static constexpr std::string_view names[] = {"TotalCount"};
    static constexpr std::array<std::string_view, 1> more{"TotalCount"};
    return reader.want(names) && reader.want(more) && reader.want(std::span(names));
#else
    return static_cast<bool>(reader.want(std::array<std::string_view, 1>{"TotalCount"}));
#endif
}
