// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Text as a field: any text, or one of the words that the documents list.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/request/field_mark.hpp>
#include <portwright/request/later.hpp>
#include <portwright/request/unlisted.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

template <class T>
concept text_like = std::convertible_to<const T&, std::string_view> && !std::is_pointer_v<T> && !std::is_array_v<T>;

} // namespace detail

#define PORTWRIGHT_DANGLING_TEXT                                                                                       \
    "this text is a temporary and would dangle: keep the string in a variable that outlives the request"

/// Text: a view of the caller's characters, which must outlive the request. Absent by default and from a null
/// pointer; empty from "".
class text {
public:
    using borrows_characters = void; ///< tells is_view that the characters outlive the text

    constexpr text() noexcept = default;
    constexpr text(std::nullptr_t) noexcept {}
    /// Characters up to the first NUL, as in C, or all of the array where it has none. Borrows the `characters`, as
    /// all of these do: a string's own, those of a null-terminated one, a `value` of unlisted().
    template <std::size_t N>
    constexpr text(const char (&characters)[N]) noexcept : text(detail::text_in(characters)) {}
    template <std::size_t N>
    constexpr text(const char (&&)[N]) noexcept {
        static_assert(N == 0, PORTWRIGHT_DANGLING_TEXT);
    }
    /// Characters up to the first NUL, which there must be; absent where null.
    template <class P>
        requires std::same_as<P, const char*> || std::same_as<P, char*>
    constexpr text(P characters) noexcept
        : text(characters != nullptr ? std::string_view(characters) : std::string_view()) {}
    constexpr text(unlisted_text value) noexcept : text(std::string_view(value.view)) { mark_ |= unlisted_bit; }
    constexpr text(std::string_view characters) noexcept
        : data_(characters.data()), mark_(detail::mark_range(characters.data(), characters.size())) {}
    /// A text that comes at run time: see request/later.hpp.
    template <unsigned N>
    constexpr text(const later_value<N>&) noexcept
        : data_(detail::later_characters<N>), mark_(detail::too_large | detail::present_bit) {}
    /// A string of any kind that stays where it is.
    template <class T>
        requires detail::text_like<std::remove_cvref_t<T>> && (!std::derived_from<std::remove_cvref_t<T>, text>) &&
                 (!std::same_as<std::remove_cvref_t<T>, std::string_view>)
    constexpr text(T&& characters) noexcept : text(static_cast<std::string_view>(characters)) {
        static_assert(!detail::would_dangle<T>, PORTWRIGHT_DANGLING_TEXT);
    }

    /// Whether there is a text, be it empty.
    constexpr bool has_value() const noexcept { return mark_ != 0; }
    /// The characters; empty where absent.
    constexpr std::string_view view() const noexcept { return {data_, size()}; }
    /// The same, as of an integer.
    constexpr std::string_view operator*() const noexcept { return view(); }
    /// The characters; a view of the caller's. Not terminated by NUL.
    constexpr const char* data() const noexcept { return data_; }
    /// How many bytes; 0 where absent.
    constexpr std::uint32_t size() const noexcept { return detail::size_in(mark_); }
    /// The same as view().
    constexpr operator std::string_view() const noexcept { return view(); }
    /// Whether it was passed by unlisted(): check() compares it with no list.
    constexpr bool is_unlisted() const noexcept { return (mark_ & unlisted_bit) != 0; }

    /// A text whose two parts were read from where a field lies. `data` and `mark` are the parts.
    static constexpr text from_storage(const char* data, std::uint32_t mark) noexcept {
        text made;
        made.data_ = data;
        made.mark_ = mark;
        return made;
    }

    friend constexpr bool operator==(const text& a, std::string_view b) noexcept { return a.view() == b; }

private:
    static constexpr std::uint32_t unlisted_bit = 0x40000000;

    const char* data_ = nullptr;
    std::uint32_t mark_ = 0;
};

#undef PORTWRIGHT_DANGLING_TEXT

/// Text of which the documents list the values. The type of such words derives from it and names them:
///
///     struct Protocol : listed_word<Protocol> {
///         using listed_word::listed_word;
///         static constexpr value TCP{"TCP"}, UDP{"UDP"};
///         static constexpr value listed[] = {TCP, UDP};
///     };
///
/// It takes its own values and any text, which check() compares with the list, but no value of another word type.
template <class Self>
class listed_word : public text {
public:
    /// A listed word.
    struct value {
        const char* spelling;
        friend constexpr bool operator==(std::string_view a, value b) noexcept { return a == b.spelling; }
    };

    constexpr listed_word() noexcept = default;
    /// Borrows the `characters`, or takes a `listed` word of its own.
    template <class T>
        requires std::constructible_from<text, T> &&
                 (!std::derived_from<std::remove_cvref_t<T>, text> || std::same_as<std::remove_cvref_t<T>, text>) &&
                 (!requires { std::remove_cvref_t<T>::spelling; })
    constexpr listed_word(T&& characters) noexcept : text(static_cast<T&&>(characters)) {}
    constexpr listed_word(value listed) noexcept : text(listed.spelling) {}
    template <unsigned N>
    constexpr listed_word(const later_value<N>& value) noexcept : text(value) {}
    template <class T>
        requires(!std::same_as<std::remove_cvref_t<T>, value> && requires { std::remove_cvref_t<T>::spelling; })
    constexpr listed_word(T&&) noexcept {
        static_assert(sizeof(T) == 0,
                      "this value is of another parameter's type: take one of this parameter's own values");
    }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
