// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

#include <portwright/core/time.hpp>
#include <portwright/http/transport.hpp>

#include <cstddef>
#include <cstdint>

// Defined in outside.cpp, which is not counted.
extern "C" bool send_url(const char* url, std::size_t size);
extern "C" bool send_request(const portwright::signed_request& request);

struct radio {
    portwright::http::exchange_result perform(const portwright::signed_request& request, portwright::sink answer,
                                              const portwright::http::body_source& body);
};
portwright::unix_time radio_clock();
std::uint64_t radio_nonce();
