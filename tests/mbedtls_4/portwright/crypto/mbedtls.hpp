// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the header of this name is with mbedTLS 4.x, which has PSA hashing only. Found before it.

#include <portwright/crypto/mbedtls_psa.hpp>

namespace portwright::inline v0_1 {

struct mbedtls : mbedtls_psa {};

} // namespace portwright::inline v0_1
