// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Words that several actions of Global Accelerator share.

#include <portwright/request/fields.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::aliyun::ga {

struct Protocol : listed_word<Protocol> {
    using listed_word::listed_word;
    static constexpr value tcp{"tcp"}, udp{"udp"}, HTTP{"HTTP"}, HTTPS{"HTTPS"}, http{"http"}, https{"https"};
    // Answers have capitals, and so does what the vendor's own Terraform provider sends.
    static constexpr value listed[] = {tcp, udp, HTTP, HTTPS, http, https, {"TCP"}, {"UDP"}};
};

struct ClientAffinity : listed_word<ClientAffinity> {
    using listed_word::listed_word;
    /// Empty means NONE: so it is documented for creating a listener, and so answers have it.
    template <class T>
        requires std::constructible_from<listed_word, T> && (!std::derived_from<std::remove_cvref_t<T>, ClientAffinity>)
    constexpr ClientAffinity(T&& word) noexcept : listed_word(static_cast<T&&>(word)) {
        if (has_value() && size() == 0) text::operator=(unlisted(view()));
    }
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

} // namespace portwright::inline v0_1::aliyun::ga

#include <portwright/core/platform_macros_on.hpp>
