// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The five systems behind one door: a request in, an answer out, no sockets. The stage
// puts HTTP around it, the server TLS.

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "emulator.hpp"
#include "fields.hpp"
#include "request.hpp"
#include "state.hpp"
#include "troubles.hpp"

namespace portwright_tool::emulator {

struct action_facts;

struct reply {
    int status = 200;
    json body;
    std::string code;   // the cloud's error code for the log; empty for success
};

// What a fault orders.
struct cloud_order {
    std::int64_t skew = 0;              // seconds that the server's clock is ahead
    std::optional<trouble> refuse{};    // it is refused for this; busy is for changes only
};

class cloud {
public:
    explicit cloud(emulator_options options);

    // Thread-safe, all of them. Answers everything, whatever the request holds.
    [[nodiscard]] reply answer(const http_request& request, const cloud_order& ordered = {});
    [[nodiscard]] std::int64_t now() const;

    // The listeners of a load balancer, connection or accelerator, for a test to count: system, owner, protocol, ports.
    [[nodiscard]] std::vector<listener> listeners(const std::string& system, const std::string& owner);
    [[nodiscard]] std::size_t count(const std::string& system, const std::string& owner);
    // Puts one there that no request made, say one of another protocol that is in the way. It is running at once,
    // or dead.
    std::string place(listener made);

private:
    emulator_options options_;
    std::mutex mutex_;
    state memory_;
};

// What answering one request needs; the cloud is locked meanwhile.
struct session {
    const emulator_options& options;
    state& memory;
    std::int64_t now;
    const http_request& request;
    const route& to;
    const action_facts* facts; // nothing for an action that is not in the documents
    std::optional<trouble> ordered;
    std::string request_id;
};

// The largest requests: 32 KB of query for Tencent, 1 MB of form for its query signatures, 10 MB for TC3.
inline constexpr std::size_t largest_query = 32U * 1024U;
inline constexpr std::size_t largest_form = 1024U * 1024U;
inline constexpr std::size_t largest_body = 10U * 1024U * 1024U;

// One file each.
[[nodiscard]] reply answer_tencent_v3(session& at);
[[nodiscard]] reply answer_tencent_v2(session& at);
[[nodiscard]] reply answer_aliyun(session& at);

// The actions: their parameters in, as the documents have them, the fields of the answer out. They throw refusal or
// bad_parameter.
using action_handler = json (*)(session& at, const json& parameters);
[[nodiscard]] action_handler find_clb_action(std::string_view action);
[[nodiscard]] action_handler find_gaap_action(std::string_view action);
[[nodiscard]] action_handler find_lb_action(std::string_view action);
[[nodiscard]] action_handler find_bmlb_action(std::string_view action);
[[nodiscard]] action_handler find_ga_action(std::string_view action);

// The action by its handler. One without answers with what is documented, empty, and a task that does nothing.
[[nodiscard]] json perform(session& at, const json& parameters);

// The host as it was sent and, where it has a port, without it.
[[nodiscard]] std::pair<std::string, std::string> host_with_and_without_port(const http_request& request);

// Whether a query signature is right for the host in either form.
[[nodiscard]] bool tencent_signature_matches(const session& at, bool underscores_to_dots);

// Whether the nonce is new together with its Timestamp: document 004 has the two of them tell a replay, and the
// vendor's clients draw from 65,536 nonces only.
[[nodiscard]] bool take_tencent_nonce(session& at, const char* scope, const std::string& nonce, std::int64_t window);

// The pairs that are the action's own.
[[nodiscard]] name_values without(const name_values& pairs, std::string_view common_names);

} // namespace portwright_tool::emulator
