// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// How a command of the tool ends when it cannot do what it was asked to.

#include <portwright/core/error.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace portwright_tool {

enum exit_status : int {
    exit_done = 0,
    exit_refused = 1,           // the cloud said no
    exit_wrong_request = 2,     // nothing was sent
    exit_transport_failed = 3,
    exit_outcome_unknown = 4,   // sent, and no answer
    exit_in_the_way = 5,        // a listener or a limit, and it will again
};

// Ends the command: what() goes to stderr as one line, and nothing else does.
class failure : public std::runtime_error {
public:
    failure(exit_status status, const std::string& why) : std::runtime_error(why), status_(status) {}

    [[nodiscard]] exit_status status() const { return status_; }

private:
    exit_status status_;
};

// The request is wrong: the parameter, the option or the variable, and the reason.
[[noreturn]] void refuse(std::string_view where, std::string_view reason);

// The library's line for one of its errors.
[[nodiscard]] std::string message_of(const portwright::error& why);

// A text from outside as it may stand in a line on a terminal: short, and without control characters.
[[nodiscard]] std::string shown(std::string_view text);

// The candidate that `text` was probably meant to be; empty where none is near.
[[nodiscard]] std::string_view nearest(std::string_view text, const std::vector<std::string_view>& candidates);

}   // namespace portwright_tool
