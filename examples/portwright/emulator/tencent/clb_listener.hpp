// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A listener of tencent.clb as DescribeListeners shows it.

#include "../cloud.hpp"

namespace portwright_tool::emulator {

// Certificates that came as texts get IDs; texts and keys are not kept.
void adopt_certificates(state& memory, json& settings);

[[nodiscard]] json clb_row(const session& at, const listener& one);

} // namespace portwright_tool::emulator
