// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Words that several actions of the bare-metal load balancer share.

#include <portwright/request/fields.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::bmlb {

struct inputType : listed_word<inputType> {
    using listed_word::listed_word;
    static constexpr value text{"text"}, hexadecimal{"hexadecimal"};
    static constexpr value listed[] = {text, hexadecimal};
};

} // namespace portwright::inline v0_1::tencent::bmlb

#include <portwright/core/platform_macros_on.hpp>
