// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace emulator_test {

// Whether an answer has only fields that tests/catalogue/response.tsv lists for the action, each of its type or null.
void check_answer(const std::string& action, const nlohmann::json& body);

} // namespace emulator_test
