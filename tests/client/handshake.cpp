// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Declarations over TLS whose handshake goes wrong: the emulator behind OpenSSL, in this process and in a time of its
// own, and mbedTLS on our side.

#include "../../examples/portwright/emulator/certificate.hpp"
#include "../../examples/portwright/emulator/stage.hpp"
#include "../emulator_options.hpp"
#include "../one_of.hpp"

#include <portwright/calls/ensure.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/connect_proxy.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

#include <doctest/doctest.h>

#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace portwright;
using namespace portwright_tool::emulator;
namespace clb = tencent::clb;

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};

constexpr std::uint64_t never = ~std::uint64_t{0};

/// What becomes of the bytes that the first `connections` give back.
struct wire_fault {
    unsigned connections = 1;
    std::size_t cut_after = SIZE_MAX; ///< bytes of one connection
    std::ptrdiff_t ends_with = http::stream_broken; ///< what a read returns then
    std::uint32_t byte_ms = 0; ///< each byte comes alone, after so long
};

/// The bytes between TLS and the cloud.
class tls_cloud {
public:
    wire_fault fault{};
    instant now{1800000000, 5000};
    unsigned opened = 0, open_now = 0;
    std::size_t handshake = 0; ///< bytes that the cloud sent for the last one
    std::string before{}; ///< what comes first on each connection, a proxy's answer say

    explicit tls_cloud(const server_identity& identity) : context_(SSL_CTX_new(TLS_server_method())) {
        SSL_CTX_use_certificate(context_.get(), identity.certificate.get());
        SSL_CTX_use_PrivateKey(context_.get(), identity.key.get());
        auto options = test::emulator_that_knows({.id = "AKIDexample", .secret = "example-secret"});
        options.clock = [this] { return now.wall; };
        options.seed = 7;
        stage_.emplace(options);
    }
    tls_cloud(const tls_cloud&) = delete;
    tls_cloud& operator=(const tls_cloud&) = delete;

    std::size_t count() { return stage_->cloud().count("tencent.clb", "lb-a"); }

    http::byte_stream stream() {
        return {.context = this,
                .open =
                    [](void* self, std::string_view, std::uint16_t) {
                        static_cast<tls_cloud*>(self)->connect();
                        return errc::none;
                    },
                .write = [](void* self, const char* from, std::size_t size) -> std::ptrdiff_t {
                    return static_cast<tls_cloud*>(self)->take(from, size);
                },
                .read = [](void* self, char* to, std::size_t size) -> std::ptrdiff_t {
                    return static_cast<tls_cloud*>(self)->give(to, size);
                },
                .close = [](void* self) { --static_cast<tls_cloud*>(self)->open_now; },
                .limit =
                    [](void* self, std::uint32_t ms) {
                        auto& me = *static_cast<tls_cloud*>(self);
                        me.ends_at_ = ms != 0 ? me.now.monotonic + ms : never;
                    }};
    }

private:
    void connect() {
        ++opened;
        CHECK(++open_now == 1);
        given_ = 0;
        handshake = 0;
        plain_ = before;
        asked_.clear();
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
        SSL_set_accept_state(ssl_.get());
        exchange_.emplace(*stage_);
    }

    std::ptrdiff_t take(const char* from, std::size_t size) {
        std::string_view bytes{from, size};
        if (!before.empty() && asked_.find("\r\n\r\n") == std::string::npos) { // it is the proxy's
            asked_ += bytes;
            return static_cast<std::ptrdiff_t>(size);
        }
        BIO_write(SSL_get_rbio(ssl_.get()), from, static_cast<int>(size));
        std::array<char, 4096> piece;
        for (int n; (n = SSL_read(ssl_.get(), piece.data(), piece.size())) > 0;) {
            exchange_->receive({piece.data(), static_cast<std::size_t>(n)});
            while (const auto next = exchange_->take_output())
                SSL_write(ssl_.get(), next->bytes.data(), static_cast<int>(next->bytes.size()));
        }
        if (SSL_is_init_finished(ssl_.get()) == 0 || handshake == 0) handshake = given_ + waiting();
        return static_cast<std::ptrdiff_t>(size);
    }

    std::size_t waiting() const { return BIO_ctrl_pending(SSL_get_wbio(ssl_.get())); }

    std::ptrdiff_t give(char* to, std::size_t size) {
        const wire_fault with = opened <= fault.connections ? fault : wire_fault{};
        size = std::min(size, with.cut_after - given_);
        if (size == 0) return with.ends_with;
        if (with.byte_ms != 0) {
            size = 1;
            now.monotonic += with.byte_ms;
            if (now.monotonic >= ends_at_) return http::stream_timed_out;
        }
        if (!plain_.empty()) {
            size = std::min(size, plain_.size());
            plain_.copy(to, size);
            plain_.erase(0, size);
        } else {
            const int n = BIO_read(SSL_get_wbio(ssl_.get()), to, static_cast<int>(size));
            if (n <= 0) return http::stream_end;
            size = static_cast<std::size_t>(n);
        }
        given_ += size;
        return static_cast<std::ptrdiff_t>(size);
    }

    std::unique_ptr<SSL_CTX, freed_by<SSL_CTX_free>> context_;
    std::optional<stage> stage_{};
    std::optional<exchange> exchange_{};
    std::unique_ptr<SSL, freed_by<SSL_free>> ssl_{};
    std::string plain_{}, asked_{};
    std::size_t given_ = 0;
    std::uint64_t ends_at_ = never;
};

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr std::uint16_t ports[] = {80};
constexpr clb::CreateListener wanted{.LoadBalancerId = "lb-a", .Ports = ports, .Protocol = clb::Protocol::TCP};

const server_identity& identity() {
    static const server_identity made = make_server_identity();
    return made;
}

/// One device, switched on.
ensure_report declare(tls_cloud& cloud, const http::byte_stream& stream, const std::string& trusted,
                      std::string_view endpoint = "") {
    const auto tls = std::make_unique<http::mbedtls_transport>(stream);
    REQUIRE(tls->trust_pem(trusted.c_str()));
    std::array<char, 2048> io;
    http::stream_transport transport{tls->stream(), io};
    std::uint64_t random = 1;
    client_options options{.region = "ap-guangzhou",
                           .pause =
                               [](void* self, std::uint32_t ms) {
                                   auto& c = *static_cast<tls_cloud*>(self);
                                   c.now.monotonic += ms;
                                   c.now.wall += ms / 1000 + 1;
                               },
                           .pause_context = &cloud};
    if (!endpoint.empty()) options.endpoint = endpoint;
    client device{transport, who, [&cloud] { return cloud.now; }, [&random] { return ++random; }, options};
    std::array<char, ensure_scratch<clb::CreateListener>> scratch;
    return device.ensure(wanted, scratch);
}

TEST_CASE("handshake: cut after each byte of what the cloud sends, and then once not") {
    std::size_t whole = 1;
    for (std::size_t bytes = 0; bytes <= whole; bytes += PORTWRIGHT_ONE_OF) {
        tls_cloud cloud{identity()};
        cloud.fault = {.cut_after = bytes,
                       .ends_with = bytes % 3 == 0   ? http::stream_broken
                                    : bytes % 3 == 1 ? http::stream_timed_out
                                                     : http::stream_end};
        const ensure_report got = declare(cloud, cloud.stream(), identity().ca_pem);
        CHECK(got.outcome == ensure_outcome::done);
        CHECK(got.change == ensure_change::created);
        CHECK(cloud.count() == 1);
        CHECK(cloud.opened == 2);
        CHECK(cloud.open_now == 0);
        whole = cloud.handshake; // of the second one, which is a byte shorter or longer: so is a signature
    }
    CHECK(whole > 500);
}

TEST_CASE("handshake: always cut, nothing is sent and nothing made") {
    for (std::size_t bytes = 0; bytes < 700; bytes += 7) {
        tls_cloud cloud{identity()};
        cloud.fault = {.connections = ~0u, .cut_after = bytes};
        const ensure_report got = declare(cloud, cloud.stream(), identity().ca_pem);
        CHECK(got.outcome == ensure_outcome::not_sent);
        CHECK(got.error.code == errc::tls_failed);
        CHECK(cloud.count() == 0);
        CHECK(cloud.open_now == 0);
    }
}

TEST_CASE("handshake: a byte in half a second ends with the attempt, and a whole one follows") {
    for (const bool through_proxy : {false, true}) {
        for (const bool ends : {true, false}) {
            tls_cloud cloud{identity()};
            cloud.fault = {.connections = ends ? 1 : ~0u, .byte_ms = 500};
            if (through_proxy) cloud.before = "HTTP/1.1 200 " + std::string(100, 'x') + "\r\n\r\n";
            http::connect_proxy proxy{cloud.stream(), "proxy.example:3128"};
            const auto stream = through_proxy ? proxy.stream() : cloud.stream();
            const auto began = cloud.now.monotonic;
            const ensure_report got = declare(cloud, stream, identity().ca_pem);
            CHECK(got.outcome == (ends ? ensure_outcome::done : ensure_outcome::not_sent));
            if (!ends) CHECK(got.error.code == errc::timed_out);
            CHECK(cloud.count() == (ends ? 1 : 0));
            CHECK(cloud.opened == (ends ? 2 : 5));
            CHECK(cloud.now.monotonic - began < (ends ? 60000 : 5 * 30000 + 60000)); // 30 s an attempt, and pauses
        }
    }
}

TEST_CASE("handshake: a certificate of another authority, or for another name, is no cloud") {
    const server_identity other = make_server_identity();
    tls_cloud cloud{identity()};
    CHECK(declare(cloud, cloud.stream(), other.ca_pem).error.code == errc::tls_failed);
    const ensure_report wrong_name = declare(cloud, cloud.stream(), identity().ca_pem, "clb.example.com");
    CHECK(wrong_name.outcome == ensure_outcome::not_sent);
    CHECK(wrong_name.error.code == errc::tls_failed);
    CHECK(cloud.count() == 0);
    CHECK(declare(cloud, cloud.stream(), identity().ca_pem));
    CHECK(cloud.count() == 1);
}

TEST_CASE("handshake: a certificate that has expired, or is not valid yet, is no cloud") {
    struct days {
        long from, to;
        bool good;
    };
    for (const days& valid : {days{-2, -1, false}, days{1, 2, false}, days{-1, 1, true}}) {
        server_identity own = make_server_identity(); // made its own authority: only its days are wrong
        X509* const cert = own.certificate.get();
        X509_gmtime_adj(X509_getm_notBefore(cert), valid.from * 86400);
        X509_gmtime_adj(X509_getm_notAfter(cert), valid.to * 86400);
        X509_set_issuer_name(cert, X509_get_subject_name(cert));
        REQUIRE(X509_sign(cert, own.key.get(), EVP_sha256()) != 0);
        const std::unique_ptr<BIO, freed_by<BIO_free>> out{BIO_new(BIO_s_mem())};
        PEM_write_bio_X509(out.get(), cert);
        char* text = nullptr;
        const long size = BIO_get_mem_data(out.get(), &text);
        tls_cloud cloud{own};
        const ensure_report got = declare(cloud, cloud.stream(), std::string(text, static_cast<std::size_t>(size)));
        CHECK(got.outcome == (valid.good ? ensure_outcome::done : ensure_outcome::not_sent));
        CHECK(got.error.code == (valid.good ? errc::none : errc::tls_failed));
        CHECK(cloud.count() == (valid.good ? 1 : 0));
    }
}

} // namespace
