// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../../bench/prepared.hpp"
#include "feature.hpp"

#include <portwright/signature/tc3.hpp>
#include <portwright/signature/prepared.hpp>

extern "C" bool provision(const portwright::context<portwright::tc3<>>& with, std::span<char> buffer,
                          std::string_view balancer, int port) {
    return sign_and_send(portwright::prepared<bench::waiting_probed, portwright::tc3<>>{}.with(balancer, port), with,
                         buffer);
}
