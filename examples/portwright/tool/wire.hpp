// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The connection of a command: carries the library's bytes over TLS, and looks at them as they pass, for what people
// want to see and for what is known should the command be cut off.

#include "knowledge.hpp"

#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/http/response_reader.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portwright_tool {

class wire {
public:
    // Only changes: a query that was sent without an answer has done nothing, as far as `limit` is told.
    enum class counts { everything, changes };

    // Refuses a --ca-file that cannot be read; empty for the system's own trust. TLS is over `below`, or over sockets of
    // its own where that is null.
    wire(const std::string& ca_file, bool verbose, knowledge& limit, counts what,
         const portwright::http::byte_stream* below = nullptr);
    wire(const wire&) = delete;
    wire& operator=(const wire&) = delete;

    [[nodiscard]] portwright::http::stream_transport transport() { return {stream(), io_}; }

    // Of the last exchange: what was sent, and the body of its answer as far as it came.
    [[nodiscard]] const std::string& sent() const { return sent_; }
    [[nodiscard]] const std::string& answer() const { return answer_; }
    // Says, before each query, whether all changes so far are seen to be over, and whether one changed anything: of the
    // listeners of one declaration, each is dealt with before the next.
    using seen_changes = std::function<std::optional<bool>()>;
    void ask_what_is_seen(seen_changes whom) { seen_changes_ = std::move(whom); }
    // The IDs of listeners that the last change has answered with. Whoever is not the one thread that sends holds
    // `limit`.
    [[nodiscard]] const std::vector<std::string>& made_ids() const { return made_ids_; }

    // Called before a request leaves, with its action.
    std::function<void(std::string_view action)> before_request{};

    // Why the last connection failed, in words; empty where the library's own say all.
    [[nodiscard]] const std::string& cause() const { return cause_; }

private:
    [[nodiscard]] portwright::http::byte_stream stream();
    [[nodiscard]] std::string tls_cause() const;
    void sends(std::string_view bytes);
    void begin_request(std::string_view head);
    void has_read(const char* data, std::ptrdiff_t size);
    void is_answered();

    std::unique_ptr<portwright::http::mbedtls_transport> tls_; // too large for a stack
    std::array<char, 4096> io_{};
    knowledge& limit_;
    const counts counts_;
    const bool verbose_;
    std::string sent_{};
    std::string answer_{};
    std::string cause_{};
    std::vector<std::string> made_ids_{};
    seen_changes seen_changes_{};
    std::optional<portwright::http::response_reader> reader_{};
    bool begins_ = true; // what is sent next begins a request
    bool is_change_ = false;
    bool awaits_answer_ = false;
    bool may_have_arrived_ = false; // an earlier one, of which nobody knows what became
};

} // namespace portwright_tool
