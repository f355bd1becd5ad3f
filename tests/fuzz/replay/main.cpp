// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// In place of a fuzzer: hands each of the named files to a target, so that any processor replays what was found.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** names) {
    for (int i = 1; i < count; ++i) {
        std::ifstream file(names[i], std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        if (!file) {
            std::fprintf(stderr, "cannot read %s\n", names[i]);
            return 2;
        }
        std::fprintf(stderr, "%s\n", names[i]); // the last one, where it aborts
        const std::unique_ptr<std::uint8_t[]> exact{new std::uint8_t[bytes.size()]};
        bytes.copy(reinterpret_cast<char*>(exact.get()), bytes.size());
        LLVMFuzzerTestOneInput(exact.get(), bytes.size());
    }
    std::printf("%d replayed\n", count - 1);
    return count > 1 ? 0 : 2;
}
