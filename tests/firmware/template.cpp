// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../bench/figures.hpp"
#include "measure.hpp"

int main() {
    prepare_templates();
    for (const auto& each : templates) measure(each);
    return templates_failed() ? 1 : 0;
}
