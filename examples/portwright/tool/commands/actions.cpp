// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../commands.hpp"
#include "../failure.hpp"
#include "../listing.hpp"
#include "../registry.hpp"
#include "../terminal.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <unistd.h>

namespace portwright_tool {

namespace {

struct actions_options {
    std::vector<std::string> words{};
    bool json = false;
    bool names = false;
};

int run(const actions_options& options) {
    const std::vector<const action_info*> found = find_actions(options.words);
    if (found.empty()) {
        std::string words;
        for (const std::string& word : options.words) words += (words.empty() ? "" : " ") + word;
        refuse(shown(words), "no action has to do with it; `portwright actions` lists all");
    }
    if (options.json) {
        auto all = nlohmann::ordered_json::array();
        for (const action_info* const action : found)
            all.push_back(
                {{"system", action->system()}, {"action", action->call->action}, {"summary", summary_of(*action)}});
        std::cout << all.dump(2) << '\n';
    } else if (options.names) {
        for (const action_info* const action : found) std::cout << action->name() << '\n';
    } else {
        write_listing(std::cout, found, terminal_width(STDOUT_FILENO, 0));
    }
    return exit_done;
}

} // namespace

void add_actions_command(CLI::App& app, command_body& chosen) {
    CLI::App& sub =
        *app.add_subcommand("actions", "List the actions, all or of a system or a subject, with a line each");
    auto options = std::make_shared<actions_options>();
    sub.add_option("words", options->words, "a system such as clb, or words that have to do with the action");
    sub.add_flag("--names", options->names, "the names alone");
    sub.add_flag("--json", options->json, "as JSON");
    sub.callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

} // namespace portwright_tool
