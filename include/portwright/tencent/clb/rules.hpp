// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Forwarding rules of layer-7 listeners.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/clb/certificates.hpp>
#include <portwright/tencent/clb/health_check.hpp>
#include <portwright/tencent/clb/service.hpp>
#include <portwright/tencent/clb/tasks.hpp>
#include <portwright/tencent/clb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Forwarding rule of a layer-7 listener. At most one rule of a listener is its DefaultServer.
struct RuleInput {
    struct ForwardType : listed_word<ForwardType> {
        using listed_word::listed_word;
        static constexpr value HTTP{"HTTP"}, HTTPS{"HTTPS"}, GRPC{"GRPC"}, GRPCS{"GRPCS"}, TRPC{"TRPC"};
        static constexpr value listed[] = {HTTP, HTTPS, GRPC, GRPCS, TRPC};
    };

    struct TargetType : listed_word<TargetType> {
        using listed_word::listed_word;
        static constexpr value NODE{"NODE"}, TARGETGROUP{"TARGETGROUP"}, TARGETGROUP_V2{"TARGETGROUP-V2"};
        static constexpr value listed[] = {NODE, TARGETGROUP, TARGETGROUP_V2};
    };

    text Url = {};
    text Domain = {};
    integer SessionExpireTime = {};
    clb::HealthCheck HealthCheck = {};
    CertificateInput Certificate = {};
    clb::Scheduler Scheduler = {};
    struct ForwardType ForwardType = {};
    truth_value DefaultServer = {};
    truth_value Http2 = {};
    struct TargetType TargetType = {};
    text TrpcCallee = {};
    text TrpcFunc = {};
    truth_value Quic = {};
    texts Domains = {};
    clb::MultiCertInfo MultiCertInfo = {};
    text CookieName = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Url, required, characters<1, 200>, "path"),
                      PORTWRIGHT_FIELD(Domain, characters<1, 80>, "domain"),
                      PORTWRIGHT_FIELD(SessionExpireTime, between<30, 86400, 0>, "session persistence, s; 0 = off"),
                      PORTWRIGHT_FIELD(HealthCheck, only_with("ExtendedCode", "^ForwardType", "GRPC", "GRPCS"),
                                       "health check"),
                      PORTWRIGHT_FIELD(Certificate, "certificate; not with MultiCertInfo"),
                      PORTWRIGHT_FIELD(Scheduler, "scheduling; default WRR"),
                      PORTWRIGHT_FIELD(ForwardType, "protocol to the backends; default HTTP"),
                      PORTWRIGHT_FIELD(DefaultServer, "make this the listener's default domain; one a listener"),
                      PORTWRIGHT_FIELD(Http2, "HTTP/2; HTTPS domains"), PORTWRIGHT_FIELD(TargetType, "kind of backend"),
                      PORTWRIGHT_FIELD(TrpcCallee, "TRPC route; required when ForwardType=TRPC"),
                      PORTWRIGHT_FIELD(TrpcFunc, "TRPC function; required when ForwardType=TRPC"),
                      PORTWRIGHT_FIELD(Quic, "QUIC; HTTPS domains"),
                      PORTWRIGHT_FIELD(Domains, characters<1, 80>, "domains"),
                      PORTWRIGHT_FIELD(MultiCertInfo, "several certificates; not with Certificate"),
                      PORTWRIGHT_FIELD(CookieName, "name of the persistence cookie"))
            .rules(exactly_one("Domain", "Domains"), not_both("Certificate", "MultiCertInfo"),
                   required_when("TrpcCallee", is("ForwardType", "TRPC")),
                   required_when("TrpcFunc", is("ForwardType", "TRPC")));
    }
};

/// Creates forwarding rules on a layer-7 listener. Tencent Cloud, "CreateRule" (API 3.0, product 214).
struct CreateRule {
    text LoadBalancerId = {};
    text ListenerId = {};
    list<RuleInput> Rules = {};

    static constexpr operation call{"CreateRule", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LoadBalancerId, required, "load balancer ID"),
                      PORTWRIGHT_FIELD(ListenerId, required, "layer-7 listener"),
                      PORTWRIGHT_FIELD(Rules, required, "rules to create"));
    }

    struct response {
        sequence<text> LocationIds = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(LocationIds, not_empty),
                          PORTWRIGHT_FIELD(RequestId, not_empty, "the request"));
        }

        using query = DescribeTaskStatus;
        constexpr query task() const noexcept { return {.TaskId = RequestId}; }
    };
};

/// Deletes forwarding rules, by ID or by domain. Tencent Cloud, "DeleteRule" (API 3.0, product 214).
struct DeleteRule {
    text LoadBalancerId = {};
    text ListenerId = {};
    texts LocationIds = {};
    text Domain = {};
    text Url = {};
    text NewDefaultServerDomain = {};

    static constexpr operation call{"DeleteRule", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(LoadBalancerId, required, "load balancer ID"),
                      PORTWRIGHT_FIELD(ListenerId, required, "listener ID"),
                      PORTWRIGHT_FIELD(LocationIds, "rules to delete"),
                      PORTWRIGHT_FIELD(Domain, "domain of the rules to delete"),
                      PORTWRIGHT_FIELD(Url, "path of the rule to delete"),
                      PORTWRIGHT_FIELD(NewDefaultServerDomain,
                                       "domain that becomes the default; required when the default one goes and "
                                       "others stay"))
            .rules(any_of("LocationIds", "Domain"));
    }

    using response = task_reply;
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
