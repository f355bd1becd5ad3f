// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The listeners of a load balancer, with their rules.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/clb/service.hpp>
#include <portwright/tencent/clb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Certificates of a listener or a rule.
struct CertificateOutput {
    text SSLMode = {};
    text SSLVerifyClient = {};
    text CertId = {};
    text CertCaId = {};
    sequence<text> ExtCertIds = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(SSLMode), PORTWRIGHT_FIELD(SSLVerifyClient), PORTWRIGHT_FIELD(CertId),
                      PORTWRIGHT_FIELD(CertCaId), PORTWRIGHT_FIELD(ExtCertIds));
    }
};

/// Health check of a listener or a rule, as it stands.
struct HealthCheckOutput {
    integer HealthSwitch = {};
    integer TimeOut = {};
    integer IntervalTime = {};
    integer HealthNum = {};
    integer UnHealthNum = {};
    integer HttpCode = {};
    text HttpCheckPath = {};
    text HttpCheckDomain = {};
    text HttpCheckMethod = {};
    integer CheckPort = {};
    text ContextType = {};
    text SendContext = {};
    text RecvContext = {};
    text CheckType = {};
    text HttpVersion = {};
    integer SourceIpType = {};
    text ExtendedCode = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(HealthSwitch), PORTWRIGHT_FIELD(TimeOut), PORTWRIGHT_FIELD(IntervalTime),
                      PORTWRIGHT_FIELD(HealthNum), PORTWRIGHT_FIELD(UnHealthNum), PORTWRIGHT_FIELD(HttpCode),
                      PORTWRIGHT_FIELD(HttpCheckPath), PORTWRIGHT_FIELD(HttpCheckDomain),
                      PORTWRIGHT_FIELD(HttpCheckMethod), PORTWRIGHT_FIELD(CheckPort), PORTWRIGHT_FIELD(ContextType),
                      PORTWRIGHT_FIELD(SendContext), PORTWRIGHT_FIELD(RecvContext), PORTWRIGHT_FIELD(CheckType),
                      PORTWRIGHT_FIELD(HttpVersion), PORTWRIGHT_FIELD(SourceIpType), PORTWRIGHT_FIELD(ExtendedCode));
    }
};

/// Target group of a listener or a rule.
struct BasicTargetGroupInfo {
    text TargetGroupId = {};
    text TargetGroupName = {};
    integer Weight = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(TargetGroupId), PORTWRIGHT_FIELD(TargetGroupName), PORTWRIGHT_FIELD(Weight));
    }
};

/// Where a rule redirects to.
struct RewriteTarget {
    text TargetListenerId = {};
    text TargetLocationId = {};
    integer RewriteCode = {};
    truth_value TakeUrl = {};
    text RewriteType = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(TargetListenerId), PORTWRIGHT_FIELD(TargetLocationId),
                      PORTWRIGHT_FIELD(RewriteCode), PORTWRIGHT_FIELD(TakeUrl),
                      PORTWRIGHT_FIELD(RewriteType, "Manual, Auto"));
    }
};

/// OAuth settings of a rule.
struct OAuthInfo {
    truth_value OAuthEnable = {};
    text OAuthFailureStatus = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(OAuthEnable), PORTWRIGHT_FIELD(OAuthFailureStatus));
    }
};

/// Forwarding rule as it stands.
struct RuleOutput {
    text LocationId = {};
    text Domain = {};
    text Url = {};
    integer SessionExpireTime = {};
    HealthCheckOutput HealthCheck = {};
    CertificateOutput Certificate = {};
    text Scheduler = {};
    text ListenerId = {};
    clb::RewriteTarget RewriteTarget = {};
    truth_value HttpGzip = {};
    truth_value BeAutoCreated = {};
    truth_value DefaultServer = {};
    truth_value Http2 = {};
    text ForwardType = {};
    text CreateTime = {};
    text TargetType = {};
    BasicTargetGroupInfo TargetGroup = {};
    text WafDomainId = {};
    text TrpcCallee = {};
    text TrpcFunc = {};
    text QuicStatus = {};
    sequence<text> Domains = {};
    sequence<BasicTargetGroupInfo> TargetGroupList = {};
    OAuthInfo OAuth = {};
    text CookieName = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LocationId), PORTWRIGHT_FIELD(Domain), PORTWRIGHT_FIELD(Url),
                      PORTWRIGHT_FIELD(SessionExpireTime), PORTWRIGHT_FIELD(HealthCheck), PORTWRIGHT_FIELD(Certificate),
                      PORTWRIGHT_FIELD(Scheduler), PORTWRIGHT_FIELD(ListenerId), PORTWRIGHT_FIELD(RewriteTarget),
                      PORTWRIGHT_FIELD(HttpGzip), PORTWRIGHT_FIELD(BeAutoCreated), PORTWRIGHT_FIELD(DefaultServer),
                      PORTWRIGHT_FIELD(Http2), PORTWRIGHT_FIELD(ForwardType), PORTWRIGHT_FIELD(CreateTime),
                      PORTWRIGHT_FIELD(TargetType), PORTWRIGHT_FIELD(TargetGroup), PORTWRIGHT_FIELD(WafDomainId),
                      PORTWRIGHT_FIELD(TrpcCallee), PORTWRIGHT_FIELD(TrpcFunc), PORTWRIGHT_FIELD(QuicStatus),
                      PORTWRIGHT_FIELD(Domains), PORTWRIGHT_FIELD(TargetGroupList), PORTWRIGHT_FIELD(OAuth),
                      PORTWRIGHT_FIELD(CookieName));
    }
};

/// Listener as it stands.
struct Listener {
    text ListenerId = {};
    text Protocol = {};
    integer Port = {};
    CertificateOutput Certificate = {};
    HealthCheckOutput HealthCheck = {};
    text Scheduler = {};
    integer SessionExpireTime = {};
    integer SniSwitch = {};
    sequence<RuleOutput> Rules = {};
    text ListenerName = {};
    text CreateTime = {};
    integer EndPort = {};
    text TargetType = {};
    BasicTargetGroupInfo TargetGroup = {};
    text SessionType = {};
    integer KeepaliveEnable = {};
    truth_value Toa = {};
    truth_value DeregisterTargetRst = {};
    sequence<text> AttrFlags = {};
    sequence<BasicTargetGroupInfo> TargetGroupList = {};
    integer MaxConn = {};
    integer MaxCps = {};
    integer IdleConnectTimeout = {};
    integer RescheduleInterval = {};
    text DataCompressMode = {};
    integer RescheduleStartTime = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerId, required),
                      PORTWRIGHT_FIELD(Protocol, required, "TCP, UDP, HTTP, HTTPS, TCP_SSL, QUIC"),
                      PORTWRIGHT_FIELD(Port, required), PORTWRIGHT_FIELD(Certificate), PORTWRIGHT_FIELD(HealthCheck),
                      PORTWRIGHT_FIELD(Scheduler, "WRR, LEAST_CONN, IP_HASH"), PORTWRIGHT_FIELD(SessionExpireTime),
                      PORTWRIGHT_FIELD(SniSwitch), PORTWRIGHT_FIELD(Rules), PORTWRIGHT_FIELD(ListenerName),
                      PORTWRIGHT_FIELD(CreateTime), PORTWRIGHT_FIELD(EndPort), PORTWRIGHT_FIELD(TargetType),
                      PORTWRIGHT_FIELD(TargetGroup), PORTWRIGHT_FIELD(SessionType), PORTWRIGHT_FIELD(KeepaliveEnable),
                      PORTWRIGHT_FIELD(Toa), PORTWRIGHT_FIELD(DeregisterTargetRst), PORTWRIGHT_FIELD(AttrFlags),
                      PORTWRIGHT_FIELD(TargetGroupList), PORTWRIGHT_FIELD(MaxConn), PORTWRIGHT_FIELD(MaxCps),
                      PORTWRIGHT_FIELD(IdleConnectTimeout), PORTWRIGHT_FIELD(RescheduleInterval),
                      PORTWRIGHT_FIELD(DataCompressMode), PORTWRIGHT_FIELD(RescheduleStartTime));
    }
};

/// Lists the listeners of a load balancer, by filter or all. Tencent Cloud, "DescribeListeners" (API 3.0, product 214).
struct DescribeListeners {
    text LoadBalancerId = {};
    texts ListenerIds = {};
    clb::Protocol Protocol = {};
    integer Port = {};

    static constexpr operation call{"DescribeListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LoadBalancerId, required, "load balancer ID"),
                      PORTWRIGHT_FIELD(ListenerIds, characters<0, 0, charset::any, 100>, "listener IDs"),
                      PORTWRIGHT_FIELD(Protocol, "filter by protocol"),
                      PORTWRIGHT_FIELD(Port, between<1, 65535>, "filter by port"));
    }

    struct response {
        sequence<Listener> Listeners = {};
        integer TotalCount = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(Listeners), PORTWRIGHT_FIELD(TotalCount),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
