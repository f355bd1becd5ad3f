// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// `ensure`, and `plan`, which only says what that would do.

#include "../answer_form.hpp"
#include "../catalogue.hpp"
#include "../commands.hpp"
#include "../systems/ensure.hpp"
#include "../failure.hpp"
#include "../mismatch.hpp"
#include "../request.hpp"
#include "../session.hpp"
#include "../signing.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include <unistd.h>

namespace portwright_tool {
namespace {

using portwright::deleted_listener;
using portwright::deletion;
using portwright::ensure_change;
using portwright::ensure_obstacle;
using portwright::ensure_outcome;
using portwright::errc;
using json = nlohmann::ordered_json;

const char* done_word(ensure_change change) {
    return change == ensure_change::created ? "created" : change == ensure_change::modified ? "changed" : "left";
}

const char* planned_word(ensure_change change) {
    return change == ensure_change::created ? "create" : change == ensure_change::modified ? "change" : "leave";
}

const char* outcome_word(ensure_outcome outcome) {
    switch (outcome) {
    case ensure_outcome::done: return "done";
    case ensure_outcome::refused: return "refused";
    case ensure_outcome::not_sent: return "not_sent";
    case ensure_outcome::partly: return "partly";
    case ensure_outcome::unknown: return "unknown";
    case ensure_outcome::in_the_way: return "in_the_way";
    }
    return "";
}

const char* obstacle_word(ensure_obstacle what) {
    switch (what) {
    case ensure_obstacle::none: return "none";
    case ensure_obstacle::other_listener: return "other_listener";
    case ensure_obstacle::cannot_change: return "cannot_change";
    case ensure_obstacle::several: return "several";
    case ensure_obstacle::dead_listener: return "dead_listener";
    case ensure_obstacle::in_motion: return "in_motion";
    case ensure_obstacle::port_taken: return "port_taken";
    case ensure_obstacle::quota: return "quota";
    case ensure_obstacle::owner_missing: return "owner_missing";
    case ensure_obstacle::declared_twice: return "declared_twice";
    }
    return "";
}

const char* deletion_word(deletion what) {
    switch (what) {
    case deletion::none: return "none";
    case deletion::planned: return "planned";
    case deletion::refused: return "refused";
    case deletion::unknown: return "unknown";
    case deletion::done: return "done";
    }
    return "";
}

json deletions_of(const std::vector<deleted_listener>& deleted) {
    json all = json::array();
    for (const deleted_listener& one : deleted)
        all.push_back({{"id", std::string(one.id.view())}, {"deletion", deletion_word(one.what)}});
    return all;
}

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

// What is missing now, for people; empty where nothing is.
std::string deletion_line(const ensure_result& made) {
    std::string ids;
    for (const deleted_listener& one : made.deleted)
        if (one.what == deletion::done) ids += (ids.empty() ? "" : ", ") + std::string(one.id.view());
    return ids.empty() ? "" : "deleted " + ids + "; ";
}

// What stands in the way, for people.
std::string obstacle_line(const ensure_result& made) {
    const std::string id(made.report.id.view()), other(made.report.other_id.view());
    const std::string refusal = refusal_of(made.report.refusal);
    switch (made.report.obstacle) {
    case ensure_obstacle::none: break;
    case ensure_obstacle::other_listener: return other + " has the port, with another protocol or other ports";
    case ensure_obstacle::cannot_change: {
        std::string paths;
        for (const std::string& path : made.differing) paths += (paths.empty() ? "" : ", ") + path;
        return "no action changes " + paths + " of " + id;
    }
    case ensure_obstacle::several: return id + " and another listener are both the declared one";
    case ensure_obstacle::dead_listener: return other + " has failed, and must be deleted first";
    case ensure_obstacle::in_motion: return other + " is being changed or deleted, and was for too long";
    case ensure_obstacle::port_taken: return "the port is taken, by no listener that shows: " + refusal;
    case ensure_obstacle::quota: return "no more listeners: " + refusal;
    case ensure_obstacle::owner_missing: return "what the listener hangs on is unknown to the cloud: " + refusal;
    case ensure_obstacle::declared_twice: return "declares two listeners for one port";
    }
    return "";
}

// The same, and why what stands there was not deleted.
std::string whole_obstacle_line(const ensure_result& made) {
    const std::string line = obstacle_line(made);
    if (made.deleted.empty() || made.deleted.back().what != deletion::refused) return line;
    const bool failed = made.report.error.code == errc::task_failed;
    return line + "; its deletion " + (failed ? "failed" : "was refused: " + refusal_of(made.report.refusal));
}

// Writes the object, whatever bytes of the cloud's are in it.
std::string line_of(const json& object) { return object.dump(-1, ' ', false, json::error_handler_t::replace) + '\n'; }

json object_of(const ensure_result& made, bool only_plans) {
    const auto word = only_plans ? &planned_word : &done_word;
    const char* const did = only_plans ? "would" : "did";
    const portwright::ensure_report& report = made.report;
    json object{{"outcome", outcome_word(report.outcome)}};
    if (report.outcome == ensure_outcome::done) object[did] = word(report.change);
    if (!made.deleted.empty() && !only_plans) object["deleted"] = deletions_of(made.deleted);
    if (!made.deleted.empty() && only_plans)
        for (const deleted_listener& one : made.deleted) object["would_delete"].push_back(std::string(one.id.view()));
    if (!report.id.view().empty()) object["id"] = std::string(report.id.view());
    if (report.outcome == ensure_outcome::in_the_way) {
        object["obstacle"] = obstacle_word(report.obstacle);
        if (!report.other_id.view().empty()) object["other_id"] = std::string(report.other_id.view());
    }
    if (report.obstacle == ensure_obstacle::cannot_change) object["cannot_change"] = made.differing;
    else if (only_plans && report && (report.change == ensure_change::modified || !made.differing.empty()))
        object["differs"] = made.differing;
    if (report.outcome == ensure_outcome::done || !made.not_verifiable.empty())
        object["not_verifiable"] = made.not_verifiable;
    if (report.refusal.code.has_value()) object["code"] = std::string(report.refusal.code.view());
    if (!made.has_several) return object;
    json all = json::array();
    for (const auto& one : made.listeners) {
        json listener{{did, word(one.change)}};
        if (!one.id.empty()) listener["id"] = one.id;
        listener["not_verifiable"] = one.not_verifiable;
        all.push_back(std::move(listener));
    }
    object["listeners"] = std::move(all);
    return object;
}

struct ensure_options : sending_options {
    answer_form form{};
};

// What the declaration ended with, for people; nothing where it stands.
exit_status say(const ensure_result& made, const session& over) {
    const portwright::ensure_report& report = made.report;
    const std::string gone = deletion_line(made);
    switch (report.outcome) {
    case ensure_outcome::done: return exit_done;
    case ensure_outcome::refused:
        if (report.error.code == errc::task_failed) throw failure(exit_refused, gone + "task: failed");
        throw failure(exit_refused, gone + refusal_of(report.refusal));
    case ensure_outcome::not_sent:
    case ensure_outcome::partly: {
        const std::string cause = report.error.code == errc::outcome_unknown ? cause_of(report.error, {})
                                                                             : over.cause_of_not_sent(report.error);
        if (report.outcome == ensure_outcome::not_sent)
            throw failure(exit_transport_failed, "nothing was changed: " + cause);
        throw failure(exit_outcome_unknown,
                      gone + (gone.empty() ? "only the first listeners were made so: " : "not all was created: ") +
                          cause + "; ensure again");
    }
    case ensure_outcome::unknown:
        throw failure(exit_outcome_unknown, gone + "outcome unknown: " + cause_of(report.error, {}) + "; ensure again");
    case ensure_outcome::in_the_way: throw failure(exit_in_the_way, gone + "in the way: " + whole_obstacle_line(made));
    }
    return exit_done;
}

// find_ensure() and ensurable_actions() are instantiated for each system in systems/.
typed_ensure find_ensure_of(const action_info& action) {
    typed_ensure found = nullptr;
    portwright::for_each_system([&]<class System>() {
        if (found == nullptr) found = find_ensure<System>(action.call);
    });
    if (found != nullptr) return found;
    std::string list;
    portwright::for_each_system([&]<class System>() {
        for (const portwright::operation* const call : ensurable_actions<System>())
            if (call->service == action.call->service)
                list += (list.empty() ? "" : ", ") + std::string(action.system()) + "." + std::string(call->action);
    });
    refuse(action.name(), "creates no listener; ensure and plan take " + list);
}

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
    return say(made, over);
}

void add_command(CLI::App& app, command& chosen, const char* name, const char* help, bool only_plans) {
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

void add_ensure_commands(CLI::App& app, command& chosen) {
    add_command(app, chosen, "ensure",
                "Have exactly one such listener: create what is missing, change what differs; delete nothing but by "
                "--replace",
                false);
    add_command(app, chosen, "plan", "Say what ensure would do, and do nothing but look", true);
}

} // namespace portwright_tool
