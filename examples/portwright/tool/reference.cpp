// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "reference.hpp"

#include "description.hpp"
#include "example.hpp"

#include <algorithm>
#include <cctype>

namespace portwright_tool {
namespace {

// Text within a table: what Markdown would take for markup, it shows.
std::string escaped(std::string_view text) {
    std::string made;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>|~#").find(c) != std::string_view::npos) made += '\\';
        made += c;
    }
    return made;
}

// The C++ name of a system: tencent::clb.
std::string scope_of(std::string_view system) {
    std::string made(system);
    const std::size_t dot = made.find('.');
    return made.replace(dot, 1, "::");
}

std::string header_of(std::string_view system) {
    std::string made(system);
    std::replace(made.begin(), made.end(), '.', '/');
    return "portwright/" + made + ".hpp";
}

// What a heading is linked by.
std::string anchor_of(std::string_view heading) {
    std::string made(heading);
    for (char& c : made) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return made;
}

std::string escaped_meaning_of(const described_parameter& row) {
    const std::string bounds = bounds_of(row);
    if (bounds.empty() || row.doc.empty()) return escaped(bounds + row.doc);
    return escaped(bounds + "; " + row.doc);
}

void write_rows(std::ostream& to, const std::vector<described_parameter>& rows, std::string_view mark,
                bool marks_required) {
    for (const described_parameter& row : rows)
        to << "| `" << row.name << "` | " << row.type << " | " << (row.required == marks_required ? mark : "") << " | "
           << escaped_meaning_of(row) << " |\n";
}

// Each list of structures before its first value, with its bound, which is not said of that value then.
std::vector<described_parameter> parameters_with_lists(const action_info& action) {
    std::vector<described_parameter> all = describe_parameters(action);
    for (described_parameter& list : describe_lists(action)) {
        const auto first = std::find_if(all.begin(), all.end(), [&](const described_parameter& row) {
            return row.name.starts_with(list.name + ".");
        });
        if (first == all.end()) continue;
        if (list.max_items && !first->name.ends_with(".n")) first->max_items.reset();
        all.insert(first, std::move(list));
    }
    return all;
}

}   // namespace

std::vector<std::string_view> systems() {
    std::vector<std::string_view> all;
    for (const action_info& action : actions())
        if (std::find(all.begin(), all.end(), action.system()) == all.end()) all.push_back(action.system());
    return all;
}

std::string page_name(std::string_view system) { return std::string(system) + ".md"; }

void write_index(std::ostream& to) {
    to << "# Portwright: reference\n\n"
       << actions().size() << " actions. Names are those on the wire; `n` is a "
       << "subscript.\n";
    for (const std::string_view system : systems()) {
        to << "\n## [" << system << "](" << page_name(system) << ")\n\n";
        for (const action_info& action : actions())
            if (action.system() == system)
                to << "- [" << action.call->action << "](" << page_name(system) << "#" << anchor_of(action.call->action)
                   << ")\n";
    }
}

void write_page(std::ostream& to, std::string_view system) {
    to << "# " << system << "\n\n`#include <" << header_of(system) << ">`\n";
    for (const action_info& action : actions()) {
        if (action.system() != system) continue;
        to << '\n';
        write_section(to, action);
    }
}

void write_section(std::ostream& to, const action_info& action) {
    const portwright::service& of = action.of();
    to << "## " << action.call->action << "\n\n`portwright::" << scope_of(action.system())
       << "::" << action.call->action << "`, sent to `" << of.host << of.path << '`';
    if (!of.version.empty()) to << ", version " << of.version;
    to << ". The first subscript is " << static_cast<int>(of.index_base) << ".\n";

    const std::vector<described_parameter> parameters = parameters_with_lists(action);
    to << "\n| parameter | type | | |\n|---|---|---|---|\n";
    write_rows(to, parameters, "required", true);

    const std::vector<std::string> rules = describe_rules(action);
    if (!rules.empty()) to << "\nRules:\n\n";
    for (const std::string& rule : rules) to << "- " << escaped(rule) << '\n';

    to << "\nA request, for `portwright call " << action.name() << " --request FILE`:\n\n```json\n"
       << example_of(action).dump(2) << "\n```\n";

    to << "\n| answer | type | | |\n|---|---|---|---|\n";
    write_rows(to, describe_response(action), "optional", false);
}

}   // namespace portwright_tool
