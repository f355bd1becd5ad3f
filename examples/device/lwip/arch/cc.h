/* Copyright (c) 2026 The Portwright authors. */
/* SPDX-License-Identifier: MIT */

#pragma once

#ifdef __cplusplus
extern "C"
#endif
void device_assertion_failed(const char* what);

#define LWIP_PLATFORM_DIAG(arguments) ((void)0)
#define LWIP_PLATFORM_ASSERT(what) device_assertion_failed(what)
#define LWIP_NO_INTTYPES_H 1
#define X8_F "02x"
#define U16_F "u"
#define S16_F "d"
#define X16_F "x"
#define U32_F "lu"
#define S32_F "ld"
#define X32_F "lx"
#define SZT_F "u"
