// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "state.hpp"

#include <algorithm>
#include <limits>

#include "digest.hpp"

namespace portwright_tool::emulator {
namespace {

std::string key_of(const std::string& system, const std::string& name) { return system + '\n' + name; }

bool overlap(const std::vector<port_range>& left, const std::vector<port_range>& right) {
    for (const port_range& one : left)
        for (const port_range& other : right)
            if (one.first <= other.last && other.first <= one.last) return true;
    return false;
}

std::uint64_t random_seed() {
    std::uint64_t seed = 0;
    for (const char c : random_text(12)) seed = seed * 36 + static_cast<unsigned char>(c);
    return seed;
}

} // namespace

state::state(unsigned polls_until_done, std::optional<std::int64_t> seconds_until_done, std::uint64_t seed)
    : polls_until_done_{polls_until_done}, seconds_until_done_{seconds_until_done},
      number_{seed == 0 ? random_seed() : seed} {}

bool state::take_nonce(const std::string& scope, const std::string& nonce, std::int64_t now, std::int64_t window) {
    // Twice the window: a request can come with a time that far ahead of now and be valid again that far behind it.
    while (!nonce_order_.empty() && nonce_order_.front().when + 2 * window < now) {
        nonces_.erase(nonce_order_.front().name);
        nonce_order_.pop_front();
    }
    std::string name = scope + '\n' + nonce;
    if (!nonces_.insert(name).second) return false;
    nonce_order_.push_back({now, std::move(name)});
    return true;
}

std::size_t state::begin() {
    operations_.push_back({now_, 0});
    return operations_.size() - 1;
}

std::size_t state::begin_done() {
    constexpr std::int64_t long_ago = std::numeric_limits<std::int64_t>::min() / 4;
    operations_.push_back({long_ago, polls_until_done_});
    return operations_.size() - 1;
}

bool state::is_done(std::size_t operation) const {
    const auto& [started, polls] = operations_[operation];
    return seconds_until_done_ ? now_ - started >= *seconds_until_done_ : polls >= polls_until_done_;
}

void state::poll(const std::vector<listener*>& seen) {
    std::set<std::size_t> operations;
    for (const listener* one : seen) operations.insert(one->operation);
    for (const std::size_t one : operations) poll(one);
}

// What is done by now.
void state::settle(listener_list& list) {
    std::erase_if(list, [&](const auto& one) {
        if (!is_done(one->operation) || is_dead(one->is)) return false;
        if (one->is != condition::deleting) {
            one->is = condition::running;
            return false;
        }
        by_id_.erase(key_of(one->system, one->id));
        return true;
    });
}

listener* state::in_the_way(const listener& of, const listener* except) {
    for (listener* one : listeners_of(of.system, of.owner))
        if (one != except && (one->transports & of.transports) != 0 && overlap(one->ports, of.ports)) return one;
    return nullptr;
}

listener* state::find_listener(const std::string& system, const std::string& id) {
    const std::string key = key_of(system, id);
    const auto found = by_id_.find(key);
    if (found == by_id_.end()) return nullptr;
    settle(by_owner_[key_of(system, found->second->owner)]);
    const auto still = by_id_.find(key);
    return still == by_id_.end() ? nullptr : still->second;
}

std::vector<listener*> state::listeners_of(const std::string& system, const std::string& owner) {
    std::vector<listener*> found;
    const auto list = by_owner_.find(key_of(system, owner));
    if (list == by_owner_.end()) return found;
    settle(list->second);
    for (const auto& one : list->second) found.push_back(one.get());
    return found;
}

listener& state::add(listener made) {
    auto& list = by_owner_[key_of(made.system, made.owner)];
    list.push_back(std::make_unique<listener>(std::move(made)));
    by_id_[key_of(list.back()->system, list.back()->id)] = list.back().get();
    return *list.back();
}

void state::remove(const listener& gone) {
    by_id_.erase(key_of(gone.system, gone.id));
    std::erase_if(by_owner_[key_of(gone.system, gone.owner)], [&](const auto& one) { return one.get() == &gone; });
}

void state::add_task(const std::string& system, const std::string& task, std::size_t operation) {
    tasks_[key_of(system, task)] = operation;
}

std::optional<bool> state::poll_task(const std::string& system, const std::string& task) {
    const auto found = tasks_.find(key_of(system, task));
    if (found == tasks_.end()) return std::nullopt;
    const bool done = is_done(found->second);
    poll(found->second);
    return done;
}

const state::remembered* state::find_token(const std::string& token) const {
    const auto found = tokens_.find(token);
    return found == tokens_.end() ? nullptr : &found->second;
}

// splitmix64 (Steele, Lea, Flood, 2014): reproducible, and nothing here is a secret.
std::uint64_t state::next_number() {
    number_ += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = number_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
}

std::string state::make_id(std::string_view prefix, std::size_t length) {
    constexpr std::string_view alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::string text{prefix};
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < length; ++i) {
        if (i % 12 == 0) number = next_number(); // 36^12 is below 2^64
        text += alphabet[number % alphabet.size()];
        number /= alphabet.size();
    }
    return text;
}

std::string state::make_uuid() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"; // RFC 4122 section 4.4
    std::uint64_t number = 0;
    unsigned left = 0;
    for (char& c : text) {
        if (c != 'x') continue;
        if (left == 0) {
            number = next_number();
            left = 16;
        }
        c = digits[number & 15U];
        number >>= 4U;
        --left;
    }
    return text;
}

} // namespace portwright_tool::emulator
