// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "life.hpp"

#include <algorithm>

namespace portwright_tool::emulator {

void refuse(const session& at, trouble what, std::string message) {
    throw refusal_for(at.to.system, what, std::move(message));
}

void require_owner(const session& at, const std::string& owner) {
    const auto& missing = at.options.missing_owners;
    if (std::find(missing.begin(), missing.end(), owner) != missing.end()) {
        refuse(at, trouble::owner_missing, "The resource " + owner + " does not exist.");
    }
}

void require_free_owner(session& at, const std::string& owner) {
    require_owner(at, owner);
    if (!at.options.one_operation_at_a_time) return;
    for (const listener* one : at.memory.listeners_of(at.to.system, owner)) {
        if (at.memory.is_done(one->operation)) continue;
        at.memory.poll(one->operation);
        refuse(at, trouble::busy, "Another operation is running.");
    }
}

listener& require_listener(session& at, const std::string& owner, const std::string& id) {
    if (!owner.empty()) require_owner(at, owner);
    listener* found = at.memory.find_listener(at.to.system, id);
    if (found == nullptr || (!owner.empty() && found->owner != owner)) {
        refuse(at, trouble::listener_missing, "The listener does not exist.");
    }
    return *found;
}

listener& require_free_listener(session& at, const std::string& owner, const std::string& id) {
    listener& found = require_listener(at, owner, id);
    if (!at.memory.is_done(found.operation)) {
        at.memory.poll(found.operation);
        refuse(at, trouble::listener_busy, "An operation of the listener is running.");
    }
    require_free_owner(at, found.owner);
    return found;
}

listener& require_unused_listener(session& at, const std::string& owner, const std::string& id) {
    listener& found = require_free_listener(at, owner, id);
    if (found.in_use) refuse(at, trouble::listener_in_use, "The listener is in use.");
    return found;
}

std::size_t create_all(session& at, std::vector<listener> made, const std::vector<std::string>& paths) {
    const std::string owner = made.front().owner;
    require_free_owner(at, owner);
    const auto there = at.memory.listeners_of(at.to.system, owner);
    if (at.options.most_listeners != 0 && there.size() + made.size() > at.options.most_listeners) {
        refuse(at, trouble::quota, "There would be too many listeners.");
    }
    state ports{0, std::nullopt, 1};   // of this request alone
    const std::size_t none = ports.begin();
    for (std::size_t i = 0; i < made.size(); ++i) {
        listener* const taken = at.memory.in_the_way(made[i]);
        if (taken != nullptr) at.memory.poll(taken->operation);   // one that is being deleted is gone in the end
        if (taken != nullptr || ports.in_the_way(made[i]) != nullptr) {
            refuse(at, trouble::port_taken, paths[i] + " has a listener already.");
        }
        listener copy = made[i];
        copy.operation = none;
        ports.add(std::move(copy));
    }
    const std::size_t operation = at.memory.begin();
    for (listener& one : made) {
        one.created = at.now;
        one.operation = operation;
        at.memory.add(std::move(one));
    }
    return operation;
}

std::size_t begin_change(session& at, listener& of) {
    of.is = condition::changing;
    return of.operation = at.memory.begin();
}

std::size_t begin_deletion(session& at, listener& of) {
    of.is = condition::deleting;
    return of.operation = at.memory.begin();
}

std::size_t delete_at_once(session& at, listener& of) {
    if (at.options.shows_deleted) return begin_deletion(at, of);
    at.memory.remove(of);
    return at.memory.begin();
}

void take_over(json& settings, const json& given, const std::vector<std::string_view>& but) {
    for (const auto& [name, value] : given.items()) {
        if (std::find(but.begin(), but.end(), name) != but.end()) continue;
        if (name == "certKey") continue;
        settings[name] = value;
        if (value.is_object()) settings[name].erase("CertKey");
    }
}

std::string time_text(std::int64_t seconds) { return utc_date(seconds) + ' ' + http_date(seconds).substr(17, 8); }

} // namespace portwright_tool::emulator
