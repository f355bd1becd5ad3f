// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Words that several actions of the legacy load balancer share.

#include <portwright/request/fields.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

struct SSLMode : listed_word<SSLMode> {
    using listed_word::listed_word;
    static constexpr value unidirectional{"unidirectional"}, mutual{"mutual"};
    static constexpr value listed[] = {unidirectional, mutual};
};

struct scheduler : listed_word<scheduler> {
    using listed_word::listed_word;
    static constexpr value wrr{"wrr"}, least_conn{"least_conn"};
    static constexpr value listed[] = {wrr, least_conn};
};

struct httpHash : listed_word<httpHash> {
    using listed_word::listed_word;
    static constexpr value wrr{"wrr"}, ip_hash{"ip_hash"}, least_conn{"least_conn"};
    static constexpr value listed[] = {wrr, ip_hash, least_conn};
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
