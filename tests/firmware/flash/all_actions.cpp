// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "many.hpp"

#include "../../../examples/portwright/tool/catalogue.hpp"

using actions = many<portwright::all_actions>;

extern "C" bool provision(unsigned which, const void* request, const void* with, std::span<char> buffer) {
    const auto made = actions::sign[which](request, with, buffer);
    return made && send_request(*made);
}

// In the object and not in the image: its size is read.
char parameter_count[actions::parameter_count];
