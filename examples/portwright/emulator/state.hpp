// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the emulated clouds remember: listeners, tasks, nonces and idempotency tokens. Not locked by itself.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "request.hpp"

namespace portwright_tool::emulator {

struct listener {
    std::string system{};
    std::string owner{};       // the load balancer, connection or accelerator
    std::string id{};
    std::string transport{};   // ports of different transports do not collide: "tcp", "udp", or "" for every one
    std::int64_t first_port = 0;
    std::int64_t last_port = 0;
    std::int64_t created = 0;   // seconds since 1970
    unsigned polls = 0;         // how often its state has been asked for
    json details = json::object();   // the parameters it was created with, as its Describe action gives them back
};

class state {
public:
    // Whether a nonce is new; remembers it. Nonces older than `window` seconds are forgotten: their requests are
    // refused by their time.
    bool take_nonce(const std::string& scope, const std::string& nonce, std::int64_t now, std::int64_t window);

    // The listener that has a port of that range, or nothing.
    [[nodiscard]] const listener* at_port(std::string_view system, std::string_view owner, std::string_view transport,
                                          std::int64_t first, std::int64_t last) const;
    [[nodiscard]] listener* find_listener(std::string_view system, std::string_view id);
    [[nodiscard]] std::vector<listener*> listeners_of(std::string_view system, std::string_view owner);
    void add(listener made) { listeners_.push_back(std::move(made)); }

    void add_task(const std::string& system, const std::string& task) { tasks_[{system, task}] = 0; }
    // How often the task was polled before this; nothing for an unknown task.
    std::optional<unsigned> poll_task(const std::string& system, const std::string& task);
    std::int64_t next_task_number() { return task_number_++; }

    // Aliyun's ClientToken: the answer is repeated for the same parameters.
    struct remembered {
        std::string parameters;
        std::string listener_id;
    };
    [[nodiscard]] const remembered* find_token(const std::string& token) const;
    void remember_token(const std::string& token, remembered what) { tokens_[token] = std::move(what); }

private:
    struct seen_nonce {
        std::int64_t when;
        std::string name;
    };
    std::deque<listener> listeners_;   // a deque: pointers to its elements stay valid
    std::map<std::pair<std::string, std::string>, unsigned> tasks_;
    std::map<std::string, remembered> tokens_;
    std::set<std::string> nonces_;
    std::deque<seen_nonce> nonce_order_;
    std::int64_t task_number_ = 100000;   // document 002's example
};

}   // namespace portwright_tool::emulator
