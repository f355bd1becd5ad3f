// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// cpp-httplib's TLS server, of which only the listening, the threads and the TLS are used: what is said on a
// connection is the stage's. Only the two files that serve include this: httplib is slow to compile.

#include <string>

#include <httplib.h>

#include "certificate.hpp"
#include "stage.hpp"

namespace portwright_tool::emulator {

class wire_server : public httplib::SSLServer {
public:
    wire_server(const server_identity& identity, stage& on, const std::string& address);

private:
    bool process_and_close_socket(socket_t socket) override;
    [[nodiscard]] bool is_stopped() const { return svr_sock_ == INVALID_SOCKET; }
    bool accept(SSL* tls, socket_t socket);
    bool wait_for_bytes(SSL* tls, socket_t socket) const;
    bool serve(SSL* tls, socket_t socket);
    bool send(SSL* tls, const output& next) const;
    bool pause(std::chrono::milliseconds time) const;   // false when the server stops meanwhile

    stage& stage_;
};

} // namespace portwright_tool::emulator
