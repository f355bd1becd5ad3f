// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include <atomic>
#include <stdexcept>
#include <thread>

#include "stage.hpp"
#include "wire.hpp"

namespace portwright_tool {

namespace {

// A board that is told the address verifies the certificate for it.
std::vector<std::string> names_of(const emulator_options& options) {
    std::vector<std::string> names = options.names;
    const bool every = options.address == "0.0.0.0" || options.address == "::";
    if (!every && options.address != "127.0.0.1") names.push_back(options.address);
    return names;
}

}   // namespace

class emulator_server::implementation {
public:
    explicit implementation(const emulator_options& options)
        : stage_{options}, identity_{emulator::make_server_identity(names_of(options))},
          server_{identity_, stage_, options.address} {
        listen(options);
    }

    ~implementation() { stop(); }

    implementation(const implementation&) = delete;
    implementation& operator=(const implementation&) = delete;

    void stop() {
        if (!thread_.joinable()) return;
        server_.stop();
        thread_.join();
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] const std::string& ca_pem() const { return identity_.ca_pem; }
    [[nodiscard]] emulator::stage& stage() { return stage_; }

private:
    void listen(const emulator_options& options) {
        const int port = options.port == 0 ? server_.bind_to_any_port(options.address)
                                           : (server_.bind_to_port(options.address, options.port) ? options.port : -1);
        if (port <= 0) {
            throw std::runtime_error{"cannot listen on " + options.address + ", port " + std::to_string(options.port)};
        }
        port_ = static_cast<std::uint16_t>(port);
        thread_ = std::thread{[this] {
            server_.listen_after_bind();
            ended_ = true;
        }};
        // A stop before the loop runs would be lost.
        while (!server_.is_running() && !ended_) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }

    emulator::stage stage_;
    emulator::server_identity identity_;
    emulator::wire_server server_;
    std::thread thread_;
    std::atomic<bool> ended_{false};
    std::uint16_t port_ = 0;
};

emulator_server::emulator_server(const emulator_options& options) {
    for (const emulator_credentials* one : {&options.tencent, &options.aliyun}) {
        if (one->id.empty() != one->key.empty()) {
            throw std::invalid_argument{"a secret ID and its key only go together"};
        }
    }
    if (!options.tencent.complete() && !options.aliyun.complete()) {
        throw std::invalid_argument{"no credentials: set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or "
                                    "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET"};
    }
    self_ = std::make_unique<implementation>(options);
}

emulator_server::~emulator_server() = default;

std::uint16_t emulator_server::port() const { return self_->port(); }

const std::string& emulator_server::ca_pem() const { return self_->ca_pem(); }

emulator::stage& emulator_server::stage() const { return self_->stage(); }

void emulator_server::stop() { self_->stop(); }

} // namespace portwright_tool
