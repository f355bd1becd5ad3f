// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "emulator.hpp"

#include "../environment.hpp"

#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sys/stat.h>
#include <unistd.h>

namespace portwright_tool {
namespace {

constexpr int done = 0;
constexpr int request_wrong = 2;
constexpr int transport_failed = 3;

void read(emulator_credentials& into, vendor of) {
    if (!into.id.empty() || !into.key.empty()) return;
    const key_setting key = read_key(of);
    if (key.id.value.empty() && !key.secret.value.empty()) throw bad_variable{missing_id(of)};
    if (!key.id.value.empty() && key.secret.value.empty()) throw bad_variable{missing_secret(of, key.id)};
    for (const setting* const part : {&key.id, &key.secret, &key.token}) {
        for (const std::string& note : part->notes) std::fprintf(stderr, "%s\n", note.c_str());
    }
    into = {key.id.value, key.secret.value, key.token.value};
}

// Written beside the file and renamed, so that whoever waits for the file never reads half of it.
bool write_whole(const std::string& path, std::string_view text) {
    std::string temporary = path + ".XXXXXX";
    const int file = ::mkstemp(temporary.data());
    if (file < 0) return false;
    const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::fchmod(file, 0644) == 0;   // a certificate is public
    const bool closed = ::close(file) == 0;
    if (written && closed && std::rename(temporary.c_str(), path.c_str()) == 0) return true;
    ::unlink(temporary.c_str());
    return false;
}

// What stands in a URL for the endpoint: a name of its certificate.
std::string reached_by(const emulator_options& options) {
    if (options.address == "127.0.0.1") return "localhost";
    const bool every = options.address == "0.0.0.0" || options.address == "::";
    const std::string& name = !options.names.empty() ? options.names.front() : options.address;
    if (every && options.names.empty()) return "localhost";
    return name.find(':') == std::string::npos ? name : '[' + name + ']';   // RFC 3986 section 3.2.2
}

// Keeps SIGINT and SIGTERM for sigwait, in this thread and in those it starts.
class held_signals {
public:
    held_signals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, &before_);
    }
    ~held_signals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    held_signals(const held_signals&) = delete;
    held_signals& operator=(const held_signals&) = delete;

    void wait() const {
        int signal = 0;
        while (sigwait(&set_, &signal) != 0) {
        }
    }

private:
    sigset_t set_{};
    sigset_t before_{};
};

}   // namespace

void read_credentials_from_environment(emulator_options& options) {
    read(options.tencent, vendor::tencent);
    read(options.aliyun, vendor::aliyun);
}

int run_emulator(const emulator_options& given) {
    try {
        emulator_options options = given;
        read_credentials_from_environment(options);
        const held_signals signals;
        emulator_server server{options};
        if (!options.ca_file.empty() && !write_whole(options.ca_file, server.ca_pem())) {
            std::fprintf(stderr, "portwright emulate: cannot write %s\n", options.ca_file.c_str());
            return transport_failed;
        }
        std::printf("listening on https://%s:%u\n", reached_by(options).c_str(), static_cast<unsigned>(server.port()));
        std::fflush(stdout);
        signals.wait();
        return done;
    } catch (const std::invalid_argument& error) {
        std::fprintf(stderr, "portwright emulate: %s\n", error.what());
        return request_wrong;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "portwright emulate: %s\n", error.what());
        return transport_failed;
    }
}

}   // namespace portwright_tool
