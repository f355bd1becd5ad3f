// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Reads one HTTP/1.1 response (RFC 9112) as it arrives, in pieces cut anywhere, and hands its body to a sink. No I/O
// and no line buffer: its whole memory is about 100 bytes, however long the response.
//
//     portwright::http::response_reader reader{body_sink};
//     while (!reader.complete()) {
//         const auto n = receive(chunk, sizeof chunk);
//         if (n == 0) return reader.end_of_input();
//         if (auto used = reader.feed(chunk, n); !used) return used.error();
//     }
//     reader.head().status;

#include <portwright/core/sink.hpp>
#include <portwright/core/result.hpp>
#include <portwright/http/response_head.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

/// What a reader accepts, 0 for nothing. Interim (1xx) responses count together with the one that follows them.
struct reader_limits {
    std::uint16_t head_bytes = 8192; ///< status line and fields; again for the trailer, and for each chunk's own line
    std::uint16_t fields = 100; ///< header and trailer fields
};

/// One response to a GET or POST, one reader. Strict where RFC 9112 asks for it or lets it be: what two readers could
/// take for different messages is refused, not repaired (bare CR or LF, white space before a colon, any second
/// Content-Length or Transfer-Encoding, both together, either in a trailer, any coding but `chunked`, a number past 32
/// bits). A folded line counts as a space (section 5.2). A reason phrase may be missing with its space, and a chunk's
/// size be padded with white space, as some servers have it; chunk extensions are not looked at. Not for two threads at
/// once.
class response_reader {
public:
    /// The sink gets the body, without its framing, in pieces of any size but 0; one without `write` discards it.
    /// What its context points at is borrowed as long as the reader lives. `limits`: what it accepts.
    constexpr explicit response_reader(sink body = {}, reader_limits limits = {}) noexcept
        : body_(body), budget_(limits.head_bytes), limit_(limits.head_bytes), fields_left_(limits.fields) {}

    /// Reads the next bytes, cut off anywhere. Returns how many it took: all of them, unless the response ended before
    /// (what follows it is not part of it, and is to be dropped: RFC 9112 section 6.3). `size` bytes at `data`.
    ///
    /// Errors, the first of which is returned again by every later call:
    /// - bad_http: this is not a response, or not one that can be read safely; 101 (Switching Protocols) too
    /// - head_too_large: a limit was exceeded
    /// - sink_failed: the sink returned false
    constexpr result<std::size_t> feed(const char* data, std::size_t size) noexcept {
        std::size_t used = 0;
        while (used != size && state_ < state::done) {
            if (state_ == state::body || state_ == state::body_to_close) used += pass_on(data + used, size - used);
            else step(data[used++]);
        }
        if (error_ != errc::none) return failure();
        return used;
    }

    /// Says that the connection was closed in good order. That ends a body of unknown length, where closing is its only
    /// end (RFC 9112 section 6.3); over TLS, good order means a closure alert (section 9.8).
    ///
    /// Errors: those of feed(), and
    /// - receive_failed: the response was not complete
    constexpr result<void> end_of_input() noexcept {
        if (state_ == state::body_to_close) {
            state_ = state::done;
            closes_ = true;
        }
        if (state_ < state::done) fail(errc::receive_failed);
        if (error_ != errc::none) return failure();
        return {};
    }

    /// The response has been read whole.
    constexpr bool complete() const noexcept { return state_ == state::done; }

    /// The head() is that of the final response, and whole.
    constexpr bool head_complete() const noexcept { return head_complete_; }
    /// The head, as far as it has come. Borrowed from this reader.
    constexpr const response_head& head() const noexcept { return head_; }

    /// The connection can carry another request: the response has ended by its own framing, in HTTP/1.1, and does not
    /// ask to close (RFC 9112 section 9.3). A Connection field that is too long to be read counts as asking, and so
    /// does a body announced with status 204 or 304, which have none.
    constexpr bool keeps_open() const noexcept { return complete() && !old_ && !closes_; }

private:
    enum class state : std::uint8_t {
        status,
        line,
        name,
        value,
        lf,
        head_end,
        chunk_size,
        chunk_gap,
        body,
        body_to_close,
        chunk_end,
        done,
        failed
    };
    enum class field : std::uint8_t { none, other, length, coding, date, retry, connection };

    constexpr void fail(errc why) noexcept {
        error_ = why;
        state_ = state::failed;
    }

    constexpr error failure() const noexcept {
        error why;
        why.code = error_;
        return why;
    }

    constexpr std::size_t pass_on(const char* data, std::size_t size) noexcept {
        const bool counted = state_ == state::body;
        const std::size_t n = counted && remaining_ < size ? remaining_ : size;
        if (body_.write != nullptr && !body_.write(body_.context, data, n)) {
            fail(errc::sink_failed);
        } else if (counted) {
            remaining_ -= static_cast<std::uint32_t>(n);
            if (remaining_ == 0) state_ = framing_ == field::coding ? state::chunk_end : state::done;
        }
        return n;
    }

    /// Everything but the body, byte by byte.
    constexpr void step(char c) noexcept {
        if (budget_ == 0) return fail(errc::head_too_large);
        --budget_;
        switch (state_) {
        case state::status: // of "HTTP/1.1 200 ", the space may be missing
            text_.put(c);
            if (text_.size() == 13) read_status(c);
            return;

        case state::line: // its first character
            if (detail::is_blank(c)) {
                if (field_ == field::none) break; // section 2.2: white space before the first field
                state_ = state::value;
                return text_.put_value(c);
            }
            if (!finish_field()) break;
            if (c == '\r') return end_line(state::head_end);
            if (fields_left_ == 0) return fail(errc::head_too_large);
            --fields_left_;
            state_ = state::name;
            [[fallthrough]];
        case state::name:
            if (c == ':' && text_.size() != 0) {
                field_ = known(text_.text());
                if (trailer_ && field_ > field::coding) field_ = field::other; // RFC 9110 section 6.5.1
                text_.clear();
                state_ = state::value;
                next_ = state::line;
                return;
            }
            if (!detail::is_token(c)) break;
            return text_.put_value(c);

        case state::value: // also a reason phrase or a chunk extension, which nobody wants
            if (c == '\r') return end_line(next_);
            if (!detail::is_blank(c) && (static_cast<unsigned char>(c) < ' ' || c == 127)) break; // section 5.5 of 9110
            return text_.put_value(c);

        case state::lf:
            if (c != '\n') break;
            state_ = next_;
            if (next_ == state::head_end) finish_head();
            if (next_ == state::chunk_size) begin_chunk();
            return;

        case state::chunk_size: {
            const unsigned digit = detail::hex_digit(c);
            if (digit < 16) {
                if (remaining_ >> 28 != 0) break;
                remaining_ = remaining_ << 4 | digit;
                next_ = remaining_ != 0 ? state::body : state::line;
                return;
            }
            if (next_ == state::chunk_size) break; // no digit
            trailer_ = remaining_ == 0;
            state_ = state::chunk_gap;
            [[fallthrough]];
        }
        case state::chunk_gap: // section 7.1.1: white space, then extensions
            if (c == '\r') return end_line(next_);
            if (c == ';') state_ = state::value;
            else if (!detail::is_blank(c)) break;
            return;

        case state::chunk_end:
            if (c == '\r') return end_line(state::chunk_size);
            break;

        default: break;
        }
        fail(errc::bad_http);
    }

    constexpr void end_line(state next) noexcept {
        state_ = state::lf;
        next_ = next;
    }

    /// RFC 9112 section 4; `after` follows the status code.
    constexpr void read_status(char after) noexcept {
        const char* const text = text_.data();
        std::uint32_t minor = 0, code = 0;
        if (std::string_view{text, 7} != "HTTP/1." || !detail::read_number({text + 7, 1}, minor) || text[8] != ' ' ||
            !detail::read_number({text + 9, 3}, code) || code < 100 || code == 101 || (after != ' ' && after != '\r'))
            return fail(errc::bad_http);
        old_ = minor == 0;
        head_ = {};
        head_.status = static_cast<std::uint16_t>(code);
        closes_ = false;
        remaining_ = 0;
        field_ = framing_ = field::none;
        next_ = state::line;
        state_ = after == ' ' ? state::value : state::lf;
    }

    static constexpr field known(std::string_view name) noexcept {
        if (name == "content-length") return field::length;
        if (name == "transfer-encoding") return field::coding;
        if (name == "date") return field::date;
        if (name == "connection") return field::connection;
        return name == "retry-after" ? field::retry : field::other;
    }

    /// Whether a list of connection options in lower case has `close`, taking any word that has it for it.
    static constexpr bool has_close(std::string_view value) noexcept {
        for (; value.size() >= 5; value.remove_prefix(1))
            if (value.starts_with("close")) return true;
        return false;
    }

    /// The value has ended, as the next line does not continue it. Returns false where the framing is broken.
    constexpr bool finish_field() noexcept {
        const std::string_view value = text_.text();
        bool good = true;
        std::uint32_t seconds = 0;
        switch (field_) {
        case field::length:
            good = framing_ == field::none && detail::read_number(value, remaining_);
            framing_ = field::length;
            break;
        case field::coding:
            // Section 6.1: neither with a length nor in HTTP/1.0. A trailer's message is chunked already.
            good = framing_ == field::none && !old_ && value == "chunked";
            framing_ = field::coding;
            break;
        case field::connection: closes_ = closes_ || value.empty() || has_close(value); break;
        case field::date: head_.date = detail::read_date(value); break;
        case field::retry:
            if (detail::read_number(value, seconds)) head_.retry_after = seconds;
            break;
        default: break;
        }
        text_.clear();
        return good;
    }

    /// RFC 9112 section 6.3, in its order.
    constexpr void finish_head() noexcept {
        if (trailer_) {
            state_ = state::done;
        } else if (head_.status < 200) {
            state_ = state::status;
        } else {
            head_complete_ = true;
            if (head_.status == 204 || head_.status == 304) end_without_body();
            else if (framing_ == field::coding) begin_chunk();
            else if (framing_ == field::none) state_ = state::body_to_close;
            else state_ = remaining_ != 0 ? state::body : state::done;
        }
    }

    /// One that announces a body may send it, too, and the next answer would begin with it.
    constexpr void end_without_body() noexcept {
        state_ = state::done;
        closes_ = closes_ || framing_ == field::coding || remaining_ != 0;
    }

    constexpr void begin_chunk() noexcept {
        state_ = next_ = state::chunk_size;
        remaining_ = 0;
        budget_ = limit_;
        field_ = field::none;
    }

    sink body_;
    response_head head_;
    std::uint32_t remaining_ = 0; ///< bytes of the body, or of the chunk
    std::uint16_t budget_; ///< bytes that the head may still have
    std::uint16_t limit_;
    std::uint16_t fields_left_;
    state state_ = state::status;
    state next_ = state::line; ///< what follows the line that is being read
    field field_ = field::none;
    field framing_ = field::none; ///< length, coding (which is `chunked`), or none of them
    errc error_ = errc::none;
    bool old_ = false; ///< HTTP/1.0
    bool trailer_ = false;
    bool head_complete_ = false;
    bool closes_ = false; ///< the response asks to close the connection
    detail::field_text text_;
};

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
