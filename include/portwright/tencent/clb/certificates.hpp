// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The certificates of a listener or a rule.

#include <portwright/request/schema.hpp>
#include <portwright/tencent/clb/words.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::clb {

/// Certificate to bind: an existing one by its ID, or a new one.
struct CertificateInput {
    clb::SSLMode SSLMode = {};
    clb::SSLVerifyClient SSLVerifyClient = {};
    text CertId = {};
    text CertCaId = {};
    text CertName = {};
    text CertKey = {};
    text CertContent = {};
    text CertCaName = {};
    text CertCaContent = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(SSLMode, "TLS verification mode; default UNIDIRECTIONAL"),
                      PORTWRIGHT_FIELD(SSLVerifyClient, "client verification; default ON; SSLMode=MUTUAL"),
                      PORTWRIGHT_FIELD(CertId, "server certificate ID; without it CertContent, CertKey and CertName"),
                      PORTWRIGHT_FIELD(CertCaId, "client CA certificate ID; for MUTUAL, without it CertCaContent and "
                                                 "CertCaName"),
                      PORTWRIGHT_FIELD(CertName, "name of the uploaded server certificate; required without CertId"),
                      PORTWRIGHT_FIELD(CertKey, secret, "server private key, PEM; required without CertId"),
                      PORTWRIGHT_FIELD(CertContent, "server certificate, PEM; required without CertId"),
                      PORTWRIGHT_FIELD(CertCaName,
                                       "name of the uploaded client CA certificate; required when SSLMode=MUTUAL "
                                       "without CertCaId"),
                      PORTWRIGHT_FIELD(CertCaContent,
                                       "client CA certificate, PEM; required when SSLMode=MUTUAL without CertCaId"))
            .rules(required_when("CertContent", missing("CertId")), required_when("CertKey", missing("CertId")),
                   required_when("CertName", missing("CertId")),
                   required_when("CertCaContent", is("SSLMode", "MUTUAL"), missing("CertCaId")),
                   required_when("CertCaName", is("SSLMode", "MUTUAL"), missing("CertCaId")),
                   only_with("SSLVerifyClient", "SSLMode", "MUTUAL"));
    }
};

/// One certificate of several.
struct CertInfo {
    text CertId = {};
    text CertName = {};
    text CertContent = {};
    text CertKey = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(CertId, "certificate ID; without it CertName and CertContent, and CertKey for a "
                                               "server certificate"),
                      PORTWRIGHT_FIELD(CertName, "name; required without CertId"),
                      PORTWRIGHT_FIELD(CertContent, "certificate, PEM; required without CertId"),
                      PORTWRIGHT_FIELD(CertKey, secret,
                                       "private key, PEM; required without CertId for a server certificate"))
            .rules(required_when("CertName", missing("CertId")), required_when("CertContent", missing("CertId")));
    }
};

/// Several certificates of different algorithms.
struct MultiCertInfo {
    clb::SSLMode SSLMode = {};
    list<CertInfo> CertList = {};
    clb::SSLVerifyClient SSLVerifyClient = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(SSLMode, "TLS verification mode"), PORTWRIGHT_FIELD(CertList, "certificates"),
                      PORTWRIGHT_FIELD(SSLVerifyClient, "client verification; default ON; SSLMode=MUTUAL"))
            .rules(any_of("SSLMode"), only_with("SSLVerifyClient", "SSLMode", "MUTUAL"));
    }
};

} // namespace portwright::inline v0_1::tencent::clb

#include <portwright/core/platform_macros_on.hpp>
