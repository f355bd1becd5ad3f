// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "strict_json.hpp"

#include "failure.hpp"

#include <array>
#include <cerrno>
#include <set>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace portwright_tool {
namespace {

using json = nlohmann::ordered_json;

constexpr int deepest = 32;

} // namespace

std::string read_input(const std::string& path, std::size_t most, std::string_view where) {
    const std::string name = path == "-" ? "standard input" : shown(path);
    const int file = path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) refuse(where, "cannot read the file " + name);
    std::string all;
    std::array<char, 65536> piece{};
    ssize_t count = 0;
    do {
        count = read(file, piece.data(), piece.size());
        if (count > 0) all.append(piece.data(), static_cast<std::size_t>(count));
    } while ((count > 0 && all.size() <= most) || (count < 0 && errno == EINTR));
    if (file != STDIN_FILENO) close(file);
    if (count < 0) refuse(where, "cannot read the file " + name); // a directory, too
    if (all.size() > most) refuse(where, name + " is longer than " + std::to_string(most) + " bytes");
    return all;
}

json parse_strictly(std::string_view text, std::string_view where) {
    // The parser takes a zero for the end, and what follows for nothing.
    if (const std::size_t zero = text.find('\0'); zero != text.npos)
        refuse(where, "is no JSON: what stands at byte " + std::to_string(zero + 1) + " cannot be read");
    std::vector<std::set<std::string>> names;
    const json::parser_callback_t watch = [&](int depth, json::parse_event_t event, json& parsed) {
        if (depth >= deepest &&
            (event == json::parse_event_t::object_start || event == json::parse_event_t::array_start))
            refuse(where, "is nested more than " + std::to_string(deepest) + " deep");
        if (event == json::parse_event_t::object_start) names.emplace_back();
        if (event == json::parse_event_t::object_end) names.pop_back();
        if (event == json::parse_event_t::key && !names.back().insert(parsed.get<std::string>()).second)
            refuse(where, "has \"" + shown(parsed.get<std::string>()) + "\" twice in one object");
        return true;
    };
    try {
        return json::parse(text, watch);
    } catch (const json::parse_error& error) {
        refuse(where, "is no JSON: what stands at byte " + std::to_string(error.byte) + " cannot be read");
    } catch (const json::exception&) {
        refuse(where, "has a number that is too large");
    }
}

} // namespace portwright_tool
