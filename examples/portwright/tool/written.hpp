// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <portwright/core/output.hpp>

#include <span>
#include <string>

namespace portwright_tool {

// What `write` writes to an output of the library.
template <class Write>
[[nodiscard]] std::string written(Write write) {
    portwright::output size;
    write(size);
    std::string text(size.size(), '\0');
    portwright::output out{std::span<char>(text)};
    write(out);
    return text;
}

}   // namespace portwright_tool
