// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Words that several actions of Global Application Acceleration share.

#include <portwright/request/fields.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::gaap {

struct Scheduler : listed_word<Scheduler> {
    using listed_word::listed_word;
    static constexpr value rr{"rr"}, wrr{"wrr"}, lc{"lc"}, lrtt{"lrtt"};
    static constexpr value listed[] = {rr, wrr, lc, lrtt};
};

struct RealServerType : listed_word<RealServerType> {
    using listed_word::listed_word;
    static constexpr value IP{"IP"}, DOMAIN{"DOMAIN"};
    static constexpr value listed[] = {IP, DOMAIN};
};

} // namespace portwright::inline v0_1::tencent::gaap

#include <portwright/core/platform_macros_on.hpp>
