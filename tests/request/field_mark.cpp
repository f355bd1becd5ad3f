// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/field_mark.hpp>

#include "../verify.hpp"

#include <cstddef>
#include <limits>

namespace {

using namespace portwright::detail;

TEST_CASE("field_mark: a range is there wherever its pointer is not null") {
    static constexpr char characters[3] = {};
    VERIFY(mark_range(characters, 3) == (present_bit | 3));
    VERIFY(mark_range(characters, 0) == present_bit);
    VERIFY(mark_range(static_cast<const char*>(nullptr), 0) == 0);
    const char* null = nullptr;
    CHECK(mark_range(null, 3) == 0);
    VERIFY(size_in(mark_range(characters, 3)) == 3);
    VERIFY(size_in(0x80000000 | 0x78000000 | 5) == 5); // flags above the size
}

TEST_CASE("field_mark: a size that does not fit becomes one that is refused") {
    VERIFY(clamp_size(too_large - 1) == too_large - 1);
    VERIFY(clamp_size(too_large) == too_large);
    VERIFY(clamp_size(std::size_t{too_large} + 1) == too_large);
    VERIFY(clamp_size(std::numeric_limits<std::size_t>::max()) == too_large);
}

} // namespace
