// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Errors as the tests write them down: `not_listed Protocol "QUIC"`.

#include "../verify.hpp"

#include <portwright/encoding/decimal.hpp>
#include <portwright/core/result.hpp>
#include <portwright/request/message.hpp>

#include <string_view>

namespace test {

constexpr std::string_view name_of(portwright::errc code) {
    using enum portwright::errc;
    switch (code) {
    case none: return "none";
    case missing_parameter: return "missing_parameter";
    case out_of_range: return "out_of_range";
    case not_listed: return "not_listed";
    case too_short: return "too_short";
    case too_long: return "too_long";
    case too_many: return "too_many";
    case bad_characters: return "bad_characters";
    case not_utf8: return "not_utf8";
    case rule_broken: return "rule_broken";
    case too_many_parameters: return "too_many_parameters";
    case bad_name: return "bad_name";
    case duplicate_name: return "duplicate_name";
    case subscript_gap: return "subscript_gap";
    case wrong_scheme: return "wrong_scheme";
    case buffer_too_small: return "buffer_too_small";
    case request_too_large: return "request_too_large";
    case secret_in_url: return "secret_in_url";
    case bad_credentials: return "bad_credentials";
    case missing_region: return "missing_region";
    case bad_region: return "bad_region";
    case bad_nonce: return "bad_nonce";
    case bad_time: return "bad_time";
    case bad_host: return "bad_host";
    case stale_key: return "stale_key";
    case crypto_failed: return "crypto_failed";
    case not_prepared: return "not_prepared";
    default: return "another error";
    }
}

constexpr auto spelled(const portwright::error& why) {
    return written<256>([&](portwright::output& out) {
        out.write(name_of(why.code));
        if (why.where.depth != 0) {
            out.put(' ');
            portwright::write_path(out, why.where);
        }
        if (why.has_number) {
            out.put(' ');
            portwright::write_decimal(out, why.number);
        }
        if (why.text != nullptr) {
            out.write(" \"");
            out.write(why.text, why.length);
            out.put('"');
        }
    });
}

template <class T>
constexpr auto spelled(const portwright::result<T>& r) {
    return r ? written<256>([](portwright::output& out) { out.write("ok"); }) : spelled(r.error());
}

} // namespace test
