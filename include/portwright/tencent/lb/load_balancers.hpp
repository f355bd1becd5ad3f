// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The load balancers themselves.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/service.hpp>
#include <portwright/tencent/lb/tasks.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// An instance that was bought, under the ID of its deal.
struct BoughtInstance {
    static constexpr std::string_view subscript{"{dealId}.n"}; ///< how the documents write the place of an element

    text key = {}; ///< the deal's ID
    text unLoadBalancerId = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(unLoadBalancerId, named(""), required, "the instance"));
    }
};

/// Buys load balancers. Tencent Cloud, "CreateLoadBalancer" (API v2).
struct CreateLoadBalancer {
    integer loadBalancerType = {};
    integer forward = {};
    text loadBalancerName = {};
    text domainPrefix = {};
    text vpcId = {};
    integer subnetId = {};
    integer projectId = {};
    integer number = {};

    static constexpr operation call{"CreateLoadBalancer", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerType, required, one_of<2, 3>, "network type: 2 public, 3 private"),
                      PORTWRIGHT_FIELD(forward, one_of<0, 1>,
                                       "kind of load balancer: 0 classic, 1 application; default 0"),
                      PORTWRIGHT_FIELD(loadBalancerName, characters<1, 50>,
                                       "name; a duplicate is replaced by a generated one; takes effect only when "
                                       "one instance is bought"),
                      PORTWRIGHT_FIELD(domainPrefix, characters<1, 20, charset::label>,
                                       "prefix of the domain name; a duplicate is replaced by a generated one; "
                                       "classic public instances only"),
                      PORTWRIGHT_FIELD(vpcId, "network; absent or 0 = basic network"),
                      PORTWRIGHT_FIELD(subnetId,
                                       "subnet that gives the VIP; required for a private instance inside a VPC, "
                                       "otherwise leave out"),
                      PORTWRIGHT_FIELD(projectId, "project; absent = default project"),
                      PORTWRIGHT_FIELD(number, "how many to buy; default 1"))
            .rules(only_with("domainPrefix", "loadBalancerType", 2), only_with("domainPrefix", "forward", 0),
                   only_with("subnetId", "loadBalancerType", 3));
    }

    struct response {
        integer code = {};
        text message = {};
        text codeDesc = {};
        integer requestId = {};
        keyed<BoughtInstance> unLoadBalancerIds = {};
        sequence<text> dealIds = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"),
                          PORTWRIGHT_FIELD(requestId, required, "the task"),
                          PORTWRIGHT_FIELD(unLoadBalancerIds, not_empty), PORTWRIGHT_FIELD(dealIds));
        }

        using query = DescribeLoadBalancersTaskResult;
        constexpr query task() const noexcept { return {.requestId = requestId}; }
    };
};

/// Lists load balancers. Application ones show up only with forward 1 or -1. Tencent Cloud, "DescribeLoadBalancers"
/// (API v2).
struct DescribeLoadBalancers {
    struct orderBy : listed_word<orderBy> {
        using listed_word::listed_word;
        static constexpr value loadBalancerName{"loadBalancerName"}, createTime{"createTime"}, domain{"domain"},
            loadBalancerType{"loadBalancerType"};
        static constexpr value listed[] = {loadBalancerName, createTime, domain, loadBalancerType};
    };

    texts loadBalancerIds = {};
    integer loadBalancerType = {};
    integer forward = {};
    text loadBalancerName = {};
    text domain = {};
    texts loadBalancerVips = {};
    texts backendWanIps = {};
    texts backendLanIps = {};
    integer offset = {};
    integer limit = {};
    struct orderBy orderBy = {};
    integer orderType = {};
    text searchKey = {};
    integer projectId = {};
    integer withRs = {};

    static constexpr operation call{"DescribeLoadBalancers", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerIds, "instance IDs"),
                      PORTWRIGHT_FIELD(loadBalancerType, one_of<2, 3>, "filter by network type: 2 public, 3 private"),
                      PORTWRIGHT_FIELD(forward, one_of<-1, 0, 1>, "filter by kind: -1 all, 0 classic, 1 application"),
                      PORTWRIGHT_FIELD(loadBalancerName, "filter by name"),
                      PORTWRIGHT_FIELD(domain, "filter by domain, classic public instances"),
                      PORTWRIGHT_FIELD(loadBalancerVips, "filter by VIP"),
                      PORTWRIGHT_FIELD(backendWanIps, "filter by public IP of a backend"),
                      PORTWRIGHT_FIELD(backendLanIps, "filter by private IP of a backend"),
                      PORTWRIGHT_FIELD(offset, "offset; default 0"),
                      PORTWRIGHT_FIELD(limit, "number returned; default 20"), PORTWRIGHT_FIELD(orderBy, "sort field"),
                      PORTWRIGHT_FIELD(orderType, one_of<0, 1>,
                                       "sort direction; default is by creation time, descending: 0 ascending, 1 "
                                       "descending"),
                      PORTWRIGHT_FIELD(searchKey, "fuzzy search in name, domain and VIP"),
                      PORTWRIGHT_FIELD(projectId, "filter by project"),
                      PORTWRIGHT_FIELD(withRs, one_of<0, 1, 2>,
                                       "filter by having backends: 0 without backends, 1 with backends, 2 all"));
    }

    struct response {
        struct LoadBalancer {
            text loadBalancerId = {};
            text unLoadBalancerId = {};
            text loadBalancerName = {};
            integer loadBalancerType = {};
            integer forward = {};
            text domain = {};
            sequence<text> loadBalancerVips = {};
            integer status = {};
            text createTime = {};
            text statusTime = {};
            integer projectId = {};
            integer vpcId = {};
            text uniqVpcId = {};
            integer subnetId = {};
            integer openBgp = {};
            truth_value snat = {};
            integer isolation = {};
            text log = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(
                    PORTWRIGHT_FIELD(loadBalancerId), PORTWRIGHT_FIELD(unLoadBalancerId, required),
                    PORTWRIGHT_FIELD(loadBalancerName), PORTWRIGHT_FIELD(loadBalancerType, "2, 3"),
                    PORTWRIGHT_FIELD(forward, "0, 1"), PORTWRIGHT_FIELD(domain), PORTWRIGHT_FIELD(loadBalancerVips),
                    PORTWRIGHT_FIELD(status, required, "0 creating, 1 running"), PORTWRIGHT_FIELD(createTime),
                    PORTWRIGHT_FIELD(statusTime), PORTWRIGHT_FIELD(projectId), PORTWRIGHT_FIELD(vpcId, alias("vpclId")),
                    PORTWRIGHT_FIELD(uniqVpcId, alias("uniqVpclId")), PORTWRIGHT_FIELD(subnetId),
                    PORTWRIGHT_FIELD(openBgp, "0, 1"), PORTWRIGHT_FIELD(snat), PORTWRIGHT_FIELD(isolation, "0, 1"),
                    PORTWRIGHT_FIELD(log));
            }
        };

        integer code = {};
        text message = {};
        text codeDesc = {};
        integer totalCount = {};
        sequence<LoadBalancer> loadBalancerSet = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"),
                          PORTWRIGHT_FIELD(totalCount, required), PORTWRIGHT_FIELD(loadBalancerSet));
        }
    };
};

/// Changes a load balancer's name or domain prefix. Tencent Cloud, "Modify CLB Attributes" (API v2).
struct ModifyLoadBalancerAttributes {
    text loadBalancerId = {};
    text loadBalancerName = {};
    text domainPrefix = {};

    static constexpr operation call{"ModifyLoadBalancerAttributes", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(loadBalancerName, characters<1, 50>, "new name"),
                      PORTWRIGHT_FIELD(domainPrefix, characters<1, 20, charset::label>,
                                       "prefix of the instance's domain name; not for private-network instances"));
    }

    using response = task_reply;
};

/// Renames an application load balancer. Tencent Cloud, "ModifyForwardLBName" (API v2).
struct ModifyForwardLBName {
    text loadBalancerId = {};
    text loadBalancerName = {};

    static constexpr operation call{"ModifyForwardLBName", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(loadBalancerName, required, characters<1, 20>, "new name"));
    }

    using response = reply;
};

/// Deletes load balancers. Tencent Cloud, "Delete CLB Instances" (API v2).
struct DeleteLoadBalancers {
    texts loadBalancerIds = {};

    static constexpr operation call{"DeleteLoadBalancers", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerIds, required, "load balancers to delete"));
    }

    using response = task_reply;
};

/// Asks what a load balancer costs. Tencent Cloud, "Query CLB Instance Price" (API v2).
struct InquiryLBPrice {
    integer loadBalancerType = {};

    static constexpr operation call{"InquiryLBPrice", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerType, required, one_of<2, 3>, "instance type: 2 public, 3 private"));
    }

    struct response {
        integer code = {};
        text message = {};
        text codeDesc = {};
        integer price = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"),
                          PORTWRIGHT_FIELD(price, required, "0.01 CNY per hour"));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
