// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Turns the parameters as they are sent into the text that is signed. They are serialized only once: a transcriber
// takes that text in pieces, copies the runs that are the same in both, and changes the characters that differ.

#include <portwright/core/sink.hpp>
#include <portwright/encoding/percent.hpp>
#include <portwright/request/action.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// HmacSHA1 and HmacSHA256 sign raw values: undoes percent-encoding. Takes text in pieces of any size.
template <class Out>
class raw_transcriber {
public:
    constexpr raw_transcriber(Out& out, unsigned_character_finder find_unsigned) noexcept
        : out_(out), find_unsigned_(find_unsigned) {}

    constexpr void feed(const char* data, std::size_t size) noexcept {
        const char* const end = data + size;
        for (;;) {
            if (code_ == 0) {
                const char* const run = data;
                data = find_unsigned_(run, end, pair_part_);
                out_.write(run, static_cast<std::size_t>(data - run));
            }
            if (data == end) return;
            char c = *data++;
            if (code_ != 0) {
                code_ = code_ << 4 | digit(c);
                if (code_ < begun << 8) continue;
                c = static_cast<char>(code_ & 0xFF);
                code_ = 0;
            } else if (c == '%') {
                code_ = begun;
                continue;
            } else {
                c = '.';
            }
            out_.put(c);
        }
    }

private:
    static constexpr unsigned digit(char c) noexcept {
        return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'A' + 10);
    }

    Out& out_;
    const unsigned_character_finder find_unsigned_;
    pair_part pair_part_ = pair_part::elsewhere;
    static constexpr unsigned begun = 1;
    unsigned code_ = 0; ///< a `begun` bit, which the hexadecimal digits seen so far push up; 0 outside an escape
};

/// The RPC signature signs the whole query encoded once more.
template <class Policy>
class encoding_transcriber {
public:
    constexpr explicit encoding_transcriber(basic_output<Policy>& out) noexcept : out_(out) {}

    constexpr void feed(const char* data, std::size_t size) noexcept {
        if (Policy::is_fast && !std::is_constant_evaluated()) feed_words(data, size);
        write_percent(out_, data, size);
    }

private:
    /// The characters that stand for one character.
    struct encoded {
        char text[3];
        std::uint8_t size;
    };
    static constexpr auto codes = [] {
        std::array<encoded, 256> made{};
        for (unsigned code = 0; code != made.size(); ++code) {
            const auto c = static_cast<char>(code);
            if (compares_unreserved(static_cast<unsigned char>(code))) made[code] = {{c}, 1};
            else made[code] = {{'%', hex_digit(code >> 4, 'A'), hex_digit(code & 15u, 'A')}, 3};
        }
        return made;
    }();

    /// Marks all reserved characters, and "_", "~", "z" and "Z", which the table then leaves as they are. Only the
    /// first mark is reliable: borrows between bytes may add wrong ones after it.
    static constexpr word8 mark_encoded(word8 text) noexcept {
        const word8 below_minus = text - broadcast('-');
        const word8 beside_letters = ((text - broadcast(1)) & broadcast(0x1F)) + broadcast(0x80 - 0x19);
        const word8 slash_or_no_ascii = (text ^ broadcast('/')) - broadcast(1);
        return (below_minus | beside_letters | slash_or_no_ascii) & high_bits;
    }

    /// Encodes whole words of eight characters, and leaves the rest to the caller.
    void feed_words(const char*& data, std::size_t& size) noexcept {
        constexpr std::size_t batch_size = 96;
        char piece[3 * batch_size];
        while (size >= 8) {
            char* next = piece;
            const char* const first = data;
            const char* const last = data + (size < batch_size ? size : batch_size) - 8;
            while (data <= last) {
                const word8 text = load_word8(data);
                std::memcpy(next, data, sizeof text);
                const word8 marks = mark_encoded(text);
                if (marks == 0) {
                    data += 8;
                    next += 8;
                    continue;
                }
                const std::size_t plain = count_unmarked(marks);
                const encoded& made = codes[static_cast<unsigned char>(data[plain])];
                std::memcpy(next + plain, &made, sizeof made);
                data += plain + 1;
                next += plain + made.size;
            }
            size -= static_cast<std::size_t>(data - first);
            out_.write(piece, static_cast<std::size_t>(next - piece));
        }
        wipe(piece, sizeof piece);
    }

    basic_output<Policy>& out_;
};

/// An output that hands its bytes to a transcriber.
template <class Transcriber, class Policy>
class transcribing_output : public piecewise_output<32, Policy> {
public:
    constexpr explicit transcribing_output(Transcriber& out) noexcept
        : piecewise_output<32, Policy>(&hand_on), out_(out) {}

    /// Hands on what is left in the piece.
    constexpr void end() noexcept { hand_on(*this); }

private:
    static constexpr void hand_on(basic_output<Policy>& self) noexcept {
        auto& wire = static_cast<transcribing_output&>(self);
        wire.out_.feed(wire.data(), wire.waiting());
        wire.drained();
    }

    Transcriber& out_;
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
