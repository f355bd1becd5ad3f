// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Words that several actions of the legacy load balancer share.

#include <portwright/request/fields.hpp>

namespace portwright::tencent::lb {

struct SSLMode : word<SSLMode> {
    using word::word;
    static constexpr value unidirectional{"unidirectional"}, mutual{"mutual"};
    static constexpr value listed[] = {unidirectional, mutual};
};

struct scheduler : word<scheduler> {
    using word::word;
    static constexpr value wrr{"wrr"}, least_conn{"least_conn"};
    static constexpr value listed[] = {wrr, least_conn};
};

struct httpHash : word<httpHash> {
    using word::word;
    static constexpr value wrr{"wrr"}, ip_hash{"ip_hash"}, least_conn{"least_conn"};
    static constexpr value listed[] = {wrr, ip_hash, least_conn};
};

} // namespace portwright::tencent::lb
