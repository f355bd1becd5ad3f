// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "listing.hpp"

#include "terminal.hpp"

#include <algorithm>
#include <cctype>

#include <unistd.h>

namespace portwright_tool {
namespace {

struct summary {
    std::string_view system, action, text, subject;
};

constexpr summary summaries[] = {
#include "summaries.inc" // by summaries.awk, of the headers
};

const summary* find_summary(const action_info& action) {
    const auto found = std::find_if(std::begin(summaries), std::end(summaries), [&](const summary& one) {
        return one.action == action.call->action && one.system == action.system();
    });
    return found != std::end(summaries) ? &*found : nullptr;
}

std::string lower(std::string_view text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(), [](unsigned char c) { return std::tolower(c); });
    return made;
}

// The parts that a system may be called by.
bool is_system(std::string_view word, std::string_view system) {
    const std::size_t dot = system.find('.');
    return word == system || word == system.substr(0, dot) || word == system.substr(dot + 1);
}

bool says(const action_info& action, std::string_view word) {
    const summary* const said = find_summary(action);
    return lower(action.name()).find(word) != std::string::npos ||
           (said != nullptr &&
            (lower(said->text).find(word) != std::string::npos || said->subject.find(word) != std::string::npos));
}

bool fits(const action_info& action, std::string_view word) {
    const bool names_system = std::any_of(actions().begin(), actions().end(),
                                          [&](const action_info& one) { return is_system(word, one.system()); });
    if (names_system) return is_system(word, action.system());
    // listeners are found by listener, too; http is not https.
    return says(action, word) ||
           (word.size() > 5 && word.ends_with('s') && says(action, word.substr(0, word.size() - 1)));
}

} // namespace

std::string_view summary_of(const action_info& action) {
    const summary* const found = find_summary(action);
    return found != nullptr ? found->text : std::string_view{};
}

std::vector<const action_info*> find_actions(const std::vector<std::string>& words) {
    std::vector<const action_info*> found;
    for (const action_info& action : actions())
        if (std::all_of(words.begin(), words.end(), [&](const std::string& word) { return fits(action, lower(word)); }))
            found.push_back(&action);
    return found;
}

const action_info* find_only(std::string_view name) {
    const std::string wanted = lower(name);
    const action_info* found = nullptr;
    for (const action_info& action : actions()) {
        if (lower(action.name()) == wanted) return &action;
        if (lower(action.call->action) != wanted) continue;
        if (found != nullptr) return nullptr;
        found = &action;
    }
    return found;
}

void write_listing(std::ostream& to, const std::vector<const action_info*>& all, std::size_t width) {
    constexpr std::size_t least = 12; // columns of a summary that are worth showing
    std::size_t widest = 0;
    for (const action_info* const one : all) widest = std::max(widest, one->name().size());
    // One name that is longer than the others need not push all summaries off a narrow terminal.
    if (width != 0 && widest + 2 + least > width) widest = std::min(widest, width / 2);
    for (const action_info* const one : all) {
        const std::string name = one->name();
        to << bold(name, STDOUT_FILENO);
        const std::size_t column = std::max(widest, name.size()) + 2;
        const std::string_view text = summary_of(*one);
        if (width == 0) to << std::string(column - name.size(), ' ') << text;
        else if (column + least <= width)
            to << std::string(column - name.size(), ' ') << cut_to_width(text, width - column);
        to << '\n';
    }
}

} // namespace portwright_tool
