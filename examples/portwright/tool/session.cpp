// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "session.hpp"

#include "failure.hpp"
#include "mismatch.hpp"

#include <portwright/crypto/mbedtls_nonces.hpp>

#include <charconv>
#include <ctime>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <thread>

#include <unistd.h>

namespace portwright_tool {
namespace {

using portwright::errc;

void seed(portwright::nonces& nonces) {
    const auto entropy = std::make_unique<mbedtls_entropy_context>(); // too large for a stack
    mbedtls_entropy_init(entropy.get());
    const bool seeded = static_cast<bool>(portwright::seed_nonces(nonces, *entropy));
    mbedtls_entropy_free(entropy.get());
    if (!seeded) throw std::runtime_error("this machine has no randomness");
}

std::optional<std::uint64_t> read_nonce(const std::optional<std::string>& given) {
    if (!given) return std::nullopt;
    std::uint64_t number = 0;
    const char* const end = given->data() + given->size();
    const auto [last, failed] = std::from_chars(given->data(), end, number);
    if (failed != std::errc() || last != end || number == 0 || number >> 63 != 0 || given->front() == '0')
        refuse("--nonce", "what is sent has a number for its nonce, from 1 to 2^63 - 1");
    return number;
}

std::string printable(std::string_view text) {
    std::string all(text);
    for (char& c : all)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) c = ' ';
    return all;
}

} // namespace

portwright::instant machine_clock::operator()() const {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return {given ? *given : static_cast<portwright::unix_time>(std::time(nullptr)),
            static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count())};
}

progress::progress() : shows_(isatty(STDERR_FILENO) != 0) {}

void progress::clear() const {
    if (shows_) std::cerr << "\r\033[K" << std::flush;
}

void progress::show(const std::string& line) const {
    if (shows_) std::cerr << '\r' << line << "\033[K" << std::flush;
}

session::session(const described_request& request, const sending_options& options, knowledge& limit, wire::counts what,
                 const surroundings& here)
    : wire_(options.ca_file, options.verbose, limit, what, here.below), transport_(wire_.transport()),
      scratch_(here.scratch) {
    seed(nonces_);
    // Before that the library takes the clock for one that was never set, and asks for another time.
    if (options.timestamp && !portwright::is_plausible(*options.timestamp))
        refuse("--timestamp", "what is sent has a time from 2024 on");
    constexpr double longest_ms = 4e9;
    const double ms = options.timeout * 1000;
    const auto limit_ms = static_cast<std::uint32_t>(ms < longest_ms ? ms : longest_ms);
    const bool once = options.timestamp || options.nonce;
    client_.emplace(transport_, request.credentials.view(), machine_clock{options.timestamp},
                    machine_nonces{&nonces_, read_nonce(options.nonce)},
                    portwright::client_options{.region = request.region.value,
                                               .endpoint = request.endpoint,
                                               .checked = request.checked,
                                               .verb = request.verb,
                                               .max_polls = 240,
                                               .poll_ms = 500,
                                               .wait_ms = limit_ms,
                                               .call_ms = limit_ms,
                                               .attempts = static_cast<std::uint8_t>(once ? 1 : 5),
                                               .answer_bytes = std::uint32_t{64} << 20,
                                               .pause = here.pause != nullptr ? here.pause : &pause,
                                               .pause_context = here.pause != nullptr ? here.pause_context : this});
}

void session::pause(void* self, std::uint32_t ms) {
    const session& me = *static_cast<session*>(self);
    const auto passed = std::chrono::steady_clock::now() - me.begun_;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(passed).count();
    me.progress_.show("waiting: " + std::to_string(seconds) + " s");
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

std::string session::cause_of_not_sent(const portwright::error& why) const {
    if (wire_.cause().empty()) return message_of(why);
    return message_of(portwright::error{.code = errc::tls_failed}) + ": " + wire_.cause();
}

std::string refusal_of(const portwright::api_error& refusal) {
    std::string line = printable(without_server_text(refusal.message));
    if (refusal.code.has_value()) line = printable(refusal.code) + ": " + line;
    else if (line.empty()) line = "HTTP status " + std::to_string(refusal.http_status);
    if (refusal.request_id.has_value()) line += " (request " + printable(refusal.request_id) + ")";
    return line;
}

std::string cause_of(const portwright::error& why, const portwright::api_error& refusal) {
    if (why.code == errc::refused) return refusal_of(refusal);
    if (why.code != errc::outcome_unknown) return message_of(why);
    portwright::error cause;
    cause.code = static_cast<errc>(why.number);
    const std::string seen = refusal.message.has_value() ? ", " + printable(refusal.message) : "";
    return message_of(cause) + seen;
}

} // namespace portwright_tool
