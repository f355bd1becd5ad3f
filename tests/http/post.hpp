// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <portwright/http/exchange.hpp>

#include <span>
#include <string>
#include <string_view>

namespace test {

/// Posts a text to a host, over a stream of TLS, and puts the answer's body into `body`.
inline portwright::http::exchange_result post(const portwright::http::byte_stream& over, std::string_view host,
                                              std::string_view text, std::string& body, std::span<char> io) {
    portwright::signed_request request;
    request.verb = portwright::method::POST;
    request.host = host;
    request.path = "/";
    request.body = text;
    body.clear();
    const portwright::sink into{[](void* context, const char* data, std::size_t size) {
                                    static_cast<std::string*>(context)->append(data, size);
                                    return true;
                                },
                                &body};
    return portwright::http::exchange(over, request, into, io);
}

} // namespace test
