// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "valid_request.hpp"

#include <portwright/request/characters.hpp>
#include <portwright/request/message.hpp>

#include <algorithm>
#include <stdexcept>

namespace test::catalogue {

namespace detail = portwright::detail;
using detail::kind;

argument_tree text_leaf(std::string value) {
    argument_tree made;
    made.leaf = {.value = std::move(value)};
    return made;
}

argument_tree number_leaf(std::int64_t value) {
    argument_tree made;
    made.leaf = {.value = std::to_string(value), .number = value};
    return made;
}

std::string text_of(const detail::text_rule* rule, std::size_t characters) {
    if (rule != nullptr && rule->has_characters == &detail::is_date_time) return "2026-11-21 08:00:00";
    std::string made(characters, 'a');
    if (rule != nullptr && rule->has_characters == &detail::is_path && !made.empty()) made[0] = '/';
    return made;
}

std::vector<std::string> words_of(const char* listed) {
    std::vector<std::string> all;
    for (const char* word = listed; *word != '\0'; word = detail::next_word(word))
        all.emplace_back(detail::word_text(word));
    return all;
}

// ---- places ----

const detail::table& request_finder::table_around(const place& at) const {
    const detail::table* table = of_.table;
    for (std::size_t i = 0; i + 1 < at.size(); ++i) table = table->rows[at[i].row].child;
    return *table;
}

const detail::row& request_finder::row_at(const place& at) const { return table_around(at).rows[at.back().row]; }

std::string request_finder::wire_path(const place& at) const {
    std::string path;
    const detail::table* table = of_.table;
    for (const step& one : at) {
        path += (path.empty() ? "" : ".") + std::string(table->name(one.row));
        if (one.element) path += "." + std::to_string(*one.element);
        if (&one != &at.back()) table = table->rows[one.row].child;
    }
    return path;
}

place request_finder::place_of(const portwright::error& why) const {
    place made;
    for (std::size_t i = 0; i != why.where.depth; ++i) {
        made.push_back({.row = why.where.row[i]});
        if (why.where.index[i] != portwright::path::whole)
            made.back().element = why.where.index[i] + why.where.index_base;
    }
    return made;
}

namespace {

const argument_tree* look(const argument_tree& request, const detail::table& top, const place& at) {
    const argument_tree* tree = &request;
    const detail::table* table = &top;
    for (const step& one : at) {
        const auto found = tree->fields.find(table->name(one.row));
        if (found == tree->fields.end()) return nullptr;
        tree = &found->second;
        if (one.element) {
            const auto element = tree->elements.find(*one.element);
            if (element == tree->elements.end()) return nullptr;
            tree = &element->second;
        }
        table = table->rows[one.row].child;
    }
    return tree;
}

bool same(const argument_tree& a, const argument_tree& b) {
    if (a.leaf.has_value() != b.leaf.has_value() || (a.leaf && a.leaf->value != b.leaf->value)) return false;
    const auto equal = [](const auto& x, const auto& y) { return x.first == y.first && same(x.second, y.second); };
    return std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(), equal) &&
           std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end(), equal);
}

place with(place at, std::size_t row) {
    at.push_back({.row = row});
    return at;
}

}   // namespace

argument_tree& request_finder::find(argument_tree& request, const place& at) const {
    argument_tree* tree = &request;
    const detail::table* table = of_.table;
    for (const step& one : at) {
        const detail::row& row = table->rows[one.row];
        const std::string name(table->name(one.row));
        if (tree->fields.count(name) == 0) tree->fields[name] = valid_value(row);
        tree = &tree->fields[name];
        if (one.element) {
            if (tree->elements.count(*one.element) == 0) tree->elements[*one.element] = valid_element(row);
            tree = &tree->elements[*one.element];
        }
        if (row.type >= kind::structure) table = row.child;
    }
    return *tree;
}

void request_finder::erase(argument_tree& request, const place& at) const {
    place around = at;
    around.pop_back();
    find(request, around).fields.erase(std::string(table_around(at).name(at.back().row)));
}

// ---- values ----

argument_tree request_finder::valid_element(const detail::row& row) const {
    argument_tree made;
    const bool bounded = (row.flags & detail::row::bounded) != 0;
    switch (row.type) {
    case kind::text:
    case kind::texts: {
        if ((row.flags & detail::row::listed) != 0) return text_leaf(std::string(detail::word_text(row.words)));
        const detail::text_rule* rule = bounded ? row.text : nullptr;
        return text_leaf(text_of(rule, std::max<std::size_t>(rule != nullptr ? rule->shortest : 0, 1)));
    }
    case kind::integer:
    case kind::integers:
        return number_leaf(bounded ? std::max<std::int32_t>(row.number->low, std::min(row.number->high, 1)) : 1);
    case kind::boolean:
        made = text_leaf("true");
        made.leaf->number = 1;
        return made;
    default: break;
    }
    for (std::size_t i = 0; i != row.child->count; ++i)
        if ((row.child->rows[i].flags & detail::row::required) != 0)
            made.fields[std::string(row.child->name(i))] = valid_value(row.child->rows[i]);
    return made;
}

argument_tree request_finder::valid_value(const detail::row& row) const {
    if (!detail::is_list(row.type)) return valid_element(row);
    argument_tree made;
    made.elements[of_.of().index_base] = valid_element(row);
    return made;
}

argument_tree request_finder::begin_with(const place& at) const {
    argument_tree request;
    for (std::size_t i = 0; i != of_.table->count; ++i)
        if ((of_.table->rows[i].flags & detail::row::required) != 0)
            request.fields[std::string(of_.table->name(i))] = valid_value(of_.table->rows[i]);
    find(request, at);
    return request;
}

// ---- mending ----

bool request_finder::keeps(const argument_tree& before, const argument_tree& after,
                           const std::vector<place>& kept) const {
    for (const place& at : kept) {
        const argument_tree* was = look(before, *of_.table, at);
        const argument_tree* is = look(after, *of_.table, at);
        if ((was == nullptr) != (is == nullptr) || (was != nullptr && !same(*was, *is))) return false;
    }
    return true;
}

bool request_finder::mend(argument_tree& request, const std::vector<place>& keep) {
    for (int steps = 0; steps <= 12; ++steps) {
        int tries = 2000;
        argument_tree mended = request;
        if (mend(mended, keep, steps, tries)) {
            request = std::move(mended);
            return true;
        }
    }
    return false;
}

bool request_finder::mend(argument_tree& request, const std::vector<place>& keep, int steps, int& tries) {
    const portwright::error why = check_(request);
    if (why.code == portwright::errc::none) return true;
    if (steps == 0) return false;
    for (const change& one : remedies(request, why)) {
        if (--tries < 0) return false;
        argument_tree changed = request;
        one(changed);
        if (!keeps(request, changed, keep) || same(request, changed)) continue;
        if (!mend(changed, keep, steps - 1, tries)) continue;
        request = std::move(changed);
        return true;
    }
    return false;
}

std::vector<request_finder::change> request_finder::remedies(const argument_tree& request,
                                                             const portwright::error& why) const {
    std::vector<change> all;
    const place at = place_of(why);
    if (why.code == portwright::errc::missing_parameter)
        all.push_back([this, at](argument_tree& tree) { find(tree, at) = valid_value(row_at(at)); });
    if (why.code != portwright::errc::rule_broken) return all;
    place structure = at;
    structure.pop_back();
    const detail::table& here = table_around(at);
    if (!why.rule->is_of_parent()) {
        add_remedies(all, request, structure, here, why.rule);
        return all;
    }
    for (std::size_t i = 0; i != here.count; ++i) {
        const detail::row& row = here.rows[i];
        if (row.type < kind::structure || !detail::has_rule(*row.child, why.rule)) continue;
        const argument_tree* field = look(request, *of_.table, with(structure, i));
        if (field == nullptr) continue;
        if (row.type == kind::structure) add_remedies(all, request, with(structure, i), *row.child, why.rule);
        for (const auto& [subscript, element] : field->elements) {
            place inside = with(structure, i);
            inside.back().element = subscript;
            add_remedies(all, request, inside, *row.child, why.rule);
        }
    }
    return all;
}

// A rule is kept where one of its conditions does not hold.
void request_finder::add_remedies(std::vector<change>& all, const argument_tree& request, const place& structure,
                                  const detail::table& with_rule, const detail::condition* rule) const {
    const auto remove = [&](const place& at) { all.push_back([this, at](argument_tree& tree) { erase(tree, at); }); };
    const auto put = [&](const place& at, const argument_tree& value) {
        all.push_back([this, at, value](argument_tree& tree) { find(tree, at) = value; });
    };
    const auto resize = [&](const place& at, std::size_t size) {
        all.push_back([this, at, size](argument_tree& tree) {
            argument_tree& list = find(tree, at);
            const std::uint32_t base = of_.of().index_base;
            while (list.elements.size() > size) list.elements.erase(std::prev(list.elements.end()));
            while (list.elements.size() < size)
                list.elements[base + static_cast<std::uint32_t>(list.elements.size())] = valid_element(row_at(at));
        });
    };
    for (const detail::condition* c = rule;; ++c) {
        place base = structure;
        if (c->is_of_parent()) base.pop_back();
        const place at = with(base, c->field());
        const detail::row& row = row_at(at);
        const detail::question asked = with_rule.question_of(*c);
        const argument_tree* const now = look(request, *of_.table, at);
        const bool bounded = (row.flags & detail::row::bounded) != 0;
        if (asked.test == detail::condition::any_present) {
            const std::uint32_t rows = with_rule.blamed_rows(*c);
            for (std::size_t i = 0; i != with_rule.count; ++i)
                if ((rows >> i & 1) != 0 && look(request, *of_.table, with(structure, i)) != nullptr)
                    remove(with(structure, i));
        } else if (asked.test == detail::condition::state) {
            const auto is_free = [&](unsigned state) { return (asked.operand >> state & 1) == 0; };
            if ((row.flags & detail::row::listed) != 0) {
                unsigned state = 0;
                for (const std::string& word : words_of(row.words))
                    if (is_free(std::min(state++, detail::state_other - 1))) put(at, text_leaf(word));
            } else if (row.type == kind::integer && bounded) {
                for (unsigned state = 0; state != detail::state_other; ++state)
                    if (is_free(state) && row.number->low + static_cast<int>(state) <= row.number->high)
                        put(at, number_leaf(row.number->low + static_cast<std::int64_t>(state)));
            } else if (row.type == kind::boolean) {
                for (const unsigned state : {0u, 1u}) {
                    if (!is_free(state)) continue;
                    argument_tree truth = text_leaf(state == 1 ? "true" : "false");
                    truth.leaf->number = state;
                    put(at, truth);
                }
            }
            if (is_free(detail::state_other) && now == nullptr) {
                argument_tree value = valid_value(row);
                if (row.type != kind::structure) put(at, value);
                for (std::size_t i = 0; row.type == kind::structure && i != row.child->count; ++i) {
                    argument_tree more = value;   // something has to be in it
                    more.fields[std::string(row.child->name(i))] = valid_value(row.child->rows[i]);
                    put(at, more);
                }
            }
            if (is_free(detail::state_absent) && now != nullptr) remove(at);
        } else if (asked.test == detail::condition::many) {
            resize(at, asked.operand);
            remove(at);
        } else if (asked.test == detail::condition::not_hex) {
            put(at, text_leaf("0A"));
            remove(at);
        } else {
            const place other = with(base, asked.operand);
            const detail::row& other_row = row_at(other);
            const argument_tree* const other_now = look(request, *of_.table, other);
            if (asked.test == detail::condition::longer) {
                resize(other, now->elements.size());
                resize(at, other_now != nullptr ? other_now->elements.size() : 0);
            } else {
                if (asked.test != detail::condition::not_below) {
                    put(at, *other_now);
                    put(other, *now);
                }
                if ((other_row.flags & detail::row::bounded) != 0 && other_row.type == kind::integer)
                    put(other, number_leaf(other_row.number->high));
                if (bounded && row.type == kind::integer) put(at, number_leaf(row.number->low));
                if (row.type == kind::integer) put(other, number_leaf(now->leaf->number + 1));
                remove(other);
            }
            remove(at);
        }
        if (c->is_last()) return;
    }
}

}   // namespace test::catalogue
