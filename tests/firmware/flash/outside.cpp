// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What the features call and what is not theirs.

#include "outside.hpp"

extern "C" bool send_url(const char*, std::size_t) { return true; }
extern "C" bool send_request(const portwright::signed_request&) { return true; }

portwright::http::exchange_result radio::perform(const portwright::signed_request&, portwright::sink,
                                                 const portwright::http::body_source&) {
    return {portwright::error{.code = portwright::errc::timed_out}};
}
portwright::unix_time radio_clock() { return 0; }
std::uint64_t radio_nonce() { return 0; }
