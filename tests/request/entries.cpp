// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/entries.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <portwright/request/layout.hpp>
#include <portwright/response/sequence.hpp>

#include <cstddef>
#include <iterator>
#include <string_view>
#include <type_traits>

namespace {

using portwright::integer;
using portwright::list;
using portwright::text;
using portwright::detail::entries_of;
using portwright::detail::field_count;
using portwright::detail::order_of;
using portwright::detail::row;
using portwright::detail::structure_at;
using portwright::detail::table;
using portwright::detail::table_of;

struct inner {
    text x = {};
    integer y = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(y), PORTWRIGHT_FIELD(x)).rules(not_both("x", "y"));
    }
};

struct mixed {
    text lower = {};
    integer Count = {};
    test::Protocol Word = {};
    text Upper = {};
    inner One = {};
    list<inner> Many = {};
    portwright::texts Texts = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(lower, required), PORTWRIGHT_FIELD(Count, between<1, 9>), PORTWRIGHT_FIELD(Word),
                      PORTWRIGHT_FIELD(Upper, secret, characters<1, 8>, "shown to people"), PORTWRIGHT_FIELD(One),
                      PORTWRIGHT_FIELD(Many, at_most<3>), PORTWRIGHT_FIELD(Texts));
    }
};

constexpr const row& row_named(const table& t, std::string_view name) {
    std::size_t i = 0;
    while (t.name(i) != name) ++i;
    return t.rows[i];
}

constexpr auto& mixed_table = table_of<mixed>;

TEST_CASE("entries: rows stand in the order of the bytes of their names, not in the author's") {
    VERIFY(mixed_table.count == 7);
    VERIFY(std::string_view(mixed_table.names, 31) == "CountManyOneTextsUpperWordlower");
    static constexpr std::string_view sorted[] = {"Count", "Many", "One", "Texts", "Upper", "Word", "lower"};
    for (std::size_t i = 0; i != std::size(sorted); ++i) CHECK(mixed_table.name(i) == sorted[i]);
    VERIFY(mixed_table.object_size == sizeof(mixed));
}

TEST_CASE("entries: as the author listed them") {
    constexpr auto& all = entries_of<mixed>;
    VERIFY((all[0].spelled() == "lower" && all[6].spelled() == "Texts"));
    VERIFY((all[5].field == 5 && all[5].size == sizeof(list<inner>) && all[5].offset == offsetof(mixed, Many)));
    VERIFY((order_of<mixed>[0] == 1 && order_of<mixed>[6] == 0)); // Count, ..., lower
    static_assert(std::is_same_v<structure_at<mixed, 5>, inner> && std::is_same_v<structure_at<mixed, 4>, inner>);
}

/// An answer: what requests cannot have.
struct answer {
    text RequestId = {};
    text certCaId = {};
    portwright::sequence<inner> All = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(RequestId, not_empty), PORTWRIGHT_FIELD(certCaId, alias("certCald")),
                      PORTWRIGHT_FIELD(All, required));
    }
};

TEST_CASE("entries: an alias is a row of its own with the same field") {
    constexpr auto& t = table_of<answer>;
    VERIFY(t.count == 4);
    VERIFY(field_count<answer> == 3);
    VERIFY(row_named(t, "certCald").is_alias());
    VERIFY(!row_named(t, "certCaId").is_alias());
    VERIFY(row_named(t, "certCald").pointer_offset == row_named(t, "certCaId").pointer_offset);
    VERIFY(row_named(t, "RequestId").is_filled());
    VERIFY(!row_named(t, "All").is_filled());
    VERIFY(row_named(t, "All").flags == row::required);
}

} // namespace
