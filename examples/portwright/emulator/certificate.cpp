// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "certificate.hpp"

#include <algorithm>
#include <stdexcept>

#include <arpa/inet.h>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace portwright_tool::emulator {
namespace {

// The hosts that the vendors' documents name, so that a client can be pointed here by address and still verify.
constexpr const char* subject_alternative_names =
    "DNS:localhost,IP:127.0.0.1,DNS:clb.tencentcloudapi.com,DNS:clb.ap-shanghai-fsi.tencentcloudapi.com,"
    "DNS:clb.ap-shenzhen-fsi.tencentcloudapi.com,DNS:clb.ap-beijing-fsi.tencentcloudapi.com,"
    "DNS:*.tencentcloudapi.com,DNS:gaap.tencentcloudapi.com,DNS:lb.api.qcloud.com,DNS:bmlb.api.qcloud.com,"
    "DNS:monitor.api.qcloud.com,DNS:ga.cn-hangzhou.aliyuncs.com";

void require(bool done) {
    if (!done) throw std::runtime_error{"OpenSSL could not make the certificate"};
}

key_pointer make_key() {
    key_pointer key{EVP_EC_gen("P-256")};
    require(key != nullptr);
    return key;
}

void set_random_serial(X509* certificate) {
    // RFC 5280 section 4.1.2.2: positive, at most 20 octets; a random one keeps two runs from colliding in a cache.
    unsigned char bytes[16] = {};
    require(RAND_bytes(bytes, sizeof bytes) == 1);
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7fU) | 0x40U);
    BIGNUM* number = BN_bin2bn(bytes, sizeof bytes, nullptr);
    const bool done = number != nullptr && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
    BN_free(number);
    require(done);
}

void add_extension(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    const bool done = extension != nullptr && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    require(done);
}

certificate_pointer make_certificate(const char* common_name, EVP_PKEY* key) {
    certificate_pointer certificate{X509_new()};
    require(certificate != nullptr);
    X509* x = certificate.get();
    require(X509_set_version(x, 2) == 1); // X.509 v3
    set_random_serial(x);
    // A day back for devices whose clocks lag; a year ahead is more than any run lasts.
    require(X509_gmtime_adj(X509_getm_notBefore(x), -86400) != nullptr);
    require(X509_gmtime_adj(X509_getm_notAfter(x), 365L * 86400) != nullptr);
    require(X509_set_pubkey(x, key) == 1);
    require(X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC,
                                       reinterpret_cast<const unsigned char*>(common_name), -1, -1, 0) == 1);
    return certificate;
}

std::string to_pem(X509* certificate) {
    BIO* memory = BIO_new(BIO_s_mem());
    require(memory != nullptr);
    const bool done = PEM_write_bio_X509(memory, certificate) == 1;
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    std::string text = done && size > 0 ? std::string{data, static_cast<std::size_t>(size)} : std::string{};
    BIO_free(memory);
    require(!text.empty());
    return text;
}

// A name goes into OpenSSL's own little language, in which a comma begins the next entry.
std::string alternative_names(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        unsigned char address[16] = {};
        const bool is_address =
            ::inet_pton(AF_INET, name.c_str(), address) == 1 || ::inet_pton(AF_INET6, name.c_str(), address) == 1;
        const std::string host = name.starts_with("*.") ? name.substr(2) : name;
        const bool is_host = !host.empty() && host.size() <= 253 && host.front() != '.' && host.front() != '-' &&
                             std::all_of(host.begin(), host.end(), [](char c) {
                                 return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                        c == '-' || c == '.';
                             });
        if (!is_address && !is_host)
            throw std::invalid_argument{"\"" + name + "\" is neither a host name nor an address"};
        text += (is_address ? ",IP:" : ",DNS:") + name;
    }
    return text;
}

} // namespace

server_identity make_server_identity(const std::vector<std::string>& names) {
    const key_pointer ca_key = make_key();
    const certificate_pointer ca = make_certificate("Portwright emulator CA", ca_key.get());
    require(X509_set_issuer_name(ca.get(), X509_get_subject_name(ca.get())) == 1);
    add_extension(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    add_extension(ca.get(), ca.get(), NID_subject_key_identifier, "hash");
    require(X509_sign(ca.get(), ca_key.get(), EVP_sha256()) > 0);

    server_identity identity;
    identity.key = make_key();
    identity.certificate = make_certificate("localhost", identity.key.get());
    X509* leaf = identity.certificate.get();
    require(X509_set_issuer_name(leaf, X509_get_subject_name(ca.get())) == 1);
    add_extension(leaf, ca.get(), NID_basic_constraints, "critical,CA:FALSE");
    add_extension(leaf, ca.get(), NID_key_usage, "critical,digitalSignature");
    add_extension(leaf, ca.get(), NID_ext_key_usage, "serverAuth");
    add_extension(leaf, ca.get(), NID_subject_alt_name, (subject_alternative_names + alternative_names(names)).c_str());
    add_extension(leaf, ca.get(), NID_subject_key_identifier, "hash");
    add_extension(leaf, ca.get(), NID_authority_key_identifier, "keyid");
    require(X509_sign(leaf, ca_key.get(), EVP_sha256()) > 0);
    identity.ca_pem = to_pem(ca.get());
    return identity;
}

} // namespace portwright_tool::emulator
