// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../bench/figures.hpp"
#include "measure.hpp"

int main() {
    prepare_prepared();
    for (const auto& each : prepared) measure(each);
    return prepared_failed() ? 1 : 0;
}
