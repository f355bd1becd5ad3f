// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Aliyun refuses a signature together with the string that it has signed itself ("server string to sign is:"): where
// ours differs from that is the mistake, and where it does not the secret is.

#include "request.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace portwright_tool {

// The message up to the server's string to sign.
[[nodiscard]] std::string_view without_server_text(std::string_view message);

// What an answer, its message, or a log's line with it says that the server has signed.
struct server_text {
    std::string text{};
    bool is_canonical_request = false; // which some of Aliyun's gateways send as well
};
[[nodiscard]] std::optional<server_text> find_server_text(std::string_view answer);

// The first value of that name in a request as it was sent, in a string to sign or in a canonical request, decoded.
[[nodiscard]] std::optional<std::string> find_value(std::string_view text, std::string_view name);

// The request as it was signed for another text: with the time, the nonce and the ClientToken that stand in that.
[[nodiscard]] request_options as_signed_for(request_options options, std::string_view text);

// In one line, without secrets, where the two differ first.
[[nodiscard]] std::string compare_texts(std::string_view ours, std::string_view servers,
                                        const described_request& request);

// The same for a request and an answer to it: for what was sent when `sent` is not empty, and for what stands in the
// server's text otherwise. Empty where the answer has no such text.
[[nodiscard]] std::string explain_mismatch(const request_options& options, const described_request& request,
                                           std::string_view sent, std::string_view answer);

} // namespace portwright_tool
