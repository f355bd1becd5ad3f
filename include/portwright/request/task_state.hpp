// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// How an asynchronous task stands, whatever words a system has for it.

#include <portwright/core/language.hpp>

#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// The state of a task. A word that the documents do not list means `running`.
enum class task_state : std::uint8_t { running, succeeded, failed };

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
