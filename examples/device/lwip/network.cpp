// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../application/board.hpp"
#include "../application/network.hpp"
#include "driver.hpp"

#include <lwip/dhcp.h>
#include <lwip/etharp.h>
#include <lwip/init.h>
#include <lwip/netif.h>
#include <lwip/timeouts.h>

#include <string_view>

namespace {

netif ethernet;

err_t set_up(netif* interface) {
    interface->name[0] = 'e';
    interface->name[1] = 'n';
    interface->output = etharp_output;
    interface->linkoutput = [](netif*, pbuf* frame) -> err_t { return driver::send(*frame); };
    interface->mtu = 1500;
    interface->hwaddr_len = 6;
    interface->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_ETHERNET | NETIF_FLAG_LINK_UP;
    driver::start(interface->hwaddr);
    return ERR_OK;
}

} // namespace

extern "C" {

u32_t sys_now() { return static_cast<u32_t>(board::monotonic_ms()); }

unsigned device_random_word() {
    unsigned char bytes[4] = {};
    static_cast<void>(board::random(bytes)); // a port and a sequence number: no secret
    return static_cast<unsigned>(bytes[0]) << 24 | static_cast<unsigned>(bytes[1]) << 16 |
           static_cast<unsigned>(bytes[2]) << 8 | bytes[3];
}

void device_assertion_failed(const char* what) {
    board::log(std::string_view(what));
    for (;;) {
    }
}
}

namespace network {

void start() {
    lwip_init();
    netif_add_noaddr(&ethernet, nullptr, &set_up, &netif_input);
    netif_set_default(&ethernet);
    netif_set_up(&ethernet);
    dhcp_start(&ethernet);
}

void poll() {
    while (pbuf* const frame = driver::receive())
        if (ethernet.input(frame, &ethernet) != ERR_OK) pbuf_free(frame);
    sys_check_timeouts();
}

bool is_up() { return dhcp_supplied_address(&ethernet) != 0; }

} // namespace network
