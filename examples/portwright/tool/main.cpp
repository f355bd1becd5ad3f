// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// portwright: builds and signs requests to the load balancers and accelerators, and shows what they are made of.

#include "commands.hpp"
#include "completion.hpp"
#include "credentials_files.hpp"
#include "../environment.hpp"
#include "failure.hpp"
#include "suggestions.hpp"
#include "terminal.hpp"

#include <portwright/version.hpp>

#include <exception>
#include <iostream>
#include <string>
#include <string_view>

#include <sys/resource.h>
#include <unistd.h>

namespace {

// A core would have the keys in it. That nobody else of the same user reads the memory is not asked for, as /dev/stdin
// and /dev/fd, from which a parameter may come, could not be opened then.
void write_no_core() {
    const rlimit none{};
    static_cast<void>(setrlimit(RLIMIT_CORE, &none));
}

} // namespace

int main(int argc, char** argv) {
    using namespace portwright_tool;
    write_no_core();
    CLI::App app("Builds, signs and sends the cloud API requests that open a listener.", "portwright");
    app.require_subcommand(1);
    app.set_version_flag("--version", "portwright " + std::string(portwright::version));
    app.footer(
        describe_environment() + describe_credentials_files() +
        "Exit status: 0 done, 1 the cloud refused, 2 the request was wrong, 3 transport failed and nothing was sent, "
        "4 outcome unknown, 5 something stands in the way of ensure.");
    command_body chosen;
    add_actions_command(app, chosen);
    add_describe_command(app, chosen);
    add_sign_command(app, chosen);
    add_call_command(app, chosen);
    add_ensure_commands(app, chosen);
    add_explain_command(app, chosen);
    add_check_command(app, chosen);
    add_emulate_command(app, chosen);
    try {
        // Not a command of the command line's own: a shell asks it.
        if (argc > 1 && std::string_view(argv[1]) == "__complete") {
            write_candidates(std::cout, app, {argv + 2, argv + argc});
            return exit_done;
        }
        app.parse(argc, argv);
        const int status = chosen();
        std::cout.flush();
        if (status == exit_done && !std::cout) throw failure(exit_transport_failed, "cannot write the output");
        return status;
    } catch (const CLI::ParseError& error) {
        if (const std::string line = explain_unknown(app, argc, argv); error.get_exit_code() != 0 && !line.empty()) {
            std::cerr << red(line, STDERR_FILENO) << '\n';
            return exit_wrong_request;
        }
        return app.exit(error) == 0 ? exit_done : exit_wrong_request;
    } catch (const failure& failed) {
        std::cerr << red(failed.what(), STDERR_FILENO) << '\n';
        return failed.status();
    } catch (const bad_variable& wrong) {
        std::cerr << red(wrong.what(), STDERR_FILENO) << '\n';
        return exit_wrong_request;
    } catch (const std::exception& error) {
        std::cerr << red(error.what(), STDERR_FILENO) << '\n';
        return exit_transport_failed;
    }
}
