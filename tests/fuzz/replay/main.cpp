// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// In place of a fuzzer: hands each of the named files, and of the files in a folder that is named, to a target, so that
// any processor replays what was found.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

bool replay(const std::filesystem::path& name) {
    std::ifstream file(name, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (!file) {
        std::fprintf(stderr, "cannot read %s\n", name.c_str());
        return false;
    }
    std::fprintf(stderr, "%s\n", name.c_str()); // the last one, where it aborts
    const std::unique_ptr<std::uint8_t[]> exact{new std::uint8_t[bytes.size()]};
    bytes.copy(reinterpret_cast<char*>(exact.get()), bytes.size());
    LLVMFuzzerTestOneInput(exact.get(), bytes.size());
    return true;
}

} // namespace

int main(int count, char** names) {
    int replayed = 0;
    for (int i = 1; i < count; ++i) {
        std::vector<std::filesystem::path> files{names[i]};
        if (std::filesystem::is_directory(files[0]))
            files.assign(std::filesystem::directory_iterator(files[0]), std::filesystem::directory_iterator());
        for (const auto& file : files) {
            if (!replay(file)) return 2;
            ++replayed;
        }
    }
    std::printf("%d replayed\n", replayed);
    return replayed > 0 ? 0 : 2;
}
