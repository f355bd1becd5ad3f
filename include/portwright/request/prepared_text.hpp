// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The name=value pairs of a request that is constant, as they are kept in place of its schema: the text that goes over
// the wire, cut where a value comes at run time. What is signed in another spelling stands beside it.
//
// The text consists of pieces: a code, the piece's size, and its characters. A code says when the piece is written, or
// is the number of the value that follows it; such a piece is the name before the value, and is left out with it.

#include <portwright/core/inlining.hpp>
#include <portwright/core/output.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/encoding/json.hpp>
#include <portwright/encoding/percent.hpp>
#include <portwright/request/raw_root.hpp>

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Where pieces go by the size policy: whether they are kept or hashed, one function cuts the text. Each target has one
/// function that takes characters, to which this points.
class piece_target {
public:
    using writer = void (*)(piece_target& self, const char* data, std::size_t size) noexcept;

    constexpr explicit piece_target(writer write) noexcept : write_(write) {}
    PORTWRIGHT_IN_PLACE void write(const char* data, std::size_t size) noexcept { write_(*this, data, size); }
    template <std::size_t N>
    PORTWRIGHT_IN_PLACE void write(const char (&literal)[N]) noexcept {
        write(literal, N - 1);
    }
    /// The same as a function, beside those that encode a value first.
    writer as_it_is() const noexcept { return write_; }

private:
    writer write_;
};

/// By the speed policy each target is written into by code of its own.
struct fast_piece_target {};

/// Memory of a size that pieces are written into. It goes on counting where they have no room; a piece is then left out
/// whole. With no drain and no single characters it takes less code than a basic_output.
template <class Policy>
class piece_output : public std::conditional_t<Policy::is_fast, fast_piece_target, piece_target> {
    using base = std::conditional_t<Policy::is_fast, fast_piece_target, piece_target>;

public:
    explicit piece_output(std::span<char> memory) noexcept
        requires(Policy::is_fast)
        : data_(memory.data()), room_(memory.size()) {}
    explicit piece_output(std::span<char> memory) noexcept
        requires(!Policy::is_fast)
        : base(&write_out_of_line), data_(memory.data()), room_(memory.size()) {}

    void write(const char* data, std::size_t size) noexcept {
        if constexpr (Policy::is_fast) write_in_line(data, size);
        else write_out_of_line(*this, data, size);
    }
    std::size_t size() const noexcept { return size_; }
    bool ok() const noexcept { return size_ <= room_; }
    const char* data() const noexcept { return data_; }
    std::string_view since(std::size_t offset) const noexcept { return {data_ + offset, size_ - offset}; }
    void wipe() noexcept {
        for (std::size_t end = size_ < room_ ? size_ : room_; end != 0;) data_[--end] = 0;
    }

private:
    PORTWRIGHT_ONE_COPY static void write_out_of_line(base& self, const char* data, std::size_t size) noexcept {
        static_cast<piece_output&>(self).write_in_line(data, size);
    }
    void write_in_line(const char* data, std::size_t size) noexcept {
        const std::size_t end = size_ + size;
        if (end <= room_ && size != 0) std::memcpy(data_ + size_, data, size);
        size_ = end;
    }

    char* data_;
    std::size_t room_;
    std::size_t size_ = 0;
};

/// write_percent() for either.
template <class Policy, class Out>
void write_percent_pieces(Out& out, const char* next, std::size_t size) noexcept {
    for (const char* const end = next + size;; ++next) {
        const char* const run = next;
        next = find_reserved<Policy>(next, end);
        out.write(run, static_cast<std::size_t>(next - run));
        if (next == end) return;
        const auto code = static_cast<unsigned char>(*next);
        const char text[] = {'%', hex_digit(code >> 4, 'A'), hex_digit(code & 15u, 'A')};
        out.write(text, sizeof text);
    }
}
template <class Policy>
void write_percent(piece_output<Policy>& out, const char* next, std::size_t size) noexcept {
    write_percent_pieces<Policy>(out, next, size);
}

/// How a prepared text is written.
namespace writing {
inline constexpr unsigned sent = 1; ///< percent-encoded
inline constexpr unsigned raw = 2; ///< as some schemes sign it
inline constexpr unsigned own_host = 4; ///< to the host that it was prepared for
inline constexpr unsigned by_get = 8;
inline constexpr unsigned by_post = 16;
inline constexpr unsigned unreserved = 32; ///< with values that percent-encoding would not change
inline constexpr unsigned json = 64;
} // namespace writing

/// The code of a piece.
namespace piece {
inline constexpr unsigned constant = 0x80; ///< with the bits of `writing` that it wants; otherwise a value follows
inline constexpr unsigned end = 0xFF; ///< no piece: the text ends here
inline constexpr unsigned longest = 255;
// The numbers of values that are no common parameters, of which there are at most 13.
inline constexpr unsigned plain = 0x40; ///< with the number of a value that is never percent-encoded
inline constexpr unsigned signature = 13;
inline constexpr unsigned endpoint = 14;
inline constexpr unsigned financial_region = 15;
inline constexpr unsigned value_count = 16;
// Behind these are the numbers of the request's own values that come later. Such a piece is never left out; `plain`
// marks a number.
} // namespace piece

/// Writes a number that comes later. Returns a view of its digits.
inline std::string_view write_later_number(char (&digits)[20], const raw_root::value& value) noexcept {
    char* const end = digits + sizeof digits;
    const std::int64_t number = *value.number();
    const auto magnitude = static_cast<std::uint64_t>(number);
    char* first = write_before(end, number < 0 ? 0 - magnitude : magnitude);
    if (number < 0) *--first = '-';
    return {first, static_cast<std::size_t>(end - first)};
}

/// Writes a value in a spelling.
template <unsigned Spelling, class Out>
constexpr void write_value(Out& out, const char* data, std::size_t size) noexcept {
    if constexpr (Spelling == writing::json) write_json_string(out, data, size);
    else if constexpr (Spelling == writing::sent) write_percent(out, data, size);
    else out.write(data, size);
}

/// The same as a function.
template <unsigned Spelling, class Policy>
piece_target::writer find_encoder(const piece_target& out) noexcept {
    if constexpr (Spelling == writing::json) return &write_json_string_by<Policy, piece_target>;
    else if constexpr (Spelling == writing::sent) return &write_percent_pieces<Policy, piece_target>;
    else return out.as_it_is();
}

/// A prepared text, and what comes at run time.
struct prepared_text {
    const char* pieces;
    unsigned how; ///< the bits of `writing` but for the spelling
    const std::string_view* values[piece::value_count];

    /// Writes it in a spelling. A value that is empty is left out with what stands before it in its piece.
    template <unsigned Spelling, class Out>
    PORTWRIGHT_IN_PLACE constexpr void write(Out& out) const noexcept {
        write_text<Spelling>(*this, out);
    }

protected:
    template <unsigned Spelling, class Text, class Out>
    PORTWRIGHT_IN_PLACE static constexpr void write_text(const Text& text, Out& out) noexcept {
        if constexpr (std::is_base_of_v<piece_target, Out>)
            write_by(text, out, find_encoder<Spelling, size_policy>(out), text.how | (Spelling | piece::constant));
        else write_spelling<Spelling>(text, out);
    }

private:
    /// By the size policy, the same for every target and spelling. `encode` writes a value.
    template <class Text>
    PORTWRIGHT_ONE_COPY static void write_by(const Text& text, piece_target& out, piece_target::writer encode,
                                             unsigned how) noexcept {
        write_pieces(text, out, encode, how);
    }
    template <unsigned Spelling, class Text, class Out>
    PORTWRIGHT_ONE_COPY static constexpr void write_spelling(const Text& text, Out& out) noexcept {
        write_pieces(
            text, out,
            [](Out& to, const char* data, std::size_t size) noexcept { write_value<Spelling>(to, data, size); },
            text.how | (Spelling | piece::constant));
    }

    template <class Text, class Out, class Encode>
    PORTWRIGHT_IN_PLACE static constexpr void write_pieces(const Text& text, Out& out, const Encode& encode,
                                                           unsigned how) noexcept {
        for (const char* next = text.pieces;;) {
            const unsigned code = static_cast<unsigned char>(*next++);
            if (code == piece::end) return;
            const std::size_t size = static_cast<unsigned char>(*next++);
            const char* const characters = next;
            next += size;
            if (code >= piece::constant) {
                if ((code & ~how) == 0) out.write(characters, size);
                continue;
            }
            const unsigned number = code % piece::plain;
            if constexpr (requires { text.later; }) {
                char digits[20];
                std::string_view value;
                if (number < piece::value_count) {
                    value = *text.values[number];
                    if (value.empty()) continue;
                } else {
                    const raw_root::value& coming = text.later[number - piece::value_count];
                    value = code >= piece::plain ? write_later_number(digits, coming) : coming.string().view();
                }
                out.write(characters, size);
                if (code >= piece::plain) out.write(value.data(), value.size());
                else encode(out, value.data(), value.size());
            } else {
                const std::string_view* const value = text.values[number];
                if (value->empty()) continue;
                out.write(characters, size);
                if (code >= piece::plain) out.write(value->data(), value->size());
                else encode(out, value->data(), value->size());
            }
        }
    }
};

/// The same of a request of which values come later.
struct completed_text : prepared_text {
    const raw_root::value* later;

    template <unsigned Spelling, class Out>
    PORTWRIGHT_IN_PLACE constexpr void write(Out& out) const noexcept {
        write_text<Spelling>(*this, out);
    }
};

// ---- in constant expressions ----

/// Marks the place of a value in pairs that are written to be prepared: no such character is in percent-encoded text.
constexpr char mark_value(unsigned number) noexcept { return static_cast<char>(1 + number); }
constexpr bool is_value_mark(char c) noexcept { return c > 0 && c < ' '; }

/// Puts a prepared text together, in memory that has room for it.
class prepared_builder {
public:
    constexpr explicit prepared_builder(char* to) noexcept : begin_(to), next_(to) {}

    constexpr void add(unsigned code, const char* data, std::size_t size) noexcept {
        while (code >= piece::constant && size > piece::longest) {
            add_one(code, data, piece::longest);
            data += piece::longest;
            size -= piece::longest;
        }
        if (size != 0) add_one(code, data, size);
    }
    constexpr void add(unsigned code, std::string_view text) noexcept { add(code, text.data(), text.size()); }
    /// A piece without characters is a value without a name.
    constexpr void add_value(unsigned number) noexcept { add_one(number, nullptr, 0); }
    /// The same with what stands before it.
    constexpr void add_value(unsigned number, const char* data, std::size_t size) noexcept {
        add_one(number, data, size);
    }
    constexpr void add(unsigned code) noexcept {
        *next_++ = static_cast<char>(code);
        has_last_ = false;
    }
    /// What follows is in pieces of its own.
    constexpr void begin_another() noexcept { has_last_ = false; }
    constexpr std::size_t size() const noexcept { return static_cast<std::size_t>(next_ - begin_); }
    /// Whether cut_pairs() has added nothing that is the same in one spelling only.
    constexpr bool is_sent_raw() const noexcept { return is_sent_raw_; }
    constexpr void add_changed(std::string_view sent, std::string_view raw) noexcept {
        add(piece::constant | writing::sent, sent);
        add(piece::constant | writing::raw, raw);
        is_sent_raw_ = false;
    }

private:
    constexpr void add_one(unsigned code, const char* data, std::size_t size) noexcept {
        // Constants that follow each other are one piece.
        if (has_last_ && code >= piece::constant && static_cast<unsigned char>(last_[0]) == code &&
            static_cast<unsigned char>(last_[1]) + size <= piece::longest) {
            last_[1] = static_cast<char>(static_cast<unsigned char>(last_[1]) + size);
            for (std::size_t i = 0; i != size; ++i) *next_++ = data[i];
            return;
        }
        last_ = next_;
        has_last_ = true;
        *next_++ = static_cast<char>(code);
        *next_++ = static_cast<char>(size);
        for (std::size_t i = 0; i != size; ++i) *next_++ = data[i];
    }

    char* begin_;
    char* next_;
    char* last_ = nullptr; ///< the last piece
    bool has_last_ = false;
    bool is_sent_raw_ = true;
};

/// What a scheme of which nothing is signed in another spelling takes as one.
template <class Policy>
struct same_spelling {
    basic_output<Policy>& out;
    constexpr void feed(const char* data, std::size_t size) noexcept { out.write(data, size); }
};

/// Cuts pairs with marks for values into pieces. `transcriber` turns what is sent into what is signed, which it writes
/// into `raw`. `needed` has a bit for each value that is never empty, whose piece begins where the last
/// one ended, and `plain` for each that is never percent-encoded.
template <class Transcriber, class Policy>
constexpr void cut_pairs(const char* pairs, std::size_t size, Transcriber& transcriber, basic_output<Policy>& raw,
                         unsigned needed, unsigned plain, prepared_builder& builder) noexcept {
    const char* const end = pairs + size;
    const char begin = '?';
    transcriber.feed(&begin, 1); // pairs follow
    // `run` begins what is the same in both spellings, `changed` what is not.
    const char* run = pairs;
    const char* changed = pairs;
    bool is_changed = false; // a flag: see below
    std::size_t raw_begin = 0;
    const auto add_changed = [&](const char* next) {
        if (!is_changed) return;
        const std::string_view other = raw.since(raw_begin);
        builder.add_changed({changed, static_cast<std::size_t>(next - changed)}, other);
        is_changed = false;
        run = next;
    };
    for (const char* next = pairs; next != end; ++next) {
        if (is_value_mark(*next)) {
            add_changed(next);
            const auto number = static_cast<unsigned>(*next - mark_value(0));
            const char* name = next;
            if ((needed >> number & 1) != 0 && next - run <= static_cast<std::ptrdiff_t>(piece::longest)) name = run;
            while (name != run && *name != '&') --name;
            builder.add(piece::constant, run, static_cast<std::size_t>(name - run));
            builder.add((plain >> number & 1) != 0 ? number | piece::plain : number, name,
                        static_cast<std::size_t>(next - name));
            run = next + 1;
            continue;
        }
        const std::size_t before = raw.size();
        const char one = *next; // a copy: under -fsanitize=undefined g++ compares no address of a constant with null
        transcriber.feed(&one, 1);
        const bool is_same = raw.size() == before + 1 && raw.data()[before] == *next;
        if (is_same && !is_changed) continue;
        if (is_same) {
            const std::string_view other = raw.since(raw_begin);
            builder.add_changed({changed, static_cast<std::size_t>(next - changed)}, {other.data(), other.size() - 1});
            is_changed = false;
            run = next;
        } else if (!is_changed) {
            builder.add(piece::constant, run, static_cast<std::size_t>(next - run));
            changed = next;
            is_changed = true;
            raw_begin = before;
        }
    }
    add_changed(end);
    builder.add(piece::constant, run, static_cast<std::size_t>(end - run));
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
