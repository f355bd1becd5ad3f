// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The endpoint's own certificate authority: made at start, in memory, and thrown away with the process.

#include <memory>
#include <string>
#include <vector>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace portwright_tool::emulator {

struct openssl_deleter {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using certificate_pointer = std::unique_ptr<X509, openssl_deleter>;
using key_pointer = std::unique_ptr<EVP_PKEY, openssl_deleter>;

struct server_identity {
    certificate_pointer certificate;   // for localhost, for the hosts of the five systems, and for the names given
    key_pointer key;
    std::string ca_pem;   // what a client has to trust; the CA's own key is gone by then
};

// Names are host names, with a leading *. perhaps, or addresses: std::invalid_argument for anything else.
// std::runtime_error when OpenSSL fails.
[[nodiscard]] server_identity make_server_identity(const std::vector<std::string>& names = {});

}   // namespace portwright_tool::emulator
