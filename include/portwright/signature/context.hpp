// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Everything about a request that is not the action: who, where, when.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/core/result.hpp>
#include <portwright/core/time.hpp>
#include <portwright/encoding/percent.hpp>
#include <portwright/request/action.hpp>
#include <portwright/signature/signed_request.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright {

/// The context in which one request is signed. Every view must outlive the call. Each attempt wants a fresh
/// timestamp and nonce: the clouds refuse repeated ones.
///
///     portwright::context<portwright::hmac_sha256<>> context{
///         .key = key, .region = "ap-guangzhou", .timestamp = now, .nonce = "11886", .verb = portwright::method::GET};
template <class Scheme>
struct context {
    const typename Scheme::key& key; ///< prepared; see the scheme
    borrowed_text region = {};       ///< required where the API takes one, not sent where it takes none
    unix_time timestamp = 0;         ///< seconds since 1970, within 5 minutes of the cloud's clock (Aliyun: 15)
    borrowed_text nonce = {};        ///< digits (Tencent) or any unreserved characters (Aliyun); TC3 has none
    method verb = method::POST;      ///< GET puts the parameters into the URL
    borrowed_text endpoint = {};     ///< HOST[:PORT] in place of the documented host
    bool checked = true;             ///< false: signs what check() would refuse
    bool secrets_in_url = false;     ///< true: lets a private key go into a URL
    bool signs_action = false;       ///< TC3: x-tc-action is signed, too
    bool query_by_post = false;      ///< ACS3: by POST, too, the parameters go into the URL and the body is empty

    constexpr const std::string_view& id() const noexcept { return key.id(); }
    constexpr const std::string_view& token() const noexcept { return key.token(); }
    /// Whether the parameters are the URL's query; otherwise they are the body.
    constexpr bool in_query() const noexcept {
        if constexpr (requires { Scheme::queries_by_post; })
            if (query_by_post) return true;
        return verb == method::GET;
    }
};

/// A context without its key: what a string to sign depends on.
struct request_terms {
    borrowed_text key_id; ///< SecretId or AccessKeyId
    borrowed_text session_token = {};
    borrowed_text region = {};
    unix_time timestamp = 0;
    borrowed_text nonce = {};
    method verb = method::POST;
    borrowed_text endpoint = {};

    constexpr const std::string_view& id() const noexcept { return key_id; }
    constexpr const std::string_view& token() const noexcept { return session_token; }
};

namespace detail {

/// A host and a port: RFC 3986 section 3.2, without what would end it.
template <class Policy>
constexpr bool is_authority(std::string_view text) noexcept {
    const char* at = text.data();
    for (const char* const end = at + text.size();; ++at) {
        at = find_reserved<Policy>(at, end);
        if (at == end) return true;
        if (*at != ':' && *at != '[' && *at != ']') return false;
    }
}

/// Checks what a context says about place and time.
template <class Policy>
constexpr errc check_terms(const operation& call, std::string_view region, unix_time when,
                           std::string_view endpoint) noexcept {
    if (static_cast<std::uint64_t>(when) > static_cast<std::uint64_t>(last_time)) return errc::bad_time;
    if (call.of->needs_region && region.empty()) return errc::missing_region;
    if (!is_unreserved<Policy>(region)) return errc::bad_region;
    return is_authority<Policy>(endpoint) ? errc::none : errc::bad_host;
}

/// Writes the host. Financial regions are isolated and have hosts of their own: `clb.ap-shanghai-fsi.tencentcloudapi.com`.
/// The texts come by reference: past the fourth word, arguments go over the stack.
template <class Policy>
constexpr void write_host(basic_output<Policy>& out, const service& of, const std::string_view& region,
                          const std::string_view& endpoint) noexcept {
    if (!endpoint.empty()) return out.write(endpoint);
    out.write(of.label());
    if (of.regional_hosts && region.ends_with("-fsi")) {
        out.put('.');
        out.write(region);
    }
    out.write(of.host.data() + of.label_size, of.host.size() - of.label_size);
}

/// Writes host, path and "?".
template <class Policy>
[[gnu::noinline]] constexpr void write_location(basic_output<Policy>& out, const service& of,
                                                const std::string_view& region,
                                                const std::string_view& endpoint) noexcept {
    write_host(out, of, region, endpoint);
    out.write(of.path);
    out.put('?');
}

} // namespace detail
} // namespace portwright

#include <portwright/core/platform_macros_on.hpp>
