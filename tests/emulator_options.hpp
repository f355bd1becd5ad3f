// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The emulator's options of the tests whose client is the library.

#include "../examples/portwright/emulator/emulator.hpp"

#include <portwright/signature/credentials.hpp>

#include <functional>
#include <string>
#include <utility>

namespace test {

/// An emulator that knows these credentials, as those of any cloud, and asks `fault` of each call.
inline portwright_tool::emulator_options
emulator_that_knows(const portwright::credentials& who,
                    std::function<portwright_tool::emulator_fault(const portwright_tool::emulator_call&)> fault = {}) {
    portwright_tool::emulator_options options;
    options.tencent = {std::string(who.id), std::string(who.secret), std::string(who.token)};
    options.aliyun = options.tencent;
    options.fault = std::move(fault);
    return options;
}

} // namespace test
