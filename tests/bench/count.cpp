// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Runs the figures, once each, for count.sh to count them in.

#include "figures.hpp"

int main() {
    prepare_floors();
    prepare_md_floor();
    prepare_library();
    prepare_prepared();
    prepare_templates();
    for (const auto& each : floors) each.run();
    md_floor.run();
    for (const auto& each : library) each.run();
    streamed.run();
    for (const auto& each : prepared) each.run();
    for (const auto& each : templates) each.run();
    return library_failed() || prepared_failed() || templates_failed() ? 1 : 0;
}
