// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Keys and certificates as the tests of TLS make them, right and wrong ones.

#include <doctest/doctest.h>

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tls_identity {

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using key_ptr = std::unique_ptr<EVP_PKEY, freed_by<EVP_PKEY_free>>;
using cert_ptr = std::unique_ptr<X509, freed_by<X509_free>>;
using context_ptr = std::unique_ptr<SSL_CTX, freed_by<SSL_CTX_free>>;
using ssl_ptr = std::unique_ptr<SSL, freed_by<SSL_free>>;

struct identity {
    key_ptr key{EVP_EC_gen("P-256")};
    cert_ptr cert{X509_new()};

    std::string pem() const {
        const std::unique_ptr<BIO, freed_by<BIO_free>> out{BIO_new(BIO_s_mem())};
        PEM_write_bio_X509(out.get(), cert.get());
        char* text = nullptr;
        const long size = BIO_get_mem_data(out.get(), &text);
        return {text, static_cast<std::size_t>(size)};
    }
    std::vector<std::uint8_t> der() const {
        std::uint8_t* bytes = nullptr;
        const int size = i2d_X509(cert.get(), &bytes);
        std::vector<std::uint8_t> copy(bytes, bytes + size);
        OPENSSL_free(bytes);
        return copy;
    }
};

constexpr long day = 86400;

/// What a certificate says, as OpenSSL's configuration files spell it.
struct statement {
    const char* common = "portwright test peer";
    std::vector<std::pair<int, std::string>> extensions{};
    long from = -day;
    long to = day;
    const EVP_MD* digest = EVP_sha256();
    long version = X509_VERSION_3;
    std::string name{}; ///< one more, byte for byte, which OpenSSL's spelling cannot say
    char name_kind = '\x82'; ///< its tag: a host's, or \x87 for an address
};

/// Issued by itself where `issuer` is null.
inline identity certify(const identity* issuer, const statement& says, key_ptr key = {}) {
    identity made;
    if (key) made.key = std::move(key);
    X509* const cert = made.cert.get();
    static long serial = 1;
    X509_set_version(cert, says.version);
    ASN1_INTEGER_set(X509_get_serialNumber(cert), serial++);
    X509_gmtime_adj(X509_getm_notBefore(cert), says.from);
    X509_gmtime_adj(X509_getm_notAfter(cert), says.to);
    X509_set_pubkey(cert, made.key.get());
    X509_NAME* const name = X509_get_subject_name(cert);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(says.common), -1, -1,
                               0);
    X509_set_issuer_name(cert, issuer == nullptr ? name : X509_get_subject_name(issuer->cert.get()));
    X509V3_CTX v3;
    X509V3_set_ctx_nodb(&v3);
    X509V3_set_ctx(&v3, cert, cert, nullptr, nullptr, 0);
    const auto add = [cert](X509_EXTENSION* extension) {
        REQUIRE(extension != nullptr);
        X509_add_ext(cert, extension, -1);
        X509_EXTENSION_free(extension);
    };
    for (const auto& [kind, text] : says.extensions) add(X509V3_EXT_conf_nid(nullptr, &v3, kind, text.c_str()));
    if (const std::size_t size = says.name.size(); size != 0) {
        REQUIRE(size < 100); // so that each length takes one byte
        std::string der{'\x30', static_cast<char>(size + 2), says.name_kind, static_cast<char>(size)};
        der += says.name;
        const std::unique_ptr<ASN1_OCTET_STRING, freed_by<ASN1_OCTET_STRING_free>> octets{ASN1_OCTET_STRING_new()};
        ASN1_OCTET_STRING_set(octets.get(), reinterpret_cast<const unsigned char*>(der.data()),
                              static_cast<int>(der.size()));
        add(X509_EXTENSION_create_by_NID(nullptr, NID_subject_alt_name, 0, octets.get()));
    }
    REQUIRE(X509_sign(cert, issuer == nullptr ? made.key.get() : issuer->key.get(), says.digest) != 0);
    return made;
}

/// A certificate for `names` ("DNS:localhost"), or an authority where they are empty.
inline identity certify(const identity* issuer, const char* names, long from = -day, long to = day, key_ptr key = {}) {
    statement says{.from = from, .to = to};
    if (issuer == nullptr) says.common = "portwright test authority";
    if (issuer == nullptr) says.extensions = {{NID_basic_constraints, "critical,CA:TRUE"}};
    else says.extensions = {{NID_subject_alt_name, names}};
    return certify(issuer, says, std::move(key));
}

inline const identity& authority() {
    static const identity made = certify(nullptr, nullptr);
    return made;
}

} // namespace tls_identity
