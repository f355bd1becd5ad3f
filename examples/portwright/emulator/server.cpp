// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <stdexcept>
#include <thread>

#include "cloud.hpp"
#include "wire.hpp"

namespace portwright_tool {

class emulator_server::implementation {
public:
    explicit implementation(const emulator_options& options)
        : options_{options}, cloud_{options}, identity_{emulator::make_server_identity()}, server_{identity_} {
        using namespace httplib;
        const auto plain = [this](const Request& request, Response& response) { handle(request, response, {}); };
        const auto with_body = [this](const Request& request, Response& response, const ContentReader& reader) {
            handle(request, response, read_body(request, reader));
        };
        server_.Get(".*", plain);
        server_.Options(".*", plain);
        server_.Post(".*", with_body).Put(".*", with_body).Patch(".*", with_body).Delete(".*", with_body);
        server_.set_exception_handler([](const Request&, Response& response, const std::exception_ptr&) {
            response.status = 500;
            response.set_content("{}", "application/json");
        });
        listen();
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

private:
    void listen() {
        const char* const address = "127.0.0.1";
        const int port = options_.port == 0 ? server_.bind_to_any_port(address)
                                            : (server_.bind_to_port(address, options_.port) ? options_.port : -1);
        if (port <= 0) throw std::runtime_error{"cannot listen on 127.0.0.1:" + std::to_string(options_.port)};
        port_ = static_cast<std::uint16_t>(port);
        thread_ = std::thread{[this] {
            server_.listen_after_bind();
            ended_ = true;
        }};
        // A stop before the loop runs would be lost.
        while (!server_.is_running() && !ended_) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }

    static std::string read_body(const httplib::Request& request, const httplib::ContentReader& reader) {
        std::string body;
        if (!request.has_header("Content-Length") && !request.has_header("Transfer-Encoding")) return body;
        const bool complete = reader([&](const char* bytes, std::size_t size) {
            // One byte too many is enough to refuse the request in the cloud's own words; the rest is dropped.
            body.append(bytes, std::min(size, emulator::largest_body + 1 - body.size()));
            return true;
        });
        // Half a request is never carried out.
        if (!complete) emulator::connection_of(request).break_off({});
        return body;
    }

    void handle(const httplib::Request& request, httplib::Response& response, std::string body) {
        emulator::connection& wire = emulator::connection_of(request);
        if (wire.broken()) return;
        const std::string target = wire.target().substr(0, wire.target().find('#'));
        const std::size_t question = target.find('?');
        const emulator::http_request asked{wire.method(), target.substr(0, question),
                                           question == std::string::npos ? "" : target.substr(question + 1),
                                           wire.headers(), std::move(body)};
        const emulator_fault fault = ask_for_fault(asked);
        if (fault.delay.count() > 0) std::this_thread::sleep_for(fault.delay);
        const bool faulty = fault.what != emulator_fault::kind::none;
        emulator::reply answer;
        if (!faulty || fault.take_effect) answer = cloud_.answer(asked);
        if (options_.verbose) log(asked, answer, faulty);

        response.set_header("Date", emulator::http_date(cloud_.now()));
        switch (fault.what) {
        case emulator_fault::kind::drop: wire.break_off({}); return;
        case emulator_fault::kind::raw: wire.break_off(fault.bytes); return;
        case emulator_fault::kind::status:
            response.status = fault.status;
            response.set_content("<html><body>The emulator was told to fail.</body></html>", "text/html");
            return;
        case emulator_fault::kind::none: break;
        }
        response.status = answer.status;
        response.set_content(answer.body.dump(-1, ' ', false, emulator::json::error_handler_t::replace),
                             "application/json; charset=utf-8");
    }

    emulator_fault ask_for_fault(const emulator::http_request& asked) {
        const std::uint64_t number = ++count_;
        if (!options_.fault) return {};
        const emulator::route to = emulator::find_route(asked);
        return options_.fault({to.system, to.action, asked.method, number});
    }

    // Names of actions and codes only: no values, no signatures.
    static void log(const emulator::http_request& asked, const emulator::reply& answer, bool faulty) {
        const emulator::route to = emulator::find_route(asked);
        std::string action = to.action.substr(0, 64);
        for (char& c : action) {
            const bool printable = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!printable) c = '?'; // a stranger's text does not reach the terminal
        }
        const std::string system = to.system.empty() ? "unknown" : to.system;
        const std::string outcome = answer.code.empty() ? "ok" : answer.code;
        std::fprintf(stderr, "%s %s.%s %d/%s%s\n", asked.method.c_str(), system.c_str(), action.c_str(), answer.status,
                     outcome.c_str(), faulty ? " (fault)" : "");
    }

    emulator_options options_;
    emulator::cloud cloud_;
    emulator::server_identity identity_;
    emulator::wire_server server_;
    std::thread thread_;
    std::atomic<bool> ended_{false};
    std::atomic<std::uint64_t> count_{0};
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

void emulator_server::stop() { self_->stop(); }

} // namespace portwright_tool
