// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "cloud.hpp"

#include <algorithm>
#include <chrono>

#include "digest.hpp"
#include "facts.hpp"
#include "signatures.hpp"

namespace portwright_tool::emulator {

std::int64_t cloud::now() const {
    if (options_.clock) return options_.clock();
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

cloud::cloud(emulator_options options)
    : options_{std::move(options)}, memory_{options_.polls_until_done, options_.seconds_until_done, options_.seed} {}

reply cloud::answer(const http_request& request, const cloud_order& ordered) {
    const route to = find_route(request);
    const action_facts* const facts = find_facts(to.system, to.action);
    const std::lock_guard lock{mutex_};
    memory_.set_now(now());
    session at{options_, memory_, now() + ordered.skew, request, to, facts, ordered.refuse, memory_.make_uuid()};
    switch (to.spoken) {
    case dialect::tencent_v3: return answer_tencent_v3(at);
    case dialect::tencent_v2: return answer_tencent_v2(at);
    case dialect::aliyun: return answer_aliyun(at);
    case dialect::none: break;
    }
    return {404, {{"message", "there is / for API 3.0 and Aliyun, and /v2/index.php for API v2"}}, "404"};
}

std::vector<listener> cloud::listeners(const std::string& system, const std::string& owner) {
    const std::lock_guard lock{mutex_};
    memory_.set_now(now());
    std::vector<listener> copies;
    for (const listener* one : memory_.listeners_of(system, owner)) copies.push_back(*one);
    return copies;
}

std::size_t cloud::count(const std::string& system, const std::string& owner) {
    const std::lock_guard lock{mutex_};
    memory_.set_now(now());
    return memory_.listeners_of(system, owner).size();
}

std::string cloud::place(listener made) {
    const std::lock_guard lock{mutex_};
    memory_.set_now(now());
    if (made.id.empty()) made.id = memory_.make_id("lbl-", 8);
    made.operation = memory_.begin_done();
    if (!is_dead(made.is)) made.is = condition::running;
    return memory_.add(std::move(made)).id;
}

json perform(session& at, const json& parameters) {
    if (at.ordered == trouble::throttled || (at.ordered && !at.facts->is_query())) {
        throw refusal_for(at.to.system, *at.ordered, "The emulator was told to refuse.");
    }
    const std::string_view action = at.to.action;
    const action_handler handler = at.to.system == "tencent.clb"    ? find_clb_action(action)
                                   : at.to.system == "tencent.gaap" ? find_gaap_action(action)
                                   : at.to.system == "tencent.lb"   ? find_lb_action(action)
                                   : at.to.system == "tencent.bmlb" ? find_bmlb_action(action)
                                                                    : find_ga_action(action);
    if (handler != nullptr) return handler(at, parameters);
    json answer = at.facts->answer;
    if (at.facts->is_query()) return answer;
    const std::size_t operation = at.memory.begin();
    std::string task = at.request_id;
    if (answer.contains("requestId")) {
        answer["requestId"] = at.memory.next_task_number();
        task = answer["requestId"].dump();
    }
    at.memory.add_task(at.to.system, task, operation);
    return answer;
}

std::pair<std::string, std::string> host_with_and_without_port(const http_request& request) {
    std::string host = request.header_or_empty("host");
    std::string name = host.substr(0, host.find(':'));
    return {std::move(host), std::move(name)};
}

bool take_tencent_nonce(session& at, const char* scope, const std::string& nonce, std::int64_t window) {
    const std::string* const timestamp = find(at.to.pairs, "Timestamp");
    return at.memory.take_nonce(scope, nonce + "\n" + (timestamp == nullptr ? "" : *timestamp), at.now, window);
}

bool tencent_signature_matches(const session& at, bool underscores_to_dots) {
    const std::string* given = find(at.to.pairs, "Signature");
    const std::string* method = find(at.to.pairs, "SignatureMethod");
    if (given == nullptr) return false;
    // Document 004: HmacSHA256 only when it is named, HmacSHA1 in every other case.
    const bool sha256 = method != nullptr && *method == "HmacSHA256";
    const auto [host, name] = host_with_and_without_port(at.request);
    const auto matches = [&](const std::string& one) {
        const std::string signed_text =
            tencent_string_to_sign(at.request.method, one, at.request.path, at.to.pairs, underscores_to_dots);
        return same_secret(tencent_signature(at.options.tencent.key, signed_text, sha256), *given);
    };
    return matches(host) || matches(name);
}

name_values without(const name_values& pairs, std::string_view common_names) {
    const auto common = split(common_names, '|');
    name_values own;
    for (const auto& pair : pairs) {
        if (std::find(common.begin(), common.end(), pair.first) == common.end()) own.push_back(pair);
    }
    return own;
}

}   // namespace portwright_tool::emulator
