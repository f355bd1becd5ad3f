// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// One wanted listener as the machine of its system: the same steps and answers, whichever it is.

#include "settings.hpp"

#include <portwright/aliyun/ga/ensure_listener.hpp>
#include <portwright/calls/ensure.hpp>
#include <portwright/calls/key_ring.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/bmlb/ensure_listeners.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/gaap/ensure_tcp_listeners.hpp>
#include <portwright/tencent/gaap/ensure_udp_listeners.hpp>
#include <portwright/tencent/lb/ensure_listeners.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <string_view>

namespace device {

using call_scheme = portwright::tc3<>; ///< of Tencent's API 3.0
using v2_scheme = portwright::hmac_sha256<>;
using aliyun_scheme = portwright::acs3<>;

/// A request whose lists lie beside it, and the machine that declares it.
template <class Scheme, class Create>
struct declared {
    using machine_type = portwright::ensure_machine<Scheme, Create>;
    using scheme = Scheme;
    using create = Create;

    std::uint16_t ports[1] = {};
    std::uint16_t target_ports[1] = {};
    std::string_view names[1] = {};
    Create request = {};
    union {
        machine_type machine;
    };
    declared() {}
    ~declared() { machine.~machine_type(); }
};

struct clb_listener : declared<call_scheme, portwright::tencent::clb::CreateListener> {
    explicit clb_listener(const wanted_listener& wanted);
};
struct gaap_tcp_listener : declared<call_scheme, portwright::tencent::gaap::CreateTCPListeners> {
    explicit gaap_tcp_listener(const wanted_listener& wanted);
};
struct gaap_udp_listener : declared<call_scheme, portwright::tencent::gaap::CreateUDPListeners> {
    explicit gaap_udp_listener(const wanted_listener& wanted);
};
struct lb_listener : declared<v2_scheme, portwright::tencent::lb::CreateLoadBalancerListeners> {
    create::Listener one[1] = {};
    explicit lb_listener(const wanted_listener& wanted);
};
struct bmlb_listener : declared<v2_scheme, portwright::tencent::bmlb::CreateBmListeners> {
    create::Listener one[1] = {};
    explicit bmlb_listener(const wanted_listener& wanted);
};
struct ga_listener : declared<aliyun_scheme, portwright::aliyun::ga::CreateListener> {
    portwright::aliyun::ga::PortRange one[1] = {};
    explicit ga_listener(const wanted_listener& wanted);
};

/// The one that is under way, in room for the largest.
class declaration {
public:
    declaration() = default;
    declaration(const declaration&) = delete;
    declaration& operator=(const declaration&) = delete;

    /// Borrows all of it until end(). `kept`: there is a connection to its host already.
    void begin(const wanted_listener& wanted, const settings& with, portwright::call_clock& clock,
               portwright::http::monotonic_ms deadline, bool kept);
    void end();
    bool is_under_way() const { return kind_ != kind::none; }

    /// Calls `f` with the machine.
    template <class F>
    auto visit(F f) {
        switch (kind_) {
        case kind::gaap_tcp: return f(as<gaap_tcp_listener>().machine);
        case kind::gaap_udp: return f(as<gaap_udp_listener>().machine);
        case kind::lb: return f(as<lb_listener>().machine);
        case kind::bmlb: return f(as<bmlb_listener>().machine);
        case kind::ga: return f(as<ga_listener>().machine);
        default: return f(as<clb_listener>().machine);
        }
    }

private:
    enum class kind : std::uint8_t { none, clb, gaap_tcp, gaap_udp, lb, bmlb, ga };

    template <class Listener>
    Listener& as() {
        return *std::launder(reinterpret_cast<Listener*>(room_));
    }
    template <class Listener>
    void make(kind what, const wanted_listener& wanted, const portwright::credentials& who,
              portwright::call_clock& clock, const portwright::ensure_settings& how, bool kept);

    static constexpr std::size_t largest =
        std::max({sizeof(clb_listener), sizeof(gaap_tcp_listener), sizeof(gaap_udp_listener), sizeof(lb_listener),
                  sizeof(bmlb_listener), sizeof(ga_listener)});
    template <class Listener>
    static constexpr std::size_t scratch_of = portwright::ensure_scratch<typename Listener::create>;
    static constexpr std::size_t most_scratch =
        std::max({scratch_of<clb_listener>, scratch_of<gaap_tcp_listener>, scratch_of<gaap_udp_listener>,
                  scratch_of<lb_listener>, scratch_of<bmlb_listener>, scratch_of<ga_listener>});

    kind kind_ = kind::none;
    bool is_aliyun_ = false; ///< whose key is in keys_
    portwright::key_ring<std::max({sizeof(portwright::key_cache<call_scheme>), sizeof(portwright::key_cache<v2_scheme>),
                                   sizeof(portwright::key_cache<aliyun_scheme>)})>
        keys_;
    alignas(std::max_align_t) unsigned char room_[largest];
    alignas(std::max_align_t) char scratch_[most_scratch];
};

} // namespace device
