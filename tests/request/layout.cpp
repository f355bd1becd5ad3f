// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// How a description becomes a table: what each row keeps, what tables share, and which structures no request has.

#include <portwright/request/layout.hpp>
#include <portwright/response/sequence.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace {

using portwright::integer;
using portwright::list;
using portwright::text;
using portwright::detail::flaw;
using portwright::detail::kind;
using portwright::detail::request_flaw;
using portwright::detail::row;
using portwright::detail::table;
using portwright::detail::table_of;
using portwright::detail::word_text;

// ---- rows ----

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

TEST_CASE("layout: a row keeps where its field lies, its type, its marks and its bounds") {
    VERIFY(row_named(mixed_table, "lower").offset() == offsetof(mixed, lower));
    VERIFY(row_named(mixed_table, "Texts").offset() == offsetof(mixed, Texts));
    VERIFY(row_named(mixed_table, "lower").flags == row::required);
    VERIFY(row_named(mixed_table, "lower").type == kind::text);
    VERIFY(row_named(mixed_table, "Upper").flags == (row::secret | row::bounded));
    VERIFY(row_named(mixed_table, "Upper").text->longest == 8);
    VERIFY(row_named(mixed_table, "Count").flags == row::bounded);
    VERIFY(row_named(mixed_table, "Count").number->high == 9);
    VERIFY(row_named(mixed_table, "Word").flags == row::listed);
    VERIFY(word_text(row_named(mixed_table, "Word").words) == "TCP");
    VERIFY(row_named(mixed_table, "One").type == kind::structure);
    VERIFY(row_named(mixed_table, "One").child->count == 2);
    VERIFY(row_named(mixed_table, "One").child->max_items == 0);
    VERIFY(row_named(mixed_table, "Many").type == kind::structures);
    VERIFY(row_named(mixed_table, "Many").child->max_items == 3);
    VERIFY(row_named(mixed_table, "Many").child->object_size == sizeof(inner));
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

TEST_CASE("layout: a top row counts the common parameters that sort before it") {
    constexpr auto& t = table_of<test::Sorted<test::v3>>;
    VERIFY(row_named(t, "AAA").common_before == 0);
    VERIFY(row_named(t, "Formats").common_before == 1); // Action
    VERIFY(row_named(t, "Nonces").common_before == 2); // Nonce
    VERIFY(row_named(t, "zone").common_before == 8); // all of them
    constexpr auto& other = table_of<test::Sorted<test::aliyun>>;
    VERIFY(row_named(other, "AAA").common_before == 0);
    VERIFY(row_named(other, "Formats").common_before == 3); // AccessKeyId, Action, Format
}

// ---- shared arrays ----

/// The same names as `inner`, and the same rules.
struct like_inner {
    integer y = {};
    text x = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(y), PORTWRIGHT_FIELD(x)).rules(not_both("x", "y"));
    }
};

template <int>
struct with_long_names {
    text the_first_of_two_names_that_are_together_longer_than_what_is_shared = {};
    text the_second = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(the_first_of_two_names_that_are_together_longer_than_what_is_shared),
                      PORTWRIGHT_FIELD(the_second));
    }
};

TEST_CASE("layout: structures with the same names or rules share them, where they are short") {
    CHECK(static_cast<const void*>(table_of<inner>.names) == table_of<like_inner>.names);
    CHECK(table_of<inner>.rules == table_of<like_inner>.rules);
    CHECK(table_of<inner>.rows != table_of<like_inner>.rows); // the fields lie elsewhere
    constexpr auto& one = table_of<with_long_names<1>>;
    constexpr auto& other = table_of<with_long_names<2>>;
    CHECK(static_cast<const void*>(one.names) != other.names);
    CHECK(one.name(0) == other.name(0));
}

TEST_CASE("layout: an action's table has its call, and a look at rare tests where its rules have one") {
    VERIFY(table_of<test::CreateListener<test::v3>>.action == "CreateListener");
    CHECK((table_of<test::CreateListener<test::v3>>.holds_rare_test != nullptr)); // a day after
    CHECK((table_of<test::DescribeTask<test::v3>>.holds_rare_test == nullptr));
}

struct other_member {
    text a = {};
    void* stranger = nullptr;

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(a));
    }
};
struct dotted {
    text a = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(a, named("a.b")));
    }
};
struct holds_dotted {
    list<dotted> all = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(all));
    }
};

struct misspelled {
    text a = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(a, alias("b")));
    }
};

TEST_CASE("layout: the flaws of a request") {
    VERIFY(request_flaw<mixed>() == flaw::none);
    VERIFY(request_flaw<other_member>() == flaw::other_member);
    VERIFY(request_flaw<dotted>() == flaw::bad_name);
    VERIFY(request_flaw<holds_dotted>() == flaw::bad_name); // within it, too
    VERIFY(request_flaw<answer>() == flaw::answer_type);
    VERIFY(request_flaw<misspelled>() == flaw::alias);
}

} // namespace
