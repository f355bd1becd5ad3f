// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "suggestions.hpp"

#include "failure.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

namespace portwright_tool {
namespace {

std::string with_guess(std::string line, std::string_view guess, std::string_view otherwise) {
    if (!guess.empty()) return line += "; did you mean " + std::string(guess) + "?";
    return line += "; `" + std::string(otherwise) + "` lists them";
}

bool equal_in_any_case(std::string_view one, std::string_view other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

constexpr std::string_view tencent_regions[] = {
    "ap-bangkok",       "ap-beijing",      "ap-chengdu",   "ap-chongqing", "ap-guangzhou", "ap-guangzhou-open",
    "ap-hongkong",      "ap-jakarta",      "ap-mumbai",    "ap-nanjing",   "ap-seoul",     "ap-shanghai",
    "ap-shanghai-fsi",  "ap-shenzhen-fsi", "ap-singapore", "ap-tokyo",     "eu-frankfurt", "na-ashburn",
    "na-siliconvalley", "na-toronto",      "sa-saopaulo"};

} // namespace

std::string explain_unknown(const CLI::App& app, int argc, const char* const* argv) {
    const auto parsed = app.get_subcommands();
    if (parsed.empty()) {
        const auto word = std::find_if(argv + (argc > 0 ? 1 : 0), argv + argc,
                                       [](std::string_view text) { return !text.starts_with('-'); });
        if (word == argv + argc) return {};
        std::vector<std::string_view> names;
        for (const CLI::App* const command : app.get_subcommands([](const CLI::App*) { return true; }))
            if (!command->get_group().empty()) names.push_back(command->get_name());
        return with_guess(shown(*word) + ": no such command", nearest(*word, names), "portwright --help");
    }
    const CLI::App& command = *parsed.front();
    for (const std::string& left : command.remaining()) {
        const std::string name = left.substr(0, left.find('='));
        if (!name.starts_with('-')) continue;
        std::vector<std::string> names;
        for (const CLI::Option* const option : command.get_options([](const CLI::Option*) { return true; }))
            for (const std::string& one : option->get_lnames()) names.push_back("--" + one);
        const std::string of = command.get_name();
        return with_guess(shown(name) + ": " + of + " has no such option", nearest(name, {names.begin(), names.end()}),
                          "portwright " + of + " --help");
    }
    return {};
}

std::string scheme_name(const std::string& given) {
    constexpr std::pair<std::string_view, std::string_view> names[] = {{"TC3-HMAC-SHA256", "tc3"},
                                                                       {"HmacSHA256", "hmac_sha256"},
                                                                       {"HmacSHA1", "hmac_sha1"},
                                                                       {"ACS3-HMAC-SHA256", "acs3"},
                                                                       {"HMAC-SHA1", "aliyun_rpc"}};
    for (const auto& [wire, ours] : names)
        if (equal_in_any_case(given, wire) || equal_in_any_case(given, ours)) return std::string(wire);
    return given;
}

std::span<const std::string_view> known_tencent_regions() { return tencent_regions; }

std::string_view nearest_tencent_region(std::string_view given) {
    if (std::find(std::begin(tencent_regions), std::end(tencent_regions), given) != std::end(tencent_regions))
        return {};
    return nearest(given, {std::begin(tencent_regions), std::end(tencent_regions)});
}

} // namespace portwright_tool
