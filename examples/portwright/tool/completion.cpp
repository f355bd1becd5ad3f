// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "completion.hpp"

#include "description.hpp"
#include "listing.hpp"
#include "request.hpp"
#include "suggestions.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace portwright_tool {
namespace {

using words = std::vector<std::string>;

class completion {
public:
    completion(std::ostream& to, std::string_view begun) : to_(to), begun_(begun) {}

    void offer(std::string_view candidate, std::string_view about = {}) const {
        if (!candidate.starts_with(begun_)) return;
        to_ << candidate;
        if (!about.empty()) to_ << '\t' << about.substr(0, about.find('\n'));
        to_ << '\n';
    }
    void offer_files() const { to_ << ":files\n"; }

private:
    std::ostream& to_;
    std::string_view begun_;
};

// The option of that name, with what it takes; null for a flag and for no option.
const CLI::Option* find_valued(const CLI::App& command, const std::string& name) {
    const CLI::Option* const found = name.starts_with("--") ? command.get_option_no_throw(name) : nullptr;
    return found != nullptr && found->get_items_expected_max() > 0 ? found : nullptr;
}

void offer_options(const completion& to, const CLI::App& command) {
    for (const CLI::Option* const option : command.get_options([](const CLI::Option*) { return true; }))
        for (const std::string& name : option->get_lnames()) to.offer("--" + name, option->get_description());
}

void offer_commands(const completion& to, const CLI::App& app) {
    for (const CLI::App* const command : app.get_subcommands([](const CLI::App*) { return true; }))
        to.offer(command->get_name(), command->get_description());
}

void offer_values(const completion& to, std::string_view option, std::string_view command, const action_info* action) {
    const auto all = [&](std::initializer_list<std::string_view> values) {
        for (const std::string_view value : values) to.offer(value);
    };
    if (option == "--method") return all({"GET", "POST"});
    if (option == "--print") return all({"url", "http", "curl", "json"});
    if (option == "--output" && command != "describe") return all({"json", "table"});
    if (option == "--output" || option == "--ca-file" || option == "--request" || option == "--server")
        return to.offer_files();
    if (option == "--signature") {
        if (action == nullptr) return all({"tc3", "hmac_sha256", "hmac_sha1", "acs3", "aliyun_rpc"});
        for (const std::string_view scheme : schemes_of(*action)) to.offer(scheme);
    }
    if (option == "--region") {
        if (action == nullptr || action->family != api::aliyun_rpc)
            for (const std::string_view region : known_tencent_regions()) to.offer(region);
        for (const action_info& one : actions())
            if ((action == nullptr && one.family == api::aliyun_rpc) || &one == action)
                for (const described_parameter& row : describe_parameters(one))
                    if (row.common)
                        for (const std::string& region : row.values) to.offer(region);
    }
    if (option == "--field" && action != nullptr)
        for (const described_parameter& row : describe_response(*action)) {
            std::string path = row.name;
            for (std::size_t n; (n = path.find(".n.")) != path.npos;) path.replace(n, 3, ".0.");
            if (path.ends_with(".n")) path.replace(path.size() - 1, 1, "0");
            to.offer(path, row.doc);
        }
}

// The name with the first subscript for which it was not given yet; empty for a single value that was.
std::string free_name(const std::string& name, std::uint32_t base, const std::set<std::string>& given) {
    for (std::uint32_t subscript = base; subscript != base + 1000; ++subscript) {
        std::string made;
        bool first = true;
        for (std::size_t at = 0; at != name.size();) {
            const bool is_n = name.compare(at, 2, ".n") == 0 && (at + 2 == name.size() || name[at + 2] == '.');
            if (is_n) made += "." + std::to_string(std::exchange(first, false) ? subscript : base);
            else made += name[at];
            at += is_n ? 2 : 1;
        }
        if (!given.contains(made)) return made;
        if (first) break;
    }
    return {};
}

void offer_parameters(const completion& to, const action_info& action, const words& before, std::string_view begun) {
    std::set<std::string> given;
    for (const std::string& word : before) given.insert(word.substr(0, word.find('=')));
    const std::size_t equals = begun.find('=');
    for (const described_parameter& row : describe_parameters(action)) {
        if (row.common) continue;
        if (equals == begun.npos) {
            const std::string name = free_name(row.name, action.of().index_base, given);
            const std::string bounds = bounds_of(row);
            if (!name.empty())
                to.offer(name + "=", (row.required ? "required; " : "") + (bounds.empty() ? row.doc : bounds));
            continue;
        }
        // Digits of a name that was begun stand for its n.
        std::string name(begun.substr(0, equals));
        for (std::size_t dot = 0; (dot = name.find('.', dot)) != name.npos; ++dot) {
            const std::size_t end = std::min(name.find('.', dot + 1), name.size());
            if (end != dot + 1 && std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dot) + 1,
                                              name.begin() + static_cast<std::ptrdiff_t>(end),
                                              [](char c) { return c >= '0' && c <= '9'; }))
                name.replace(dot + 1, end - dot - 1, "n");
        }
        if (name != row.name) continue;
        for (const std::string& value : row.values) to.offer(std::string(begun.substr(0, equals + 1)) + value);
        if (row.type == "boolean")
            for (const char* const value : {"true", "false"})
                to.offer(std::string(begun.substr(0, equals + 1)) + value);
    }
}

} // namespace

void write_candidates(std::ostream& out, const CLI::App& app, const words& all) {
    if (all.empty()) return;
    const std::string& begun = all.back();
    const completion to(out, begun);
    if (all.size() == 1) return begun.starts_with('-') ? offer_options(to, app) : offer_commands(to, app);
    const auto commands = app.get_subcommands([&](const CLI::App* one) { return one->get_name() == all.front(); });
    if (commands.empty()) return;
    const CLI::App* const command = commands.front();
    words before; // without options and what belongs to them
    for (std::size_t i = 1; i + 1 < all.size(); ++i) {
        if (find_valued(*command, all[i]) != nullptr) ++i;
        else if (!all[i].starts_with('-')) before.push_back(all[i]);
    }
    const action_info* const action = before.empty() ? nullptr : find_only(before.front());
    if (find_valued(*command, all[all.size() - 2]) != nullptr)
        return offer_values(to, all[all.size() - 2], all.front(), action);
    if (begun.starts_with('-')) return offer_options(to, *command);
    if (all.front() == "emulate") return;
    if (before.empty())
        for (const action_info& one : actions()) to.offer(one.name(), summary_of(one));
    else if (action != nullptr && all.front() != "describe" && all.front() != "actions")
        offer_parameters(to, *action, before, begun);
}

} // namespace portwright_tool
