// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// An operation: an action's name and the service that it goes to.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/core/error.hpp>
#include <portwright/core/result.hpp>
#include <portwright/encoding/authority.hpp>
#include <portwright/encoding/percent.hpp>
#include <portwright/request/family.hpp>
#include <portwright/request/field_mark.hpp>
#include <portwright/request/service.hpp>

#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// An action's name and where it goes.
struct operation {
    borrowed_text action; ///< "CreateListener"
    const portwright::service* service;
};

/// An operation with its family in its type: `operation_of call{"CreateListener", &clb::service}`.
template <class Family>
struct operation_of : operation {
    using family = Family;

    /// @name For the library
    /// @{
    constexpr operation_of(const borrowed_text& name, const service_of<Family>* target) noexcept
        : operation{name, target} {}
        /// @}
};

/// An operation with its family as a value: what an untyped request takes.
struct untyped_operation : operation {
    /// The same `call`, which is a constant; what it views is kept.
    template <class Family>
    constexpr untyped_operation(const operation_of<Family>& call) noexcept
        : operation(call), family(&detail::words_of_family<Family>) {}
    /// For a service that is chosen at run time. `words` are words_of_family<> of its family.
    constexpr untyped_operation(const operation& call, const detail::family_words& words) noexcept
        : operation(call), family(&words) {}

    const detail::family_words* family;
};

namespace detail {

/// Checks what goes out as it stands of an action and its service. `where` becomes the text that is wrong.
/// Errors: bad_name for the action, bad_host, bad_characters for the path and the version.
constexpr errc check_operation(const operation& call, std::string_view& where) noexcept {
    const service& target = *call.service;
    where = call.action;
    if (where.empty() || !is_unreserved<size_policy>(where)) return errc::bad_name;
    where = target.host;
    if (!is_authority(where) || where[0] == '[' || target.label_size - 1u >= where.size()) return errc::bad_host;
    if ((target.regional_hosts || target.takes_region) && !target.sends_region)
        return errc::bad_host; // its host depends on a region that nothing checks
    for (const char c : where)
        if (c >= 'A' && c <= 'Z') return errc::bad_host;
    where = target.version;
    if (!is_unreserved<size_policy>(where)) return errc::bad_characters;
    where = target.path;
    for (const char c : where)
        if (c != '/' && !is_unreserved<size_policy>(c)) return errc::bad_characters;
    return where.starts_with('/') ? errc::none : errc::bad_characters;
}

constexpr errc check_operation(const operation& call) noexcept {
    std::string_view where;
    return check_operation(call, where);
}

/// The same as a result. A typed action is checked when it is compiled; an untyped one may have been made at run time.
constexpr result<void> find_unsound(const operation& call) noexcept {
    std::string_view where;
    const errc code = check_operation(call, where);
    if (code == errc::none) return {};
    error why;
    why.code = code;
    why.text = where.data();
    why.length = clamp_size(where.size());
    return why;
}

} // namespace detail

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
