// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Changing a listener.

#include <portwright/request/schema.hpp>
#include <portwright/tencent/clb/certificates.hpp>
#include <portwright/tencent/clb/health_check.hpp>
#include <portwright/tencent/clb/service.hpp>
#include <portwright/tencent/clb/tasks.hpp>
#include <portwright/tencent/clb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Changes a listener; what is left out stays as it is. Not for classic load balancers. Tencent Cloud,
/// "ModifyListener" (API 3.0, product 214). SniSwitch goes from 0 to 1, never back.
struct ModifyListener {
    text LoadBalancerId = {};
    text ListenerId = {};
    text ListenerName = {};
    integer SessionExpireTime = {};
    clb::HealthCheck HealthCheck = {};
    CertificateInput Certificate = {};
    clb::Scheduler Scheduler = {};
    integer SniSwitch = {};
    clb::TargetType TargetType = {};
    integer KeepaliveEnable = {};
    truth_value DeregisterTargetRst = {};
    clb::SessionType SessionType = {};
    clb::MultiCertInfo MultiCertInfo = {};
    integer MaxConn = {};
    integer MaxCps = {};
    integer IdleConnectTimeout = {};
    truth_value ProxyProtocol = {};
    truth_value SnatEnable = {};
    clb::DataCompressMode DataCompressMode = {};
    truth_value RescheduleTargetZeroWeight = {};
    truth_value RescheduleUnhealthy = {};
    truth_value RescheduleExpandTarget = {};
    integer RescheduleStartTime = {};
    integer RescheduleInterval = {};

    static constexpr operation call{"ModifyListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(
                   PORTWRIGHT_FIELD(LoadBalancerId, required, "load balancer ID"),
                   PORTWRIGHT_FIELD(ListenerId, required, "listener ID"),
                   PORTWRIGHT_FIELD(ListenerName, characters<1, 80>, "new name"),
                   PORTWRIGHT_FIELD(SessionExpireTime, between<30, 3600, 0>,
                                    "session persistence, s; 0 = off; TCP/UDP listeners"),
                   PORTWRIGHT_FIELD(HealthCheck, listener_probe, "health check; TCP, UDP, TCP_SSL and QUIC listeners"),
                   PORTWRIGHT_FIELD(Certificate,
                                    "certificate; HTTPS, TCP_SSL and QUIC listeners; not with MultiCertInfo"),
                   PORTWRIGHT_FIELD(Scheduler, "scheduling; TCP/UDP/TCP_SSL/QUIC listeners"),
                   PORTWRIGHT_FIELD(SniSwitch, one_of<0, 1>,
                                    "SNI; can be switched on, not off again: 0 off, 1 on; HTTPS listeners"),
                   PORTWRIGHT_FIELD(TargetType, "kind of backend"),
                   PORTWRIGHT_FIELD(KeepaliveEnable, one_of<0, 1>,
                                    "keep-alive to the backends: 0 off, 1 on; HTTP/HTTPS listeners"),
                   PORTWRIGHT_FIELD(DeregisterTargetRst, "reschedule when a backend is unbound; TCP/UDP listeners"),
                   PORTWRIGHT_FIELD(SessionType,
                                    "kind of session persistence; QUIC_CID for UDP only; TCP/UDP/TCP_SSL/QUIC "
                                    "listeners"),
                   PORTWRIGHT_FIELD(MultiCertInfo,
                                    "several certificates; HTTPS listeners without SNI; not with Certificate"),
                   PORTWRIGHT_FIELD(MaxConn, special<-1>,
                                    "connection limit, -1 = none; performance instances; TCP/UDP/TCP_SSL/QUIC "
                                    "listeners"),
                   PORTWRIGHT_FIELD(MaxCps, special<-1>,
                                    "new connections per second, -1 = no limit; performance instances; "
                                    "TCP/UDP/TCP_SSL/QUIC listeners"),
                   PORTWRIGHT_FIELD(IdleConnectTimeout, between<10, 1980>, "idle timeout, s; TCP/UDP listeners"),
                   PORTWRIGHT_FIELD(ProxyProtocol, "proxy protocol to the backends; TCP_SSL/QUIC listeners"),
                   PORTWRIGHT_FIELD(SnatEnable, "replace the source IP"),
                   PORTWRIGHT_FIELD(DataCompressMode, "compression mode"),
                   PORTWRIGHT_FIELD(RescheduleTargetZeroWeight,
                                    "reschedule when a weight becomes 0; TCP/UDP listeners"),
                   PORTWRIGHT_FIELD(RescheduleUnhealthy,
                                    "reschedule when a backend turns unhealthy; TCP/UDP listeners"),
                   PORTWRIGHT_FIELD(RescheduleExpandTarget,
                                    "reschedule when backends are added or removed; TCP/UDP listeners"),
                   PORTWRIGHT_FIELD(RescheduleStartTime, between<0, 3600>,
                                    "delay before rescheduling, s; TCP/UDP listeners"),
                   PORTWRIGHT_FIELD(RescheduleInterval, between<0, 3600>,
                                    "duration of rescheduling, s; TCP/UDP listeners"))
            .rules(not_both("Certificate", "MultiCertInfo"));
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
