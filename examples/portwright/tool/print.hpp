// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The forms in which a signed request is shown.

#include "signing.hpp"

#include <ostream>
#include <string_view>

namespace portwright_tool {

void print_url(std::ostream& to, const portwright::signed_request& request);

// The bytes of HTTP/1.1, exactly: no line break after the body.
void print_http(std::ostream& to, const described_request& from, const portwright::signed_request& request);

// A command for sh.
void print_curl(std::ostream& to, const portwright::signed_request& request, std::string_view ca_file);

void print_json(std::ostream& to, const signed_message& message);

}   // namespace portwright_tool
