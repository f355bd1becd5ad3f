// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Lists as fields, of texts, numbers or structures: views of the caller's arrays, which must outlive the request.

#include <portwright/core/inlining.hpp>
#include <portwright/core/borrowed_text.hpp>
#include <portwright/request/field_mark.hpp>
#include <portwright/request/integer.hpp>

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

template <class R>
concept contiguous = requires(const R& range) {
    range.data();
    { range.size() } -> std::convertible_to<std::size_t>;
};

/// What `list[i]` returns past the end.
template <class T>
inline constexpr T absent_element{};

template <class R, class Element>
concept lasting_list_of = contiguous<std::remove_cvref_t<R>> && requires(const std::remove_cvref_t<R>& range) {
    { range.data() } -> std::convertible_to<const Element*>;
};

/// One text in place of a list, or a list of texts that are no std::string_view.
template <class T>
concept other_texts = std::convertible_to<T, std::string_view> || requires(const std::remove_cvref_t<T>& elements) {
    { elements[0] } -> std::convertible_to<std::string_view>;
    requires !std::same_as<std::remove_cvref_t<decltype(elements[0])>, std::string_view>;
};

#define PORTWRIGHT_DANGLING_LIST                                                                                       \
    "this list is a temporary and would dangle: give the elements a name, for example "                                \
    "constexpr std::uint16_t ports[] = {80, 443}"
#define PORTWRIGHT_LATER_LIST "a list does not come later, its elements do: constexpr std::int64_t ports[] = {later<0>}"

} // namespace detail

/// A list of texts: a view of the caller's array of std::string_view. An element with a null pointer is empty, whatever
/// its size.
class texts {
public:
    constexpr texts() noexcept = default;
    /// A view of the `elements`, which must outlive the request: an array, or a container of them.
    template <std::size_t N>
    constexpr texts(const std::string_view (&elements)[N]) noexcept
        : data_(elements), mark_(detail::clamp_size(N) | detail::present_bit) {}
    template <std::size_t N>
    constexpr texts(const std::string_view (&&)[N]) noexcept {
        static_assert(N == 0, PORTWRIGHT_DANGLING_LIST);
    }
    template <detail::lasting_list_of<std::string_view> R>
        requires(!std::same_as<std::remove_cvref_t<R>, texts>)
    constexpr texts(R&& elements) noexcept
        : data_(elements.data()), mark_(detail::mark_range(elements.data(), elements.size())) {
        static_assert(!detail::would_dangle<R>, PORTWRIGHT_DANGLING_LIST);
    }
    template <class T>
    constexpr texts(std::initializer_list<T>) noexcept {
        static_assert(sizeof(T) == 0, PORTWRIGHT_DANGLING_LIST);
    }
    template <detail::other_texts T>
        requires(!std::same_as<std::remove_cvref_t<T>, texts>)
    constexpr texts(T&&) noexcept {
        static_assert(sizeof(T) == 0, "a list of texts is an array of std::string_view, even of one element: "
                                      "constexpr std::string_view names[] = {\"web\"}");
    }
    template <unsigned N>
    constexpr texts(const later_value<N>&) noexcept {
        static_assert(N == ~0u, PORTWRIGHT_LATER_LIST);
    }

    /// Whether there is a list, be it empty.
    constexpr bool has_value() const noexcept { return mark_ != 0; }
    /// How many elements; 0 where absent.
    constexpr std::uint32_t size() const noexcept { return detail::size_in(mark_); }
    /// The elements; a view of the caller's. Null where absent.
    constexpr const std::string_view* data() const noexcept { return data_; }
    /// An empty text past the end. Otherwise element `i`.
    constexpr std::string_view operator[](std::uint32_t i) const noexcept {
        return i < size() ? data_[i] : std::string_view();
    }

private:
    const std::string_view* data_ = nullptr;
    std::uint32_t mark_ = 0;
};

/// A list of numbers: a view of the caller's array of any integer type.
class integers {
public:
    constexpr integers() noexcept = default;
    /// A view of the `elements`, which must outlive the request: an array of integers of any size, or a container of
    /// them.
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
    template <std::integral I>
    constexpr integers(I) noexcept {
        static_assert(sizeof(I) == 0, "a list of numbers is an array, even of one element: "
                                      "constexpr std::uint16_t ports[] = {80}");
    }
    template <unsigned N>
    constexpr integers(const later_value<N>&) noexcept {
        static_assert(N == ~0u, PORTWRIGHT_LATER_LIST);
    }

    /// Whether there is a list, be it empty.
    constexpr bool has_value() const noexcept { return mark_ != 0; }
    /// How many elements; 0 where absent.
    constexpr std::uint32_t size() const noexcept { return detail::size_in(mark_); }
    /// An absent number past the end. Otherwise element `i`.
    constexpr integer operator[](std::uint32_t i) const noexcept {
        if (i >= size()) return {};
        switch (mark_ >> kind_shift & 15) {
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

    /// An element, from the pointer and the mark that were read from where a field lies. It is put together byte by
    /// byte for all sizes alike, which takes less code than a branch for each type. `data` is the pointer, `mark` the
    /// mark, `i` the element's number.
    PORTWRIGHT_ONE_COPY static std::int64_t element(const unsigned char* data, std::uint32_t mark,
                                                    std::uint32_t i) noexcept {
        constexpr bool from_end = std::endian::native == std::endian::little;
        const unsigned size = 1u << (mark >> kind_shift & 3);
        const unsigned char* const bytes = data + std::size_t{i} * size;
        const bool is_signed = (mark >> kind_shift & signed_kind) != 0;
        std::uint64_t bits = is_signed && bytes[from_end ? size - 1 : 0] >= 0x80 ? ~std::uint64_t{0} : 0;
        for (unsigned k = 0; k != size; ++k) bits = bits << 8 | bytes[from_end ? size - 1 - k : k];
        const auto value = static_cast<std::int64_t>(bits);
        return is_signed || value >= 0 ? value : INT64_MAX;
    }

private:
    template <class I>
    constexpr integers(const I* data, std::size_t element_count) noexcept {
        mark_ = detail::mark_range(data, element_count);
        if (mark_ == 0) return;
        mark_ |= kind<I> << kind_shift;
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

    static constexpr unsigned kind_shift = 27; // of the type of the elements, in mark_ above the size
    static constexpr unsigned signed_kind = 8;
    static constexpr unsigned long_kind = 4; // tells long from another type of its size
    /// The type of the elements in four bits: log2 of the size, long_kind and signed_kind.
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
    std::uint32_t mark_ = 0;
};

/// A list of structures: a view of the caller's array of T.
template <class T>
class list {
public:
    using element = T;

    constexpr list() noexcept = default;
    /// A view of the `elements`, which must outlive the request: an array, or a container of them.
    template <std::size_t N>
    constexpr list(const T (&elements)[N]) noexcept
        : data_(elements), mark_(detail::clamp_size(N) | detail::present_bit) {}
    template <std::size_t N>
    constexpr list(const T (&&)[N]) noexcept {
        static_assert(N == 0, PORTWRIGHT_DANGLING_LIST);
    }
    template <detail::lasting_list_of<T> R>
        requires(!std::same_as<std::remove_cvref_t<R>, list>)
    constexpr list(R&& elements) noexcept
        : data_(elements.data()), mark_(detail::mark_range(elements.data(), elements.size())) {
        static_assert(!detail::would_dangle<R>, PORTWRIGHT_DANGLING_LIST);
    }
    template <class U = T>
    constexpr list(std::initializer_list<U>) noexcept {
        static_assert(sizeof(U) == 0, PORTWRIGHT_DANGLING_LIST);
    }
    template <unsigned N>
    constexpr list(const later_value<N>&) noexcept {
        static_assert(N == ~0u, PORTWRIGHT_LATER_LIST);
    }

    /// Whether there is a list, be it empty.
    constexpr bool has_value() const noexcept { return mark_ != 0; }
    /// How many elements; 0 where absent.
    constexpr std::uint32_t size() const noexcept { return detail::size_in(mark_); }
    /// The elements; a view of the caller's. Null where absent.
    constexpr const T* data() const noexcept { return data_; }
    /// A structure of absent fields past the end. Otherwise element `i`. A view of the caller's, or of a constant.
    constexpr const T& operator[](std::uint32_t i) const noexcept {
        return i < size() ? data_[i] : detail::absent_element<T>;
    }

private:
    const T* data_ = nullptr;
    std::uint32_t mark_ = 0;
};

#undef PORTWRIGHT_LATER_LIST
#undef PORTWRIGHT_DANGLING_LIST

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
