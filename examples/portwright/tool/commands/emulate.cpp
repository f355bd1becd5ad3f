// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../commands.hpp"
#include "../../emulator/emulator.hpp"
#include "../request.hpp"

#include <memory>

namespace portwright_tool {

void add_emulate_command(CLI::App& app, command& chosen) {
    CLI::App& sub = *app.add_subcommand(
        "emulate", "Serve a local HTTPS endpoint that verifies signatures and answers as documented");
    auto options = std::make_shared<emulator_options>();
    sub.add_option("--port", options->port, "listen on port N; a free one by default");
    sub.add_option("--ca-file", options->ca_file, "write the certificate that clients must trust to FILE")
        ->check(not_empty());
    sub.add_option("--polls", options->polls_until_done, "polls that find a task still running; 2 by default");
    sub.add_flag("--verbose", options->verbose, "one line a request on stderr");
    sub.callback([&chosen, options] { chosen = [options] { return run_emulator(*options); }; });
}

}   // namespace portwright_tool
