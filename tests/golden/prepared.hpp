// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The constants of the golden vectors, prepared: the same bytes as of the ordinary way, which the vectors hold to the
// vendors' own. A file of this folder defines `visit`, which the .inc file of a system calls for each of its constants,
// as PORTWRIGHT_HOLD_PREPARED.

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/prepared.hpp>

#include "../signature/prepared.hpp"

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace test::golden {

/// How many constants the file has held against the ordinary way, by scheme.
template <class Scheme>
static std::size_t held = 0;

template <const auto& Request, class... Schemes>
static void hold_prepared(std::string_view id) {
    using request_type = std::remove_cvref_t<decltype(Request)>;
    CAPTURE(id);
    const auto hold = [&]<class Scheme>(std::type_identity<Scheme>) {
        if constexpr (portwright::detail::accepts<portwright::system_of<request_type>, Scheme>) {
            prepared_ways<Request, Scheme> ways;
            ways.compare_all();
            ++held<Scheme>;
        }
    };
    (hold(std::type_identity<Schemes>{}), ...);
}

} // namespace test::golden
