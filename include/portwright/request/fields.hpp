// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The types that the fields of an action have: text, numbers, truth values and lists. All are views or small values,
// absent until set, and absent is not the same as empty or zero: has_value() tells, and nothing converts to bool. An
// object of zero bytes is an absent field. What is larger than any request, a text of 128 MB say, is kept as such and
// refused.
//
//     clb::CreateListener request{.LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};

#include <portwright/core/inlining.hpp>
#include <portwright/core/borrowed_text.hpp>

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

template <class T>
concept text_like = std::convertible_to<const T&, std::string_view> && !std::is_pointer_v<T> && !std::is_array_v<T>;

template <class R>
concept contiguous = requires(const R& range) {
    range.data();
    { range.size() } -> std::convertible_to<std::size_t>;
};

// A size and, in its top bits, whether there is something at all and what kind of it. Once a field is made, pointers are
// not asked: g++ does not compare an address with null in a constant expression under -fsanitize=undefined.
inline constexpr std::uint32_t present_bit = 0x80000000;
inline constexpr std::uint32_t size_bits = 0x07FFFFFF;

/// What a size becomes that has no room: one that no text and no list may have. The walk refuses it, so that nothing is
/// cut off silently.
inline constexpr std::uint32_t too_large = size_bits;

constexpr std::uint32_t clamp_size(std::size_t n) noexcept {
    return n > too_large ? too_large : static_cast<std::uint32_t>(n);
}

/// Null is absent, whatever size comes with it.
template <class T>
constexpr std::uint32_t describe_range(const T* data, std::size_t n) noexcept {
    // A constant expression does not get as far as to compare the address of something; it cannot read from null anyway.
    if (!(std::is_constant_evaluated() && n != 0) && data == nullptr) return 0;
    return clamp_size(n) | present_bit;
}

/// A type of numbers. bool, and the types of characters, are integral as well, but what they hold is no number.
template <class I>
concept number_like =
    std::integral<I> && !std::same_as<I, bool> && !std::same_as<I, char> && !std::same_as<I, wchar_t> &&
    !std::same_as<I, char8_t> && !std::same_as<I, char16_t> && !std::same_as<I, char32_t>;

/// What stands for an element that is not there.
template <class T>
inline constexpr T absent_element{};

} // namespace detail

/// Marks a text that may differ from the documented values, for where the documents lag behind the cloud.
struct unlisted_text {
    borrowed_text view;
};
/// Marks a number that may lie outside its documented bounds.
struct unlisted_number {
    std::int64_t value;
};

/// Passes a value that the documents do not list: `.Protocol = portwright::unlisted("QUIC2")`.
constexpr unlisted_text unlisted(borrowed_text value) noexcept { return {value}; }
template <detail::number_like I>
constexpr unlisted_number unlisted(I value) noexcept {
    return {static_cast<std::int64_t>(value)};
}

#define PORTWRIGHT_DANGLING_TEXT                                                                                       \
    "this text is a temporary and would dangle: keep the string in a variable that outlives the request"

/// Text: a view of the caller's characters, which must outlive the request. Absent by default and from a null
/// pointer; empty from "".
class text {
public:
    using borrows_characters = void; ///< a view: a text may go, its characters stay

    constexpr text() noexcept = default;
    constexpr text(std::nullptr_t) noexcept {}
    /// Characters up to the first NUL, as in C, or all of the array where it has none.
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
    constexpr text(unlisted_text value) noexcept : text(std::string_view(value.view)) { size_ |= unlisted_bit; }
    constexpr text(std::string_view characters) noexcept
        : data_(characters.data()), size_(detail::describe_range(characters.data(), characters.size())) {}
    /// A string of any kind that stays where it is.
    template <class T>
        requires detail::text_like<std::remove_cvref_t<T>> && (!std::derived_from<std::remove_cvref_t<T>, text>) &&
                 (!std::same_as<std::remove_cvref_t<T>, std::string_view>)
    constexpr text(T&& characters) noexcept : text(static_cast<std::string_view>(characters)) {
        static_assert(!detail::would_dangle<T>, PORTWRIGHT_DANGLING_TEXT);
    }

    constexpr bool has_value() const noexcept { return size_ != 0; }
    /// The characters; empty where absent.
    constexpr std::string_view view() const noexcept { return {data_, size()}; }
    constexpr const char* data() const noexcept { return data_; }
    constexpr std::uint32_t size() const noexcept { return size_ & detail::size_bits; }
    constexpr operator std::string_view() const noexcept { return view(); }
    constexpr bool is_unlisted() const noexcept { return (size_ & unlisted_bit) != 0; }

    /// A field as it lies in memory.
    static constexpr text of(const char* data, std::uint32_t size) noexcept {
        text made;
        made.data_ = data;
        made.size_ = size;
        return made;
    }

    friend constexpr bool operator==(const text& a, std::string_view b) noexcept { return a.view() == b; }

private:
    static constexpr std::uint32_t unlisted_bit = 0x40000000;

    const char* data_ = nullptr;
    std::uint32_t size_ = 0;
};

#undef PORTWRIGHT_DANGLING_TEXT

/// Text of which the documents list the values. A word type derives from it and names them:
///
///     struct Protocol : listed_word<Protocol> {
///         using listed_word::listed_word;
///         static constexpr value TCP{"TCP"}, UDP{"UDP"};
///         static constexpr value listed[] = {TCP, UDP};
///     };
///
/// Takes its own values and any text (from a configuration, say; check() compares it), but not another type's values.
template <class Self>
class listed_word : public text {
public:
    struct value {
        const char* spelling;
        friend constexpr bool operator==(std::string_view a, value b) noexcept { return a == b.spelling; }
    };

    constexpr listed_word() noexcept = default;
    template <class T>
        requires std::constructible_from<text, T> &&
                 (!std::derived_from<std::remove_cvref_t<T>, text> || std::same_as<std::remove_cvref_t<T>, text>) &&
                 (!requires { std::remove_cvref_t<T>::spelling; })
    constexpr listed_word(T&& characters) noexcept : text(static_cast<T&&>(characters)) {}
    constexpr listed_word(value listed) noexcept : text(listed.spelling) {}
    template <class T>
        requires(!std::same_as<std::remove_cvref_t<T>, value> && requires { std::remove_cvref_t<T>::spelling; })
    constexpr listed_word(T&&) noexcept {
        static_assert(sizeof(T) == 0,
                      "this value is of another parameter's type: take one of this parameter's own values");
    }
};

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
    template <detail::number_like I>
    constexpr integer(I value) noexcept {
        if (detail::fits_integer(value)) set(static_cast<std::int64_t>(value), present_flag);
        else high_ = unlisted_flag;
    }
    constexpr integer(unlisted_number value) noexcept : integer(value.value) { high_ |= unlisted_flag; }

    constexpr bool has_value() const noexcept { return high_ != 0; }
    /// The number; 0 where absent.
    constexpr std::int64_t operator*() const noexcept {
        if constexpr (sizeof low_ == 8) return static_cast<std::int64_t>(low_);
        else {
            const std::uint64_t high = static_cast<std::uint32_t>(static_cast<std::int32_t>(high_) >> 2);
            return static_cast<std::int64_t>(high << 32 | low_);
        }
    }
    constexpr std::int64_t value_or(std::int64_t other) const noexcept { return has_value() ? **this : other; }
    /// The number where 32 bits hold it, otherwise the nearest that they do.
    constexpr std::int32_t clamped() const noexcept {
        const std::int64_t n = **this;
        const auto small = static_cast<std::int32_t>(n);
        if (small == n) return small;
        return n < 0 ? INT32_MIN : INT32_MAX;
    }
    constexpr bool is_unlisted() const noexcept { return (high_ & 3) == (present_flag | unlisted_flag); }
    constexpr bool is_representable() const noexcept { return (high_ & present_flag) != 0; }

    friend constexpr bool operator==(const integer& a, std::int64_t b) noexcept {
        return a.is_representable() && *a == b;
    }

    /// A field as it lies in memory.
    static constexpr integer of(std::uintptr_t low, std::uint32_t high) noexcept {
        integer made;
        made.low_ = low;
        made.high_ = high;
        return made;
    }

private:
    // As wide as a pointer and a half, like a text, so that one look at the same place tells of any field whether it
    // is there. The flags are the low bits of high_, which on small targets holds the upper half above them.
    static constexpr std::uint32_t present_flag = 1;
    static constexpr std::uint32_t unlisted_flag = 2; // alone: a number that does not fit

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
    template <std::same_as<bool> B>
    constexpr truth_value(B value) noexcept : value_(value ? 1 : 0), present_(1) {}

    constexpr bool has_value() const noexcept { return present_ != 0; }
    /// The value; false where absent.
    constexpr bool operator*() const noexcept { return value_ != 0; }
    constexpr bool value_or(bool other) const noexcept { return has_value() ? **this : other; }

    friend constexpr bool operator==(const truth_value& a, bool b) noexcept { return a.has_value() && *a == b; }

private:
    std::uintptr_t value_ = 0; // laid out like every other field
    std::uint32_t present_ = 0;
};

namespace detail {

template <class R, class Element>
concept lasting_list_of = contiguous<std::remove_cvref_t<R>> && requires(const std::remove_cvref_t<R>& range) {
    { range.data() } -> std::convertible_to<const Element*>;
};

#define PORTWRIGHT_DANGLING_LIST                                                                                       \
    "this list is a temporary and would dangle: give the elements a name, for example constexpr std::uint16_t ports[] = {80, 443}"

} // namespace detail

/// A list of texts: a view of the caller's array of std::string_view. An element of null is empty, whatever its size.
class texts {
public:
    constexpr texts() noexcept = default;
    template <std::size_t N>
    constexpr texts(const std::string_view (&elements)[N]) noexcept
        : data_(elements), count_(detail::clamp_size(N) | detail::present_bit) {}
    template <std::size_t N>
    constexpr texts(const std::string_view (&&)[N]) noexcept {
        static_assert(N == 0, PORTWRIGHT_DANGLING_LIST);
    }
    template <detail::lasting_list_of<std::string_view> R>
        requires(!std::same_as<std::remove_cvref_t<R>, texts>)
    constexpr texts(R&& elements) noexcept
        : data_(elements.data()), count_(detail::describe_range(elements.data(), elements.size())) {
        static_assert(!detail::would_dangle<R>, PORTWRIGHT_DANGLING_LIST);
    }
    template <class T>
    constexpr texts(std::initializer_list<T>) noexcept {
        static_assert(sizeof(T) == 0, PORTWRIGHT_DANGLING_LIST);
    }

    constexpr bool has_value() const noexcept { return count_ != 0; }
    constexpr std::uint32_t size() const noexcept { return count_ & detail::size_bits; }
    constexpr const std::string_view* data() const noexcept { return data_; }
    /// An empty text past the end.
    constexpr std::string_view operator[](std::uint32_t i) const noexcept {
        return i < size() ? data_[i] : std::string_view();
    }

private:
    const std::string_view* data_ = nullptr;
    std::uint32_t count_ = 0;
};

/// A list of numbers: a view of the caller's array of any integer type.
class integers {
public:
    constexpr integers() noexcept = default;
    template <std::integral I, std::size_t N>
    constexpr integers(const I (&elements)[N]) noexcept : integers(elements, N) {}
    template <std::integral I, std::size_t N>
    constexpr integers(const I (&&)[N]) noexcept {
        static_assert(N == 0, PORTWRIGHT_DANGLING_LIST);
    }
    template <detail::contiguous R>
        requires(!std::same_as<std::remove_cvref_t<R>, integers> &&
                 std::integral<std::remove_cvref_t<decltype(*std::declval<const std::remove_cvref_t<R>&>().data())>>)
    constexpr integers(R&& elements) noexcept : integers(elements.data(), elements.size()) {
        static_assert(!detail::would_dangle<R>, PORTWRIGHT_DANGLING_LIST);
    }
    template <class T>
    constexpr integers(std::initializer_list<T>) noexcept {
        static_assert(sizeof(T) == 0, PORTWRIGHT_DANGLING_LIST);
    }

    constexpr bool has_value() const noexcept { return count_ != 0; }
    constexpr std::uint32_t size() const noexcept { return count_ & detail::size_bits; }
    /// An absent number past the end.
    constexpr integer operator[](std::uint32_t i) const noexcept {
        if (i >= size()) return {};
        switch (count_ >> kind_at & 15) {
        case kind<unsigned char>: return unsigned_char_[i];
        case kind<unsigned short>: return unsigned_short_[i];
        case kind<unsigned int>: return unsigned_int_[i];
        case kind<unsigned long>: return unsigned_long_[i];
        case kind<unsigned long long>: return unsigned_long_long_[i];
        case kind<signed char>: return signed_char_[i];
        case kind<short>: return short_[i];
        case kind<int>: return int_[i];
        case kind<long>: return long_[i];
        default: return long_long_[i];
        }
    }

    /// An element of a field as it lies in memory. Byte by byte, which is a branch for each type less.
    PORTWRIGHT_ONE_COPY static std::int64_t element(const unsigned char* data, std::uint32_t count,
                                                    std::uint32_t i) noexcept {
        constexpr bool from_end = std::endian::native == std::endian::little;
        const unsigned size = 1u << (count >> kind_at & 3);
        const unsigned char* const bytes = data + std::size_t{i} * size;
        const bool is_signed = (count >> kind_at & signed_kind) != 0;
        std::uint64_t bits = is_signed && bytes[from_end ? size - 1 : 0] >= 0x80 ? ~std::uint64_t{0} : 0;
        for (unsigned k = 0; k != size; ++k) bits = bits << 8 | bytes[from_end ? size - 1 - k : k];
        const auto value = static_cast<std::int64_t>(bits);
        return is_signed || value >= 0 ? value : INT64_MAX;
    }

private:
    template <class I>
    constexpr integers(const I* data, std::size_t element_count) noexcept {
        count_ = detail::describe_range(data, element_count);
        if (count_ == 0) return;
        count_ |= kind<I> << kind_at;
        if constexpr (std::same_as<I, unsigned char>) unsigned_char_ = data;
        else if constexpr (std::same_as<I, unsigned short>) unsigned_short_ = data;
        else if constexpr (std::same_as<I, unsigned int>) unsigned_int_ = data;
        else if constexpr (std::same_as<I, unsigned long>) unsigned_long_ = data;
        else if constexpr (std::same_as<I, unsigned long long>) unsigned_long_long_ = data;
        else if constexpr (std::same_as<I, signed char>) signed_char_ = data;
        else if constexpr (std::same_as<I, short>) short_ = data;
        else if constexpr (std::same_as<I, int>) int_ = data;
        else if constexpr (std::same_as<I, long>) long_ = data;
        else if constexpr (std::same_as<I, long long>) long_long_ = data;
        else static_assert(sizeof(I) == 0, "a list of numbers takes arrays of signed char to unsigned long long");
    }

    static constexpr unsigned kind_at = 27; // bits of count_, above the size
    static constexpr unsigned signed_kind = 8;
    static constexpr unsigned long_kind = 4; // of two types of one size
    template <class I>
    static constexpr unsigned kind =
        static_cast<unsigned>(std::countr_zero(sizeof(I))) | (std::is_signed_v<I> ? signed_kind : 0) |
        (std::same_as<I, long> || std::same_as<I, unsigned long> ? long_kind : 0);

    union {
        const unsigned char* unsigned_char_ = nullptr;
        const unsigned short* unsigned_short_;
        const unsigned int* unsigned_int_;
        const unsigned long* unsigned_long_;
        const unsigned long long* unsigned_long_long_;
        const signed char* signed_char_;
        const short* short_;
        const int* int_;
        const long* long_;
        const long long* long_long_;
    };
    std::uint32_t count_ = 0;
};

/// A list of structures: a view of the caller's array of T.
template <class T>
class list {
public:
    using element = T;

    constexpr list() noexcept = default;
    template <std::size_t N>
    constexpr list(const T (&elements)[N]) noexcept
        : data_(elements), count_(detail::clamp_size(N) | detail::present_bit) {}
    template <std::size_t N>
    constexpr list(const T (&&)[N]) noexcept {
        static_assert(N == 0, PORTWRIGHT_DANGLING_LIST);
    }
    template <detail::lasting_list_of<T> R>
        requires(!std::same_as<std::remove_cvref_t<R>, list>)
    constexpr list(R&& elements) noexcept
        : data_(elements.data()), count_(detail::describe_range(elements.data(), elements.size())) {
        static_assert(!detail::would_dangle<R>, PORTWRIGHT_DANGLING_LIST);
    }
    template <class U = T>
    constexpr list(std::initializer_list<U>) noexcept {
        static_assert(sizeof(U) == 0, PORTWRIGHT_DANGLING_LIST);
    }

    constexpr bool has_value() const noexcept { return count_ != 0; }
    constexpr std::uint32_t size() const noexcept { return count_ & detail::size_bits; }
    constexpr const T* data() const noexcept { return data_; }
    /// A structure of absent fields past the end.
    constexpr const T& operator[](std::uint32_t i) const noexcept {
        return i < size() ? data_[i] : detail::absent_element<T>;
    }

private:
    const T* data_ = nullptr;
    std::uint32_t count_ = 0;
};

#undef PORTWRIGHT_DANGLING_LIST

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
