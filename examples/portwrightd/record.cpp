// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "record.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace portwright_daemon {
namespace {

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(file, bytes.data(), bytes.size());
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

std::string time_text(double seconds) {
    const std::time_t then = std::time(nullptr) + static_cast<std::time_t>(seconds);
    std::tm parts{};
    gmtime_r(&then, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

void log_event(std::string_view level, std::string_view event, const nlohmann::ordered_json& more) {
    nlohmann::ordered_json line{{"time", time_text()}, {"level", level}, {"event", event}};
    line.update(more);
    static_cast<void>(
        write_all(STDERR_FILENO, line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n'));
}

bool replace_file(const std::string& path, std::string_view bytes, unsigned mode, bool lasts) {
    struct stat about {};
    if (stat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode))
        return false; // /dev/null would be no device any more
    std::string other = path + ".XXXXXX";
    const int file = mkostemp(other.data(), O_CLOEXEC);
    if (file < 0) return false;
    bool good = write_all(file, bytes) && fchmod(file, static_cast<mode_t>(mode)) == 0 && (!lasts || fsync(file) == 0);
    good = close(file) == 0 && good;
    good = good && rename(other.c_str(), path.c_str()) == 0;
    if (!good) unlink(other.c_str());
    if (good && lasts) {
        const std::size_t slash = path.rfind('/');
        const std::string folder = slash == path.npos ? "." : path.substr(0, slash + 1);
        if (const int opened = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); opened >= 0) {
            good = fsync(opened) == 0;
            close(opened);
        }
    }
    return good;
}

} // namespace portwright_daemon
