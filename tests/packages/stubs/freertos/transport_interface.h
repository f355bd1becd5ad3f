// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct NetworkContext;
typedef struct NetworkContext NetworkContext_t;
typedef int32_t (*TransportRecv_t)(NetworkContext_t* context, void* buffer, size_t size);
typedef int32_t (*TransportSend_t)(NetworkContext_t* context, const void* buffer, size_t size);
typedef struct TransportOutVector {
    const void* iov_base;
    size_t iov_len;
} TransportOutVector_t;
typedef int32_t (*TransportWritev_t)(NetworkContext_t* context, TransportOutVector_t* vectors, size_t count);
typedef struct TransportInterface {
    TransportRecv_t recv;
    TransportSend_t send;
    TransportWritev_t writev;
    NetworkContext_t* pNetworkContext;
} TransportInterface_t;

#ifdef __cplusplus
}
#endif
