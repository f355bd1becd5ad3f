// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What keeps a text; compile_fail/dangling_borrowed_text.cpp has what does not compile.

#include <portwright/core/borrowed_text.hpp>

#include "../verify.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::string_view_literals;
using portwright::borrowed_text;
using portwright::detail::is_view;
using portwright::detail::text_in;
using portwright::detail::would_dangle;

TEST_CASE("borrowed_text: of every text that stays") {
    VERIFY(borrowed_text("literal") == "literal");
    VERIFY(borrowed_text("a\0b") == "a"); // a literal ends as C strings do
    VERIFY(borrowed_text("a\0b"sv).size() == 3);
    const std::string kept = "kept";
    CHECK(borrowed_text(kept).data() == kept.data());
    const char* pointer = kept.c_str();
    CHECK(borrowed_text(pointer) == "kept");
    CHECK(borrowed_text(std::string_view(kept).substr(1)) == "ept");
}

TEST_CASE("borrowed_text: an array is read to its first NUL, and no further than its end") {
    static constexpr char full[4] = {'l', 'b', '-', '1'};
    static constexpr char padded[8] = {'l', 'b'};
    VERIFY(borrowed_text(full) == "lb-1");
    VERIFY(borrowed_text(padded) == "lb");
    VERIFY(text_in(full).size() == 4);
}

TEST_CASE("borrowed_text: null is empty, whatever size comes with it") {
    const char* null = nullptr;
    CHECK(borrowed_text(null).empty());
    CHECK(borrowed_text(null, 5).empty());
    CHECK(borrowed_text(std::string_view(null, 5)).empty());
    VERIFY(borrowed_text(nullptr).empty());
    VERIFY(borrowed_text().empty());
    VERIFY(borrowed_text::from_nonnull("abc", 2) == "ab");
}

TEST_CASE("borrowed_text: which temporaries take their characters along") {
    static_assert(would_dangle<std::string> && would_dangle<std::vector<char>> && would_dangle<const std::string>);
    static_assert(!would_dangle<std::string&> && !would_dangle<const std::string&>);
    static_assert(!would_dangle<std::string_view> && !would_dangle<const char*> && !would_dangle<std::span<char>>);
    struct marked {
        using borrows_characters = void;
    };
    static_assert(is_view<marked> && is_view<borrowed_text> && !is_view<std::string>);
}

} // namespace
