// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../catalogue.hpp"
#include "../commands.hpp"
#include "../failure.hpp"
#include "../request.hpp"
#include "../signing.hpp"
#include "../time_limit.hpp"

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls_nonces.hpp>
#include <portwright/http/mbedtls_transport.hpp>

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <unistd.h>

namespace portwright_tool {
namespace {

namespace http = portwright::http;
using portwright::errc;

struct call_options : request_options {
    bool wait = false;
    bool verbose = false;
    double timeout = 0; // seconds; 0: none
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
    shown_transport(const call_options& options, time_limit& limit)
        : tls_(std::make_unique<http::mbedtls_transport>()), limit_(limit), verbose_(options.verbose) {
        const std::string trusted = read_certificates(options.ca_file);
        if (!tls_->trust_pem(trusted.c_str())) refuse("--ca-file", "holds no certificate in PEM");
    }

    http::exchange_result perform(const portwright::signed_request& request, portwright::sink body,
                                  const http::body_source& payload = {}) {
        if (verbose_) {
            std::cerr << to_text(request.verb) << ' ' << request.path;
            if (!request.query.empty()) std::cerr << '?' << request.query;
            std::cerr << " HTTP/1.1, Host: " << request.host << '\n';
        }
        both_ = {this, body};
        answer.clear();
        const portwright::sink keep{[](void* context, const char* data, std::size_t size) {
                                        const both& to = *static_cast<both*>(context);
                                        to.self->answer.append(data, size);
                                        return to.next.write == nullptr || to.next.write(to.next.context, data, size);
                                    },
                                    &both_};
        const http::byte_stream watched{
            this,
            [](void* self, std::string_view host, std::uint16_t port) {
                const http::byte_stream below = of(self).tls_->stream();
                return below.open(below.context, host, port);
            },
            [](void* self, const char* data, std::size_t size) {
                of(self).limit_.may_be_sent(); // before: afterwards it would be too late to say so
                const http::byte_stream below = of(self).tls_->stream();
                return below.write(below.context, data, size);
            },
            [](void* self, char* data, std::size_t size) {
                const http::byte_stream below = of(self).tls_->stream();
                return below.read(below.context, data, size);
            },
            [](void* self) {
                const http::byte_stream below = of(self).tls_->stream();
                below.close(below.context);
            }};
        return http::exchange(watched, request, keep, io_, payload);
    }

    // Why the last connection failed, in words; empty where the library's own say all.
    [[nodiscard]] std::string tls_cause() const {
        const std::uint32_t flags = tls_->verify_flags();
        if (flags == 0) return "";
        if (flags == 0xFFFFFFFF) {
            char code[16];
            std::snprintf(code, sizeof code, "-0x%04X", static_cast<unsigned>(-tls_->mbedtls_error()));
            return tls_->mbedtls_error() == 0 ? "" : std::string("the handshake failed, mbedTLS ") + code;
        }
        std::string all;
        const auto say = [&](std::uint32_t flag, const char* words) {
            if ((flags & flag) != 0) all += std::string(all.empty() ? "its certificate " : ", ") + words;
        };
        say(MBEDTLS_X509_BADCERT_EXPIRED, "has expired");
        say(MBEDTLS_X509_BADCERT_FUTURE, "is not valid yet (is this machine's clock right?)");
        say(MBEDTLS_X509_BADCERT_REVOKED, "was revoked");
        say(MBEDTLS_X509_BADCERT_CN_MISMATCH, "is for another host");
        say(MBEDTLS_X509_BADCERT_NOT_TRUSTED, "is signed by no authority that is trusted");
        if (all.empty()) all = "its certificate is refused, flags " + std::to_string(flags);
        return all;
    }

    std::string answer{};

private:
    static shown_transport& of(void* self) { return *static_cast<shown_transport*>(self); }

    struct both {
        shown_transport* self;
        portwright::sink next;
    };

    std::unique_ptr<http::mbedtls_transport> tls_; // too large for a stack
    std::array<char, 4096> io_{};
    both both_{};
    time_limit& limit_;
    bool verbose_;
};

// One line of JSON, whatever the cloud's bytes are, and at once: an ID must outlive an interruption.
void show_answer(const shown_transport& from, time_limit& limit) {
    nlohmann::json shown = nlohmann::json::parse(from.answer, nullptr, false);
    if (shown.is_discarded()) shown = from.answer; // not UTF-8, say
    const std::string line = shown.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const auto whole = limit.hold();
    std::cout << line << std::endl;
    if (!std::cout) throw failure(exit_outcome_unknown, "done, and the answer cannot be written");
}

// A line on a terminal that is written over, and gone in the end.
class progress {
public:
    progress() : shows_(isatty(STDERR_FILENO) != 0) {}
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() { clear(); }
    void clear() const {
        if (shows_) std::cerr << "\r\033[K" << std::flush;
    }
    void show(const std::string& line) const {
        if (shows_) std::cerr << '\r' << line << "\033[K" << std::flush;
    }

private:
    bool shows_;
};

// The cloud's words, whole, but for what could play tricks on a terminal.
std::string printable(std::string_view text) {
    std::string all(text);
    for (char& c : all)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) c = ' ';
    return all;
}

[[noreturn]] void fail_to_send(const portwright::error& why, bool sent, const shown_transport& over) {
    if (sent) throw failure(exit_outcome_unknown, "outcome unknown: sent, and no answer (" + message_of(why) + ")");
    const std::string cause = why.code == errc::tls_failed ? over.tls_cause() : "";
    throw failure(exit_transport_failed, "not sent: " + message_of(why) + (cause.empty() ? "" : ": " + cause));
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

void seed(portwright::nonces& nonces) {
    const auto entropy = std::make_unique<mbedtls_entropy_context>(); // too large for a stack
    mbedtls_entropy_init(entropy.get());
    const bool seeded = static_cast<bool>(portwright::seed_nonces(nonces, *entropy));
    mbedtls_entropy_free(entropy.get());
    if (!seeded) throw std::runtime_error("this machine has no randomness");
}

// Asks until the task has ended.
template <class Created>
int wait_for(const Created& created, const described_request& request, shown_transport& transport, time_limit& limit) {
    limit.waits();
    const auto clock = [] {
        const auto since = std::chrono::steady_clock::now().time_since_epoch();
        return portwright::instant{
            static_cast<portwright::unix_time>(std::time(nullptr)),
            static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count())};
    };
    portwright::nonces nonces;
    seed(nonces);
    struct {
        progress line{};
        std::chrono::steady_clock::time_point from = std::chrono::steady_clock::now();
    } seen;
    portwright::client cloud{transport, request.credentials.view(), clock, nonces.source(),
                             portwright::client_options{
                                 .region = request.region.value,
                                 .endpoint = request.endpoint,
                                 .max_polls = 240,
                                 .poll_ms = 500,
                                 .pause =
                                     [](void* context, std::uint32_t ms) {
                                         const auto& self = *static_cast<decltype(seen)*>(context);
                                         const auto passed = std::chrono::steady_clock::now() - self.from;
                                         const auto seconds =
                                             std::chrono::duration_cast<std::chrono::seconds>(passed).count();
                                         self.line.show("waiting for the task: " + std::to_string(seconds) + " s");
                                         std::this_thread::sleep_for(std::chrono::milliseconds(ms));
                                     },
                                 .pause_context = &seen,
                             }};
    std::vector<char> scratch(1 << 16);
    const auto ended = cloud.wait(created, scratch);
    seen.line.clear(); // the answer may go to the same terminal
    switch (ended.error().code) {
    case errc::none:
        show_answer(transport, limit);
        std::cerr << "task: succeeded\n";
        return exit_done;
    case errc::task_failed: show_answer(transport, limit); throw failure(exit_refused, "task: failed");
    case errc::still_running: throw failure(exit_outcome_unknown, "task: still running");
    default:
        // Whatever became of a poll, the create was done: a script that tried again would create a second.
        throw failure(exit_outcome_unknown,
                      "task: its end cannot be seen (" + cause_of(ended.error(), ended.refusal()) + ")");
    }
}

// Reads the answer of one action, shows it, and waits where that was asked for.
template <class Action>
int finish(const described_request& request, shown_transport& transport, unsigned status, bool wait,
           time_limit& limit) {
    typename Action::response answer;
    portwright::api_error refusal;
    std::vector<char> scratch(1 << 20);
    portwright::answer_reader<Action> reader(answer, refusal, scratch);
    reader.feed(transport.answer.data(), transport.answer.size());
    if (const auto why = reader.finish(status); why.code != errc::none) fail_to_answer(why, refusal);
    show_answer(transport, limit);
    if constexpr (requires { typename Action::response::query; }) {
        if (wait) return wait_for(answer, request, transport, limit);
    }
    if (wait) std::cerr << "task: none\n";
    return exit_done;
}

using finisher = int (*)(const described_request&, shown_transport&, unsigned, bool, time_limit&);

finisher find_finisher(const portwright::operation* call) {
    finisher found = nullptr;
    portwright::all_actions::for_each([&]<class Action>() {
        if (&Action::call == call) found = &finish<Action>;
    });
    return found;
}

int run(const call_options& options) {
    time_limit limit(options.timeout);
    const described_request request(options);
    shown_transport transport(options, limit);
    const signed_message made = sign(request);
    const http::exchange_result got = transport.perform(made.request, {});
    if (!got) fail_to_send(got.error(), got.request_sent, transport);
    try {
        return find_finisher(request.action().call)(request, transport, got->status, options.wait, limit);
    } catch (const failure&) {
        throw;
    } catch (const std::exception& error) { // whatever it is, the request was sent
        throw failure(exit_outcome_unknown, std::string("sent, and the answer cannot be shown: ") + error.what());
    }
}

} // namespace

void add_call_command(CLI::App& app, command& chosen) {
    CLI::App& sub = *app.add_subcommand("call", "Send a request and show the answer");
    auto options = std::make_shared<call_options>();
    add_request_options(sub, *options);
    sub.add_flag("--wait", options->wait, "Ask until the task that was started has ended");
    sub.add_flag("--verbose", options->verbose, "Show each request's line on standard error");
    sub.add_option("--timeout", options->timeout,
                   "SECONDS that the whole command may take; the status is true then, too")
        ->check(CLI::PositiveNumber);
    sub.callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

} // namespace portwright_tool
