// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// `describe --json` of all actions says what the documents say, and so do the reference pages.

#include "../tool/run.hpp"
#include "facts.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using nlohmann::json;
using test::catalogue::fact;
using test::catalogue::read_facts;
using test::catalogue::read_parameters;
using test::catalogue::split;
using tool::run;

// Fields of answers beyond the facts.
constexpr struct {
    const char* action;
    const char* name;
} more_fields[] = {
    {"tencent.lb.CreateForwardLBSeventhLayerListeners", "requestId"},   // 7.8: all siblings of the action have a task
    {"tencent.lb.DescribeForwardLBListeners", "listenerSet.n.scheduler"},   // 7.11: of a layer-4 listener
};

json described() {
    static const json all = [] {
        const tool::outcome ran = run({"describe", "--all", "--json"}, {});
        REQUIRE(ran.status == 0);
        return json::parse(ran.output);
    }();
    return all;
}

// A fact as `describe` prints it.
json expected_row(const fact& from) {
    json row{{"name", from.name}, {"type", from.type}, {"required", from.has("required")}};
    for (const auto& [what, value] : from.more) {
        if (what == "required") continue;
        if (what == "secret" || what == "common") row[what] = true;
        else if (what == "values" || what == "also") row[what] = split(value, '|');
        else row[what] = std::stoll(value);
    }
    return row;
}

std::string name_of(const json& action) {
    return action.at("system").get<std::string>() + "." + action.at("action").get<std::string>();
}

// Every action has facts, and facts are of an action.
void check_actions(const std::vector<fact>& facts, const std::string& file) {
    std::set<std::string> with_facts, actions;
    for (const fact& from : facts) with_facts.insert(from.action);
    for (const json& action : described()) actions.insert(name_of(action));
    CHECK(actions.size() == described().size());
    for (const std::string& action : actions)
        if (with_facts.erase(action) == 0) FAIL_CHECK(action << ": nothing of it in tests/catalogue/" << file);
    for (const std::string& action : with_facts)
        FAIL_CHECK(action << ": in tests/catalogue/" << file << ", and no such action");
}

TEST_CASE("catalogue: the parameters of all actions are described as the documents have them") {
    const std::vector<fact> facts = read_parameters();
    check_actions(facts, "parameters.tsv");
    std::map<std::string, std::map<std::string, json>> rows;
    std::size_t printed = 0;
    for (const json& action : described())
        for (json row : action.at("parameters")) {
            row.erase("doc");
            const std::string name = row.at("name");
            rows[name_of(action)].emplace(name, std::move(row));
            ++printed;
        }
    CHECK(printed == facts.size());
    MESSAGE(printed, " parameters");
    for (const fact& from : facts) {
        CAPTURE(from.action);
        CAPTURE(from.name);
        CHECK(rows[from.action][from.name].dump() == expected_row(from).dump());
    }
}

TEST_CASE("catalogue: the fields of all answers are described as the documents have them") {
    const std::vector<fact> facts = read_facts("response.tsv");
    check_actions(facts, "response.tsv");
    std::map<std::string, std::map<std::string, std::string>> types;
    std::size_t printed = 0;
    for (const json& action : described())
        for (const json& row : action.at("response")) {
            types[name_of(action)].emplace(row.at("name"), row.at("type"));
            ++printed;
        }
    for (const auto& more : more_fields) CHECK(types[more.action].erase(more.name) == 1);
    CHECK(printed == facts.size() + std::size(more_fields));
    MESSAGE(printed, " fields of answers");
    for (const fact& from : facts) {
        CAPTURE(from.action);
        CAPTURE(from.name);
        CHECK(types[from.action][from.name] == from.type);
    }
}

TEST_CASE("catalogue: describe --all and describe of one action print the same") {
    for (const json& action : described()) {
        const tool::outcome one = run({"describe", name_of(action), "--json"}, {});
        CHECK(json::parse(one.output) == action);
    }
}

// ---- the reference pages, as the build makes them ----

std::string read_page(const std::string& name) {
    const char* const directory = std::getenv("PORTWRIGHT_REFERENCE");
    REQUIRE(directory != nullptr);
    std::ifstream in(std::string(directory) + "/" + name);
    CAPTURE(name);
    REQUIRE(in.good());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// The sections of a page by their headings of the second level.
std::map<std::string, std::string> sections_of(const std::string& page) {
    std::map<std::string, std::string> all;
    std::string heading;
    for (const std::string& line : split(page, '\n')) {
        if (line.starts_with("## ")) all[heading = line.substr(3)];
        else if (!heading.empty()) all[heading] += line + "\n";
    }
    return all;
}

TEST_CASE("catalogue: a section of the reference for each action, a row for each parameter and field") {
    std::map<std::string, std::map<std::string, std::string>> pages;
    std::size_t sections = 0;
    std::set<std::string> systems;
    for (const json& action : described()) systems.insert(action.at("system"));
    for (const std::string& system : systems) {
        const std::string page = read_page(system + ".md");
        CHECK(page.starts_with("# " + system + "\n"));
        pages[system] = sections_of(page);
        sections += pages[system].size();
    }
    CHECK(sections == described().size());
    const std::string index = read_page("index.md");
    std::size_t links = 0;
    for (const std::string& line : split(index, '\n')) links += line.starts_with("- [");
    CHECK(links == described().size());

    for (const std::vector<fact>& facts : {read_parameters(), read_facts("response.tsv")})
        for (const fact& from : facts) {
            CAPTURE(from.action);
            CAPTURE(from.name);
            const std::size_t dot = from.action.rfind('.');
            const std::string system = from.action.substr(0, dot);
            const std::string action = from.action.substr(dot + 1);
            const bool has_section = pages[system].count(action) == 1;
            CHECK(has_section);
            std::string row = "\n| `" + from.name + "` | " + from.type + " | ";
            if (from.has("required")) row += "required | ";
            CHECK(pages[system][action].find(row) != std::string::npos);
            std::string anchor = action;
            for (char& c : anchor) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            const std::string link = "- [" + action + "](" + system + ".md#" + anchor + ")\n";
            CHECK(index.find(link) != std::string::npos);
        }
    const std::string& clb = pages["tencent.clb"]["CreateListener"];
    CHECK(
        clb.find("`portwright::tencent::clb::CreateListener`, sent to `clb.tencentcloudapi.com/`, version 2018-03-17. "
                 "The first subscript is 0.") != std::string::npos);
    CHECK(clb.find("\n- ListenerNames must not have more elements than Ports\n") != std::string::npos);
    CHECK(clb.find("| `Ports.n` | integer | required | 1..65535; ") != std::string::npos);
}

TEST_CASE("catalogue: the reference is made from the tool's output, whole") {
    for (const json& action : described()) {
        const tool::outcome section = run({"describe", name_of(action), "--markdown"}, {});
        CHECK(section.status == 0);
        const std::string page = read_page(action.at("system").get<std::string>() + ".md");
        CHECK(page.find(section.output) != std::string::npos);
        for (const json& rule : action.at("rules")) {
            std::string line;   // without the marks that keep its words from being read as markup
            for (const char c : section.output)
                if (c != '\\') line += c;
            CAPTURE(rule);
            CHECK(line.find("\n- " + rule.get<std::string>() + "\n") != std::string::npos);
        }
    }
}

TEST_CASE("catalogue: each field of an answer says what it is") {
    for (const json& action : described())
        for (const json& row : action.at("response")) {
            CAPTURE(name_of(action));
            CAPTURE(row.at("name"));
            CHECK_FALSE(row.value("doc", "").empty());
        }
}

TEST_CASE("catalogue: each field of answers that the tool knows the meaning of is one of an answer") {
    std::set<std::pair<std::string, std::string>> said; // by the last two names, and by the last
    for (const json& action : described())
        for (const json& row : action.at("response")) {
            std::vector<std::string> names{"", ""};
            for (const std::string& name : split(row.at("name").get<std::string>(), '.'))
                if (name != "n" && !name.starts_with('{')) names.push_back(name);
            const std::string last = names.back(), meaning = row.value("doc", "");
            said.emplace(last, meaning);
            said.emplace(names[names.size() - 2] + "." + last, meaning);
        }
    std::ifstream in(std::string(PORTWRIGHT_CATALOGUE_DIR) + "/../../examples/portwright/tool/answer_fields.inc");
    std::size_t known = 0;
    for (std::string line; std::getline(in, line);) {
        const std::vector<std::string> parts = split(line, '"');
        if (!line.starts_with("{\"") || parts.size() != 5) continue;
        CAPTURE(line);
        CHECK(said.count({parts[1], parts[3]}) == 1);
        ++known;
    }
    CHECK(known > 150);
}

TEST_CASE("catalogue: in the reference a list has the bound of the list") {
    std::size_t bounded = 0;
    for (const fact& from : read_facts("lists.tsv")) {
        CAPTURE(from.action);
        CAPTURE(from.name);
        const std::size_t dot = from.action.rfind('.');
        const std::string page = read_page(from.action.substr(0, dot) + ".md");
        const std::string section = sections_of(page)[from.action.substr(dot + 1)];
        const std::size_t at = section.find("\n| `" + from.name + "` | ");
        REQUIRE(at != std::string::npos);
        const std::string row = section.substr(at + 1, section.find('\n', at + 1) - at - 1);
        CHECK((row.find(" | required | ") != std::string::npos) == from.has("required"));
        if (from.type == "structures") CHECK(row.find("` | list | ") != std::string::npos);
        std::string bound;
        for (const auto& [what, value] : from.more)
            if (what == "max_items") bound = "list of at most " + value;
        CHECK((row.find("list of at most ") != std::string::npos) == !bound.empty());
        CHECK(row.find(bound) != std::string::npos);
        bounded += !bound.empty();
    }
    CHECK(bounded >= 10);
}

TEST_CASE("catalogue: the reference has a request of each action, which check passes") {
    for (const json& action : described()) {
        const std::string name = name_of(action);
        CAPTURE(name);
        const std::string section = run({"describe", name, "--markdown"}, {}).output;
        const std::string before = "`portwright call " + name + " --request FILE`:\n\n```json\n";
        const std::size_t begin = section.find(before);
        REQUIRE(begin != std::string::npos);
        const std::size_t text = begin + before.size();
        const tool::temporary_file file(section.substr(text, section.find("```", text) - text));
        const tool::outcome ran = run({"check", name, "--request", file.path()}, {});
        CHECK(ran.error == "");
        CHECK(ran.status == 0);
    }
}

TEST_CASE("catalogue: describe refuses options that contradict each other") {
    const auto refused = [](const std::vector<std::string>& arguments, const std::string& why) {
        const tool::outcome ran = run(arguments, {});
        CHECK(ran.status == 2);
        CHECK(ran.output == "");
        CHECK(ran.error == why);
    };
    refused({"describe"}, "describe: give an action or --all\n");
    refused({"describe", "--all", "tencent.clb.CreateListener"}, "describe: give an action or --all\n");
    refused({"describe", "--all", "--json", "--markdown"}, "--json: not together with --markdown\n");
    refused({"describe", "--all", "--output", "/tmp"}, "--output: goes with --all --markdown\n");
    const tool::outcome ran = run({"describe", "--all", "--markdown", "--output", "/nonexistent/directory"}, {});
    CHECK(ran.status == 3);
    CHECK(ran.error == "cannot write /nonexistent/directory/index.md\n");
}

}   // namespace
