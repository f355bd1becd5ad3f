// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "certificate.hpp"

#include <tool/failure.hpp>
#include <tool/regular_file.hpp>
#include <tool/terminal.hpp>

#include <portwright/http/mbedtls_random.hpp>

#include <mbedtls/md.h>
#include <mbedtls/pk.h>
#include <mbedtls/x509_crt.h>

#include <cstdio>
#include <memory>

#include <sys/stat.h>

namespace portwright_daemon {
namespace {

using portwright_tool::without_controls;

constexpr std::size_t most_certificate_bytes = std::size_t{1} << 18;

struct parsed {
    parsed() {
        mbedtls_x509_crt_init(&chain);
        mbedtls_pk_init(&key);
#if MBEDTLS_VERSION_MAJOR == 3
        mbedtls_entropy_init(&entropy);
        mbedtls_ctr_drbg_init(&random);
        static_cast<void>(mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, nullptr, 0));
#endif
    }
    ~parsed() {
        mbedtls_x509_crt_free(&chain);
        mbedtls_pk_free(&key);
#if MBEDTLS_VERSION_MAJOR == 3
        mbedtls_ctr_drbg_free(&random);
        mbedtls_entropy_free(&entropy);
#endif
    }
    parsed(const parsed&) = delete;
    parsed& operator=(const parsed&) = delete;

    bool parse_key(const unsigned char* text, std::size_t size) {
#if MBEDTLS_VERSION_MAJOR == 3
        return mbedtls_pk_parse_key(&key, text, size, nullptr, 0, mbedtls_ctr_drbg_random, &random) == 0;
#else
        return mbedtls_pk_parse_key(&key, text, size, nullptr, 0) == 0;
#endif
    }
    bool is_pair() {
#if MBEDTLS_VERSION_MAJOR == 3
        return mbedtls_pk_check_pair(&chain.pk, &key, mbedtls_ctr_drbg_random, &random) == 0;
#else
        return mbedtls_pk_check_pair(&chain.pk, &key) == 0;
#endif
    }

    mbedtls_x509_crt chain;
    mbedtls_pk_context key;
#if MBEDTLS_VERSION_MAJOR == 3
    mbedtls_entropy_context entropy;
    mbedtls_ctr_drbg_context random;
#endif
};

std::string hex_sha256(const std::string& of) {
    unsigned char hash[32] = {};
    mbedtls_md(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), reinterpret_cast<const unsigned char*>(of.data()),
               of.size(), hash);
    std::string text;
    char digits[4];
    for (const unsigned char byte : hash) {
        std::snprintf(digits, sizeof digits, "%02x", byte);
        text += digits;
    }
    return text;
}

std::string read_pem(const std::string& file, const std::string& path, mode_t& mode) {
    auto read = portwright_tool::read_regular_file(file, most_certificate_bytes);
    if (!read.why.empty()) throw wrong_configuration(path + ": " + without_controls(file) + ": " + read.why);
    mode = read.mode;
    return std::move(read.text);
}

const unsigned char* bytes(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.c_str()); }

} // namespace

certificate_pair read_certificate(const certificate_files& from, const std::string& path) {
    certificate_pair made;
    mode_t mode = 0;
    made.certificate = read_pem(from.file, path + ".file", mode);
    made.key = read_pem(from.key_file, path + ".key_file", mode);
    if ((mode & S_IRWXO) != 0)
        made.warnings.push_back(path + ".key_file: " + without_controls(from.key_file) +
                                ": others can get at it; `chmod o=` makes it private");
    portwright::http::detail::make_psa_ready();
    const auto read = std::make_unique<parsed>();
    // With their zeros: PEM is told from DER by that.
    if (mbedtls_x509_crt_parse(&read->chain, bytes(made.certificate), made.certificate.size() + 1) != 0)
        throw wrong_configuration(path + ".file: " + without_controls(from.file) + ": is no certificate in PEM");
    if (!read->parse_key(bytes(made.key), made.key.size() + 1))
        throw wrong_configuration(path + ".key_file: " + without_controls(from.key_file) +
                                  ": is no private key in PEM without a password");
    if (!read->is_pair())
        throw wrong_configuration(path + ": " + without_controls(from.key_file) + " is not the key of " +
                                  without_controls(from.file));
    const mbedtls_x509_time& end = read->chain.valid_to;
    char text[96];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", end.year, end.mon, end.day, end.hour, end.min,
                  end.sec);
    made.expires = text;
    made.has_expired = mbedtls_x509_time_is_past(&end) != 0;
    if (made.has_expired)
        made.warnings.push_back(path + ".file: " + without_controls(from.file) + " has expired, " + made.expires);
    made.digest = hex_sha256(made.certificate);
    return made;
}

file_stamp stamp_of(const certificate_files& of) {
    file_stamp made{};
    std::size_t next = 0;
    for (const std::string* const file : {&of.file, &of.key_file}) {
        struct stat about {};
        if (stat(file->c_str(), &about) != 0) about = {};
        for (const auto number :
             {static_cast<std::int64_t>(about.st_dev), static_cast<std::int64_t>(about.st_ino),
              static_cast<std::int64_t>(about.st_size), static_cast<std::int64_t>(about.st_mtim.tv_sec),
              static_cast<std::int64_t>(about.st_mtim.tv_nsec)})
            made[next++] = number;
    }
    return made;
}

} // namespace portwright_daemon
