// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// An emulated cloud for the tool's tests, and what they do with the words of a command and with what it says.

#include "run.hpp"

#include "emulator/emulator.hpp"

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace tool {

using words = std::vector<std::string>;

inline words with(words all, const words& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// A cloud with the credentials of the tests.
struct cloud {
    using fault_hook = std::function<portwright_tool::emulator_fault(const portwright_tool::emulator_call&)>;

    explicit cloud(fault_hook fault = {}, unsigned polls = 2, std::vector<std::string> faults = {})
        : server(options_of(std::move(fault), polls, std::move(faults))), ca(server.ca_pem()) {}

    static portwright_tool::emulator_options options_of(fault_hook fault, unsigned polls,
                                                        std::vector<std::string> faults) {
        portwright_tool::emulator_options options;
        const auto keys = credentials();
        options.tencent = {keys.at("TENCENTCLOUD_SECRET_ID"), keys.at("TENCENTCLOUD_SECRET_KEY"), ""};
        options.aliyun = {keys.at("ALIBABA_CLOUD_ACCESS_KEY_ID"), keys.at("ALIBABA_CLOUD_ACCESS_KEY_SECRET"), ""};
        options.polls_until_done = polls;
        options.fault = std::move(fault);
        options.faults = std::move(faults);
        return options;
    }
    words at(const std::string& host = "localhost") const {
        return {"--endpoint", host + ":" + std::to_string(server.port()), "--ca-file", ca.path()};
    }

    portwright_tool::emulator_server server;
    temporary_file ca;
};

/// The JSON of each line of standard output, which has nothing else.
inline std::vector<nlohmann::json> lines_of(const outcome& ran) {
    std::vector<nlohmann::json> all;
    std::istringstream in(ran.output);
    for (std::string line; std::getline(in, line);) {
        CAPTURE(line);
        all.push_back(nlohmann::json::parse(line, nullptr, false));
        CHECK(all.back().is_object());
    }
    return all;
}

} // namespace tool
