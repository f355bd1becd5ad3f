/* Copyright (c) 2026 The Portwright authors. */
/* SPDX-License-Identifier: MIT */

/* lwIP's Unix port, but for its random numbers: those come from rand(), the same ones at each boot. */
#pragma once

#undef LWIP_RAND
#include_next <arch/cc.h>
#undef LWIP_RAND
#define LWIP_RAND() device_random_word()
