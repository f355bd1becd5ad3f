// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The vocabulary in which an action is described, once, for every use.
//
//     struct CreateHTTPListener {
//         text ListenerName = {};
//         integer Port = {};
//         text ProxyId = {};
//         text GroupId = {};
//
//         static constexpr operation call{"CreateHTTPListener", &service};
//         template <class self>
//         static consteval auto schema() {
//             using namespace portwright::schema;
//             return fields(PORTWRIGHT_FIELD(ListenerName, required, "name of the listener"),
//                           PORTWRIGHT_FIELD(Port, required, between<1, 65535>, "port"),
//                           PORTWRIGHT_FIELD(ProxyId, "acceleration connection"),
//                           PORTWRIGHT_FIELD(GroupId, "connection group"))
//                 .rules(exactly_one("ProxyId", "GroupId"));
//         }
//     };
//
// The order of the fields is the document's; canonical order is settled from it at compile time. schema() is a template,
// called with the structure itself, so that an action that is not used costs no compile time.

#include <portwright/core/error.hpp>
#include <portwright/request/action.hpp>
#include <portwright/request/characters.hpp>
#include <portwright/request/fields.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// A structure with a schema: an action, a part of one, or an answer.
template <class T>
concept described = requires { T::template schema<T>(); };

/// A structure that is an action.
template <class T>
concept action = described<T> && requires {
    { T::call } -> std::convertible_to<const operation&>;
};

namespace schema {

// ---- options of a field ----

struct required_option {};
/// The API refuses the action without it. Of an answer: one without it is an error, missing_field.
inline constexpr required_option required;

struct not_empty_option {};
/// The same of an answer's text or list, which must have something in it. For answers only.
inline constexpr not_empty_option not_empty;

struct secret_option {};
/// A private key or the like: never in a URL, an error or a log.
inline constexpr secret_option secret;

struct items_option {
    std::uint8_t most;
};
/// A list of at most N elements.
template <std::uint8_t N>
inline constexpr items_option at_most{N};

struct name_option {
    const char* name;
};
/// The name on the wire, where it is a word of C++: `PORTWRIGHT_FIELD(namespace_, named("namespace"))`.
consteval name_option named(const char* name) { return {name}; }

struct alias_option {
    const char* name;
};
/// Another name under which an answer may have the field, where the documents misspell it. For answers only.
consteval alias_option alias(const char* name) { return {name}; }

/// A number from Low to High, or Also.
template <std::int16_t Low, std::int32_t High, std::int16_t Also = Low>
inline constexpr detail::number_rule between{High, Low, Also};

/// A number of at least Low.
template <std::int16_t Low>
inline constexpr detail::number_rule at_least{0x7FFFFFFF, Low, Low};

struct values_option {
    detail::number_rule rule;
};
/// One of the numbers that the documents list: a run without gaps, and at most one more above it.
template <std::int16_t First, std::int16_t... More>
inline constexpr values_option one_of = [] {
    constexpr auto listed = [] {
        struct {
            detail::number_rule rule{First, First, First};
            bool fits = true;
        } made;
        bool one_more = false;
        for (const std::int16_t next : std::initializer_list<std::int16_t>{More...}) {
            made.fits = made.fits && !one_more && next > made.rule.high;
            one_more = next != made.rule.high + 1;
            if (one_more) made.rule.also = next;
            else made.rule.high = next;
        }
        return made;
    }();
    static_assert(listed.fits, "one_of lists a run of numbers without gaps, and at most one more above it");
    return values_option{listed.rule};
}();

struct special_option {
    std::int32_t value;
};
/// A number with a meaning of its own, such as "no limit", where no range is stated: for documentation only.
template <std::int32_t Value>
inline constexpr special_option special{Value};

struct decimal_option {};
/// A number with a fraction, which is read as text: for documentation only.
inline constexpr decimal_option decimal;

/// The sets of characters of request/characters.hpp.
struct charset {
    using set = bool(const char* data, std::size_t size);
    static constexpr set* any = &detail::any_characters;
    static constexpr set* ascii = &detail::is_ascii;
    static constexpr set* visible_ascii = &detail::is_visible_ascii;
    static constexpr set* path = &detail::is_path;
    static constexpr set* not_a_link = &detail::is_not_a_link;
    static constexpr set* date_time = &detail::is_date_time;
    static constexpr set* label = &detail::is_label;
};

/// A text of Shortest to Longest characters (0: no bound), of the characters of Set; a list of at most MaxItems.
template <std::uint8_t Shortest, std::uint16_t Longest, charset::set* Set = charset::any, std::uint8_t MaxItems = 0>
inline constexpr detail::text_rule characters{Set, Longest, Shortest, MaxItems};

/// A text of the characters of Set.
template <charset::set* Set>
inline constexpr detail::text_rule only{Set, 0, 0, 0};

// ---- rules ----

/// One value of a condition: a word or a number.
struct operand {
    const char* word = nullptr;
    int number = 0;
    bool is_number = false;

    constexpr operand() = default;
    constexpr operand(const char* text) : word(text) {}
    constexpr operand(int value) : number(value), is_number(true) {}
    template <class Value>
        requires requires(Value v) { v.spelling; }
    constexpr operand(Value value) : word(value.spelling) {}
};

inline constexpr std::size_t max_operands = 8;

/// A condition as it is written: fields by name, `^Name` for a field of the structure around.
struct clause {
    const char* field = nullptr;
    detail::condition::test test = detail::condition::state;
    const char* other = "";
    int count = 0;
    operand values[max_operands] = {};
    int value_count = 0;
    bool absent = false; ///< the state "absent" counts
    bool present = false; ///< every other state counts
    bool inverse = false; ///< the listed values that are not among `values` count
};

/// `N` clauses that break the rule where all of them hold.
template <std::size_t N>
struct rule_set {
    std::array<clause, N> clauses;
    std::array<bool, N> last;
};

consteval clause missing(const char* field) { return {.field = field, .absent = true}; }
consteval clause given(const char* field) { return {.field = field, .present = true}; }
template <class... Values>
consteval clause is(const char* field, Values... values) {
    return {.field = field, .values = {operand(values)...}, .value_count = sizeof...(Values)};
}
/// Has one of these, or is absent.
template <class... Values>
consteval clause missing_or_is(const char* field, Values... values) {
    return {.field = field, .values = {operand(values)...}, .value_count = sizeof...(Values), .absent = true};
}
/// Has a listed value, and none of these.
template <class... Values>
consteval clause is_other_than(const char* field, Values... values) {
    return {.field = field, .values = {operand(values)...}, .value_count = sizeof...(Values), .inverse = true};
}
consteval clause more_than(const char* list, int count) {
    return {.field = list, .test = detail::condition::many, .count = count};
}
consteval clause more_than(const char* list, const char* other) {
    return {.field = list, .test = detail::condition::longer, .other = other};
}
consteval clause not_below(const char* field, const char* other) {
    return {.field = field, .test = detail::condition::not_below, .other = other};
}
consteval clause above(const char* field, const char* other) {
    return {.field = field, .test = detail::condition::above, .other = other};
}
consteval clause differs(const char* field, const char* other) {
    return {.field = field, .test = detail::condition::differs, .other = other};
}
consteval clause not_hex(const char* field) {
    return {.field = field, .test = detail::condition::not_hex, .other = field};
}
consteval clause more_than_a_day_after(const char* field, const char* other) {
    return {.field = field, .test = detail::condition::far_above, .other = other};
}

/// Both are date-times, and `field` is the later one.
consteval clause later(const char* field, const char* other) {
    return {.field = field, .test = detail::condition::later, .other = other};
}

/// Refuses a request in which all of the clauses hold; the first names the parameter to blame.
template <class... Clauses>
consteval auto refuse(Clauses... clauses) {
    rule_set<sizeof...(Clauses)> set{{clauses...}, {}};
    set.last.back() = true;
    return set;
}

template <std::size_t... N>
consteval auto all_of(const rule_set<N>&... sets) {
    rule_set<(N + ... + 0)> all{};
    std::size_t at = 0;
    auto append = [&](const auto& set) {
        for (std::size_t i = 0; i < set.clauses.size(); ++i, ++at) {
            all.clauses[at] = set.clauses[i];
            all.last[at] = set.last[i];
        }
    };
    (append(sets), ...);
    return all;
}

/// field < other, where both are given.
consteval auto below(const char* field, const char* other) { return refuse(not_below(field, other)); }
/// field <= other, where both are given.
consteval auto up_to(const char* field, const char* other) { return refuse(above(field, other)); }
/// At least one of the fields.
template <class... Names>
consteval auto any_of(Names... names) {
    return refuse(missing(names)...);
}
consteval auto not_both(const char* one, const char* other) { return refuse(given(one), given(other)); }
consteval auto exactly_one(const char* one, const char* other) {
    return all_of(any_of(one, other), not_both(one, other));
}
/// `field` goes only where the listed word or number `of` has one of the values.
template <class... Values>
consteval auto only_with(const char* field, const char* of, Values... values) {
    return refuse(given(field), is_other_than(of, values...));
}
/// `field` is required where all of the clauses hold.
template <class... Clauses>
consteval auto required_when(const char* field, Clauses... clauses) {
    return refuse(missing(field), clauses...);
}

// ---- fields ----

template <class M>
struct member;
template <class Class, class Type>
struct member<Type Class::*> {
    using owner = Class;
    using type = Type;
};

/// A field's description, with everything that only documentation needs.
struct field_data {
    const char* name = nullptr;
    const char* alias = nullptr;
    std::size_t offset = 0;
    std::uint8_t flags = 0;
    std::uint8_t max_items = 0;
    bool not_empty = false;
    bool listed = false; ///< `number` is a list of values, not a range
    bool decimal = false;
    bool has_special = false;
    std::int32_t special = 0;
    bool has_number =
        false; ///< whether there is `number`, as g++ under -fsanitize=undefined does not compare it with null
    bool has_text = false;
    const detail::number_rule* number = nullptr;
    const detail::text_rule* text = nullptr;
    const char* words = ""; ///< the listed values
    const char* doc = "";
};

/// One field. `Refuse` is called at compile time, to fail with a message that names the field.
template <auto Member, class Refuse, std::size_t Clauses>
struct field : field_data {
    using owner = typename member<decltype(Member)>::owner;
    using type = typename member<decltype(Member)>::type;
    static constexpr auto pointer = Member;
    using refusal = Refuse;

    rule_set<Clauses> inner = {}; ///< rules that hold inside the structure because of where it stands
};

constexpr void apply(field_data& f, required_option) { f.flags |= detail::row::required; }
constexpr void apply(field_data& f, not_empty_option) {
    apply(f, required);
    f.not_empty = true;
}
constexpr void apply(field_data& f, secret_option) { f.flags |= detail::row::secret; }
constexpr void apply(field_data& f, items_option most) { f.max_items = most.most; }
constexpr void apply(field_data& f, const detail::number_rule& rule) {
    f.number = &rule;
    f.has_number = true;
    f.flags |= detail::row::bounded;
}
constexpr void apply(field_data& f, const detail::text_rule& rule) {
    f.text = &rule;
    f.has_text = true;
    f.flags |= detail::row::bounded;
}
constexpr void apply(field_data& f, const values_option& values) {
    apply(f, values.rule);
    f.listed = true;
}
constexpr void apply(field_data& f, special_option one) {
    f.has_special = true;
    f.special = one.value;
}
constexpr void apply(field_data& f, decimal_option) { f.decimal = true; }
constexpr void apply(field_data& f, name_option wire) { f.name = wire.name; }
constexpr void apply(field_data& f, alias_option other) { f.alias = other.name; }
constexpr void apply(field_data& f, const char* doc) { f.doc = doc; }
template <std::size_t N>
constexpr void apply(field_data&, const rule_set<N>&) {}

template <class T>
inline constexpr std::size_t clauses_in = 0;
template <std::size_t N>
inline constexpr std::size_t clauses_in<rule_set<N>> = N;

template <auto Member, class Refuse, class... Options>
consteval auto make_field(const char* name, std::size_t offset, Refuse, const Options&... options) {
    field<Member, Refuse, (clauses_in<Options> + ... + 0)> made{{.name = name, .offset = offset}};
    (apply(made, options), ...);
    if constexpr ((clauses_in<Options> + ... + 0) != 0) {
        auto keep = [&](const auto& option) {
            if constexpr (clauses_in<std::remove_cvref_t<decltype(option)>> != 0) made.inner = option;
        };
        (keep(options), ...);
    }
    return made;
}

// A tuple without std::tuple's constructors, which take half of the time that an action takes to compile.

template <std::size_t I, class Field>
struct nth_field {
    Field field;
};
template <class Indexes, class... Fields>
struct nth_fields;
template <std::size_t... I, class... Fields>
struct nth_fields<std::index_sequence<I...>, Fields...> : nth_field<I, Fields>... {
    /// Calls `use` with all fields.
    template <class Use>
    constexpr auto expand(Use use) const {
        return use(static_cast<const nth_field<I, Fields>&>(*this).field...);
    }
};

template <std::size_t I, class Field>
constexpr const Field& get(const nth_field<I, Field>& all) noexcept {
    return all.field;
}

template <std::size_t Clauses, class... Fields>
struct field_set {
    nth_fields<std::index_sequence_for<Fields...>, Fields...> all;
    rule_set<Clauses> own;

    static constexpr std::size_t count = sizeof...(Fields);

    /// The rules that hold between these fields, in any number.
    template <std::size_t... N>
    consteval auto rules(const rule_set<N>&... sets) const {
        return field_set<(N + ... + 0), Fields...>{all, all_of(sets...)};
    }
};

template <class... Fields>
consteval auto fields(Fields... all) {
    return field_set<0, Fields...>{{{all}...}, {}};
}

} // namespace schema
} // namespace portwright::inline v0_1

/// Describes the field `name` of the structure `self`: a macro because C++20 has no other way from a member to its name and its
/// offset, and because a static_assert needs its text as a literal.
#define PORTWRIGHT_FIELD(name, ...)                                                                                    \
    ::portwright::schema::make_field<&self::name>(#name, offsetof(self, name), []<::portwright::errc Why>() {          \
        static_assert(Why != ::portwright::errc::missing_parameter, "required parameter " #name " is missing");        \
        static_assert(Why != ::portwright::errc::out_of_range,                                                         \
                      "parameter " #name " is out of range (" #__VA_ARGS__ ")");                                       \
        static_assert(Why != ::portwright::errc::not_listed,                                                           \
                      "parameter " #name                                                                               \
                      " has a value that the documents do not list; unlisted() passes it on purpose");                 \
        static_assert(Why != ::portwright::errc::rule_broken,                                                          \
                      "parameter " #name " breaks a rule of its action; check() and message() say which");             \
        static_assert(Why == ::portwright::errc::missing_parameter || Why == ::portwright::errc::out_of_range ||       \
                          Why == ::portwright::errc::not_listed || Why == ::portwright::errc::rule_broken,             \
                      "parameter " #name " is refused (" #__VA_ARGS__ ")");                                            \
    } __VA_OPT__(, ) __VA_ARGS__)

#include <portwright/core/platform_macros_on.hpp>
