// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

namespace {
constexpr int prepared_tencent_lb_half = 1;
} // namespace

#include "prepared_tencent_lb.hpp"
