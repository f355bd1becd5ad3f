// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma GCC system_header

// 4.x has no such public header; see ../version_4.h.
#if MBEDTLS_VERSION_MAJOR + 0 >= 4
#error "mbedTLS 4.x has no such header"
#endif
#include_next <mbedtls/sha256.h>
