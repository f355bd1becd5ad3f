// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sntp_time {
    uint64_t seconds;
    uint32_t fraction;
};
int sntp_simple(const char* server, uint32_t timeout, struct sntp_time* time);

#ifdef __cplusplus
}
#endif
