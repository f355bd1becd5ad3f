// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Each set of characters that is looked for eight at a time, against the same loop by character: every byte at every
// place of texts around the eights, alone, and beside a byte that could carry into it.

#include <portwright/encoding/json.hpp>
#include <portwright/encoding/percent.hpp>
#include <portwright/encoding/scan.hpp>
#include <portwright/request/characters.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <string>

namespace {

namespace detail = portwright::detail;

template <auto Marks, auto Wanted>
void check_set() {
    const auto agrees = [](const std::string& text) {
        std::size_t expected = 0;
        while (expected != text.size() && !Wanted(text[expected])) ++expected;
        const char* const end = text.data() + text.size();
        const char* const first = text.data() + expected;
        return detail::find_first<portwright::speed_policy, Marks, Wanted>(text.data(), end) == first &&
               detail::find_first<portwright::size_policy, Marks, Wanted>(text.data(), end) == first;
    };
    bool all_agree = true;
    for (std::size_t size = 0; size != 20; ++size)
        for (std::size_t at = 0; at < size; ++at)
            for (unsigned code = 0; code != 256; ++code) {
                std::string text(size, 'a');
                text[at] = static_cast<char>(code);
                all_agree = all_agree && agrees(text);
                for (const char before : {'\x00', '\x1F', ' ', '~', '\x7F', '\x80', '\xFF'}) {
                    if (at == 0) continue;
                    text[at - 1] = before;
                    all_agree = all_agree && agrees(text);
                }
            }
    CHECK(all_agree);
}

TEST_CASE("scan: every set finds what the loop by character finds") {
    check_set<&detail::mark_reserved, &detail::is_reserved<portwright::size_policy>>();
    check_set<&detail::mark_reserved, &detail::is_reserved<portwright::speed_policy>>();
    check_set<&detail::mark_escaped, &detail::is_escaped>();
    check_set<&detail::mark_invisible, &detail::is_no_ascii>();
    check_set<&detail::mark_invisible, &detail::is_invisible>();
    check_set<&detail::mark_high, &detail::is_high>();
}

TEST_CASE("scan: the first character is in the lowest bits") {
    constexpr std::array<char, 8> text{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'};
    const detail::word8 loaded = detail::load_word8(text.data());
    for (unsigned i = 0; i != 8; ++i) CHECK((loaded >> (8 * i) & 0xFF) == static_cast<unsigned char>(text[i]));
    for (unsigned i = 0; i != 8; ++i)
        CHECK(detail::count_unmarked(detail::word8{0x80} << (8 * i) | detail::word8{1} << 63) == i);
}

} // namespace
