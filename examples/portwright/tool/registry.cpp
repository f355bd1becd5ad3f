// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "registry.hpp"

#include "catalogue.hpp"
#include "failure.hpp"

#include <deque>
#include <iterator>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

namespace portwright_tool {

// Instantiated for each system in registry/.
template <class Actions>
std::vector<action_info> describe_system();

void* storage::allocate(std::size_t size) {
    kept_.push_back(std::make_unique<std::byte[]>(size));
    return kept_.back().get();
}

const std::vector<action_info>& actions() {
    static const std::vector<action_info> all = [] {
        std::vector<action_info> made;
        portwright::for_each_system([&]<class Actions>() {
            std::vector<action_info> more = describe_system<Actions>();
            made.insert(made.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        });
        return made;
    }();
    return all;
}

namespace {

std::deque<action_info>& added_actions() {
    static std::deque<action_info> all;
    return all;
}

} // namespace

void add_action(const action_info& one) { added_actions().push_back(one); }

const action_info& find_action(std::string_view name) {
    for (const action_info& action : added_actions())
        if (action.name() == name) return action;
    std::vector<std::string> names;
    for (const action_info& action : actions()) {
        names.push_back(action.name());
        if (names.back() == name) return action;
    }
    const std::string_view guess = nearest(name, {names.begin(), names.end()});
    refuse(shown(name), guess.empty() ? "no such action; `portwright actions` lists them"
                                      : "no such action; did you mean " + std::string(guess) + "?");
}

}   // namespace portwright_tool
