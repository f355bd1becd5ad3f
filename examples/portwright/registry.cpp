// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "registry.hpp"

#include "catalogue.hpp"
#include "failure.hpp"

#include <cstdint>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>

namespace portwright_tool {
namespace {

namespace detail = portwright::detail;
using detail::kind;

template <class T>
std::vector<field_info> fields_of();

template <class T, std::size_t I>
field_info field_of() {
    const detail::entry& from = detail::entries_of<T>[I];
    field_info made{.name = from.spelled(), .doc = from.doc, .type = from.type};
    made.required = (from.flags & detail::row::required) != 0;
    made.secret = (from.flags & detail::row::secret) != 0;
    made.listed = from.listed;
    made.decimal = from.decimal;
    if (from.has_special) made.special = from.special;
    made.max_items = from.max_items;
    made.number = from.number;
    made.text = from.text;
    made.words = from.words;
    if (made.type == kind::texts && made.text != nullptr) made.max_items = made.text->max_items;
    if constexpr (detail::structured<typename detail::field_at<T, I>::type>) {
        using inner = detail::structure_at<T, I>;
        made.fields = fields_of<inner>();
        if constexpr (detail::kind_of<typename detail::field_at<T, I>::type> == kind::structure_map)
            made.subscript = inner::subscript;
    }
    return made;
}

template <class T>
std::vector<field_info> fields_of() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        std::vector<field_info> all;
        all.reserve(sizeof...(I));
        (all.push_back(field_of<T, I>()), ...);
        return all;
    }(std::make_index_sequence<detail::field_count<T>>{});
}

// ---- from arguments to a typed request ----

template <class T>
void fill(T& object, const argument_tree& from, storage& keep);

void set(portwright::text& field, const argument_tree& from, storage&) {
    field = portwright::text(std::string_view(from.leaf->value));
}

// By the word's own constructor: it may accept more than its list has.
template <std::derived_from<portwright::text> Word>
    requires(!std::same_as<Word, portwright::text>)
void set(Word& field, const argument_tree& from, storage&) {
    field = Word(std::string_view(from.leaf->value));
}

void set(portwright::integer& field, const argument_tree& from, storage&) { field = from.leaf->number; }

void set(portwright::truth_value& field, const argument_tree& from, storage&) { field = from.leaf->number != 0; }

void set(portwright::texts& field, const argument_tree& from, storage& keep) {
    auto* const all = keep.array<std::string_view>(from.elements.size());
    std::size_t at = 0;
    for (const auto& [subscript, element] : from.elements) all[at++] = element.leaf->value;
    field = portwright::texts(std::span<const std::string_view>(all, at));
}

void set(portwright::integers& field, const argument_tree& from, storage& keep) {
    auto* const all = keep.array<std::int64_t>(from.elements.size());
    std::size_t at = 0;
    for (const auto& [subscript, element] : from.elements) all[at++] = element.leaf->number;
    field = portwright::integers(std::span<const std::int64_t>(all, at));
}

template <class T>
void set(portwright::list<T>& field, const argument_tree& from, storage& keep) {
    auto* const all = keep.array<T>(from.elements.size());
    std::size_t at = 0;
    for (const auto& [subscript, element] : from.elements) fill(all[at++], element, keep);
    field = portwright::list<T>(std::span<const T>(all, at));
}

template <class T>
    requires(detail::kind_of<T> == kind::structure)
void set(T& field, const argument_tree& from, storage& keep) {
    fill(field, from, keep);
}

template <class T>
void fill(T& object, const argument_tree& from, storage& keep) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto one = [&](auto number) {
            constexpr std::size_t i = decltype(number)::value;
            const auto found = from.fields.find(detail::entries_of<T>[i].spelled());
            if (found != from.fields.end()) set(object.*detail::field_at<T, i>::pointer, found->second, keep);
        };
        (one(std::integral_constant<std::size_t, I>{}), ...);
    }(std::make_index_sequence<detail::field_count<T>>{});
}

template <class Action>
const void* make(const argument_tree& from, storage& keep) {
    Action* const made = keep.array<Action>(1);
    fill(*made, from, keep);
    return made;
}

template <class System>
constexpr api family_of() {
    if (std::is_base_of_v<portwright::tencent::api_v3, System>) return api::tencent_v3;
    if (std::is_base_of_v<portwright::tencent::api_v2, System>) return api::tencent_v2;
    return api::aliyun_rpc;
}

template <class... Actions>
std::vector<action_info> list_actions(const std::tuple<Actions...>*) {
    return {{&Actions::call, &detail::table_of<Actions>, fields_of<Actions>(), fields_of<typename Actions::response>(),
             &make<Actions>, portwright::system_of<Actions>::name, family_of<portwright::system_of<Actions>>(),
             &detail::words_of_family<portwright::system_of<Actions>>}...};
}

}   // namespace

const std::vector<action_info>& actions() {
    static const std::vector<action_info> all = list_actions(static_cast<const portwright::all_actions*>(nullptr));
    return all;
}

const action_info& find_action(std::string_view name) {
    std::vector<std::string> names;
    for (const action_info& action : actions()) {
        names.push_back(action.name());
        if (names.back() == name) return action;
    }
    const std::string_view guess = nearest(name, {names.begin(), names.end()});
    refuse(shown(name), guess.empty() ? "no such action; `portwright actions` lists them"
                                      : "no such action; did you mean " + std::string(guess) + "?");
}

}   // namespace portwright_tool
