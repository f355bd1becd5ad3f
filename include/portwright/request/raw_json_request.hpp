// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A request whose JSON body the caller has already: from a file, say, or from another library.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/core/result.hpp>
#include <portwright/request/operation.hpp>
#include <portwright/request/pairs.hpp>

#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// A request with the body as it stands, which TC3 sends by POST. Borrows the body, and does not look at it.
struct raw_json_request {
    untyped_operation call;
    borrowed_text body;

    /// @name For the library
    /// @{
    template <class Policy>
    constexpr void pairs(const detail::common_parameters&, basic_output<Policy>&,
                         detail::walk_outcome& outcome) const noexcept {
        outcome.why.code = errc::bad_name; // a body has no names that pairs could be made of
    }
    template <class Policy>
    constexpr void json(basic_output<Policy>& out, detail::walk_outcome&) const noexcept {
        out.write(body);
    }
    constexpr result<void> status() const noexcept { return detail::find_unsound(call); }
    constexpr bool accepts(std::string_view scheme) const noexcept {
        return detail::has_word(call.family->schemes, scheme);
    }
    /// @}
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
