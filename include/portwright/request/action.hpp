// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What an action and its API are, beside its parameters.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/core/error.hpp>
#include <portwright/request/place.hpp>
#include <portwright/request/table.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

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

struct service;

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

/// Checks a region. `listed`: refuses one that the system cannot have or does not document. Errors: missing_region,
/// bad_region, not_listed. All of it lies behind a pointer, so that an image whose systems take no region has none of it.
using region_check = errc (*)(bool needed, const region_name& region, bool listed) noexcept;

template <bool (*Has)(const region_name& region) noexcept>
constexpr errc check_region(bool needed, const region_name& region, bool listed) noexcept {
    const errc wrong = region.wrong();
    if (wrong == errc::missing_region && !needed) return errc::none;
    return wrong == errc::none && listed && region.is_listed() && !Has(region) ? errc::not_listed : wrong;
}

constexpr region_check region_check_of(api family, bool sends_region) noexcept {
    if (!sends_region) return nullptr;
    if (family == api::aliyun) return &check_region<&any_region>;
    return family == api::tencent_v3 ? &check_region<&is_long_region> : &check_region<&is_long_or_short_region>;
}

/// The size of a host's first label.
constexpr std::uint8_t measure_label(std::string_view host) noexcept {
    std::size_t n = 0;
    while (n != host.size() && host[n] != '.' && host[n] != ':') ++n;
    return static_cast<std::uint8_t>(n);
}

} // namespace detail

/// One system's address and dialect.
struct service {
    borrowed_text host; ///< "clb.tencentcloudapi.com"; its first label is TC3's service name
    borrowed_text path; ///< "/"
    borrowed_text version; ///< "2018-03-17"; empty for v2
    api family;
    std::uint8_t index_base; ///< the first subscript: 0 at Tencent, 1 at Aliyun
    bool takes_region;
    bool regional_hosts = family == api::tencent_v3 && takes_region; ///< financial regions have hosts of their own
    bool needs_region = takes_region; ///< no request goes without it
    known_system system = known_system::none;

    bool sends_region = takes_region || family == api::aliyun; ///< Aliyun's requests have whatever the context has
    std::uint8_t label_size = detail::measure_label(host);
    detail::scan find = family == api::tencent_v2 ? &detail::find_encoded_or_dotted : &detail::find_encoded;
    detail::region_check check_region = detail::region_check_of(family, sends_region);

    /// TC3's service name, and the part of the host before a financial region.
    constexpr std::string_view label() const noexcept { return {host.data(), label_size}; }
};

/// An action's name and where it goes.
struct operation {
    borrowed_text action; ///< "CreateListener"
    const service* of;
};

namespace detail {

/// Checks what a request has of its action and its API, which goes out as it stands. `where` is the text that is wrong.
/// Errors: bad_name for the action, bad_host, bad_characters for the path and the version.
constexpr errc check_operation(const operation& call, std::string_view& where) noexcept {
    const service& of = *call.of;
    where = call.action;
    if (where.empty() || !is_unreserved<size_policy>(where)) return errc::bad_name;
    where = of.host;
    if (!is_authority(where) || where[0] == '[' || of.label_size - 1u >= where.size()) return errc::bad_host;
    if ((of.regional_hosts || of.takes_region) && !of.sends_region) return errc::bad_host; // nothing checks the region
    for (const char c : where)
        if (c >= 'A' && c <= 'Z') return errc::bad_host;
    where = of.version;
    if (!is_unreserved<size_policy>(where)) return errc::bad_characters;
    where = of.path;
    for (const char c : where)
        if (c != '/' && !is_unreserved<size_policy>(c)) return errc::bad_characters;
    return where.starts_with('/') ? errc::none : errc::bad_characters;
}

constexpr errc check_operation(const operation& call) noexcept {
    std::string_view where;
    return check_operation(call, where);
}

} // namespace detail

/// How an asynchronous task stands. Words that the documents do not know mean `running`.
enum class task_state : std::uint8_t { running, succeeded, failed };

namespace detail {

/// An action's table. The operation is a part of it, so that one pointer leads to all that an image has of an action.
struct action_table : table, operation {
    /// Null where no rule has a rare test.
    bool (*holds_rarely)(const unsigned char* object, const row& r, const row& other, condition::test test) noexcept;
};

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
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
