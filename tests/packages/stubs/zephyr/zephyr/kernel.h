// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <stddef.h>
#include <stdint.h>

// Macros of the real one that are named like things of ours.
#define KB(x) ((x) << 10)
#define BIT(n) (1UL << (n))

#ifdef __cplusplus
extern "C" {
#endif

uint32_t k_uptime_get_32(void);
int64_t k_uptime_get(void);
int32_t k_msleep(int32_t ms);
void printk(const char* format, ...);

#ifdef __cplusplus
}
#endif
