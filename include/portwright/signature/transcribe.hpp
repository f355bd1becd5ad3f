// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// From the parameters as they go over the wire to the text that is signed of them. The parameters are written once;
// what is signed is made from that, by runs.

#include <portwright/encoding/percent.hpp>
#include <portwright/request/action.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace portwright::detail {

/// Tencent's HmacSHA1 and HmacSHA256 sign raw values: undoes percent-encoding. Takes text in pieces of any size.
template <class To>
class raw_transcriber {
public:
    constexpr raw_transcriber(To& to, scan find) noexcept : to_(to), find_(find) {}

    constexpr void feed(const char* data, std::size_t size) noexcept {
        for (const char* const end = data + size; data != end; ++data) {
            if (digits_ == 0) {
                const char* const run = data;
                data = find_(run, end, place_);
                to_.write({run, static_cast<std::size_t>(data - run)});
                if (data == end) return;
                if (*data == '%') digits_ = 2;
                else to_.put('.');
            } else {
                code_ = static_cast<std::uint8_t>(static_cast<unsigned>(code_) << 4 | digit(*data));
                if (--digits_ == 0) to_.put(static_cast<char>(code_));
            }
        }
    }

private:
    static constexpr unsigned digit(char c) noexcept {
        return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'A' + 10);
    }

    To& to_;
    const scan find_;
    pair_place place_ = pair_place::name_begins;
    std::uint8_t digits_ = 0; ///< of a code, still to come
    std::uint8_t code_ = 0;
};

/// Aliyun's RPC signature signs the whole query encoded once more.
template <class To>
class encoding_transcriber {
public:
    constexpr explicit encoding_transcriber(To& to) noexcept : to_(to) {}

    constexpr void feed(const char* data, std::size_t size) noexcept {
        constexpr std::ptrdiff_t most = PORTWRIGHT_FAST ? 128 : 32;
        char piece[3 * most + sizeof(std::uint64_t)];
        for (const char* const end = data + size; data != end;) {
            char* next = piece;
            const char* const last = end - data > most ? data + most : end;
            while (data != last) {
                if (PORTWRIGHT_FAST && !std::is_constant_evaluated() && last - data >= 8) {
                    const std::size_t plain = copy_plain(next, data);
                    next += plain;
                    data += plain;
                    if (plain == 8) continue;
                } else if (is_unreserved(*data)) {
                    *next++ = *data++;
                    continue;
                }
                const char c = *data++; // in a query, only "%", "&" and "=" are not unreserved
                *next++ = '%';
                *next++ = c == '=' ? '3' : '2';
                *next++ = hex_digit(static_cast<unsigned char>(c) & 15u, 'A');
            }
            to_.write({piece, static_cast<std::size_t>(next - piece)});
        }
    }

private:
    /// Copies eight bytes, and tells how many of them come before the first that is to be encoded.
    static std::size_t copy_plain(char* to, const char* from) noexcept {
        constexpr std::uint64_t each = 0x0101010101010101;
        std::uint64_t bytes;
        std::memcpy(&bytes, from, sizeof bytes);
        std::memcpy(to, &bytes, sizeof bytes);
        if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
        const std::uint64_t equals = bytes ^ '=' * each;
        const std::uint64_t marks = ((bytes - '-' * each) | ((equals - each) & ~equals)) & 0x80 * each;
        return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
    }

    To& to_;
};

/// An output that hands its bytes to a transcriber.
template <class Transcriber>
class transcribing_output : public output {
public:
    constexpr explicit transcribing_output(Transcriber& to) noexcept
        : output(piece_, sizeof piece_, &hand_on), to_(to) {}

private:
    static constexpr bool hand_on(output& self, const char* data, std::size_t size) noexcept {
        static_cast<transcribing_output&>(self).to_.feed(data, size);
        return true;
    }

    Transcriber& to_;
    char piece_[32];
};

} // namespace portwright::detail
