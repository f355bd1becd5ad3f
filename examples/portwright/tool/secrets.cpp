// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "secrets.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace portwright_tool {
namespace {

constexpr std::array<std::string_view, 3> token_names{"SecurityToken", "Token", "x-acs-security-token"};

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// What stands between a name and its value, or ends a value, once or twice encoded or not at all. A token ends with its
// line, too; a private key has several.
constexpr std::array<std::string_view, 4> begins{"=", "%3D", "%253D", ":"};
constexpr std::array<std::string_view, 5> ends{"&", "%26", "%2526", "\n", " "};

void hide_values(std::string& text, std::string_view name, std::size_t end_count) {
    for (std::size_t found = text.find(name); found != text.npos; found = text.find(name, found + 1)) {
        // After %26 the name may follow a digit, which is no letter of it.
        const bool is_whole =
            found == 0 || !is_word(text[found - 1]) || (found >= 3 && text.compare(found - 3, 3, "%26") == 0);
        if (!is_whole) continue;
        std::size_t value = found + name.size();
        const auto equals = std::find_if(begins.begin(), begins.end(), [&](std::string_view sign) {
            return text.compare(value, sign.size(), sign) == 0;
        });
        if (equals == begins.end()) continue;
        value += equals->size();
        std::size_t end = text.size();
        for (std::size_t i = 0; i != end_count; ++i) end = std::min(end, text.find(ends[i], value));
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(value), text.begin() + static_cast<std::ptrdiff_t>(end),
                  '*');
    }
}

} // namespace

std::vector<std::string> secret_names(const portwright::detail::table& of) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i != of.count; ++i) {
        const portwright::detail::row& row = of.rows[i];
        if (row.type >= portwright::detail::kind::structure) {
            std::vector<std::string> inner = secret_names(*row.child);
            all.insert(all.end(), inner.begin(), inner.end());
        } else if ((row.flags & portwright::detail::row::secret) != 0) {
            all.emplace_back(of.name(i));
        }
    }
    return all;
}

std::string hide_secrets(std::string text, const std::vector<std::string>& names) {
    for (const std::string_view name : token_names) hide_values(text, name, ends.size());
    for (const std::string& name : names) hide_values(text, name, 3);
    return text;
}

std::string hide_in_request_line(std::string line) {
    line = hide_secrets(std::move(line));
    hide_values(line, "Signature", ends.size());
    return line;
}

} // namespace portwright_tool
