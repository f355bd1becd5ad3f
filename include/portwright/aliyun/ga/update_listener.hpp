// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Changing and deleting a listener.

#include <portwright/request/schema.hpp>
#include <portwright/aliyun/ga/service.hpp>
#include <portwright/aliyun/ga/structures.hpp>
#include <portwright/aliyun/ga/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

/// Changes a listener. Send PortRanges every time: the documents disagree on whether they may be left out. Alibaba
/// Cloud, Global Accelerator, "UpdateListener".
struct UpdateListener {
    struct BackendPort {
        integer FromPort = {};
        integer ToPort = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(FromPort, "first backend port; for HTTPS"),
                          PORTWRIGHT_FIELD(ToPort, "last backend port; for HTTPS"))
                .rules(up_to("FromPort", "ToPort"));
        }
    };

    struct ProxyProtocol : listed_word<ProxyProtocol> {
        using listed_word::listed_word;
        static constexpr value true_{"true"}, false_{"false"};
        static constexpr value listed[] = {true_, false_};
    };

    list<BackendPort> BackendPorts = {};
    list<Certificate> Certificates = {};
    ga::ClientAffinity ClientAffinity = {};
    text ClientToken = {};
    text Description = {};
    ga::HttpVersion HttpVersion = {};
    integer IdleTimeout = {};
    text ListenerId = {};
    text Name = {};
    list<PortRange> PortRanges = {};
    ga::Protocol Protocol = {};
    struct ProxyProtocol ProxyProtocol = {};
    integer RequestTimeout = {};
    ga::SecurityPolicyId SecurityPolicyId = {};
    ga::XForwardedForConfig XForwardedForConfig = {};

    static constexpr operation call{"UpdateListener", &regionless_service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(BackendPorts, "backend ports, for HTTPS"),
                      PORTWRIGHT_FIELD(Certificates, "certificates; required for HTTPS"),
                      PORTWRIGHT_FIELD(ClientAffinity, "client affinity"),
                      PORTWRIGHT_FIELD(ClientToken, characters<0, 64, charset::ascii>,
                                       "idempotence token, unique per request; absent = the request ID"),
                      PORTWRIGHT_FIELD(Description, characters<0, 200, charset::not_a_link>, "description"),
                      PORTWRIGHT_FIELD(HttpVersion, "highest HTTP version; HTTPS listeners"),
                      PORTWRIGHT_FIELD(IdleTimeout, between<1, 900>,
                                       "idle timeout, s; TCP 10 to 900, UDP 10 to 20, HTTP and HTTPS 1 to 60"),
                      PORTWRIGHT_FIELD(ListenerId, required, "listener (lsr-…)"),
                      PORTWRIGHT_FIELD(Name, characters<1, 128>,
                                       "listener name: a letter or Chinese character, then also digits, . _ and -"),
                      PORTWRIGHT_FIELD(
                          PortRanges, required,
                          refuse(differs("ToPort", "FromPort"), is("^Protocol", "HTTP", "HTTPS", "http", "https")),
                          "port ranges; UDP also excludes 250, 4789 and 4790"),
                      PORTWRIGHT_FIELD(Protocol, "listener protocol"),
                      PORTWRIGHT_FIELD(ProxyProtocol, "keep the client IP; deprecated"),
                      PORTWRIGHT_FIELD(RequestTimeout, between<1, 180>, "request timeout, s; HTTP/HTTPS listeners"),
                      PORTWRIGHT_FIELD(SecurityPolicyId, "TLS policy; HTTPS listeners"),
                      PORTWRIGHT_FIELD(XForwardedForConfig, "headers added for the backends; HTTP and HTTPS listeners"))
            .rules(refuse(more_than("PortRanges", 1), is("Protocol", "HTTP", "HTTPS", "http", "https")),
                   refuse(missing("Certificates"), is("Protocol", "HTTPS", "https")),
                   only_with("HttpVersion", "Protocol", "HTTPS", "https"),
                   only_with("RequestTimeout", "Protocol", "HTTP", "HTTPS", "http", "https"),
                   only_with("SecurityPolicyId", "Protocol", "HTTPS", "https"),
                   only_with("XForwardedForConfig", "Protocol", "HTTP", "HTTPS", "http", "https"));
    }

    struct response {
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }
    };
};

/// Deletes a listener, once its endpoint groups are gone. DescribeListener answers NotExist.Listener when it is done.
/// Alibaba Cloud, Global Accelerator, "DeleteListener".
struct DeleteListener {
    text ListenerId = {};
    text AcceleratorId = {};
    text ClientToken = {};

    static constexpr operation call{"DeleteListener", &regionless_service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerId, required, "listener to delete"),
                      PORTWRIGHT_FIELD(AcceleratorId, "accelerator ID"),
                      PORTWRIGHT_FIELD(ClientToken, characters<0, 64, charset::ascii>,
                                       "idempotence token, unique per request; absent = the request ID"));
    }

    struct response {
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }
    };
};

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
