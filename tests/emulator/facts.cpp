// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// What the emulator knows of the actions is what tests/catalogue/ has of them, and its answers are as documented.

#include "../../examples/portwright/emulator/facts.hpp"

#include <set>

#include <doctest/doctest.h>

#include "../catalogue/facts.hpp"
#include "client.hpp"
#include "facts_of_answers.hpp"

namespace emulator_test {
namespace {

using portwright_tool::emulator::action_facts;
using portwright_tool::emulator::find_facts;
using test::catalogue::fact;
using test::catalogue::read_facts;

// By action, then by field: its type.
std::map<std::string, std::map<std::string, std::string>> documented_answers() {
    std::map<std::string, std::map<std::string, std::string>> all;
    for (const fact& one : read_facts("response.tsv")) all[one.action][one.name] = one.type;
    return all;
}

bool is_of(const json& value, const std::string& type) {
    if (value.is_null()) return true;
    if (type == "integer") return value.is_number_integer();
    if (type == "boolean") return value.is_boolean();
    return value.is_string();
}

void check_field(const std::string& action, const std::map<std::string, std::string>& known, const std::string& path,
                 const json& value) {
    CAPTURE(action);
    CAPTURE(path);
    const auto found = known.find(path);
    if (found != known.end()) {
        CHECK_MESSAGE(is_of(value, found->second), value.dump());
        return;
    }
    const auto below = known.lower_bound(path + ".");
    const bool above = below != known.end() && below->first.starts_with(path + ".");
    CHECK_MESSAGE(above, "is not documented");
    if (!above || !value.is_structured()) {
        CHECK_MESSAGE((!above || value.is_null()), value.dump());
        return;
    }
    for (const auto& item : value.items())
        check_field(action, known, path + "." + (value.is_array() ? "n" : item.key()), item.value());
}

std::pair<std::string, std::string> parts_of(const std::string& name) {
    const std::size_t dot = name.rfind('.');
    return {name.substr(0, dot), name.substr(dot + 1)};
}

} // namespace

void check_answer(const std::string& action, const json& body) {
    static const auto all = documented_answers();
    auto known = all.find(action) == all.end() ? std::map<std::string, std::string>{} : all.at(action);
    known["Response.RequestId"] = known["RequestId"] = "string";   // of every answer
    for (const auto& item : body.items()) check_field(action, known, item.key(), item.value());
}

TEST_CASE("emulator: it knows every parameter of every action") {
    std::size_t compared = 0;
    for (const fact& one : read_facts("parameters.tsv")) {
        CAPTURE(one.action);
        CAPTURE(one.name);
        const auto [system, action] = parts_of(one.action);
        const action_facts* const known = find_facts(system, action);
        REQUIRE(known != nullptr);
        if (one.has("common") && system.starts_with("tencent.")) continue;
        const auto found = std::find_if(known->parameters.begin(), known->parameters.end(),
                                        [&, &name = one.name](const auto& f) { return f.name == name; });
        REQUIRE(found != known->parameters.end());
        CHECK(found->required == one.has("required"));
        ++compared;
    }
    CHECK(compared > 600);
}

std::string example_of(const fact& one) {
    if (one.has("values")) return test::catalogue::split(one.more.at("values"), '|')[0];
    if (one.has("min")) return one.more.at("min");
    if (one.type == "integer") return "80";
    if (one.type == "boolean") return "true";
    return "x";
}

// Made of the facts alone: each action with its required parameters, by the v2 and RPC forms and as JSON.
TEST_CASE("emulator: every action is answered, and each required parameter is wanted") {
    portwright_tool::emulator::cloud to{test_options()};
    std::map<std::string, std::vector<fact>> required;
    std::set<std::string> actions;
    for (const fact& one : read_facts("parameters.tsv")) {
        actions.insert(one.action);
        const bool common = one.has("common") && one.action.starts_with("tencent.");
        if (one.has("required") && !common) required[one.action].push_back(one);
    }
    const auto code_of = [&](const std::string& name, const std::vector<fact>& given) {
        const auto [system, action] = parts_of(name);
        const bool aliyun = system == "aliyun.ga";
        name_values pairs;
        for (const fact& one : given) {
            std::string path = one.name;
            for (std::size_t n = path.find(".n"); n != std::string::npos; n = path.find(".n"))
                path.replace(n, 2, aliyun ? ".1" : ".0");
            pairs.emplace_back(path, example_of(one));
        }
        if (aliyun) return send(to, acs3(action, pairs)).code();
        pairs.emplace_back("Action", action);
        if (system == "tencent.lb" || system == "tencent.bmlb") return send(to, tencent_v2(pairs)).code();
        pairs.emplace_back("Version", system == "tencent.clb" ? "2018-03-17" : "2018-05-29");
        pairs.emplace_back("Region", "ap-guangzhou");
        return send(to, tencent_v3(pairs)).code();
    };
    const std::set<std::string> unknown{"InvalidAction", "6100", "InvalidApi.NotFound"};
    for (const std::string& name : actions) {
        CAPTURE(name);
        const auto& all = required[name];
        CHECK(unknown.count(code_of(name, all)) == 0);
        for (std::size_t left_out = 0; left_out < all.size(); ++left_out) {
            auto given = all;
            given.erase(given.begin() + static_cast<std::ptrdiff_t>(left_out));
            CAPTURE(all[left_out].name);
            const std::string code = code_of(name, given);
            const bool missing = code == "MissingParameter" || code == "4000" || code.starts_with("Missing");
            CHECK_MESSAGE(missing, code);
        }
    }
}

} // namespace emulator_test
