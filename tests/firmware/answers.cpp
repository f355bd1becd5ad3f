// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "measure.hpp"

int main() {
    for (const auto& each : answers) measure(each);
    return answers_failed() ? 1 : 0;
}
