// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A declared listener while the daemon runs: its request, and what is known of it.

#include "certificate.hpp"
#include "configuration.hpp"
#include "events.hpp"

#include <tool/systems/find.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portwright_daemon {

// Takes warnings about where keys, regions and certificates come from.
using warning_taker = portwright_tool::note_taker;

// Reads the key of a listener's cloud. Throws wrong_configuration.
[[nodiscard]] portwright_tool::signing_credentials read_credentials(const listener_settings& of,
                                                                    const warning_taker& warn);

class declared_listener {
public:
    // Throws wrong_configuration for a request that check() or the signature refuses. Where the certificate's files are
    // not in order, the listener waits for them: blocked() says why.
    declared_listener(listener_settings settings, const portwright_tool::signing_credentials& as, warning_taker warn);

    const listener_settings settings;
    const portwright_tool::signing_credentials credentials;

    // Takes the certificate's files anew where they have changed. True where there is something to do by that.
    bool look_at_certificate();
    [[nodiscard]] const std::string& blocked() const { return blocked_; }
    // Null where there is no certificate.
    [[nodiscard]] const certificate_pair* certificate() const { return certificate_ ? &*certificate_ : nullptr; }
    [[nodiscard]] const portwright_tool::described_request& request() const { return *request_; }

    // Requests about one of its listeners. Without a certificate there is no first.
    [[nodiscard]] std::unique_ptr<portwright_tool::described_request>
    change_of_certificate(const std::string& id) const;
    [[nodiscard]] std::unique_ptr<portwright_tool::described_request> deletion(const std::string& id) const;

    // What is known.
    std::vector<std::string> ids{};
    nlohmann::ordered_json result = nlohmann::ordered_json::object(); // of the last round, as `ensure` prints it
    std::string reason{}; // empty where it stands
    std::string checked{}; // when
    int status = -1; // the tool's exit status; -1 before the first round
    std::string certificate_result{};
    unsigned failures = 0; // one after the other
    milliseconds next = 0;

private:
    [[nodiscard]] std::vector<std::string> owner_parameters() const;
    [[nodiscard]] std::unique_ptr<portwright_tool::described_request>
    describe(const portwright::operation& call, std::vector<std::string> parameters) const;
    void make_request(const certificate_pair* with);

    const warning_taker warn_;
    std::optional<certificate_pair> certificate_{};
    std::optional<file_stamp> stamp_{}; // of the files that certificate() is of
    std::string blocked_{};
    std::unique_ptr<portwright_tool::described_request> request_{};
};

} // namespace portwright_daemon
