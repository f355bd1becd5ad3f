/* Copyright (c) 2026 The Portwright authors. */
/* SPDX-License-Identifier: MIT */

/* The board's options, where a pointer takes eight bytes. */
#pragma once

#include "../../lwip/lwipopts.h"

#undef MEM_ALIGNMENT
#define MEM_ALIGNMENT 8
