// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Reads JSON (RFC 8259) as it arrives, in pieces cut anywhere, and tells a handler what it meets. It keeps no text
// and does no I/O: all its memory is some 20 bytes, however long the text.
//
//     struct count_arrays : portwright::ignore_json {
//         int arrays = 0;
//         constexpr bool begin_array() noexcept { ++arrays; return true; }
//     } handler;
//     portwright::json_reader reader;
//     while (receive(chunk) && reader.feed(handler, chunk.data(), chunk.size())) {}
//     auto whole = reader.finish(handler);  // errc::bad_json, `number` is the offset of the byte that is wrong

#include <portwright/core/result.hpp>
#include <portwright/response/json_handler.hpp>
#include <portwright/response/json_scan.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// One text, one reader. Strict about structure (numbers, escapes, commas, control characters), lenient about
/// characters, so that one damaged name does not cost the whole answer: bytes from 0x80 are passed on unchecked, and
/// the escape of a lone surrogate (section 8.2) becomes U+FFFD. A byte order mark at the very beginning is skipped
/// (section 8.1). Names that come twice (section 4) are both told. Not for two threads at once.
///
/// The handler is an argument of each call, so that a handler can own its reader and both can be copied.
class json_reader {
public:
    static constexpr unsigned max_depth = 32; ///< arrays and objects within each other (section 9)

    /// Reads the next `size` bytes, cut off anywhere. Returns false once the reader is over, which stays so: the text
    /// is wrong, the handler stopped, or finish() was called. Bytes fed after that cost nothing and are not read.
    /// They are at `data`.
    template <json_handler Handler>
    constexpr bool feed(Handler& handler, const char* data, std::size_t size) noexcept {
        if (state_ == state::over) return false;
        const char* next = data;
        const char* const end = data + size;
        bool going = true;
        while (going && next != end) {
            const bool in_token = state_ < state::colon || state_ > state::value_or_end;
            if (!in_token) {
                going = take_tokens(handler, next, end);
                if (!going || next == end) break;
            }
            const char* const run = next;
            if (state_ == state::text) {
                next = detail::find_text_end(next, detail::find_words_end(next, end), end);
                if (next != run) going = piece(handler, run, static_cast<std::size_t>(next - run));
            } else {
                while (next != end && number_goes_on(*next)) ++next;
                if (next != run) going = handler.number_piece(run, static_cast<std::size_t>(next - run));
            }
            if (!going || next == end) break;
            if (state_ > state::value_or_end && number_can_end()) { // what ends a number is a token of its own
                state_ = state::after_value;
                going = handler.end_number();
            } else {
                going = take(handler, *next++);
            }
        }
        offset_ += static_cast<std::size_t>(next - data);
        if (!going) state_ = state::over;
        return going;
    }

    /// How many arrays and objects are open.
    constexpr unsigned depth() const noexcept { return depth_; }

    /// Says that the text ends here, and whether it was whole; can be asked again. A top-level number ends only now.
    /// Errors: errc::bad_json where the text is not JSON or is cut short, errc::too_deep; `number` is the offset of
    /// the first byte that is wrong, or the size of a text cut short. Where the handler stopped, this is success: why
    /// it did is the handler's to say.
    template <json_handler Handler>
    constexpr result<void> finish(Handler& handler) noexcept {
        portwright::error found;
        finish(handler, found);
        return found;
    }

    /// The same where an error is at hand. Leaves it alone and returns true in case of success. The error is written
    /// to `found`.
    template <json_handler Handler>
    constexpr bool finish(Handler& handler, portwright::error& found) noexcept {
        // A line feed ends a number, is an error within a text, a literal or half a number, and else is nothing.
        if (feed(handler, "\n", 1) && (state_ != state::after_value || depth_ != 0)) why_ = errc::bad_json;
        state_ = state::over;
        if (why_ == errc::none) return true;
        found.code = why_;
        found.has_number = true;
        found.number = static_cast<std::int64_t>(offset_ - 1); // what is wrong is always the last byte taken
        return false;
    }

private:
    enum class state : std::uint8_t {
        over,
        text, // in a key or text
        escape, // after its reverse solidus
        hex, // after its \u
        literal, // in a literal, or in the byte order mark
        colon, // after a key
        key, // after a comma in an object
        key_or_end, // after {
        after_value, // after a value
        start, // of everything; from here to value_or_end a value can begin
        value, // after a colon, or a comma in an array
        value_or_end, // after [
        minus, // from here on in a number (section 6), named after what came last
        integer,
        zero, // as the first digit
        dot,
        fraction,
        exponent,
        exponent_sign,
        exponent_digit,
    };

    template <class Handler>
    static constexpr bool tell_key(Handler& handler, const char* data, std::size_t size) noexcept {
        if constexpr (choosy_json_handler<Handler>) return handler.whole_key(data, size);
        else return (size == 0 || handler.key_piece(data, size)) && handler.end_key();
    }

    template <class Handler>
    static constexpr bool tell_value(Handler& handler, bool is_text, const char* data, std::size_t size) noexcept {
        if constexpr (choosy_json_handler<Handler>) return handler.whole_value(is_text, data, size);
        else if (is_text) return (size == 0 || handler.text_piece(data, size)) && handler.end_text();
        else return handler.number_piece(data, size) && handler.end_number();
    }

    template <class Handler>
    static constexpr json_interest interest_of(const Handler& handler) noexcept {
        if constexpr (choosy_json_handler<Handler>) return handler.interest();
        else return json_interest::everything;
    }

    /// What follows a comma; `over` where there is none, outside of all arrays and objects.
    constexpr state state_after_comma() const noexcept {
        return depth_ == 0 ? state::over : (arrays_ & 1) != 0 ? state::value : state::key;
    }

    /// Takes whole tokens, with the state in registers, up to one that is cut off, wrong or in any way unusual. It is
    /// left for take(), which knows everything and says where an error is. False where the handler stops.
    template <class Handler>
    constexpr bool take_tokens(Handler& handler, const char*& position, const char* end) noexcept;

    template <class Handler>
    constexpr bool open(Handler& handler, bool array) noexcept {
        ++depth_;
        arrays_ = arrays_ << 1 | (array ? 1u : 0u);
        return array ? handler.begin_array() : handler.begin_object();
    }

    template <class Handler>
    constexpr bool close(Handler& handler) noexcept {
        const bool array = (arrays_ & 1) != 0;
        --depth_;
        arrays_ >>= 1;
        return array ? handler.end_array() : handler.end_object();
    }

    constexpr bool bad(errc why = errc::bad_json) noexcept {
        why_ = why;
        return false;
    }

    constexpr bool enter(state next) noexcept {
        state_ = next;
        return true;
    }

    /// Whether `c` begins or continues a number.
    constexpr bool number_goes_on(char c) noexcept {
        if (state_ < state::start) return false;
        if (c >= '0' && c <= '9') {
            if (state_ <= state::minus) state_ = c == '0' ? state::zero : state::integer;
            else if (state_ == state::zero) return false;
            else if (state_ >= state::exponent) state_ = state::exponent_digit;
            else if (state_ >= state::dot) state_ = state::fraction;
        } else if (c == '-' && state_ < state::minus) {
            state_ = state::minus;
        } else if ((c == '-' || c == '+') && state_ == state::exponent) {
            state_ = state::exponent_sign;
        } else if (c == '.' && (state_ == state::integer || state_ == state::zero)) {
            state_ = state::dot;
        } else if ((c == 'e' || c == 'E') && number_can_end() && state_ != state::exponent_digit) {
            state_ = state::exponent;
        } else {
            return false;
        }
        return true;
    }

    constexpr bool number_can_end() const noexcept {
        return state_ == state::integer || state_ == state::zero || state_ == state::fraction ||
               state_ == state::exponent_digit;
    }

    template <class Handler>
    constexpr bool tell(Handler& handler, const char* data, std::size_t size) noexcept {
        return is_key_ ? handler.key_piece(data, size) : handler.text_piece(data, size);
    }

    /// Tells the next bytes of a key or text. A surrogate that still waits for its other half is alone, and U+FFFD is
    /// told first.
    template <class Handler>
    constexpr bool piece(Handler& handler, const char* data, std::size_t size) noexcept {
        if (surrogate_ != 0) {
            surrogate_ = 0;
            if (!tell(handler, "\xEF\xBF\xBD", 3)) return false;
        }
        return size == 0 || tell(handler, data, size);
    }

    /// Takes the code unit of one `\uXXXX` (section 7), which may be half of a surrogate pair.
    template <class Handler>
    constexpr bool take_code_unit(Handler& handler, std::uint32_t unit) noexcept {
        if (unit >> 11 == 0xD800 >> 11) {
            const bool pair = unit >= 0xDC00 && surrogate_ != 0 && surrogate_ < 0xDC00;
            if (!pair) {
                const bool going = piece(handler, nullptr, 0);
                surrogate_ = static_cast<std::uint16_t>(unit);
                return going;
            }
            unit = 0x10000 + ((surrogate_ & 0x3FFu) << 10) + (unit & 0x3FF);
            surrogate_ = 0;
        }
        char utf8[4];
        const char* const first = detail::write_utf8_backwards(utf8 + sizeof utf8, unit);
        return piece(handler, first, static_cast<std::size_t>(utf8 + sizeof utf8 - first));
    }

    /// Takes one byte that is not part of a run of plain text or of a number.
    template <class Handler>
    constexpr bool take(Handler& handler, char c) noexcept {
        switch (state_) {
        case state::text:
            if (c == '\\') return enter(state::escape);
            if (c != '"') return bad();
            if (!piece(handler, nullptr, 0)) return false;
            state_ = is_key_ ? state::colon : state::after_value;
            return is_key_ ? handler.end_key() : handler.end_text();
        case state::escape:
            code_unit_ = 1;
            if (c == 'u') return enter(state::hex);
            state_ = state::text;
            for (const char* pair = "\"\"\\\\//b\bf\fn\nr\rt\t"; *pair != 0; pair += 2)
                if (*pair == c) return piece(handler, pair + 1, 1);
            return bad();
        case state::hex: {
            std::uint32_t digit = static_cast<unsigned char>(c) - std::uint32_t{'0'};
            if (digit > 9) {
                digit = (static_cast<unsigned char>(c) | 0x20u) - 'a';
                if (digit > 5) return bad();
                digit += 10;
            }
            code_unit_ = code_unit_ << 4 | digit;
            if (code_unit_ < 0x10000) return true; // the leading 1 reaches bit 16 only after four digits
            state_ = state::text;
            return take_code_unit(handler, code_unit_ & 0xFFFF);
        }
        case state::literal:
            if (c != literal_tails[literal_position_]) return bad();
            if (literal_tails[++literal_position_] != 0) return true;
            if (literal_position_ == sizeof literal_tails - 1) return enter(state::value);
            state_ = state::after_value;
            return handler.literal(literal_position_ == 3   ? json_literal::true_
                                   : literal_position_ == 8 ? json_literal::false_
                                                            : json_literal::null);
        default: return begin_token(c);
        }
    }

    static constexpr char literal_tails[] =
        "rue\0alse\0ull\0\xBB\xBF"; // true, false, null and the byte order mark, each without its first byte

    constexpr bool begin_literal(std::uint8_t position) noexcept {
        literal_position_ = position;
        return enter(state::literal);
    }

    /// The first byte of a text, a literal or the byte order mark, or one that is wrong: take_tokens() takes all other
    /// structural characters (section 2).
    constexpr bool begin_token(char c) noexcept {
        const bool key = state_ == state::key || state_ == state::key_or_end;
        const bool value = state_ >= state::start && state_ <= state::value_or_end;
        if (c == '"' && (key || value)) {
            is_key_ = key;
            return enter(state::text);
        }
        if (!value) return bad();
        if (c == 't') return begin_literal(0);
        if (c == 'f') return begin_literal(4);
        if (c == 'n') return begin_literal(9);
        if (c == '\xEF' && state_ == state::start) return begin_literal(13);
        return bad(c == '{' || c == '[' ? errc::too_deep : errc::bad_json);
    }

    std::size_t offset_ = 0; // the offset of the next byte
    std::uint32_t arrays_ = 0; // one bit a level, the innermost in bit 0: 1 for an array, 0 for an object
    std::uint32_t code_unit_ = 0; // the digits of \uXXXX so far after a leading 1, which counts them
    std::uint16_t surrogate_ = 0; // the first half of a surrogate pair; 0 where none waits
    std::uint8_t depth_ = 0;
    std::uint8_t literal_position_ = 0; // the next character to compare in literal_tails
    bool is_key_ = false;
    state state_ = state::start;
    errc why_ = errc::none;
};

} // namespace portwright::inline v0_1

#include <portwright/response/json_tokens.hpp>

#include <portwright/core/platform_macros_on.hpp>
