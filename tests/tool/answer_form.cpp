// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Answers as a table, or one field of them.

#include "cloud.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using tool::lines_of;
using tool::outcome;
using tool::run;
using tool::with;
using tool::words;

const words create{"tencent.clb.CreateListener",
                   "--region",
                   "ap-guangzhou",
                   "LoadBalancerId=lb-1",
                   "Ports.0=80",
                   "Protocol=TCP",
                   "ListenerNames.0=\xE7\xBD\x91\xE7\xBB\x9C"};
const words describe{"call", "tencent.clb.DescribeListeners", "--region", "ap-guangzhou", "LoadBalancerId=lb-1"};

TEST_CASE("tool: one field of an answer, a table of it") {
    const tool::cloud cloud;
    const words at = cloud.at();
    const outcome created = run(with(with({"call"}, create), with(at, {"--wait", "--field", "ListenerIds.0"})));
    CHECK(created.status == 0);
    REQUIRE(created.output.starts_with("lbl-"));
    CHECK(created.output.find('\n') == created.output.size() - 1);
    const std::string id = created.output.substr(0, created.output.size() - 1);
    CHECK(created.error == "--field: this answer has no ListenerIds.0\ntask: succeeded\n"); // that of the task

    CHECK(run(with(with({"ensure"}, create), with(at, {"--field", "did"}))).output == "left\n");
    CHECK(run(with(with({"plan"}, create), with(at, {"--output", "table"}))).output.find("would           leave\n") !=
          std::string::npos);
    CHECK(run(with(describe, with(at, {"--field", "Response.TotalCount"}))).output == "1\n");
    // A structure is a line of JSON.
    const auto listener = lines_of(run(with(describe, with(at, {"--field", "Listeners.0"}))));
    REQUIRE(listener.size() == 1);
    CHECK(listener[0].at("ListenerId") == id);

    const outcome table = run(with(describe, with(at, {"--output", "table"})));
    CHECK(table.status == 0);
    CHECK(table.output.find("Response.TotalCount") != std::string::npos);
    CHECK(table.output.find("\nResponse.Listeners\n") != std::string::npos);
    CHECK(table.output.find(id) != std::string::npos);
    // As narrow as there may be, and as wide.
    for (const char* const columns : {"1", "40", "10000"}) {
        auto variables = tool::credentials();
        variables["COLUMNS"] = columns;
        const outcome narrow = run(with(describe, with(at, {"--output", "table"})), variables);
        CHECK(narrow.status == 0);
        std::istringstream in(narrow.output);
        for (std::string line; std::getline(in, line);) {
            CAPTURE(line);
            CHECK(line.size() <= std::stoul(columns)); // two columns, six bytes: the name is two ideographs
        }
    }
}

TEST_CASE("tool: a field that no answer has is refused before anything is sent") {
    const words call = with({"call"}, with(create, {"--endpoint", "localhost:1"}));
    const auto refused = [](const words& arguments) {
        const outcome ran = run(arguments);
        CHECK(ran.status == 2);
        CHECK(ran.output.empty());
        return ran.error;
    };
    CHECK(refused(with(call, {"--field", "Response.ListenerId"})) ==
          "--field: no answer has Response.ListenerId; did you mean Response.ListenerIds.n?\n");
    CHECK(refused(with(call, {"--field", "Response.ListenerIds.first"})).starts_with("--field: no answer has "));
    CHECK(refused(with(with({"ensure"}, create), {"--field", "ids", "--endpoint", "localhost:1"})) ==
          "--field: no answer has ids; did you mean id?\n");
    CHECK(refused(with(call, {"--output", "xml"})).find("xml not in") != std::string::npos);
    CHECK(run(with(call, {"--field", "Response.New", "--unchecked", "--nonce", "1"})).status ==
          3); // nobody listens there, and it is tried once
}

} // namespace
