// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The name of an untyped parameter, with its subscripts as numbers beside it.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/encoding/decimal.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

constexpr bool is_name_mark(char c) noexcept { return (c >= '0' && c <= '9') || c == '_' || c == '-'; }

} // namespace detail

/// A parameter's name as it goes over the wire. Borrows its text, so that a name put together on the spot does not
/// compile; subscripts are numbers beside it instead. Each `n` between dots stands for the next one, as the documents
/// write it: `{"Groups.n.Ports.n", 0, 12}` is Groups.0.Ports.12. Without a subscript an `n` is an `n`.
class parameter_name {
public:
    static constexpr std::size_t max_subscripts = 4; ///< each at most 65535

    constexpr parameter_name() noexcept = default;
    /// Borrows `spelling`; `subscripts`, each up to 65535, stand for its `n` in their order.
    template <class T>
        requires std::constructible_from<borrowed_text, T> && (!std::same_as<std::remove_cvref_t<T>, parameter_name>)
    constexpr parameter_name(T&& spelling) noexcept : spelling_(static_cast<T&&>(spelling)) {}
    template <class T, std::integral... Subscripts>
        requires std::constructible_from<borrowed_text, T> && (!std::is_pointer_v<std::remove_cvref_t<T>>) &&
                     (sizeof...(Subscripts) != 0)
    constexpr parameter_name(T&& spelling, Subscripts... subscripts) noexcept
        : spelling_(static_cast<T&&>(spelling)), subscripts_{static_cast<std::uint16_t>(subscripts)...},
          count_(((static_cast<std::uint64_t>(subscripts) <= 0xFFFF) && ...) ? sizeof...(Subscripts) : impossible) {
        static_assert(sizeof...(Subscripts) <= max_subscripts, "a name has at most four subscripts");
    }

    /// The text that it was made of: an `n` where a subscript goes.
    constexpr std::string_view spelling() const noexcept { return spelling_; }
    /// Whether it was made with subscripts.
    constexpr bool has_subscripts() const noexcept { return count_ != 0; }

    /// Whether there are one to `most` segments of letters, digits, `_` and `-`, and a subscript for each `n`.
    constexpr bool is_wire_name(std::size_t most) const noexcept {
        std::size_t segments = 1, placeholders = 0;
        char previous = '.';
        for (std::size_t i = 0; i != spelling_.size(); ++i) {
            const char c = spelling_[i];
            const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || detail::is_name_mark(c);
            if (!word && (c != '.' || previous == '.')) return false;
            if (c == '.') ++segments;
            if (is_placeholder(i)) ++placeholders;
            previous = c;
        }
        return previous != '.' && segments <= most && placeholders == count_;
    }

    /// Segment `i` of a wire name; a subscript is written into `digits`. Empty past the last one.
    constexpr std::string_view segment(std::size_t i, std::span<char, 5> digits) const noexcept {
        const std::uint16_t* subscript = subscripts_;
        for (std::size_t begin = 0; begin <= spelling_.size(); --i) {
            std::size_t end = begin;
            while (end != spelling_.size() && spelling_[end] != '.') ++end;
            const bool is_subscript = end != begin && is_placeholder(begin);
            if (i == 0)
                return is_subscript ? to_digits(*subscript, digits)
                                    : std::string_view(spelling_.data() + begin, end - begin);
            if (is_subscript) ++subscript;
            begin = end + 1;
        }
        return {};
    }

    /// The characters of a wire name one by one, subscripts and all. Not for two threads at once.
    class reader {
    public:
        /// Borrows `name` as long as it lives.
        constexpr explicit reader(const parameter_name& name) noexcept : name_(name), subscript_(name.subscripts_) {}
        /// The next character; -1 after the last.
        constexpr int next() noexcept {
            if (!digits_.empty()) return next_digit();
            if (next_ == name_.spelling_.size()) return -1;
            if (!name_.is_placeholder(next_)) return static_cast<unsigned char>(name_.spelling_[next_++]);
            ++next_;
            digits_ = to_digits(*subscript_++, buffer_);
            return next_digit();
        }

    private:
        constexpr int next_digit() noexcept {
            const char c = digits_[0];
            digits_.remove_prefix(1);
            return c;
        }

        const parameter_name& name_;
        const std::uint16_t* subscript_;
        std::size_t next_ = 0;
        std::string_view digits_;
        char buffer_[5] = {};
    };

    /// Negative, 0 or positive, by the bytes of the wire names. The sign of this name compared with `other`.
    constexpr int compare(const parameter_name& other) const noexcept {
        if ((count_ | other.count_) == 0) return spelling_.compare(other.spelling_);
        reader ours(*this), theirs(other);
        for (;;) {
            const int a = ours.next(), b = theirs.next();
            if (a != b || a < 0) return a - b;
        }
    }

private:
    static constexpr std::size_t impossible = 0xFF; ///< more subscripts than any name has placeholders for

    /// Whether the character at `i` is an `n` for which a subscript is written.
    constexpr bool is_placeholder(std::size_t i) const noexcept {
        return count_ != 0 && spelling_[i] == 'n' && (i == 0 || spelling_[i - 1] == '.') &&
               (i + 1 == spelling_.size() || spelling_[i + 1] == '.');
    }

    static constexpr std::string_view to_digits(std::uint16_t number, std::span<char, 5> digits) noexcept {
        char* const end = digits.data() + digits.size();
        const char* const begin = detail::write_before(end, number);
        return {begin, static_cast<std::size_t>(end - begin)};
    }

    borrowed_text spelling_;
    std::uint16_t subscripts_[max_subscripts] = {};
    std::size_t count_ = 0;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
