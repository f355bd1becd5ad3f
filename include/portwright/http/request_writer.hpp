// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A signed request as the bytes of HTTP/1.1 (RFC 9112 section 2.1), for stacks that take bytes.
//
//     std::array<char, 1024> buffer;
//     auto bytes = portwright::http::write_request(request, buffer);
//     if (bytes) tls_write(bytes->data(), bytes->size());
//
// A request asks the server to close the connection after its answer, unless it is told that another may follow.

#include <portwright/core/sink.hpp>
#include <portwright/core/result.hpp>
#include <portwright/encoding/authority.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/signature/signed_request.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

namespace detail {

/// True where all of `text` lies in `first`..`~`: no control character, nothing outside ASCII, and, with `!` as
/// `first`, no white space. False for a size without characters.
constexpr bool is_printable(std::string_view text, char first) noexcept {
    // A constant cannot have a size without characters, and g++ under -fsanitize=undefined compares no constant's
    // address.
    if (!std::is_constant_evaluated() && text.data() == nullptr) return text.empty();
    for (const char c : text)
        if (c < first || c > '~') return false;
    return true;
}

/// True for a text that is not empty and stands on its line as one word.
constexpr bool is_word(std::string_view text) noexcept { return !text.empty() && is_printable(text, '!'); }

constexpr error unsendable(errc code, std::string_view where) noexcept {
    error why;
    why.code = code;
    why.text = where.data();
    why.length = static_cast<std::uint32_t>(where.size());
    return why;
}

/// What writes a header's value.
template <class T>
concept value_writer = requires(const T& write, output& out) { write(out); };

/// A signed_request, with the members of a written_request.
struct request_views {
    const signed_request& of;

    constexpr method verb() const noexcept { return of.verb; }
    constexpr std::string_view path() const noexcept { return of.path; }
    constexpr bool has_query() const noexcept { return !of.query.empty(); }
    template <class Policy>
    constexpr void write_query(basic_output<Policy>& out) const noexcept {
        out.write(of.query);
    }
    template <class Policy>
    constexpr void write_host(basic_output<Policy>& out) const noexcept {
        out.write(of.host);
    }
    template <class Headers>
    constexpr void add_headers(const Headers& to) const noexcept {
        for (std::size_t i = 0; i != of.header_count; ++i) to.add(of.headers[i].name, of.headers[i].value);
    }
};

/// Writes headers, whose values are texts or functions that write.
template <class Policy>
struct field_writer {
    basic_output<Policy>& out;

    constexpr void add(std::string_view name, std::string_view value) const noexcept {
        begin(name);
        out.write(value);
        out.write("\r\n");
    }
    template <value_writer Write>
    constexpr void add(std::string_view name, const Write& write) const noexcept {
        begin(name);
        write(out);
        out.write("\r\n");
    }
    constexpr void begin(std::string_view name) const noexcept {
        out.write(name);
        out.write(": ");
    }
};

/// Finds the first header that would be taken for something else. What a request writes itself is not looked at.
struct field_checker {
    errc& code;
    std::string_view& where;

    constexpr void add(std::string_view name, std::string_view value) const noexcept {
        check(name, is_printable(value, ' '));
    }
    template <value_writer Write>
    constexpr void add(std::string_view name, const Write&) const noexcept {
        check(name, true);
    }
    constexpr void check(std::string_view name, bool good_value) const noexcept {
        if (code != errc::none || (good_value && is_word(name))) return;
        code = errc::bad_characters;
        where = name;
    }
};

/// Looks at a host while it is written.
class host_checker : public piecewise_output<32> {
public:
    constexpr host_checker() noexcept : piecewise_output(&look_at) {}

private:
    static constexpr void look_at(output& self) noexcept {
        auto& host = static_cast<host_checker&>(self);
        host.drained(host.ok() && is_printable({host.data(), host.waiting()}, '!'));
    }
};

/// Finds the first text of a request that would be taken for something else on its line: a break of the line in a
/// header, or a space in the target (RFC 9112 section 11.1). Signing lets none of them through, but anyone can fill in
/// a signed_request. Returns none, or the error and, in `where`, its text. A request that writes its own query has
/// percent-encoded it.
template <class Request>
constexpr errc find_unsendable(const Request& request, std::string_view& where) noexcept {
    constexpr bool has_texts = std::is_same_v<Request, request_views>;
    if constexpr (has_texts) {
        where = request.of.host;
        if (!is_word(where)) return errc::bad_host;
    } else {
        host_checker host;
        request.write_host(host);
        if (!host.flush() || host.size() == 0) return errc::bad_host;
    }
    where = request.path();
    if (!is_word(where) || where[0] != '/') return errc::bad_characters;
    if constexpr (has_texts) {
        where = "query";
        if (!is_printable(request.of.query, '!')) return errc::bad_characters;
    }
    errc code = errc::none;
    request.add_headers(field_checker{code, where});
    return code;
}

template <class Policy, class Request>
constexpr void write_parts(basic_output<Policy>& out, const Request& request, std::size_t body_size,
                           bool keeps_open) noexcept {
    out.write(to_text(request.verb()));
    out.put(' ');
    out.write(request.path());
    if (request.has_query()) {
        out.put('?');
        request.write_query(out);
    }
    out.write(" HTTP/1.1\r\nHost: ");
    request.write_host(out);
    out.write("\r\n");
    request.add_headers(field_writer<Policy>{out});
    if (body_size != 0 || request.verb() == method::POST) {
        out.write("Content-Length: ");
        write_decimal(out, static_cast<std::int64_t>(body_size));
        out.write("\r\n");
    }
    out.write("Accept-Encoding: identity\r\nUser-Agent: portwright\r\n");
    if (!keeps_open) out.write("Connection: close\r\n");
    out.write("\r\n");
}

/// Writes a head of which nothing would be taken for something else.
template <class Policy, class Request>
constexpr result<void> write_checked(basic_output<Policy>& out, const Request& request, std::size_t body_size,
                                     bool keeps_open) noexcept {
    std::string_view where;
    if (const errc code = find_unsendable(request, where); code != errc::none) return unsendable(code, where);
    write_parts(out, request, body_size, keeps_open);
    return {};
}

} // namespace detail

/// Writes the request line, Host, the headers of `request`, Content-Length (with a body, and by POST always: RFC 9110
/// section 8.6), `Accept-Encoding: identity` (without it any coding is acceptable, section 12.5.3), User-Agent
/// (section 10.1.5), `Connection: close` unless `keeps_open`, and the empty line. `body_size` is the size in bytes of
/// what the caller sends next, which need not be `request.body`.
///
/// Errors, with nothing written:
/// - bad_host: the host is none, nor HOST:PORT; `text` is the host
/// - bad_characters: the same in the path, which also begins with a slash (`text` is the path), in the query (`text` is
///   "query") or in a header, where spaces within the value are right (`text` is its name, never its value)
///
/// Whether the output had room is for the caller to see: out.ok().
template <class Policy>
constexpr result<void> write_head(basic_output<Policy>& out, const signed_request& request, std::size_t body_size,
                                  bool keeps_open = false) noexcept {
    return detail::write_checked(out, detail::request_views{request}, body_size, keeps_open);
}

/// A request that writes its own parts: portwright::signed_stream.
template <class T>
concept written_request = requires(const T& request, output& out) {
    request.write_host(out);
    request.write_query(out);
    request.body_size();
};

/// The same bytes for a request that lies nowhere: the query and the scheme's headers are made as they are written.
/// Errors as above, but for the host, which lies nowhere: `text` is nothing then. The query is not looked at, it is the
/// request's own to percent-encode.
template <class Policy, written_request Request>
result<void> write_head(basic_output<Policy>& out, const Request& request, bool keeps_open = false) noexcept {
    return detail::write_checked(out, request, request.body_size(), keeps_open);
}

/// Writes head and body into `buffer` and returns what was written, which borrows the buffer. `request` is not kept.
///
/// Errors, with nothing left in the buffer: those of write_head(), and
/// - buffer_too_small: `number` is the exact size needed
constexpr result<std::string_view> write_request(const signed_request& request, std::span<char> buffer) noexcept {
    output out{buffer};
    if (const auto head = write_head(out, request, request.body.size()); !head) return head.error();
    out.write(request.body);
    if (out.ok()) return out.since(0);
    error why;
    why.code = errc::buffer_too_small;
    why.has_number = true;
    why.number = static_cast<std::int64_t>(out.size());
    out.wipe();
    return why;
}

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
