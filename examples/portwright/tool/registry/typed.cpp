// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "typed.hpp"

#include <cstdint>

namespace portwright_tool::typed {
namespace {

field_info field_of(const detail::entry& from) {
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
    return made;
}

} // namespace

std::vector<field_info> fields_of(std::span<const detail::entry> listed) {
    std::vector<field_info> all;
    all.reserve(listed.size());
    for (const detail::entry& one : listed) all.push_back(field_of(one));
    return all;
}

const argument_tree* find(const argument_tree& from, std::string_view name) {
    const auto found = from.fields.find(name);
    return found != from.fields.end() ? &found->second : nullptr;
}

void set(portwright::text& field, const argument_tree& from, storage&) {
    field = portwright::text(std::string_view(from.leaf->value));
}

void set(portwright::integer& field, const argument_tree& from, storage&) { field = from.leaf->number; }

void set(portwright::truth_value& field, const argument_tree& from, storage&) { field = from.leaf->number != 0; }

void set(portwright::texts& field, const argument_tree& from, storage& keep) {
    auto* const all = keep.array<std::string_view>(from.elements.size());
    std::size_t size = 0;
    for (const auto& [subscript, element] : from.elements) all[size++] = element.leaf->value;
    field = portwright::texts(std::span<const std::string_view>(all, size));
}

void set(portwright::integers& field, const argument_tree& from, storage& keep) {
    auto* const all = keep.array<std::int64_t>(from.elements.size());
    std::size_t size = 0;
    for (const auto& [subscript, element] : from.elements) all[size++] = element.leaf->number;
    field = portwright::integers(std::span<const std::int64_t>(all, size));
}

} // namespace portwright_tool::typed
