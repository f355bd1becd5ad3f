// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "gateway.hpp"

#include "record.hpp"

#include <tool/declaration.hpp>
#include <tool/failure.hpp>
#include <tool/regular_file.hpp>
#include <tool/strict_json.hpp>
#include <tool/systems/find.hpp>
#include <tool/terminal.hpp>

#include <portwright/calls/backoff.hpp>
#include <portwright/version.hpp>

#include <algorithm>
#include <exception>
#include <utility>

#include <unistd.h>

namespace portwright_daemon {
namespace {

using json = nlohmann::ordered_json;
using portwright::call_outcome;
using portwright::errc;
using portwright_tool::knowledge;

constexpr std::size_t most_deletions = 256;
constexpr std::size_t scratch_bytes = std::size_t{256} << 10;
constexpr milliseconds kept_open_ms = 5000; // a connection that idles for longer carries no change any more

milliseconds ms_of(double seconds) { return static_cast<milliseconds>(seconds * 1000); }

void warn(const std::string& line) { log_event("warning", "note", {{"reason", line}}); }

const char* outcome_word(call_outcome outcome) {
    switch (outcome) {
    case call_outcome::done: return "done";
    case call_outcome::refused: return "refused";
    case call_outcome::not_sent: return "not_sent";
    case call_outcome::unknown: return "unknown";
    }
    return "";
}

struct call_end {
    std::string outcome{};
    std::string reason{};
    bool was_seen = false; // its task was, to the end
};

// What became of a call, and of the task that it began.
call_end end_of(const portwright_tool::call_result& made, const portwright_tool::session& over) {
    const portwright_tool::call_report& report = made.report;
    if (!made.has_task) {
        if (report.outcome == call_outcome::done) return {"done", "", false};
        const std::string why = report.outcome == call_outcome::not_sent
                                    ? over.cause_of_not_sent(report.why)
                                    : portwright_tool::cause_of(report.why, report.refusal);
        return {outcome_word(report.outcome), why, false};
    }
    if (report.why.code == errc::none) return {"done", "", true};
    if (report.why.code == errc::task_failed) return {"refused", "the cloud's task failed", true};
    return {"unknown", "its end cannot be seen: " + portwright_tool::cause_of(report.why, report.refusal), false};
}

// An error is the same one again when only the cloud's ID of the request is another.
std::string without_request_id(const std::string& reason) { return reason.substr(0, reason.rfind(" (request ")); }

// IDs of the listeners that stand, and of those that were created just now.
void collect_ids(const portwright_tool::ensure_result& made, std::vector<std::string>& ids,
                 std::vector<std::string>& created) {
    ids.clear();
    const auto take = [&](const std::string& id, portwright::ensure_change change) {
        if (id.empty()) return;
        ids.push_back(id);
        if (change == portwright::ensure_change::created) created.push_back(id);
    };
    for (const auto& one : made.listeners)
        if (made.has_several) take(one.id, one.change);
    if (!made.has_several) take(std::string(made.report.id.view()), made.report.change);
}

// While it lives, the end of the daemon cuts off what has sent no change.
class cut_where_nothing_is_lost {
public:
    cut_where_nothing_is_lost(events& by, knowledge& known) : events_(by) {
        known.begin();
        events_.nothing_is_lost = [&known] { return known.now() == knowledge::known::not_sent; };
    }
    ~cut_where_nothing_is_lost() { events_.nothing_is_lost = {}; }
    cut_where_nothing_is_lost(const cut_where_nothing_is_lost&) = delete;
    cut_where_nothing_is_lost& operator=(const cut_where_nothing_is_lost&) = delete;

private:
    events& events_;
};

} // namespace

prepared_configuration::prepared_configuration(configuration from) : settings(std::move(from)) {
    for (const std::string& line : settings.warnings) warn(line);
    std::map<std::string, portwright_tool::signing_credentials> keys; // read once, so that a warning comes once
    for (const listener_settings& one : settings.listeners) {
        const auto family = portwright_tool::find_action(one.options.action).family;
        const std::string which =
            (family == portwright_tool::api::aliyun_rpc ? "aliyun " : "tencent ") + one.options.profile;
        auto found = keys.find(which);
        if (found == keys.end()) found = keys.emplace(which, read_credentials(one, &warn)).first;
        listeners.push_back(std::make_unique<declared_listener>(one, found->second, &warn));
    }
}

gateway::lane::lane(const declared_listener& first, events& by)
    : socket(by), stream(socket.stream()), as(
                                               [&] {
                                                   portwright_tool::sending_options options = first.settings.options;
                                                   options.request.reset();
                                                   options.take_note = [](const std::string&) {};
                                                   return options;
                                               }(),
                                               first.credentials),
      over(as, first.settings.options, known, portwright_tool::wire::counts::changes,
           {.below = &stream,
            .pause = [](void* to, std::uint32_t ms) { static_cast<events*>(to)->pause(ms); },
            .pause_context = &by,
            .scratch = scratch_bytes}) {}

gateway::gateway(prepared_configuration from, events& by, const service_manager& manager)
    : all_(std::move(from)), events_(by), manager_(manager), random_(std::random_device{}()), began_(time_text()) {
    read_state();
}

double gateway::random_share() { return std::uniform_real_distribution<double>(0, 1)(random_); }

gateway::lane& gateway::lane_of(const declared_listener& one) {
    const auto& options = one.settings.options;
    std::string key(one.request().action().system());
    for (const std::string& part : {one.request().region.value, options.endpoint, options.ca_file, options.profile,
                                    std::to_string(options.timeout)})
        key += '\n' + part;
    auto found = lanes_.find(key);
    if (found == lanes_.end()) // made first: where that throws there is no lane
        found = lanes_.emplace(key, std::make_unique<lane>(one, events_)).first;
    return *found->second;
}

// ---- a round ----

void gateway::deal_with(declared_listener& one) {
    if (!one.certificate() && one.settings.certificate) {
        one.status = portwright_tool::exit_wrong_request;
        one.result = {{"outcome", "waiting"}};
        one.reason = one.blocked();
        one.checked = time_text();
        one.next = now() + ms_of(one.settings.interval);
        return;
    }
    lane* by = nullptr;
    try {
        by = &lane_of(one);
        if (by->closed_until > now()) { // another listener has just found nobody there
            one.next = by->closed_until;
            return;
        }
        ensure(one, *by);
    } catch (const std::exception& error) { // a file of certificates that has gone, say
        const bool is_sent = by != nullptr && by->known.now() != knowledge::known::not_sent;
        const json result{{"outcome", is_sent ? "unknown" : "not_sent"}};
        const std::string reason = by_keys(error.what());
        const bool is_news = one.result != result || one.reason != reason;
        one.status = is_sent ? portwright_tool::exit_outcome_unknown : portwright_tool::exit_transport_failed;
        one.result = result;
        one.reason = reason;
        one.checked = time_text();
        one.next = now() + ms_of(one.settings.interval);
        ++one.failures;
        if (is_news)
            log_event("error", "ensured",
                      {{"listener", one.settings.name}, {"outcome", result["outcome"]}, {"reason", reason}});
        return;
    }
    schedule(one, *by);
}

void gateway::ensure(declared_listener& one, lane& by) {
    const cut_where_nothing_is_lost may_cut(events_, by.known);
    const auto ensure = portwright_tool::find_ensure_of(one.request().action());
    std::vector<portwright::deleted_listener> list(one.settings.replaces ? most_deletions : 0);
    const portwright_tool::ensure_result made =
        ensure(by.over, one.request().typed(), one.request().signature,
               {.only_plans = false, .deleted = one.settings.replaces ? &list : nullptr});
    const portwright_tool::conclusion end = portwright_tool::conclusion_of(made, by.over);
    json result = portwright_tool::object_of(made, false);
    const auto& ids_made = by.over.connection().made_ids();
    if (made.report.outcome == portwright::ensure_outcome::unknown && !result.contains("id") && !ids_made.empty())
        result["id"] = ids_made.front();
    std::vector<std::string> ids, created;
    collect_ids(made, ids, created);
    if (made.report) one.ids = ids;
    const bool is_news = one.status != static_cast<int>(end.status) || one.result != result ||
                         without_request_id(one.reason) != without_request_id(end.line);
    one.status = end.status;
    one.result = result;
    one.reason = end.line;
    one.checked = time_text();
    if (is_news) {
        json line{{"listener", one.settings.name}};
        line.update(result);
        if (!end.line.empty()) line["reason"] = end.line;
        if (events_.is_cut()) line["interrupted"] = true;
        log_event(end.status == portwright_tool::exit_done ? "info" : "error", "ensured", line);
    }
    if (made.report && one.certificate() != nullptr) renew_certificates(one, by, created);
}

void gateway::renew_certificates(declared_listener& one, lane& by, const std::vector<std::string>& created) {
    const std::string& digest = one.certificate()->digest;
    std::map<std::string, std::string> now_there;
    std::map<std::string, std::string>& before = uploaded_[one.settings.name];
    one.certificate_result = "stands";
    for (const std::string& id : one.ids) {
        const bool is_new = std::find(created.begin(), created.end(), id) != created.end();
        if (const auto found = before.find(id); is_new || (found != before.end() && found->second == digest)) {
            now_there[id] = digest;
            continue;
        }
        std::string reason;
        const std::string outcome = renew_certificate(one, by, id, reason);
        json line{{"listener", one.settings.name}, {"id", id}, {"outcome", outcome}, {"sha256", digest}};
        if (!reason.empty()) line["reason"] = reason;
        log_event(outcome == "done" ? "info" : "error", "certificate", line);
        if (outcome == "done") {
            now_there[id] = digest;
            continue;
        }
        one.certificate_result = outcome;
        one.reason = "certificate: " + reason;
        one.status = outcome == "refused"    ? portwright_tool::exit_refused
                     : outcome == "not_sent" ? portwright_tool::exit_transport_failed
                                             : portwright_tool::exit_outcome_unknown;
    }
    if (now_there == before) return;
    before = std::move(now_there);
    write_state();
}

std::string gateway::renew_certificate(const declared_listener& one, lane& by, const std::string& id,
                                       std::string& reason) {
    if (events_.is_cut()) {
        reason = "interrupted";
        return "not_sent";
    }
    const auto request = one.change_of_certificate(id);
    const cut_where_nothing_is_lost may_cut(events_, by.known);
    const auto call = portwright_tool::find_call_of(request->action());
    const call_end end =
        end_of(call(by.over, request->typed(), request->signature,
                    [](const portwright_tool::call_report& called) { return called.outcome == call_outcome::done; }),
               by.over);
    reason = end.reason;
    return end.outcome;
}

// When it is dealt with again: after a pause that grows where nobody is there or nobody knows, at its interval where
// people have to see to it. All with jitter, so that many gateways do not come together.
void gateway::schedule(declared_listener& one, lane& by) {
    const auto longest = [&](unsigned retries) {
        const portwright::backoff_limits limits{.first_ms =
                                                    static_cast<std::uint32_t>(ms_of(all_.settings.first_retry)),
                                                .most_ms = static_cast<std::uint32_t>(ms_of(all_.settings.most_retry))};
        const std::uint32_t most = portwright::longest_backoff_ms(limits, retries);
        return most / 2 + static_cast<milliseconds>(random_share() * (most - most / 2));
    };
    const bool passes =
        one.status == portwright_tool::exit_transport_failed || one.status == portwright_tool::exit_outcome_unknown;
    by.failures = one.status == portwright_tool::exit_transport_failed ? by.failures + 1 : 0;
    by.closed_until = by.failures != 0 ? now() + longest(by.failures - 1) : 0;
    if (one.status == portwright_tool::exit_done) one.failures = 0;
    else ++one.failures;
    if (by.failures != 0) one.next = by.closed_until;
    else if (passes) one.next = now() + longest(one.failures - 1);
    else one.next = now() + ms_of(one.settings.interval * (0.9 + 0.2 * random_share()));
}

void gateway::look_at_certificates() {
    for (const auto& one : all_.listeners) {
        try {
            if (one->look_at_certificate()) one->next = now();
        } catch (const wrong_configuration& wrong) {
            warn(wrong.what());
        }
    }
}

// ---- the daemon ----

int gateway::run_once() {
    int status = portwright_tool::exit_done;
    for (const auto& one : all_.listeners) {
        if (events_.stops()) break;
        for (const auto& [key, by] : lanes_) by->closed_until = 0; // each has its try
        deal_with(*one);
        if (status == portwright_tool::exit_done) status = one->status;
    }
    for (const auto& [key, one] : lanes_) one->over.cloud().disconnect();
    if (events_.stops() && status == portwright_tool::exit_done) status = portwright_tool::exit_transport_failed;
    state_ = "ended";
    write_status();
    return status;
}

int gateway::run() {
    events_.cut_after(ms_of(all_.settings.stop));
    for (const auto& one : all_.listeners) one->next = now() + ms_of(all_.settings.splay * random_share());
    next_look_ = now() + ms_of(all_.settings.watch);
    state_ = "running";
    log_event("info", "started", {{"configuration", all_.settings.file}, {"listeners", all_.listeners.size()}});
    write_status();
    manager_.tell("READY=1\nSTATUS=starting");
    while (!events_.stops()) {
        if (events_.take_reload()) reload();
        if (now() >= next_look_) {
            look_at_certificates();
            next_look_ = now() + ms_of(all_.settings.watch);
        }
        const auto first = std::min_element(all_.listeners.begin(), all_.listeners.end(),
                                            [](const auto& one, const auto& other) { return one->next < other->next; });
        if ((*first)->next <= now()) {
            deal_with(**first);
            write_status();
            tell_status();
            continue;
        }
        if ((*first)->next > now() + kept_open_ms)
            for (const auto& [key, one] : lanes_) one->over.cloud().disconnect();
        events_.idle(std::min((*first)->next, next_look_));
    }
    stop();
    bool is_unknown = false;
    for (const auto& one : all_.listeners)
        is_unknown = is_unknown || one->status == portwright_tool::exit_outcome_unknown;
    return is_unknown ? portwright_tool::exit_outcome_unknown : portwright_tool::exit_done;
}

void gateway::reload() {
    manager_.tell("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now() * 1000) + "\nSTATUS=reloading");
    try {
        prepared_configuration read(read_configuration(all_.settings.file));
        for (const auto& one : read.listeners)
            for (const auto& before : all_.listeners)
                if (is_same_listener(one->settings, before->settings)) {
                    one->ids = before->ids;
                    one->result = before->result;
                    one->reason = before->reason;
                    one->checked = before->checked;
                    one->status = before->status;
                    one->certificate_result = before->certificate_result;
                }
        json released = json::array();
        for (const auto& before : all_.listeners) {
            const bool stays = std::any_of(read.listeners.begin(), read.listeners.end(), [&](const auto& one) {
                return is_same_listener(one->settings, before->settings);
            });
            if (!stays) released.push_back({{"listener", before->settings.name}, {"ids", before->ids}});
        }
        lanes_.clear(); // keys may be other ones
        all_ = std::move(read);
        events_.cut_after(ms_of(all_.settings.stop));
        for (const auto& one : all_.listeners) one->next = now();
        last_reload_ = {{"time", time_text()}, {"outcome", "done"}};
        json line{{"outcome", "done"}, {"listeners", all_.listeners.size()}};
        if (!released.empty()) line["released"] = released;
        log_event("info", "reloaded", line);
    } catch (const std::exception& wrong) {
        last_reload_ = {{"time", time_text()}, {"outcome", "refused"}, {"reason", wrong.what()}};
        log_event("error", "reloaded", {{"outcome", "refused"}, {"reason", wrong.what()}});
    }
    write_status();
    manager_.tell("READY=1");
    told_.clear();
    tell_status();
}

void gateway::stop() {
    manager_.tell("STOPPING=1\nSTATUS=stopping");
    state_ = "stopping";
    write_status();
    const bool deregisters = std::any_of(all_.listeners.begin(), all_.listeners.end(),
                                         [](const auto& one) { return one->settings.deregisters; });
    if (deregisters) events_.cut_at(events_.stopped_at() + 2 * ms_of(all_.settings.stop));
    for (const auto& one : all_.listeners)
        if (one->settings.deregisters) deregister(*one);
    for (const auto& [key, one] : lanes_) one->over.cloud().disconnect();
    json unknown = json::array();
    for (const auto& one : all_.listeners)
        if (one->status == portwright_tool::exit_outcome_unknown) unknown.push_back(one->settings.name);
    state_ = "stopped";
    write_status();
    log_event(unknown.empty() ? "info" : "error", "stopped", {{"unknown", unknown}});
}

void gateway::deregister(declared_listener& one) {
    std::vector<std::string> left;
    if (one.ids.empty())
        log_event("warning", "deregistered",
                  {{"listener", one.settings.name}, {"outcome", "not_sent"}, {"reason", "it was not seen to stand"}});
    for (const std::string& id : one.ids) {
        call_end end{"not_sent", "interrupted", false};
        try {
            if (!events_.is_cut()) {
                const auto request = one.deletion(id);
                lane& by = lane_of(one);
                by.known.begin();
                end = end_of(
                    portwright_tool::find_call_of(request->action())(by.over, request->typed(), request->signature,
                                                                     [](const portwright_tool::call_report& called) {
                                                                         return called.outcome == call_outcome::done;
                                                                     }),
                    by.over);
                // An answer may say of each listener whether it was.
                const auto facts = portwright_tool::find_listener_actions_of(one.request().action());
                const json answer = json::parse(by.over.connection().answer(), nullptr, false);
                if (end.outcome == "done" && *facts.failed != '\0' && answer.is_object() && answer.contains("Response"))
                    for (const char* const list : {facts.failed, facts.not_now})
                        if (const auto found = answer["Response"].find(list); found != answer["Response"].end())
                            if (std::find(found->begin(), found->end(), id) != found->end())
                                end = {"refused", std::string("it is in the answer's ") + list, true};
            }
        } catch (const std::exception& error) {
            end = {"not_sent", error.what(), false};
        }
        json line{{"listener", one.settings.name}, {"id", id}, {"outcome", end.outcome}};
        // Without a task the cloud has said that it will.
        if (end.outcome == "done") line["deletion"] = end.was_seen ? "done" : "accepted";
        if (!end.reason.empty()) line["reason"] = end.reason;
        log_event(end.outcome == "done" ? "info" : "error", "deregistered", line);
        one.result = line;
        if (end.outcome == "done") {
            one.status = portwright_tool::exit_done;
            continue;
        }
        left.push_back(id);
        one.reason = end.reason;
        one.status = end.outcome == "unknown" ? portwright_tool::exit_outcome_unknown : portwright_tool::exit_refused;
    }
    one.ids = left;
}

// ---- what outlives a call, and the daemon ----

void gateway::read_state() {
    if (all_.settings.state_file.empty()) return;
    const auto read = portwright_tool::read_regular_file(all_.settings.state_file, std::size_t{1} << 20);
    if (read.is_missing) return;
    try {
        if (!read.why.empty()) throw portwright_tool::failure(portwright_tool::exit_wrong_request, read.why);
        const json all = portwright_tool::parse_strictly(read.text, "state");
        for (const auto& [name, ids] : all.at("certificates").items())
            for (const auto& [id, digest] : ids.items()) uploaded_[name][id] = digest.get<std::string>();
    } catch (const std::exception& error) { // certificates are uploaded again, which does no harm
        uploaded_.clear();
        const bool is_form = dynamic_cast<const json::exception*>(&error) != nullptr;
        warn(portwright_tool::without_controls(all_.settings.state_file) +
             ": is not used: " + (is_form ? "it has another form" : error.what()));
    }
}

void gateway::write_state() {
    if (all_.settings.state_file.empty()) return;
    const json all{{"certificates", uploaded_}};
    const bool good = replace_file(all_.settings.state_file, all.dump() + '\n', 0600, true);
    if (!good && !state_failed_)
        warn(portwright_tool::without_controls(all_.settings.state_file) + ": cannot be written");
    state_failed_ = !good;
}

void gateway::write_status() {
    if (all_.settings.status_file.empty()) return;
    json listeners = json::array();
    for (const auto& one : all_.listeners) {
        json made{{"listener", one->settings.name}, {"action", one->settings.options.action}};
        made.update(one->result);
        if (!one->reason.empty()) made["reason"] = one->reason;
        if (!one->checked.empty()) made["checked"] = one->checked;
        if (state_ == "running") {
            const milliseconds then = one->next, from = now();
            made["next"] = time_text(then > from ? static_cast<double>(then - from) / 1000 : 0);
        }
        if (one->failures != 0) made["failures"] = one->failures;
        if (const certificate_pair* const pair = one->certificate()) {
            made["certificate"] = {{"sha256", pair->digest}, {"expires", pair->expires}};
            if (!one->certificate_result.empty()) made["certificate"]["outcome"] = one->certificate_result;
        }
        listeners.push_back(std::move(made));
    }
    json all{{"state", state_},
             {"version", std::string(portwright::version)},
             {"pid", getpid()},
             {"began", began_},
             {"written", time_text()},
             {"configuration", all_.settings.file},
             {"listeners", std::move(listeners)}};
    if (!last_reload_.is_null()) all["reload"] = last_reload_;
    const std::string text = all.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
    const bool good = replace_file(all_.settings.status_file, text, 0644, false);
    if (!good && !status_failed_)
        warn(portwright_tool::without_controls(all_.settings.status_file) + ": cannot be written");
    status_failed_ = !good;
}

void gateway::tell_status() {
    const auto standing = std::count_if(all_.listeners.begin(), all_.listeners.end(),
                                        [](const auto& one) { return one->status == portwright_tool::exit_done; });
    std::string line =
        "STATUS=" + std::to_string(standing) + " of " + std::to_string(all_.listeners.size()) + " listeners stand";
    if (line != told_) manager_.tell(line);
    told_ = std::move(line);
}

} // namespace portwright_daemon
