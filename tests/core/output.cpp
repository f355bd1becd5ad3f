// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/core/output.hpp>

#include "../verify.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;
using portwright::output;

constexpr std::string_view text = "listeners.3.timeOut";

template <class Policy>
constexpr void write_text(portwright::basic_output<Policy>& out) {
    out.write(text.substr(0, 9));
    out.put(text[9]);
    out.write(text.data() + 10, text.size() - 10);
    out.write({});
}

/// Every size of the buffer: what fits is there, what does not is counted, and nothing is touched behind it.
template <class Policy, std::size_t Size>
constexpr bool fits_or_counts() {
    std::array<char, Size + 4> buffer{};
    std::fill(buffer.begin(), buffer.end(), '#');
    portwright::basic_output<Policy> out{std::span(buffer).first(Size)};
    write_text(out);
    if (out.size() != text.size()) return false;
    if (out.ok() != (Size >= text.size())) return false;
    if (out.flush() != out.ok()) return false;
    if (out.ok() && (out.since(0) != text || out.since(10) != "3.timeOut")) return false;
    out.wipe();
    for (std::size_t i = 0; i != Size; ++i)
        if (buffer[i] != (i < text.size() ? '\0' : '#')) return false;
    return std::string_view(buffer.data() + Size, 4) == "####";
}

template <class Policy, std::size_t... Sizes>
constexpr bool all_sizes(std::index_sequence<Sizes...>) {
    return (fits_or_counts<Policy, Sizes>() && ...);
}

TEST_CASE("output: every size of the buffer") {
    VERIFY(all_sizes<portwright::size_policy>(std::make_index_sequence<text.size() + 3>{}));
    VERIFY(all_sizes<portwright::speed_policy>(std::make_index_sequence<text.size() + 3>{}));
}

TEST_CASE("output: counts without a buffer") {
    constexpr auto count = [] {
        output out;
        for (int i = 0; i != 100; ++i) write_text(out);
        return out.size();
    };
    VERIFY(count() == 100 * text.size());
    output out;
    out.put('x');
    CHECK_FALSE(out.ok());
}

TEST_CASE("output: the buffer may be just full") {
    VERIFY(test::written<3>([](auto& out) { out.write("abc"); }) == "abc");
    VERIFY(!test::written<3>([](auto& out) { out.write("abcd"); }).ok);
    VERIFY(!test::written<3>([](auto& out) {
                out.write("abc");
                out.put('d');
            }).ok);
}

} // namespace
