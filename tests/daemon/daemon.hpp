// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A daemon that runs against an emulated cloud, in a folder of its own. PORTWRIGHT_TOOL is the daemon's path here, and
// PORTWRIGHT_CLIENT the tool's.

#include "../tool/cloud.hpp"

#include "emulator/cloud.hpp"
#include "emulator/stage.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace gateway_test {

using json = nlohmann::ordered_json;
using namespace std::chrono_literals;

inline std::string text_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Whether it comes true within seconds.
template <class Condition>
bool comes_true(const Condition& condition, std::chrono::milliseconds most = 8s) {
    const auto until = std::chrono::steady_clock::now() + most;
    do {
        if (condition()) return true;
        std::this_thread::sleep_for(5ms);
    } while (std::chrono::steady_clock::now() < until);
    return false;
}

struct folder {
    folder() {
        std::string name = "/tmp/portwrightd-test-XXXXXX";
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder");
        path = name;
    }
    ~folder() { std::filesystem::remove_all(path); }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;

    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path + "/" + name + ".new", std::ios::binary) << bytes;
        std::filesystem::rename(path + "/" + name + ".new", path + "/" + name);
    }
    std::string path{};
};

inline json tcp_listener(int port = 80, const std::string& name = "web") {
    return {{"action", "tencent.clb.CreateListener"},
            {"request",
             {{"LoadBalancerId", "lb-1"},
              {"Ports", json::array({port})},
              {"Protocol", "TCP"},
              {"ListenerNames", json::array({name})}}}};
}

/// A configuration whose rounds take no time.
inline json quick(const tool::cloud& cloud, const json& listeners) {
    return {{"region", "ap-guangzhou"},   {"endpoint", "localhost:" + std::to_string(cloud.server.port())},
            {"ca_file", cloud.ca.path()}, {"interval_seconds", 0.1},
            {"retry_seconds", 0.1},       {"retry_most_seconds", 0.2},
            {"watch_seconds", 0.1},       {"timeout_seconds", 5},
            {"stop_seconds", 2},          {"status_file", "status.json"},
            {"state_file", "state.json"}, {"listeners", listeners}};
}

inline std::vector<portwright_tool::emulator::listener>
standing(const tool::cloud& at, const std::string& owner = "lb-1", const std::string& system = "tencent.clb") {
    return at.server.stage().cloud().listeners(system, owner);
}

/// What every daemon of the tests has said and written, in which no secret may be.
inline std::string& everything_said() {
    static std::string all;
    return all;
}

class running_daemon {
public:
    explicit running_daemon(const folder& in, const json& configuration, const tool::environment& more = {}) : in_(in) {
        configure(configuration);
        start(more);
    }
    ~running_daemon() {
        if (runs_) static_cast<void>(end(SIGKILL));
    }

    void configure(json configuration) const {
        for (const char* const file : {"status_file", "state_file"})
            configuration[file] = in_.path + "/" + configuration[file].get<std::string>();
        in_.write("gateway.json", configuration.dump());
    }
    void start(const tool::environment& more = {}) {
        tool::environment variables = tool::credentials();
        variables.insert(more.begin(), more.end());
        runs_ = std::make_unique<tool::background>(std::vector<std::string>{in_.path + "/gateway.json"}, variables);
    }
    [[nodiscard]] pid_t process() const { return runs_->process(); }
    void signal(int which) const { kill(process(), which); }
    void stop_reading() { runs_->stop_reading(); }

    tool::outcome end(int signal = SIGTERM) {
        const tool::outcome ended = runs_->end(signal);
        runs_.reset();
        everything_said() +=
            ended.output + ended.error + text_of(in_.path + "/status.json") + text_of(in_.path + "/state.json");
        return ended;
    }

    /// The status as it was written last. It is always whole.
    [[nodiscard]] json status() const {
        const std::string text = text_of(in_.path + "/status.json");
        if (text.empty()) return json::object();
        json read = json::parse(text, nullptr, false);
        CHECK(read.is_object());
        return read;
    }
    /// Of the listener at that place.
    [[nodiscard]] std::string word(const char* name, std::size_t at = 0) const {
        const json read = status();
        if (!read.contains("listeners") || read["listeners"].size() <= at) return "";
        const json& one = read["listeners"][at];
        return one.contains(name) && one[name].is_string() ? one[name].get<std::string>() : "";
    }
    [[nodiscard]] bool stands(std::size_t at = 0) const {
        return comes_true([&] { return word("outcome", at) == "done"; });
    }

private:
    const folder& in_;
    std::unique_ptr<tool::background> runs_{};
};

/// The events of that name in a log, each line of which is an object.
inline std::vector<json> events_of(const tool::outcome& ended, const std::string& name) {
    std::vector<json> all;
    std::istringstream in(ended.error);
    for (std::string line; std::getline(in, line);) {
        CAPTURE(line);
        json read = json::parse(line, nullptr, false);
        REQUIRE(read.is_object());
        CHECK(read.contains("time"));
        CHECK(read.contains("level"));
        if (read["event"] == name) all.push_back(std::move(read));
    }
    return all;
}

/// By the tool, as somebody else would.
inline tool::outcome by_somebody(const tool::cloud& at, std::vector<std::string> words) {
    const std::string endpoint = "localhost:" + std::to_string(at.server.port());
    for (const std::string& word : {std::string("--region"), std::string("ap-guangzhou"), std::string("--endpoint"),
                                    endpoint, std::string("--ca-file"), at.ca.path()})
        words.push_back(word);
    return tool::run_program(std::getenv("PORTWRIGHT_CLIENT"), words, tool::credentials());
}

} // namespace gateway_test
