// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// How a description becomes tables: the order of rows, what each row keeps, rules as conditions, what is refused.

#include <portwright/request/layout.hpp>
#include <portwright/response/sequence.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace {

using portwright::integer;
using portwright::list;
using portwright::text;
using portwright::detail::absent_states;
using portwright::detail::condition;
using portwright::detail::description_flaw;
using portwright::detail::entry;
using portwright::detail::field_count;
using portwright::detail::flaw;
using portwright::detail::flaw_of;
using portwright::detail::is_field_name;
using portwright::detail::kind;
using portwright::detail::kind_of;
using portwright::detail::max_shared_size;
using portwright::detail::request_flaw;
using portwright::detail::row;
using portwright::detail::share;
using portwright::detail::structure_at;
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

TEST_CASE("layout: rows stand in the order of the bytes of their names, not in the author's") {
    VERIFY(mixed_table.count == 7);
    VERIFY(std::string_view(mixed_table.names, 31) == "CountManyOneTextsUpperWordlower");
    static constexpr std::string_view sorted[] = {"Count", "Many", "One", "Texts", "Upper", "Word", "lower"};
    for (std::size_t i = 0; i != std::size(sorted); ++i) CHECK(mixed_table.name(i) == sorted[i]);
    VERIFY(mixed_table.object_size == sizeof(mixed));
}

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

TEST_CASE("layout: the kinds of fields") {
    static_assert(kind_of<text> == kind::text && kind_of<test::Protocol> == kind::text);
    static_assert(kind_of<integer> == kind::integer && kind_of<portwright::truth_value> == kind::boolean);
    static_assert(kind_of<portwright::texts> == kind::texts && kind_of<portwright::integers> == kind::integers);
    static_assert(kind_of<inner> == kind::structure && kind_of<list<inner>> == kind::structures);
    static_assert(kind_of<portwright::sequence<text>> == kind::text_sequence &&
                  kind_of<portwright::sequence<integer>> == kind::integer_sequence &&
                  kind_of<portwright::sequence<inner>> == kind::structure_sequence &&
                  kind_of<portwright::keyed<inner>> == kind::structure_map);
    static_assert(std::is_same_v<structure_at<mixed, 5>, inner>);
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

TEST_CASE("layout: an alias is a row of its own with the same field") {
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

TEST_CASE("layout: what is shared is what it was") {
    static constexpr std::array<char, 11> eleven{'\0', '\x7f', '\x80', '\xff', 'a', 'b', 'c', 'd', 'e', 'f', 'g'};
    for (std::size_t i = 0; i != eleven.size(); ++i) CHECK(share<eleven>()[i] == eleven[i]);
    static constexpr std::array<condition, 5> five{{{1}, {0xFFFF}, {0x8000}, {0}, {0x1234}}};
    for (std::size_t i = 0; i != five.size(); ++i) CHECK(share<five>()[i].bits == five[i].bits);
    static constexpr std::array<char, max_shared_size> most{'x'};
    static constexpr std::array<char, max_shared_size + 1> more{'x'};
    CHECK(static_cast<const void*>(share<most>()) != most.data());
    CHECK(static_cast<const void*>(share<more>()) == more.data());
}

// ---- rules ----

TEST_CASE("layout: a rule is conditions on rows, the last of them marked") {
    constexpr auto& t = table_of<inner>;
    VERIFY(t.condition_count == 2);
    VERIFY(t.rules[0].what() == condition::present);
    VERIFY(t.rules[0].field() == 0); // x, the first in order
    VERIFY(!t.rules[0].is_last());
    VERIFY(t.rules[1].what() == condition::present);
    VERIFY(t.rules[1].field() == 1);
    VERIFY(t.rules[1].is_last());
}

struct ruled {
    test::Protocol Protocol = {};
    integer Level = {};
    text A = {};
    text B = {};
    portwright::texts Names = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Protocol), PORTWRIGHT_FIELD(Level, one_of<1, 2, 3>), PORTWRIGHT_FIELD(A),
                      PORTWRIGHT_FIELD(B), PORTWRIGHT_FIELD(Names))
            .rules(only_with("A", "Protocol", test::Protocol::UDP), only_with("B", "Protocol", test::Protocol::UDP),
                   refuse(more_than("Names", 5), missing_or_is("Level", 3)));
    }
};

TEST_CASE("layout: values are states, and rules that differ in what must not be given are one") {
    constexpr auto& t = table_of<ruled>; // A B Level Names Protocol
    VERIFY(t.condition_count == 4);
    VERIFY(t.rules[0].what() == condition::any_present);
    VERIFY(t.blamed_rows(t.rules[0]) == 3); // A and B
    VERIFY(t.rules[1].field() == 4);
    VERIFY(t.question_of(t.rules[1]).operand == 5); // TCP and HTTPS: listed, and not UDP
    VERIFY(t.rules[1].is_last());
    VERIFY(t.rules[2].what() == condition::many);
    VERIFY(t.rules[2].operand() == 5);
    VERIFY(t.question_of(t.rules[3]).operand == (absent_states | 1u << 2)); // absent, or the third value
    VERIFY(t.state_set_count == 2);
}

TEST_CASE("layout: a rule of a place stands in the table of that place, and looks at the structure around") {
    constexpr auto& around = table_of<test::CreateListener<test::v3>>;
    constexpr const table& here = *row_named(around, "HealthCheck").child;
    constexpr const table& alone = table_of<test::HealthCheck>;
    VERIFY(here.condition_count == alone.condition_count + 2);
    VERIFY(!here.rules[alone.condition_count].is_of_parent());
    VERIFY(here.rules[alone.condition_count + 1].is_of_parent());
    VERIFY(around.name(here.rules[alone.condition_count + 1].field()) == "Protocol");
}

TEST_CASE("layout: an action's table has its call, and a look at rare tests where its rules have one") {
    VERIFY(table_of<test::CreateListener<test::v3>>.action == "CreateListener");
    CHECK((table_of<test::CreateListener<test::v3>>.holds_rare_test != nullptr)); // a day after
    CHECK((table_of<test::DescribeTask<test::v3>>.holds_rare_test == nullptr));
}

// ---- what is refused; compile_fail/ has the messages ----

TEST_CASE("layout: names of fields") {
    VERIFY(is_field_name("Ports"));
    VERIFY(is_field_name("a-b_C9"));
    for (const char* bad : {"", "a.b", "a b", "a=", "\xC3\xA9", "[", "`", "{", "@", "/", ":"})
        CHECK(!is_field_name(bad));
}

struct twice_the_name {
    text a = {};
    text b = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(a), PORTWRIGHT_FIELD(b, named("a")));
    }
};
struct twice_the_member {
    text a = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(a), PORTWRIGHT_FIELD(a, named("b")));
    }
};

namespace options = portwright::schema;

TEST_CASE("layout: the flaws of a description") {
    VERIFY(description_flaw<mixed> == flaw::none);
    VERIFY(description_flaw<twice_the_name> == flaw::same_name);
    VERIFY(description_flaw<twice_the_member> == flaw::same_member);
}

TEST_CASE("layout: the flaws of one field") {
    const auto found = []<class... Options>(kind type, const Options&... given) {
        options::field_data made{.name = "a"};
        (apply(made, given), ...);
        entry e{made, type};
        e.size = sizeof(text);
        return flaw_of(e, sizeof(text));
    };
    CHECK(found(kind::integer, options::between<1, 2>) == flaw::none);
    CHECK(found(kind::integers, options::between<1, 2>) == flaw::none);
    CHECK(found(kind::text, options::between<1, 2>) == flaw::number_bound);
    CHECK(found(kind::integer, options::between<2, 1>) == flaw::number_bound);
    CHECK(found(kind::text, options::characters<1, 2>) == flaw::none);
    CHECK(found(kind::text, options::characters<1, 0>) == flaw::none); // 0 is no bound
    CHECK(found(kind::text, options::characters<3, 2>) == flaw::text_bound);
    CHECK(found(kind::boolean, options::characters<1, 2>) == flaw::text_bound);
    CHECK(found(kind::texts, options::characters<1, 2, options::charset::any, 3>) == flaw::none);
    CHECK(found(kind::text, options::characters<1, 2, options::charset::any, 3>) == flaw::item_bound);
    CHECK(found(kind::structures, options::at_most<3>) == flaw::none);
    CHECK(found(kind::structure, options::at_most<3>) == flaw::item_bound);
    CHECK(found(kind::texts, options::at_most<3>) == flaw::item_bound);
    CHECK(found(kind::text, options::secret) == flaw::none);
    CHECK(found(kind::structure, options::secret) == flaw::secret_structure);
    CHECK(flaw_of(entry{{.name = "a", .offset = 1}, kind::text, 0, sizeof(text)}, 99) == flaw::misplaced);
    CHECK(flaw_of(entry{{.name = "a", .offset = sizeof(void*)}, kind::text, 0, sizeof(text)}, sizeof(text)) ==
          flaw::misplaced);
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
