// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "run.hpp"

#include <doctest/doctest.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tool {
namespace {

struct pipe_ends {
    int read = -1;
    int write = -1;
};

pipe_ends open_pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    return {ends[0], ends[1]};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

// PORTWRIGHT_TOOL, by what Meson says that another machine's programs run by.
std::vector<std::string> tool_command(const std::vector<std::string>& arguments) {
    const char* const path = std::getenv("PORTWRIGHT_TOOL");
    if (path == nullptr) throw std::runtime_error("PORTWRIGHT_TOOL names no tool");
    const char* const wrapper = std::getenv("MESON_EXE_WRAPPER");
    std::istringstream wrapping(wrapper == nullptr ? "" : wrapper);
    std::vector<std::string> words{std::istream_iterator<std::string>(wrapping), {}};
    words.emplace_back(path);
    words.insert(words.end(), arguments.begin(), arguments.end());
    return words;
}

pid_t start(std::vector<std::string> words, const environment& variables, int output, int error) {
    std::vector<std::string> settings;
    for (const auto& [name, value] : variables) settings.push_back(name + "=" + value);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO);
    // The emulator of a test ignores SIGPIPE, which a program would inherit.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t usual{};
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    pid_t child = -1;
    const int failed = posix_spawnp(&child, words[0].c_str(), &actions, &attributes, pointers(words).data(),
                                    pointers(settings).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
    return child;
}

int wait_for(pid_t child) {
    int status = 0;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
    return WEXITSTATUS(status);
}

// Reads both until both end.
void read_all(int output, int error, outcome& into) {
    std::array<pollfd, 2> open{pollfd{output, POLLIN, 0}, pollfd{error, POLLIN, 0}};
    std::array<std::string*, 2> texts{&into.output, &into.error};
    std::array<char, 4096> piece{};
    while (open[0].fd >= 0 || open[1].fd >= 0) {
        if (poll(open.data(), open.size(), -1) < 0) throw std::runtime_error("poll");
        for (std::size_t i = 0; i != open.size(); ++i) {
            if (open[i].fd < 0 || open[i].revents == 0) continue;
            const ssize_t count = read(open[i].fd, piece.data(), piece.size());
            if (count > 0) {
                texts[i]->append(piece.data(), static_cast<std::size_t>(count));
            } else {
                close(open[i].fd);
                open[i].fd = -1;
            }
        }
    }
}

outcome run_words(std::vector<std::string> words, const environment& variables) {
    const pipe_ends output = open_pipe();
    const pipe_ends error = open_pipe();
    const pid_t child = start(std::move(words), variables, output.write, error.write);
    close(output.write);
    close(error.write);
    outcome ended;
    read_all(output.read, error.read, ended);
    ended.status = wait_for(child);
    return ended;
}

}   // namespace

environment credentials() {
    return {{"TENCENTCLOUD_SECRET_ID", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"},
            {"TENCENTCLOUD_SECRET_KEY", tencent_secret},
            {"ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAIEXAMPLE"},
            {"ALIBABA_CLOUD_ACCESS_KEY_SECRET", aliyun_secret}};
}

outcome run_program(const std::string& path, const std::vector<std::string>& arguments, const environment& variables) {
    std::vector<std::string> words{path};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return run_words(std::move(words), variables);
}

outcome run(const std::vector<std::string>& arguments, const environment& variables) {
    return run_words(tool_command(arguments), variables);
}

background::background(const std::vector<std::string>& arguments, const environment& variables) {
    const pipe_ends output = open_pipe();
    const pipe_ends error = open_pipe();
    child_ = start(tool_command(arguments), variables, output.write, error.write);
    close(output.write);
    close(error.write);
    output_ = output.read;
    error_ = error.read;
}

background::~background() {
    stop();
    if (output_ < 0) return;
    close(output_);
    close(error_);
}

std::string background::first_line() {
    std::string line;
    for (char c = 0; read(output_, &c, 1) == 1 && c != '\n';) line += c;
    return line;
}

int background::stop() {
    if (child_ < 0) return -1;
    kill(child_, SIGTERM);
    const int status = wait_for(child_);
    child_ = -1;
    return status;
}

void background::stop_reading() {
    close(output_);
    close(error_);
    output_ = error_ = -1;
}

outcome background::end(int signal) {
    if (signal != 0) kill(child_, signal);
    outcome ended;
    read_all(output_, error_, ended);
    output_ = error_ = -1;
    ended.status = wait_for(child_);
    child_ = -1;
    return ended;
}

temporary_file::temporary_file(std::string_view bytes) {
    path_ = "/tmp/portwright-test-XXXXXX";
    const int file = mkstemp(path_.data());
    if (file < 0) throw std::runtime_error("no temporary file");
    const bool written = write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
    close(file);
    if (!written) throw std::runtime_error("temporary file not written");
}

temporary_file::~temporary_file() { unlink(path_.c_str()); }

}   // namespace tool
