// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What went wrong, where, and by how much.
//
// An error is a small value: no text is stored, only what the text is made from. `message()` in
// request/message.hpp turns it into a line for people, so that a build which never prints pays nothing.
//
//     auto url = portwright::sign_url(request, context, buffer);
//     if (!url && url.error().code == portwright::errc::buffer_too_small) grow_to(url.error().number);

#include <portwright/core/language.hpp>

#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {
struct table;
struct condition;
} // namespace detail

/// Every error of the library. The comment says what returns it.
enum class errc : std::uint8_t {
    none = 0,

    // check(), and every function that signs a typed request
    missing_parameter,  ///< a required parameter is absent (or a required text empty)
    out_of_range,       ///< a number outside its documented bounds
    not_listed, ///< a word (signing: a region) that the documents do not list; `unlisted()` passes it on purpose
    too_short, ///< a text shorter than documented
    too_long, ///< a text longer than documented, counted in characters
    too_many, ///< a list with more elements than documented
    bad_characters, ///< a text with characters that the documents exclude; untyped: a path or a version
    not_utf8, ///< a text that is not UTF-8; every one of the APIs requires it
    rule_broken, ///< a cross-field rule or a condition; `rule` says which

    // the untyped builder
    too_many_parameters, ///< all of the caller's slots are taken
    bad_name, ///< an empty name of a parameter or an action, or one with characters no wire name has
    duplicate_name, ///< the same name twice, or the name of a common parameter
    subscript_gap, ///< JSON: the subscripts of a list do not run from the first without a gap

    // signing
    wrong_scheme, ///< the API does not accept the scheme
    buffer_too_small, ///< `number` is the exact size needed
    sink_failed, ///< the caller's sink or transport refused bytes
    request_too_large, ///< `number` bytes exceed what the cloud accepts (32 KB GET, 1 MB form, 10 MB TC3)
    secret_in_url, ///< a secret parameter would go into a URL; use POST
    bad_credentials, ///< an id or secret that is empty, one or a token not of visible ASCII, or an id with , or /
    missing_region, ///< the API takes a region and the context has none
    bad_region, ///< a region with characters that no region has
    bad_nonce, ///< an empty nonce, or one with characters that would need encoding; HmacSHA1 and 256: not of digits
    bad_time, ///< a timestamp before 1970 or after 9999
    bad_host, ///< an endpoint that is not HOST or HOST:PORT; untyped: a service's host, in capitals, too
    stale_key, ///< TC3: the key was derived for another day or service; prepare it again
    crypto_failed, ///< the hash engine reported a failure
    not_prepared, ///< a prepared request was made ready for another method, host or set of signed headers

    // HTTP and transports
    connect_failed, ///< no connection: name, route or port
    tls_failed, ///< handshake or certificate refused
    timed_out, ///< the transport's time limit passed
    send_failed, ///< the connection broke while the request was being written
    receive_failed, ///< the connection broke before the answer was complete
    bad_http, ///< the answer is not HTTP/1.1 as RFC 9112 has it
    head_too_large, ///< the answer's header exceeds the reader's limit
    answer_too_large, ///< the answer has more bytes than the caller allows

    // decoding
    bad_json, ///< the answer's body is not JSON
    too_deep, ///< JSON nested deeper than the reader's limit
    scratch_full, ///< the wanted fields do not fit into the caller's scratch
    wrong_type, ///< a field whose value cannot be read as its documented type
    missing_field, ///< a field is absent that the answer's schema requires, or is empty where it must not be

    // client
    refused, ///< the cloud answered with an error of its own; see api_error
    outcome_unknown, ///< the request went out whole and no readable answer came back; `number` is the errc why
    task_failed, ///< the task ended, and not in success
    still_running, ///< the task had not ended when the caller's patience did
};

/// The way to a field in a request or an answer: a row of the schema for each level, and the element where that is a
/// list.
struct path {
    static constexpr std::size_t max_depth = 6;
    static constexpr std::uint32_t whole = 0xFFFFFFFF; ///< in place of an index: the list itself, or what is no list

    const detail::table* root = nullptr;
    std::uint8_t depth = 0;
    std::uint8_t index_base = 0; ///< what the wire calls the first element
    std::uint8_t row[max_depth] = {};
    std::uint32_t index[max_depth] = {};
};

/// An error and all that its message needs. `text` is borrowed: it is a constant, or a piece of what the caller handed
/// over (a request, a host, a name, a scratch), which must then live until the message is made. It is never a secret.
/// It is not to be read where `code` is too_long and `has_number` false: as large as that it may be no text, but a
/// later<N>.
/// `where` and `rule` point into the schema, which is constant.
struct error {
    errc code = errc::none;
    bool has_number = false; ///< `number` holds what was given, or a size
    std::uint32_t length = 0; ///< of `text`
    path where = {}; ///< empty where no parameter is concerned
    const char* text = nullptr; ///< the text that was given, or the name of what is wrong
    std::int64_t number = 0; ///< the number that was given, or the size needed
    const detail::condition* rule = nullptr; ///< errc::rule_broken: the rule
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
