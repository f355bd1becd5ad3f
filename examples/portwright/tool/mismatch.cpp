// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "mismatch.hpp"

#include "canonical.hpp"
#include "failure.hpp"
#include "secrets.hpp"
#include "signing.hpp"
#include "untyped_action.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace portwright_tool {
namespace {

struct marker {
    std::string_view before;
    std::string_view after; // empty: all that follows
    bool is_canonical_request;
};
constexpr std::array<marker, 3> markers{{{"serverCanonicalRequest=[", "]", true},
                                         {"server string to sign is:", "", false},
                                         {"serverStringToSign=[", "]", false}}};

// 2019-05-12T14:06:51Z
std::optional<std::int64_t> read_utc_time(const std::string& text) {
    int year = 0;
    unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2u:%2u:%2uZ", &year, &month, &day, &hour, &minute, &second) != 6)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (!date.ok()) return std::nullopt;
    const auto days = std::chrono::sys_days(date).time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(days).count() + hour * 3600 + minute * 60 + second;
}

std::string in_one_line(std::string_view text) {
    std::string all;
    for (const char c : text)
        if (c == '\n') all += "\\n";
        else all += static_cast<unsigned char>(c) < ' ' || c == 0x7F ? '?' : c;
    return all;
}

} // namespace

std::string_view without_server_text(std::string_view message) {
    for (const marker& one : markers) message = message.substr(0, message.find(one.before));
    return message.substr(0, message.find_last_not_of(" ,") + 1);
}

std::optional<server_text> find_server_text(std::string_view answer) {
    std::string message(answer);
    const nlohmann::json read = nlohmann::json::parse(answer, nullptr, false);
    if (read.is_object())
        for (const char* const name : {"Message", "message"})
            if (const auto found = read.find(name); found != read.end() && found->is_string()) message = *found;
    for (const marker& one : markers) {
        const std::size_t found = message.find(one.before);
        if (found == message.npos) continue;
        std::string text = message.substr(found + one.before.size());
        if (!one.after.empty()) text.resize(std::min(text.size(), text.find(one.after)));
        if (!read.is_object()) text.resize(std::min(text.size(), text.find('"'))); // of a line that has the answer
        while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
        return server_text{std::move(text), one.is_canonical_request};
    }
    return std::nullopt;
}

std::optional<std::string> find_value(std::string_view text, std::string_view name) {
    // In a header, in a pair, and in a pair of Aliyun's string to sign, which is encoded once more.
    const struct {
        std::string_view equals, end;
        bool twice;
    } forms[] = {{": ", "\r", false}, {":", "\n", false}, {"%3D", "%26", true}, {"=", "& \r\n", false}};
    for (const auto& form : forms) {
        const std::string sought = std::string(name) + std::string(form.equals);
        const std::size_t found = text.find(sought);
        if (found == text.npos) continue;
        const std::string_view rest = text.substr(found + sought.size());
        const std::string_view value = rest.substr(0, form.twice ? rest.find(form.end) : rest.find_first_of(form.end));
        return form.twice ? percent_decode(percent_decode(value)) : percent_decode(value);
    }
    return std::nullopt;
}

request_options as_signed_for(request_options options, std::string_view text) {
    for (const char* const name : {"x-acs-date", "Timestamp"})
        if (const auto found = find_value(text, name); found && !options.timestamp)
            options.timestamp = read_utc_time(*found);
    for (const char* const name : {"x-acs-signature-nonce", "SignatureNonce"})
        if (const auto found = find_value(text, name); found && !options.nonce) options.nonce = *found;
    const bool has_token = std::any_of(options.parameters.begin(), options.parameters.end(),
                                       [](const std::string& given) { return given.starts_with("ClientToken="); });
    if (const auto found = find_value(text, "ClientToken"); found && !has_token) // @@: it names no file
        options.parameters.push_back("ClientToken=" + std::string(found->starts_with('@') ? "@" : "") + *found);
    return options;
}

std::string compare_texts(std::string_view ours, std::string_view servers, const described_request& request) {
    if (ours == servers)
        return "the server's string to sign is ours: so the secret key is another than that of this key ID";
    const std::size_t shorter = std::min(ours.size(), servers.size());
    std::size_t at = 0;
    while (at != shorter && ours[at] == servers[at]) ++at;
    const std::vector<std::string> names = secret_names(request);
    const auto snippet = [&](std::string_view text) {
        constexpr std::size_t before = 24, after = 32;
        const std::string seen = hide_secrets(std::string(text), names);
        const std::size_t from = at > before ? at - before : 0;
        const std::string piece = seen.substr(from, at - from + after);
        return (from != 0 ? "..." : "") + in_one_line(piece) + (from + piece.size() < seen.size() ? "..." : "");
    };
    return "the strings to sign differ from byte " + std::to_string(at) + " on: ours \"" + snippet(ours) +
           "\", the server's \"" + snippet(servers) + '"';
}

std::string explain_mismatch(const request_options& options, const described_request& request, std::string_view sent,
                             std::string_view answer) {
    const auto servers = find_server_text(answer);
    if (!servers) return {};
    request_options again = as_signed_for(options, sent.empty() ? std::string_view(servers->text) : sent);
    if (!request.region.value.empty()) again.region = request.region.value; // whose notes were shown
    const described_request same(again, request.credentials);
    const signed_message ours = sign(same);
    return compare_texts(servers->is_canonical_request ? ours.canonical_request : ours.string_to_sign, servers->text,
                         request);
}

} // namespace portwright_tool
