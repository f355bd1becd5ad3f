// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// That no compiler leaves it out is looked at as it optimizes for a user: no_residue/.

#include <portwright/core/wipe.hpp>

#include "../verify.hpp"

#include <algorithm>
#include <cstddef>

namespace {

TEST_CASE("wipe: clears all of the memory and nothing beside it") {
    for (std::size_t size = 0; size != 40; ++size) {
        char memory[48];
        std::fill_n(memory, sizeof memory, 'x');
        portwright::detail::wipe(memory + 4, size);
        CAPTURE(size);
        CHECK(std::count(memory, memory + sizeof memory, 'x') == static_cast<std::ptrdiff_t>(sizeof memory - size));
        CHECK(std::all_of(memory + 4, memory + 4 + size, [](char c) { return c == '\0'; }));
    }
}

TEST_CASE("wipe: a constant expression may call it") {
    constexpr char kept = [] {
        char memory[1] = {'x'};
        portwright::detail::wipe(memory, 1);
        return memory[0];
    }();
    static_assert(kept == 'x'); // no secret lies anywhere in a constant expression
}

} // namespace
