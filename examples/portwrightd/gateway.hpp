// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The gateway: has the declared listeners stand, one after the other, round after round, until it is stopped.

#include "configuration.hpp"
#include "declared_listener.hpp"
#include "events.hpp"
#include "network_stream.hpp"
#include "service_manager.hpp"

#include <tool/knowledge.hpp>
#include <tool/session.hpp>

#include <nlohmann/json.hpp>

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace portwright_daemon {

// Everything of a configuration that can be wrong before anything is sent. Throws wrong_configuration.
struct prepared_configuration {
    explicit prepared_configuration(configuration from);
    configuration settings;
    std::vector<std::unique_ptr<declared_listener>> listeners{};
};

class gateway {
public:
    gateway(prepared_configuration from, events& by, const service_manager& manager);

    // Until it is stopped. Returns the exit status: 0, or 4 where it is not known what became of something.
    [[nodiscard]] int run();
    // Each listener once. Returns the tool's status of the first that does not stand.
    [[nodiscard]] int run_once();

private:
    // A way to one endpoint with one key: its connection is kept from one listener to the next.
    struct lane {
        lane(const declared_listener& first, events& by);
        network_stream socket;
        portwright::http::byte_stream stream;
        portwright_tool::knowledge known{};
        portwright_tool::described_request as;
        portwright_tool::session over;
        unsigned failures = 0;
        milliseconds closed_until = 0;
    };

    lane& lane_of(const declared_listener& one);
    void deal_with(declared_listener& one);
    void ensure(declared_listener& one, lane& by);
    void renew_certificates(declared_listener& one, lane& by, const std::vector<std::string>& created);
    [[nodiscard]] std::string renew_certificate(const declared_listener& one, lane& by, const std::string& id,
                                                std::string& reason);
    void schedule(declared_listener& one, lane& by);
    void look_at_certificates();
    void reload();
    void stop();
    void deregister(declared_listener& one);

    void read_state();
    void write_state();
    void write_status();
    void tell_status();
    [[nodiscard]] double random_share(); // 0 to 1

    prepared_configuration all_;
    events& events_;
    const service_manager& manager_;
    std::map<std::string, std::unique_ptr<lane>> lanes_{};
    // Of each listener: which certificate the cloud has, by the listener's ID.
    std::map<std::string, std::map<std::string, std::string>> uploaded_{};
    std::mt19937_64 random_;
    std::string began_{};
    std::string state_ = "starting";
    nlohmann::ordered_json last_reload_{};
    milliseconds next_look_ = 0;
    bool status_failed_ = false, state_failed_ = false;
    std::string told_{};
};

} // namespace portwright_daemon
