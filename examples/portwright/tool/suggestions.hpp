// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What was probably meant by a command line that cannot be read.

#include <span>
#include <string>
#include <string_view>

namespace CLI {
class App;
} // namespace CLI

namespace portwright_tool {

// One line about the command, or else the option, that does not exist; empty where something else is wrong. Of an
// option nothing is repeated but its name: what was given to it might be a secret.
[[nodiscard]] std::string explain_unknown(const CLI::App& app, int argc, const char* const* argv);

// The scheme of that name, in any case: its name on the wire, or as the library spells it (tc3, hmac_sha256). Another
// text comes back as it is.
[[nodiscard]] std::string scheme_name(const std::string& given);

// Those that the vendor's SDKs and documents name. There are others, and there will be more: they only help to guess.
[[nodiscard]] std::span<const std::string_view> known_tencent_regions();

// The region of the vendor's that is one letter or two away; empty where there is none, and for a region that is known.
[[nodiscard]] std::string_view nearest_tencent_region(std::string_view given);

} // namespace portwright_tool
