// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "heap.hpp"
#include "measure.hpp"

int main() {
    prepare_library();
    for (const auto& each : library) measure(each);
    measure(streamed);
    report_heap("library");
    return library_failed() ? 1 : 0;
}
