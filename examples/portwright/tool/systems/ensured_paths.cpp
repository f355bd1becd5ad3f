// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "typed_ensure.hpp"

#include <portwright/request/message.hpp>

#include <span>

namespace portwright_tool {

std::vector<std::string> paths_of(const portwright::parameter_set& of) {
    std::vector<std::string> all;
    for (int i = 0; i != of.size(); ++i) {
        portwright::output size;
        portwright::write_path(size, of[i]);
        std::string path(size.size(), '\0');
        portwright::output out{std::span<char>(path)};
        portwright::write_path(out, of[i]);
        all.push_back(std::move(path));
    }
    return all;
}

} // namespace portwright_tool
