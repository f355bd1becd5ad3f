// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Words that several actions of the bare-metal load balancer share.

#include <portwright/request/fields.hpp>

namespace portwright::tencent::bmlb {

struct inputType : word<inputType> {
    using word::word;
    static constexpr value text{"text"}, hexadecimal{"hexadecimal"};
    static constexpr value listed[] = {text, hexadecimal};
};

} // namespace portwright::tencent::bmlb
