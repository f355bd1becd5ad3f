// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A std::string_view for whatever keeps a text longer than the call that hands it over: the fields of credentials, of a
// context, of a service. A temporary that owns its characters does not compile, because they would be gone by then.
//
//     std::string id = load();
//     key.prepare({.id = id, .secret = secret});       // good
//     key.prepare({.id = load(), .secret = secret});   // error: this text is a temporary and would dangle

#include <portwright/core/language.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Whether the elements of a T outlive the T. That is believed of pointers and of types that say so: what the standard
/// calls a borrowed range, which a view type of one's own is by std::ranges::enable_borrowed_range.
template <class T>
inline constexpr bool is_view = std::is_pointer_v<T> || std::ranges::enable_borrowed_range<T> ||
                                std::derived_from<T, std::string_view> || requires { typename T::borrows_characters; };

/// Whether an argument of type `T&&` is a temporary that takes its elements along.
template <class T>
inline constexpr bool would_dangle = !std::is_lvalue_reference_v<T> && !is_view<std::remove_cvref_t<T>>;

/// The characters up to the first NUL, as in C, but never past the end of the array.
template <std::size_t N>
constexpr std::string_view text_in(const char (&characters)[N]) noexcept {
    if (characters[N - 1] == '\0') return characters; // for a literal, the compiler computes the length
    std::size_t size = 0;
    while (size != N && characters[size] != '\0') ++size;
    return {characters, size};
}

} // namespace detail

/// A view of the caller's characters, which must outlive it. Empty from a null pointer, whatever size comes with it.
class borrowed_text : public std::string_view {
public:
    constexpr borrowed_text() noexcept = default;
    constexpr borrowed_text(std::nullptr_t) noexcept {}
    /// A view of the `characters`, or of `size` of them at `data`; null is empty, whatever its size. They must
    /// outlive what borrows the text.
    constexpr borrowed_text(std::string_view characters) noexcept
        : borrowed_text(characters.data(), characters.size()) {}
    constexpr borrowed_text(const char* data, std::size_t size) noexcept
        // Not asked in a constant expression, where g++ cannot compare every pointer with null, and nobody reads from
        // null.
        : std::string_view(data, std::is_constant_evaluated() || data != nullptr ? size : 0) {}
    /// A text of any kind that stays where it is: a literal, a char array up to its first NUL, a std::string.
    template <class T>
        requires std::convertible_to<T&&, std::string_view> &&
                 (!std::derived_from<std::remove_cvref_t<T>, std::string_view>)
    constexpr borrowed_text(T&& characters) noexcept : std::string_view(view(characters)) {
        static_assert(!detail::would_dangle<T>,
                      "this text is a temporary and would dangle: keep the string in a variable that outlives its use");
    }

    /// A view of characters whose pointer is known not to be null, which saves the comparison. `data` and `size` in
    /// bytes are as of a string_view.
    static constexpr borrowed_text from_nonnull(const char* data, std::size_t size) noexcept {
        borrowed_text made;
        static_cast<std::string_view&>(made) = std::string_view(data, size);
        return made;
    }

private:
    template <class T>
    static constexpr std::string_view view(T& characters) noexcept {
        if constexpr (std::is_array_v<T>) return detail::text_in(characters);
        else if constexpr (std::is_pointer_v<T>)
            return characters != nullptr ? std::string_view(characters) : std::string_view();
        else return static_cast<std::string_view>(characters);
    }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
