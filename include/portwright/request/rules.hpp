// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The rules between the fields of a structure: sentences about what a request may not have.
//
//     refuse(given("CertId"), is("Protocol", Protocol::TCP))    no certificate for TCP
//     exactly_one("ProxyId", "GroupId")

#include <portwright/request/table.hpp>

#include <array>
#include <cstddef>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::schema {

/// A value that a clause compares a field with: a word or a number.
struct operand {
    const char* word = nullptr;
    int number = 0;
    bool is_number = false;

    constexpr operand() = default;
    /// The word in `text`, a literal that is kept, the number `value`, or a listed word.
    constexpr operand(const char* text) : word(text) {}
    constexpr operand(int value) : number(value), is_number(true) {}
    template <class Value>
        requires requires(Value v) { v.spelling; }
    constexpr operand(Value value) : word(value.spelling) {}
};

inline constexpr std::size_t max_operands = 8;

/// A condition on fields, which are given by name; `^Name` is a field of the enclosing structure.
struct clause {
    const char* field = nullptr;
    detail::condition::test test = detail::condition::state;
    const char* other = "";
    int count = 0;
    operand values[max_operands] = {};
    int value_count = 0;
    bool absent = false; ///< it holds where the field is absent, too
    bool present = false; ///< it holds whatever value the field has
    bool inverse = false; ///< it holds for the listed values that are not among `values`
};

/// Rules, one after the other: N clauses in all. A request breaks a rule where all of its clauses hold.
template <std::size_t N>
struct rule_set {
    std::array<clause, N> clauses;
    std::array<bool, N> last; ///< whether the clause ends its rule
};

/// The field is absent.
consteval clause missing(const char* field) { return {.field = field, .absent = true}; }
/// The field is set, to whatever value.
consteval clause given(const char* field) { return {.field = field, .present = true}; }
/// The field has one of these listed words or numbers. `values`: which.
template <class... Values>
consteval clause is(const char* field, Values... values) {
    return {.field = field, .values = {operand(values)...}, .value_count = sizeof...(Values)};
}
/// The field has one of these values, or is absent.
template <class... Values>
consteval clause missing_or_is(const char* field, Values... values) {
    return {.field = field, .values = {operand(values)...}, .value_count = sizeof...(Values), .absent = true};
}
/// The field has a listed value, and it is none of these. `values`: which.
template <class... Values>
consteval clause is_other_than(const char* field, Values... values) {
    return {.field = field, .values = {operand(values)...}, .value_count = sizeof...(Values), .inverse = true};
}
/// The list has more elements than that, or than another list. `count`: that number; `other`: the other list.
consteval clause more_than(const char* list, int count) {
    return {.field = list, .test = detail::condition::many, .count = count};
}
consteval clause more_than(const char* list, const char* other) {
    return {.field = list, .test = detail::condition::longer, .other = other};
}
// Numbers, where both fields are set: field >= other, field > other, field != other.

/// Both fields are set, and `field` is as large as `other`, or larger.
consteval clause not_below(const char* field, const char* other) {
    return {.field = field, .test = detail::condition::not_below, .other = other};
}
/// Both fields are set, and `field` is larger than `other`.
consteval clause above(const char* field, const char* other) {
    return {.field = field, .test = detail::condition::above, .other = other};
}
/// Both fields are set, and `field` is another number than `other`.
consteval clause differs(const char* field, const char* other) {
    return {.field = field, .test = detail::condition::differs, .other = other};
}
/// The text is not an even number of 0-9 A-F. `field`: which text.
consteval clause not_hex(const char* field) {
    return {.field = field, .test = detail::condition::not_hex, .other = field};
}
/// Both are times in seconds, and `field` is more than 86400 after the other.
consteval clause more_than_a_day_after(const char* field, const char* other) {
    return {.field = field, .test = detail::condition::far_above, .other = other};
}

/// Both are date-times, and `field` is the later one. `other` is the earlier one.
consteval clause later_than(const char* field, const char* other) {
    return {.field = field, .test = detail::condition::later, .other = other};
}

/// Refuses a request in which all of the clauses hold; the first names the parameter to blame. Returns the rule as a
/// set of one.
template <class... Clauses>
consteval auto refuse(Clauses... clauses) {
    rule_set<sizeof...(Clauses)> set{{clauses...}, {}};
    set.last.back() = true;
    return set;
}

/// @name For the library
/// @{
constexpr void append(const clause* clauses, const bool* last, std::size_t count, clause*& to, bool*& last_to) {
    for (; count != 0; --count) {
        *to++ = *clauses++;
        *last_to++ = *last++;
    }
}
/// @}

/// Several rules as one set. `sets` are taken in their order.
template <std::size_t... N>
consteval auto all_of(const rule_set<N>&... sets) {
    rule_set<(N + ... + 0)> all{};
    [[maybe_unused]] clause* clauses = all.clauses.data();
    [[maybe_unused]] bool* last = all.last.data();
    (append(sets.clauses.data(), sets.last.data(), N, clauses, last), ...);
    return all;
}

/// field < other, where both are set.
consteval auto below(const char* field, const char* other) { return refuse(not_below(field, other)); }
/// field <= other, where both are set.
consteval auto up_to(const char* field, const char* other) { return refuse(above(field, other)); }
/// At least one of the fields is set. `names`: theirs.
template <class... Names>
consteval auto any_of(Names... names) {
    return refuse(missing(names)...);
}
/// At most one of the two fields is set. `one` and `other` are their names.
consteval auto not_both(const char* one, const char* other) { return refuse(given(one), given(other)); }
/// Exactly one of the two fields is set: `one`, or `other`.
consteval auto exactly_one(const char* one, const char* other) {
    return all_of(any_of(one, other), not_both(one, other));
}
/// `field` may be set only where `selector`, a listed word or number, has one of the values.
template <class... Values>
consteval auto only_with(const char* field, const char* selector, Values... values) {
    return refuse(given(field), is_other_than(selector, values...));
}
/// `field` must be set where all of the clauses hold.
template <class... Clauses>
consteval auto required_when(const char* field, Clauses... clauses) {
    return refuse(missing(field), clauses...);
}

} // namespace portwright::inline v0_1::schema

#include <portwright/core/platform_macros_on.hpp>
