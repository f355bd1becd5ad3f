// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What is asked of a peer's certificate beyond mbedTLS's own verification: names that stand for a host, and for nothing
// wider. A part of http/mbedtls_transport.hpp.

#include <portwright/core/language.hpp>

#include <mbedtls/version.h>
#include <mbedtls/x509_crt.h>

#include <cstddef>
#include <cstring>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http::detail {

/// A name for hosts that no address and no whole top-level domain is: mbedTLS compares text, so that a name of
/// `192.0.2.1` would be taken for that address, and `*.com` for every host below it (RFC 9525 section 6.3).
inline bool is_name_of_hosts(const unsigned char* name, std::size_t size) noexcept {
    bool is_number = true; // the last label is, or is empty
    for (; size != 0 && name[size - 1] != '.'; --size)
        is_number = is_number && name[size - 1] >= '0' && name[size - 1] <= '9';
    return !is_number && !(size == 2 && name[0] == '*');
}

/// False for a certificate with a name that mbedTLS would take for the host's, and RFC 9110 section 4.3.4 does not let
/// it be: a common name, which counts for mbedTLS where there is no other; a URI; and see is_name_of_hosts(). Such a
/// name spoils the whole certificate: no authority that keeps the rules issues one.
inline bool has_sound_names(const mbedtls_x509_crt& certificate, [[maybe_unused]] const char* host) noexcept {
    for (const mbedtls_x509_sequence* one = &certificate.subject_alt_names; one != nullptr; one = one->next) {
        const mbedtls_x509_buf& name = one->buf;
        const int kind = name.tag & MBEDTLS_ASN1_TAG_VALUE_MASK;
        if (name.p == nullptr) return false; // there is none
        if (kind == MBEDTLS_X509_SAN_DNS_NAME && !is_name_of_hosts(name.p, name.len)) return false;
#if MBEDTLS_VERSION_NUMBER >= 0x03050000 // which compares them
        if (kind == MBEDTLS_X509_SAN_UNIFORM_RESOURCE_IDENTIFIER && name.len == std::strlen(host) &&
            std::memcmp(name.p, host, name.len) == 0)
            return false;
#endif
    }
    return true;
}

} // namespace portwright::inline v0_1::http::detail

#include <portwright/core/platform_macros_on.hpp>
