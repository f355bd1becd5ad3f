// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Which requests go wrong, and how: what `--fault SPEC` orders. The grammar is in fault_help.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emulator.hpp"

namespace portwright_tool::emulator {

// What goes wrong before there is a request.
struct handshake_fault {
    std::optional<std::size_t> bytes{};   // that are sent before the connection is cut
    std::chrono::milliseconds drip{0};    // before each of them
};

struct fault_rule {
    emulator_fault fault{};
    std::optional<std::size_t> request_bytes{};   // that are read before the connection is cut
    std::optional<handshake_fault> handshake{};   // it is for connections then, not for requests
    std::uint64_t first = 1;                      // of the requests that it is for
    std::uint64_t last = UINT64_MAX;
    std::optional<double> share{};                // of them, at random
    std::uint64_t seed = 1;
    std::string only{};                           // this action's requests, which are counted by themselves
    std::uint64_t seen = 0;

    [[nodiscard]] bool is_for(std::uint64_t number) const;
};

// Throws std::invalid_argument, with a message that says what is wrong with the text.
[[nodiscard]] fault_rule parse_fault(std::string_view text);

class fault_plan {
public:
    explicit fault_plan(const std::vector<std::string>& specs);

    // How many bytes of that request are read before the connection is cut, if it is.
    [[nodiscard]] std::optional<std::size_t> request_cut(std::uint64_t number) const;
    [[nodiscard]] handshake_fault handshake(std::uint64_t connection) const;
    // Adds to a fault what the rules have for the request. Counts it.
    void apply(const emulator_call& call, emulator_fault& to);

private:
    std::vector<fault_rule> rules_;
};

} // namespace portwright_tool::emulator
