// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Makes the catalogue's entries of one system from its actions' schemas. A system has a unit of its own in this folder,
// which instantiates describe_system() and nothing else: they compile side by side, and each again only for its own
// actions. What needs no type of an action is in typed.cpp, so that it is compiled once.

#include "../accepted_scheme.hpp"
#include "../registry.hpp"

#include <portwright/request/schema.hpp>
#include <portwright/tencent/api_v2.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <concepts>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace portwright_tool {
namespace typed {

namespace detail = portwright::detail;
using detail::kind;

// ---- what a structure has ----

// The fields as listed, without what is in those that are structures.
std::vector<field_info> fields_of(std::span<const detail::entry> listed);

template <class T>
std::vector<field_info> fields_of() {
    std::vector<field_info> all = fields_of(std::span(detail::entries_of<T>).first(detail::field_count<T>));
    const auto add_inner = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
        using type = typename detail::field_at<T, I>::type;
        if constexpr (detail::structured<type>) {
            using inner = detail::structure_at<T, I>;
            all[I].fields = fields_of<inner>();
            if constexpr (detail::kind_of<type> == kind::structure_map) all[I].subscript = inner::subscript;
        }
    };
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (add_inner(std::integral_constant<std::size_t, I>{}), ...);
    }(std::make_index_sequence<detail::field_count<T>>{});
    return all;
}

// ---- from arguments to a typed request ----

void set(portwright::text& field, const argument_tree& from, storage& keep);
void set(portwright::integer& field, const argument_tree& from, storage& keep);
void set(portwright::truth_value& field, const argument_tree& from, storage& keep);
void set(portwright::texts& field, const argument_tree& from, storage& keep);
void set(portwright::integers& field, const argument_tree& from, storage& keep);

// By the word's own constructor: it may accept more than its list has.
template <std::derived_from<portwright::text> Word>
    requires(!std::same_as<Word, portwright::text>)
void set(Word& field, const argument_tree& from, storage&) {
    field = Word(std::string_view(from.leaf->value));
}

// The argument of that name, or nothing.
const argument_tree* find(const argument_tree& from, std::string_view name);

template <class T>
void fill(T& object, const argument_tree& from, storage& keep);

template <class T>
void set(portwright::list<T>& field, const argument_tree& from, storage& keep) {
    auto* const all = keep.array<T>(from.elements.size());
    std::size_t size = 0;
    for (const auto& [subscript, element] : from.elements) fill(all[size++], element, keep);
    field = portwright::list<T>(std::span<const T>(all, size));
}

template <class T>
    requires(detail::kind_of<T> == kind::structure)
void set(T& field, const argument_tree& from, storage& keep) {
    fill(field, from, keep);
}

template <class T>
void fill(T& object, const argument_tree& from, storage& keep) {
    const auto set_field = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
        if (const argument_tree* const found = find(from, detail::entries_of<T>[I].spelled()))
            set(object.*detail::field_at<T, I>::pointer, *found, keep);
    };
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (set_field(std::integral_constant<std::size_t, I>{}), ...);
    }(std::make_index_sequence<detail::field_count<T>>{});
}

template <class Action>
const void* make(const argument_tree& from, storage& keep) {
    Action* const made = keep.array<Action>(1);
    fill(*made, from, keep);
    return made;
}

} // namespace typed

template <class System>
constexpr api family_of() {
    if (std::is_base_of_v<portwright::tencent::api_v3, System>) return api::tencent_v3;
    if (std::is_base_of_v<portwright::tencent::api_v2, System>) return api::tencent_v2;
    return api::aliyun_rpc;
}

template <class Actions>
std::vector<action_info> describe_system() {
    std::vector<action_info> all;
    all.reserve(Actions::size);
    Actions::for_each([&]<class Action>() {
        using system = portwright::system_of<Action>;
        all.push_back({&Action::call, &portwright::detail::table_of<Action>, typed::fields_of<Action>(),
                       typed::fields_of<typename Action::response>(), &typed::make<Action>, system::name,
                       family_of<system>(), &portwright::detail::words_of_family<system>,
                       system::template default_scheme<portwright::mbedtls>::name});
    });
    return all;
}

} // namespace portwright_tool
