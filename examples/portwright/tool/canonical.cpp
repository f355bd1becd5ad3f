// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "canonical.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/encoding/hex.hpp>

#include <algorithm>
#include <charconv>
#include <cctype>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string_view>

namespace portwright_tool {
namespace {

std::string lower(std::string_view text) {
    std::string made(text);
    std::transform(made.begin(), made.end(), made.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return made;
}

std::string sha256_hex(std::string_view text) {
    portwright::mbedtls::sha256 hash;
    std::uint8_t digest[portwright::mbedtls::sha256::digest_size];
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    if (!hash.start() || !hash.update(bytes, text.size()) || !hash.finish(digest))
        throw std::runtime_error("the hash engine failed");
    std::string hex(2 * sizeof digest, '\0');
    portwright::output out{std::span<char>(hex)};
    portwright::write_hex(out, digest);
    return hex;
}

std::string_view header(const portwright::signed_request& request, std::string_view lower_name) {
    if (lower_name == "host") return request.host;
    for (std::size_t i = 0; i != request.header_count; ++i)
        if (lower(request.headers[i].name) == lower_name) return request.headers[i].value;
    return {};
}

// The text between `before` and the next comma.
std::string_view part(std::string_view text, std::string_view before) {
    const std::size_t at = text.find(before);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + before.size());
    return text.substr(0, text.find(','));
}

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

}   // namespace

std::string header_string_to_sign(const portwright::signed_request& request) {
    const std::string_view authorization = header(request, "authorization");
    const std::string_view signed_headers = part(authorization, "SignedHeaders=");
    const std::string_view scheme = authorization.substr(0, authorization.find(' '));

    std::string canonical(portwright::to_text(request.verb));
    canonical.append("\n").append(request.path).append("\n").append(request.query).append("\n");
    for (std::size_t from = 0; from <= signed_headers.size();) {
        const std::size_t end = std::min(signed_headers.find(';', from), signed_headers.size());
        const std::string_view name = signed_headers.substr(from, end - from);
        const std::string_view value = header(request, name);
        canonical.append(name)
            .append(":")
            .append(name == "x-tc-action" ? lower(value) : std::string(value))
            .append("\n");
        from = end + 1;
    }
    canonical.append("\n").append(signed_headers).append("\n").append(sha256_hex(request.body));

    std::string text(scheme);
    const std::string_view credential = part(authorization, "Credential=");
    if (const std::size_t slash = credential.find('/'); scheme.starts_with("TC3") && slash != std::string_view::npos)
        text.append("\n").append(header(request, "x-tc-timestamp")).append("\n").append(credential.substr(slash + 1));
    return text.append("\n").append(sha256_hex(canonical));
}

std::string signature_of(const portwright::signed_request& request) {
    if (const std::string_view authorization = header(request, "authorization"); !authorization.empty())
        return std::string(part(authorization, "Signature="));
    constexpr std::string_view name = "&Signature=";
    const std::string_view pairs = request.query.empty() ? request.body : request.query;
    const std::size_t at = pairs.rfind(name);
    return at == std::string_view::npos ? std::string() : percent_decode(pairs.substr(at + name.size()));
}

}   // namespace portwright_tool
