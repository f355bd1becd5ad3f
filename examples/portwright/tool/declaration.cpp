// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "declaration.hpp"

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

// What is missing now, for people; empty where nothing is.
std::string deletion_line(const ensure_result& made) {
    std::string ids;
    for (const deleted_listener& one : made.deleted)
        if (one.what == deletion::done) ids += (ids.empty() ? "" : ", ") + std::string(one.id.view());
    return ids.empty() ? "" : "deleted " + ids + "; ";
}

// The same, and why what stands there was not deleted.
std::string whole_obstacle_line(const ensure_result& made) {
    const std::string line = obstacle_line(made);
    if (made.deleted.empty() || made.deleted.back().what != deletion::refused) return line;
    const bool failed = made.report.error.code == errc::task_failed;
    return line + "; its deletion " + (failed ? "failed" : "was refused: " + refusal_of(made.report.refusal));
}

} // namespace

json deletions_of(const std::vector<deleted_listener>& deleted) {
    json all = json::array();
    for (const deleted_listener& one : deleted)
        all.push_back({{"id", std::string(one.id.view())}, {"deletion", deletion_word(one.what)}});
    return all;
}

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

conclusion conclusion_of(const ensure_result& made, const session& over) {
    const portwright::ensure_report& report = made.report;
    const std::string gone = deletion_line(made);
    switch (report.outcome) {
    case ensure_outcome::done: return {};
    case ensure_outcome::refused:
        if (report.error.code == errc::task_failed) return {exit_refused, gone + "task: failed"};
        return {exit_refused, gone + refusal_of(report.refusal)};
    case ensure_outcome::not_sent:
    case ensure_outcome::partly: {
        const std::string cause = report.error.code == errc::outcome_unknown ? cause_of(report.error, {})
                                                                             : over.cause_of_not_sent(report.error);
        if (report.outcome == ensure_outcome::not_sent) return {exit_transport_failed, "nothing was changed: " + cause};
        return {exit_outcome_unknown,
                gone + (gone.empty() ? "only the first listeners were made so: " : "not all was created: ") + cause +
                    "; ensure again"};
    }
    case ensure_outcome::unknown:
        return {exit_outcome_unknown, gone + "outcome unknown: " + cause_of(report.error, {}) + "; ensure again"};
    case ensure_outcome::in_the_way: return {exit_in_the_way, gone + "in the way: " + whole_obstacle_line(made)};
    }
    return {};
}

} // namespace portwright_tool
