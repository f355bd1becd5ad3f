// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// From the parameters as they go over the wire to the text that is signed of them. The parameters are written once;
// what is signed is made from that, by runs.

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
template <class To>
class raw_transcriber {
public:
    constexpr raw_transcriber(To& to, unsigned_character_finder find) noexcept : to_(to), find_(find) {}

    constexpr void feed(const char* data, std::size_t size) noexcept {
        const char* const end = data + size;
        for (;;) {
            if (code_ == 0) {
                const char* const run = data;
                data = find_(run, end, place_);
                to_.write(run, static_cast<std::size_t>(data - run));
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
            to_.put(c);
        }
    }

private:
    static constexpr unsigned digit(char c) noexcept {
        return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'A' + 10);
    }

    To& to_;
    const unsigned_character_finder find_;
    pair_part place_ = pair_part::elsewhere;
    static constexpr unsigned begun = 1;
    unsigned code_ = 0; ///< begun, and what digits of it came
};

/// The RPC signature signs the whole query encoded once more.
template <class Policy>
class encoding_transcriber {
public:
    constexpr explicit encoding_transcriber(basic_output<Policy>& to) noexcept : to_(to) {}

    constexpr void feed(const char* data, std::size_t size) noexcept {
        if (Policy::is_fast && !std::is_constant_evaluated()) feed_eights(data, size);
        write_percent(to_, {data, size});
    }

private:
    /// What a character becomes.
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

    /// Marks all that is reserved, and "_", "~", "z" and "Z". A mark after the first may be wrong.
    static constexpr eight mark_encoded(eight text) noexcept {
        const eight below_minus = text - each('-');
        const eight beside_letters = ((text - each(1)) & each(0x1F)) + each(0x80 - 0x19);
        const eight slash_or_no_ascii = (text ^ each('/')) - each(1);
        return (below_minus | beside_letters | slash_or_no_ascii) & high_bits;
    }

    /// Encodes as many eights as there are.
    void feed_eights(const char*& data, std::size_t& size) noexcept {
        constexpr std::size_t most = 96;
        char piece[3 * most];
        while (size >= 8) {
            char* next = piece;
            const char* const first = data;
            const char* const last = data + (size < most ? size : most) - 8;
            while (data <= last) {
                const eight text = load_eight(data);
                std::memcpy(next, data, sizeof text);
                const eight marks = mark_encoded(text);
                if (marks == 0) {
                    data += 8;
                    next += 8;
                    continue;
                }
                const std::size_t plain = before_mark(marks);
                const encoded& made = codes[static_cast<unsigned char>(data[plain])];
                std::memcpy(next + plain, &made, sizeof made);
                data += plain + 1;
                next += plain + made.size;
            }
            size -= static_cast<std::size_t>(data - first);
            to_.write(piece, static_cast<std::size_t>(next - piece));
        }
        wipe(piece, sizeof piece);
    }

    basic_output<Policy>& to_;
};

/// An output that hands its bytes to a transcriber.
template <class Transcriber, class Policy>
class transcribing_output : public piecewise_output<32, Policy> {
public:
    constexpr explicit transcribing_output(Transcriber& to) noexcept
        : piecewise_output<32, Policy>(&hand_on), to_(to) {}

    /// Hands on the rest.
    constexpr void end() noexcept { this->empty(); }

private:
    static constexpr bool hand_on(basic_output<Policy>& self, const char* data, std::size_t size) noexcept {
        static_cast<transcribing_output&>(self).to_.feed(data, size);
        return true;
    }

    Transcriber& to_;
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
