// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// tencent.gaap (document 003): CreateHTTPListener, and DescribeHTTPListeners, which tells when it is ready.

#include <array>

#include "../cloud.hpp"
#include "../digest.hpp"

namespace portwright_tool::emulator {
namespace {

using reason = bad_parameter::reason;

constexpr std::array create_fields{
    must(text("ListenerName")),
    must(integer("Port")),
    text("ProxyId"),
    text("GroupId"),
};

constexpr std::array describe_fields{
    text("ProxyId"), text("GroupId"),   text("ListenerId"), text("ListenerName"),
    integer("Port"), integer("Offset"), integer("Limit"),   text("SearchValue"),
};

// The connection or the group that the listener belongs to. Document 003 knows ProxyId only and marks it optional;
// later pages want exactly one of the two.
std::string owner_of(const json& parameters, bool required) {
    const std::string proxy = text_or(parameters, "ProxyId", "");
    const std::string group = text_or(parameters, "GroupId", "");
    if (!proxy.empty() && !group.empty()) {
        throw refusal{"InvalidParameter.ConflictParameters", "ProxyId and GroupId exclude each other.", 200, {}};
    }
    if (required && proxy.empty() && group.empty()) refuse(reason::missing, "ProxyId", "is missing, and so is GroupId");
    return proxy.empty() ? group : proxy;
}

json create_http_listener(session& at, const json& tree) {
    const json parameters = checked(tree, {create_fields, 0, at.to.is_json, true});
    const std::string owner = owner_of(parameters, true);
    const auto port = parameters["Port"].get<std::int64_t>();
    if (port < 1 || port > 65535) {
        throw refusal{"InvalidParameterValue.InvalidListenerPort", "Port is outside of 1..65535.", 200, {}};
    }
    // Document 003: a port is unique among the listeners of one transport; HTTP is TCP.
    if (at.memory.at_port("tencent.gaap", owner, "tcp", port, port) != nullptr) {
        throw refusal{"InvalidParameterValue.DuplicatedListenerPort", "Port has a listener already.", 200, {}};
    }
    listener made{.system = "tencent.gaap",
                  .owner = owner,
                  .id = "listener-" + random_text(8),
                  .transport = "tcp",
                  .first_port = port,
                  .last_port = port,
                  .created = at.now,
                  .details = parameters};
    const std::string id = made.id;
    at.memory.add(std::move(made));
    return {{"ListenerId", id}};
}

bool is_wanted(const listener& one, const json& filter) {
    const std::string name = text_or(one.details, "ListenerName", "");
    const std::string searched = text_or(filter, "SearchValue", "");
    return (!has(filter, "ListenerId") || filter["ListenerId"] == one.id) &&
           (!has(filter, "ListenerName") || filter["ListenerName"] == name) &&
           (!has(filter, "Port") || filter["Port"] == one.first_port) &&
           (searched.empty() || name.find(searched) != std::string::npos || std::to_string(one.first_port) == searched);
}

json describe_http_listeners(session& at, const json& tree) {
    const json filter = checked(tree, {describe_fields, 0, at.to.is_json, true});
    const std::string owner = owner_of(filter, !has(filter, "ListenerId"));
    if (has(filter, "SearchValue") && (has(filter, "ListenerName") || has(filter, "Port"))) {
        throw refusal{"InvalidParameter.ConflictParameters", "SearchValue excludes ListenerName and Port.", 200, {}};
    }
    std::vector<listener*> candidates;
    if (has(filter, "ListenerId")) {
        listener* one = at.memory.find_listener("tencent.gaap", text_or(filter, "ListenerId", ""));
        if (one == nullptr) throw refusal{"ResourceNotFound", "The listener is unknown.", 200, {}};
        if (owner.empty() || owner == one->owner) candidates.push_back(one);
    } else {
        candidates = at.memory.listeners_of("tencent.gaap", owner);
    }

    const std::int64_t offset = integer_or(filter, "Offset", 0);
    const std::int64_t limit = integer_or(filter, "Limit", 20);
    std::int64_t total = 0;
    json set = json::array();
    for (listener* one : candidates) {
        if (!is_wanted(*one, filter)) continue;
        const std::int64_t position = total++;
        if (position < offset || position - offset >= limit) continue;
        const bool creating = one->polls++ < at.options.polls_until_done;
        set.push_back({{"ListenerId", one->id},
                       {"ListenerName", one->details["ListenerName"]},
                       {"Port", one->first_port},
                       {"CreateTime", one->created},
                       {"Protocol", "HTTP"},
                       {"ListenerStatus", creating ? 1 : 0},   // 0 running, 1 creating
                       {"ProxyId", text_or(one->details, "ProxyId", "")},
                       {"GroupId", has(one->details, "GroupId") ? one->details["GroupId"] : json{}}});
    }
    return {{"TotalCount", total}, {"ListenerSet", std::move(set)}};
}

}   // namespace

action_handler find_gaap_action(std::string_view action) {
    if (action == "CreateHTTPListener") return create_http_listener;
    if (action == "DescribeHTTPListeners") return describe_http_listeners;
    return nullptr;
}

}   // namespace portwright_tool::emulator
