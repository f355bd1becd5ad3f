// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What a cloud returns is accepted where it is written: each word of an answer, in each parameter of which the documents
// list the words and that the answer shows.

#include "tool/catalogue.hpp"
#include "facts.hpp"
#include "valid_request.hpp"

#include <portwright/request/check.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace {

namespace detail = portwright::detail;
using namespace test::catalogue;
using portwright_tool::field_info;

template <class Action>
portwright::error check_typed(const void* request) {
    return portwright::check(*static_cast<const Action*>(request)).error();
}

std::map<std::string, portwright::error (*)(const void*)> all_checks() {
    std::map<std::string, portwright::error (*)(const void*)> all;
    const std::vector<action_info>& actions = portwright_tool::actions();
    std::size_t i = 0;
    portwright::all_actions::for_each([&]<class Action>() { all[actions[i++].name()] = &check_typed<Action>; });
    return all;
}

struct parameter {
    const action_info* of;
    place at; // of a first element wherever there is a list
    std::vector<std::string> words;
};

// All parameters of an action that have words, by the name that the documents write: "Rules.n.Scheduler".
void find_parameters(const action_info& of, const detail::table& table, const place& around, const std::string& prefix,
                     std::map<std::string, parameter>& all) {
    for (std::size_t i = 0; i != table.count; ++i) {
        const detail::row& row = table.rows[i];
        place at = around;
        at.push_back({.row = i});
        std::string name = prefix + std::string(table.name(i));
        if (detail::is_list(row.type)) {
            name += ".n";
            at.back().element = of.of().index_base;
        }
        if (row.type >= detail::kind::structure) find_parameters(of, *row.child, at, name + ".", all);
        else if ((row.flags & detail::row::listed) != 0) all[of.name() + " " + name] = {&of, at, words_of(row.words)};
    }
}

void find_fields(const std::vector<field_info>& fields, std::set<std::string>& leaves) {
    for (const field_info& field : fields) {
        leaves.insert(std::string(field.name));
        find_fields(field.fields, leaves);
    }
}

// Parameters with a namesake in an answer that shows something else.
constexpr std::string_view namesakes[] = {
    // the type of a listener, or of its certificates
    "aliyun.ga.CreateListener EndpointGroupConfigurations.n.EndpointConfigurations.n.Type",
    "aliyun.ga.CreateListener CustomRoutingEndpointGroupConfigurations.n.EndpointConfigurations.n.Type",
};

// Words of one parameter that a rule refuses: the same structure is in rules, and there they are for.
bool is_ruled_out(const std::string& name, const std::string& word) {
    return name == "tencent.clb.CreateListener HealthCheck.CheckType" && (word == "HTTPS" || word == "GRPC");
}

// A request with the value there, as a cloud's answer would fill it in, passes.
bool is_accepted(const parameter& where, portwright::error (*check)(const void*), const std::string& value) {
    portwright_tool::storage keep;
    argument_tree request;
    request_finder finder(*where.of, [&](const argument_tree& tried) {
        keep = {};
        request = tried;
        return check(where.of->make(request, keep));
    });
    argument_tree with_value = finder.begin_with(where.at);
    finder.find(with_value, where.at) = text_leaf(value);
    return finder.mend(with_value, {where.at});
}

// The columns after the parameter: the answering action, where parameters.tsv has the type, and its field.
std::string answer_of(const fact& from) {
    for (const auto& [what, value] : from.more)
        if (what != "values") return from.type + " " + what;
    return from.type;
}

TEST_CASE("catalogue: what a cloud returns is accepted where it is written") {
    const auto checks = all_checks();
    std::map<std::string, parameter> parameters;
    std::map<std::string, std::set<std::string>> leaves; // of the answers, by system
    for (const action_info& action : portwright_tool::actions()) {
        find_parameters(action, *action.table, {}, "", parameters);
        find_fields(action.response, leaves[std::string(action.system())]);
    }
    for (const fact& from : read_parameters()) {
        if (from.type != "string" || !from.has("values") || from.has("common")) continue;
        CAPTURE(from.name);
        CHECK(parameters.count(from.action + " " + from.name) == 1);
    }

    // What a field of an answer may say: what the documents have there, and whatever it may have been set to.
    std::map<std::string, std::set<std::string>> answered;
    const std::vector<fact> facts = read_facts("read_back.tsv");
    std::set<std::string> covered;
    const auto parameter_of = [](const fact& from) { return from.action + " " + from.name; };
    for (const fact& from : facts) {
        CAPTURE(parameter_of(from));
        REQUIRE(parameters.count(parameter_of(from)) == 1);
        REQUIRE(from.more.size() <= 2);
        covered.insert(parameter_of(from));
        std::set<std::string>& values = answered[answer_of(from)];
        for (const std::string& word : parameters[parameter_of(from)].words) values.insert(word);
        if (!from.has("values")) continue;
        for (const std::string& word : split(from.more.at("values"), '|')) values.insert(word);
    }
    for (const auto& [spelled, where] : parameters) {
        const std::string name = spelled; // clang 14 captures no structured binding
        const std::string leaf = name.substr(name.find_last_of(". ") + 1);
        const bool shown = leaves[std::string(where.of->system())].count(leaf) != 0;
        const bool other = std::find(std::begin(namesakes), std::end(namesakes), name) != std::end(namesakes);
        CAPTURE(name);
        CHECK((covered.count(name) != 0) == (shown && !other));
    }

    std::set<std::pair<std::string, std::string>> tried;
    for (const fact& from : facts)
        for (const std::string& value : answered[answer_of(from)]) {
            if (!tried.emplace(parameter_of(from), value).second) continue;
            CAPTURE(parameter_of(from));
            CAPTURE(value);
            const bool accepted = is_accepted(parameters[parameter_of(from)], checks.at(from.action), value);
            CHECK(accepted != is_ruled_out(parameter_of(from), value));
        }
    MESSAGE(parameters.size(), " lists of words, ", covered.size(), " of them in answers, ", tried.size(), " values");
    CHECK(tried.size() > 2 * covered.size()); // a list of words has two at least
}

} // namespace
