// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The caller's buffer while a request is signed into it, and the views of the signed request into it.

#include <portwright/core/inlining.hpp>
#include <portwright/core/output.hpp>
#include <portwright/request/pairs.hpp>
#include <portwright/signature/context.hpp>
#include <portwright/signature/location.hpp>
#include <portwright/signature/signed_request.hpp>

#include <cstddef>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

inline constexpr std::string_view form_type = "application/x-www-form-urlencoded";

/// Holds "https://", host, path, "?" and the parameters, and after them the tail: the values of those headers that the
/// scheme computes, for the signed request to have views of.
template <class Policy>
struct signing_buffer {
    basic_output<Policy> out;
    method verb;
    bool in_query; ///< the parameters are the URL's query; otherwise they are the body
    walk_outcome outcome;
    std::size_t path_begin = 0; ///< positions in `out`
    std::size_t payload_begin = 0;
    std::size_t tail_begin = 0;
    std::size_t timestamp_size = 0; ///< of TC3's timestamp, with which its tail begins
    std::size_t scope_size = 0; ///< of TC3's credential scope
    std::size_t digest_begin = 0; ///< where the last digest stands
    std::size_t payload_size = 0; ///< of the parameters, the signature among them where it is one

    constexpr void begin(const service& service, const region_name& region, const authority& endpoint) noexcept {
        out.write("https://");
        write_location(out, service, region, endpoint);
        payload_begin = out.size();
        path_begin = payload_begin - service.path.size() - 1;
    }
    static constexpr std::size_t host_begin = 8; // after https://
    constexpr borrowed_text host() const noexcept { return piece(host_begin, path_begin - host_begin); }
    constexpr borrowed_text payload() const noexcept {
        return out.ok() ? piece(payload_begin, payload_size) : borrowed_text();
    }
    constexpr borrowed_text piece(std::size_t begin, std::size_t size) const noexcept {
        return borrowed_text::from_nonnull(out.data() + begin, size);
    }
    /// Copies a piece. If the buffer overflowed we only measure; skipping is right then, because a digest's size does
    /// not depend on what is hashed.
    template <class Out>
    void copy(std::size_t begin, std::size_t size, Out& copied) const noexcept {
        if (out.ok()) copied.write(out.data() + begin, size);
    }
};

/// Takes the name as literal and length: at -Os GCC calls strlen to build a string_view of a literal. Of a scheme with
/// more headers than signed_request has room for, the last are left out, and the cloud refuses the signature.
constexpr void add_header(signed_request& made, const char* name, std::size_t size,
                          const std::string_view& value) noexcept {
    if (made.header_count == signed_request::max_headers) return;
    made.headers[made.header_count++] = {borrowed_text::from_nonnull(name, size),
                                         borrowed_text::from_nonnull(value.data(), value.size())};
}
template <std::size_t N>
constexpr void add_header(signed_request& made, const char (&name)[N], const std::string_view& value) noexcept {
    add_header(made, name, N - 1, value);
}

/// Collects a scheme's headers as views. A value that the scheme computes is in the buffer already, where `find` finds
/// it; the function that would write it, which a stream needs, is not called.
template <class Policy>
struct header_views {
    signed_request& made;
    const signing_buffer<Policy>& buffer;

    template <std::size_t N>
    PORTWRIGHT_IN_PLACE void add(const char (&name)[N], const std::string_view& value) const noexcept {
        add_header(made, name, value);
    }
    template <std::size_t N, class Find, class Write>
    PORTWRIGHT_IN_PLACE void add(const char (&name)[N], const Find& find, const Write&) const noexcept {
        add_header(made, name, find(buffer));
    }
};

/// The views of a signed request into its buffer.
template <class Scheme>
PORTWRIGHT_ONE_COPY void view_request(signed_request& made, const operation& call, const context<Scheme>& context,
                                      const signing_buffer<typename Scheme::policy>& buffer) noexcept {
    made.verb = buffer.verb;
    made.host = buffer.host();
    made.path = buffer.piece(buffer.path_begin, call.service->path.size());
    const borrowed_text payload = buffer.payload();
    // Without a query the URL ends before the "?".
    const std::size_t query_size = buffer.in_query ? payload.size() : 0;
    made.url = buffer.piece(0, query_size != 0 ? buffer.payload_begin + query_size : buffer.payload_begin - 1);
    (buffer.in_query ? made.query : made.body) = payload;
    Scheme::add_headers(call, context, header_views<typename Scheme::policy>{made, buffer});
}

/// Clears an output that was too small, and tells what it needed.
template <class Policy>
constexpr error give_up(basic_output<Policy>& out) noexcept {
    const error short_by{
        .code = errc::buffer_too_small, .has_number = true, .number = static_cast<std::int64_t>(out.size())};
    out.wipe();
    return short_by;
}

/// Refuses a size that the cloud would refuse, before anything is sent.
template <class Scheme>
constexpr errc check_size(std::size_t size, bool in_query) noexcept {
    return size > Scheme::max_payload_size(in_query) ? errc::request_too_large : errc::none;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
