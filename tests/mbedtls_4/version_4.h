// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Makes 4.x of the machine's mbedTLS, as far as our headers can tell: its version, without what 4.0 has taken away, and
// with what 2.28 has not yet. It is included before anything else (-include), and its folder comes before mbedTLS's.

#include <mbedtls/net_sockets.h>
#include <mbedtls/platform_util.h>
#include <mbedtls/ssl.h>
#include <mbedtls/version.h>
#include <mbedtls/x509_crt.h>
#include <psa/crypto.h>

#if MBEDTLS_VERSION_NUMBER < 0x03020000
enum mbedtls_ssl_protocol_version { MBEDTLS_SSL_VERSION_TLS1_2 = 0x0303 };
inline void mbedtls_ssl_conf_min_tls_version(mbedtls_ssl_config* config, mbedtls_ssl_protocol_version) {
    mbedtls_ssl_conf_min_version(config, MBEDTLS_SSL_MAJOR_VERSION_3, MBEDTLS_SSL_MINOR_VERSION_3);
}
#endif

/// 4.x reads no certificate and no session before this was called.
inline int psa_crypto_inits = 0;
inline psa_status_t counted_psa_crypto_init() {
    ++psa_crypto_inits;
    return psa_crypto_init();
}
#define psa_crypto_init counted_psa_crypto_init

#undef MBEDTLS_VERSION_MAJOR
#define MBEDTLS_VERSION_MAJOR 4
#undef MBEDTLS_VERSION_NUMBER
#define MBEDTLS_VERSION_NUMBER 0x04000000

// 4.0 moved what belongs to cryptography behind PSA, and the TLS functions that took it are gone.
#pragma GCC poison mbedtls_ssl_conf_rng mbedtls_ssl_conf_curves
#pragma GCC poison mbedtls_ssl_conf_min_version mbedtls_ssl_conf_max_version
#pragma GCC poison mbedtls_sha1_init mbedtls_sha256_init mbedtls_md_setup mbedtls_ecp_grp_id_list
#pragma GCC poison mbedtls_ctr_drbg_context mbedtls_ctr_drbg_random mbedtls_ctr_drbg_seed
#pragma GCC poison mbedtls_entropy_context mbedtls_entropy_func
