// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/http/connect_proxy.hpp>
#include <portwright/http/mbedtls_transport.hpp>

#include "post.hpp"
#include "tls_identity.hpp"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <semaphore>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

// The peer is OpenSSL: another implementation of TLS than the one under test, and stricter about what it is sent.

namespace {

using namespace std::chrono_literals;
using namespace std::string_view_literals;
using portwright::errc;
namespace http = portwright::http;
using http::byte_stream;
using http::mbedtls_transport;

using namespace tls_identity;

const identity& localhost() {
    static const identity made = certify(&authority(), "DNS:localhost");
    return made;
}

struct listener {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    std::uint16_t port = 0;

    explicit listener(int backlog = 16) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(bind(fd, any, size) == 0);
        const int room = 0x10000;
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
        REQUIRE(listen(fd, backlog) == 0);
        REQUIRE(getsockname(fd, any, &size) == 0);
        port = ntohs(address.sin_port);
    }
    listener(const listener&) = delete;
    ~listener() { close(fd); }
};

enum class manner { answers, cuts_off, mute_from_start, mute_after_request, stops_reading };

// Serves one connection after the other on a thread of its own.
class peer {
public:
    std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    int max_version = 0;
    const char* ciphers = nullptr; ///< the only ones of TLS 1.2, as OpenSSL calls them
    bool tickets = true;

    peer(const identity& who, manner how) : who_(who), how_(how) {}
    ~peer() { stop(); }

    std::string host() const { return "localhost:" + std::to_string(at_.port); }
    void start() {
        thread_ = std::thread{[this] { serve(); }};
    }
    void stop() {
        if (!thread_.joinable()) return;
        stopping_ = true;
        shutdown(at_.fd, SHUT_RDWR);
        thread_.join();
    }

    // After stop():
    std::string request;     ///< what came over the last connection
    std::string server_name; ///< indicated
    int whole_requests = 0;
    int connections = 0;
    bool closed_in_order = false;
    int resumed = 0;
    int group = 0; ///< the NID of the last handshake's

private:
    void serve() {
        sigset_t pipe; // OpenSSL writes without regard for it; only the client's side is under test
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        const context_ptr context{SSL_CTX_new(TLS_server_method())};
        SSL_CTX_use_certificate(context.get(), who_.cert.get());
        SSL_CTX_use_PrivateKey(context.get(), who_.key.get());
        if (max_version != 0) {
            SSL_CTX_set_security_level(context.get(), 0);
            SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
            SSL_CTX_set_max_proto_version(context.get(), max_version);
        }
        if (ciphers != nullptr) {
            SSL_CTX_set_max_proto_version(context.get(), TLS1_2_VERSION);
            SSL_CTX_set_dh_auto(context.get(), 1);
            REQUIRE(SSL_CTX_set_cipher_list(context.get(), ciphers) == 1);
        }
        const unsigned char id[] = "test";
        SSL_CTX_set_session_id_context(context.get(), id, sizeof id);
        SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_SERVER);
        if (!tickets) SSL_CTX_set_options(context.get(), SSL_OP_NO_TICKET);
        for (;;) {
            const int fd = accept(at_.fd, nullptr, nullptr);
            if (fd < 0) return;
            ++connections;
            const ssl_ptr ssl{SSL_new(context.get())};
            SSL_set_fd(ssl.get(), fd);
            if (how_ == manner::mute_from_start) wait();
            else if (SSL_accept(ssl.get()) == 1) converse(ssl.get());
            close(fd);
        }
    }

    void wait() const {
        while (!stopping_) std::this_thread::sleep_for(5ms);
    }

    void converse(SSL* ssl) {
        const char* const name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
        if (name != nullptr) server_name = name; // OpenSSL does not tell it of a session that is resumed
        if (SSL_session_reused(ssl) == 1) ++resumed;
        else group = static_cast<int>(SSL_get_negotiated_group(ssl));
        request.clear();
        closed_in_order = false;
        if (how_ == manner::stops_reading) wait();
        while (!is_whole()) {
            if (!receive(ssl)) return;
        }
        ++whole_requests;
        if (how_ == manner::mute_after_request) return wait();
        SSL_write(ssl, answer.data(), static_cast<int>(answer.size()));
        if (how_ == manner::cuts_off) return;
        SSL_shutdown(ssl);
        while (receive(ssl)) {
        }
        closed_in_order = (SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN) != 0;
    }

    bool receive(SSL* ssl) {
        std::array<char, 4096> piece;
        const int n = SSL_read(ssl, piece.data(), piece.size());
        if (n > 0) request.append(piece.data(), static_cast<std::size_t>(n));
        return n > 0;
    }

    bool is_whole() const {
        const auto end = request.find("\r\n\r\n"), length = request.find("Content-Length: ");
        return end != std::string::npos && length != std::string::npos &&
               request.size() - end - 4 >= std::stoul(request.substr(length + 16));
    }

    const identity& who_;
    const manner how_;
    listener at_;
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

struct client {
    mbedtls_transport tls;
    std::string body;
    std::array<char, 4096> io;

    template <class... Below>
    explicit client(const Below&... below) : tls(below...) {
        REQUIRE(tls.trust_pem(authority().pem().c_str()));
    }

    http::exchange_result post(const std::string& host, std::string_view text = "{}") {
        return test::post(tls.stream(), host, text, body, io);
    }
};

constexpr http::time_limits hasty{.connect_ms = 300, .read_ms = 300, .write_ms = 300};

// One request to a peer with that certificate.
http::exchange_result once(const identity& who, client& by, int max_version = 0) {
    peer at{who, manner::answers};
    at.max_version = max_version;
    at.start();
    const auto got = by.post(at.host());
    at.stop();
    if (!got.request_sent) CHECK(at.request.empty());
    return got;
}

void check_refused(const identity& who, std::uint32_t flag) {
    client by;
    const auto got = once(who, by);
    CHECK(!got);
    CHECK(got.error().code == errc::tls_failed);
    CHECK(!got.request_sent);
    CHECK(by.tls.mbedtls_error() != 0);
    CHECK((by.tls.verify_flags() & flag) == flag);
}

// Carries another stream's bytes, to another address than the host's, and fails when told: once.
struct detour {
    byte_stream next;
    std::uint16_t port = 0;
    std::size_t write_most = SIZE_MAX, read_most = SIZE_MAX; // bytes until it fails

    byte_stream stream() {
        return {this,
                [](void* context, std::string_view, std::uint16_t) {
                    auto& me = *static_cast<detour*>(context);
                    return me.next.open(me.next.context, "127.0.0.1", me.port);
                },
                [](void* context, const char* data, std::size_t size) {
                    auto& me = *static_cast<detour*>(context);
                    size = std::min(size, me.write_most);
                    if (size == 0) return me.write_most = SIZE_MAX, http::stream_broken;
                    const auto n = me.next.write(me.next.context, data, size);
                    if (n > 0) me.write_most -= static_cast<std::size_t>(n);
                    return n;
                },
                [](void* context, char* data, std::size_t size) {
                    auto& me = *static_cast<detour*>(context);
                    size = std::min(size, me.read_most);
                    if (size == 0) return me.read_most = SIZE_MAX, http::stream_broken;
                    const auto n = me.next.read(me.next.context, data, size);
                    if (n > 0) me.read_most -= static_cast<std::size_t>(n);
                    return n;
                },
                [](void* context) {
                    auto& me = *static_cast<detour*>(context);
                    me.next.close(me.next.context);
                }};
    }
};

} // namespace

TEST_CASE("a good certificate: the request goes out and the answer comes back, again and again") {
    peer at{localhost(), manner::answers};
    at.start();
    client by;
    for (int i = 0; i < 3; ++i) {
        const auto got = by.post(at.host());
        REQUIRE(got);
        CHECK(got.request_sent);
        CHECK(got->status == 200);
        CHECK(by.body == "hello");
        CHECK(by.tls.mbedtls_error() == 0);
        CHECK(by.tls.verify_flags() == 0);
    }
    at.stop();
    CHECK(at.connections == 3);
    CHECK(at.server_name == "localhost");
    CHECK(at.request.starts_with("POST / HTTP/1.1\r\nHost: localhost:"));
    CHECK(at.request.ends_with("\r\n\r\n{}"));
    CHECK(at.closed_in_order);
}

TEST_CASE("records of every kind of size, both ways") {
    const std::string large(100000, 'x');
    peer at{localhost(), manner::answers};
    at.answer = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + large;
    at.start();
    client by;
    REQUIRE(by.post(at.host(), large));
    CHECK(by.body == large);
    at.stop();
    CHECK(at.request.ends_with(large));
}

TEST_CASE("TLS 1.2 will do, TLS 1.1 will not") {
    client by;
    CHECK(once(localhost(), by, TLS1_2_VERSION));
    const auto got = once(localhost(), by, TLS1_1_VERSION);
    CHECK(got.error().code == errc::tls_failed);
    CHECK(!got.request_sent);
}

TEST_CASE("forward secrecy and authenticated encryption, or nothing") {
    const identity rsa = certify(&authority(), "DNS:localhost", -day, day, key_ptr{EVP_RSA_gen(2048)});
    const auto said = [](const identity& who, const char* ciphers, const int* offered = nullptr) {
        CAPTURE(ciphers);
        peer at{who, manner::answers};
        at.ciphers = ciphers;
        at.start();
        client by;
        if (offered != nullptr) by.tls.set_ciphersuites(offered);
        const auto got = by.post(at.host());
        at.stop();
        if (!got) {
            CHECK(got.error().code == errc::tls_failed);
            CHECK(!got.request_sent);
        }
        return static_cast<bool>(got);
    };
    for (const char* const suite : {"CHACHA20-POLY1305", "AES256-GCM-SHA384", "AES128-GCM-SHA256"}) {
        CHECK(said(rsa, ("ECDHE-RSA-" + std::string(suite)).c_str()));
        CHECK(said(localhost(), ("ECDHE-ECDSA-" + std::string(suite)).c_str()));
    }
    CHECK(said(localhost(), "ECDHE-ECDSA-AES128-CCM"));
    client by;
    CHECK(once(rsa, by)); // by TLS 1.3, where mbedTLS has it
    for (const char* const suite : {
             "AES128-SHA", "AES256-SHA256",             // the peer's key for every connection, and CBC
             "AES128-GCM-SHA256", "AES256-GCM-SHA384",  // the former
             "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES128-SHA256", "ECDHE-RSA-AES256-SHA384", // the latter
             "DHE-RSA-AES128-GCM-SHA256",               // what mbedTLS 4 does not have
         })
        CHECK(!said(rsa, suite));
    CHECK(!said(localhost(), "ECDHE-ECDSA-AES128-SHA256"));
    CHECK(!said(localhost(), "ECDHE-ECDSA-AES128-CCM8")); // an authentication of 8 bytes
    // They are what the peers would have taken.
#if MBEDTLS_VERSION_MAJOR < 4
    CHECK(said(rsa, "AES128-SHA", mbedtls_ssl_list_ciphersuites()));
    CHECK(said(rsa, "AES128-GCM-SHA256", mbedtls_ssl_list_ciphersuites()));
#endif
    CHECK(said(rsa, "ECDHE-RSA-AES128-SHA256", mbedtls_ssl_list_ciphersuites()));
}

TEST_CASE("an answer that ends with the connection needs the closure alert") {
    peer at{localhost(), manner::answers};
    at.answer = "HTTP/1.1 200 OK\r\n\r\nhello";
    at.start();
    client by;
    CHECK(by.post(at.host()));
    CHECK(by.body == "hello");

    peer cut{localhost(), manner::cuts_off};
    cut.answer = at.answer;
    cut.start();
    const auto got = by.post(cut.host());
    CHECK(!got);
    CHECK(got.error().code == errc::receive_failed);
    CHECK(got.request_sent);
}

TEST_CASE("another host's certificate is refused") {
    const identity other = certify(&authority(), "DNS:example.test");
    check_refused(other, MBEDTLS_X509_BADCERT_CN_MISMATCH);
    const identity similar = certify(&authority(), "DNS:localhost.example.test,DNS:*.localhost,DNS:localhos");
    check_refused(similar, MBEDTLS_X509_BADCERT_CN_MISMATCH);
}

TEST_CASE("an authority that nobody trusts is refused, be it the peer itself") {
    const identity stranger = certify(nullptr, nullptr); // of the same name as ours
    const identity peer_of_stranger = certify(&stranger, "DNS:localhost");
    check_refused(peer_of_stranger, MBEDTLS_X509_BADCERT_NOT_TRUSTED);
    check_refused(stranger, MBEDTLS_X509_BADCERT_NOT_TRUSTED);
}

TEST_CASE("without anchors every certificate is refused") {
    peer at{localhost(), manner::answers};
    at.start();
    mbedtls_transport tls;
    const byte_stream stream = tls.stream();
    const auto colon = at.host().find(':');
    const auto port = static_cast<std::uint16_t>(std::stoul(at.host().substr(colon + 1)));
    CHECK(stream.open(stream.context, "localhost", port) == errc::tls_failed);
}

TEST_CASE("a certificate that has expired or is not valid yet is refused") {
    check_refused(certify(&authority(), "DNS:localhost", -2 * day, -day), MBEDTLS_X509_BADCERT_EXPIRED);
    check_refused(certify(&authority(), "DNS:localhost", day, 2 * day), MBEDTLS_X509_BADCERT_FUTURE);
}

TEST_CASE("after a refusal the same transport serves a good peer") {
    client by;
    CHECK(!once(certify(&authority(), "DNS:example.test"), by));
    CHECK(once(localhost(), by));
    CHECK(by.tls.mbedtls_error() == 0);
}

TEST_CASE("what is verified is the request's host, wherever the bytes go") {
    const identity real = certify(&authority(), "DNS:clb.tencentcloudapi.com");
    peer at{real, manner::answers};
    at.start();
    http::mbedtls_sockets sockets;
    detour way{sockets.stream()};
    way.port = static_cast<std::uint16_t>(std::stoul(at.host().substr(10)));
    client by{way.stream()};
    CHECK(by.post("clb.tencentcloudapi.com"));
    CHECK(!by.post("gaap.tencentcloudapi.com"));
    CHECK((by.tls.verify_flags() & MBEDTLS_X509_BADCERT_CN_MISMATCH) != 0);
    CHECK(by.post("clb.tencentcloudapi.com"));
    at.stop();
    CHECK(at.server_name == "clb.tencentcloudapi.com");
    CHECK(at.whole_requests == 2);
}

TEST_CASE("the cheapest curve comes first, and no other is missing") {
    peer at{localhost(), manner::answers};
    at.start();
    client by;
    CHECK(by.post(at.host()));
    at.stop();
    CHECK(at.group == NID_X25519);
    for (const char* const curve : {"P-256", "P-384", "P-521"}) { // of certificates, too
        CAPTURE(curve);
        const identity of_curve = certify(&authority(), "DNS:localhost", -day, day, key_ptr{EVP_EC_gen(curve)});
        CHECK(once(of_curve, by));
    }
}

TEST_CASE("a session is resumed by ticket and by id, to the same host and port only") {
    for (const bool tickets : {true, false}) {
        CAPTURE(tickets);
        peer at{localhost(), manner::answers};
        at.tickets = tickets;
        at.start();
        client by;
        for (int i = 0; i < 3; ++i) {
            CHECK(by.post(at.host()));
            CHECK(by.body == "hello");
            CHECK(by.tls.resumed() == (i != 0));
            CHECK(by.tls.verify_flags() == 0);
        }
        by.tls.forget_session();
        CHECK(by.post(at.host()));
        CHECK_FALSE(by.tls.resumed());
        by.tls.keep_sessions(false);
        CHECK(by.post(at.host()));
        CHECK(by.post(at.host()));
        CHECK_FALSE(by.tls.resumed());
        at.stop();
        CHECK(at.resumed == 2);
        CHECK(at.connections == 6);
    }
    client by;
    CHECK(once(localhost(), by));
    CHECK(once(localhost(), by)); // another port
    CHECK_FALSE(by.tls.resumed());
}

TEST_CASE("another host is never spoken to by a session of the first") {
    const identity real = certify(&authority(), "DNS:clb.tencentcloudapi.com");
    peer at{real, manner::answers};
    at.start();
    http::mbedtls_sockets sockets;
    detour way{sockets.stream()};
    way.port = static_cast<std::uint16_t>(std::stoul(at.host().substr(10)));
    client by{way.stream()};
    CHECK(by.post("clb.tencentcloudapi.com"));
    const auto other = by.post("gaap.tencentcloudapi.com"); // whose certificate it is not
    CHECK(other.error().code == errc::tls_failed);
    CHECK((by.tls.verify_flags() & MBEDTLS_X509_BADCERT_CN_MISMATCH) != 0);
    CHECK(by.post("clb.tencentcloudapi.com"));
    CHECK(by.tls.resumed());
}

TEST_CASE("a session lasts over a reboot, and what is no session costs a whole handshake at most") {
    peer at{localhost(), manner::answers};
    at.start();
    std::vector<std::uint8_t> saved(4096);
    {
        client first;
        CHECK(first.tls.export_session(saved).error().code == errc::tls_failed); // there is none yet
        CHECK(first.post(at.host()));
        const auto short_by = first.tls.export_session(std::span(saved).first(10));
        CHECK(short_by.error().code == errc::buffer_too_small);
        const auto size = static_cast<std::size_t>(short_by.error().number);
        CHECK(first.tls.export_session(std::span(saved).first(size - 1)).error().number == short_by.error().number);
        const auto written = first.tls.export_session(saved);
        REQUIRE(written);
        CHECK(written->size() == size);
        CHECK(size < 2700);
        saved.resize(size);
    }
    client second;
    REQUIRE(second.tls.import_session(saved));
    CHECK(second.post(at.host()));
    CHECK(second.tls.resumed());

    for (std::size_t size = 0; size < saved.size(); size += size < 40 ? 1 : 97) {
        client cut;
        CHECK(cut.tls.import_session(std::span(saved).first(size)).error().code == errc::tls_failed);
        CHECK(cut.tls.export_session(saved).error().code == errc::tls_failed);
    }
    for (std::size_t spoilt : {std::size_t{30}, saved.size() / 2, saved.size() - 40}) {
        CAPTURE(spoilt);
        std::vector<std::uint8_t> bytes = saved;
        bytes[spoilt] ^= 0x55;
        client wrong;
        static_cast<void>(wrong.tls.import_session(bytes));
        CHECK(wrong.post(at.host()));
        CHECK(wrong.body == "hello");
    }
    peer forgetful{localhost(), manner::answers}; // another server with the same name, elsewhere
    forgetful.start();
    client third;
    REQUIRE(third.tls.import_session(saved));
    CHECK(third.post(forgetful.host()));
    CHECK_FALSE(third.tls.resumed());
}

TEST_CASE("an address as a host is verified as an address, or refused where mbedTLS cannot") {
    const identity by_address = certify(&authority(), "IP:127.0.0.1");
    peer at{by_address, manner::answers};
    at.start();
    client by;
    const auto got = by.post("127.0.0.1" + at.host().substr(9));
#if MBEDTLS_VERSION_NUMBER >= 0x03050000
    CHECK(got);
#else
    CHECK(got.error().code == errc::tls_failed);
#endif
}

TEST_CASE("nobody listens") {
    std::string host;
    {
        const listener gone;
        host = "localhost:" + std::to_string(gone.port);
    }
    client by;
    const auto got = by.post(host);
    CHECK(got.error().code == errc::connect_failed);
    CHECK(!got.request_sent);
    CHECK(by.tls.verify_flags() == 0xFFFFFFFF);
}

TEST_CASE("a host that is no name") {
    client by;
    CHECK(by.post(std::string(254, 'a')).error().code == errc::bad_host);
    const byte_stream stream = by.tls.stream();
    CHECK(stream.open(stream.context, "local\0host"sv, 443) == errc::bad_host);
    CHECK(stream.open(stream.context, "", 443) == errc::bad_host);
}

TEST_CASE("time limits end every wait") {
    client by{hasty};
    const auto began = std::chrono::steady_clock::now();

    SUBCASE("connecting") {
        const listener full{0}; // its queue is filled, and what comes then is not answered
        std::vector<int> waiting;
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(full.port);
        for (int i = 0; i < 4; ++i) {
            waiting.push_back(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
            static_cast<void>(connect(waiting.back(), reinterpret_cast<const sockaddr*>(&address), sizeof address));
        }
        std::this_thread::sleep_for(50ms);
        const auto got = by.post("127.0.0.1:" + std::to_string(full.port));
        CHECK(got.error().code == errc::timed_out);
        CHECK(!got.request_sent);
        for (const int fd : waiting) close(fd);
    }
    SUBCASE("the handshake") {
        peer mute{localhost(), manner::mute_from_start};
        mute.start();
        const auto got = by.post(mute.host());
        CHECK(got.error().code == errc::timed_out);
        CHECK(!got.request_sent);
    }
    SUBCASE("the answer") {
        peer mute{localhost(), manner::mute_after_request};
        mute.start();
        const auto got = by.post(mute.host());
        CHECK(got.error().code == errc::timed_out);
        CHECK(got.request_sent);
    }
    SUBCASE("sending") {
        peer full{localhost(), manner::stops_reading};
        full.start();
        const std::string large(12 << 20, 'x');
        const auto got = by.post(full.host(), large);
        CHECK(got.error().code == errc::timed_out);
        CHECK(!got.request_sent);
        full.stop(); // now it reads what there is
        CHECK(full.whole_requests == 0);
    }
    const auto took = std::chrono::steady_clock::now() - began;
    CHECK(took >= 290ms);
    CHECK(took < 120s); // 12 MB are encrypted first, on an emulated processor, too
}

namespace {

// Sends some bytes, and then one that never ends anything every 20 ms.
struct dripping_peer {
    listener at{};
    std::thread thread{};

    explicit dripping_peer(std::string begin) {
        thread = std::thread{[this, begin = std::move(begin)] {
            const int fd = accept(at.fd, nullptr, nullptr);
            if (fd < 0) return;
            bool goes_on = true;
            for (std::size_t i = 0; goes_on; ++i) {
                goes_on = send(fd, i < begin.size() ? &begin[i] : "\0", 1, MSG_NOSIGNAL) == 1;
                std::this_thread::sleep_for(20ms);
            }
            close(fd);
        }};
    }
    dripping_peer(const dripping_peer&) = delete;
    ~dripping_peer() {
        shutdown(at.fd, SHUT_RDWR);
        thread.join();
    }
};

} // namespace

TEST_CASE("an opening that drips ends with its own limit, and with the caller's") {
    const auto began = std::chrono::steady_clock::now();
    const auto check_timed_out = [](const byte_stream& stream, const dripping_peer& at) {
        CHECK(stream.open(stream.context, "localhost", at.at.port) == errc::timed_out);
    };
    const auto record = "\x16\x03\x03\x40\x00"sv; // of a handshake, 16 KB long
    SUBCASE("the handshake, its own") {
        const dripping_peer at{std::string(record)};
        client by{http::time_limits{.open_ms = 300}};
        check_timed_out(by.tls.stream(), at);
    }
    SUBCASE("the handshake, the caller's") {
        const dripping_peer at{std::string(record)};
        client by;
        by.tls.stream().limit_waits(300);
        check_timed_out(by.tls.stream(), at);
    }
    SUBCASE("a proxy's answer") {
        const dripping_peer at{"HTTP/1.1 200 OK\r\n"};
        http::mbedtls_sockets sockets;
        const std::string place = "127.0.0.1:" + std::to_string(at.at.port);
        http::connect_proxy proxy{sockets.stream(), place};
        client by{proxy.stream(), std::uint32_t{300}};
        check_timed_out(by.tls.stream(), at);
    }
    const auto took = std::chrono::steady_clock::now() - began;
    CHECK(took >= 290ms);
    CHECK(took < 10s);
}

TEST_CASE("the limit of an opening is over with it") {
    peer at{localhost(), manner::answers};
    at.start();
    client by{http::time_limits{.open_ms = 2000}};
    const byte_stream stream = by.tls.stream();
    REQUIRE(stream.open(stream.context, "localhost", static_cast<std::uint16_t>(std::stoul(at.host().substr(10)))) ==
            errc::none);
    std::this_thread::sleep_for(2100ms);
    const auto request = "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"sv;
    CHECK(stream.write(stream.context, request.data(), request.size()) == static_cast<std::ptrdiff_t>(request.size()));
    char first = 0;
    CHECK(stream.read(stream.context, &first, 1) == 1);
    stream.close(stream.context);
}

TEST_CASE("the stream below fails after so many bytes") {
    peer at{localhost(), manner::answers};
    at.start();
    http::mbedtls_sockets sockets;
    detour way{sockets.stream()};
    way.port = static_cast<std::uint16_t>(std::stoul(at.host().substr(10)));
    client by{way.stream()};
    int sent = 0, answered = 0, failed = 0;
    const auto attempt = [&](std::size_t& limit, std::size_t bytes) {
        way.write_most = way.read_most = SIZE_MAX;
        limit = bytes;
        const auto got = by.post("localhost");
        sent += got.request_sent ? 1 : 0;
        answered += got ? 1 : 0;
        failed += got ? 0 : 1;
        CHECK((by.tls.mbedtls_error() != 0) == !got);
    };
    SUBCASE("writing: what was not sent whole does not arrive, not even by closing") {
        for (std::size_t bytes = 0; bytes < 1200; bytes += 11) attempt(way.write_most, bytes);
        CHECK(sent == answered);
    }
    SUBCASE("reading") {
        for (std::size_t bytes = 0; bytes < 1800; bytes += 17) attempt(way.read_most, bytes);
        CHECK(sent > answered);
    }
    at.stop();
    CHECK(at.whole_requests <= sent);
    CHECK(answered > 0);
    CHECK(failed > 20);
}

TEST_CASE("a peer that resets does not end the process") {
    listener at;
    std::binary_semaphore opened{0};
    std::thread rude{[&] {
        const int fd = accept(at.fd, nullptr, nullptr);
        const linger now{1, 0};
        opened.acquire();
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        close(fd);
    }};
    http::mbedtls_sockets sockets{hasty};
    const byte_stream stream = sockets.stream();
    CHECK(stream.open(stream.context, "127.0.0.1", at.port) == errc::none);
    opened.release();
    rude.join();
    std::ptrdiff_t n = 1;
    for (int i = 0; i < 100 && n > 0; ++i) {
        n = stream.write(stream.context, "x", 1);
        std::this_thread::sleep_for(1ms);
    }
    CHECK(n == http::stream_broken);
    stream.close(stream.context);
}

TEST_CASE("anchors: several in one text, in DER, and none in nonsense") {
    const std::string ours = authority().pem(), others = certify(nullptr, nullptr).pem();
    const auto serves = [](mbedtls_transport& tls) {
        peer at{localhost(), manner::answers};
        at.start();
        const byte_stream stream = tls.stream();
        const auto port = static_cast<std::uint16_t>(std::stoul(at.host().substr(10)));
        const bool good = stream.open(stream.context, "localhost", port) == errc::none;
        if (good) stream.close(stream.context);
        return good;
    };
    SUBCASE("several") {
        mbedtls_transport tls;
        CHECK(tls.trust_pem((others + ours).c_str()));
        CHECK(serves(tls));
    }
    SUBCASE("one after the other") {
        mbedtls_transport tls;
        CHECK(tls.trust_pem(others.c_str()));
        CHECK(!serves(tls));
        CHECK(tls.trust_pem(ours.c_str()));
        CHECK(serves(tls));
    }
    SUBCASE("DER") {
        const std::vector<std::uint8_t> der = authority().der();
        mbedtls_transport tls;
        CHECK(tls.trust_der(der));
        CHECK(serves(tls));
    }
    SUBCASE("nonsense") {
        mbedtls_transport tls;
        for (const std::string& text : {std::string{}, std::string{"nonsense"}, ours.substr(0, ours.size() / 2)}) {
            const auto trusted = tls.trust_pem(text.c_str());
            REQUIRE(!trusted);
            CHECK(trusted.error().code == errc::tls_failed);
            CHECK(trusted.error().number < 0);
        }
        const std::vector<std::uint8_t> der = authority().der();
        CHECK(!tls.trust_der({der.data(), der.size() - 1}));
        CHECK(!tls.trust_der({}));
        CHECK(!serves(tls));
    }
    SUBCASE("one that is broken among good ones") {
        std::string broken = others;
        broken.replace(broken.find('\n') + 1, 8, "AAAAAAAA");
        mbedtls_transport tls;
        const auto trusted = tls.trust_pem((broken + ours).c_str());
        REQUIRE(!trusted);
        CHECK(trusted.error().number == 1);
        CHECK(serves(tls));
    }
}
