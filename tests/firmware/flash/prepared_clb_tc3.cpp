// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../../bench/requests.hpp"
#include "feature.hpp"

#include <portwright/signature/prepared.hpp>
#include <portwright/signature/tc3.hpp>

extern "C" bool provision(const portwright::context<portwright::tc3<>>& with, std::span<char> buffer) {
    return sign_and_send(portwright::prepared<bench::probed, portwright::tc3<>>{}, with, buffer);
}
