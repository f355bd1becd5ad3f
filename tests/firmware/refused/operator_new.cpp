// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

int main() {
    auto* volatile block = new int;
    return block == nullptr;
}
