// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Numbers and truth values as fields.

#include <portwright/request/later.hpp>
#include <portwright/request/unlisted.hpp>

#include <concepts>
#include <cstdint>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Whether a number is from -2^61 to 2^61 - 1.
template <std::integral I>
constexpr bool fits_integer(I value) noexcept {
    if constexpr (sizeof(I) < 8) return true;
    else if constexpr (std::is_unsigned_v<I>) return value < std::uint64_t{1} << 61;
    else return value >= -(std::int64_t{1} << 61) && value < std::int64_t{1} << 61;
}

} // namespace detail

/// A whole number from -2^61 to 2^61 - 1; what lies outside is kept as "out of range" and refused by check() and by
/// every serializer.
class integer {
public:
    constexpr integer() noexcept = default;
    /// A number, of any type that C++ counts in; or one that the documents do not list, by unlisted(). `value` is
    /// copied.
    template <detail::number_like I>
    constexpr integer(I value) noexcept {
        if (detail::fits_integer(value)) set(static_cast<std::int64_t>(value), present_flag);
        else high_ = unlisted_flag; // without the other flag: is_representable() is false
        if constexpr (sizeof(I) == 8 && std::is_signed_v<I>)
            if (std::is_constant_evaluated() && high_ == unlisted_flag) low_ = detail::later_in(value);
    }
    /// A number that comes at run time: see request/later.hpp.
    template <unsigned N>
    constexpr integer(const later_value<N>&) noexcept : low_(1 + N), high_(unlisted_flag) {}
    constexpr integer(unlisted_number value) noexcept : integer(value.value) { high_ |= unlisted_flag; }

    /// Whether there is a number.
    constexpr bool has_value() const noexcept { return high_ != 0; }
    /// The number; 0 where absent.
    constexpr std::int64_t operator*() const noexcept {
        if constexpr (sizeof low_ == 8) return static_cast<std::int64_t>(low_);
        else {
            const std::uint64_t high = static_cast<std::uint32_t>(static_cast<std::int32_t>(high_) >> 2);
            return static_cast<std::int64_t>(high << 32 | low_);
        }
    }
    /// The number; `other` where absent.
    constexpr std::int64_t value_or(std::int64_t other) const noexcept { return has_value() ? **this : other; }
    /// The number, or the nearest one that 32 bits hold.
    constexpr std::int32_t clamped() const noexcept {
        const std::int64_t n = **this;
        const auto small = static_cast<std::int32_t>(n);
        if (small == n) return small;
        return n < 0 ? INT32_MIN : INT32_MAX;
    }
    /// Whether it was passed by unlisted(): check() compares it with no list and no bound.
    constexpr bool is_unlisted() const noexcept { return (high_ & 3) == (present_flag | unlisted_flag); }
    /// Whether it is from -2^61 to 2^61 - 1; false where absent, too.
    constexpr bool is_representable() const noexcept { return (high_ & present_flag) != 0; }
    /// 1 + N where later<N> stands in its place; otherwise 0.
    constexpr unsigned later_number() const noexcept {
        return high_ == unlisted_flag ? static_cast<unsigned>(low_) : 0;
    }

    friend constexpr bool operator==(const integer& a, std::int64_t b) noexcept {
        return a.is_representable() && *a == b;
    }

    /// A number whose two parts were read from where a field lies. `low` and `high` are the parts.
    static constexpr integer from_storage(std::uintptr_t low, std::uint32_t high) noexcept {
        integer made;
        made.low_ = low;
        made.high_ = high;
        return made;
    }

private:
    // Laid out like a text, in a pointer's width and 32 bits, so that the mark of any field is at one offset: here it
    // is high_. Its two low bits are the flags. Where pointers have 32 bits, the bits above them are the number's upper
    // half.
    static constexpr std::uint32_t present_flag = 1;
    static constexpr std::uint32_t unlisted_flag = 2; // without present_flag: a number that does not fit

    constexpr void set(std::int64_t value, std::uint32_t flags) noexcept {
        const auto bits = static_cast<std::uint64_t>(value);
        low_ = static_cast<std::uintptr_t>(bits);
        high_ = flags;
        if constexpr (sizeof low_ < 8) high_ |= static_cast<std::uint32_t>(bits >> 32) << 2;
    }

    std::uintptr_t low_ = 0;
    std::uint32_t high_ = 0;
};

/// true, false or absent.
class truth_value {
public:
    constexpr truth_value() noexcept = default;
    /// true or false: `value`.
    template <std::same_as<bool> B>
    constexpr truth_value(B value) noexcept : value_(value ? 1 : 0), present_(1) {}
    /// Does not compile: no truth value comes later. Keeps nothing.
    template <unsigned N>
    constexpr truth_value(const later_value<N>&) noexcept {
        static_assert(N == ~0u, "texts and numbers come later, but no truth value: prepare a request for each");
    }

    /// Whether there is a value.
    constexpr bool has_value() const noexcept { return present_ != 0; }
    /// The value; false where absent.
    constexpr bool operator*() const noexcept { return value_ != 0; }
    /// The value; `other` where absent.
    constexpr bool value_or(bool other) const noexcept { return has_value() ? **this : other; }

    friend constexpr bool operator==(const truth_value& a, bool b) noexcept { return a.has_value() && *a == b; }

private:
    std::uintptr_t value_ = 0; // as wide as a pointer: the mark is at the same offset in every field
    std::uint32_t present_ = 0;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
