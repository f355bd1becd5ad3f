// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Texts in which a token or a private key may stand, as people may see them.

#include <portwright/request/table.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace portwright_tool {

// The names of all secret parameters below a table, without what leads to them: certKey.
[[nodiscard]] std::vector<std::string> secret_names(const portwright::detail::table& of);

// The text with an asterisk for each byte of a session token, and of the values of these names. Finds them in a request
// line, in a canonical request and in a string to sign, however often their pairs have been percent-encoded.
[[nodiscard]] std::string hide_secrets(std::string text, const std::vector<std::string>& names = {});

// The same of a request line, of which the signature is hidden, too: who has the line of a GET could send it again.
[[nodiscard]] std::string hide_in_request_line(std::string line);

} // namespace portwright_tool
