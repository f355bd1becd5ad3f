// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the example uses of event loops, logs, randomness, timers, tasks, storage and the network's start.
#include <esp_err.h>
#include <sdkconfig.h>
#include <stddef.h>

#define ESP_LOGI(tag, ...) esp_log(tag, __VA_ARGS__)
#define ESP_LOGE(tag, ...) esp_log(tag, __VA_ARGS__)
#define pdMS_TO_TICKS(ms) ((uint32_t)(ms) / 10)
#define ESP_NETIF_SNTP_DEFAULT_CONFIG(server) {server}

#ifdef __cplusplus
extern "C" {
#endif

void esp_log(const char* tag, const char* format, ...) __attribute__((format(printf, 2, 3)));
esp_err_t esp_event_loop_create_default(void);
esp_err_t esp_netif_init(void);
typedef struct {
    const char* server;
} esp_sntp_config_t;
esp_err_t esp_netif_sntp_init(const esp_sntp_config_t* configuration);
esp_err_t esp_netif_sntp_sync_wait(uint32_t ticks);
uint32_t esp_random(void);
int64_t esp_timer_get_time(void);
esp_err_t example_connect(void);
esp_err_t nvs_flash_init(void);
typedef uint32_t nvs_handle_t;
typedef enum { NVS_READONLY, NVS_READWRITE } nvs_open_mode_t;
esp_err_t nvs_open(const char* name, nvs_open_mode_t mode, nvs_handle_t* handle);
esp_err_t nvs_get_str(nvs_handle_t handle, const char* key, char* value, size_t* size);
void nvs_close(nvs_handle_t handle);
void vTaskDelay(uint32_t ticks);
void vTaskDelete(void* task);
int xTaskCreate(void (*code)(void*), const char* name, uint32_t stack, void* parameters, unsigned priority,
                void** created);

#ifdef __cplusplus
}
#endif
