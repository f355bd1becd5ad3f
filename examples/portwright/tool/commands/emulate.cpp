// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../commands.hpp"
#include "../../emulator/emulator.hpp"
#include "../request.hpp"

#include <memory>
#include <string>

#include <arpa/inet.h>

namespace portwright_tool {
namespace {

std::string is_address(const std::string& text) {
    unsigned char address[16] = {};
    const bool is_one =
        inet_pton(AF_INET, text.c_str(), address) == 1 || inet_pton(AF_INET6, text.c_str(), address) == 1;
    return is_one ? "" : text + " is no address";
}

}   // namespace

void add_emulate_command(CLI::App& app, command_body& chosen) {
    CLI::App& sub = *app.add_subcommand(
        "emulate", "Serve a local HTTPS endpoint that verifies signatures and answers as documented");
    auto options = std::make_shared<emulator_options>();
    sub.add_option("--listen", options->address, "listen on ADDRESS, 0.0.0.0 for all; loopback by default")
        ->check(is_address);
    sub.add_option("--name", options->names, "a host name or address that clients reach it by, for its certificate")
        ->allow_extra_args(false);
    sub.add_option("--port", options->port, "listen on port N; a free one by default");
    sub.add_option("--ca-file", options->ca_file, "write the certificate that clients must trust to FILE")
        ->check(not_empty());
    sub.add_option("--polls", options->polls_until_done, "polls that find a task still running; 2 by default");
    sub.add_option("--fault", options->faults, "let requests go wrong as SPEC says; see below")
        ->allow_extra_args(false);
    sub.footer(fault_help);
    sub.add_flag("--verbose", options->verbose, "one line a request on stderr");
    sub.callback([&chosen, options] { chosen = [options] { return run_emulator(*options); }; });
}

}   // namespace portwright_tool
