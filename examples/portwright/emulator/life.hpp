// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A listener's life as all five systems have it: it is made, changed and deleted by operations that take time.

#include <string>
#include <vector>

#include "cloud.hpp"
#include "troubles.hpp"

namespace portwright_tool::emulator {

[[noreturn]] void refuse(const session& at, trouble what, std::string message);

// Refuses an owner that the options say is missing.
void require_owner(const session& at, const std::string& owner);
// Also one with a running operation, where the options want that.
void require_free_owner(session& at, const std::string& owner);

// The listener of that owner, of any where it is empty. Refuses one that is missing or, free, busy: that brings its
// operation on.
[[nodiscard]] listener& require_listener(session& at, const std::string& owner, const std::string& id);
[[nodiscard]] listener& require_free_listener(session& at, const std::string& owner, const std::string& id);
// One that nothing keeps from being deleted, too.
[[nodiscard]] listener& require_unused_listener(session& at, const std::string& owner, const std::string& id);

// Takes them all or none: refuses ports that are taken, by one another too, and more listeners than the owner may have.
// `path` is said of the one that is in the way. Returns their operation.
std::size_t create_all(session& at, std::vector<listener> made, const std::vector<std::string>& paths);

// Begins a change of it, or its deletion, which goes with its ports when the operation is done or at once.
std::size_t begin_change(session& at, listener& of);
std::size_t begin_deletion(session& at, listener& of);
std::size_t delete_at_once(session& at, listener& of);

// A settings structure with what a request gives of it; keys are not kept.
void take_over(json& settings, const json& given, const std::vector<std::string_view>& but);

// 2018-05-29 10:00:00, as the answers of Tencent's systems write a time.
[[nodiscard]] std::string time_text(std::int64_t seconds);

} // namespace portwright_tool::emulator
