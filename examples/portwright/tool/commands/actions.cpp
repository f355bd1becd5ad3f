// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../commands.hpp"
#include "../failure.hpp"
#include "../registry.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace portwright_tool {

void add_actions_command(CLI::App& app, command& chosen) {
    CLI::App& sub = *app.add_subcommand("actions", "List every system and action");
    auto as_json = std::make_shared<bool>(false);
    sub.add_flag("--json", *as_json, "as JSON");
    sub.callback([&chosen, as_json] {
        chosen = [as_json] {
            if (!*as_json) {
                for (const action_info& action : actions()) std::cout << action.name() << '\n';
                return exit_done;
            }
            auto all = nlohmann::ordered_json::array();
            for (const action_info& action : actions())
                all.push_back({{"system", action.system()}, {"action", action.call->action}});
            std::cout << all.dump(2) << '\n';
            return exit_done;
        };
    });
}

}   // namespace portwright_tool
