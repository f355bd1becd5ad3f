// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// cpp-httplib's TLS server with its own connection loop. The stock one refuses a request line above 8 KB with a
// 414, where a GET of Tencent's may be 32 KB long, and gives a handler no way to break a connection off. Only
// the two files that serve include this: httplib is slow to compile.

#include <memory>
#include <string>
#include <string_view>

#include <httplib.h>

#include "certificate.hpp"
#include "text.hpp"

namespace portwright_tool::emulator {

// One TLS connection. httplib reads the requests from it, each with its target replaced by a plain /.
class connection : public httplib::Stream {
public:
    connection(SSL* tls, socket_t socket) : tls_{tls}, socket_{socket} {}

    // Reads the next request line; false when the peer is gone or sends none.
    bool begin_request();
    // Takes the headers as they came, before httplib acts on them.
    void keep_headers(httplib::Request& request);

    [[nodiscard]] const std::string& method() const { return method_; }   // as it came, like the target
    [[nodiscard]] const std::string& target() const { return target_; }
    [[nodiscard]] const name_values& headers() const { return headers_; }
    [[nodiscard]] bool broken() const { return broken_; }

    // Sends these bytes, then breaks the connection off; nothing else is sent.
    void break_off(std::string_view last_bytes);

    [[nodiscard]] bool is_readable() const override;
    [[nodiscard]] bool is_writable() const override { return !broken_; }
    ssize_t read(char* target, size_t size) override;
    ssize_t write(const char* bytes, size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    [[nodiscard]] socket_t socket() const override { return socket_; }

private:
    SSL* tls_;
    socket_t socket_;
    std::string method_;
    std::string target_;
    name_values headers_;
    std::string pending_;   // read by httplib before the bytes of the wire
    bool broken_ = false;
};

// The connection that a request came on.
[[nodiscard]] connection& connection_of(const httplib::Request& request);

class wire_server : public httplib::SSLServer {
public:
    explicit wire_server(const server_identity& identity);

private:
    bool process_and_close_socket(socket_t socket) override;
    bool wait_for_request(const connection& wire) const;
    void serve(SSL* tls, connection& wire);
};

}   // namespace portwright_tool::emulator
