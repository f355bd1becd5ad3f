// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The requests of aliyun.ga.json as typed C++.

#include <portwright/aliyun/ga.hpp>

#include "golden.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

namespace ga = portwright::aliyun::ga;

#include "typed_aliyun_ga.inc"

const test::golden::typed_requests known{
    "aliyun.ga", [](test::golden::proof& by) {
        for_each_request([&](std::string_view id, const auto& request) { by.typed(id, request); });
    }};

} // namespace
