// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What of a context no signature can be made of, checked before anything is written.

#include <portwright/encoding/percent.hpp>
#include <portwright/signature/context.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Checks what a context says about place and time. `listed`: the region, too, is to be one that the documents allow.
constexpr errc check_terms(const operation& call, const region_name& region, unix_time time, const authority& endpoint,
                           bool listed) noexcept {
    if (static_cast<std::uint64_t>(time) > static_cast<std::uint64_t>(last_time)) return errc::bad_time;
    if (!endpoint.is_good()) return errc::bad_host;
    return call.of->sends_region ? call.of->check_region(call.of->needs_region, region, listed) : errc::none;
}

/// Text that is unique for at least 15 minutes.
template <class Policy>
constexpr errc check_nonce(std::string_view nonce) noexcept {
    return !nonce.empty() && is_unreserved<Policy>(nonce) ? errc::none : errc::bad_nonce;
}

/// What a signature needs of its context.
template <class Scheme>
constexpr errc check_context(const operation& call, const context<Scheme>& context) noexcept {
    errc failed = check_terms(call, context.region, context.timestamp, context.endpoint, context.checked);
    if (failed == errc::none) failed = Scheme::check(call, context);
    return failed == errc::none && context.id().empty() ? errc::bad_credentials : failed; // the key was not prepared
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
