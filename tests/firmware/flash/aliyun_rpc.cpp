// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "feature.hpp"

#include <portwright/aliyun/ga/update_listener.hpp>
#include <portwright/signature/aliyun_rpc.hpp>

extern "C" bool provision(const portwright::aliyun::ga::DeleteListener& request,
                          const portwright::context<portwright::aliyun_rpc<>>& with, std::span<char> buffer) {
    return sign_and_send(request, with, buffer);
}
