// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "failure.hpp"

#include "written.hpp"

#include <portwright/request/message.hpp>

#include <algorithm>
#include <cctype>
#include <numeric>

namespace portwright_tool {
namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Levenshtein's distance, without regard to case.
std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t change = diagonal + (lower(one[i]) == lower(other[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({change, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}   // namespace

void refuse(std::string_view where, std::string_view reason) {
    throw failure(exit_wrong_request, std::string(where) + ": " + std::string(reason));
}

std::string message_of(const portwright::error& why) {
    return written([&](portwright::output& out) { portwright::write_message(out, why); });
}

std::string shown(std::string_view text) {
    const std::string quoted = written([&](portwright::output& out) { portwright::detail::write_quoted(out, text); });
    return quoted.substr(1, quoted.size() - 2);
}

std::string_view nearest(std::string_view text, const std::vector<std::string_view>& candidates) {
    std::string_view best;
    std::size_t best_distance = std::max<std::size_t>(2, text.size() / 3) + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t here = distance(text.substr(0, 100), candidate);
        if (here < best_distance) {
            best = candidate;
            best_distance = here;
        }
    }
    return best;
}

}   // namespace portwright_tool
