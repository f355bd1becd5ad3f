// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: a list of texts is an array of std::string_view, even of one element: constexpr std::string_view names[]
// EXPECT 5: a list of numbers is an array, even of one element: constexpr std::uint16_t ports[] = {80}
// CASES: 5
// FIRST

#include "../request/actions.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

portwright::texts names(const std::string& one, const std::vector<std::string>& owned) {
    static_cast<void>(one);
    static_cast<void>(owned);
#if defined(GOOD)
    static std::string_view changeable[] = {"web"};
    static std::vector<std::string_view> views = {"web"};
    portwright::texts copied = changeable;
    copied = views;
    static constexpr std::array<std::string_view, 1> constant = {"web"};
    copied = constant;
    return copied;
#elif CASE == 1
    return one;
#elif CASE == 2
    return owned;
#elif CASE == 3
    static const char* const pointers[] = {"web"};
    return pointers;
#elif CASE == 4
    return "web";
#else
    return {};
#endif
}

portwright::integers ports() {
#if CASE == 5
    return 80;
#else
    return {};
#endif
}
