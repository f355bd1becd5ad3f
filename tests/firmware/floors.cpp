// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "measure.hpp"

extern "C" void calibration();

int main() {
    prepare_floors();
    measure({"calibration", calibration});
    for (const auto& each : floors) measure(each);
}
