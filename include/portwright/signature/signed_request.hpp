// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A signed request as plain views: what any HTTP stack needs, and nothing else.

#include <portwright/core/borrowed_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// The two methods that the APIs know.
enum class method : std::uint8_t { GET = 0, POST = 1 };

/// "GET" or "POST", as `verb` says; a constant.
constexpr std::string_view to_text(method verb) noexcept {
    const auto posts = static_cast<unsigned>(verb); // one shared literal without a branch takes less code than two
    return {&"GETPOST"[3 * posts], 3 + posts};
}

/// A header of a request. Borrows both texts.
struct header {
    borrowed_text name;
    borrowed_text value;
};

/// Views into the caller's buffer, the request's own texts and constants: valid while all of them are.
/// Send it to https://`host``path`[?`query`] with `headers` (Host and Content-Length are not among them: they
/// follow from `host` and `body`) and `body`.
struct signed_request {
    static constexpr std::size_t max_headers = 10;

    method verb = method::GET;
    borrowed_text url;   ///< https://host/path, by GET with ?query
    borrowed_text host;  ///< as documented, or the endpoint in lower case, with the port if one was given; signed so
    borrowed_text path;  ///< "/" or "/v2/index.php"
    borrowed_text query; ///< percent-encoded, without the question mark; empty by POST
    borrowed_text body;  ///< empty by GET
    std::size_t header_count = 0;
    header headers[max_headers];
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
