// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// HTTPS listeners.

#include <portwright/request/schema.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/tencent/gaap/service.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::gaap {

/// Client CA certificate of an HTTPS listener.
struct CertificateAliasInfo {
    text CertificateId = {};
    text CertificateAlias = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(CertificateId, required), PORTWRIGHT_FIELD(CertificateAlias));
    }
};

/// An HTTPS listener as it stands.
struct HTTPSListener {
    text ListenerId = {};
    text ListenerName = {};
    integer Port = {};
    text Protocol = {};
    integer ListenerStatus = {};
    text CertificateId = {};
    text ForwardProtocol = {};
    integer CreateTime = {};
    text CertificateAlias = {};
    text ClientCertificateId = {};
    integer AuthType = {};
    text ClientCertificateAlias = {};
    sequence<CertificateAliasInfo> PolyClientCertificateAliasInfo = {};
    integer Http3Supported = {};
    text ProxyId = {};
    text GroupId = {};
    sequence<text> TLSSupportVersion = {};
    text TLSCiphers = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerId, required), PORTWRIGHT_FIELD(ListenerName),
                      PORTWRIGHT_FIELD(Port, required), PORTWRIGHT_FIELD(Protocol),
                      PORTWRIGHT_FIELD(ListenerStatus, required,
                                       "0 running, 1 creating, 2 destroying, 3 adjusting origins, 4 changing "
                                       "configuration"),
                      PORTWRIGHT_FIELD(CertificateId), PORTWRIGHT_FIELD(ForwardProtocol), PORTWRIGHT_FIELD(CreateTime),
                      PORTWRIGHT_FIELD(CertificateAlias), PORTWRIGHT_FIELD(ClientCertificateId),
                      PORTWRIGHT_FIELD(AuthType, "0 one-way, 1 mutual"), PORTWRIGHT_FIELD(ClientCertificateAlias),
                      PORTWRIGHT_FIELD(PolyClientCertificateAliasInfo), PORTWRIGHT_FIELD(Http3Supported),
                      PORTWRIGHT_FIELD(ProxyId), PORTWRIGHT_FIELD(GroupId), PORTWRIGHT_FIELD(TLSSupportVersion),
                      PORTWRIGHT_FIELD(TLSCiphers));
    }
};

/// Finds HTTPS listeners and their state. Tencent Cloud, "DescribeHTTPSListeners" (API 3.0, product 608).
struct DescribeHTTPSListeners {
    text ProxyId = {};
    text GroupId = {};
    text ListenerId = {};
    text ListenerName = {};
    integer Port = {};
    integer Offset = {};
    integer Limit = {};
    text SearchValue = {};
    integer Http3Supported = {};

    static constexpr operation call{"DescribeHTTPSListeners", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ProxyId, "connection ID"), PORTWRIGHT_FIELD(GroupId, "connection group ID"),
                      PORTWRIGHT_FIELD(ListenerId, "listener ID"), PORTWRIGHT_FIELD(ListenerName, "exact name"),
                      PORTWRIGHT_FIELD(Port, "exact port"), PORTWRIGHT_FIELD(Offset, "offset; default 0"),
                      PORTWRIGHT_FIELD(Limit, "number returned; default 20"),
                      PORTWRIGHT_FIELD(SearchValue, "fuzzy search by port or name"),
                      PORTWRIGHT_FIELD(Http3Supported, one_of<0, 1>, "filter by HTTP/3: 0 off, 1 on"))
            .rules(any_of("ListenerId", "ProxyId", "GroupId"), not_both("ProxyId", "GroupId"));
    }

    struct response {
        integer TotalCount = {};
        sequence<HTTPSListener> ListenerSet = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(TotalCount, required), PORTWRIGHT_FIELD(ListenerSet),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }

        static constexpr std::int64_t running = 0;

        /// Succeeded once every listener found runs. None found means that it is not there yet, or, after a deletion,
        /// no longer.
        task_state state() const noexcept {
            for (const HTTPSListener& listener : ListenerSet)
                if (listener.ListenerStatus != running) return task_state::running;
            return ListenerSet.empty() ? task_state::running : task_state::succeeded;
        }
    };
};

/// Creates an HTTPS listener on a connection or a group of them. Http3Supported occupies the UDP port of the same
/// number. Tencent Cloud, "CreateHTTPSListener" (API 3.0, product 608).
struct CreateHTTPSListener {
    struct ForwardProtocol : listed_word<ForwardProtocol> {
        using listed_word::listed_word;
        static constexpr value HTTP{"HTTP"}, HTTPS{"HTTPS"};
        static constexpr value listed[] = {HTTP, HTTPS};
    };

    text ListenerName = {};
    integer Port = {};
    text CertificateId = {};
    struct ForwardProtocol ForwardProtocol = {};
    text ProxyId = {};
    integer AuthType = {};
    text ClientCertificateId = {};
    texts PolyClientCertificateIds = {};
    text GroupId = {};
    integer Http3Supported = {};

    static constexpr operation call{"CreateHTTPSListener", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerName, required, "listener name"),
                      PORTWRIGHT_FIELD(Port, required, "port; unique among listeners of one transport protocol"),
                      PORTWRIGHT_FIELD(CertificateId, required, "server certificate ID"),
                      PORTWRIGHT_FIELD(ForwardProtocol, required, "protocol to the origin"),
                      PORTWRIGHT_FIELD(ProxyId, "acceleration connection ID"),
                      PORTWRIGHT_FIELD(AuthType, one_of<0, 1>, "TLS verification mode: 0 one-way, 1 mutual; default 0"),
                      PORTWRIGHT_FIELD(ClientCertificateId,
                                       "client CA certificate ID; AuthType=1: this or PolyClientCertificateIds"),
                      PORTWRIGHT_FIELD(PolyClientCertificateIds,
                                       "client CA certificate IDs; AuthType=1: this or ClientCertificateId"),
                      PORTWRIGHT_FIELD(GroupId, "connection group ID"),
                      PORTWRIGHT_FIELD(Http3Supported, one_of<0, 1>,
                                       "HTTP/3; occupies the UDP port and cannot be changed later: 0 off, 1 on"))
            .rules(exactly_one("ProxyId", "GroupId"),
                   refuse(missing("ClientCertificateId"), missing("PolyClientCertificateIds"), is("AuthType", 1)),
                   refuse(given("ClientCertificateId"), given("PolyClientCertificateIds"), is("AuthType", 1)));
    }

    struct response {
        text ListenerId = {};
        text RequestId = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(ListenerId, not_empty),
                          PORTWRIGHT_FIELD(RequestId, required, "the request"));
        }

        using query = DescribeHTTPSListeners;
        constexpr query task() const noexcept { return {.ListenerId = ListenerId}; }
    };
};

/// Changes an HTTPS listener that runs; what is left out stays as it is. Tencent Cloud, "ModifyHTTPSListenerAttribute"
/// (API 3.0, product 608).
struct ModifyHTTPSListenerAttribute {
    text ListenerId = {};
    text ProxyId = {};
    text ListenerName = {};
    struct CreateHTTPSListener::ForwardProtocol ForwardProtocol = {};
    text CertificateId = {};
    text ClientCertificateId = {};
    texts PolyClientCertificateIds = {};

    static constexpr operation call{"ModifyHTTPSListenerAttribute", &service};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(ListenerId, required, "listener to change"),
                      PORTWRIGHT_FIELD(ProxyId, "connection ID; needed for a listener of a single connection"),
                      PORTWRIGHT_FIELD(ListenerName, "new name"),
                      PORTWRIGHT_FIELD(ForwardProtocol, "protocol to the origin"),
                      PORTWRIGHT_FIELD(CertificateId, "server certificate ID"),
                      PORTWRIGHT_FIELD(ClientCertificateId, "client CA certificate ID, where there is one"),
                      PORTWRIGHT_FIELD(PolyClientCertificateIds, "client CA certificate IDs"));
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

} // namespace portwright::inline v0_1::tencent::gaap

#include <portwright/core/platform_macros_on.hpp>
