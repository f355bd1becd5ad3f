// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "run.hpp"

#include <doctest/doctest.h>

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
    CHECK(emulator.stop() == 0);
}

TEST_CASE("tool: emulate without credentials") {
    const tool::outcome ran = tool::run({"emulate"}, {});
    CHECK(ran.status == 2);
    CHECK(!ran.error.empty());
}

}   // namespace
