// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Everything that signing needs to know beside the action: whose key, which region and host, and when.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/core/result.hpp>
#include <portwright/core/time.hpp>
#include <portwright/request/action.hpp>
#include <portwright/request/authority.hpp>
#include <portwright/request/region_name.hpp>
#include <portwright/signature/signed_request.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// The context in which one request is signed. Every view must outlive the call. Each attempt wants a fresh
/// timestamp and nonce: the clouds refuse repeated ones.
///
///     portwright::context<portwright::hmac_sha256<>> context{
///         .key = key, .region = "ap-guangzhou", .timestamp = now, .nonce = "11886", .verb = portwright::method::GET};
template <class Scheme>
struct context {
    const typename Scheme::key& key; ///< prepared; see the scheme
    region_name region = {};         ///< required where the API takes one, not sent where it takes none
    unix_time timestamp = 0;         ///< seconds since 1970, within 5 minutes of the cloud's clock
    borrowed_text nonce = {};        ///< digits, of which one is not 0, or unreserved characters; TC3 has none
    method verb = method::POST;      ///< GET puts the parameters into the URL
    authority endpoint = {};         ///< HOST[:PORT] in place of the documented host; signed and sent in lower case
    bool checked = true;             ///< false: signs what check() would refuse, and any region
    bool secrets_in_url = false;     ///< true: lets a private key go into a URL
    bool signs_action = false;       ///< TC3: x-tc-action is signed, too
    bool query_by_post = false;      ///< ACS3: by POST, too, the parameters go into the URL and the body is empty

    /// @name For the library
    /// @{
    constexpr const std::string_view& id() const noexcept { return key.id(); }
    constexpr const std::string_view& token() const noexcept { return key.token(); }
    /// @}
    /// Whether the parameters are the URL's query; otherwise they are the body.
    constexpr bool in_query() const noexcept;
};

/// A context without its key: what a string to sign depends on.
struct request_terms {
    borrowed_text key_id; ///< SecretId or AccessKeyId
    borrowed_text session_token = {};
    region_name region = {};
    unix_time timestamp = 0;
    borrowed_text nonce = {};
    method verb = method::POST;
    authority endpoint = {};
    bool signs_action = false;  ///< as of a context
    bool query_by_post = false; ///< as of a context

    /// @name For the library
    /// @{
    constexpr const std::string_view& id() const noexcept { return key_id; }
    constexpr const std::string_view& token() const noexcept { return session_token; }
    /// @}
};

namespace detail {

/// Whether the parameters are the URL's query; otherwise they are the body. ContextOrTerms is a context or a
/// request_terms.
template <class Scheme, class ContextOrTerms>
constexpr bool is_in_query(const ContextOrTerms& terms) noexcept {
    if constexpr (requires { requires Scheme::queries_by_post; })
        if (terms.query_by_post) return true;
    return terms.verb == method::GET;
}

} // namespace detail

template <class Scheme>
constexpr bool context<Scheme>::in_query() const noexcept {
    return detail::is_in_query<Scheme>(*this);
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
