// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Creating listeners.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/clb/certificates.hpp>
#include <portwright/tencent/clb/health_check.hpp>
#include <portwright/tencent/clb/service.hpp>
#include <portwright/tencent/clb/tasks.hpp>
#include <portwright/tencent/clb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Creates a listener for each of Ports. Tencent Cloud, "CreateListener" (API 3.0, product 214, document 30693).
struct CreateListener {
    struct Scheduler : listed_word<Scheduler> {
        using listed_word::listed_word;
        static constexpr value WRR{"WRR"}, LEAST_CONN{"LEAST_CONN"};
        // ModifyListener takes IP_HASH, and so DescribeListeners answers it.
        static constexpr value listed[] = {WRR, LEAST_CONN, {"IP_HASH"}};
    };

    text LoadBalancerId = {};
    integers Ports = {};
    clb::Protocol Protocol = {};
    texts ListenerNames = {};
    clb::HealthCheck HealthCheck = {};
    CertificateInput Certificate = {};
    integer SessionExpireTime = {};
    struct Scheduler Scheduler = {};
    integer SniSwitch = {};
    clb::TargetType TargetType = {};
    clb::SessionType SessionType = {};
    integer KeepaliveEnable = {};
    integer EndPort = {};
    truth_value DeregisterTargetRst = {};
    clb::MultiCertInfo MultiCertInfo = {};
    integer MaxConn = {};
    integer MaxCps = {};
    integer IdleConnectTimeout = {};
    truth_value ProxyProtocol = {};
    truth_value SnatEnable = {};
    integers FullEndPorts = {};
    truth_value H2cSwitch = {};
    truth_value SslCloseSwitch = {};
    clb::DataCompressMode DataCompressMode = {};
    truth_value RescheduleTargetZeroWeight = {};
    truth_value RescheduleUnhealthy = {};
    truth_value RescheduleExpandTarget = {};
    integer RescheduleStartTime = {};
    integer RescheduleInterval = {};

    static constexpr operation call{"CreateListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LoadBalancerId, required, "load balancer ID"),
                      PORTWRIGHT_FIELD(Ports, required, between<1, 65535>, "one listener per port"),
                      PORTWRIGHT_FIELD(Protocol, required, "listener protocol"),
                      PORTWRIGHT_FIELD(ListenerNames, characters<1, 80>,
                                       "names, in the order of Ports: letters, Chinese characters, digits, - and _"),
                      PORTWRIGHT_FIELD(
                          HealthCheck,
                          all_of(listener_probe,
                                 refuse(is_other_than("CheckType", "TCP", "HTTP", "CUSTOM"), is("^Protocol", "TCP")),
                                 refuse(is_other_than("CheckType", "PING", "CUSTOM"), is("^Protocol", "UDP")),
                                 refuse(is_other_than("CheckType", "TCP", "HTTP"), is("^Protocol", "TCP_SSL", "QUIC")),
                                 required_when("HttpCheckDomain", is("CheckType", "HTTP"), is("^Protocol", "TCP")),
                                 required_when("HttpVersion", is("CheckType", "HTTP"), is("^Protocol", "TCP")),
                                 only_with("CheckPort", "^Protocol", "TCP", "UDP"),
                                 only_with("ContextType", "^Protocol", "TCP", "UDP"),
                                 only_with("SendContext", "^Protocol", "TCP", "UDP"),
                                 only_with("RecvContext", "^Protocol", "TCP", "UDP")),
                          "health check; TCP, UDP, TCP_SSL and QUIC listeners"),
                      PORTWRIGHT_FIELD(Certificate, "certificate; TCP_SSL listeners, and HTTPS listeners without SNI"),
                      PORTWRIGHT_FIELD(SessionExpireTime, between<30, 3600, 0>,
                                       "session persistence, s; 0 = off; default 0; TCP/UDP listeners"),
                      PORTWRIGHT_FIELD(Scheduler, "scheduling; default WRR; TCP/UDP/TCP_SSL/QUIC listeners"),
                      PORTWRIGHT_FIELD(SniSwitch, one_of<0, 1>,
                                       "SNI; needed for several certificates: 0 off, 1 on; HTTPS listeners"),
                      PORTWRIGHT_FIELD(TargetType, "kind of backend; TCP/UDP listeners"),
                      PORTWRIGHT_FIELD(SessionType,
                                       "kind of session persistence; default NORMAL; QUIC_CID for UDP with WRR, on "
                                       "IPv4"),
                      PORTWRIGHT_FIELD(KeepaliveEnable, one_of<0, 1>,
                                       "keep-alive to the backends: 0 off, 1 on; default 0; HTTP/HTTPS listeners"),
                      PORTWRIGHT_FIELD(EndPort, between<2, 65535>,
                                       "end of the port range; port-range listeners, of one port in Ports"),
                      PORTWRIGHT_FIELD(DeregisterTargetRst, "reschedule when a backend is unbound; TCP/UDP listeners"),
                      PORTWRIGHT_FIELD(MultiCertInfo,
                                       "several certificates; TCP_SSL listeners, and HTTPS listeners without SNI"),
                      PORTWRIGHT_FIELD(MaxConn, special<-1>,
                                       "connection limit, -1 = none; default -1; performance instances; "
                                       "TCP/UDP/TCP_SSL/QUIC listeners"),
                      PORTWRIGHT_FIELD(MaxCps, special<-1>,
                                       "new connections per second, -1 = no limit; default -1; performance "
                                       "instances; TCP/UDP/TCP_SSL/QUIC listeners"),
                      PORTWRIGHT_FIELD(IdleConnectTimeout, between<10, 1980>,
                                       "idle timeout, s; default 900 (TCP), 300 (UDP); TCP/UDP listeners"),
                      PORTWRIGHT_FIELD(ProxyProtocol, "proxy protocol to the backends; TCP_SSL/QUIC listeners"),
                      PORTWRIGHT_FIELD(SnatEnable, "replace the source IP; default false"),
                      PORTWRIGHT_FIELD(FullEndPorts, between<2, 65535>, "end ports; full port-range listeners"),
                      PORTWRIGHT_FIELD(H2cSwitch,
                                       "h2c; then rules must use GRPC or GRPCS; default false; HTTP listeners of "
                                       "private load balancers"),
                      PORTWRIGHT_FIELD(SslCloseSwitch, "run without TLS; default false; TCP_SSL listeners"),
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
            .rules(refuse(more_than("ListenerNames", "Ports")),
                   only_with("HealthCheck", "Protocol", "TCP", "UDP", "TCP_SSL", "QUIC"),
                   only_with("Certificate", "Protocol", "HTTPS", "TCP_SSL", "QUIC"),
                   only_with("MultiCertInfo", "Protocol", "HTTPS", "TCP_SSL", "QUIC"),
                   not_both("Certificate", "MultiCertInfo"),
                   refuse(missing("Certificate"), missing("MultiCertInfo"), is("Protocol", "HTTPS"),
                          missing_or_is("SniSwitch", 0)),
                   refuse(missing("Certificate"), missing("MultiCertInfo"), is("Protocol", "TCP_SSL"),
                          missing_or_is("SslCloseSwitch", false)),
                   only_with("SessionExpireTime", "Protocol", "TCP", "UDP"),
                   only_with("Scheduler", "Protocol", "TCP", "UDP", "TCP_SSL", "QUIC"),
                   only_with("SniSwitch", "Protocol", "HTTPS"), only_with("TargetType", "Protocol", "TCP", "UDP"),
                   only_with("SessionType", "Protocol", "TCP", "UDP"),
                   refuse(is("SessionType", "QUIC_CID"), is_other_than("Protocol", "UDP")),
                   refuse(is("SessionType", "QUIC_CID"), is_other_than("Scheduler", "WRR")),
                   only_with("KeepaliveEnable", "Protocol", "HTTP", "HTTPS"),
                   refuse(given("EndPort"), more_than("Ports", 1)),
                   only_with("DeregisterTargetRst", "Protocol", "TCP", "UDP"),
                   only_with("MaxConn", "Protocol", "TCP", "UDP", "TCP_SSL", "QUIC"),
                   only_with("MaxCps", "Protocol", "TCP", "UDP", "TCP_SSL", "QUIC"),
                   only_with("IdleConnectTimeout", "Protocol", "TCP", "UDP"),
                   only_with("ProxyProtocol", "Protocol", "TCP_SSL", "QUIC"),
                   only_with("H2cSwitch", "Protocol", "HTTP"), only_with("SslCloseSwitch", "Protocol", "TCP_SSL"),
                   only_with("RescheduleTargetZeroWeight", "Protocol", "TCP", "UDP"),
                   only_with("RescheduleUnhealthy", "Protocol", "TCP", "UDP"),
                   only_with("RescheduleExpandTarget", "Protocol", "TCP", "UDP"),
                   only_with("RescheduleStartTime", "Protocol", "TCP", "UDP"),
                   only_with("RescheduleInterval", "Protocol", "TCP", "UDP"));
    }

    struct response {
        sequence<text> ListenerIds = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(ListenerIds, not_empty),
                          PORTWRIGHT_FIELD(RequestId, not_empty, "the request"));
        }

        using query = DescribeTaskStatus;
        constexpr query task() const noexcept { return {.TaskId = RequestId}; }
    };
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
