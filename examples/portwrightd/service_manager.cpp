// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "service_manager.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace portwright_daemon {
namespace {

std::string take_variable(const char* name) {
    const char* const value = std::getenv(name);
    const std::string taken = value != nullptr ? value : "";
    unsetenv(name);
    return taken;
}

std::uint64_t number_of(const std::string& text) {
    std::uint64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failed == std::errc() && end == text.data() + text.size() ? number : 0;
}

} // namespace

service_manager::service_manager() : path_(take_variable("NOTIFY_SOCKET")) {
    const std::uint64_t microseconds = number_of(take_variable("WATCHDOG_USEC"));
    const std::string process = take_variable("WATCHDOG_PID");
    if (process.empty() || number_of(process) == static_cast<std::uint64_t>(getpid()))
        watchdog_ = microseconds / 2000; // twice as often as it must be
    const bool can_be =
        path_.size() > 1 && path_.size() < sizeof(sockaddr_un::sun_path) && (path_[0] == '/' || path_[0] == '@');
    if (can_be) socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

service_manager::~service_manager() {
    if (socket_ >= 0) close(socket_);
}

void service_manager::tell(std::string_view assignments) const {
    if (socket_ < 0) return;
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    std::memcpy(to.sun_path, path_.data(), path_.size());
    if (path_[0] == '@') to.sun_path[0] = '\0'; // of the abstract namespace
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path_.size());
    static_cast<void>(sendto(socket_, assignments.data(), assignments.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                             reinterpret_cast<const sockaddr*>(&to), size));
}

} // namespace portwright_daemon
