// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The requests of tencent.clb.json as typed C++.

#include <portwright/tencent/clb.hpp>

#include "golden.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

namespace clb = portwright::tencent::clb;

#include "typed_tencent_clb.inc"

const test::golden::typed_requests known{
    "tencent.clb", [](test::golden::proof& by) {
        for_each_request([&](std::string_view id, const auto& request) { by.typed(id, request); });
    }};

} // namespace
