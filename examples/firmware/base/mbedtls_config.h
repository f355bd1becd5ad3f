/* Copyright (c) 2026 The Portwright authors. */
/* SPDX-License-Identifier: MIT */

/* The hashes and nothing else, for 2.28 and 3.6; MBEDTLS_MD_C is for the image of md's floor. */
#define MBEDTLS_SHA1_C
#define MBEDTLS_SHA224_C
#define MBEDTLS_SHA256_C
#ifdef PORTWRIGHT_FIRMWARE_MD
#define MBEDTLS_MD_C
#endif
