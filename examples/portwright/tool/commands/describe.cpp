// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../commands.hpp"
#include "../description.hpp"
#include "../failure.hpp"
#include "../listing.hpp"
#include "../reference.hpp"
#include "../request.hpp"
#include "../request_file.hpp"
#include "../terminal.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

namespace portwright_tool {
namespace {

using nlohmann::ordered_json;

ordered_json to_json(const described_parameter& row) {
    ordered_json object{{"name", row.name}, {"type", row.type}, {"required", row.required}};
    if (row.common) object["common"] = true;
    if (row.min) object["min"] = *row.min;
    if (row.max) object["max"] = *row.max;
    if (!row.also.empty()) object["also"] = row.also;
    if (row.min_length) object["min_length"] = *row.min_length;
    if (row.max_length) object["max_length"] = *row.max_length;
    if (row.max_items) object["max_items"] = *row.max_items;
    if (!row.values.empty()) object["values"] = row.values;
    if (row.secret) object["secret"] = true;
    if (!row.doc.empty()) object["doc"] = row.doc;
    return object;
}

ordered_json to_json(const action_info& action) {
    ordered_json object{
        {"system", action.system()},          {"action", action.call->action}, {"version", nullptr},
        {"host", action.of().host},           {"path", action.of().path},      {"index_base", action.of().index_base},
        {"parameters", ordered_json::array()}};
    if (!action.of().version.empty()) object["version"] = action.of().version;
    for (const described_parameter& row : describe_parameters(action)) object["parameters"].push_back(to_json(row));
    object["rules"] = describe_rules(action);
    object["response"] = ordered_json::array();
    for (const described_parameter& row : describe_response(action)) object["response"].push_back(to_json(row));
    return object;
}

constexpr std::size_t widest_name = 40;   // a longer one has a line of its own
constexpr std::size_t narrow = 90;        // columns, below which the text stands under its name

std::size_t line_width() {
    static const std::size_t width = terminal_width(STDOUT_FILENO, 120);
    return width;
}

// Prints `text` from a column on, broken at spaces.
void print_wrapped(std::string_view text, std::size_t column) {
    const std::size_t least = line_width() < narrow ? 1 : 40;
    const std::size_t width = column + least > line_width() ? least : line_width() - column;
    while (text.size() > width) {
        std::size_t end = text.rfind(' ', width);
        if (end == std::string_view::npos || end == 0) end = text.find(' ', width);
        if (end == std::string_view::npos) break;
        std::cout << text.substr(0, end) << '\n' << std::string(column, ' ');
        text.remove_prefix(end + 1);
    }
    std::cout << text << '\n';
}

std::string meaning_of(const described_parameter& row) {
    const std::string bounds = bounds_of(row);
    return bounds + (bounds.empty() || row.doc.empty() ? "" : "; ") + row.doc;
}

// The line with its name in bold, where it begins with that.
std::string with_bold_name(const std::string& line, const std::string& name) {
    if (line.compare(2, name.size(), name) != 0 || line.empty()) return line;
    return "  " + bold(name, STDOUT_FILENO) + line.substr(2 + name.size());
}

void print_narrow(const described_parameter& row, bool is_response) {
    const char* const need = row.required == is_response ? "" : is_response ? ", optional" : ", required";
    std::cout << "  " << bold(row.name, STDOUT_FILENO) << "\n      ";
    const std::string text = meaning_of(row);
    print_wrapped(std::string(row.type) + need + (text.empty() ? "" : "; ") + text, 6);
}

void print_rows(const std::vector<described_parameter>& rows, bool is_response) {
    std::size_t width = 0;
    for (const described_parameter& row : rows) width = std::max(width, std::min(row.name.size(), widest_name));
    for (const described_parameter& row : rows) {
        std::string line = "  " + row.name;
        if (line_width() < narrow) {
            print_narrow(row, is_response);
            continue;
        }
        if (row.name.size() > width) {
            std::cout << with_bold_name(line, row.name) << '\n';
            line.clear();
        }
        line.resize(width + 4, ' ');
        line += row.type;
        line.resize(width + 4 + 9, ' ');
        line += is_response ? row.required ? "        " : "optional" : row.required ? "required" : "        ";
        const std::string text = meaning_of(row);
        while (text.empty() && line.ends_with(' ')) line.pop_back();
        std::cout << with_bold_name(line, row.name);
        if (!text.empty()) std::cout << "  ";
        print_wrapped(text, line.size() + 2);
    }
}

void print_table(const action_info& action) {
    const portwright::service& of = action.of();
    const char* const between = line_width() < narrow ? "\n" : "  ";
    std::cout << bold(action.name(), STDOUT_FILENO);
    if (!of.version.empty()) std::cout << between << "version " << of.version;
    std::cout << between << "https://" << of.host << of.path << '\n';
    print_wrapped(summary_of(action), 0);
    print_wrapped("Subscripts begin with " + std::to_string(of.index_base) + ".", 0);
    std::cout << '\n' << bold("Parameters", STDOUT_FILENO) << '\n';
    print_rows(describe_parameters(action), false);
    const std::vector<std::string> rules = describe_rules(action);
    if (!rules.empty()) std::cout << "\n" << bold("Rules", STDOUT_FILENO) << "\n";
    for (const std::string& rule : rules) {
        std::cout << "  ";
        print_wrapped(rule, 4);
    }
    std::cout << "\n" << bold("Response", STDOUT_FILENO) << "\n";
    print_rows(describe_response(action), true);
}

struct describe_options {
    std::vector<std::string> words{};
    std::string directory{};
    bool all = false;
    bool json = false;
    bool markdown = false;
    bool skeleton = false;
    bool full_skeleton = false;
};

void write_file(const std::filesystem::path& path, const std::function<void(std::ostream&)>& write) {
    std::ofstream file(path, std::ios::binary);
    write(file);
    file.close();
    if (!file) throw failure(exit_transport_failed, "cannot write " + path.string());
}

void write_pages(const std::filesystem::path& directory) {
    write_file(directory / "index.md", write_index);
    for (const std::string_view system : systems())
        write_file(directory / page_name(system), [system](std::ostream& to) { write_page(to, system); });
}

int describe_all(const describe_options& options) {
    if (options.json) {
        auto all = ordered_json::array();
        for (const action_info& action : actions()) all.push_back(to_json(action));
        std::cout << all.dump(2) << '\n';
    } else if (!options.directory.empty()) {
        write_pages(options.directory);
    } else if (options.markdown) {
        write_index(std::cout);
        for (const std::string_view system : systems()) write_page(std::cout << '\n', system);
    } else {
        for (const action_info& action : actions()) {
            if (&action != &actions().front()) std::cout << '\n';
            print_table(action);
        }
    }
    return exit_done;
}

int list(const std::vector<const action_info*>& found, bool as_json) {
    if (as_json) {
        auto all = ordered_json::array();
        for (const action_info* const action : found) all.push_back(to_json(*action));
        std::cout << all.dump(2) << '\n';
    } else {
        write_listing(std::cout, found, terminal_width(STDOUT_FILENO, 0));
    }
    return exit_done;
}

int describe(const describe_options& options) {
    if ((options.skeleton || options.full_skeleton) && (options.all || options.json || options.markdown))
        refuse("--skeleton", "of one action, and in no other form");
    if (options.all == !options.words.empty()) refuse("describe", "give an action or --all");
    if (options.json && options.markdown) refuse("--json", "not together with --markdown");
    if (!options.directory.empty() && !(options.all && options.markdown))
        refuse("--output", "goes with --all --markdown");
    if (options.all) return describe_all(options);
    const action_info* const only = options.words.size() == 1 ? find_only(options.words.front()) : nullptr;
    if (only == nullptr && !options.markdown && !options.skeleton && !options.full_skeleton)
        if (const auto found = find_actions(options.words); !found.empty()) return list(found, options.json);
    const action_info& action = only != nullptr ? *only : find_action(options.words.front());
    if (options.skeleton || options.full_skeleton)
        std::cout << skeleton_of(action, options.full_skeleton).dump(2) << '\n';
    else if (options.json) std::cout << to_json(action).dump(2) << '\n';
    else if (options.markdown) write_section(std::cout, action);
    else print_table(action);
    return exit_done;
}

}   // namespace

void add_describe_command(CLI::App& app, command_body& chosen) {
    CLI::App& sub = *app.add_subcommand("describe", "Show an action's parameters, bounds, rules and response");
    auto options = std::make_shared<describe_options>();
    sub.add_option(
        "action", options->words,
        "SYSTEM.ACTION, such as tencent.clb.CreateListener; of a system or other words, which actions there are");
    sub.add_flag("--all", options->all, "every action");
    sub.add_flag("--json", options->json, "as JSON");
    sub.add_flag("--markdown", options->markdown, "as Markdown");
    sub.add_flag("--skeleton", options->skeleton, "a JSON object of what is required, to fill in for --request");
    sub.add_flag("--full-skeleton", options->full_skeleton, "the same of all parameters");
    sub.add_option("--output", options->directory,
                   "DIRECTORY for --all --markdown: a page for each system, and index.md")
        ->check(not_empty());
    sub.callback([&chosen, options] { chosen = [options] { return describe(*options); }; });
}

}   // namespace portwright_tool
