// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Which class a cloud's error has: the tables of the action's system, chosen at compile time.

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

namespace portwright {

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
inline bool find_class(std::span<const numbered_error> own, const api_error& e, error_class& found) noexcept {
    std::int64_t number = 0;
    if (read_number(e.module_code.data(), e.module_code.size(), number) && find_class(own, number, found)) return true;
    if (!e.number.has_value()) return false;
    return find_class(own, *e.number, found) || find_class(tencent_v2_errors, *e.number, found);
}

} // namespace detail

/// The class of an error of the action's system. A code that is not listed is taken for what stands before its dot, and
/// where that is not listed either, for its HTTP status.
template <action Action>
error_class classify(const api_error& e) noexcept {
    constexpr const service& of = *Action::call.of;
    error_class found = error_class::other;
    bool known = false;
    if constexpr (of.system == known_system::tencent_bmlb)
        known = detail::find_class(detail::tencent_bmlb_errors, e, found);
    else if constexpr (of.family == api::tencent_v2)
        known = detail::find_class(std::span<const detail::numbered_error>(), e, found);
    else if constexpr (of.system == known_system::tencent_clb)
        known = detail::find_class(detail::class_tables<detail::tencent_clb_errors, detail::tencent_v3_errors>, e.code,
                                   found);
    else if constexpr (of.system == known_system::tencent_gaap)
        known = detail::find_class(detail::class_tables<detail::tencent_gaap_errors, detail::tencent_v3_errors>, e.code,
                                   found);
    else if constexpr (of.family == api::tencent_v3)
        known = detail::find_class(detail::class_tables<detail::tencent_v3_errors>, e.code, found);
    else if constexpr (of.system == known_system::aliyun_ga)
        known = detail::find_class(detail::class_tables<detail::aliyun_ga_errors, detail::aliyun_common_errors>, e.code,
                                   found);
    else known = detail::find_class(detail::class_tables<detail::aliyun_common_errors>, e.code, found);
    return known ? found : detail::class_of_status(e.http_status);
}

} // namespace portwright

#include <portwright/core/platform_macros_on.hpp>
