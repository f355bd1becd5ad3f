// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Refuses a context that no valid signature can be made with, before anything is written.

#include <portwright/encoding/percent.hpp>
#include <portwright/signature/context.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Checks the region, the time and the endpoint. Where `listed` is true, a region that the documents do not list for
/// the system is refused, too.
constexpr errc check_terms(const operation& call, const region_name& region, unix_time time, const authority& endpoint,
                           bool listed) noexcept {
    if (static_cast<std::uint64_t>(time) > static_cast<std::uint64_t>(last_time)) return errc::bad_time;
    if (!endpoint.is_good()) return errc::bad_host;
    return call.service->sends_region ? call.service->check_region(call.service->needs_region, region, listed)
                                      : errc::none;
}

/// Checks that a nonce is not empty and has unreserved characters only. The caller keeps it unique for at
/// least 15 minutes.
template <class Policy>
constexpr errc check_nonce(std::string_view nonce) noexcept {
    return !nonce.empty() && is_unreserved<Policy>(nonce) ? errc::none : errc::bad_nonce;
}

/// Checks the whole context of a signature, the scheme's own conditions among them.
template <class Scheme>
constexpr errc check_context(const operation& call, const context<Scheme>& context) noexcept {
    errc failed = check_terms(call, context.region, context.timestamp, context.endpoint, context.checked);
    if (failed == errc::none) failed = Scheme::check(call, context);
    return failed == errc::none && context.id().empty() ? errc::bad_credentials : failed; // an unprepared key has no id
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
