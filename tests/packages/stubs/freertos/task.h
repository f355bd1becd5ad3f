// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include "FreeRTOS.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef void (*TaskFunction_t)(void*);
typedef struct tskTaskControlBlock* TaskHandle_t;
TickType_t xTaskGetTickCount(void);
void vTaskDelay(const TickType_t ticks);
void vTaskDelete(TaskHandle_t task);
BaseType_t xTaskCreate(TaskFunction_t code, const char* const name, const uint32_t stack, void* const parameters,
                       UBaseType_t priority, TaskHandle_t* const created);

#ifdef __cplusplus
}
#endif
