// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Monitoring data.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/lb/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// pvv_* metrics are those of a virtual address, the others those of a server behind it. The rv_* metrics need no
/// clause: past the first 14 listed words a condition sees the last of those, which is rrv_outtraffic.
inline constexpr auto metric_takes =
    schema::all_of(schema::refuse(schema::is("name", "rsip", "rsport", "vpcid"),
                                  schema::is("^metricName", "pvv_connum", "pvv_inactive_conn", "pvv_inpkg",
                                             "pvv_intraffic", "pvv_new_conn", "pvv_outpkg", "pvv_outtraffic")),
                   schema::refuse(schema::is("name", "protocol", "vip", "vport"),
                                  schema::is("^metricName", "rrv_connum", "rrv_inactive_conn", "rrv_inpkg",
                                             "rrv_intraffic", "rrv_new_conn", "rrv_outpkg", "rrv_outtraffic")));

/// Reads monitoring data, from a host of its own. Tencent Cloud, "GetMonitorData" (API v2).
struct GetMonitorData {
    struct Dimension {
        struct name : listed_word<name> {
            using listed_word::listed_word;
            static constexpr value protocol{"protocol"}, vip{"vip"}, vport{"vport"}, rsip{"rsip"}, rsport{"rsport"},
                vpcid{"vpcid"};
            static constexpr value listed[] = {protocol, vip, vport, rsip, rsport, vpcid};
        };

        struct name name = {};
        text value = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(name, required, "dimension name"),
                          PORTWRIGHT_FIELD(value, required, "dimension value"));
        }
    };

    struct namespace_ : listed_word<namespace_> {
        using listed_word::listed_word;
        static constexpr value qce_lb{"qce/lb"};
        static constexpr value listed[] = {qce_lb};
    };

    struct metricName : listed_word<metricName> {
        using listed_word::listed_word;
        static constexpr value pvv_connum{"pvv_connum"}, pvv_inactive_conn{"pvv_inactive_conn"}, pvv_inpkg{"pvv_inpkg"},
            pvv_intraffic{"pvv_intraffic"}, pvv_new_conn{"pvv_new_conn"}, pvv_outpkg{"pvv_outpkg"},
            pvv_outtraffic{"pvv_outtraffic"}, rrv_connum{"rrv_connum"}, rrv_inactive_conn{"rrv_inactive_conn"},
            rrv_inpkg{"rrv_inpkg"}, rrv_intraffic{"rrv_intraffic"}, rrv_new_conn{"rrv_new_conn"},
            rrv_outpkg{"rrv_outpkg"}, rrv_outtraffic{"rrv_outtraffic"}, rv_connum{"rv_connum"},
            rv_inactive_conn{"rv_inactive_conn"}, rv_inpkg{"rv_inpkg"}, rv_intraffic{"rv_intraffic"},
            rv_new_conn{"rv_new_conn"}, rv_outpkg{"rv_outpkg"}, rv_outtraffic{"rv_outtraffic"};
        static constexpr value listed[] = {
            pvv_connum, pvv_inactive_conn, pvv_inpkg, pvv_intraffic, pvv_new_conn, pvv_outpkg, pvv_outtraffic,
            rrv_connum, rrv_inactive_conn, rrv_inpkg, rrv_intraffic, rrv_new_conn, rrv_outpkg, rrv_outtraffic,
            rv_connum,  rv_inactive_conn,  rv_inpkg,  rv_intraffic,  rv_new_conn,  rv_outpkg,  rv_outtraffic};
    };

    struct namespace_ namespace_ = {};
    struct metricName metricName = {};
    list<Dimension> dimensions = {};
    text startTime = {};
    text endTime = {};
    integer period = {};

    static constexpr operation call{"GetMonitorData", &monitor};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(namespace_, named("namespace"), required, "product namespace"),
                      PORTWRIGHT_FIELD(metricName, required, "metric"),
                      PORTWRIGHT_FIELD(dimensions, required, metric_takes, "dimensions of the metric"),
                      PORTWRIGHT_FIELD(startTime, only<charset::date_time>, "start; default 00:00:00 of the day"),
                      PORTWRIGHT_FIELD(endTime, only<charset::date_time>, "end; default now"),
                      PORTWRIGHT_FIELD(period, one_of<300>, "sampling period, s; only 300 is offered"))
            .rules(refuse(later_than("startTime", "endTime")));
    }

    struct response {
        integer code = {};
        text message = {};
        text startTime = {};
        text endTime = {};
        text metricName = {};
        integer period = {};
        sequence<text> dataPoints = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(code, required, "0, or the error"),
                          PORTWRIGHT_FIELD(message, "the error in words, led by the module's own code"),
                          PORTWRIGHT_FIELD(startTime), PORTWRIGHT_FIELD(endTime), PORTWRIGHT_FIELD(metricName),
                          PORTWRIGHT_FIELD(period), PORTWRIGHT_FIELD(dataPoints, required, decimal));
        }
    };
};

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
