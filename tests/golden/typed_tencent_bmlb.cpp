// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The requests of tencent.bmlb.json as typed C++.

#include <portwright/tencent/bmlb.hpp>

#include "golden.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

namespace bmlb = portwright::tencent::bmlb;

#include "typed_tencent_bmlb.inc"

const test::golden::typed_requests known{
    "tencent.bmlb", [](test::golden::proof& by) {
        for_each_request([&](std::string_view id, const auto& request) { by.typed(id, request); });
    }};

} // namespace
