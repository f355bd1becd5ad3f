// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A request as the command line describes it: for every command that signs one.

#include "arguments.hpp"
#include "../environment.hpp"
#include "registry.hpp"
#include "request_file.hpp"

#include <portwright/request/check.hpp>
#include <portwright/signature/credentials.hpp>
#include <portwright/request/request_ref.hpp>
#include <portwright/signature/signed_request.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

// CLI11 takes seconds to compile: only what adds options includes it.
namespace CLI {
class App;
class Validator;
}   // namespace CLI

namespace portwright_tool {

// Takes what is worth knowing of where a key or a region came from, and no error. On standard error by default.
using note_taker = std::function<void(const std::string& note)>;
void print_note(const std::string& note);

// The arguments that all commands which sign share.
struct request_options {
    std::string action{};
    std::vector<std::string> parameters{};
    std::optional<std::string> request{};  // the text of --request
    std::optional<std::string> region{};   // empty: none, whatever the environment says
    std::optional<std::int64_t> timestamp{};
    std::optional<std::string> nonce{};
    std::string method{};
    std::string signature{};
    std::string endpoint{};
    std::string ca_file{};
    std::string profile{};   // of the files with keys; empty: the environment's key counts, and the default profile
    bool unchecked = false;
    bool untyped = false;        // the action need not be in the catalogue
    std::string api_version{};   // of such a one
    note_taker take_note = &print_note;
};

// For an option that an empty text cannot be meant for: `--endpoint "$HOST"`, where HOST is not set, would go to the cloud.
[[nodiscard]] CLI::Validator not_empty();

void add_request_options(CLI::App& command, request_options& options);

// Parameters from a file; add_request_options() has it.
void add_request_file_option(CLI::App& command, request_options& options);

// For commands that take actions outside the catalogue, too: see untyped_action.hpp.
void add_untyped_options(CLI::App& command, request_options& options);

// For commands that sign once.
void add_moment_options(CLI::App& command, request_options& options);

// What a command that sends takes besides its request.
struct sending_options : request_options {
    bool verbose = false;
    double timeout = 0; // seconds; 0: none
};

void add_sending_options(CLI::App& command, sending_options& options);

// A key pair from the environment or, where that has none or a profile is named, from the vendors' files.
class signing_credentials {
public:
    // Refuses, naming the variable or the file, where one is missing or cannot be meant.
    explicit signing_credentials(api family, const std::string& profile = {},
                                 const note_taker& take_note = &print_note);
    // Made up: for what is never sent nor shown.
    static signing_credentials made_up() { return {}; }

    [[nodiscard]] portwright::credentials view() const { return {id_, secret_, token_}; }
    [[nodiscard]] const std::string& variables() const { return variables_; } // their names, for messages

private:
    signing_credentials() : id_("nobody"), secret_("nothing") {}

    std::string id_, secret_, token_, variables_;
};

// The typed action that the arguments describe, with everything that it is signed with. Refuses what is wrong with
// the names, the values and the options; check() has not been asked yet.
class described_request {
public:
    explicit described_request(const request_options& options);
    described_request(const request_options& options, const signing_credentials& as);
    described_request(const described_request&) = delete;
    described_request& operator=(const described_request&) = delete;

    [[nodiscard]] const action_info& action() const { return action_; }
    [[nodiscard]] const void* typed() const { return typed_; } // the action's own structure
    [[nodiscard]] const argument_tree& arguments() const { return arguments_; }
    // What was given of an action outside the catalogue, which has neither of the two.
    [[nodiscard]] bool is_untyped() const { return action_.make == nullptr; }
    [[nodiscard]] const std::vector<given_parameter>& untyped() const { return untyped_; }

    const signing_credentials credentials;
    const setting region; // from --region or a variable, which its name tells
    const std::string endpoint;
    const std::string signature; // the scheme's name
    const portwright::method verb;
    const std::int64_t timestamp;
    const std::string nonce;
    const bool checked;

private:
    const action_info& action_;
    const argument_tree arguments_;
    storage keep_{};
    const void* const typed_;
    const std::vector<given_parameter> untyped_;
};

// The action as the library's signing functions take it, whatever its type: by its table.
class table_request {
public:
    table_request(const action_info& action, const void* typed)
        : call(*action.call), words_(*action.words), ref_{typed, action.table, nullptr} {}

    const portwright::operation& call;

    // There is nothing to tell before the parameters are walked through.
    [[nodiscard]] portwright::result<void> status() const { return {}; }
    [[nodiscard]] bool accepts(std::string_view scheme) const {
        return portwright::detail::has_word(words_.schemes, scheme);
    }

    void pairs(const portwright::detail::common_parameters& common, portwright::output& wire,
               portwright::detail::walk_outcome& outcome) const {
        portwright::detail::walk_typed_pairs<portwright::detail::whole_walk>(ref_, common, wire, outcome);
    }
    void json(portwright::output& out, portwright::detail::walk_outcome& outcome) const {
        portwright::detail::walk_typed_json<portwright::detail::whole_walk>(ref_, out, outcome);
    }

private:
    const portwright::detail::family_words& words_;
    const portwright::detail::request_ref<portwright::size_policy> ref_;
};

// The names of the schemes that an API takes, the default first.
[[nodiscard]] std::vector<std::string_view> schemes_of(const action_info& action);

} // namespace portwright_tool
