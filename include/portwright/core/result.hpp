// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A value, or the error that kept it from being made. Nothing in the library throws.
//
//     portwright::result<std::string_view> url = portwright::sign_url(request, context, buffer);
//     if (url) send(*url); else log(url.error());

#include <portwright/core/error.hpp>

#include <new>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// What a failed result gives for its value.
template <class T>
inline constexpr T no_value{};

/// Whether a T can be made of nothing in a constant expression, so that such a value costs no code.
template <class T>
concept has_no_value = requires { typename std::bool_constant<(static_cast<void>(T{}), true)>; };

inline constexpr portwright::error no_error{};

} // namespace detail

/// Holds a T where it converts to true, otherwise an error. T is a view or another trivial type: a result is
/// copied freely and borrows what the T borrows. What a temporary result hands out is a copy, so that
/// `const auto& why = check(request).error();` lasts; `->` needs a result with a name. Copies are independent: what
/// threads may do with one is what they may do with a T.
///
/// Reading the value of a failed result is a mistake in the program. In a constant expression it does not compile, and
/// at run time it is defined in every build, so that no mistake becomes a wild pointer: the value is empty, T{}, and of
/// a T that cannot be empty (a stream of a request) the program traps. The error of a success is errc::none.
template <class T>
class [[nodiscard]] result {
    static_assert(std::is_trivially_destructible_v<T>, "result<T>: T must be a trivial type, for example a view");

public:
    /// A success with `value`, or a failure, and `why`. Copies it, and what a view views must live as long.
    constexpr result(const T& value) noexcept : value_(value), ok_(true) {}
    constexpr result(const portwright::error& why) noexcept : error_(why), ok_(false) {}

    /// Whether there is a value.
    constexpr explicit operator bool() const noexcept { return ok_; }
    /// The value. Borrowed from this result, or a copy where that is a temporary.
    constexpr const T& operator*() const& noexcept {
        if (!ok_ && !std::is_constant_evaluated()) {
            if constexpr (detail::has_no_value<T>) return detail::no_value<T>;
            else __builtin_trap();
        }
        return value_;
    }
    constexpr T operator*() const&& noexcept { return *static_cast<const result&>(*this); }
    /// The same, for a result with a name.
    constexpr const T* operator->() const& noexcept { return &**this; }
    constexpr const T* operator->() const&& noexcept {
        static_assert(sizeof(T) == 0, "this result is a temporary, and what -> leads to would dangle: give it a name");
        return nullptr;
    }
    /// The error; errc::none of a success. Borrowed from this result, or a copy where that is a temporary.
    constexpr const portwright::error& error() const& noexcept { return ok_ ? detail::no_error : error_; }
    constexpr portwright::error error() const&& noexcept { return static_cast<const result&>(*this).error(); }

    // These let a function build its result in place, without a copy on the stack.

    /// The error of a result that is no success (yet), to be filled in.
    constexpr portwright::error& failing() & noexcept { return error_; }
    /// Makes the result a success, with a value of these arguments. Returns the value, made of the `arguments`.
    template <class... Args>
    T& succeed(const Args&... arguments) & noexcept {
        ok_ = true;
        // With braces an aggregate is cleared once, and with parentheses twice.
        if constexpr (sizeof...(Args) == 0) return *::new (static_cast<void*>(&value_)) T{};
        else return *::new (static_cast<void*>(&value_)) T(arguments...);
    }
    /// The value of a success, to be changed.
    T& succeeded() & noexcept { return value_; }
    /// Makes a success a failure again; returns the error, to be filled in.
    portwright::error& fail() & noexcept {
        ok_ = false;
        return *::new (static_cast<void*>(&error_)) portwright::error();
    }

private:
    union {
        T value_;
        portwright::error error_;
    };
    bool ok_;
};

/// Success, or the error. Copies are independent, in threads, too.
template <>
class [[nodiscard]] result<void> {
public:
    constexpr result() noexcept = default;
    /// A success, or a failure, and `why`, which is copied.
    constexpr result(const portwright::error& why) noexcept : error_(why) {}

    /// Whether it is a success.
    constexpr explicit operator bool() const noexcept { return error_.code == errc::none; }
    /// The error; errc::none of a success. Borrowed from this result, or a copy where that is a temporary.
    constexpr const portwright::error& error() const& noexcept { return error_; }
    constexpr portwright::error error() const&& noexcept { return error_; }
    /// The error of a result that is no success (yet), to be filled in.
    constexpr portwright::error& failing() & noexcept { return error_; }

private:
    portwright::error error_ = {};
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
