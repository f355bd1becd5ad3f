// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// From the parameters as they go over the wire to the text that is signed of them. The parameters are written once;
// what is signed is made from that, by runs.

#include <portwright/encoding/percent.hpp>

#include <cstddef>
#include <cstdint>

namespace portwright::detail {

/// Tencent's HmacSHA1 and HmacSHA256 sign raw values: undoes percent-encoding. Takes text in pieces of any size.
class raw_transcriber {
public:
    constexpr raw_transcriber(output& to, bool dotted_names) noexcept : to_(to), dotted_names_(dotted_names) {}

    constexpr void feed(const char* data, std::size_t size) noexcept {
        for (const char* const end = data + size; data != end;) {
            if (digits_ != 0) {
                code_ = static_cast<std::uint8_t>(static_cast<unsigned>(code_) << 4 | digit(*data++));
                if (--digits_ == 0) to_.put(static_cast<char>(code_));
                continue;
            }
            const char* next = std::char_traits<char>::find(data, static_cast<std::size_t>(end - data), '%');
            if (next == nullptr) next = end;
            if (dotted_names_) write_dotted(data, next);
            else to_.write(data, static_cast<std::size_t>(next - data));
            data = next;
            if (data == end) return;
            ++data;
            digits_ = 2;
        }
    }

private:
    static constexpr unsigned digit(char c) noexcept {
        return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'A' + 10);
    }

    /// API v2 signs names with "." for "_". The vendor's SDK leaves a name alone that begins with an underscore.
    constexpr void write_dotted(const char* data, const char* end) noexcept {
        for (; data != end; ++data) {
            const char c = *data;
            if (place_ == place::name_begins) place_ = c == '_' ? place::elsewhere : place::name;
            if (c == '=') place_ = place::elsewhere;
            to_.put(c == '_' && place_ == place::name ? '.' : c);
            if (c == '&') place_ = place::name_begins;
        }
    }

    enum class place : std::uint8_t { name_begins, name, elsewhere };

    output& to_;
    const bool dotted_names_;
    place place_ = place::name_begins;
    std::uint8_t digits_ = 0; ///< of a code, still to come
    std::uint8_t code_ = 0;
};

/// Aliyun's RPC signature signs the whole query encoded once more.
class encoding_transcriber {
public:
    constexpr explicit encoding_transcriber(output& to) noexcept : to_(to) {}
    constexpr void feed(const char* data, std::size_t size) noexcept {
        const char* const end = data + size;
        while (data != end) {
            char* to = to_.position();
            char* const last = to + to_.room();
            for (; data != end && to != last && is_plain(*data); ++data) *to++ = *data;
            to_.advance(to);
            if (data == end) return;
            if (is_plain(*data)) to_.put(*data);
            else write_percent_byte(to_, *data);
            ++data;
        }
    }

private:
    /// Of a query, all but "%", "&" and "=" is unreserved.
    static constexpr bool is_plain(char c) noexcept { return c >= '@' || (c >= '-' && c != '='); }

    output& to_;
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
