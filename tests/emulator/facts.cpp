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

// What each fact forbids: a type, a number below or above, a word that is not listed, a text too long or too short.
std::vector<std::string> wrong_values(const fact& one) {
    std::vector<std::string> all;
    if (one.type != "string") all.emplace_back("x");
    if (one.type == "boolean") all.emplace_back("1");
    if (one.type == "integer" && one.has("values")) all.emplace_back("77");
    if (one.type == "integer" && one.has("min")) all.push_back(std::to_string(std::stoll(one.more.at("min")) - 1));
    if (one.type == "integer" && one.has("max")) all.push_back(std::to_string(std::stoll(one.more.at("max")) + 1));
    if (one.type == "string" && one.has("values")) all.emplace_back("no such word");
    if (one.has("min_length")) all.emplace_back();
    if (one.has("max_length")) all.emplace_back(std::stoull(one.more.at("max_length")) + 1, 'x');
    std::erase_if(all, [&](const std::string& value) { return one.has("also") && one.more.at("also") == value; });
    return all;
}

// By parameter's action: a request made of facts alone, by the v2 and RPC forms.
class judge {
public:
    judge() : to_{test_options()} {
        for (const fact& one : read_facts("parameters.tsv")) {
            actions_[one.action];
            if (!is_header(one)) actions_[one.action].push_back(one);
        }
    }

    [[nodiscard]] const std::map<std::string, std::vector<fact>>& actions() const { return actions_; }

    // The code of a request with these values by name.
    std::string operator()(const std::string& name, const name_values& given) {
        const auto [system, action] = parts_of(name);
        const bool aliyun = system == "aliyun.ga";
        name_values pairs;
        for (const auto& [path, value] : given) {
            std::string full = path;
            for (std::size_t n = full.find(".n"); n != std::string::npos; n = full.find(".n"))
                full.replace(n, 2, aliyun ? ".1" : ".0");
            pairs.emplace_back(full, value);
        }
        if (aliyun) return send(to_, acs3(action, pairs)).code();
        pairs.emplace_back("Action", action);
        if (system == "tencent.lb" || system == "tencent.bmlb") return send(to_, tencent_v2(pairs)).code();
        pairs.emplace_back("Version", system == "tencent.clb" ? "2018-03-17" : "2018-05-29");
        pairs.emplace_back("Region", "ap-guangzhou");
        return send(to_, tencent_v3(pairs)).code();
    }

    // The required parameters, and those of the structures that `also` is in.
    [[nodiscard]] name_values required(const std::string& name, const fact* also = nullptr) const {
        name_values all;
        for (const fact& one : actions_.at(name)) {
            if (also != nullptr && one.name == also->name) continue;
            if (one.has("required")) all.emplace_back(one.name, example_of(one));
        }
        return all;
    }

private:
    static bool is_header(const fact& one) { return one.has("common") && one.action.starts_with("tencent."); }

    portwright_tool::emulator::cloud to_;
    std::map<std::string, std::vector<fact>> actions_;
};

TEST_CASE("emulator: every action is answered, and each required parameter is wanted") {
    judge code_of;
    const std::set<std::string> unknown{"InvalidAction", "6100", "InvalidApi.NotFound", "InternalError", "6000"};
    for (const auto& entry : code_of.actions()) {
        const std::string& name = entry.first;   // clang cannot capture a structured binding
        CAPTURE(name);
        const name_values all = code_of.required(name);
        CHECK(unknown.count(code_of(name, all)) == 0);
        for (std::size_t left_out = 0; left_out < all.size(); ++left_out) {
            name_values given = all;
            given.erase(given.begin() + static_cast<std::ptrdiff_t>(left_out));
            CAPTURE(all[left_out].first);
            const std::string code = code_of(name, given);
            CHECK_MESSAGE((code == "MissingParameter" || code == "4000" || code.starts_with("Missing")), code);
        }
    }
}

TEST_CASE("emulator: every parameter that breaks a fact is refused with a documented code") {
    judge code_of;
    const std::set<std::string> codes{
        "InvalidParameter",         "InvalidParameterValue",     "InvalidParameterValue.Length", "4000", "9003",
        "ProtocalIllegal.Listener", "PortRangeIllegal.Listener", "SystemPort.Listener"};
    std::size_t tried = 0;
    for (const auto& entry : code_of.actions()) {
        const std::string& name = entry.first;
        for (const fact& one : entry.second) {
            for (const std::string& value : wrong_values(one)) {
                CAPTURE(name);
                CAPTURE(one.name);
                CAPTURE(value);
                name_values given = code_of.required(name, &one);
                given.emplace_back(one.name, value);
                const std::string code = code_of(name, given);
                CHECK_MESSAGE(codes.count(code) == 1, code);
                ++tried;
            }
        }
    }
    CHECK(tried > 600);
}

TEST_CASE("emulator: a value in the place of a structure or of a list, and the other way round") {
    judge code_of;
    std::size_t tried = 0;
    for (const auto& entry : code_of.actions()) {
        for (const fact& one : entry.second) {
            const std::string above = one.name.substr(0, one.name.rfind('.'));
            if (above == one.name) continue;
            for (const char* below : {"", ".x", ".n", ".n.n"}) {
                const std::string path = above + below;
                name_values given = code_of.required(entry.first);
                std::erase_if(given, [&](const auto& pair) { return pair.first.starts_with(above); });
                given.emplace_back(path, "1");
                CAPTURE(entry.first);
                CAPTURE(path);
                const std::string code = code_of(entry.first, given);
                CHECK(code != "InternalError");
                CHECK(code != "6000");
                // What is stored would be read as a structure later on.
                const bool refused = code.starts_with("InvalidParameter") || code.starts_with("Missing") ||
                                     code == "4000" || code == "9003" || code == "PortRangeIllegal.Listener";
                if (*below == 0) CHECK_MESSAGE(refused, code);
                ++tried;
            }
        }
    }
    CHECK(tried > 1000);
}

TEST_CASE("emulator: an unknown parameter is refused where a document says so, or where that is asked for") {
    for (const bool everywhere : {false, true}) {
        auto options = test_options();
        options.refuse_unknown = everywhere;
        portwright_tool::emulator::cloud to{options};
        const auto v3 = tc3("gaap", "DescribeHTTPListeners", "2018-05-29", {{"ProxyId", "a"}, {"Colour", 1}});
        CHECK(send(to, v3).code() == "UnknownParameter");
        const name_values v2{{"Action", "DescribeBmListeners"}, {"loadBalancerId", "a"}, {"colour", "1"}};
        CHECK(send(to, tencent_v2(v2)).code() == (everywhere ? "9003" : ""));
        const name_values ga{{"RegionId", "cn-hangzhou"}, {"AcceleratorId", "a"}, {"Colour", "1"}};
        CHECK(send(to, acs3("ListListeners", ga)).code() == (everywhere ? "InvalidParameter" : ""));
    }
    portwright_tool::emulator::cloud to{test_options()};
    for (const json& empty : {json::array(), json::object()}) {
        const json parameters{{"ProxyId", "a"}, {"Colour", empty}};
        CHECK(send(to, tc3("gaap", "DescribeHTTPListeners", "2018-05-29", parameters)).code() == "UnknownParameter");
    }
    json many = json::array();
    for (int i = 0; i < 101; ++i) many.push_back("lbl-" + std::to_string(i));
    CHECK(send(to, tc3("clb", "DescribeListeners", "2018-03-17", {{"LoadBalancerId", "a"}, {"ListenerIds", many}}))
              .code() == "InvalidParameterValue.Length");
}

} // namespace emulator_test
