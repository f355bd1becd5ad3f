// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Damages answers at random: tokens put in or in place of another, bytes and pieces lost, doubled and changed.

#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

namespace test {

class damage {
public:
    explicit damage(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

    std::string of(std::string_view text) {
        std::string made(text);
        for (std::size_t n = below(6); n != 0; --n) {
            const std::size_t at = below(made.size() + 1);
            switch (below(6)) {
            case 0: made.insert(at, tokens[below(std::size(tokens))]); break;
            case 1: made.erase(at, below(12)); break;
            case 2: made.insert(at, made.substr(below(made.size() + 1), below(60))); break;
            case 3:
                if (at != made.size()) made[at] = static_cast<char>(random_());
                break;
            case 4:
                if (at != made.size()) made[at] = "{}[],:\"\\ 0-"[below(11)];
                break;
            default: // a token in place of one
                if (const std::size_t colon = made.find(':', at); colon != std::string::npos)
                    made.replace(colon + 1, below(8), tokens[below(std::size(tokens))]);
            }
        }
        return made;
    }

private:
    static constexpr std::string_view tokens[] = {"{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  ",",
                                                  ":",
                                                  "\"",
                                                  "null",
                                                  "true",
                                                  "false",
                                                  "1e9",
                                                  "-",
                                                  "01",
                                                  "0",
                                                  "1.",
                                                  "\\u",
                                                  "\\",
                                                  "\\ud800",
                                                  "\\n",
                                                  "{}",
                                                  "[]",
                                                  " ",
                                                  "\n",
                                                  "\x01",
                                                  "\x1F",
                                                  "\x7F",
                                                  "\xFF",
                                                  "\xEF\xBB\xBF",
                                                  "\"\":",
                                                  "tru",
                                                  "\"a\":1,",
                                                  "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                                                  "12345678901",
                                                  "\"plain text of some length\"",
                                                  "\"RequestId\":\"r\",",
                                                  "\"code\":0,",
                                                  "\"-\"",
                                                  "\"\"",
                                                  "[[",
                                                  "]]",
                                                  "{\"\":{",
                                                  "\"code\":",
                                                  "\"code\":\"-\",",
                                                  "\"message\":\"abc\",",
                                                  "\"requestId\":7,",
                                                  "\"detail\":{\"a\":{\"code\":1}},",
                                                  "\"Response\":{",
                                                  "\"Error\":{\"Code\":\"C\"},",
                                                  "\"listenerSet\":",
                                                  "\"rules\":",
                                                  "\"certSet\":{\"x\":",
                                                  "\\u0000"};

    std::mt19937 random_;
};

} // namespace test
