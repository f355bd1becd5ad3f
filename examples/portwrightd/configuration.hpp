// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The daemon's configuration: a JSON object, whose `request` objects are those that `portwright ensure --request`
// takes.

#include <tool/request.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace portwright_daemon {

// What is wrong with a configuration: its file, the path of the key, and the reason.
class wrong_configuration : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct certificate_files {
    std::string file{};
    std::string key_file{};
    std::string name{}; // of what is uploaded
};

struct listener_settings {
    std::string name{};
    std::string path{}; // "FILE: listeners.NAME", for messages
    portwright_tool::sending_options options{};
    std::optional<certificate_files> certificate{};
    double interval = 0; // seconds
    bool replaces = false;
    bool deregisters = false;
};

struct configuration {
    std::string file{};
    std::vector<listener_settings> listeners{};
    double first_retry = 0, most_retry = 0, stop = 0, splay = 0, watch = 0; // seconds
    std::string status_file{}; // empty: none
    std::string state_file{};
    std::vector<std::string> warnings{};
};

// Reads and checks all that needs neither a key nor a certificate. Throws wrong_configuration.
[[nodiscard]] configuration read_configuration(const std::string& file);

// Whether two configurations declare one and the same listener by that name, on the same ports: what is known of it,
// its IDs above all, is then true of both.
[[nodiscard]] bool is_same_listener(const listener_settings& one, const listener_settings& other);

// An error of the tool's about an option, by the key of that name: "ca_file: ..." for "--ca-file: ...".
[[nodiscard]] std::string by_keys(std::string why);

// For an error of the tool's about a listener's request, which has an option or a parameter in its front.
[[noreturn]] void refuse_request(const listener_settings& of, const std::string& why);

// The parameters that a certificate's files are, in the request that creates the listener and in the one that changes
// it.
struct certificate_parameters {
    std::string create_prefix{}; // "Certificate."
    std::string change_prefix{};
    std::string content{}, key{}, name{}, id{};
    std::vector<std::string> kept{}; // go with a change as they were declared
};
// Nothing where no documented action takes a certificate itself.
[[nodiscard]] std::optional<certificate_parameters> find_certificate_parameters(std::string_view action);

} // namespace portwright_daemon
