// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "configuration.hpp"

#include <tool/failure.hpp>
#include <tool/regular_file.hpp>
#include <tool/strict_json.hpp>
#include <tool/systems/find.hpp>
#include <tool/terminal.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include <sys/stat.h>

namespace portwright_daemon {
namespace {

using json = nlohmann::ordered_json;
using portwright_tool::shown;
using portwright_tool::without_controls;

constexpr std::size_t most_configuration_bytes = std::size_t{1} << 20;
constexpr std::size_t most_listeners = 256;
constexpr double longest_seconds = 7 * 24 * 3600; // seconds

// Takes an object apart, and refuses what it does not know.
class object_reader {
public:
    object_reader(const json& from, std::string path) : from_(from), path_(std::move(path)) {
        if (!from_.is_object())
            throw wrong_configuration(path_ + (path_.ends_with(": ") ? "is no object" : ": is no object"));
    }

    [[noreturn]] void refuse(const std::string& key, const std::string& why) const {
        throw wrong_configuration(path_of(key) + ": " + why);
    }
    [[nodiscard]] std::string path_of(const std::string& key) const {
        return path_ + (path_.ends_with(": ") ? "" : ".") + shown(key);
    }
    // Null where there is none.
    const json* find(const std::string& key) {
        known_.push_back(key);
        const auto found = from_.find(key);
        return found != from_.end() ? &*found : nullptr;
    }
    const json& require(const std::string& key) {
        const json* const found = find(key);
        if (found == nullptr) refuse(key, "is missing");
        return *found;
    }
    std::optional<std::string> text(const std::string& key) {
        const json* const found = find(key);
        if (found == nullptr) return std::nullopt;
        if (!found->is_string()) refuse(key, "is no text");
        std::string value = found->get<std::string>();
        if (value.empty()) refuse(key, "is empty");
        if (value.size() > 4000 || value.find('\0') != value.npos) refuse(key, "cannot be meant");
        return value;
    }
    std::string required_text(const std::string& key) {
        std::optional<std::string> found = text(key);
        if (!found) refuse(key, "is missing");
        return *found;
    }
    double seconds(const std::string& key, double otherwise, double least) {
        const json* const found = find(key);
        if (found == nullptr) return otherwise;
        if (!found->is_number()) refuse(key, "is no number of seconds");
        const double value = found->get<double>();
        if (!(value >= least && value <= longest_seconds)) {
            std::string low = std::to_string(least);
            low.erase(low.find_last_not_of("0.") + 1);
            refuse(key, "is outside " + (low.empty() ? "0" : low) + ".." +
                            std::to_string(static_cast<int>(longest_seconds)) + " seconds");
        }
        return value;
    }
    bool flag(const std::string& key) {
        const json* const found = find(key);
        if (found == nullptr) return false;
        if (!found->is_boolean()) refuse(key, "is neither true nor false");
        return found->get<bool>();
    }
    // Once everything was asked for.
    void finish() const {
        for (const auto& [key, value] : from_.items()) {
            if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
            const std::string_view guess = portwright_tool::nearest(key, {known_.begin(), known_.end()});
            refuse(key, "there is no such key" + (guess.empty() ? "" : "; did you mean " + std::string(guess) + "?"));
        }
    }

private:
    const json& from_;
    std::string path_;
    std::vector<std::string> known_{};
};

// systemd makes such folders for a service, and says where they are.
std::string in_folder_of(const char* variable, const char* file) {
    const char* const folder = std::getenv(variable);
    const std::string all = folder != nullptr ? folder : "";
    const std::string first = all.substr(0, all.find(':'));
    return first.empty() ? "" : first + "/" + file;
}

struct shared_settings {
    std::optional<std::string> region{}, endpoint{}, ca_file{}, profile{};
    double interval = 0, timeout = 0;

    shared_settings(object_reader& from, double default_interval, double default_timeout)
        : region(from.text("region")), endpoint(from.text("endpoint")), ca_file(from.text("ca_file")),
          profile(from.text("profile")), interval(from.seconds("interval_seconds", default_interval, 0.1)),
          timeout(from.seconds("timeout_seconds", default_timeout, 0.1)) {}
};

bool is_name(const std::string& text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

certificate_files read_certificate_files(const json& from, const listener_settings& of, const json& request) {
    object_reader read(from, of.path + ".certificate");
    certificate_files made;
    made.file = read.required_text("file");
    made.key_file = read.required_text("key_file");
    made.name = read.text("name").value_or(of.name);
    read.finish();
    const auto parameters = find_certificate_parameters(of.options.action);
    if (!parameters)
        throw wrong_configuration(of.path + ".certificate: " + of.options.action +
                                  " takes no certificate itself, only the ID of one");
    const auto& action = portwright_tool::find_action(of.options.action);
    for (const auto& given : portwright_tool::read_request(request.dump(), action.of().index_base))
        for (const std::string& name : {parameters->content, parameters->key, parameters->name, parameters->id})
            if (given.name == parameters->create_prefix + name)
                throw wrong_configuration(of.path + ".request." + given.name + ": stands beside a certificate's files");
    return made;
}

listener_settings read_listener(const std::string& name, const json& from, const std::string& path,
                                const shared_settings& shared) {
    listener_settings made;
    made.name = name;
    made.path = path;
    object_reader read(from, path);
    made.options.action = read.required_text("action");
    const portwright_tool::action_info* action = nullptr;
    try {
        action = &portwright_tool::find_action(made.options.action);
        static_cast<void>(portwright_tool::find_ensure_of(*action));
    } catch (const portwright_tool::failure& failed) {
        read.refuse("action", failed.what());
    }
    const json& request = read.require("request");
    if (!request.is_object()) read.refuse("request", "is no object of parameters");
    made.options.request = request.dump(-1, ' ', false, json::error_handler_t::replace);
    const shared_settings own(read, shared.interval, shared.timeout);
    // Where the API takes no region, one for the others is not meant.
    made.options.region = own.region ? own.region : action->of().takes_region ? shared.region : std::nullopt;
    made.options.endpoint = own.endpoint.value_or(shared.endpoint.value_or(""));
    made.options.ca_file = own.ca_file.value_or(shared.ca_file.value_or(""));
    made.options.profile = own.profile.value_or(shared.profile.value_or(""));
    made.options.timeout = own.timeout;
    made.interval = own.interval;
    made.replaces = read.flag("replace");
    made.deregisters = read.flag("deregister_on_stop");
    try {
        if (const json* const files = read.find("certificate"))
            made.certificate = read_certificate_files(*files, made, request);
    } catch (const portwright_tool::failure& failed) {
        refuse_request(made, failed.what());
    }
    read.finish();
    return made;
}

bool has_word(std::string_view list, std::string_view word) {
    return (" " + std::string(list) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

struct declared_ports {
    std::string parameter{}; // that has the first one
    std::string owner{}; // what they are ports of
    long first = 0, last = 0;
    bool is_udp = false; // and shares its ports with what is not
    bool shares = true;
};

std::vector<declared_ports> ports_of(const listener_settings& of) {
    const auto& action = portwright_tool::find_action(of.options.action);
    const auto facts = portwright_tool::find_listener_actions_of(action);
    const auto all = portwright_tool::read_request(*of.options.request, action.of().index_base);
    const auto find = [&](const std::string& name) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
        return found != all.end() ? found->value : std::string();
    };
    const auto number = [](const std::string& text) { return std::strtol(text.c_str(), nullptr, 10); };
    std::string owner(action.system());
    for (const auto& given : all)
        if (has_word(facts.owner, given.name)) owner += " " + given.name + "=" + given.value;
    std::vector<declared_ports> found;
    for (const auto& given : all) {
        // "Port", "Ports.0", "PortRanges.1.FromPort" or "listeners.0.loadBalancerPort"
        const std::string name = given.name, base = name.substr(0, name.rfind('.') + 1);
        const std::string last = name.substr(base.size());
        const bool is_in_list = *facts.listeners != '\0' && base.starts_with(std::string(facts.listeners) + ".");
        const bool is_port = *facts.from_port != '\0' ? base.starts_with(facts.port) && last == facts.from_port
                             : is_in_list             ? last == facts.port
                                                      : name == facts.port || base == std::string(facts.port) + ".";
        if (!is_port) continue;
        const std::string listener = is_in_list ? base : "";
        declared_ports made{name, owner, number(given.value), number(given.value), false, *facts.udp != '\0'};
        if (*facts.to_port != '\0') made.last = std::max(made.first, number(find(base + facts.to_port)));
        for (const auto& other : all)
            if (other.name.starts_with(listener) && has_word(facts.end_ports, other.name.substr(listener.size())))
                made.last = std::max(made.last, number(other.value));
        std::string protocol = find(listener + facts.protocol), udp = facts.udp;
        for (std::string* const text : {&protocol, &udp})
            for (char& c : *text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        made.is_udp = *facts.protocol != '\0' ? has_word(udp, protocol) && !protocol.empty()
                                              : of.options.action.find("UDP") != std::string::npos;
        found.push_back(std::move(made));
    }
    return found;
}

// One port is declared once: of two listeners that cannot stand on it together, `replace` would delete the one and the
// other in turn, for ever.
void refuse_declared_twice(const std::vector<listener_settings>& all) {
    std::map<std::string, std::vector<std::pair<const listener_settings*, declared_ports>>> seen;
    for (const listener_settings& one : all) {
        for (const declared_ports& ports : ports_of(one)) {
            auto& before = seen[ports.owner];
            for (const auto& [other, theirs] : before)
                if (other != &one && ports.first <= theirs.last && theirs.first <= ports.last &&
                    (ports.is_udp == theirs.is_udp || !ports.shares || !theirs.shares))
                    throw wrong_configuration(one.path + ".request." + ports.parameter +
                                              ": the port is declared by listeners." + other->name + ", too");
            before.emplace_back(&one, ports);
        }
    }
}

} // namespace

bool is_same_listener(const listener_settings& one, const listener_settings& other) {
    const auto parts = [](const listener_settings& of) {
        return std::tie(of.name, of.options.action, of.options.region, of.options.endpoint, of.options.profile);
    };
    const auto ours = ports_of(one), theirs = ports_of(other);
    return parts(one) == parts(other) &&
           std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(), [](const auto& a, const auto& b) {
               return std::tie(a.owner, a.first, a.last, a.is_udp) == std::tie(b.owner, b.first, b.last, b.is_udp);
           });
}

std::string by_keys(std::string why) {
    if (!why.starts_with("--")) return why;
    why.erase(0, 2);
    std::replace(why.begin(), why.begin() + static_cast<std::ptrdiff_t>(std::min(why.find(':'), why.size())), '-', '_');
    return why;
}

void refuse_request(const listener_settings& of, const std::string& why) {
    throw wrong_configuration(of.path + "." + (why.starts_with("--") ? by_keys(why) : "request." + why));
}

std::optional<certificate_parameters> find_certificate_parameters(std::string_view action) {
    const certificate_parameters v2{"listeners.0.",
                                    "",
                                    "certContent",
                                    "certKey",
                                    "certName",
                                    "certId",
                                    {"SSLMode", "certCaId", "certCaContent", "certCaName"}};
    if (action == "tencent.clb.CreateListener")
        return certificate_parameters{"Certificate.",
                                      "Certificate.",
                                      "CertContent",
                                      "CertKey",
                                      "CertName",
                                      "CertId",
                                      {"SSLMode", "SSLVerifyClient", "CertCaId", "CertCaContent", "CertCaName"}};
    if (action == "tencent.lb.CreateForwardLBSeventhLayerListeners" ||
        action == "tencent.lb.CreateLoadBalancerListeners")
        return v2;
    return std::nullopt;
}

configuration read_configuration(const std::string& file) {
    configuration made;
    made.file = file;
    const auto read = portwright_tool::read_regular_file(file, most_configuration_bytes);
    if (!read.why.empty()) throw wrong_configuration(without_controls(file) + ": " + read.why);
    if ((read.mode & (S_IWGRP | S_IWOTH)) != 0)
        made.warnings.push_back(without_controls(file) + ": others can write it; `chmod go-w` keeps them out");
    json all;
    try {
        all = portwright_tool::parse_strictly(read.text, without_controls(file));
    } catch (const portwright_tool::failure& failed) {
        throw wrong_configuration(failed.what());
    }
    object_reader top(all, without_controls(file) + ": ");
    const shared_settings shared(top, 300, 60);
    made.first_retry = top.seconds("retry_seconds", 5, 0.05);
    made.most_retry = top.seconds("retry_most_seconds", 300, 0.05);
    if (made.most_retry < made.first_retry) top.refuse("retry_most_seconds", "is below retry_seconds");
    made.stop = top.seconds("stop_seconds", 20, 0.1);
    made.splay = top.seconds("splay_seconds", 0, 0);
    made.watch = top.seconds("watch_seconds", 10, 0.1);
    made.status_file = top.text("status_file").value_or(in_folder_of("RUNTIME_DIRECTORY", "status.json"));
    made.state_file = top.text("state_file").value_or(in_folder_of("STATE_DIRECTORY", "state.json"));
    const json& listeners = top.require("listeners");
    if (!listeners.is_object() || listeners.empty())
        top.refuse("listeners", "is no object of listeners by their names");
    if (listeners.size() > most_listeners)
        top.refuse("listeners", "has more than " + std::to_string(most_listeners) + " listeners");
    top.finish();
    for (const auto& [name, one] : listeners.items()) {
        const std::string path = top.path_of("listeners") + "." + shown(name);
        if (!is_name(name)) throw wrong_configuration(path + ": a name has 1 to 64 letters, digits, - and _");
        made.listeners.push_back(read_listener(name, one, path, shared));
    }
    try {
        refuse_declared_twice(made.listeners);
    } catch (const portwright_tool::failure&) { // of a request, which is refused in its own words
    }
    return made;
}

} // namespace portwright_daemon
