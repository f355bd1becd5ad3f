// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int sec_tag_t;
enum tls_credential_type { TLS_CREDENTIAL_NONE, TLS_CREDENTIAL_CA_CERTIFICATE };
int tls_credential_add(sec_tag_t tag, enum tls_credential_type type, const void* data, size_t size);

#ifdef __cplusplus
}
#endif
