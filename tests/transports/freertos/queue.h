// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include "FreeRTOS.h"

struct QueueDefinition {
    UBaseType_t length, item_size;
    std::mutex mutex{};
    std::condition_variable arrived{};
    std::deque<std::vector<char>> items{};
};
typedef QueueDefinition* QueueHandle_t;

inline QueueHandle_t xQueueCreate(UBaseType_t length, UBaseType_t item_size) {
    return new QueueDefinition{length, item_size};
}
inline void vQueueDelete(QueueHandle_t queue) { delete queue; }

/// Never waits for room: a test's queue is long enough, or the item is lost and the test with it.
inline BaseType_t xQueueSend(QueueHandle_t queue, const void* item, TickType_t) {
    const std::lock_guard lock{queue->mutex};
    if (queue->items.size() == queue->length) return pdFALSE;
    const char* const bytes = static_cast<const char*>(item);
    queue->items.emplace_back(bytes, bytes + queue->item_size);
    queue->arrived.notify_one();
    return pdPASS;
}

inline BaseType_t xQueueReceive(QueueHandle_t queue, void* item, TickType_t ticks) {
    std::unique_lock lock{queue->mutex};
    const bool some =
        queue->arrived.wait_for(lock, std::chrono::milliseconds(ticks), [&] { return !queue->items.empty(); });
    if (!some) return pdFALSE;
    std::memcpy(item, queue->items.front().data(), queue->item_size);
    queue->items.pop_front();
    return pdPASS;
}
