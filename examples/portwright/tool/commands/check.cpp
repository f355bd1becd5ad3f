// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../commands.hpp"
#include "../failure.hpp"
#include "../request.hpp"
#include "../signing.hpp"

#include <memory>

namespace portwright_tool {
namespace {

// Signing checks first. Whose key it would be and where it would go makes no difference to the parameters.
int run(request_options options) {
    const action_info& action = find_action(options.action);
    if (!options.region && action.of().takes_region)
        options.region = action.family == api::aliyun_rpc ? "cn-hangzhou" : "ap-guangzhou";
    const described_request request(options, signing_credentials::made_up());
    static_cast<void>(sign(request));
    return exit_done;
}

} // namespace

void add_check_command(CLI::App& app, command_body& chosen) {
    CLI::App& sub = *app.add_subcommand("check", "Check the parameters only; wants no credentials, and sends nothing");
    auto options = std::make_shared<request_options>();
    sub.add_option("action", options->action, "SYSTEM.ACTION, such as tencent.clb.CreateListener")->required();
    sub.add_option("parameters", options->parameters, "NAME=VALUE, as for call");
    add_request_file_option(sub, *options);
    sub.add_option("--region", options->region, "a region that is to be checked, too");
    sub.add_option("--method", options->method, "GET or POST; POST by default")
        ->transform(CLI::IsMember({"GET", "POST"}, CLI::ignore_case));
    sub.callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

} // namespace portwright_tool
