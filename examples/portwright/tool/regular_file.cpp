// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "regular_file.hpp"

#include <array>
#include <cerrno>
#include <cstdint>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace portwright_tool {

regular_file read_regular_file(const std::string& path, std::size_t most_bytes) {
    regular_file made;
    // Not to wait for who writes into a pipe.
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0) {
        made.is_missing = errno == ENOENT || errno == ENOTDIR;
        made.why = made.is_missing ? "there is no such file" : "cannot be read";
        return made;
    }
    const struct closing {
        int file;
        ~closing() { close(file); }
    } at_end{file};
    struct stat about {};
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
        made.why = "is no file";
        return made;
    }
    made.mode = about.st_mode;
    std::array<char, 4096> piece{};
    ssize_t count = 0;
    while (made.text.size() <= most_bytes && (count = read(file, piece.data(), piece.size())) > 0)
        made.text.append(piece.data(), static_cast<std::size_t>(count));
    if (count < 0) made.why = "cannot be read";
    else if (made.text.size() > most_bytes) made.why = "has more than " + std::to_string(most_bytes) + " bytes";
    return made;
}

} // namespace portwright_tool
