// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// unlisted(): passes a value on purpose that the documents do not list, where they lag behind the cloud.
//
//     clb::CreateListener request{.Protocol = portwright::unlisted("QUIC2")};

#include <portwright/core/borrowed_text.hpp>

#include <concepts>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// A type of numbers: every integral type but bool and those of characters.
template <class I>
concept number_like =
    std::integral<I> && !std::same_as<I, bool> && !std::same_as<I, char> && !std::same_as<I, wchar_t> &&
    !std::same_as<I, char8_t> && !std::same_as<I, char16_t> && !std::same_as<I, char32_t>;

} // namespace detail

/// Marks a text that may differ from the documented values, for where the documents lag behind the cloud.
struct unlisted_text {
    borrowed_text view;
};
/// Marks a number that may lie outside its documented bounds.
struct unlisted_number {
    std::int64_t value;
};

/// Passes a value that the documents do not list: `.Protocol = portwright::unlisted("QUIC2")`. Returns what a field
/// takes of it; borrows a text.
constexpr unlisted_text unlisted(borrowed_text value) noexcept { return {value}; }
template <detail::number_like I>
constexpr unlisted_number unlisted(I value) noexcept {
    return {static_cast<std::int64_t>(value)};
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
