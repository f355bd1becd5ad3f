// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/shared_array.hpp>

#include "../verify.hpp"

#include <portwright/request/table.hpp>

#include <array>
#include <cstddef>

namespace {

using portwright::detail::condition;
using portwright::detail::max_shared_size;
using portwright::detail::share;

TEST_CASE("shared_array: what is shared is what it was") {
    static constexpr std::array<char, 11> eleven{'\0', '\x7f', '\x80', '\xff', 'a', 'b', 'c', 'd', 'e', 'f', 'g'};
    for (std::size_t i = 0; i != eleven.size(); ++i) CHECK(share<eleven>()[i] == eleven[i]);
    static constexpr std::array<condition, 5> five{{{1}, {0xFFFF}, {0x8000}, {0}, {0x1234}}};
    for (std::size_t i = 0; i != five.size(); ++i) CHECK(share<five>()[i].bits == five[i].bits);
    static constexpr std::array<char, max_shared_size> most{'x'};
    static constexpr std::array<char, max_shared_size + 1> more{'x'};
    CHECK(static_cast<const void*>(share<most>()) != most.data());
    CHECK(static_cast<const void*>(share<more>()) == more.data());
}

} // namespace
