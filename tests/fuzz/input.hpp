// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the fuzzers share: a requirement that ends the run where it does not hold, and the fuzzer's bytes as choices.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace fuzz {

inline void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// Bytes that choose, from the first to the last; after these each choice is 0, so that any input is one.
class input {
public:
    input(const std::uint8_t* data, std::size_t size) : next_(data), end_(data + size) {}

    bool empty() const { return next_ == end_; }
    std::uint8_t byte() { return empty() ? std::uint8_t{0} : *next_++; }
    bool flag() { return byte() % 2 != 0; }
    /// Of a number from 0 to 255.
    std::size_t below(std::size_t n) { return byte() % n; }
    template <class T, std::size_t N>
    const T& one_of(const T (&all)[N]) {
        return all[below(N)];
    }
    std::uint64_t word(unsigned bytes = 8) {
        std::uint64_t made = 0;
        for (unsigned i = 0; i != bytes; ++i) made = made << 8 | byte();
        return made;
    }
    /// Any bytes, at most so many.
    std::string bytes(std::size_t longest) {
        std::string made;
        for (std::size_t left = below(longest + 1); left != 0 && !empty(); --left) made += static_cast<char>(byte());
        return made;
    }
    /// All that are left.
    std::string rest() {
        const std::string made(reinterpret_cast<const char*>(next_), static_cast<std::size_t>(end_ - next_));
        next_ = end_;
        return made;
    }
    /// Text as requests have it: mostly of visible characters and of pieces that are encoded or escaped somewhere; now
    /// and then of any bytes.
    std::string text(std::size_t longest) {
        static constexpr std::string_view pieces[] = {
            "&", "=", "%",  "+",    " ",    "/",      "\"",           "\\",         "_",
            ".", "~", "\n", "\x01", "\x7F", "\u00e4", "\u76d1\u542c", "\U0001F600", "%2F"};
        const std::uint8_t way = byte();
        if (way % 16 == 15) return bytes(longest);
        std::string made;
        for (std::size_t left = below(longest + 1); left != 0; --left) {
            const std::uint8_t c = byte();
            if (c >= 0x80) made += pieces[c % (sizeof pieces / sizeof *pieces)];
            else made += c <= ' ' || c == 0x7F ? 'a' : static_cast<char>(c);
        }
        return made;
    }

private:
    const std::uint8_t* next_;
    const std::uint8_t* end_;
};

} // namespace fuzz
