// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// How a structure is described, once, for every use: its fields with their options, and the rules between them.
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
// The order of the fields is the document's; canonical order is settled from it at compile time. schema() is a
// template, called with the structure itself, so that an action that is not used costs no compile time.

#include <portwright/core/error.hpp>
#include <portwright/request/action.hpp>
#include <portwright/request/field_options.hpp>
#include <portwright/request/fields.hpp>
#include <portwright/request/rules.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Whether PORTWRIGHT_FIELD has words of its own for what is wrong.
constexpr bool has_words(errc why) noexcept {
    return why == errc::missing_parameter || why == errc::out_of_range || why == errc::not_listed ||
           why == errc::rule_broken || why == errc::not_prepared;
}

} // namespace detail

/// A structure with a schema: an action, a part of one, or an answer.
template <class T>
concept described = requires { T::template schema<T>(); };

/// A structure that is an action.
template <class T>
concept action = described<T> && requires {
    { T::call } -> std::convertible_to<const operation&>;
};

namespace detail {

/// Asserts that a type is an action: one line for each part that it lacks.
template <class T>
constexpr void require_action() {
    static_assert(described<T>,
                  "an action has a schema: `template <class self> static consteval auto schema()` lists its fields");
    static_assert(
        requires {
            { T::call } -> std::convertible_to<const operation&>;
        }, "an action has a call: `static constexpr operation_of call{\"CreateListener\", &service}` names it");
}

} // namespace detail

namespace schema {

/// What a pointer to a member points into, and at.
template <class M>
struct member;
/// The same.
template <class Class, class Type>
struct member<Type Class::*> {
    using owner = Class;
    using type = Type;
};

/// The description of a field, with what only documentation needs.
struct field_data {
    const char* name = nullptr;
    const char* alias = nullptr;
    std::size_t offset = 0;
    std::uint8_t flags = 0;
    std::uint8_t max_items = 0;
    bool not_empty = false;
    bool listed = false; ///< `number` stands for a list of values, not for a range
    bool decimal = false;
    bool has_special = false;
    std::int32_t special = 0;
    // Whether `number` and `text` are set: g++ under -fsanitize=undefined does not compare them with null.
    bool has_number = false;
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

    rule_set<Clauses> inner = {}; ///< the rules that the structure in this field has here, beside its own
};

/// @name For the library
/// @{
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
/// @}

template <class T>
inline constexpr std::size_t clauses_in = 0;
template <std::size_t N>
inline constexpr std::size_t clauses_in<rule_set<N>> = N;

/// @name For the library
/// @{
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
/// @}

// The fields lie in a tuple of our own: the constructors of std::tuple would take half of the time that an action takes
// to compile.

/// A place of a schema's own tuple.
template <std::size_t I, class Field>
struct nth_field {
    Field field;
};
/// A schema's fields, each in its place.
template <class Indexes, class... Fields>
struct nth_fields;
/// The same.
template <std::size_t... I, class... Fields>
struct nth_fields<std::index_sequence<I...>, Fields...> : nth_field<I, Fields>... {
    /// Calls `use` with all fields. Returns what that returns.
    template <class Use>
    constexpr auto expand(Use use) const {
        return use(static_cast<const nth_field<I, Fields>&>(*this).field...);
    }
};

/// @name For the library
/// @{
template <std::size_t I, class Field>
constexpr const Field& get(const nth_field<I, Field>& all) noexcept {
    return all.field;
}
/// @}

/// A schema: the fields of a structure, and the rules between them.
template <std::size_t Clauses, class... Fields>
struct field_set {
    nth_fields<std::index_sequence_for<Fields...>, Fields...> all;
    rule_set<Clauses> own;

    static constexpr std::size_t count = sizeof...(Fields);

    /// Adds the rules between these fields. Returns a schema with `sets` in place of what it had.
    template <std::size_t... N>
    consteval auto rules(const rule_set<N>&... sets) const {
        return field_set<(N + ... + 0), Fields...>{all, all_of(sets...)};
    }
};

/// A schema of these fields: `all` are what PORTWRIGHT_FIELD makes.
template <class... Fields>
consteval auto fields(Fields... all) {
    return field_set<0, Fields...>{{{all}...}, {}};
}

} // namespace schema
} // namespace portwright::inline v0_1

/// Describes the field `name` of the structure `self`: a macro because C++20 has no other way from a member to its name
/// and its offset, and because a static_assert needs its text as a literal.
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
        static_assert(Why != ::portwright::errc::not_prepared,                                                         \
                      "parameter " #name " cannot come later: a rule reads it");                                       \
        static_assert(::portwright::detail::has_words(Why), "parameter " #name " is refused (" #__VA_ARGS__ ")");      \
    } __VA_OPT__(, ) __VA_ARGS__)

#include <portwright/core/platform_macros_on.hpp>
