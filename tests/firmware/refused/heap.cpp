// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <stdlib.h>

int main() {
    auto* volatile block = static_cast<char*>(malloc(8));
    return block == nullptr;
}

// Even an image that can grow its heap is refused.
extern "C" void* _sbrk(int) { return nullptr; }
