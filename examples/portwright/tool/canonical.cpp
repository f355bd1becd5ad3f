// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "canonical.hpp"

#include <charconv>
#include <string_view>

namespace portwright_tool {
namespace {

std::string_view authorization_of(const portwright::signed_request& request) {
    for (std::size_t i = 0; i != request.header_count; ++i)
        if (request.headers[i].name == "Authorization") return request.headers[i].value;
    return {};
}

// The text between `before` and the next comma.
std::string_view part(std::string_view text, std::string_view before) {
    const std::size_t at = text.find(before);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + before.size());
    return text.substr(0, text.find(','));
}

}   // namespace

std::string percent_decode(std::string_view text) {
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(&text[i + 1], &text[i + 3], code, 16).ptr == &text[i + 3]) {
            made += static_cast<char>(code);
            i += 2;
        } else {
            made += text[i];
        }
    }
    return made;
}

std::string signature_of(const portwright::signed_request& request) {
    if (const std::string_view authorization = authorization_of(request); !authorization.empty())
        return std::string(part(authorization, "Signature="));
    constexpr std::string_view name = "&Signature=";
    const std::string_view pairs = request.query.empty() ? request.body : request.query;
    const std::size_t at = pairs.rfind(name);
    return at == std::string_view::npos ? std::string() : percent_decode(pairs.substr(at + name.size()));
}

}   // namespace portwright_tool
