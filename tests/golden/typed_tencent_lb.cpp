// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The requests of tencent.lb.json as typed C++.

#include <portwright/tencent/lb.hpp>

#include "golden.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

namespace lb = portwright::tencent::lb;

#include "typed_tencent_lb.inc"

const test::golden::typed_requests known{
    "tencent.lb", [](test::golden::proof& by) {
        for_each_request([&](std::string_view id, const auto& request) { by.typed(id, request); });
    }};

} // namespace
