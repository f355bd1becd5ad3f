// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// How a signature comes about, step by step, and where that of a server differs.

#include "../commands.hpp"
#include "../failure.hpp"
#include "../mismatch.hpp"
#include "../request.hpp"
#include "../secrets.hpp"
#include "../signing.hpp"
#include "../untyped_action.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace portwright_tool {
namespace {

struct explain_options : request_options {
    std::string server{};
};

std::string read_server_text(const std::string& given) {
    if (!given.starts_with('@')) return given;
    std::ifstream file(given.substr(1), std::ios::binary);
    std::string all{std::istreambuf_iterator<char>(file), {}};
    if (!file || all.empty()) refuse("--server", "cannot read the file " + shown(given.substr(1)));
    return all;
}

void show(const char* title, const std::string& text) {
    std::cout << title << ":\n";
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        std::cout << "    " << text.substr(from, end - from) << '\n';
        from = end + 1;
    }
}

int run(explain_options options) {
    declare_untyped(options);
    const std::string server = read_server_text(options.server);
    if (!server.empty()) {
        const auto text = find_server_text(server);
        if (!text) refuse("--server", "holds no \"server string to sign is:\"");
        static_cast<request_options&>(options) = as_signed_for(options, text->text);
    }
    const described_request request(options);
    const signed_message made = sign(request);
    const std::vector<std::string> names = secret_names(request);
    if (!made.canonical_request.empty())
        show("canonical request, whose hash is signed", hide_secrets(made.canonical_request, names));
    show("string to sign", hide_secrets(made.string_to_sign, names));
    show("signature", made.signature);
    if (server.empty()) return exit_done;
    show("compared with the server", explain_mismatch(options, request, {}, server));
    return exit_done;
}

} // namespace

void add_explain_command(CLI::App& app, command_body& chosen) {
    CLI::App& sub = *app.add_subcommand("explain", "Show what is signed, step by step; nothing is sent");
    auto options = std::make_shared<explain_options>();
    add_request_options(sub, *options);
    add_moment_options(sub, *options);
    add_untyped_options(sub, *options);
    sub.add_option(
           "--server", options->server,
           "the answer or message of Aliyun's that has \"server string to sign is:\", or @FILE: show where ours "
           "differs; time and nonce are taken from it")
        ->check(not_empty());
    sub.callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

} // namespace portwright_tool
