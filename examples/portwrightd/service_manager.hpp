// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Tells systemd, or another service manager, how the daemon is: the protocol of sd_notify(3), which is a datagram to
// the socket that NOTIFY_SOCKET names.

#include "events.hpp"

#include <string>
#include <string_view>

namespace portwright_daemon {

class service_manager {
public:
    // Takes NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID out of the environment. Without the first nothing is told.
    service_manager();
    ~service_manager();
    service_manager(const service_manager&) = delete;
    service_manager& operator=(const service_manager&) = delete;

    // Assignments, a line each. One that does not arrive is not sent again.
    void tell(std::string_view assignments) const;
    // How often it wants to hear WATCHDOG=1; 0 where it does not.
    [[nodiscard]] milliseconds watchdog() const { return watchdog_; }

private:
    std::string path_{};
    int socket_ = -1;
    milliseconds watchdog_ = 0;
};

} // namespace portwright_daemon
