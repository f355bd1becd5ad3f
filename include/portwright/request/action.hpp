// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What an action and its API are, beside its parameters.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/request/table.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright {

/// The three families of APIs.
enum class api : std::uint8_t { tencent_v3, tencent_v2, aliyun };

/// The systems whose actions are typed.
enum class known_system : std::uint8_t { none, tencent_clb, tencent_gaap, tencent_lb, tencent_bmlb, aliyun_ga };

/// The system's name, "tencent.clb"; empty for none.
constexpr std::string_view to_text(known_system system) noexcept {
    switch (system) {
    case known_system::none: break;
    case known_system::tencent_clb: return "tencent.clb";
    case known_system::tencent_gaap: return "tencent.gaap";
    case known_system::tencent_lb: return "tencent.lb";
    case known_system::tencent_bmlb: return "tencent.bmlb";
    case known_system::aliyun_ga: return "aliyun.ga";
    }
    return {};
}

namespace detail {

/// Where a scan stands in a pair.
enum class pair_place : std::uint8_t { name_begins, name, elsewhere };

/// Finds, in what goes over the wire, the next character that is not signed as it stands: "%", or "_" where "." is
/// signed for it.
using scan = const char* (*)(const char* data, const char* end, pair_place& place);

constexpr const char* find_encoded(const char* data, const char* end, pair_place&) noexcept {
    const char* const found = std::char_traits<char>::find(data, static_cast<std::size_t>(end - data), '%');
    return found != nullptr ? found : end;
}

/// API v2 signs names with "." for "_". The vendor's SDK leaves a name alone that begins with an underscore.
constexpr const char* find_encoded_or_dotted(const char* data, const char* end, pair_place& place) noexcept {
    for (; data != end && *data != '%'; ++data) {
        if (place == pair_place::name_begins) place = *data == '_' ? pair_place::elsewhere : pair_place::name;
        if (*data == '=') place = pair_place::elsewhere;
        if (*data == '&' || *data == '?') place = pair_place::name_begins;
        if (*data == '_' && place == pair_place::name) break;
    }
    return data;
}

} // namespace detail

/// One system's address and dialect.
struct service {
    borrowed_text host;       ///< "clb.tencentcloudapi.com"; its first label is TC3's service name
    borrowed_text path;       ///< "/"
    borrowed_text version;    ///< "2018-03-17"; empty for v2
    api family;
    std::uint8_t index_base; ///< the first subscript: 0 at Tencent, 1 at Aliyun
    bool takes_region;
    bool regional_hosts = family == api::tencent_v3 && takes_region; ///< financial regions have hosts of their own
    bool needs_region = takes_region;                                ///< no request goes without it
    known_system system = known_system::none;

    std::uint8_t label_size = static_cast<std::uint8_t>(host.find('.'));
    detail::scan find = family == api::tencent_v2 ? &detail::find_encoded_or_dotted : &detail::find_encoded;

    /// TC3's service name, and the part of the host before a financial region.
    constexpr std::string_view label() const noexcept { return {host.data(), label_size}; }
};

/// An action's name and where it goes.
struct operation {
    borrowed_text action; ///< "CreateListener"
    const service* of;
};

/// How an asynchronous task stands. Words that the documents do not know mean `running`.
enum class task_state : std::uint8_t { running, succeeded, failed };

namespace detail {

/// An action's table. The call is in it, so that all that an image has of an action lies behind one pointer.
struct action_table : table {
    operation call;
    /// Null where no rule has a rare test.
    bool (*holds_rarely)(const unsigned char* object, const row& r, const row& other, condition::test test) noexcept;
};

/// Of raw_root, which see.
bool holds_rarely(const unsigned char* object, const row& r, const row& other, condition::test test) noexcept;

// The common parameters of an API in canonical order.
inline constexpr auto tencent_common =
    pack_words("Action", "Nonce", "Region", "SecretId", "SignatureMethod", "Timestamp", "Token", "Version");
inline constexpr auto aliyun_common =
    pack_words("AccessKeyId", "Action", "Format", "RegionId", "SecurityToken", "SignatureMethod", "SignatureNonce",
               "SignatureVersion", "Timestamp", "Version");

constexpr const char* common_names(api family) noexcept {
    return family == api::aliyun ? aliyun_common.data() : tencent_common.data();
}

} // namespace detail
} // namespace portwright

#include <portwright/core/platform_macros_on.hpp>
