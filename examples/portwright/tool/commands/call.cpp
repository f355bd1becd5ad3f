// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../catalogue.hpp"
#include "../commands.hpp"
#include "../failure.hpp"
#include "../request.hpp"
#include "../signing.hpp"

#include <portwright/client.hpp>
#include <portwright/http/mbedtls_transport.hpp>

#include <nlohmann/json.hpp>

#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <random>
#include <thread>
#include <vector>

namespace portwright_tool {
namespace {

namespace http = portwright::http;
using portwright::errc;

struct call_options : request_options {
    bool wait = false;
    bool verbose = false;
};

// The system's own trust where no --ca-file was given.
constexpr const char* system_certificates = "/etc/ssl/certs/ca-certificates.crt";

std::string read_certificates(const std::string& chosen) {
    const std::string file = chosen.empty() ? system_certificates : chosen;
    std::ifstream in(file, std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(in), {}};
    if (!in || all.empty()) refuse("--ca-file", "cannot read " + file);
    return all;
}

// Sends what it is given, and shows and keeps what came back.
class shown_transport {
public:
    shown_transport(const call_options& options)
        : tls_(std::make_unique<http::mbedtls_transport>()), verbose_(options.verbose) {
        const std::string trusted = read_certificates(options.ca_file);
        if (!tls_->trust_pem(trusted.c_str())) refuse("--ca-file", "holds no certificate in PEM");
    }

    http::exchange_result perform(const portwright::signed_request& request, portwright::sink body,
                                  const http::body_source& payload = {}) {
        if (verbose_) {
            std::cout << to_text(request.verb) << ' ' << request.path;
            if (!request.query.empty()) std::cout << '?' << request.query;
            std::cout << " HTTP/1.1, Host: " << request.host << '\n';
        }
        both_ = {this, body};
        answer.clear();
        const portwright::sink keep{[](void* context, const char* data, std::size_t size) {
                                        const both& to = *static_cast<both*>(context);
                                        to.self->answer.append(data, size);
                                        return to.next.write == nullptr || to.next.write(to.next.context, data, size);
                                    },
                                    &both_};
        return http::exchange(tls_->stream(), request, keep, io_, payload);
    }

    std::string answer{};

private:
    struct both {
        shown_transport* self;
        portwright::sink next;
    };

    std::unique_ptr<http::mbedtls_transport> tls_; // too large for a stack
    std::array<char, 4096> io_{};
    both both_{};
    bool verbose_;
};

void show_answer(const shown_transport& from) {
    const auto parsed = nlohmann::json::parse(from.answer, nullptr, false);
    std::cout << (parsed.is_discarded() ? from.answer : parsed.dump())
              << std::endl; // the ID must outlive an interruption
}

// The cloud's words, whole, but for what could play tricks on a terminal.
std::string printable(std::string_view text) {
    std::string all(text);
    for (char& c : all)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) c = ' ';
    return all;
}

[[noreturn]] void fail_to_send(const portwright::error& why, bool sent) {
    if (sent) throw failure(exit_outcome_unknown, "outcome unknown: sent, and no answer (" + message_of(why) + ")");
    throw failure(exit_transport_failed, "not sent: " + message_of(why));
}

std::string refusal_of(const portwright::api_error& refusal) {
    std::string line = printable(refusal.message);
    if (refusal.code.has_value()) line = printable(refusal.code) + ": " + line;
    else if (line.empty()) line = "HTTP status " + std::to_string(refusal.http_status);
    if (refusal.request_id.has_value()) line += " (request " + printable(refusal.request_id) + ")";
    return line;
}

// Why there is no answer that can be used.
std::string cause_of(const portwright::error& why, const portwright::api_error& refusal) {
    if (why.code == errc::refused) return refusal_of(refusal);
    if (why.code != errc::outcome_unknown) return message_of(why);
    portwright::error cause;
    cause.code = static_cast<errc>(why.number);
    const std::string seen = refusal.message.has_value() ? ", " + printable(refusal.message) : "";
    return message_of(cause) + seen;
}

[[noreturn]] void fail_to_answer(const portwright::error& why, const portwright::api_error& refusal) {
    if (why.code == errc::refused) throw failure(exit_refused, refusal_of(refusal));
    throw failure(exit_outcome_unknown, "outcome unknown: the answer cannot be read (" + cause_of(why, refusal) + ")");
}

// Asks until the task has ended.
template <class Created>
int wait_for(const Created& created, const described_request& request, shown_transport& transport) {
    const auto clock = [] { return static_cast<portwright::unix_time>(std::time(nullptr)); };
    std::random_device random;
    const auto nonces = [&random] { return static_cast<std::uint64_t>(random()) << 32 | random(); };
    portwright::client cloud{
        transport, request.credentials.view(), clock, nonces,
        portwright::client_options{
            .region = request.region.value,
            .endpoint = request.endpoint,
            .max_polls = 240,
            .poll_ms = 500,
            .pause = [](void*, std::uint32_t ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); },
        }};
    std::vector<char> scratch(1 << 16);
    const auto ended = cloud.wait(created, scratch);
    switch (ended.error().code) {
    case errc::none:
        show_answer(transport);
        std::cout << "task: succeeded\n";
        return exit_done;
    case errc::task_failed: show_answer(transport); throw failure(exit_refused, "task: failed");
    case errc::still_running: throw failure(exit_outcome_unknown, "task: still running");
    default:
        // Whatever became of a poll, the create was done: a script that tried again would create a second.
        throw failure(exit_outcome_unknown,
                      "task: its end cannot be seen (" + cause_of(ended.error(), ended.refusal()) + ")");
    }
}

// Reads the answer of one action, shows it, and waits where that was asked for.
template <class Action>
int finish(const described_request& request, shown_transport& transport, unsigned status, bool wait) {
    typename Action::response answer;
    portwright::api_error refusal;
    std::vector<char> scratch(1 << 20);
    portwright::answer_reader<Action> reader(answer, refusal, scratch);
    reader.feed(transport.answer.data(), transport.answer.size());
    if (const auto why = reader.finish(status); why.code != errc::none) fail_to_answer(why, refusal);
    show_answer(transport);
    if constexpr (requires { typename Action::response::query; }) {
        if (wait) return wait_for(answer, request, transport);
    }
    if (wait) std::cout << "task: none\n";
    return exit_done;
}

using finisher = int (*)(const described_request&, shown_transport&, unsigned, bool);

finisher find_finisher(const portwright::operation* call) {
    finisher found = nullptr;
    portwright::all_actions::for_each([&]<class Action>() {
        if (&Action::call == call) found = &finish<Action>;
    });
    return found;
}

int run(const call_options& options) {
    const described_request request(options);
    shown_transport transport(options);
    const signed_message made = sign(request);
    const http::exchange_result got = transport.perform(made.request, {});
    if (!got) fail_to_send(got.error(), got.request_sent);
    return find_finisher(request.action().call)(request, transport, got->status, options.wait);
}

} // namespace

void add_call_command(CLI::App& app, command& chosen) {
    CLI::App& sub = *app.add_subcommand("call", "Send a request and show the answer");
    auto options = std::make_shared<call_options>();
    add_request_options(sub, *options);
    sub.add_flag("--wait", options->wait, "Ask until the task that was started has ended");
    sub.add_flag("--verbose", options->verbose, "Show each request's line");
    sub.callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

} // namespace portwright_tool
