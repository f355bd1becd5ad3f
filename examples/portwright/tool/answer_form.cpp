// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "answer_form.hpp"

#include "cut_off.hpp"
#include "description.hpp"
#include "failure.hpp"
#include "terminal.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

#include <unistd.h>

namespace portwright_tool {
namespace {

using json = nlohmann::ordered_json;

std::string_view take_segment(std::string_view& rest) {
    const std::size_t dot = rest.find('.');
    const std::string_view segment = rest.substr(0, dot);
    rest = dot == rest.npos ? std::string_view{} : rest.substr(dot + 1);
    return segment;
}

bool is_subscript(std::string_view segment) {
    return !segment.empty() && segment.size() < 9 && segment.find_first_not_of("0123456789") == segment.npos;
}

const json* find(const json& in, std::string_view path) {
    const json* at = &in;
    while (!path.empty()) {
        const std::string segment(take_segment(path));
        if (at->is_object() && at->contains(segment)) at = &(*at)[segment];
        else if (at->is_array() && is_subscript(segment) && std::stoul(segment) < at->size())
            at = &(*at)[std::stoul(segment)];
        else return nullptr;
    }
    return at;
}

std::string dumped(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string text_of(const json& value) { return value.is_string() ? value.get<std::string>() : dumped(value); }

// Whether a path leads along a described name: n, or what stands in braces, for any segment.
bool leads_along(std::string_view path, std::string_view name) {
    while (!path.empty()) {
        if (name.empty()) return false;
        const std::string_view given = take_segment(path);
        const std::string_view described = take_segment(name);
        const bool fits = described == "n" ? is_subscript(given) : described.starts_with('{') || described == given;
        if (!fits) return false;
    }
    return true;
}

// ---- tables ----

using answer_row = std::pair<std::string, std::string>;
using answer_rows = std::vector<answer_row>;
using named_list = std::pair<std::string, const json*>;

bool has_structures(const json& list) {
    return std::any_of(list.begin(), list.end(), [](const json& one) { return one.is_object(); });
}

void flatten(const json& from, const std::string& name, answer_rows& into, std::vector<named_list>& lists) {
    if (from.is_object()) {
        for (const auto& [key, value] : from.items())
            flatten(value, name.empty() ? key : name + "." + key, into, lists);
    } else if (from.is_array() && has_structures(from)) {
        lists.emplace_back(name, &from);
    } else if (from.is_array()) {
        std::string all;
        for (const auto& one : from) all += (all.empty() ? "" : ", ") + text_of(one);
        into.emplace_back(name, all);
    } else {
        into.emplace_back(name, from.is_null() ? "" : text_of(from));
    }
}

// A line of cells, each as wide as its column.
void append_line(std::string& to, const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
                 std::size_t width, bool is_head) {
    std::string line;
    for (std::size_t i = 0; i != cells.size(); ++i) {
        line += cells[i];
        if (i + 1 != cells.size()) line.append(widths[i] - display_width(cells[i]) + 2, ' ');
    }
    while (line.ends_with(' ')) line.pop_back();
    if (width != 0) line = cut_to_width(line, width);
    to += (is_head ? bold(line, STDOUT_FILENO) : line) + '\n';
}

void append_pairs(std::string& to, const answer_rows& all, std::size_t width) {
    std::size_t widest = 0;
    for (const answer_row& one : all) widest = std::max(widest, display_width(one.first));
    for (const auto& [name, value] : all) append_line(to, {name, without_controls(value)}, {widest, 0}, width, false);
}

void append_list(std::string& to, const named_list& list, std::size_t width) {
    std::vector<answer_rows> elements;
    std::vector<std::string> columns;
    for (const json& one : *list.second) {
        answer_rows values;
        std::vector<named_list> inner;
        flatten(one, "", values, inner);
        for (const auto& [name, more] : inner) values.emplace_back(name, dumped(*more));
        for (answer_row& value : values) {
            if (value.first.empty()) value.first = "value";   // of a list that has more than structures
            if (std::find(columns.begin(), columns.end(), value.first) == columns.end()) columns.push_back(value.first);
        }
        elements.push_back(std::move(values));
    }
    std::vector<std::vector<std::string>> lines{columns};
    for (const answer_rows& values : elements) {
        lines.emplace_back(columns.size());
        for (const auto& [name, value] : values)
            lines.back()[static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin())] =
                without_controls(value);
    }
    std::vector<std::size_t> widths(columns.size());
    for (const auto& line : lines)
        for (std::size_t i = 0; i != line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
    const std::size_t needed =
        std::accumulate(widths.begin(), widths.end(), 2 * (widths.size() - (widths.empty() ? 0 : 1)));
    to += (to.empty() ? "" : "\n") + bold(width != 0 ? cut_to_width(list.first, width) : list.first, STDOUT_FILENO) +
          '\n';
    if (width == 0 || needed <= width) {
        for (std::size_t i = 0; i != lines.size(); ++i) append_line(to, lines[i], widths, width, i == 0);
        return;
    }
    for (std::size_t i = 0; i != elements.size(); ++i) {
        if (i != 0) to += '\n';
        append_pairs(to, elements[i], width);
    }
}

} // namespace

std::string as_table(const std::string& text, std::size_t width) {
    const json answer = json::parse(text, nullptr, false);
    if (answer.is_discarded()) return text;
    answer_rows values;
    std::vector<named_list> lists;
    flatten(answer, "", values, lists);
    std::string made;
    for (answer_row& one : values) one.first = without_controls(one.first);
    append_pairs(made, values, width);
    for (const named_list& list : lists) append_list(made, {without_controls(list.first), list.second}, width);
    return made;
}

std::string answer_form::apply(const std::string& text) const {
    if (field.empty()) return as_table ? portwright_tool::as_table(text, terminal_width(STDOUT_FILENO, 0)) : text;
    const json answer = json::parse(text, nullptr, false);
    const json* found = find(answer, field);
    if (found == nullptr) found = find(answer, "Response." + field);
    if (found == nullptr) {
        // Not by std::cerr: where the command is cut off, another thread may be within it.
        cut_off::put(STDERR_FILENO, "--field: this answer has no " + shown(field) + '\n');
        return {};
    }
    if (as_table && found->is_structured())
        return portwright_tool::as_table(dumped(*found), terminal_width(STDOUT_FILENO, 0));
    const std::string value = text_of(*found);
    return (isatty(STDOUT_FILENO) != 0 ? without_controls(value) : value) + '\n';
}

void add_form_options(CLI::App& command, answer_form& form) {
    command
        .add_option_function<std::string>(
            "--output", [&form](const std::string& given) { form.as_table = given == "table"; },
            "json or table; json by default")
        ->check(CLI::IsMember({"json", "table"}));
    command
        .add_option("--field", form.field,
                    "PATH of the one field of the answer to show, such as Response.ListenerIds.0; the text alone")
        ->check([](const std::string& given) { return given.empty() ? std::string("is empty") : std::string(); });
}

void check_field(const answer_form& form, const std::vector<std::string_view>& names) {
    if (form.field.empty()) return;
    const std::string inner = "Response." + form.field;
    for (const std::string_view name : names)
        if (leads_along(form.field, name) || leads_along(inner, name)) return;
    const std::string_view guess = nearest(form.field, names);
    refuse("--field", "no answer has " + shown(form.field) +
                          (guess.empty() ? std::string() : "; did you mean " + std::string(guess) + "?"));
}

void check_field(const answer_form& form, const action_info& action, bool then_waits) {
    // What an answer has of its API, beside what its action says.
    std::vector<std::string> kept{"code", "message", "codeDesc", "requestId", "RequestId", "Response.RequestId"};
    for (const action_info& one : actions())
        if (&one == &action || (then_waits && one.system() == action.system()))
            for (const described_parameter& row : describe_response(one)) kept.push_back(row.name);
    check_field(form, {kept.begin(), kept.end()});
}

} // namespace portwright_tool
