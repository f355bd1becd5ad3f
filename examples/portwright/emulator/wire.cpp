// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "wire.hpp"

#include <algorithm>
#include <stdexcept>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace portwright_tool::emulator {
namespace {

constexpr std::size_t longest_request_line = 64U * 1024U;
constexpr int most_requests = 1000;      // on one connection
constexpr int idle_milliseconds = 10000;   // before an unused connection is closed
constexpr int slice_milliseconds = 20;   // how soon a waiting connection notices that the server stops

bool wait_readable(socket_t socket, int milliseconds) {
    pollfd one{socket, POLLIN, 0};
    return ::poll(&one, 1, milliseconds) > 0;
}

}   // namespace

bool connection::begin_request() {
    std::string line;
    char byte = 0;
    pending_.clear();
    while (line.size() < longest_request_line && (line.empty() || line.back() != '\n')) {
        if (read(&byte, 1) != 1) return false;
        line += byte;
    }
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string::npos || first == last) {
        pending_ = line.size() < longest_request_line ? line : "bad\r\n";   // httplib answers 400
        return true;
    }
    target_ = line.substr(first + 1, last - first - 1);
    pending_ = line.substr(0, first + 1) + '/' + line.substr(last);
    return true;
}

void connection::keep_headers(httplib::Request& request) {
    headers_.clear();
    for (const auto& [name, value] : request.headers) headers_.emplace_back(lower(name), value);
    // httplib reads no body of a GET, and would take it for the next request.
    method_ = request.method;
    if (method_ == "GET" && (request.has_header("Content-Length") || request.has_header("Transfer-Encoding"))) {
        request.method = "POST";
    }
    // httplib would take a multipart body apart; here it is refused by its type like any other.
    if (request.is_multipart_form_data()) request.headers.erase("Content-Type");
}

void connection::break_off(std::string_view last_bytes) {
    if (!last_bytes.empty()) write(last_bytes.data(), last_bytes.size());
    broken_ = true;
    ::shutdown(socket_, SHUT_RDWR);
}

bool connection::is_readable() const {
    return !broken_ && (!pending_.empty() || SSL_pending(tls_) > 0 || wait_readable(socket_, 5000));
}

ssize_t connection::read(char* target, size_t size) {
    if (broken_) return -1;
    if (!pending_.empty()) {
        const std::size_t count = pending_.copy(target, size);
        pending_.erase(0, count);
        return static_cast<ssize_t>(count);
    }
    const int count = SSL_read(tls_, target, static_cast<int>(std::min<size_t>(size, 1U << 20U)));
    return count > 0 ? count : -1;
}

ssize_t connection::write(const char* bytes, size_t size) {
    std::size_t written = 0;
    if (broken_ || size == 0 || SSL_write_ex(tls_, bytes, size, &written) != 1) return size == 0 && !broken_ ? 0 : -1;
    return static_cast<ssize_t>(written);
}

void connection::get_remote_ip_and_port(std::string& ip, int& port) const {
    ip = "127.0.0.1";   // bound to nothing else
    port = 0;
}

void connection::get_local_ip_and_port(std::string& ip, int& port) const { get_remote_ip_and_port(ip, port); }

connection& connection_of(const httplib::Request& request) {
    return *static_cast<connection*>(SSL_get_app_data(request.ssl));
}

wire_server::wire_server(const server_identity& identity) : SSLServer(identity.certificate.get(), identity.key.get()) {
    if (!is_valid()) throw std::runtime_error{"cannot set up TLS"};
    SSL_CTX_set_min_proto_version(ssl_context(), TLS1_2_VERSION);
    SSL_CTX_set_mode(ssl_context(), SSL_MODE_AUTO_RETRY);
    set_address_family(AF_INET);
    set_tcp_nodelay(true);
    set_keep_alive_max_count(most_requests);   // what httplib tells the client
    set_keep_alive_timeout(idle_milliseconds / 1000);
    // A waiting connection holds a thread; httplib's eight would let a few idle clients lock the others out.
    new_task_queue = [] { return new httplib::ThreadPool(32); };
    // httplib's default shares a port between processes, which would split requests between two emulators.
    set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
}

bool wire_server::wait_for_request(const connection& wire) const {
    for (int waited = 0; waited < idle_milliseconds; waited += slice_milliseconds) {
        if (svr_sock_ == INVALID_SOCKET) return false;   // the server stops
        if (wait_readable(wire.socket(), slice_milliseconds)) return true;
    }
    return false;
}

void wire_server::serve(SSL* tls, connection& wire) {
    for (int left = most_requests; left > 0; --left) {
        if (SSL_pending(tls) == 0 && !wait_for_request(wire)) return;
        if (!wire.begin_request()) return;
        bool closed = false;
        const bool served = process_request(wire, left == 1, closed, [&](httplib::Request& request) {
            request.ssl = tls;
            wire.keep_headers(request);
        });
        if (!served || closed || wire.broken()) return;
    }
}

bool wire_server::process_and_close_socket(socket_t socket) {
    const std::unique_ptr<SSL, decltype(&SSL_free)> tls{SSL_new(ssl_context()), SSL_free};
    if (tls && SSL_set_fd(tls.get(), socket) == 1) {
        connection wire{tls.get(), socket};
        SSL_set_app_data(tls.get(), &wire);
        if (wait_for_request(wire) && SSL_accept(tls.get()) == 1) {
            serve(tls.get(), wire);
            if (!wire.broken()) SSL_shutdown(tls.get());
        }
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return true;
}

}   // namespace portwright_tool::emulator
