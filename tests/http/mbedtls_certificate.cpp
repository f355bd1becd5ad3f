// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/http/mbedtls_certificate.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/http/pinned_mbedtls_transport.hpp>

#include "../one_of.hpp"
#include "post.hpp"
#include "tls_identity.hpp"

#include <doctest/doctest.h>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The peers that a client must refuse, each for a reason of its own. A peer is OpenSSL in memory, behind the stream that
// the transport works over: no socket, no thread, and every byte of it can be spoilt.

namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
using namespace tls_identity;
using portwright::errc;
namespace http = portwright::http;
using http::byte_stream;

constexpr const char* host = "clb.tencentcloudapi.com";
constexpr std::uint32_t not_seen = 0xFFFFFFFF;
constexpr int bad_certificate = -0x7A00; // MBEDTLS_ERR_SSL_BAD_CERTIFICATE, which 2.28 calls BAD_HS_CERTIFICATE

class memory_peer {
public:
    std::vector<identity> chain; ///< its own certificate, then the others that it shows
    int min_version = TLS1_2_VERSION, max_version = 0;
    const char* ciphers = nullptr;
    const char* signatures = nullptr;
    std::vector<std::uint8_t> shown_instead; ///< of its own certificate, in TLS 1.2, where all can see it
    bool is_gone = false, goes_silent = false;
    std::string in_the_open; ///< what it says to the first bytes, in place of TLS
    std::function<void(memory_peer&)> answer = [](memory_peer& me) {
        me.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        me.close();
    };

    std::string request;
    int handshakes = 0;
    int connections = 0;

    byte_stream stream() {
        return {this, [](void* me, std::string_view, std::uint16_t) { return self(me).open(); },
                [](void* me, const char* data, std::size_t size) {
                    if (self(me).ssl_) BIO_write(SSL_get_rbio(self(me).ssl_.get()), data, static_cast<int>(size));
                    return static_cast<std::ptrdiff_t>(size);
                },
                [](void* me, char* data, std::size_t size) { return self(me).read(data, size); },
                [](void* me) { self(me).goes_on(); }};
    }

    /// After what it shows has changed: it forgets its sessions, too.
    void renew() { context_.reset(); }

    // For an answer:
    void say(std::string_view text) {
        SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size()));
        drain();
    }
    void close() {
        SSL_shutdown(ssl_.get());
        end();
    }
    void end() {
        drain();
        ended_ = true;
    }
    SSL* ssl() { return ssl_.get(); }
    /// The bytes on their way to the client. Records that were said one by one begin where the former had its end.
    std::string& sent() { return out_; }

private:
    static memory_peer& self(void* context) { return *static_cast<memory_peer*>(context); }

    errc open() {
        if (is_gone) return errc::connect_failed;
        ++connections;
        out_.clear();
        request.clear();
        ended_ = answered_ = false;
        ssl_.reset();
        if (!in_the_open.empty()) return errc::none;
        if (!context_) prepare(); // or else it still knows its sessions
        ssl_.reset(SSL_new(context_.get()));
        SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
        SSL_set_accept_state(ssl_.get());
        return errc::none;
    }

    void prepare() {
        context_.reset(SSL_CTX_new(TLS_server_method()));
        SSL_CTX* const context = context_.get();
        SSL_CTX_set_security_level(context, 0); // what is refused is to be refused by the client
        if (!chain.empty()) {
            REQUIRE(SSL_CTX_use_certificate(context, chain[0].cert.get()) == 1);
            REQUIRE(SSL_CTX_use_PrivateKey(context, chain[0].key.get()) == 1);
            for (std::size_t i = 1; i < chain.size(); ++i) SSL_CTX_add1_chain_cert(context, chain[i].cert.get());
        }
        SSL_CTX_set_min_proto_version(context, min_version);
        SSL_CTX_set_max_proto_version(context, max_version);
        SSL_CTX_set_dh_auto(context, 1);
        if (ciphers != nullptr) REQUIRE(SSL_CTX_set_cipher_list(context, ciphers) == 1);
        if (signatures != nullptr) REQUIRE(SSL_CTX_set1_sigalgs_list(context, signatures) == 1);
    }

    void drain() {
        std::array<char, 4096> piece;
        for (int n; (n = BIO_read(SSL_get_wbio(ssl_.get()), piece.data(), piece.size())) > 0;)
            out_.append(piece.data(), static_cast<std::size_t>(n));
        if (shown_instead.empty()) return;
        const std::vector<std::uint8_t> own = chain[0].der();
        const auto found = std::search(out_.begin(), out_.end(), own.begin(), own.end(),
                                       [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
        if (found != out_.end()) std::copy(shown_instead.begin(), shown_instead.end(), found);
    }

    void goes_on() {
        if (!ssl_) {
            if (!answered_) out_ = in_the_open;
            answered_ = true;
            ended_ = !goes_silent;
            return;
        }
        const bool was_done = SSL_is_init_finished(ssl_.get()) == 1;
        std::array<char, 4096> piece;
        int n;
        while ((n = SSL_read(ssl_.get(), piece.data(), piece.size())) > 0)
            request.append(piece.data(), static_cast<std::size_t>(n));
        if (!was_done && SSL_is_init_finished(ssl_.get()) == 1) ++handshakes;
        if (SSL_get_error(ssl_.get(), n) != SSL_ERROR_WANT_READ) ended_ = true;
        drain();
        if (!answered_ && request.ends_with("\r\n\r\n{}")) {
            answered_ = true;
            answer(*this);
        }
    }

    std::ptrdiff_t read(char* data, std::size_t size) {
        if (out_.empty() && !ended_) goes_on();
        if (out_.empty()) return ended_ ? http::stream_end : http::stream_timed_out;
        const std::size_t n = std::min(size, out_.size());
        std::memcpy(data, out_.data(), n);
        out_.erase(0, n);
        return static_cast<std::ptrdiff_t>(n);
    }

    context_ptr context_;
    ssl_ptr ssl_;
    std::string out_;
    bool ended_ = false, answered_ = false;
};

template <class Transport>
struct basic_client {
    Transport tls;
    std::string body;
    std::array<char, 4096> io;

    explicit basic_client(memory_peer& peer, const identity* anchor = &authority()) : tls(peer.stream()) {
        if (anchor != nullptr) REQUIRE(tls.trust_pem(anchor->pem().c_str()));
    }
    basic_client(std::span<const http::key_pin> pins, memory_peer& peer) : tls(pins, peer.stream()) {
        REQUIRE(tls.trust_pem(authority().pem().c_str()));
    }

    http::exchange_result post(std::string_view to = host) { return test::post(tls.stream(), to, "{}", body, io); }
};

using client = basic_client<http::mbedtls_transport>;

// Certificates, of the authority where nothing else is said.

statement named(const std::string& names, std::vector<std::pair<int, std::string>> more = {}) {
    statement says;
    says.extensions = std::move(more);
    says.extensions.emplace_back(NID_subject_alt_name, names);
    return says;
}

statement right(std::vector<std::pair<int, std::string>> more = {}) { return named("DNS:"s + host, std::move(more)); }

statement authority_of(std::vector<std::pair<int, std::string>> extensions = {
                           {NID_basic_constraints, "critical,CA:TRUE"}}) {
    statement says;
    says.common = "portwright test intermediate";
    says.extensions = std::move(extensions);
    return says;
}

template <class... Identities>
std::vector<identity> list(Identities&&... some) {
    std::vector<identity> made;
    (made.push_back(std::forward<Identities>(some)), ...);
    return made;
}

std::vector<identity> shows(const statement& says, key_ptr key = {}) {
    return list(certify(&authority(), says, std::move(key)));
}

std::vector<identity> shows_by(const statement& intermediate, key_ptr key = {}, const statement& says = right()) {
    identity middle = certify(&authority(), intermediate, std::move(key));
    identity peer = certify(&middle, says);
    return list(std::move(peer), std::move(middle));
}

std::vector<identity> shows_raw(std::string name, char kind = '\x82') {
    statement says;
    says.name = std::move(name);
    says.name_kind = kind;
    return shows(says);
}

template <class Change>
std::vector<identity> shows_changed(Change&& change) {
    statement says = right();
    change(says);
    return shows(says);
}

key_ptr weak_rsa() {
    static const key_ptr made{EVP_RSA_gen(1024)};
    EVP_PKEY_up_ref(made.get());
    return key_ptr{made.get()};
}

// One whose private key is not that of its certificate.
std::vector<identity> shows_without_its_key() {
    std::vector<identity> made = shows(right());
    const key_ptr other{EVP_EC_gen("P-256")};
    BIGNUM* secret = nullptr;
    REQUIRE(EVP_PKEY_get_bn_param(other.get(), OSSL_PKEY_PARAM_PRIV_KEY, &secret) == 1);
    std::array<unsigned char, 65> point;
    std::size_t size = 0;
    REQUIRE(EVP_PKEY_get_octet_string_param(made[0].key.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(),
                                            &size) == 1);
    const std::unique_ptr<OSSL_PARAM_BLD, freed_by<OSSL_PARAM_BLD_free>> builder{OSSL_PARAM_BLD_new()};
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), size);
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret);
    const std::unique_ptr<OSSL_PARAM, freed_by<OSSL_PARAM_free>> parts{OSSL_PARAM_BLD_to_param(builder.get())};
    const std::unique_ptr<EVP_PKEY_CTX, freed_by<EVP_PKEY_CTX_free>> context{
        EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr)};
    EVP_PKEY* key = nullptr;
    REQUIRE(EVP_PKEY_fromdata_init(context.get()) == 1);
    REQUIRE(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parts.get()) == 1);
    BN_free(secret);
    made[0].key.reset(key);
    return made;
}

// Its signature, or what was signed, changed afterwards.
std::vector<identity> shows_spoilt(bool signature) {
    std::vector<identity> made = shows(right());
    std::vector<std::uint8_t> der = made[0].der();
    if (signature) {
        der.back() ^= 1;
    } else {
        const auto found = std::search(der.begin(), der.end(), host, host + std::strlen(host));
        REQUIRE(found != der.end());
        found[1] ^= 0x20; // a letter's case
    }
    const std::uint8_t* bytes = der.data();
    made[0].cert.reset(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
    REQUIRE(made[0].cert != nullptr);
    return made;
}

struct refused_peer {
    std::string_view name;
    std::uint32_t flags; ///< what verify_flags() says
    std::function<std::vector<identity>()> chain;
    std::string asked = host;
};

constexpr std::uint32_t mismatch = MBEDTLS_X509_BADCERT_CN_MISMATCH, untrusted = MBEDTLS_X509_BADCERT_NOT_TRUSTED,
                        usage = MBEDTLS_X509_BADCERT_KEY_USAGE, extended = MBEDTLS_X509_BADCERT_EXT_KEY_USAGE,
                        expired = MBEDTLS_X509_BADCERT_EXPIRED, future = MBEDTLS_X509_BADCERT_FUTURE,
                        weak_hash = MBEDTLS_X509_BADCERT_BAD_MD, weak_key = MBEDTLS_X509_BADCERT_BAD_KEY;

const refused_peer by_certificate[] = {
    // Names: RFC 9110 section 4.3.4, RFC 9525 section 6.
    {"the host as a common name only", mismatch, [] { return shows({.common = host}); }},
    {"the host as a common name, another as a name", mismatch,
     [] {
         statement says = named("DNS:gaap.tencentcloudapi.com");
         says.common = host;
         return shows(says);
     }},
    {"a wildcard as a common name only", mismatch, [] { return shows({.common = "*.tencentcloudapi.com"}); }},
    {"a domain above the host's", mismatch, [] { return shows(named("DNS:tencentcloudapi.com")); }},
    {"a host below the host", mismatch, [] { return shows(named("DNS:x.clb.tencentcloudapi.com")); }},
    {"the host as the beginning of another", mismatch,
     [] { return shows(named("DNS:clb.tencentcloudapi.com.example.test")); }},
    {"the host as the end of another", mismatch, [] { return shows(named("DNS:xclb.tencentcloudapi.com")); }},
    {"a wildcard for everything", mismatch, [] { return shows(named("DNS:*")); }},
    {"a wildcard for a top-level domain", mismatch, [] { return shows(named("DNS:*.com")); }, "tencentcloudapi.com"},
    {"the same, beside the host itself", mismatch, [] { return shows(named("DNS:tencentcloudapi.com,DNS:*.com")); },
     "tencentcloudapi.com"},
    {"a wildcard for two labels", mismatch, [] { return shows(named("DNS:*.com")); }},
    {"a wildcard one label too high", mismatch, [] { return shows(named("DNS:*.tencentcloudapi.com")); },
     "clb.ap-shanghai-fsi.tencentcloudapi.com"},
    {"a wildcard for the domain itself", mismatch, [] { return shows(named("DNS:*.tencentcloudapi.com")); },
     "tencentcloudapi.com"},
    {"a wildcard below the host", mismatch, [] { return shows(named("DNS:*.clb.tencentcloudapi.com")); }},
    {"two wildcards", mismatch, [] { return shows(named("DNS:*.*.com")); }},
    {"a wildcard in the middle", mismatch, [] { return shows(named("DNS:clb.*.com")); }},
    {"a wildcard for the end of a label", mismatch, [] { return shows(named("DNS:c*.tencentcloudapi.com")); }},
    {"a wildcard for the beginning of a label", mismatch, [] { return shows(named("DNS:*b.tencentcloudapi.com")); }},
    {"a wildcard within a label", mismatch, [] { return shows(named("DNS:c*b.tencentcloudapi.com")); }},
    {"the host and a dot", mismatch, [] { return shows(named("DNS:clb.tencentcloudapi.com.")); }},
    {"the host and a NUL", mismatch, [] { return shows_raw(host + "\0"s); }},
    {"the host, a NUL and another", mismatch, [] { return shows_raw(host + "\0.example.test"s); }},
    {"a name of white space", mismatch, [] { return shows_raw(" "); }},
    {"the host in a URI", mismatch, [] { return shows(named("URI:https://clb.tencentcloudapi.com/")); }},
    {"the host as a URI", mismatch, [] { return shows(named("URI:clb.tencentcloudapi.com")); }},
    {"the host in a mail address", mismatch, [] { return shows(named("email:x@clb.tencentcloudapi.com")); }},
    {"an address in place of the host", mismatch, [] { return shows(named("IP:192.0.2.1")); }},
    {"an address whose bytes spell the host", mismatch, [] { return shows(named("IP:97.46.98.99")); }, "a.bc"},
    {"an address as a common name", mismatch, [] { return shows({.common = "192.0.2.1"}); }, "192.0.2.1"},
    {"an address as a host's name", mismatch, [] { return shows(named("DNS:192.0.2.1")); }, "192.0.2.1"},
    {"a wildcard for an address", mismatch, [] { return shows(named("DNS:*.0.2.1")); }, "192.0.2.1"},
    {"another address", mismatch, [] { return shows(named("IP:192.0.2.2")); }, "192.0.2.1"},
    {"a network of the address", MBEDTLS_VERSION_NUMBER >= 0x03050000 ? not_seen : mismatch, // which that cannot read
     [] { return shows_raw("\xC0\x00\x02\x01\xFF\xFF\xFF\x00"s, '\x87'); }, "192.0.2.1"},

    // Trust: RFC 5280 section 6.1.
    {"signed by itself", untrusted, [] { return list(certify(nullptr, right())); }},
    {"signed by itself, of the authority's name", untrusted,
     [] {
         statement says = right();
         says.common = "portwright test authority";
         return list(certify(nullptr, says));
     }},
    {"another authority, which it shows", untrusted,
     [] {
         identity other = certify(nullptr, nullptr);
         identity peer = certify(&other, right());
         return list(std::move(peer), std::move(other));
     }},
    {"a signature that was changed", untrusted, [] { return shows_spoilt(true); }},
    {"a name that was changed", untrusted, [] { return shows_spoilt(false); }},
    {"issued by another peer", untrusted, [] { return shows_by(right()); }},
    {"issued by one that says it is no authority", untrusted,
     [] {
         return shows_by(authority_of({{NID_basic_constraints, "critical,CA:FALSE"}}));
     }},
    {"issued by one that does not say whether", untrusted, [] { return shows_by(authority_of({})); }},
    {"issued by one of version 1", untrusted,
     [] {
         statement says = authority_of({});
         says.version = X509_VERSION_1;
         return shows_by(says);
     }},
    {"issued by one that may sign no certificates", untrusted,
     [] {
         return shows_by(
             authority_of({{NID_basic_constraints, "critical,CA:TRUE"}, {NID_key_usage, "critical,digitalSignature"}}));
     }},
    {"issued two authorities below one that may have none", untrusted,
     [] {
         identity first = certify(&authority(), authority_of({{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"}}));
         identity second = certify(&first, authority_of());
         identity peer = certify(&second, right());
         return list(std::move(peer), std::move(second), std::move(first));
     }},
    {"an authority between that it does not show", untrusted,
     [] {
         std::vector<identity> made = shows_by(authority_of());
         made.pop_back();
         return made;
     }},
    {"an authority between of the right name and another key", untrusted,
     [] {
         std::vector<identity> made = shows_by(authority_of());
         made[1] = certify(&authority(), authority_of());
         return made;
     }},

    // Time: RFC 5280 section 4.1.2.5.
    {"expired a moment ago", expired, [] { return shows_changed([](statement& says) { says.to = -5; }); }},
    {"valid in an hour", future, [] { return shows_changed([](statement& says) { says.from = 3600; }); }},
    {"an authority between has expired", expired,
     [] {
         statement says = authority_of();
         says.from = -2 * day, says.to = -day;
         return shows_by(says);
     }},
    {"an authority between is not valid yet", future,
     [] {
         statement says = authority_of();
         says.from = day, says.to = 2 * day;
         return shows_by(says);
     }},

    // Purpose: RFC 5280 sections 4.2.1.3 and 4.2.1.12.
    {"for clients only", extended,
     [] {
         return shows(right({{NID_ext_key_usage, "clientAuth"}}));
     }},
    {"for programs only", extended,
     [] {
         return shows(right({{NID_ext_key_usage, "codeSigning"}}));
     }},
    {"for mail and time stamps", extended,
     [] {
         return shows(right({{NID_ext_key_usage, "emailProtection,timeStamping"}}));
     }},
    {"for signatures on certificates only", usage,
     [] {
         return shows(right({{NID_key_usage, "critical,keyCertSign"}}));
     }},
    {"for agreeing on keys only", usage,
     [] {
         return shows(right({{NID_key_usage, "critical,keyAgreement"}}));
     }},
    {"with a critical extension that nobody knows", not_seen,
     [] {
         return shows(right({{NID_policy_constraints, "critical,requireExplicitPolicy:0"}}));
     }},
    {"with an authority between that is for some names only", not_seen,
     [] {
         return shows_by(authority_of({{NID_basic_constraints, "critical,CA:TRUE"},
                                       {NID_name_constraints, "critical,permitted;DNS:example.test"}}));
     }},

    // Strength.
    {"signed over SHA-1", weak_hash, [] { return shows_changed([](statement& says) { says.digest = EVP_sha1(); }); }},
    {"an authority between is signed over SHA-1", weak_hash,
     [] {
         statement says = authority_of();
         says.digest = EVP_sha1();
         return shows_by(says);
     }},
    {"an RSA key of 1024 bits", weak_key, [] { return shows(right(), weak_rsa()); }},
    {"an authority between with an RSA key of 1024 bits", weak_key,
     [] { return shows_by(authority_of(), weak_rsa()); }},
};

} // namespace

TEST_CASE("certificates that a client must refuse") {
    std::vector<int> versions{TLS1_2_VERSION};
#if defined(MBEDTLS_SSL_PROTO_TLS1_3)
    versions.push_back(TLS1_3_VERSION);
#endif
    std::size_t row = 0;
    for (const refused_peer& one : by_certificate) {
        if (row++ % PORTWRIGHT_ONE_OF != 0) continue;
        CAPTURE(one.name);
        memory_peer peer;
        peer.chain = one.chain();
        for (const int version : versions) {
            CAPTURE(version);
            peer.max_version = version;
            if (one.flags == usage) { // with which OpenSSL makes no signature of TLS 1.2
                peer.chain = one.chain();
                peer.shown_instead = version == TLS1_2_VERSION ? peer.chain[0].der() : std::vector<std::uint8_t>{};
                while (version == TLS1_2_VERSION &&
                       (peer.chain.size() != 1 || peer.chain[0].der() == peer.shown_instead ||
                        peer.chain[0].der().size() != peer.shown_instead.size()))
                    peer.chain = shows(right({{NID_key_usage, "critical,digitalSignature"}}));
            }
            peer.renew();
            client by{peer};
            const auto got = by.post(one.asked);
            CHECK(!got);
            CHECK(got.error().code == errc::tls_failed);
            CHECK(!got.request_sent);
            CHECK(peer.request.empty());
            CHECK(by.tls.verify_flags() == one.flags);
            CHECK(by.tls.mbedtls_error() != 0);
            const bool is_misused = one.flags == usage || one.flags == extended;
            if (one.flags != not_seen)
                CHECK(by.tls.mbedtls_error() == (is_misused ? bad_certificate : MBEDTLS_ERR_X509_CERT_VERIFY_FAILED));
            CHECK(by.tls.export_session({}).error().code == errc::tls_failed); // none is kept
        }
    }
}

TEST_CASE("certificates that look odd and are good") {
    struct accepted_peer {
        std::string_view name;
        std::function<std::vector<identity>()> chain;
        std::string asked = host;
    };
    const accepted_peer good[] = {
        {"the host among others", [] { return shows(named("DNS:a.test,DNS:clb.tencentcloudapi.com")); }},
        {"the host in capitals", [] { return shows(named("DNS:CLB.TencentCloudAPI.com")); }},
        {"a wildcard for its label", [] { return shows(named("DNS:*.tencentcloudapi.com")); }},
        {"another host as a common name",
         [] {
             statement says = right();
             says.common = "example.test";
             return shows(says);
         }},
        {"an address, a URI and a mail address beside the host",
         [] {
             return shows(named("IP:42.46.97.98,URI:https://example.test/,email:x@example.test,"
                                "DNS:clb.tencentcloudapi.com"));
         }},
        {"a host of one label", [] { return shows(named("DNS:gateway2")); }, "gateway2"},
        {"an authority between", [] { return shows_by(authority_of()); }},
        {"two authorities between",
         [] {
             identity first =
                 certify(&authority(), authority_of({{NID_basic_constraints, "critical,CA:TRUE,pathlen:1"}}));
             identity second = certify(&first, authority_of({{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"}}));
             identity peer = certify(&second, right());
             return list(std::move(peer), std::move(second), std::move(first));
         }},
        {"the authority itself shown, too",
         [] {
             std::vector<identity> made = shows(right());
             identity root;
             root.cert.reset(X509_dup(authority().cert.get()));
             made.push_back(std::move(root));
             return made;
         }},
        {"for servers and clients",
         [] {
             return shows(right({{NID_ext_key_usage, "serverAuth,clientAuth"}}));
         }},
        {"for any purpose",
         [] {
             return shows(right({{NID_ext_key_usage, "anyExtendedKeyUsage"}}));
         }},
        {"for signatures",
         [] {
             return shows(right({{NID_key_usage, "critical,digitalSignature"}}));
         }},
        {"signed over SHA-512", [] { return shows_changed([](statement& says) { says.digest = EVP_sha512(); }); }},
    };
    for (const accepted_peer& one : good) {
        CAPTURE(one.name);
        memory_peer peer;
        peer.chain = one.chain();
        client by{peer};
        CHECK(by.post(one.asked));
        CHECK(by.body == "hello");
        CHECK(by.tls.verify_flags() == 0);
    }
}

TEST_CASE("peers that a client must refuse, whatever they show") {
    const auto hello = [](std::string_view version, std::string_view suite, char compression = 0) {
        std::string text = "\x16\x03\x03\0\x2A\x02\0\0\x26"s;
        text += version;
        text += std::string(32, 'r') + '\0'; // random, and no session
        text += suite;
        return text + compression;
    };
    struct refused_manner {
        std::string_view name;
        std::uint32_t flags;
        std::function<void(memory_peer&)> set;
    };
    const refused_manner manners[] = {
        {"the certificate of another, without its key", 0, [](memory_peer& p) { p.chain = shows_without_its_key(); }},
        {"TLS 1.0", not_seen, [](memory_peer& p) { p.min_version = p.max_version = TLS1_VERSION; }},
        {"TLS 1.1", not_seen, [](memory_peer& p) { p.min_version = p.max_version = TLS1_1_VERSION; }},
        {"no encryption", not_seen,
         [](memory_peer& p) { p.max_version = TLS1_2_VERSION, p.ciphers = "ECDHE-ECDSA-NULL-SHA"; }},
        {"no encryption, RSA", not_seen,
         [](memory_peer& p) {
             p.chain = shows(right(), weak_rsa());
             p.max_version = TLS1_2_VERSION, p.ciphers = "NULL-SHA256:NULL-SHA:NULL-MD5:ECDHE-RSA-NULL-SHA";
         }},
        {"no certificate", not_seen,
         [](memory_peer& p) {
             p.chain.clear();
             p.max_version = TLS1_2_VERSION, p.ciphers = "aNULL";
         }},
        {"no authenticated encryption", not_seen,
         [](memory_peer& p) { p.max_version = TLS1_2_VERSION, p.ciphers = "ECDHE-ECDSA-AES256-SHA"; }},
        {"a handshake signed over SHA-1", not_seen,
         [](memory_peer& p) { p.max_version = TLS1_2_VERSION, p.signatures = "ECDSA+SHA1"; }},
        {"a key of a kind that was not offered", not_seen,
         [](memory_peer& p) { p.chain = shows(right(), key_ptr{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")}); }},

        {"HTTP in the open", not_seen,
         [](memory_peer& p) { p.in_the_open = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"; }},
        {"one byte", not_seen, [](memory_peer& p) { p.in_the_open = "\x16"; }},
        {"an alert that ends it", not_seen, [](memory_peer& p) { p.in_the_open = "\x15\x03\x03\0\x02\x02\x28"s; }},
        {"a closure alert", not_seen, [](memory_peer& p) { p.in_the_open = "\x15\x03\x03\0\x02\x01\0"s; }},
        {"an answer before the handshake", not_seen,
         [](memory_peer& p) { p.in_the_open = "\x17\x03\x03\0\x05hello"s; }},
        {"a change of keys before there are any", not_seen,
         [](memory_peer& p) { p.in_the_open = "\x14\x03\x03\0\x01\x01"s; }},
        {"the end of a handshake before its beginning", not_seen,
         [](memory_peer& p) { p.in_the_open = "\x16\x03\x03\0\x10\x14\0\0\x0C"s + std::string(12, 'x'); }},
        {"a ClientHello", not_seen,
         [hello](memory_peer& p) {
             p.in_the_open = hello("\x03\x03", "\xC0\x2B");
             p.in_the_open[5] = 1;
         }},
        {"SSL 3.0", not_seen, [hello](memory_peer& p) { p.in_the_open = hello("\x03\0"sv, "\xC0\x2B"); }},
        {"a version to come", not_seen, [hello](memory_peer& p) { p.in_the_open = hello("\x04\x04", "\xC0\x2B"); }},
        {"a suite that was not offered", not_seen,
         [hello](memory_peer& p) { p.in_the_open = hello("\x03\x03", "\x00\x2F"sv); }},
        {"no suite", not_seen, [hello](memory_peer& p) { p.in_the_open = hello("\x03\x03", "\0\0"sv); }},
        {"an anonymous suite", not_seen, [hello](memory_peer& p) { p.in_the_open = hello("\x03\x03", "\xC0\x18"); }},
        {"a suite of an export law", not_seen,
         [hello](memory_peer& p) { p.in_the_open = hello("\x03\x03", "\0\x03"sv); }},
        {"RC4", not_seen, [hello](memory_peer& p) { p.in_the_open = hello("\x03\x03", "\xC0\x07"); }},
        {"3DES", not_seen, [hello](memory_peer& p) { p.in_the_open = hello("\x03\x03", "\xC0\x08"); }},
        {"a suite that tells a fallback", not_seen,
         [hello](memory_peer& p) { p.in_the_open = hello("\x03\x03", "\x56\0"sv); }},
        {"a compression", not_seen, [hello](memory_peer& p) { p.in_the_open = hello("\x03\x03", "\xC0\x2B", 1); }},
        {"a record longer than any may be", not_seen,
         [](memory_peer& p) { p.in_the_open = "\x16\x03\x03\xFF\xFF"s + std::string(65535, '\x02'); }},
        {"an empty record, again and again", not_seen,
         [](memory_peer& p) {
             for (int i = 0; i < 100; ++i) p.in_the_open += "\x16\x03\x03\0\0"s;
         }},
    };
    std::size_t row = 0;
    for (const refused_manner& one : manners) {
        if (row++ % PORTWRIGHT_ONE_OF != 0) continue;
        CAPTURE(one.name);
        memory_peer peer;
        peer.chain = shows(right());
        one.set(peer);
        client by{peer};
        const auto got = by.post();
        CHECK(!got);
        CHECK(got.error().code == errc::tls_failed);
        CHECK(!got.request_sent);
        CHECK(peer.request.empty());
        CHECK(by.tls.mbedtls_error() != 0);
        CHECK(by.tls.verify_flags() == one.flags);
        CHECK(!by.tls.resumed());
    }
}

TEST_CASE("answers that somebody on the way has spoilt") {
    constexpr auto whole = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"sv;
    constexpr auto head = "HTTP/1.1 200 OK\r\n\r\n"sv;
    constexpr auto chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"sv;
    struct spoilt_answer {
        std::string_view name;
        std::function<void(memory_peer&)> answer;
    };
    const spoilt_answer answers[] = {
        {"nothing, in good order", [](memory_peer& p) { p.close(); }},
        {"nothing, and cut off", [](memory_peer& p) { p.end(); }},
        {"an answer to the close, cut off", [=](memory_peer& p) { p.say(head), p.say("hello"), p.end(); }},
        {"an answer to the close, cut off within a record",
         [=](memory_peer& p) {
             p.say(head), p.say("hello"), p.end();
             p.sent().pop_back();
         }},
        {"an answer to the close, its closure alert cut off",
         [=](memory_peer& p) {
             p.say(head), p.say("hello"), p.close();
             p.sent().pop_back();
         }},
        {"an answer to the close, and a closure alert in the open",
         [=](memory_peer& p) {
             p.say(head), p.say("hello"), p.end();
             p.sent() += "\x15\x03\x03\0\x02\x01\0"s;
         }},
        {"an answer to the close, and an older closure alert in the open",
         [=](memory_peer& p) {
             p.say(head), p.say("hello"), p.end();
             p.sent() += "\x15\x03\x01\0\x02\x01\0"s;
         }},
        {"an answer to the close, its closure alert spoilt",
         [=](memory_peer& p) {
             p.say(head), p.say("hello"), p.close();
             p.sent().back() ^= 1;
         }},
        {"an answer to the close, and more of it in the open",
         [=](memory_peer& p) {
             p.say(head), p.say("hello");
             p.sent() += "\x17\x03\x03\0\x05world"s;
             p.close();
         }},
        {"a length that is not reached, in good order",
         [=](memory_peer& p) { p.say(whole.substr(0, whole.size() - 1)), p.close(); }},
        {"chunks without the last, in good order",
         [=](memory_peer& p) { p.say(chunked), p.say("5\r\nhello\r\n"), p.close(); }},
        {"chunks without the last line end, in good order",
         [=](memory_peer& p) { p.say(chunked), p.say("5\r\nhello\r\n0\r\n"), p.close(); }},
        {"a bit that was changed",
         [=](memory_peer& p) {
             p.say(whole), p.close();
             p.sent()[p.sent().size() / 2] ^= 1;
         }},
        {"a record's length that was changed",
         [=](memory_peer& p) {
             p.say(whole), p.close();
             p.sent()[4] = static_cast<char>(p.sent()[4] - 1);
         }},
        {"a record that is left out",
         [=](memory_peer& p) {
             p.say(chunked);
             const std::string before = p.sent();
             p.say("5\r\nhello\r\n");
             p.sent() = before;
             p.say("0\r\n\r\n"), p.close();
         }},
        {"a record that comes twice",
         [=](memory_peer& p) {
             p.say(chunked);
             const std::size_t before = p.sent().size();
             p.say("5\r\nhello\r\n");
             p.sent() += p.sent().substr(before);
             p.say("0\r\n\r\n"), p.close();
         }},
        {"two records in the wrong order",
         [=](memory_peer& p) {
             p.say(chunked);
             const std::string first = p.sent();
             p.sent().clear();
             p.say("1\r\na\r\n");
             const std::string second = p.sent();
             p.sent().clear();
             p.say("1\r\nb\r\n");
             p.sent() = first + p.sent() + second;
             p.say("0\r\n\r\n"), p.close();
         }},
        {"an answer in the open",
         [=](memory_peer& p) {
             p.sent() = "\x17\x03\x03\0\x2A"s + std::string{whole};
             p.end();
         }},
    };
    std::vector<int> versions{TLS1_2_VERSION};
#if defined(MBEDTLS_SSL_PROTO_TLS1_3)
    versions.push_back(TLS1_3_VERSION);
#endif
    std::size_t row = 0;
    for (const spoilt_answer& one : answers) {
        if (row++ % PORTWRIGHT_ONE_OF != 0) continue;
        CAPTURE(one.name);
        for (const int version : versions) {
            CAPTURE(version);
            memory_peer peer;
            peer.chain = shows(right());
            peer.max_version = version;
            client by{peer};
            by.tls.keep_sessions(false);
            peer.answer = one.answer;
            const auto got = by.post();
            CHECK(!got);
            CHECK(got.error().code == errc::receive_failed);
            CHECK(got.request_sent);
            CHECK(peer.handshakes == 1);
        }
    }
}

TEST_CASE("a peer that wants another handshake does not get it") {
    memory_peer peer;
    peer.chain = shows(right());
    peer.max_version = TLS1_2_VERSION;
    peer.answer = [](memory_peer& p) {
        REQUIRE(SSL_renegotiate(p.ssl()) == 1);
        SSL_do_handshake(p.ssl());
        p.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    };
    client by{peer};
    const auto got = by.post();
    CHECK(got); // it is told no, and answers all the same
    CHECK(by.body == "hello");
    CHECK(peer.handshakes == 1);
}

TEST_CASE("an authority that has expired vouches for nobody") {
    const identity old = certify(nullptr, nullptr, -2 * day, -day);
    memory_peer peer;
    peer.chain = list(certify(&old, right()));
    client by{peer, &old};
    const auto got = by.post();
    CHECK(!got);
    CHECK(!got.request_sent);
    CHECK(peer.request.empty());
    CHECK(by.tls.verify_flags() == expired);
}

TEST_CASE("where no certificate was seen, verify_flags() says so, whatever was before") {
    memory_peer peer;
    peer.chain = shows(right());
    peer.max_version = TLS1_2_VERSION;
    client by{peer};
    CHECK(by.tls.verify_flags() == not_seen); // no open() yet
    CHECK(by.post());
    CHECK(by.tls.verify_flags() == 0);

    SUBCASE("a session was offered, and nobody answers") {
        peer.in_the_open = "\x16\x03\x03"; // and no more: it is waited for until a time limit
        peer.goes_silent = true;
        CHECK(by.post().error().code == errc::timed_out);
    }
    SUBCASE("a session was offered, and what answers is not TLS") {
        peer.in_the_open = "HTTP/1.1 200 OK\r\n\r\n";
        CHECK(by.post().error().code == errc::tls_failed);
        CHECK(peer.connections == 3); // once more, without the session
    }
    SUBCASE("no host") {
        const byte_stream stream = by.tls.stream();
        CHECK(stream.open(stream.context, "", 443) == errc::bad_host);
    }
    SUBCASE("no connection") {
        peer.is_gone = true;
        CHECK(by.post().error().code == errc::connect_failed);
    }
    CHECK(by.tls.verify_flags() == not_seen);
    CHECK(!by.tls.resumed());
}

http::key_pin pin_of(const X509* certificate) {
    std::uint8_t* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    REQUIRE(size > 0);
    http::key_pin digest;
    SHA256(der, static_cast<std::size_t>(size), digest.data());
    OPENSSL_free(der);
    return digest;
}

TEST_CASE("pinned keys: of the peer, of an authority, of one among several, and of nobody") {
    using pinned = basic_client<http::pinned_mbedtls_transport>;
    memory_peer peer;
    peer.chain = shows_by(authority_of());
    const auto refuses = [](memory_peer& at, pinned& by, std::uint32_t flags = MBEDTLS_X509_BADCERT_OTHER) {
        const auto got = by.post();
        CHECK(!got);
        CHECK(got.error().code == errc::tls_failed);
        CHECK(!got.request_sent);
        CHECK(at.request.empty());
        CHECK(by.tls.verify_flags() == flags);
        CHECK(by.tls.mbedtls_error() == MBEDTLS_ERR_X509_CERT_VERIFY_FAILED);
    };
    const http::key_pin own = pin_of(peer.chain[0].cert.get()), middle = pin_of(peer.chain[1].cert.get()),
                        root = pin_of(authority().cert.get()), nobody{};
    for (const http::key_pin& pin : {own, middle, root}) {
        const http::key_pin pins[] = {nobody, pin};
        pinned by{std::span{pins}, peer};
        CHECK(by.tls.verify_flags() == not_seen);
        CHECK(by.post());
        CHECK(!by.tls.resumed());
        CHECK(by.post());
        CHECK(by.tls.resumed());
        CHECK(by.tls.verify_flags() == 0);
        by.tls.forget_session();
        CHECK(by.post());
        pinned without{std::span{pins}.first(1), peer};
        refuses(peer, without);
        refuses(peer, without); // as before
    }
    {
        pinned by{std::span<const http::key_pin>{}, peer};
        refuses(peer, by);
    }
    for (const std::size_t byte : {std::size_t{0}, std::size_t{15}, std::size_t{31}}) { // each bit counts
        http::key_pin close = own;
        close[byte] ^= 1;
        pinned by{std::span{&close, 1}, peer};
        refuses(peer, by);
    }
    // A key is pinned, not a certificate, and for all else nothing changes.
    pinned by{std::span{&own, 1}, peer};
    const auto shows_the_key = [&](const identity* issuer, const statement& says) {
        EVP_PKEY* const key = peer.chain[0].key.get();
        EVP_PKEY_up_ref(key);
        peer.chain = list(certify(issuer, says, key_ptr{key}));
        peer.renew();
    };
    shows_the_key(&authority(), right());
    CHECK(by.post());
    shows_the_key(&authority(), named("DNS:gaap.tencentcloudapi.com"));
    refuses(peer, by, mismatch);
    shows_the_key(&authority(), {.common = host});
    refuses(peer, by, mismatch);
    shows_the_key(nullptr, right());
    refuses(peer, by, untrusted);
}

TEST_CASE("pinned keys: what is shown beside the chain does not count, nor what an attempt before has shown") {
    memory_peer peer;
    peer.chain = shows(right());
    peer.chain.push_back(certify(&authority(), authority_of()));
    const http::key_pin beside = pin_of(peer.chain[1].cert.get()), own = pin_of(peer.chain[0].cert.get());
    basic_client<http::pinned_mbedtls_transport> other{std::span{&beside, 1}, peer};
    CHECK(!other.post());
    CHECK(other.tls.verify_flags() == MBEDTLS_X509_BADCERT_OTHER);

    basic_client<http::pinned_mbedtls_transport> by{std::span{&own, 1}, peer};
    by.tls.keep_sessions(false);
    CHECK(by.post());
    CHECK(!by.post("gaap.tencentcloudapi.com"));
    CHECK(by.tls.verify_flags() == mismatch);
    peer.chain = shows(right());
    peer.renew();
    CHECK(!by.post());
    CHECK(by.tls.verify_flags() == MBEDTLS_X509_BADCERT_OTHER);
    CHECK(peer.request.empty());
    const byte_stream stream = by.tls.stream();
    CHECK(stream.open(stream.context, "", 443) == errc::bad_host);
    CHECK(by.tls.verify_flags() == not_seen);
}

TEST_CASE("one authority is trusted, where only its certificate was given") {
    const identity other = certify(nullptr, nullptr), *const issuers[] = {&authority(), &other};
    for (const identity* const issuer : issuers) {
        memory_peer peer;
        peer.chain = list(certify(issuer, right()));
        for (const identity* const trusted : issuers) {
            client by{peer, trusted};
            CHECK(static_cast<bool>(by.post()) == (trusted == issuer));
            CHECK(by.tls.verify_flags() == (trusted == issuer ? 0 : untrusted));
        }
        client by{peer, nullptr};
        CHECK(!by.post());
        CHECK(peer.request.empty());
    }
}
