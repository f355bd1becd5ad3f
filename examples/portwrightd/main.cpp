// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// portwrightd: has the listeners of a configuration file stand, and keeps them so. See gateway.hpp.

#include "configuration.hpp"
#include "events.hpp"
#include "gateway.hpp"
#include "record.hpp"
#include "service_manager.hpp"

#include <tool/failure.hpp>
#include <tool/request.hpp>
#include <tool/wire.hpp>

#include <portwright/version.hpp>

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace portwright_daemon {
namespace {

// Of systemd's LoadCredential=: files of the vendors' form, under these names.
void take_credentials_of_systemd() {
    const char* const folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (folder == nullptr) return;
    const auto take = [&](const char* name, const char* variable) {
        const std::string path = std::string(folder) + "/" + name;
        struct stat about {};
        if (stat(path.c_str(), &about) == 0) setenv(variable, path.c_str(), 0);
    };
    take("tencent-credentials", "TENCENTCLOUD_CREDENTIALS_FILE");
    take("aliyun-credentials", "ALIBABA_CLOUD_CREDENTIALS_FILE");
}

// A core would have the keys in it, and so would what a debugger or another process of the user reads.
void keep_memory_private() {
    const rlimit none{};
    static_cast<void>(setrlimit(RLIMIT_CORE, &none));
    static_cast<void>(prctl(PR_SET_DUMPABLE, 0));
}

// The daemon waits for them; whoever checks wants to know.
void read_authorities(const listener_settings& of) {
    try {
        portwright_tool::knowledge known;
        static_cast<void>(
            portwright_tool::wire(of.options.ca_file, false, known, portwright_tool::wire::counts::changes));
    } catch (const portwright_tool::failure& failed) {
        throw wrong_configuration(of.path + "." + by_keys(failed.what()));
    }
}

int check(const std::string& file) {
    const configuration read = read_configuration(file);
    for (const std::string& line : read.warnings) std::cerr << line << '\n';
    const auto print = [](const std::string& note) { std::cerr << note << '\n'; };
    bool good = true;
    for (const listener_settings& one : read.listeners) {
        auto key = portwright_tool::signing_credentials::made_up();
        try { // the file may be checked where the key is not
            key = read_credentials(one, print);
        } catch (const wrong_configuration& wrong) {
            print("note: " + std::string(wrong.what()));
        }
        read_authorities(one);
        const declared_listener made(one, key, print); // says what is wrong with a certificate
        good = good && made.blocked().empty();
    }
    if (!good) return portwright_tool::exit_wrong_request;
    std::cout << file << ": " << read.listeners.size() << (read.listeners.size() == 1 ? " listener" : " listeners")
              << ", nothing wrong\n";
    return portwright_tool::exit_done;
}

int run(const std::string& file, bool once) {
    const service_manager manager;
    events by;
    gateway runs(prepared_configuration(read_configuration(file)), by, manager);
    if (manager.watchdog() != 0) by.every(manager.watchdog(), [&] { manager.tell("WATCHDOG=1"); });
    return once ? runs.run_once() : runs.run();
}

} // namespace
} // namespace portwright_daemon

int main(int argc, char** argv) {
    using namespace portwright_daemon;
    CLI::App app("Has the listeners of a configuration file stand, and keeps them so.", "portwrightd");
    app.set_version_flag("--version", "portwrightd " + std::string(portwright::version));
    std::string file = "/etc/portwright/portwrightd.json";
    bool checks = false, once = false;
    app.add_option("file", file, "the configuration; " + file + " by default")->check(portwright_tool::not_empty());
    auto* const only_checks =
        app.add_flag("--check", checks, "say what is wrong with the configuration, and send nothing");
    app.add_flag("--once", once, "have each listener stand once, and end")->excludes(only_checks);
    app.footer("SIGHUP reads the configuration again, SIGTERM ends the daemon. See portwrightd(8).\n"
               "Exit status: 0 ended as it was asked to, 2 the configuration or a key is wrong, 3 it cannot run, 4 it "
               "was ended and is not known what became of a request; of --once that of the first listener that does "
               "not stand, as of portwright.");
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN)); // who reads the log may go away
    keep_memory_private();
    take_credentials_of_systemd();
    try {
        app.parse(argc, argv);
        return checks ? check(file) : run(file, once);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? portwright_tool::exit_done : portwright_tool::exit_wrong_request;
    } catch (const wrong_configuration& wrong) {
        if (checks) std::cerr << wrong.what() << '\n';
        else log_event("error", "configuration", {{"outcome", "refused"}, {"reason", wrong.what()}});
        return portwright_tool::exit_wrong_request;
    } catch (const std::exception& error) {
        log_event("error", "failed", {{"reason", error.what()}});
        return portwright_tool::exit_transport_failed;
    }
}
