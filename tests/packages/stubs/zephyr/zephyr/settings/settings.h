// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <stddef.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef ssize_t (*settings_read_cb)(void* argument, void* data, size_t size);
typedef int (*settings_load_direct_cb)(const char* key, size_t size, settings_read_cb read, void* argument,
                                       void* parameter);
int settings_subsys_init(void);
int settings_load_subtree_direct(const char* subtree, settings_load_direct_cb found, void* parameter);

#ifdef __cplusplus
}
#endif
