// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "heap.hpp"
#include "measure.hpp"

int main() {
    prepare_md_floor();
    measure(md_floor);
    report_heap("floor_md_hmac");
}
