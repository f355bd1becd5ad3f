// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Fuzzes what reads texts from outside, each against another reader: endpoints against inet_pton(), the texts of a
// request's head against what must not stand on a line, an answer's Date and Retry-After against the calendar of the
// standard library, the settings in a device's flash against a second reader of their form, and the configuration files
// of the tool and the daemon against the library's own JSON reader.
//
//     clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude tests/fuzz/texts.cpp -o fuzz

#include "input.hpp"

// Compiled with it, so that one file is the fuzzer.
#include "../../examples/device/application/settings.cpp"
#include "../../examples/portwright/tool/strict_json.cpp"

#include <portwright/http/request_writer.hpp>
#include <portwright/http/response_reader.hpp>
#include <portwright/request/authority.hpp>
#include <portwright/response/json_reader.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include <arpa/inet.h>

// What strict_json.cpp wants of the tool.
namespace portwright_tool {

void refuse(std::string_view where, std::string_view reason) {
    throw failure(exit_wrong_request, std::string(where) + ": " + std::string(reason));
}
std::string shown(std::string_view text) { return std::string(text); }

} // namespace portwright_tool

namespace {

using fuzz::input;
using fuzz::require;
using portwright::errc;
namespace http = portwright::http;

bool has_only(std::string_view text, std::string_view characters) {
    return text.find_first_not_of(characters) == text.npos;
}
constexpr std::string_view digits = "0123456789";

/// The same in memory of its own, so that a read past its end is seen.
class exact_copy {
public:
    explicit exact_copy(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
        text.copy(bytes_.get(), size_);
    }
    std::string_view view() const { return {bytes_.get(), size_}; }

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_;
};

// Endpoints.

struct place {
    std::string host;
    unsigned port = 0;
};

/// RFC 3986 section 3.2.2, with the addresses left to the C library.
std::optional<place> read_place(const std::string& text) {
    place made;
    std::string rest;
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == text.npos) return {};
        made.host = text.substr(1, end - 1);
        rest = text.substr(end + 1);
        in6_addr address;
        if (made.host.find('\0') != made.host.npos || inet_pton(AF_INET6, made.host.c_str(), &address) != 1) return {};
    } else {
        const std::size_t end = std::min(text.find(':'), text.size());
        made.host = text.substr(0, end);
        rest = text.substr(end);
        if (made.host.empty() ||
            !has_only(made.host, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"))
            return {};
    }
    if (rest.empty()) return made;
    if (rest[0] != ':' || rest.size() == 1 || !has_only(rest.substr(1), digits)) return {};
    const std::size_t first = std::min(rest.find_first_not_of('0', 1), rest.size());
    if (first == rest.size() || rest.size() - first > 5) return {};
    made.port = static_cast<unsigned>(std::stoul(rest.substr(first)));
    return made.port <= 65535 ? std::optional(made) : std::nullopt;
}

void try_endpoint(input& choices) {
    static const char* const pieces[] = {
        ":",   "::",    "[", "]",     ".", "0",     "1",     "255", "256", "ffff",    "a",           "10",
        "443", "[::1]", "%", "12345", "-", "65535", "65536", "x.y", "/",   "1.2.3.4", "1:2:3:4:5:6", "1:2:3:4:5:6::7"};
    std::string text;
    const bool is_raw = choices.below(4) == 3, is_bracketed = choices.below(3) == 0;
    if (is_raw) text = choices.bytes(60);
    else
        for (std::size_t n = choices.below(14); n != 0; --n) text += choices.one_of(pieces);
    if (is_bracketed) text = "[" + text + "]" + (choices.flag() ? "" : ":443");
    const exact_copy given(text);
    std::string_view host;
    std::uint16_t port = 0;
    const bool is_one = portwright::detail::split_authority(given.view(), host, port);
    const std::optional<place> expected = read_place(text);
    require(is_one == expected.has_value(), "what is an endpoint is taken, and nothing else");
    if (expected) require(host == expected->host && port == expected->port, "its host and port");
    const portwright::authority endpoint{given.view()};
    require(endpoint.is_good() == (expected.has_value() || text.empty()), "a context takes the same");
    if (!expected) return;
    std::string lower = text;
    for (char& c : lower) c = static_cast<char>(std::tolower(c));
    std::vector<char> room(text.size());
    portwright::output out{room};
    endpoint.write_to(out);
    require(out.ok() && out.since(0) == lower, "it goes out in lower case");
    require(endpoint.is_lower_case() == (lower == text), "and says whether it was");
}

// Heads of requests.

bool stands_on_line(const std::string& text, char first) {
    return std::all_of(text.begin(), text.end(), [first](char c) { return c >= first && c <= '~'; });
}

void try_head(input& choices) {
    const auto text = [&](const char* usual) { return choices.below(4) != 3 ? std::string(usual) : choices.bytes(12); };
    const std::string host = text("clb.example.com"), path = text("/v2/index.php"), query = text("a=b"),
                      body = choices.bytes(20);
    std::vector<std::string> names, values;
    for (std::size_t n = choices.below(4); n != 0; --n) {
        names.push_back(text("X-Name"));
        values.push_back(choices.below(4) == 0 ? choices.text(20) : text("a value"));
    }
    portwright::signed_request request;
    request.verb = choices.flag() ? portwright::method::POST : portwright::method::GET;
    request.host = host;
    request.path = path;
    request.query = query;
    request.body = body;
    request.header_count = names.size();
    errc expected = errc::none;
    if (host.empty() || !stands_on_line(host, '!')) expected = errc::bad_host;
    else if (!path.starts_with('/') || !stands_on_line(path, '!') || !stands_on_line(query, '!'))
        expected = errc::bad_characters;
    std::string lines = std::string(request.verb == portwright::method::POST ? "POST " : "GET ") + path +
                        (query.empty() ? "" : "?" + query) + " HTTP/1.1\r\nHost: " + host + "\r\n";
    for (std::size_t i = 0; i != names.size(); ++i) {
        request.headers[i].name = names[i];
        request.headers[i].value = values[i];
        if (expected == errc::none &&
            (names[i].empty() || !stands_on_line(names[i], '!') || !stands_on_line(values[i], ' ')))
            expected = errc::bad_characters;
        lines += names[i] + ": " + values[i] + "\r\n";
    }
    if (!body.empty() || request.verb == portwright::method::POST)
        lines += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    const std::size_t room = choices.below(2) == 0 ? 2048 : choices.byte() * 2u;
    const std::unique_ptr<char[]> memory{new char[room]};
    std::memset(memory.get(), '#', room);
    const auto made = http::write_request(request, {memory.get(), room});
    if (expected != errc::none) return require(made.error().code == expected, "no text breaks its line");
    lines += "Accept-Encoding: identity\r\nUser-Agent: portwright\r\nConnection: close\r\n\r\n" + body;
    if (lines.size() <= room) return require(made && *made == lines, "the head has its texts, and no other line");
    require(made.error().code == errc::buffer_too_small &&
                made.error().number == static_cast<std::int64_t>(lines.size()),
            "too small a buffer is told with the exact size");
    require(std::all_of(memory.get(), memory.get() + room, [](char c) { return c == '#' || c == '\0'; }),
            "and holds nothing of the request");
}

// Fields of answers.

std::string trimmed(std::string text) {
    text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
    text.erase(text.find_last_not_of(" \t") + 1);
    return text;
}

/// Reads the parts, writes them as they must have stood, and asks the calendar.
std::int64_t read_date(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    char day_name[4] = {}, month_name[4] = {};
    unsigned day = 0, hour = 0, minute = 0, second = 0;
    int year = 0;
    if (std::sscanf(text.c_str(), "%3[a-z], %2u %3[a-z] %4d %2u:%2u:%2u", day_name, &day, month_name, &year, &hour,
                    &minute, &second) != 7)
        return 0;
    char again[80];
    std::snprintf(again, sizeof again, "%3s, %02u %3s %04d %02u:%02u:%02u gmt", day_name, day, month_name, year, hour,
                  minute, second);
    static constexpr std::string_view months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};
    const auto month = std::find(std::begin(months), std::end(months), month_name);
    if (again != text || month == std::end(months) || year < 1970 || hour > 23 || minute > 59 || second > 60) return 0;
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month - std::begin(months)) + 1},
                                           std::chrono::day{day}};
    if (!date.ok()) return 0;
    return std::chrono::sys_days{date}.time_since_epoch().count() * std::int64_t{86400} + hour * 3600 + minute * 60 +
           second;
}

std::uint32_t read_seconds(const std::string& text) {
    if (text.empty() || text.size() > 32 || !has_only(text, digits)) return 0;
    const std::size_t first = std::min(text.find_first_not_of('0'), text.size());
    if (text.size() - first > 10) return 0;
    const unsigned long long value = first == text.size() ? 0 : std::stoull(text.substr(first));
    return value <= 0xFFFFFFFF ? static_cast<std::uint32_t>(value) : 0;
}

void try_fields(input& choices) {
    static const char* const days[] = {"Sun", "Mon", "xyz", "wed", "Su1"};
    static const char* const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "JUL",
                                         "Aug", "Sep", "Oct", "Nov", "Dec", "Foo"};
    char date[160];
    std::snprintf(date, sizeof date, "%s, %02u %s %04u %02u:%02u:%02u GMT", choices.one_of(days), choices.byte() % 34u,
                  choices.one_of(months), static_cast<unsigned>(1960 + choices.word(2) % 9000u), choices.byte() % 26u,
                  choices.byte() % 62u, choices.byte() % 63u);
    std::string said = date, wait = std::to_string(choices.word(choices.byte() % 9u));
    const auto spoil = [&](std::string& text) {
        for (std::size_t n = choices.below(8) < 5 ? 0 : choices.below(3); n != 0 && !text.empty(); --n) {
            const auto c = static_cast<char>(choices.byte());
            text[choices.byte() % text.size()] = static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : c;
        }
        if (choices.below(8) == 7) text.insert(0, choices.below(5), choices.flag() ? ' ' : '\t');
        if (choices.below(8) == 7) text.append(choices.below(40), choices.flag() ? ' ' : '\t');
    };
    spoil(said);
    spoil(wait);
    const std::string answer = "HTTP/1.1 503 x\r\nDate:" + said + "\r\nretry-after: " + wait + "\r\n\r\n";
    const auto take = [](void*, const char*, std::size_t) { return true; };
    http::response_reader reader{{take, nullptr}};
    const std::size_t longest = 1 + choices.below(60);
    for (std::size_t at = 0; at < answer.size(); at += longest) {
        const exact_copy piece(std::string_view(answer).substr(at, longest));
        require(static_cast<bool>(reader.feed(piece.view().data(), piece.view().size())), "the fields are no error");
    }
    require(reader.head_complete(), "the head is whole");
    require(reader.head().date == read_date(trimmed(said)), "the Date is that of the calendar, or none");
    require(reader.head().retry_after == read_seconds(trimmed(wait)), "Retry-After is a number of seconds, or none");
}

// The settings of a device.

/// Reads as the header describes the form; throws where there is no more.
struct second_reader {
    std::string rest;

    std::string take(std::size_t size) {
        if (size > rest.size()) throw std::out_of_range("settings");
        const std::string taken = rest.substr(0, size);
        rest.erase(0, size);
        return taken;
    }
    std::uint32_t number(std::size_t size) {
        std::uint32_t value = 0;
        unsigned shift = 0;
        for (const char c : take(size)) {
            value |= std::uint32_t{static_cast<unsigned char>(c)} << shift;
            shift += 8;
        }
        return value;
    }
    std::string text() { return take(number(2)); }
};

std::uint32_t crc_of(std::string_view bytes) {
    std::uint32_t table[256], crc = 0xFFFFFFFF;
    for (std::uint32_t i = 0; i != 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit != 8; ++bit) value = value % 2 != 0 ? 0xEDB88320 ^ value / 2 : value / 2;
        table[i] = value;
    }
    for (const char c : bytes) crc = table[(crc ^ static_cast<unsigned char>(c)) & 255] ^ crc >> 8;
    return ~crc;
}

std::string little(std::uint64_t number, std::size_t size) {
    std::string made;
    for (std::size_t i = 0; i != size; ++i) made += static_cast<char>(number >> (8 * i));
    return made;
}

bool agrees(const std::string& payload, const device::settings& found, std::string_view block) {
    second_reader in{payload};
    const auto same = [&](std::string_view text) {
        require(text.empty() ||
                    (text.data() >= block.data() && text.data() + text.size() <= block.data() + block.size()),
                "a text is a view of the flash");
        return in.text() == text;
    };
    bool all = same(found.tencent_id) && same(found.tencent_key) && same(found.aliyun_id) && same(found.aliyun_key) &&
               same(found.endpoint) && in.number(4) == found.address && in.number(4) == found.poll_ms &&
               same({reinterpret_cast<const char*>(found.anchor.data()), found.anchor.size()}) &&
               in.number(1) == found.listener_count;
    for (std::size_t i = 0; all && i != found.listener_count; ++i) {
        const device::wanted_listener& one = found.listeners[i];
        all = in.number(1) == static_cast<std::uint32_t>(one.system) && (in.number(1) != 0) == one.is_udp &&
              in.number(2) == one.port && in.number(2) == one.target_port && same(one.region) && same(one.owner) &&
              same(one.name);
    }
    return all && in.rest.empty();
}

bool is_whole(const std::string& payload) {
    try {
        second_reader in{payload};
        for (int i = 0; i != 5; ++i) in.text();
        in.take(8);
        in.text();
        const std::uint32_t count = in.number(1);
        if (count > device::settings::most_listeners) return false;
        for (std::uint32_t i = 0; i != count; ++i) {
            if (in.number(1) >= device::system_count) return false;
            in.take(5);
            for (int text = 0; text != 3; ++text) in.text();
        }
        return in.rest.empty();
    } catch (const std::out_of_range&) {
        return false;
    }
}

void try_settings(input& choices) {
    const std::size_t way = choices.below(8);
    std::string payload;
    if (way < 5) { // put together, and spoilt
        const auto add = [&](const std::string& text) {
            payload += little(static_cast<std::uint32_t>(text.size()), 2) + text;
        };
        for (int i = 0; i != 5; ++i) add(choices.bytes(12));
        payload += little(static_cast<std::uint32_t>(choices.word(4)), 8);
        add(choices.bytes(40));
        const std::size_t count = choices.below(10);
        payload += static_cast<char>(count);
        for (std::size_t i = 0; i != count; ++i) {
            payload += static_cast<char>(choices.below(6));
            payload += little(static_cast<std::uint32_t>(choices.word(4)), 5);
            for (int text = 0; text != 3; ++text) add(choices.bytes(9));
        }
        for (std::size_t n = choices.below(3); n != 0 && !payload.empty(); --n)
            payload[choices.byte() % payload.size()] = static_cast<char>(choices.byte());
    } else {
        payload = choices.rest();
    }
    const bool is_marked = way != 7, is_checked = way != 6;
    const std::string tail = choices.flag() ? "" : "\xFF\xFF";
    const std::uint32_t size = static_cast<std::uint32_t>(payload.size() + (choices.below(16) == 15 ? 3 : 0));
    const exact_copy block((is_marked ? "PWST" : "PWSS") + little(size, 4) +
                           little(crc_of(payload) ^ (is_checked ? 0 : 1u << choices.below(32)), 4) + payload + tail);
    device::settings found;
    const bool taken =
        device::read_settings({reinterpret_cast<const std::uint8_t*>(block.view().data()), block.view().size()}, found);
    // A size that is too large takes in the tail, whose checksum is another.
    const bool expected = is_marked && is_checked && size == payload.size() && is_whole(payload);
    require(taken == expected, "settings are taken where they are whole, and only there");
    if (taken) require(agrees(payload, found, block.view()), "they are what was written");
    for (std::size_t shorter = choices.below(13); shorter < 12 && shorter < block.view().size(); shorter += 13) {
        const exact_copy head(block.view().substr(0, shorter));
        require(!device::read_settings({reinterpret_cast<const std::uint8_t*>(head.view().data()), head.view().size()},
                                       found),
                "a block without its head is none");
    }
}

// Configuration files.

/// The names of each object that is open, by the library's reader.
struct watcher {
    std::vector<std::set<std::string>> names{};
    std::size_t depth = 0, deepest = 0;
    std::string key{};
    bool has_twice = false;

    bool open() { return deepest = std::max(deepest, ++depth), true; }
    bool close() { return --depth, true; }
    bool begin_object() noexcept { return names.emplace_back(), open(); }
    bool end_object() noexcept { return names.pop_back(), close(); }
    bool begin_array() noexcept { return open(); }
    bool end_array() noexcept { return close(); }
    bool key_piece(const char* data, std::size_t size) noexcept { return key.append(data, size), true; }
    bool end_key() noexcept {
        has_twice = has_twice || !names.back().insert(key).second;
        return key.clear(), true;
    }
    bool text_piece(const char*, std::size_t) noexcept { return true; }
    bool end_text() noexcept { return true; }
    bool number_piece(const char*, std::size_t) noexcept { return true; }
    bool end_number() noexcept { return true; }
    bool literal(portwright::json_literal) noexcept { return true; }
};

void try_configuration(input& choices) {
    static const char* const pieces[] = {
        "{",  "}",        "[",      "]",           ",",    ":",  "\"a\"",    "\"b\"",    "\"a\":", "\"listeners\":",
        "1",  "true",     "-0.5e3", " ",           "null", "{}", "[[[[[[[[", "]]]]]]]]", "1e999",  "\"\\u0061\":",
        "\n", "{\"a\":1", "}}}}",   "\"\xC3\xA4\""};
    std::string text;
    if (choices.flag()) text = choices.rest();
    else
        while (!choices.empty()) text += choices.one_of(pieces);
    watcher seen;
    portwright::json_reader reader;
    static_cast<void>(reader.feed(seen, text.data(), text.size()));
    const errc why = reader.finish(seen).error().code;
    try {
        const auto read = portwright_tool::parse_strictly(text, "--config");
        require(why == errc::none || why == errc::too_deep, "what the library's reader refuses is refused");
        if (why == errc::none)
            require(!seen.has_twice && seen.deepest <= 32, "no name comes twice, and nothing too deep");
        require(nlohmann::ordered_json::parse(text) == read, "and it is what the text says");
    } catch (const portwright_tool::failure& refused) {
        const std::string said = refused.what();
        require(refused.status() == portwright_tool::exit_wrong_request && said.starts_with("--config: "),
                "a refusal names the option");
        if (said.find(" twice in one object") != said.npos) require(seen.has_twice, "the name does come twice");
        if (said.find("is nested") != said.npos) require(seen.deepest > 32 || why != errc::none, "it is too deep");
    }
}

using trial = void (*)(input&);
constexpr trial trials[] = {&try_endpoint, &try_head, &try_fields, &try_settings, &try_configuration};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    input choices(data, size);
    choices.one_of(trials)(choices);
    return 0;
}
