// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Which actions there are, in how many columns, and in which colours.

#include "run.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

namespace {

using tool::environment;
using tool::outcome;
using tool::run;
using words = std::vector<std::string>;

words lines(const std::string& text) {
    words all;
    std::istringstream from(text);
    for (std::string line; std::getline(from, line);) all.push_back(line);
    return all;
}

words names(words arguments) {
    arguments.insert(arguments.begin(), "actions");
    arguments.emplace_back("--names");
    const outcome ran = run(arguments, {});
    CHECK(ran.status == 0);
    return lines(ran.output);
}

TEST_CASE("tool: actions by system, subject and word") {
    const words all = names({});
    CHECK(all.size() == 78);
    for (const char* const system : {"tencent.lb", "LB"}) {
        const words found = names({system});
        CHECK(found.size() > 10);
        CHECK(std::all_of(found.begin(), found.end(), [](const auto& one) { return one.starts_with("tencent.lb."); }));
    }
    CHECK(names({"aliyun"}).size() == 5);
    CHECK(names({"lb", "certificates"}) == words{"tencent.lb.ReplaceCert", "tencent.lb.GetCertListWithLoadBalancer"});
    CHECK(names({"tencent.gaap", "create", "https"}) == words{"tencent.gaap.CreateHTTPSListener"});
    CHECK(names({"access", "log"}) == words{"tencent.lb.DescribeLoadBalancerLog"});   // by its sentence
    CHECK(run({"actions", "redirects", "clb"}, {}).error ==
          "redirects clb: no action has to do with it; `portwright actions` lists all\n");
    CHECK(run({"actions", "zebra"}, {}).error ==
          "zebra: no action has to do with it; `portwright actions` lists all\n");
    CHECK(run({"actions", "zebra"}, {}).status == 2);
    // Each has a sentence, which is whole where nothing bounds the line.
    for (const auto& one : nlohmann::json::parse(run({"actions", "--json"}, {}).output)) {
        CAPTURE(one);
        CHECK(one.at("summary").get<std::string>().ends_with('.'));
    }
    CHECK(run({"actions", "ga", "delete"}, {}).output ==
          "aliyun.ga.DeleteListener  Deletes a listener, once its endpoint groups are gone.\n");
    // describe lists where no one action is meant, and describes where one is.
    CHECK(run({"describe", "ga", "delete"}, {}).output == run({"actions", "ga", "delete"}, {}).output);
    CHECK(run({"describe", "createhttplistener"}, {}).output.starts_with("tencent.gaap.CreateHTTPListener  version "));
    CHECK(lines(run({"describe", "CreateListener"}, {}).output).size() > 1);   // of two systems
}

TEST_CASE("tool: listings and descriptions in any width") {
    for (const std::size_t width : {1u, 20u, 60u, 89u, 10000u}) {
        CAPTURE(width);
        const environment narrow{{"COLUMNS", std::to_string(width)}};
        const words listed = lines(run({"actions"}, narrow).output);
        CHECK(listed.size() == 78);
        for (const std::string& line : listed) {
            CAPTURE(line);
            if (line.find(' ') != line.npos) CHECK(line.size() <= width);   // a name is never cut
        }
        const outcome described = run({"describe", "tencent.clb.CreateListener"}, narrow);
        CHECK(described.status == 0);
        if (width < 20) continue;
        for (const std::string& line : lines(described.output)) {
            CAPTURE(line);
            // Only what has no space to break at is longer.
            if (line.size() > width) CHECK(line.find(' ', line.find_first_not_of(' ')) == line.npos);
        }
    }
    // What is no number is no width.
    for (const char* const columns : {"", "0", "-5", "80x", "99999999999"})
        CHECK(run({"actions"}, {{"COLUMNS", columns}}).output == run({"actions"}, {}).output);
}

// What it says on a terminal of so many columns.
std::string on_terminal(const std::string& columns, const std::string& arguments, environment variables) {
    variables["PATH"] = "/usr/bin:/bin";
    variables["TERM"] = variables.contains("TERM") ? variables["TERM"] : "xterm";
    variables["SHELL"] = "/bin/sh";
    const std::string command =
        "stty cols " + columns + "; '" + std::string(std::getenv("PORTWRIGHT_TOOL")) + "' " + arguments;
    return tool::run_program("script", {"-qec", command, "/dev/null"}, variables).output;
}

TEST_CASE("tool: colours on a terminal only, and not where NO_COLOR is set") {
    const std::string bold = "\033[1maliyun.ga.DeleteListener\033[0m";
    CHECK(on_terminal("100", "actions ga delete", {}).starts_with(bold + "  Deletes a listener, once"));
    CHECK(on_terminal("50", "actions ga delete", {}) == bold + "  Deletes a listener, o...\r\n");
    CHECK(on_terminal("50", "actions ga delete", {{"NO_COLOR", "1"}}).find('\033') == std::string::npos);
    CHECK(on_terminal("50", "actions ga delete", {{"TERM", "dumb"}}).find('\033') == std::string::npos);
    CHECK(on_terminal("50", "actions zebra", {}).starts_with("\033[31mzebra: no action"));
    CHECK(run({"actions"}, {{"TERM", "xterm"}}).output.find('\033') == std::string::npos);
}

}   // namespace
