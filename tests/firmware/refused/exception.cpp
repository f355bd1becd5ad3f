// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <string_view>

// A position past the end throws.
int main() {
    volatile unsigned position = 7;
    return std::string_view("text").substr(position).empty();
}
