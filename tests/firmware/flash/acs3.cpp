// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "feature.hpp"

#include <portwright/aliyun/ga/update_listener.hpp>
#include <portwright/signature/acs3.hpp>

extern "C" bool provision(const portwright::aliyun::ga::DeleteListener& request,
                          const portwright::context<portwright::acs3<>>& with, std::span<char> buffer) {
    return sign_and_send(request, with, buffer);
}
