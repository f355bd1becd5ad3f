// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where serializers write: a caller's buffer, a counter, or what a derived class drains into (core/sink.hpp).
//
//     char buffer[64];
//     portwright::output out{buffer};
//     out.write("Ports.");
//     out.size();      // bytes written so far, or, past the end of the buffer, bytes that would have been

#include <portwright/core/inlining.hpp>
#include <portwright/core/policy.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// A bounded output. Without a drain it never writes past the end of its buffer, but goes on counting, so that `size()`
/// is always the exact size needed; `wipe()` then clears what has been written. With a drain, each full buffer is
/// handed to the drain and used again. Serializers write into it by its policy. Not for two threads at once.
template <class Policy>
class basic_output {
public:
    /// Hands on what is in the buffer, and says by drained() whether that succeeded; where ok() is false, it only says
    /// so. It has the whole buffer to take care of, not its bytes, so that no function lies between it and write().
    using drain = void (*)(basic_output& self);

    /// Writes into `buffer`, which it borrows as long as it lives.
    constexpr explicit basic_output(std::span<char> buffer) noexcept : basic_output(buffer.data(), buffer.size()) {}
    /// An output without a buffer, which only counts.
    constexpr basic_output() noexcept : basic_output(nullptr, 0) {}
    basic_output(const basic_output&) = delete;
    basic_output& operator=(const basic_output&) = delete;

    /// Writes the character `c`.
    constexpr void put(char c) noexcept {
        if (next_ != end_) {
            *next_++ = c;
        } else {
            const char one = c; // a copy: taking the address of c would make GCC spill it on the fast path, too
            write(&one, 1);
        }
    }

    /// Writes `size` bytes at `data`, or a `text`, or a `literal` without its final NUL.
    PORTWRIGHT_ONE_COPY constexpr void write(const char* data, std::size_t size) noexcept
        requires(!Policy::is_fast)
    {
        fill(data, size);
    }
    constexpr void write(const char* data, std::size_t size) noexcept
        requires(Policy::is_fast)
    {
        // A size that the compiler knows, such as a literal's, is copied by a move or two instead of a call.
        if (!std::is_constant_evaluated() && __builtin_constant_p(size) && size != 0 &&
            size <= static_cast<std::size_t>(end_ - next_)) {
            std::memcpy(next_, data, size);
            next_ += size;
        } else {
            write_out_of_line(data, size);
        }
    }

    PORTWRIGHT_IN_PLACE constexpr void write(std::string_view text) noexcept { write(text.data(), text.size()); }
    template <std::size_t N>
    PORTWRIGHT_IN_PLACE constexpr void write(const char (&literal)[N]) noexcept {
        write(literal, N - 1);
    }

    /// The number of bytes that were written, whether or not they fitted.
    constexpr std::size_t size() const noexcept { return gone_ + static_cast<std::size_t>(next_ - begin_); }

    /// Without a drain, whether all bytes fitted; with one, whether the drain has taken all that it was handed.
    constexpr bool ok() const noexcept { return ok_; }

    /// Hands to the drain what it has not seen yet. Returns ok().
    constexpr bool flush() noexcept {
        if (drains_ && next_ != begin_) hand_on_(*this);
        return ok_;
    }

    /// The beginning of the buffer. It is borrowed, and lives as long as the buffer.
    constexpr const char* data() const noexcept { return begin_; }

    /// What was written after the first `offset` bytes. Only where ok(), and without a drain. A view of the buffer.
    constexpr std::string_view since(std::size_t offset) const noexcept { return {begin_ + offset, size() - offset}; }

    /// Takes back what was written after the first `size` bytes. Only where ok(), and without a drain.
    constexpr void rewind(std::size_t size) noexcept { next_ = begin_ + size; }

    /// Clears all that was written.
    constexpr void wipe() noexcept {
        while (next_ != begin_) *--next_ = 0;
    }

protected:
    // NOLINTNEXTLINE(readability-non-const-parameter): the buffer is written, by the constructor that this one calls
    constexpr basic_output(char* buffer, std::size_t size, drain hand_on) noexcept : basic_output(buffer, size) {
        hand_on_ = hand_on;
        drains_ = true;
    }

    /// The bytes in the buffer, which begin at data().
    constexpr std::size_t waiting() const noexcept { return static_cast<std::size_t>(next_ - begin_); }

    /// What a drain calls in the end: the buffer is used again. After a failure nothing more may be handed on.
    constexpr void drained(bool succeeded) noexcept {
        ok_ = succeeded;
        drained();
    }
    /// The same of a drain that cannot fail.
    constexpr void drained() noexcept {
        gone_ += waiting();
        next_ = begin_;
    }

private:
    constexpr basic_output(char* buffer, std::size_t size) noexcept
        : begin_(buffer), next_(buffer), end_(buffer + size) {}

    /// std::memcpy, but without a call for 4 to 16 bytes, as long as most pieces of a request are.
    static void copy(char* destination, const char* source, std::size_t size) noexcept {
        if (size - 8 <= 8) return copy_ends<std::uint64_t>(destination, source, size);
        if (size - 4 <= 4) return copy_ends<std::uint32_t>(destination, source, size);
        if (size != 0) std::memcpy(destination, source, size);
    }

    /// Copies one to two words of bytes: the first word and the last one, which overlap where the size is less than
    /// two.
    template <class Word>
    static void copy_ends(char* destination, const char* source, std::size_t size) noexcept {
        Word first, last;
        std::memcpy(&first, source, sizeof first);
        std::memcpy(&last, source + size - sizeof last, sizeof last);
        std::memcpy(destination, &first, sizeof first);
        std::memcpy(destination + size - sizeof last, &last, sizeof last);
    }

    PORTWRIGHT_SLOW_PATH constexpr void write_out_of_line(const char* data, std::size_t size) noexcept {
        if (size > static_cast<std::size_t>(end_ - next_)) return write_more(data, size);
        char* const destination = next_;
        next_ += size;
        if (std::is_constant_evaluated()) std::char_traits<char>::copy(destination, data, size);
        else copy(destination, data, size);
    }

    /// Writes more than there is room for. Apart from fill(), so that the fast path has no loop in it.
    [[gnu::noinline]] constexpr void write_more(const char* data, std::size_t size) noexcept { fill(data, size); }

    PORTWRIGHT_IN_PLACE constexpr void fill(const char* data, std::size_t size) noexcept {
        for (;;) {
            const auto space = static_cast<std::size_t>(end_ - next_);
            const std::size_t n = size < space ? size : space;
            std::char_traits<char>::copy(next_, data, n);
            next_ += n;
            data += n;
            size -= n;
            if (size == 0) return;
            if (!drains_) break;
            hand_on_(*this);
        }
        ok_ = false;
        gone_ += size;
    }

    char* begin_;
    char* next_;
    char* end_;
    drain hand_on_ = nullptr;
    std::size_t gone_ =
        0; ///< bytes that are no longer in the buffer, as they were drained, or never were for want of room
    // A flag, not `hand_on_ != nullptr`: under -fsanitize=undefined g++ rejects that in constant expressions.
    bool drains_ = false;
    bool ok_ = true;
};

using output = basic_output<size_policy>;

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
