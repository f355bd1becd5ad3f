// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../commands.hpp"
#include "../failure.hpp"
#include "../print.hpp"
#include "../request.hpp"
#include "../signing.hpp"
#include "../untyped_action.hpp"

#include <algorithm>
#include <iostream>
#include <memory>

namespace portwright_tool {
namespace {

struct sign_options : request_options {
    std::string print = "http";
};

// A URL alone can be a request only by GET and with a scheme that puts the signature into it: those are chosen where
// nothing else was asked for.
void prefer_url(sign_options& options) {
    const action_info& action = find_action(options.action);
    const std::vector<std::string_view> taken = schemes_of(action);
    if (options.signature.empty()) options.signature = *std::find_if(taken.begin(), taken.end(), signs_url);
    else if (std::find(taken.begin(), taken.end(), options.signature) != taken.end() && !signs_url(options.signature))
        refuse("--print",
               "url: " + options.signature + " signs headers, which a URL does not have; print http, curl or json");
    if (options.method.empty()) options.method = "GET";
    if (options.method != "GET")
        refuse("--print", "url: by POST the parameters are not in the URL; print http, curl or json");
}

int run(sign_options options) {
    declare_untyped(options);
    if (options.print == "url") prefer_url(options);
    const described_request request(options);
    const signed_message made = sign(request);
    if (options.print == "url") print_url(std::cout, made.request);
    else if (options.print == "curl") print_curl(std::cout, made.request, options.ca_file);
    else if (options.print == "json") print_json(std::cout, made);
    else print_http(std::cout, request, made.request);
    return exit_done;
}

}   // namespace

void add_sign_command(CLI::App& app, command_body& chosen) {
    CLI::App& sub = *app.add_subcommand("sign", "Show the signed request; nothing is sent");
    auto options = std::make_shared<sign_options>();
    add_request_options(sub, *options);
    add_moment_options(sub, *options);
    add_untyped_options(sub, *options);
    sub.add_option("--print", options->print, "url, http, curl or json; http by default")
        ->check(CLI::IsMember({"url", "http", "curl", "json"}));
    sub.callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

}   // namespace portwright_tool
