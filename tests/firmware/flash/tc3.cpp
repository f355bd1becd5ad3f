// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "feature.hpp"

#include <portwright/tencent/gaap/http_listeners.hpp>
#include <portwright/signature/tc3.hpp>

extern "C" bool provision(const portwright::tencent::gaap::CreateHTTPListener& request,
                          const portwright::context<portwright::tc3<>>& with, std::span<char> buffer) {
    return sign_and_send(request, with, buffer);
}
