// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The cable of a desk, as DEVICE_ETHERNET says:
//
//     DEVICE_ETHERNET=PATH        a socket to switch.sh, one datagram a frame; needs no rights
//     DEVICE_ETHERNET=tap:NAME    a tap interface of the machine, as lwIP's Unix port uses one; it exists, or the process
//                                 may create it (CAP_NET_ADMIN)

#include "../../lwip/driver.hpp"
#include "../descriptor.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace {

constexpr std::size_t longest_frame = 1514; // without the checksum, which neither kind of cable carries
int cable = -1;

[[noreturn]] void stop(const char* what) {
    std::perror(what);
    std::exit(2);
}

int open_tap(std::string_view name) {
    const int tap = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (tap < 0) stop("/dev/net/tun");
    ifreq wanted{};
    name.copy(wanted.ifr_name, IFNAMSIZ - 1);
    wanted.ifr_flags = IFF_TAP | IFF_NO_PI;
    if (ioctl(tap, TUNSETIFF, &wanted) < 0) stop("DEVICE_ETHERNET=tap:");
    return tap;
}

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    return address;
}

/// The switch sends to its own path with `.device` behind it. Who had that before was killed.
int open_socket(const std::string& path) {
    const std::string own_path = path + ".device";
    if (own_path.size() >= sizeof sockaddr_un{}.sun_path) {
        errno = ENAMETOOLONG;
        stop(path.c_str());
    }
    const sockaddr_un own = address_of(own_path), other = address_of(path);
    const int opened = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    unlink(own.sun_path);
    if (bind(opened, reinterpret_cast<const sockaddr*>(&own), sizeof own) < 0 ||
        connect(opened, reinterpret_cast<const sockaddr*>(&other), sizeof other) < 0)
        stop(path.c_str());
    return opened;
}

} // namespace

int device_descriptor() { return cable; }

namespace driver {

void start(unsigned char (&mac)[6]) {
    constexpr unsigned char administered_locally[6] = {0x02, 0x50, 0x57, 0x00, 0x00, 0x01};
    std::memcpy(mac, administered_locally, sizeof mac);
    const char* const text = std::getenv("DEVICE_ETHERNET");
    const std::string_view where = text != nullptr ? text : "";
    constexpr std::string_view tap = "tap:";
    if (where.empty()) {
        std::fprintf(stderr, "DEVICE_ETHERNET is neither tap:NAME nor the path of a switch\n");
        std::exit(2);
    }
    cable = where.starts_with(tap) ? open_tap(where.substr(tap.size())) : open_socket(std::string(where));
}

pbuf* receive() {
    unsigned char bytes[longest_frame + 1];
    const ssize_t size = read(cable, bytes, sizeof bytes);
    if (size <= 0 || size == sizeof bytes) return nullptr;
    const auto length = static_cast<u16_t>(size);
    pbuf* const frame = pbuf_alloc(PBUF_RAW, static_cast<u16_t>(ETH_PAD_SIZE + length), PBUF_POOL);
    if (frame != nullptr) pbuf_take_at(frame, bytes, length, ETH_PAD_SIZE);
    return frame;
}

err_t send(const pbuf& frame) {
    unsigned char bytes[longest_frame];
    const u16_t size = pbuf_copy_partial(&frame, bytes, sizeof bytes, ETH_PAD_SIZE);
    return write(cable, bytes, size) == size ? ERR_OK : ERR_IF;
}

} // namespace driver
