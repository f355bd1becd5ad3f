// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Which class a cloud's error has, and what the class leaves open: the tables of the action's system, chosen at compile
// time.

#include <portwright/request/action.hpp>
#include <portwright/request/schema.hpp>
#include <portwright/response/api_error.hpp>
#include <portwright/response/errors_aliyun_common.hpp>
#include <portwright/response/errors_aliyun_ga.hpp>
#include <portwright/response/errors_tencent_bmlb.hpp>
#include <portwright/response/errors_tencent_clb.hpp>
#include <portwright/response/errors_tencent_gaap.hpp>
#include <portwright/response/errors_tencent_v2.hpp>
#include <portwright/response/errors_tencent_v3.hpp>
#include <portwright/response/number.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

template <const auto&... Lists>
inline constexpr const char* class_tables[] = {packed_errors<Lists>.data()...};

/// What only API v2 has: a code that is a number, and the module's code in the message.
inline void read_numbers(api_error& e) noexcept {
    std::int64_t number = 0;
    if (read_number(e.code.data(), e.code.size(), number)) e.number = number;
    const char* const message = e.message.data();
    const std::size_t size = e.message.size();
    if (size == 0 || *message != '(') return;
    std::size_t end = 1;
    while (end != size && message[end] != ')') ++end;
    if (end != size) e.module_code = std::string_view(message + 1, end - 1);
}

/// A system's own codes before those of its family. They count also in the message's parentheses, where 5100 says only
/// that something failed.
constexpr bool find_meaning(std::span<const numbered_error> own, const api_error& e, error_meaning& found) noexcept {
    std::int64_t number = 0;
    if (read_number(e.module_code.data(), e.module_code.size(), number) && find_meaning(own, number, found))
        return true;
    if (!e.number.has_value()) return false;
    return find_meaning(own, *e.number, found) || find_meaning(tencent_v2_errors, *e.number, found);
}

/// What an error of the action's system means. False where neither its code nor a part of it is listed.
template <action Action>
constexpr bool find_meaning(const api_error& e, error_meaning& found) noexcept {
    constexpr const service& of = *Action::call.of;
    if constexpr (of.system == known_system::tencent_bmlb) return find_meaning(tencent_bmlb_errors, e, found);
    else if constexpr (of.family == api::tencent_v2) return find_meaning(std::span<const numbered_error>(), e, found);
    else if constexpr (of.system == known_system::tencent_clb)
        return find_meaning(class_tables<tencent_clb_errors, tencent_v3_errors>, e.code, found);
    else if constexpr (of.system == known_system::tencent_gaap)
        return find_meaning(class_tables<tencent_gaap_errors, tencent_v3_errors>, e.code, found);
    else if constexpr (of.family == api::tencent_v3)
        return find_meaning(class_tables<tencent_v3_errors>, e.code, found);
    else if constexpr (of.system == known_system::aliyun_ga)
        return find_meaning(class_tables<aliyun_ga_errors, aliyun_common_errors>, e.code, found);
    else return find_meaning(class_tables<aliyun_common_errors>, e.code, found);
}

} // namespace detail

/// The class of an error of the action's system. A code that is not listed is taken for what stands before its last
/// dot, and so on to its first, and where nothing of it is listed, for its HTTP status.
template <action Action>
constexpr error_class classify(const api_error& e) noexcept {
    detail::error_meaning found;
    return detail::find_meaning<Action>(e, found) ? found.kind : detail::class_of_status(e.http_status);
}

/// What sets the error apart from others of its class; none for most. For a code that is not listed, as classify().
template <action Action>
constexpr error_detail detail_of(const api_error& e) noexcept {
    detail::error_meaning found;
    detail::find_meaning<Action>(e, found);
    return found.detail;
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
