// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "request.hpp"

#include "credentials_files.hpp"
#include "failure.hpp"
#include "suggestions.hpp"
#include "untyped_action.hpp"

#include <portwright/request/region_name.hpp>

#include <CLI/CLI.hpp>

#include <ctime>
#include <iostream>
#include <random>
#include <utility>

namespace portwright_tool {
namespace {

vendor vendor_of(api family) { return family == api::aliyun_rpc ? vendor::aliyun : vendor::tencent; }

void show_notes(const setting& from, const note_taker& take) {
    for (const std::string& note : from.notes) take(note);
}

// A name of the right form that is nearly a known one is a slip more often than a new region: that is said, and signed.
void note_near_region(setting& region, const action_info& action) {
    const portwright::region_name name(region.value);
    if (action.family == api::aliyun_rpc || !name.has_area() || name.wrong() != portwright::errc::none) return;
    const std::string_view guess = nearest_tencent_region(region.value);
    if (guess.empty()) return;
    region.notes.push_back(region.name + ": " + region.value + " is not among the regions that are known here; " +
                           "did you mean " + std::string(guess) + "?");
}

// A variable is set for every command, also for an API that takes no region; an option is meant for this one.
setting choose_region(const request_options& options, const action_info& action) {
    const portwright::service& of = action.of();
    if (!of.takes_region) {
        if (options.region.value_or("") != "") refuse("--region", std::string(action.system()) + " takes no region");
        return {"--region", "", {}};
    }
    if (options.region) {
        if (of.needs_region && options.region->empty())
            refuse("--region", std::string(action.system()) + " takes a region, and this is none");
        setting given{"--region", *options.region, {}};
        note_near_region(given, action);
        show_notes(given, options.take_note);
        return given;
    }
    setting region = read_region(vendor_of(action.family));
    if (of.needs_region && region.value.empty())
        refuse("--region", std::string(action.system()) + " takes a region, and none is given, nor is " +
                               region_variable(vendor_of(action.family)) + " set");
    note_near_region(region, action);
    show_notes(region, options.take_note);
    return region;
}

std::string choose_signature(const request_options& options, const action_info& action) {
    const std::vector<std::string_view> taken = schemes_of(action);
    if (options.signature.empty()) return std::string(taken.front());
    std::string list;
    for (const std::string_view scheme : taken) {
        if (scheme == options.signature) return options.signature;
        list += (list.empty() ? "" : scheme == taken.back() ? " or " : ", ") + std::string(scheme);
    }
    refuse("--signature", std::string(action.system()) + " takes " + list);
}

// Tencent wants a random positive number, Aliyun any text that was not used before.
std::string choose_nonce(const request_options& options, const action_info& action) {
    if (options.nonce) return *options.nonce;
    std::random_device random;
    if (action.family != api::aliyun_rpc)
        return std::to_string(std::uniform_int_distribution<std::uint32_t>(1, 0x7FFFFFFF)(random));
    constexpr std::string_view digits = "0123456789abcdef";
    std::string nonce;
    for (int i = 0; i < 32; ++i) nonce += digits[std::uniform_int_distribution<std::size_t>(0, 15)(random)];
    return nonce;
}

// Ours, because the library's own says what is wrong with 300 digits.
CLI::Validator positive_number() {
    return {[](const std::string& given) {
                double number = 0;
                return CLI::detail::lexical_cast(given, number) && number > 0 ? std::string()
                                                                              : "not a number of seconds above 0";
            },
            "POSITIVE"};
}

// Those of the command line first, as a message may count them.
std::vector<std::string> all_parameters(const request_options& options, const action_info& action) {
    std::vector<std::string> all = options.parameters;
    if (!options.request) return all;
    const auto read = read_request(*options.request, action.of().index_base);
    for (std::string& one : arguments_of(read, options.parameters)) all.push_back(std::move(one));
    return all;
}

[[noreturn]] void refuse_missing_key(vendor of, const std::string& profile, const std::vector<std::string>& looked) {
    std::string list;
    for (const std::string& path : looked) list += (list.empty() ? "" : ", ") + path;
    if (profile.empty())
        throw bad_variable(missing_id(of) + (list.empty() ? "" : ", and the profile is not in " + list));
    refuse("--profile", list.empty() ? "there is no file with keys; `portwright --help` says where they are looked for"
                                     : "no \"" + shown(profile) + "\" is in " + list);
}

} // namespace

CLI::Validator not_empty() {
    return {[](const std::string& given) { return given.empty() ? std::string("is empty") : std::string(); }, ""};
}

void add_request_file_option(CLI::App& command, request_options& options) {
    command
        .add_option_function<std::string>(
            "--request", [&options](const std::string& path) { options.request = read_request_text(path); },
            "FILE with the parameters as a JSON object, - for standard input; what is on the command line counts first")
        ->check(not_empty());
}

void add_request_options(CLI::App& command, request_options& options) {
    command.add_option("action", options.action, "SYSTEM.ACTION, such as tencent.clb.CreateListener")->required();
    command.add_option(
        "parameters", options.parameters,
        "NAME=VALUE with the name as on the wire, such as Ports.0=80; NAME=@FILE reads the file, NAME=@@TEXT is @TEXT");
    add_request_file_option(command, options);
    command.add_option(
        "--region", options.region,
        "the region, where the API takes one; by default what the environment says, see `portwright --help`");
    command.add_option("--method", options.method, "GET or POST; POST by default")
        ->transform(CLI::IsMember({"GET", "POST"}, CLI::ignore_case));
    command
        .add_option(
            "--signature", options.signature,
            "HmacSHA1, HmacSHA256, TC3-HMAC-SHA256, HMAC-SHA1 or ACS3-HMAC-SHA256, or by the names of the library, "
            "hmac_sha1, hmac_sha256, tc3, aliyun_rpc, acs3; the API's best by default")
        ->check(not_empty())
        ->transform(&scheme_name);
    command.add_option("--endpoint", options.endpoint, "HOST[:PORT] in place of the documented host")
        ->check(not_empty());
    command.add_option("--ca-file", options.ca_file, "FILE with the certificates to trust")->check(not_empty());
    command
        .add_option("--profile", options.profile,
                    "NAME in the files with keys, whatever the environment has; see `portwright --help`")
        ->check(not_empty());
    command.add_flag("--unchecked", options.unchecked, "sign what the documents rule out, too");
}

void add_untyped_options(CLI::App& command, request_options& options) {
    command.add_flag("--untyped", options.untyped,
                     "an action outside the catalogue, unchecked; NAME:=VALUE for a number, true or false");
    command
        .add_option("--api-version", options.api_version, "VERSION of its API, such as 2018-03-17; that of its system")
        ->check(not_empty());
}

void add_moment_options(CLI::App& command, request_options& options) {
    command.add_option("--timestamp", options.timestamp, "SECONDS since 1970; now by default");
    command.add_option("--nonce", options.nonce, "TEXT that was not used before; random by default");
}

void add_sending_options(CLI::App& command, sending_options& options) {
    command.add_flag("--verbose", options.verbose, "show each connection and each request's line on standard error");
    command
        .add_option("--timeout", options.timeout,
                    "SECONDS that the whole command may take; the status is true then, too")
        ->check(positive_number());
}

void print_note(const std::string& note) { std::cerr << note << '\n'; }

signing_credentials::signing_credentials(api family, const std::string& profile, const note_taker& take_note) {
    const vendor of = vendor_of(family);
    key_setting key = profile.empty() ? read_key(of) : key_setting{};
    if (key.id.value.empty() && key.secret.value.empty()) {
        file_key found = read_key_from_files(of, profile);
        if (found.key) key = std::move(*found.key);
        else refuse_missing_key(of, profile, found.looked);
    }
    if (key.id.value.empty()) throw bad_variable(missing_id(of));
    if (key.secret.value.empty()) throw bad_variable(missing_secret(of, key.id));
    id_ = key.id.value;
    secret_ = key.secret.value;
    token_ = key.token.value;
    variables_ = key.id.name + ", " + key.secret.name + (token_.empty() ? "" : ", " + key.token.name);
    for (const setting* const part : {&key.id, &key.secret, &key.token}) show_notes(*part, take_note);
}

described_request::described_request(const request_options& options)
    : described_request(options,
                        signing_credentials(find_action(options.action).family, options.profile, options.take_note)) {}

described_request::described_request(const request_options& options, const signing_credentials& as)
    : credentials(as), region(choose_region(options, find_action(options.action))), endpoint(options.endpoint),
      signature(choose_signature(options, find_action(options.action))),
      verb(options.method == "GET" ? portwright::method::GET : portwright::method::POST),
      timestamp(options.timestamp ? *options.timestamp : static_cast<std::int64_t>(std::time(nullptr))),
      nonce(choose_nonce(options, find_action(options.action))), checked(!options.unchecked),
      action_(find_action(options.action)),
      arguments_(is_untyped() ? argument_tree{}
                              : read_arguments(action_.untyped(), *action_.table, all_parameters(options, action_))),
      typed_(is_untyped() ? nullptr : action_.make(arguments_, keep_)),
      untyped_(is_untyped() ? read_untyped(options, action_) : std::vector<given_parameter>{}) {}

std::vector<std::string_view> schemes_of(const action_info& action) {
    std::vector<std::string_view> all{action.default_scheme};
    for (const char* scheme = action.words->schemes; *scheme != '\0'; scheme = portwright::detail::next_word(scheme))
        if (portwright::detail::word_text(scheme) != action.default_scheme)
            all.push_back(portwright::detail::word_text(scheme));
    return all;
}

} // namespace portwright_tool
