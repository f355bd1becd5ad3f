// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A command's way to a cloud: the library's client over one connection, and what became of its requests, in words.

#include "knowledge.hpp"
#include "request.hpp"
#include "wire.hpp"

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/crypto/nonces.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace portwright_tool {

// This machine's clocks, but for a time that was given.
struct machine_clock {
    std::optional<std::int64_t> given{};
    portwright::instant operator()() const;
};

// Nonces that never come twice, or the one that was given.
struct machine_nonces {
    portwright::nonces* from;
    std::optional<std::uint64_t> given{};
    std::uint64_t operator()() const { return given ? *given : (*from)(); }
};

using cloud_client = portwright::client<portwright::http::stream_transport, machine_clock, machine_nonces>;

// A line on a terminal that is written over, and gone in the end.
class progress {
public:
    progress();
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    ~progress() { clear(); }
    void clear() const;
    void show(const std::string& line) const;

private:
    bool shows_;
};

// Where a session runs that must not block: what its bytes go over, and how it waits.
struct surroundings {
    const portwright::http::byte_stream* below = nullptr; // null: sockets, as the library has them
    void (*pause)(void* context, std::uint32_t ms) = nullptr; // null: sleeps
    void* pause_context = nullptr;
    std::size_t scratch = std::size_t{4} << 20; // for what is kept of an answer
};

class session {
public:
    // Borrows all of them. A time or a nonce that was given is sent once: a second attempt would need another.
    session(const described_request& request, const sending_options& options, knowledge& limit, wire::counts what,
            const surroundings& here = {});
    session(const session&) = delete;
    session& operator=(const session&) = delete;

    [[nodiscard]] cloud_client& cloud() { return *client_; }
    [[nodiscard]] std::span<char> scratch() { return scratch_; }
    [[nodiscard]] const wire& connection() const { return wire_; }
    [[nodiscard]] wire& connection() { return wire_; }
    // The answer may go to the same terminal.
    void clear_progress() const { progress_.clear(); }

    // Why a request was not sent, with what is known of the connection.
    [[nodiscard]] std::string cause_of_not_sent(const portwright::error& why) const;

private:
    static void pause(void* self, std::uint32_t ms);

    wire wire_;
    portwright::http::stream_transport transport_;
    portwright::nonces nonces_{};
    progress progress_{};
    const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    std::vector<char> scratch_;
    std::optional<cloud_client> client_{};
};

// The cloud's words, whole, but for what could play tricks on a terminal, and for the string to sign that Aliyun sends
// back, where a token may stand.
[[nodiscard]] std::string refusal_of(const portwright::api_error& refusal);

// Why there is no answer that can be used.
[[nodiscard]] std::string cause_of(const portwright::error& why, const portwright::api_error& refusal);

} // namespace portwright_tool
