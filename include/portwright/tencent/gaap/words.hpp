// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Words that several actions of Global Application Acceleration share.

#include <portwright/request/fields.hpp>

namespace portwright::tencent::gaap {

struct Scheduler : word<Scheduler> {
    using word::word;
    static constexpr value rr{"rr"}, wrr{"wrr"}, lc{"lc"}, lrtt{"lrtt"};
    static constexpr value listed[] = {rr, wrr, lc, lrtt};
};

struct RealServerType : word<RealServerType> {
    using word::word;
    static constexpr value IP{"IP"}, DOMAIN{"DOMAIN"};
    static constexpr value listed[] = {IP, DOMAIN};
};

} // namespace portwright::tencent::gaap
