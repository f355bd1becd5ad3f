// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <zephyr/kernel.h>

#define LOG_LEVEL_INF 3
#define LOG_MODULE_REGISTER(...) static_assert(true)
#define LOG_INF(...) printk(__VA_ARGS__)
#define LOG_ERR(...) printk(__VA_ARGS__)
