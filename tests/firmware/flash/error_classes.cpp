// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/classify.hpp>
#include <portwright/tencent/gaap/http_listeners.hpp>

extern "C" portwright::error_class provision(const portwright::api_error& refusal) {
    return portwright::classify<portwright::tencent::gaap::CreateHTTPListener>(refusal);
}
