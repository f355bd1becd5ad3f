// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "run.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace {

TEST_CASE("tool: emulate serves until it is told to stop") {
    const tool::temporary_file ca("");
    tool::background emulator({"emulate", "--ca-file", ca.path()}, tool::credentials());
    const std::string line = emulator.first_line();
    CHECK(line.starts_with("listening on https://localhost:"));
    std::ifstream file(ca.path());
    CHECK(std::string(std::istreambuf_iterator<char>(file), {}).starts_with("-----BEGIN CERTIFICATE-----"));
    std::ifstream limits("/proc/" + std::to_string(emulator.process()) + "/limits"); // it has keys, as each command
    for (std::string limit; std::getline(limits, limit);) {
        if (!limit.starts_with("Max core file size")) continue;
        limit.erase(std::remove(limit.begin(), limit.end(), ' '), limit.end());
        CHECK(limit == "Maxcorefilesize00bytes");
    }
    CHECK(limits.eof());
    CHECK(emulator.stop() == 0);
}

TEST_CASE("tool: emulate listens where it is told to, and lets requests go wrong") {
    tool::background emulator({"emulate", "--listen", "127.0.0.2", "--name", "desk.example", "--name", "192.0.2.7",
                               "--fault", "drop@1", "--fault", "lost@5%,seed=7"},
                              tool::credentials());
    CHECK(emulator.first_line().starts_with("listening on https://desk.example:"));
    CHECK(emulator.stop() == 0);
}

TEST_CASE("tool: emulate refuses what it cannot do, and says how it is written") {
    const auto refused = [](std::vector<std::string> words, const char* what) {
        words.insert(words.begin(), "emulate");
        const tool::outcome ran = tool::run(words, tool::credentials());
        CHECK(ran.status == 2);
        CHECK_MESSAGE(ran.error.find(what) != std::string::npos, ran.error);
    };
    refused({"--fault", "dropp@1"}, "there is no kind \"dropp\"");
    refused({"--fault", "drop"}, "@WHEN is missing");
    refused({"--name", "a,DNS:b"}, "neither a host name nor an address");
    refused({"--listen", "desk.example"}, "is no address");
    const tool::outcome help = tool::run({"emulate", "--help"}, {});
    CHECK(help.status == 0);
    CHECK(help.output.find("cut-request=N") != std::string::npos);
}

TEST_CASE("tool: emulate without credentials") {
    const tool::outcome ran = tool::run({"emulate"}, {});
    CHECK(ran.status == 2);
    CHECK(!ran.error.empty());
}

}   // namespace
