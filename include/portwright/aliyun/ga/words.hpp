// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Words that several actions of Global Accelerator share.

#include <portwright/request/fields.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::aliyun::ga {

struct Protocol : listed_word<Protocol> {
    using listed_word::listed_word;
    static constexpr value tcp{"tcp"}, udp{"udp"}, HTTP{"HTTP"}, HTTPS{"HTTPS"}, http{"http"}, https{"https"};
    static constexpr value listed[] = {tcp, udp, HTTP, HTTPS, http, https};
};

struct ClientAffinity : listed_word<ClientAffinity> {
    using listed_word::listed_word;
    static constexpr value NONE{"NONE"}, SOURCE_IP{"SOURCE_IP"};
    static constexpr value listed[] = {NONE, SOURCE_IP};
};

struct HttpVersion : listed_word<HttpVersion> {
    using listed_word::listed_word;
    static constexpr value http1_1{"http1.1"}, http2{"http2"}, http3{"http3"};
    static constexpr value listed[] = {http1_1, http2, http3};
};

struct SecurityPolicyId : listed_word<SecurityPolicyId> {
    using listed_word::listed_word;
    static constexpr value tls_cipher_policy_1_0{"tls_cipher_policy_1_0"},
        tls_cipher_policy_1_1{"tls_cipher_policy_1_1"}, tls_cipher_policy_1_2{"tls_cipher_policy_1_2"},
        tls_cipher_policy_1_2_strict{"tls_cipher_policy_1_2_strict"},
        tls_cipher_policy_1_2_strict_with_1_3{"tls_cipher_policy_1_2_strict_with_1_3"};
    static constexpr value listed[] = {tls_cipher_policy_1_0, tls_cipher_policy_1_1, tls_cipher_policy_1_2,
                                       tls_cipher_policy_1_2_strict, tls_cipher_policy_1_2_strict_with_1_3};
};

} // namespace portwright::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
