// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "wire.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <stdexcept>
#include <thread>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace portwright_tool::emulator {
namespace {

constexpr int idle_milliseconds = 10000;   // before an unused connection is closed
constexpr int slice_milliseconds = 20;   // how soon a waiting connection notices that the server stops

// Takes what OpenSSL writes during a handshake, and sends it as the fault has it.
struct faulty_writer {
    socket_t socket;
    handshake_fault fault;
    std::function<bool(std::chrono::milliseconds)> pause;
    std::size_t sent = 0;

    int write(const char* bytes, int size) {
        for (int i = 0; i < size; ++i) {
            const bool cut = fault.bytes && sent == *fault.bytes;
            if (cut || !pause(fault.drip) || ::send(socket, bytes + i, 1, MSG_NOSIGNAL) != 1) return -1;
            ++sent;
        }
        return size;
    }

    static BIO_METHOD* method() {
        static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> made{
            [] {
                BIO_METHOD* one = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "faulty handshake");
                BIO_meth_set_write(one, [](BIO* bio, const char* bytes, int size) {
                    return static_cast<faulty_writer*>(BIO_get_data(bio))->write(bytes, size);
                });
                BIO_meth_set_ctrl(one, [](BIO*, int what, long, void*) { return what == BIO_CTRL_FLUSH ? 1L : 0L; });
                return one;
            }(),
            BIO_meth_free};
        return made.get();
    }
};

} // namespace

wire_server::wire_server(const server_identity& identity, stage& on, const std::string& address)
    : SSLServer(identity.certificate.get(), identity.key.get()), stage_{on} {
    if (!is_valid()) throw std::runtime_error{"cannot set up TLS"};
    SSL_CTX_set_min_proto_version(ssl_context(), TLS1_2_VERSION);
    SSL_CTX_set_mode(ssl_context(), SSL_MODE_AUTO_RETRY);
    set_address_family(address.find(':') == std::string::npos ? AF_INET : AF_INET6);
    set_tcp_nodelay(true);
    // A waiting connection holds a thread; httplib's eight would let a few idle clients lock the others out.
    new_task_queue = [] { return new httplib::ThreadPool(32); };
    // httplib's default shares a port between processes, which would split requests between two emulators.
    set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
}

bool wire_server::wait_for_bytes(SSL* tls, socket_t socket) const {
    if (tls != nullptr && SSL_pending(tls) > 0) return true;
    for (int waited = 0; waited < idle_milliseconds; waited += slice_milliseconds) {
        if (is_stopped()) return false;
        pollfd one{socket, POLLIN, 0};
        if (::poll(&one, 1, slice_milliseconds) > 0) return true;
    }
    return false;
}

bool wire_server::pause(std::chrono::milliseconds time) const {
    const auto end = std::chrono::steady_clock::now() + time;
    for (;;) {
        const auto left = end - std::chrono::steady_clock::now();
        if (left <= left.zero()) return true;
        if (is_stopped()) return false;
        std::this_thread::sleep_for(
            std::min<std::chrono::nanoseconds>(left, std::chrono::milliseconds{slice_milliseconds}));
    }
}

bool wire_server::send(SSL* tls, const output& next) const {
    if (!pause(next.before)) return false;
    const std::size_t piece = next.each_byte.count() > 0 ? 1 : next.bytes.size();
    for (std::size_t sent = 0; sent < next.bytes.size();) {
        if (!pause(next.each_byte)) return false;
        const std::size_t size = std::min(piece, next.bytes.size() - sent);
        std::size_t written = 0;
        if (SSL_write_ex(tls, next.bytes.data() + sent, size, &written) != 1) return false;
        sent += written;
    }
    return true;
}

// Whether the connection ends as TLS has it.
bool wire_server::serve(SSL* tls, socket_t socket) {
    exchange wire{stage_};
    std::string bytes(16384, '\0');
    while (!wire.is_closed()) {
        if (!wait_for_bytes(tls, socket)) return true;
        const int count = SSL_read(tls, bytes.data(), static_cast<int>(bytes.size()));
        if (count <= 0) return SSL_get_error(tls, count) == SSL_ERROR_ZERO_RETURN;
        wire.receive(std::string_view{bytes}.substr(0, static_cast<std::size_t>(count)));
        while (const auto next = wire.take_output())
            if (!send(tls, *next)) return false;
    }
    return !wire.is_cut();
}

bool wire_server::accept(SSL* tls, socket_t socket) {
    if (SSL_set_fd(tls, socket) != 1 || !wait_for_bytes(nullptr, socket)) return false;
    const handshake_fault fault = stage_.begin_connection();
    if (!fault.bytes && fault.drip.count() == 0) return SSL_accept(tls) == 1;
    faulty_writer writer{socket, fault, [this](std::chrono::milliseconds time) { return pause(time); }};
    BIO* const bio = BIO_new(faulty_writer::method());
    if (bio == nullptr) return false;
    BIO_set_data(bio, &writer);
    BIO_set_init(bio, 1);
    SSL_set0_wbio(tls, bio);
    const bool accepted = SSL_accept(tls) == 1;
    return SSL_set_wfd(tls, socket) == 1 && accepted; // always: the writer ends here
}

bool wire_server::process_and_close_socket(socket_t socket) {
    const std::unique_ptr<SSL, decltype(&SSL_free)> tls{SSL_new(ssl_context()), SSL_free};
    if (tls && accept(tls.get(), socket) && serve(tls.get(), socket)) SSL_shutdown(tls.get());
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return true;
}

} // namespace portwright_tool::emulator
