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

#include <sys/stat.h>

namespace portwright_daemon {
namespace {

using json = nlohmann::ordered_json;
using portwright_tool::shown;
using portwright_tool::without_controls;

constexpr std::size_t most_bytes = std::size_t{1} << 20;
constexpr std::size_t most_listeners = 256;
constexpr double longest = 7 * 24 * 3600; // seconds

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
        if (!(value >= least && value <= longest)) {
            std::string low = std::to_string(least);
            low.erase(low.find_last_not_of("0.") + 1);
            refuse(key, "is outside " + (low.empty() ? "0" : low) + ".." + std::to_string(static_cast<int>(longest)) +
                            " seconds");
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

// One port is declared once: two declarations of it would change the listener back and forth.
void refuse_declared_twice(const std::vector<listener_settings>& all) {
    std::map<std::string, const listener_settings*> seen;
    for (const listener_settings& one : all) {
        const auto& action = portwright_tool::find_action(one.options.action);
        const auto facts = portwright_tool::find_listener_actions_of(action);
        const std::string owners = " " + std::string(facts.owner) + " ";
        std::string owner;
        std::vector<std::pair<std::string, std::string>> ports;
        std::map<std::string, std::string> protocols;
        for (const auto& given : portwright_tool::read_request(*one.options.request, action.of().index_base)) {
            if (owners.find(" " + given.name + " ") != owners.npos) owner += given.name + "=" + given.value + " ";
            const std::string last = given.name.substr(given.name.rfind('.') + 1);
            const bool is_port = given.name == facts.port || given.name.starts_with(std::string(facts.port) + ".") ||
                                 (*facts.listeners != '\0' && last == facts.port);
            if (is_port && last != "ToPort") ports.emplace_back(given.name, given.value);
            if (last == "Protocol" || last == "protocol")
                protocols[given.name.substr(0, given.name.rfind('.'))] = given.value;
        }
        for (const auto& [parameter, port] : ports) {
            const auto own = protocols.find(parameter.substr(0, parameter.rfind('.')));
            const auto found = own != protocols.end() ? own : protocols.begin();
            const std::string protocol = found != protocols.end() ? found->second : "";
            const std::string key = action.name() + " " + owner + port + "/" + protocol;
            const auto [at, is_new] = seen.emplace(key, &one);
            if (!is_new && at->second != &one)
                throw wrong_configuration(one.path + ".request." + parameter + ": the port is declared by listeners." +
                                          at->second->name + ", too");
        }
    }
}

} // namespace

void refuse_request(const listener_settings& of, const std::string& why) {
    // "Ports.0: ..." is a parameter, "--region: ..." an option, which has a key of its name.
    const bool is_option = why.starts_with("--");
    std::string rest = is_option ? why.substr(2) : "request." + why;
    const std::size_t colon = rest.find(':');
    for (std::size_t i = 0; is_option && i < colon && i < rest.size(); ++i)
        if (rest[i] == '-') rest[i] = '_';
    throw wrong_configuration(of.path + "." + rest);
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
    const auto read = portwright_tool::read_regular_file(file, most_bytes);
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
