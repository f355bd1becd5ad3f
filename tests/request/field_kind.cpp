// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/field_kind.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <portwright/response/sequence.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace {

using portwright::integer;
using portwright::list;
using portwright::text;
using portwright::detail::element_of;
using portwright::detail::kind;
using portwright::detail::kind_of;
using portwright::detail::next_word;
using portwright::detail::structured;
using portwright::detail::word_text;
using portwright::detail::words_of;

struct part {
    text x = {};

    template <class self>
    static consteval auto schema() {
        return portwright::schema::fields(PORTWRIGHT_FIELD(x));
    }
};

TEST_CASE("field_kind: every type of field") {
    static_assert(kind_of<text> == kind::text && kind_of<test::Protocol> == kind::text);
    static_assert(kind_of<integer> == kind::integer && kind_of<portwright::truth_value> == kind::boolean);
    static_assert(kind_of<portwright::texts> == kind::texts && kind_of<portwright::integers> == kind::integers);
    static_assert(kind_of<part> == kind::structure && kind_of<list<part>> == kind::structures);
    static_assert(kind_of<portwright::sequence<text>> == kind::text_sequence &&
                  kind_of<portwright::sequence<integer>> == kind::integer_sequence &&
                  kind_of<portwright::sequence<part>> == kind::structure_sequence &&
                  kind_of<portwright::keyed<part>> == kind::structure_map);
    static_assert(structured<part> && structured<list<part>> && !structured<text> && !structured<portwright::texts>);
    static_assert(std::is_same_v<element_of<list<part>>::type, part> && std::is_same_v<element_of<part>::type, part>);
}

TEST_CASE("field_kind: the listed words of a type") {
    constexpr auto& words = words_of<test::Scheduler>;
    VERIFY(words.size() == 1 + 3 + 1 + 10 + 1);
    VERIFY(word_text(words.data()) == "WRR");
    VERIFY(word_text(next_word(words.data())) == "LEAST_CONN");
    VERIFY(words.back() == '\0');
}

} // namespace
