// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "tcp.hpp"

#include <lwip/dns.h>
#include <lwip/pbuf.h>

namespace device {
namespace {

tcp* asking = nullptr; ///< who waits for DNS: a late answer for somebody else finds nobody

} // namespace

void tcp::connect(std::string_view host, std::uint16_t port, std::uint32_t address) {
    close();
    port_ = port;
    state_ = state::opening;
    ip_addr_t to;
    if (address != 0) {
        ip_addr_set_ip4_u32(&to, lwip_htonl(address));
        return begin(to);
    }
    char name[DNS_MAX_NAME_LENGTH];
    if (host.size() >= sizeof name) {
        state_ = state::failed;
        return;
    }
    host.copy(name, host.size());
    name[host.size()] = 0;
    asking = this;
    const err_t code = dns_gethostbyname(name, &to, &resolved, this);
    if (code == ERR_OK) begin(to);
    else if (code != ERR_INPROGRESS) state_ = state::failed;
}

void tcp::resolved(const char*, const ip_addr_t* address, void* context) {
    auto* const self = static_cast<tcp*>(context);
    if (asking != self || self->state_ != state::opening || self->pcb_ != nullptr) return;
    asking = nullptr;
    if (address != nullptr) self->begin(*address);
    else self->state_ = state::failed;
}

void tcp::begin(const ip_addr_t& to) {
    pcb_ = tcp_new();
    if (pcb_ == nullptr) {
        state_ = state::failed;
        return;
    }
    tcp_arg(pcb_, this);
    tcp_err(pcb_, [](void* context, err_t) { // the pcb is gone already
        auto* const self = static_cast<tcp*>(context);
        self->pcb_ = nullptr;
        self->state_ = state::failed;
    });
    tcp_recv(pcb_, [](void* context, tcp_pcb*, pbuf* bytes, err_t) -> err_t {
        auto* const self = static_cast<tcp*>(context);
        if (bytes == nullptr) self->peer_has_closed_ = true;
        else if (self->received_ == nullptr) self->received_ = bytes;
        else pbuf_cat(self->received_, bytes);
        return ERR_OK;
    });
    const err_t code = tcp_connect(pcb_, &to, port_, [](void* context, tcp_pcb*, err_t) -> err_t {
        static_cast<tcp*>(context)->state_ = state::open;
        return ERR_OK;
    });
    if (code == ERR_OK) return;
    close();
    state_ = state::failed;
}

std::ptrdiff_t tcp::write(const unsigned char* data, std::size_t size) {
    if (state_ != state::open) return broken;
    const std::size_t room = tcp_sndbuf(pcb_);
    if (size > room) size = room;
    if (size == 0) return not_yet;
    const err_t code = tcp_write(pcb_, data, static_cast<u16_t>(size), TCP_WRITE_FLAG_COPY);
    if (code == ERR_MEM) return not_yet;
    if (code != ERR_OK) return broken;
    tcp_output(pcb_);
    return static_cast<std::ptrdiff_t>(size);
}

std::ptrdiff_t tcp::read(unsigned char* data, std::size_t size) {
    if (received_ == nullptr) {
        if (state_ != state::open) return broken;
        return peer_has_closed_ ? closed : not_yet;
    }
    const u16_t taken = pbuf_copy_partial(received_, data, static_cast<u16_t>(size), 0);
    received_ = pbuf_free_header(received_, taken);
    if (pcb_ != nullptr) tcp_recved(pcb_, taken);
    return taken;
}

void tcp::close() {
    if (asking == this) asking = nullptr;
    if (received_ != nullptr) pbuf_free(received_);
    received_ = nullptr;
    if (pcb_ != nullptr) {
        tcp_arg(pcb_, nullptr);
        tcp_err(pcb_, nullptr);
        tcp_recv(pcb_, nullptr);
        if (tcp_close(pcb_) != ERR_OK) tcp_abort(pcb_);
    }
    pcb_ = nullptr;
    peer_has_closed_ = false;
    state_ = state::idle;
}

} // namespace device
