// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// `ensure`, and `plan`, which only says what that would do.

#include "../answer_form.hpp"
#include "../commands.hpp"
#include "../cut_off.hpp"
#include "../declaration.hpp"
#include "../failure.hpp"
#include "../request.hpp"
#include "../session.hpp"
#include "../signing.hpp"
#include "../systems/find.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <unistd.h>

namespace portwright_tool {
namespace {

using portwright::deleted_listener;
using portwright::deletion;
using portwright::ensure_obstacle;
using portwright::ensure_outcome;
using json = nlohmann::ordered_json;

// What is known of deletions while they run, should the command be cut off. With `whole` held.
std::vector<deleted_listener> running_deletions(const std::vector<deleted_listener>& list, std::string_view action) {
    std::vector<deleted_listener> known;
    for (const deleted_listener& one : list) {
        if (one.what == deletion::none) break;
        const bool is_asked_for = one.what == deletion::planned && action.starts_with("Delete");
        if (one.what == deletion::planned && !is_asked_for) break;
        known.push_back(one);
        if (is_asked_for) {
            known.back().what = deletion::unknown;
            break;
        }
    }
    return known;
}

struct ensure_options : sending_options {
    answer_form form{};
};

int run(const ensure_options& options, bool only_plans, bool replaces) {
    check_field(options.form, {"outcome", "did", "would", "id", "obstacle", "other_id", "cannot_change", "differs",
                               "not_verifiable", "code", "listeners.n.did", "listeners.n.would", "listeners.n.id",
                               "listeners.n.not_verifiable", "deleted.n.id", "deleted.n.deletion", "would_delete"});
    const typed_ensure ensure = find_ensure_of(find_action(options.action));
    const session* running = nullptr; // is read with the lock of `limit` held
    std::vector<deleted_listener> deletions; // so is this one
    cut_off limit(options.timeout, [&](std::string_view why, cut_off::known what) {
        const bool acted = what != cut_off::known::not_sent, is_partly = what == cut_off::known::partly;
        json object{{"outcome", is_partly ? "partly" : acted ? "unknown" : "not_sent"}};
        if (running != nullptr && !running->connection().made_ids().empty())
            object["id"] = running->connection().made_ids().front();
        if (!deletions.empty()) object["deleted"] = deletions_of(deletions);
        cut_off::put(STDOUT_FILENO, options.form.apply(line_of(object)));
        cut_off::put(STDERR_FILENO,
                     is_partly ? "only the first listeners were made so: " + std::string(why) + "; ensure again\n"
                     : acted   ? "outcome unknown: " + std::string(why) + "; ensure again\n"
                               : "nothing was changed: " + std::string(why) + '\n');
        return acted ? exit_outcome_unknown : exit_transport_failed;
    });
    const described_request request(options);
    static_cast<void>(sign(request)); // refuses what is wrong with it, in the words of the command line
    session over(request, options, limit, wire::counts::changes);
    {
        const auto whole = limit.hold();
        running = &over;
    }
    // However this ends, nobody looks at the session after it.
    const struct ending {
        cut_off& of;
        ~ending() { of.is_over(); }
    } before_session{limit};
    constexpr std::size_t most_deletions = 256;
    std::vector<deleted_listener> list(replaces ? most_deletions : 0);
    if (replaces && !only_plans)
        over.connection().before_request = [&](std::string_view action) {
            const auto whole = limit.hold();
            deletions = running_deletions(list, action);
        };
    const ensure_result made = ensure(over, request.typed(), request.signature,
                                      {.only_plans = only_plans, .deleted = replaces ? &list : nullptr});
    over.clear_progress(); // the object may go to the same terminal
    limit.is_over();
    if (made.report.obstacle == ensure_obstacle::declared_twice) refuse(options.action, obstacle_line(made));
    json object = object_of(made, only_plans);
    const bool is_missing = !made.has_several && !object.contains("id") && !over.connection().made_ids().empty();
    if (made.report.outcome == ensure_outcome::unknown && is_missing)
        object["id"] = over.connection().made_ids().front();
    std::cout << options.form.apply(line_of(object)) << std::flush;
    if (!std::cout) throw failure(exit_outcome_unknown, "done, and what became of it cannot be written");
    const conclusion end = conclusion_of(made, over);
    if (end.status != exit_done) throw failure(end.status, end.line);
    return exit_done;
}

void add_command(CLI::App& app, command_body& chosen, const char* name, const char* help, bool only_plans) {
    CLI::App& sub = *app.add_subcommand(name, help);
    auto options = std::make_shared<ensure_options>();
    add_request_options(sub, *options);
    add_sending_options(sub, *options);
    add_form_options(sub, options->form);
    auto replaces = std::make_shared<bool>(false);
    sub.add_flag("--replace", *replaces,
                 "Delete listeners that stand in the way, each by its ID, wait until they are gone, and create the "
                 "declared one: those of another protocol or other ports on its ports, one that differs in what no "
                 "action changes, and one that has failed. Nothing is forced, and nothing else is deleted");
    sub.callback([&chosen, options, only_plans, replaces] {
        chosen = [options, only_plans, replaces] { return run(*options, only_plans, *replaces); };
    });
}

} // namespace

void add_ensure_commands(CLI::App& app, command_body& chosen) {
    add_command(app, chosen, "ensure",
                "Have exactly one such listener: create what is missing, change what differs; delete nothing but by "
                "--replace",
                false);
    add_command(app, chosen, "plan", "Say what ensure would do, and do nothing but look", true);
}

} // namespace portwright_tool
