// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The requests of tencent.gaap.json as typed C++.

#include <portwright/tencent/gaap.hpp>

#include "golden.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

namespace gaap = portwright::tencent::gaap;

#include "typed_tencent_gaap.inc"

const test::golden::typed_requests known{
    "tencent.gaap", [](test::golden::proof& by) {
        for_each_request([&](std::string_view id, const auto& request) { by.typed(id, request); });
    }};

} // namespace
