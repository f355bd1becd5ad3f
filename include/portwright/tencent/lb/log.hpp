// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The access log.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// Reads the access log of a public load balancer with HTTP or HTTPS listeners. Tencent Cloud, "CLB Querying
/// Application Layer Log" (API v2).
struct DescribeLoadBalancerLog {
    struct Filter {
        struct key : listed_word<key> {
            using listed_word::listed_word;
            static constexpr value status{"status"}, status_not{"status_not"}, server_name{"server_name"},
                server_name_not{"server_name_not"}, http_host{"http_host"}, http_host_not{"http_host_not"},
                remote_addr{"remote_addr"}, remote_addr_not{"remote_addr_not"},
                request_time_less_than{"request_time_less_than"},
                request_time_greater_than{"request_time_greater_than"};
            static constexpr value listed[] = {
                status,        status_not,  server_name,     server_name_not,        http_host,
                http_host_not, remote_addr, remote_addr_not, request_time_less_than, request_time_greater_than};
        };

        struct key key = {};
        text value = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(key, "filter field"),
                          PORTWRIGHT_FIELD(value, "filter value; a number for status and status_not"))
                .rules(any_of("key"), any_of("value"));
        }
    };

    struct order : listed_word<order> {
        using listed_word::listed_word;
        static constexpr value desc{"desc"}, asc{"asc"};
        static constexpr value listed[] = {desc, asc};
    };

    text loadBalancerId = {};
    struct order order = {};
    integer startTime = {};
    integer endTime = {};
    integer offset = {};
    integer limit = {};
    list<Filter> filter = {};

    static constexpr operation call{"DescribeLoadBalancerLog", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(loadBalancerId, required, "load balancer instance ID (unified ID lb-…)"),
                      PORTWRIGHT_FIELD(order, "order by time; default desc"),
                      PORTWRIGHT_FIELD(startTime, "start, unix s, within the last 3 days; default endTime - 300"),
                      PORTWRIGHT_FIELD(endTime, "end, unix s, at most a day after startTime; default now"),
                      PORTWRIGHT_FIELD(offset, between<0, 10000>, "offset"),
                      PORTWRIGHT_FIELD(limit, between<0, 500>, "number of records"),
                      PORTWRIGHT_FIELD(filter,
                                       "filters; request_time_less_than and request_time_greater_than only together"))
            .rules(up_to("startTime", "endTime"), refuse(more_than_a_day_after("endTime", "startTime")));
    }

    struct response {
        struct LogInfo {
            struct Record {
                text server_name = {};
                text request = {};
                text remote_addr = {};
                text remote_port = {};
                text upstream_addr = {};
                text upstream_header_time = {};
                integer connection_requests = {};
                text ssl_handshake_time = {};
                text ssl_cipher = {};
                text ssl_protocol = {};
                text ssl_session_reused = {};
                text time_local = {};
                text http_host = {};
                text server_addr = {};
                integer bytes_sent = {};
                text upstream_status = {};
                text protocol_type = {};
                integer request_time = {};
                integer upstream_connect_time = {};
                integer request_length = {};
                integer tcpinfo_rtt = {};
                integer upstream_response_time = {};
                text status = {};
                text http_user_agent = {};

                template <class self>
                static consteval auto schema() {
                    using namespace portwright::schema;
                    return fields(
                        PORTWRIGHT_FIELD(server_name), PORTWRIGHT_FIELD(request), PORTWRIGHT_FIELD(remote_addr),
                        PORTWRIGHT_FIELD(remote_port), PORTWRIGHT_FIELD(upstream_addr),
                        PORTWRIGHT_FIELD(upstream_header_time), PORTWRIGHT_FIELD(connection_requests),
                        PORTWRIGHT_FIELD(ssl_handshake_time), PORTWRIGHT_FIELD(ssl_cipher),
                        PORTWRIGHT_FIELD(ssl_protocol), PORTWRIGHT_FIELD(ssl_session_reused),
                        PORTWRIGHT_FIELD(time_local), PORTWRIGHT_FIELD(http_host), PORTWRIGHT_FIELD(server_addr),
                        PORTWRIGHT_FIELD(bytes_sent), PORTWRIGHT_FIELD(upstream_status),
                        PORTWRIGHT_FIELD(protocol_type), PORTWRIGHT_FIELD(request_time),
                        PORTWRIGHT_FIELD(upstream_connect_time), PORTWRIGHT_FIELD(request_length),
                        PORTWRIGHT_FIELD(tcpinfo_rtt, "microseconds"), PORTWRIGHT_FIELD(upstream_response_time),
                        PORTWRIGHT_FIELD(status), PORTWRIGHT_FIELD(http_user_agent));
                }
            };

            integer total = {};
            sequence<Record> logList = {};

            template <class self>
            static consteval auto schema() {
                using namespace portwright::schema;
                return fields(PORTWRIGHT_FIELD(total, required), PORTWRIGHT_FIELD(logList));
            }
        };

        integer code = {};
        text message = {};
        text codeDesc = {};
        LogInfo logInfo = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(codeDesc, "Success, or the error's name"), PORTWRIGHT_FIELD(logInfo));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
