// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What signing costs where the key is not prepared: mbedTLS's own HMAC in one call. It allocates,
// so the firmware links it into an image of its own.

#include "figures.hpp"

#include <mbedtls/md.h>

namespace {
const unsigned char key[] = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
unsigned char text[hmacsha256_signed];
unsigned char signature[32];

void sign() {
    mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), key, sizeof key - 1, text, sizeof text, signature);
}

}  // namespace

// The heap sets itself up in its first allocations.
void prepare_md_floor() { sign(); }

PORTWRIGHT_MEASURED void floor_md_hmac() { sign(); }
