// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the emulated clouds remember: listeners, operations, tasks, nonces and idempotency tokens. Not locked by itself.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "request.hpp"

namespace portwright_tool::emulator {

struct port_range {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

// Listeners that share one of these cannot have a port both.
inline constexpr unsigned over_tcp = 1;
inline constexpr unsigned over_udp = 2;

// The last two are dead: nothing but deleting them is left.
enum class condition { creating, running, changing, deleting, creation_failed, deletion_failed };

constexpr bool is_dead(condition one) { return one >= condition::creation_failed; }

struct listener {
    std::string system{};
    std::string owner{}; // the load balancer, connection or accelerator
    std::string id{};
    std::string protocol{}; // as its system writes it
    bool application = false; // of tencent.lb: of an application load balancer, not of a classic one
    unsigned transports = over_tcp;
    std::vector<port_range> ports{};
    std::int64_t created = 0; // seconds since 1970
    condition is = condition::creating;
    std::size_t operation = 0; // that made it so; see state::begin
    bool in_use = false; // something is bound to it, or protects it, so that it is not deleted
    json details = json::object(); // the parameters it was created and modified with, but no key
};

class state {
public:
    // An operation is done when it was asked about so often, or, where seconds are given, after that time. `seed`
    // makes the IDs: 0 takes a random one.
    state(unsigned polls_until_done, std::optional<std::int64_t> seconds_until_done, std::uint64_t seed);

    void set_now(std::int64_t now) { now_ = now; }

    // Whether a nonce is new; remembers it. Nonces older than `window` seconds are forgotten: their requests are
    // refused by their time.
    bool take_nonce(const std::string& scope, const std::string& nonce, std::int64_t now, std::int64_t window);

    // Creations, changes and deletions take time. Whoever asks about one, or is refused because of it, brings it on.
    [[nodiscard]] std::size_t begin();
    [[nodiscard]] std::size_t begin_done(); // one that took no time
    [[nodiscard]] bool is_done(std::size_t operation) const;
    [[nodiscard]] unsigned polls(std::size_t operation) const { return operations_[operation].polls; }
    void poll(std::size_t operation) { ++operations_[operation].polls; }
    void poll(const std::vector<listener*>& seen); // an operation of several of them once

    // The listener that has a port of these, or nothing. One that is being deleted still has its ports.
    [[nodiscard]] listener* in_the_way(const listener& of, const listener* except = nullptr);
    [[nodiscard]] listener* find_listener(const std::string& system, const std::string& id);
    [[nodiscard]] std::vector<listener*> listeners_of(const std::string& system, const std::string& owner);
    listener& add(listener made);
    void remove(const listener& gone);

    void add_task(const std::string& system, const std::string& task, std::size_t operation);
    // Whether the task is done, and asks about it; nothing for an unknown task.
    std::optional<bool> poll_task(const std::string& system, const std::string& task);
    std::int64_t next_task_number() { return task_number_++; }

    // Aliyun's ClientToken: the answer is repeated for the same parameters.
    struct remembered {
        std::string parameters;
        json answer;
    };
    [[nodiscard]] const remembered* find_token(const std::string& token) const;
    void remember_token(const std::string& token, remembered what) { tokens_[token] = std::move(what); }

    // Of a-z and 0-9, as in the clouds' resource IDs; the same ones for the same seed.
    [[nodiscard]] std::string make_id(std::string_view prefix, std::size_t length);
    [[nodiscard]] std::string make_uuid(); // lower case

private:
    struct seen_nonce {
        std::int64_t when;
        std::string name;
    };
    struct progress {
        std::int64_t started;
        unsigned polls;
    };
    using listener_list = std::vector<std::unique_ptr<listener>>;

    void settle(listener_list& list);
    std::uint64_t next_number();

    unsigned polls_until_done_;
    std::optional<std::int64_t> seconds_until_done_;
    std::uint64_t number_;
    std::int64_t now_ = 0;
    std::deque<progress> operations_;
    std::unordered_map<std::string, listener_list> by_owner_;
    std::unordered_map<std::string, listener*> by_id_;
    std::unordered_map<std::string, std::size_t> tasks_;
    std::unordered_map<std::string, remembered> tokens_;
    std::set<std::string> nonces_;
    std::deque<seen_nonce> nonce_order_;
    std::int64_t task_number_ = 100000; // document 002's example
};

} // namespace portwright_tool::emulator
