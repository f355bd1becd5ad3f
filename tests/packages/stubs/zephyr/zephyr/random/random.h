// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
int sys_csrand_get(void* to, size_t size);
#ifdef __cplusplus
}
#endif
