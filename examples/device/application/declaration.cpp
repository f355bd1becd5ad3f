// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "declaration.hpp"

namespace device {

namespace clb = portwright::tencent::clb;

clb_listener::clb_listener(const wanted_listener& wanted) {
    ports[0] = wanted.port;
    names[0] = wanted.name;
    request.LoadBalancerId = wanted.owner;
    request.Ports = ports;
    request.Protocol = wanted.is_udp ? clb::Protocol::UDP : clb::Protocol::TCP;
    request.ListenerNames = names;
}

gaap_tcp_listener::gaap_tcp_listener(const wanted_listener& wanted) {
    ports[0] = wanted.port;
    request.ListenerName = wanted.name;
    request.Ports = ports;
    request.Scheduler = "rr";
    request.HealthCheck = 0;
    request.RealServerType = "IP";
    request.ProxyId = wanted.owner;
}

gaap_udp_listener::gaap_udp_listener(const wanted_listener& wanted) {
    ports[0] = wanted.port;
    request.ListenerName = wanted.name;
    request.Ports = ports;
    request.Scheduler = "rr";
    request.RealServerType = "IP";
    request.ProxyId = wanted.owner;
}

lb_listener::lb_listener(const wanted_listener& wanted) {
    constexpr int tcp = 2, udp = 3;
    one[0].loadBalancerPort = wanted.port;
    one[0].instancePort = wanted.target_port;
    one[0].protocol = wanted.is_udp ? udp : tcp;
    one[0].listenerName = wanted.name;
    request.loadBalancerId = wanted.owner;
    request.listeners = one;
}

bmlb_listener::bmlb_listener(const wanted_listener& wanted) {
    one[0].loadBalancerPort = wanted.port;
    one[0].protocol = wanted.is_udp ? "udp" : "tcp";
    one[0].listenerName = wanted.name;
    request.loadBalancerId = wanted.owner;
    request.listeners = one;
}

ga_listener::ga_listener(const wanted_listener& wanted) {
    one[0].FromPort = wanted.port;
    one[0].ToPort = wanted.port;
    request.AcceleratorId = wanted.owner;
    request.Name = wanted.name;
    request.Protocol = wanted.is_udp ? "udp" : "tcp";
    request.PortRanges = one;
}

template <class Listener>
void declaration::make(kind what, const wanted_listener& wanted, const portwright::credentials& who,
                       portwright::call_clock& clock, const portwright::ensure_settings& how, bool kept) {
    auto& made = *::new (static_cast<void*>(room_)) Listener(wanted);
    auto with = how;
    if (!Listener::create::call.service->takes_region) with.call.region = {};
    ::new (static_cast<void*>(&made.machine)) typename Listener::machine_type(
        made.request, keys_.template of<typename Listener::scheme>(who), clock, with, scratch_, {}, kept);
    kind_ = what;
}

void declaration::begin(const wanted_listener& wanted, const settings& with, portwright::call_clock& clock,
                        portwright::http::monotonic_ms deadline, bool kept) {
    end();
    const bool is_aliyun = wanted.system == system::ga;
    if (is_aliyun != is_aliyun_) keys_.clear();
    is_aliyun_ = is_aliyun;
    const portwright::credentials who =
        is_aliyun ? portwright::credentials{.id = with.aliyun_id, .secret = with.aliyun_key}
                  : portwright::credentials{.id = with.tencent_id, .secret = with.tencent_key};
    portwright::ensure_settings how;
    how.call.region = portwright::borrowed_text(wanted.region);
    if (!with.endpoint.empty()) how.call.endpoint = portwright::borrowed_text(with.endpoint);
    how.call.deadline = deadline;
    how.call.attempt_ms = 15000;
    how.call.answer_bytes = 65536;
    how.poll_ms = with.poll_ms;
    switch (wanted.system) {
    case system::clb: return make<clb_listener>(kind::clb, wanted, who, clock, how, kept);
    case system::gaap:
        if (wanted.is_udp) return make<gaap_udp_listener>(kind::gaap_udp, wanted, who, clock, how, kept);
        return make<gaap_tcp_listener>(kind::gaap_tcp, wanted, who, clock, how, kept);
    case system::lb: return make<lb_listener>(kind::lb, wanted, who, clock, how, kept);
    case system::bmlb: return make<bmlb_listener>(kind::bmlb, wanted, who, clock, how, kept);
    case system::ga: return make<ga_listener>(kind::ga, wanted, who, clock, how, kept);
    }
}

void declaration::end() {
    switch (kind_) {
    case kind::none: break;
    case kind::clb: as<clb_listener>().~clb_listener(); break;
    case kind::gaap_tcp: as<gaap_tcp_listener>().~gaap_tcp_listener(); break;
    case kind::gaap_udp: as<gaap_udp_listener>().~gaap_udp_listener(); break;
    case kind::lb: as<lb_listener>().~lb_listener(); break;
    case kind::bmlb: as<bmlb_listener>().~bmlb_listener(); break;
    case kind::ga: as<ga_listener>().~ga_listener(); break;
    }
    kind_ = kind::none;
}

} // namespace device
