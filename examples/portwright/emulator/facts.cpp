// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "facts.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

namespace portwright_tool::emulator {
namespace {

struct action_text {
    std::string_view action;   // tencent.clb.CreateListener
    std::string_view rows;     // a line each: name, type, and what applies
};

#include "facts.inc"

std::int64_t number_of(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

void apply(field& made, std::string_view what) {
    const std::size_t equals = what.find('=');
    const std::string_view value = equals == std::string_view::npos ? std::string_view{} : what.substr(equals + 1);
    what = what.substr(0, equals);
    if (what == "required") made.required = true;
    if (what == "min" || what == "min_length") made.min = number_of(value);
    if (what == "max" || what == "max_length") made.max = number_of(value);
    if (what == "max_items") made.max_items = static_cast<std::size_t>(number_of(value));
    if (what == "also") made.also = value;
    if (what == "values") {
        made.listed = true;
        made.values = value;
    }
}

field::kind kind_of(std::string_view type) {
    if (type == "integer") return field::kind::integer;
    if (type == "boolean") return field::kind::boolean;
    if (type == "values" || type == "structures") return field::kind::list;
    return field::kind::text;
}

void add_parameter(action_facts& to, std::string_view row) {
    const auto columns = split(row, ' ');
    const bool of_tencent = to.system.starts_with("tencent.");
    // Tencent's common parameters never come among the action's own; Aliyun's RegionId does.
    if (of_tencent && std::find(columns.begin(), columns.end(), "common") != columns.end()) return;
    field made{.name = columns[0], .type = kind_of(columns[1])};
    for (std::size_t i = 2; i < columns.size(); ++i) apply(made, columns[i]);
    if (made.type == field::kind::list) made.name.remove_suffix(2);   // its row is about the list, not about elements
    else made.max_items = 0;   // the row of the list says it as well
    // Documents and answers of Global Accelerator write their words in small letters and in capitals.
    made.any_case = !of_tencent;
    to.parameters.push_back(made);
}

void add_answer(action_facts& to, std::string_view row) {
    const auto columns = split(row, ' ');
    auto path = split(columns[0], '.');
    if (path.front() == "Response") path.erase(path.begin());
    json* whole = &to.answer;   // where the field goes in the answer without any element of a list
    json* part = nullptr;       // where it goes in an element of the outermost list
    for (std::size_t i = 0; i < path.size(); ++i) {
        const std::string name{path[i]};
        if (name.starts_with('{')) return;   // an object keyed by an ID is empty without one
        const bool last = i + 1 == path.size();
        const bool list = !last && path[i + 1] == "n";
        if (part != nullptr) {
            if (!part->is_object()) *part = json::object();
            json& next = (*part)[name];
            if (list) {
                next = next.is_array() ? next : json::array();
                return;   // the lists within an element are empty unless a request filled them
            }
            part = &next;
        } else if (list) {
            (*whole)[name] = json::array();
            part = &to.rows[name];
            ++i;
            if (i + 1 == path.size()) to.rows.erase(name);   // of plain values
        } else if (last) {
            const field::kind kind = kind_of(columns[1]);
            (*whole)[name] = kind == field::kind::integer   ? json(0)
                             : kind == field::kind::boolean ? json(false)
                                                            : json("");
        } else {
            whole = &(*whole)[name];
            if (whole->is_null()) *whole = json::object();
        }
    }
}

using facts_by_name = std::map<std::string_view, action_facts>;

facts_by_name read() {
    facts_by_name all;
    const auto entry = [&](std::string_view name) -> action_facts& {
        const std::size_t dot = name.rfind('.');
        action_facts& found = all[name];
        found.system = name.substr(0, dot);
        found.action = name.substr(dot + 1);
        return found;
    };
    for (const auto& [action, rows] : parameters) {
        action_facts& to = entry(action);
        for (const std::string_view row : split(rows, '\n'))
            if (!row.empty()) add_parameter(to, row);
    }
    for (const auto& [action, rows] : answers) {
        action_facts& to = entry(action);
        for (const std::string_view row : split(rows, '\n'))
            if (!row.empty()) add_answer(to, row);
    }
    return all;
}

} // namespace

bool action_facts::is_query() const {
    for (const char* verb : {"Describe", "List", "Get", "Inquiry"})
        if (action.starts_with(verb)) return true;
    return false;
}

const action_facts* find_facts(std::string_view system, std::string_view action) {
    static const facts_by_name all = read();
    const auto found = all.find(std::string{system} + '.' + std::string{action});
    return found == all.end() ? nullptr : &found->second;
}

json documented(const json& shape, const json& values) {
    if (!shape.is_object()) return values;
    json made = json::object();
    bool any = false;
    for (const auto& [name, below] : shape.items()) {
        const auto given = values.find(name);
        if (given == values.end() || given->is_null()) {
            made[name] = below.is_array() ? below : json{};
            continue;
        }
        any = true;
        made[name] = below.is_object() ? documented(below, *given) : *given;
    }
    return any ? made : json{};
}

json documented_row(const action_facts& of, const char* list, const json& values) {
    return documented(of.rows.at(list), values);
}

} // namespace portwright_tool::emulator
