// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A signed request as the bytes of HTTP/1.1 (RFC 9112 section 2.1), for stacks that take bytes.
//
//     std::array<char, 1024> buffer;
//     auto bytes = portwright::http::write_request(request, buffer);
//     if (bytes) tls_write(bytes->data(), bytes->size());
//
// Each request asks the server to close the connection after its answer: one exchange a connection.

#include <portwright/core/output.hpp>
#include <portwright/core/result.hpp>
#include <portwright/encoding/authority.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/signature/signed_request.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::http {

namespace detail {

/// True where all of `text` lies in `first`..`~`: no control character, nothing outside ASCII, and, with `!` as
/// `first`, no white space.
constexpr bool is_printable(std::string_view text, char first) noexcept {
    for (const char c : text)
        if (c < first || c > '~') return false;
    return true;
}

/// Finds the first text of `request` that would be taken for something else on the line: a break of the line in a
/// header, or a space in the target (RFC 9112 section 11.1). Signing lets none of them through, but anyone can fill in
/// a signed_request. Returns none, or the error and, in `where`, its text.
constexpr errc find_unsendable(const signed_request& request, std::string_view& where) noexcept {
    where = request.host;
    if (!portwright::detail::is_authority(where)) return errc::bad_host;
    where = request.path;
    if (where.empty() || where[0] != '/' || !is_printable(where, '!')) return errc::bad_characters;
    where = "query";
    if (!is_printable(request.query, '!')) return errc::bad_characters;
    for (std::size_t i = 0; i < request.header_count; ++i) {
        where = request.headers[i].name;
        if (where.empty() || !is_printable(where, '!') || !is_printable(request.headers[i].value, ' '))
            return errc::bad_characters;
    }
    return errc::none;
}

constexpr error unsendable(errc code, std::string_view where) noexcept {
    error why;
    why.code = code;
    why.text = where.data();
    why.length = static_cast<std::uint32_t>(where.size());
    return why;
}

/// A signed_request, with the members of a written_request.
struct request_views {
    const signed_request& of;

    constexpr method verb() const noexcept { return of.verb; }
    constexpr std::string_view path() const noexcept { return of.path; }
    constexpr bool has_query() const noexcept { return !of.query.empty(); }
    constexpr void write_query(output& out) const noexcept { out.write(of.query); }
    constexpr void write_host(output& out) const noexcept { out.write(of.host); }
    template <class Headers>
    constexpr void add_headers(const Headers& to) const noexcept {
        for (std::size_t i = 0; i != of.header_count; ++i) to.add(of.headers[i].name, of.headers[i].value);
    }
};

/// Writes headers, whose values are texts or functions that write.
struct field_writer {
    output& out;

    constexpr void add(std::string_view name, std::string_view value) const noexcept {
        begin(name);
        out.write(value);
        out.write("\r\n");
    }
    template <class Write>
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

/// Finds the first header whose value would be taken for something else.
struct field_checker {
    std::string_view& unsendable;

    void add(std::string_view name, std::string_view value) const noexcept {
        if (unsendable.empty() && !is_printable(value, ' ')) unsendable = name;
    }
    template <class Write>
    void add(std::string_view, const Write&) const noexcept {} // the scheme's own
};

template <class Request>
constexpr void write_parts(output& out, const Request& request, std::size_t body_size) noexcept {
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
    request.add_headers(field_writer{out});
    if (body_size != 0 || request.verb() == method::POST) {
        out.write("Content-Length: ");
        write_decimal(out, static_cast<std::int64_t>(body_size));
        out.write("\r\n");
    }
    out.write("Accept-Encoding: identity\r\nUser-Agent: portwright\r\nConnection: close\r\n\r\n");
}

} // namespace detail

/// Writes the request line, Host, the headers of `request`, Content-Length (with a body, and by POST always: RFC 9110
/// section 8.6), `Accept-Encoding: identity` (without it any coding is acceptable, section 12.5.3), User-Agent
/// (section 10.1.5), `Connection: close` and the empty line. `body_size` is the size in bytes of what the caller sends
/// next, which need not be `request.body`.
///
/// Errors, with nothing written:
/// - bad_host: the host is none, nor HOST:PORT; `text` is the host
/// - bad_characters: the same in the path, which also begins with a slash (`text` is the path), in the query (`text` is
///   "query") or in a header, where spaces within the value are right (`text` is its name, never its value)
///
/// Whether the output had room is for the caller to see: out.ok().
constexpr result<void> write_head(output& out, const signed_request& request, std::size_t body_size) noexcept {
    std::string_view where;
    if (const errc code = detail::find_unsendable(request, where); code != errc::none)
        return detail::unsendable(code, where);
    detail::write_parts(out, detail::request_views{request}, body_size);
    return {};
}

/// A request that writes its own parts: portwright::signed_stream.
template <class T>
concept written_request = requires(const T& request, output& out) {
    request.write_host(out);
    request.write_query(out);
    request.body_size();
};

/// The same bytes for a request that lies nowhere: the query and the scheme's headers are made as they are written.
/// Errors: bad_characters, of the path and the headers; signing lets none through in the host.
template <written_request Request>
[[gnu::noinline]] result<void> write_head(output& out, const Request& request) noexcept {
    std::string_view where;
    request.add_headers(detail::field_checker{where});
    const std::string_view path = request.path();
    if (path.empty() || path[0] != '/' || !detail::is_printable(path, '!')) where = path;
    if (where.data() != nullptr) return detail::unsendable(errc::bad_characters, where);
    detail::write_parts(out, request, request.body_size());
    return {};
}

/// Writes head and body into `buffer` and returns what was written, which borrows the buffer.
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

} // namespace portwright::http

#include <portwright/core/platform_macros_on.hpp>
