// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// One definition of a case, proved at compile time and run once more at run time: the constant evaluation rules out
// undefined behaviour, and the other leg feeds the sanitizers.
//
//     VERIFY(test::written([](auto& out) { portwright::write_decimal(out, 80); }) == "80");

#include <portwright/core/output.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <ostream>
#include <span>
#include <string_view>
#include <type_traits>

#define VERIFY(...)                                                                                                    \
    do {                                                                                                               \
        static_assert(__VA_ARGS__);                                                                                    \
        CHECK(__VA_ARGS__);                                                                                            \
    } while (false)

namespace test {

/// A text that a constant expression may hand back.
template <std::size_t N = 1024>
struct kept_text {
    std::array<char, N> bytes{};
    std::size_t size = 0;
    bool ok = false;

    constexpr operator std::string_view() const { return {bytes.data(), size}; }
    friend constexpr bool operator==(const kept_text& a, std::string_view b) {
        return a.ok && std::string_view(a) == b;
    }
    friend std::ostream& operator<<(std::ostream& to, const kept_text& text) {
        return text.ok ? to << std::string_view(text) : to << "(nothing)";
    }
};

/// What `write` writes into an output of this policy.
template <class Policy, std::size_t N, class Write>
constexpr kept_text<N> written_by(Write write) {
    kept_text<N> text;
    portwright::basic_output<Policy> out{text.bytes};
    write(out);
    text.size = out.size();
    text.ok = out.ok();
    return text;
}

/// What `write` writes. Where it takes outputs of all policies, it writes the same into all of them.
template <std::size_t N = 1024, class Write>
constexpr kept_text<N> written(Write write) {
    const auto text = written_by<portwright::size_policy, N>(write);
    if constexpr (std::is_invocable_v<Write, portwright::basic_output<portwright::speed_policy>&>) {
        const auto other = written_by<portwright::speed_policy, N>(write);
        if (other.ok != text.ok || other.size != text.size || (text.ok && other.bytes != text.bytes))
            throw "the policies write different texts";
    }
    return text;
}

/// What `make` makes of a buffer, as a result of a string_view.
template <std::size_t N = 1024, class Make>
constexpr kept_text<N> made(Make make) {
    kept_text<N> text;
    const auto view = make(std::span<char>(text.bytes));
    text.ok = static_cast<bool>(view);
    if (text.ok) text.size = view->size();
    return text;
}

} // namespace test
