// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A cloud of listeners for the tests of ensure_machine: it answers requests of the message level by its state, and
// loses what the test orders it to lose. It verifies no signatures; the emulator does that.

#include <portwright/calls/ensure.hpp>
#include <portwright/request/message.hpp>

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ensure_test {

using namespace portwright;
using namespace std::string_literals;
using namespace std::string_view_literals;
using json = nlohmann::ordered_json;

inline constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
inline constexpr unix_time truth = 1800000000; // 2027

using parameters = std::map<std::string, std::string>;

/// A request, taken apart: whatever way its parameters came, their names are those of the wire.
struct request {
    std::string action;
    parameters of;

    std::string get(const std::string& name) const {
        const auto found = of.find(name);
        return found != of.end() ? found->second : "";
    }
    bool has(const std::string& name) const { return of.count(name) != 0; }
};

inline std::string header(const std::string& text, std::string name) {
    for (std::size_t at = text.find("\r\n"); at != text.npos && text.compare(at, 4, "\r\n\r\n") != 0;
         at = text.find("\r\n", at + 2)) {
        const std::size_t colon = text.find(':', at + 2);
        std::string found = text.substr(at + 2, colon - at - 2);
        for (char& c : found) c = static_cast<char>(std::tolower(c));
        if (found == name) return text.substr(colon + 2, text.find("\r\n", colon) - colon - 2);
    }
    return "";
}

inline void flatten(const json& value, const std::string& name, parameters& to) {
    if (value.is_structured()) {
        for (const auto& [key, inner] : value.items()) flatten(inner, name.empty() ? key : name + "." + key, to);
    } else {
        to[name] = value.is_string() ? value.get<std::string>() : value.dump();
    }
}

inline std::string percent_decoded(std::string_view text) {
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%')
            made += static_cast<char>(std::strtol(std::string(text.substr(i + 1, 2)).c_str(), nullptr, 16)), i += 2;
        else made += text[i] == '+' ? ' ' : text[i];
    }
    return made;
}

inline void read_pairs(std::string_view pairs, parameters& to) {
    while (!pairs.empty()) {
        const std::size_t end = std::min(pairs.find('&'), pairs.size());
        const std::string_view pair = pairs.substr(0, end);
        const std::size_t equals = pair.find('=');
        to[percent_decoded(pair.substr(0, equals))] = percent_decoded(pair.substr(equals + 1));
        pairs.remove_prefix(std::min(end + 1, pairs.size()));
    }
}

inline request parse(const std::string& text) {
    request made;
    const std::string body = text.substr(text.find("\r\n\r\n") + 4);
    const std::string target = text.substr(text.find(' ') + 1, text.find(" HTTP/") - text.find(' ') - 1);
    if (target.find('?') != target.npos) read_pairs(target.substr(target.find('?') + 1), made.of);
    if (body.starts_with("{")) flatten(json::parse(body), "", made.of);
    else read_pairs(body, made.of);
    made.action = header(text, "x-tc-action");
    if (made.action.empty()) made.action = header(text, "x-acs-action");
    if (made.action.empty()) made.action = made.get("Action");
    return made;
}

/// What happens to a request on its way, beside what the cloud answers.
enum class fate { arrives, request_lost, answer_lost };

/// A cloud that keeps listeners. What makes one of the five of it is a function: it answers a request and says whether
/// that changed anything.
class cloud {
public:
    std::function<std::string(cloud&, const request&)> answers;
    std::function<fate(cloud&, const request&)> decides = [](cloud&, const request&) { return fate::arrives; };
    std::vector<json> listeners; ///< as the look answers them
    std::vector<std::string> actions; ///< of the requests that arrived
    std::vector<request> requests;
    unsigned connections = 0;
    unsigned created = 0, changed = 0;
    unsigned next_id = 1;
    unsigned pending = 0; ///< how often a task is still running
    instant now{truth, 5000};

    std::string handle(const std::string& text) {
        const request what = parse(text);
        const fate became = decides(*this, what);
        if (became == fate::request_lost) return "";
        actions.push_back(what.action);
        requests.push_back(what);
        const std::string body = answers(*this, what);
        if (became == fate::answer_lost) return "";
        return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    unsigned count(std::string_view action) const {
        return static_cast<unsigned>(std::count(actions.begin(), actions.end(), action));
    }
    void pass(http::monotonic_ms ms) {
        now.monotonic += ms;
        now.wall += static_cast<unix_time>(now.monotonic / 1000 - (now.monotonic - ms) / 1000);
    }
};

inline std::uint64_t seed = 1;

/// A device that declares a listener. Its power can go at any step.
template <class Scheme, class Create, class Declaration = Create>
struct device {
    key_cache<Scheme> keys{who};
    call_clock clock{};
    std::array<char, ensure_scratch<Create>> scratch{};
    std::array<ensured_listener, 4> listeners{};
    std::optional<ensure_machine<Scheme, Declaration>> machine{};
    std::string incoming{}, outgoing{};
    unsigned wishes = 0;

    void declare(const Declaration& wanted, ensure_settings settings = {}) {
        if (Create::call.service->takes_region)
            settings.call.region =
                std::string_view(Create::call.service->host).starts_with("ga.") ? "cn-hangzhou" : "ap-guangzhou";
        scratch.fill('\x5A');
        incoming.clear();
        outgoing.clear();
        machine.emplace(wanted, keys, clock, settings, scratch, listeners);
    }

    /// Does what the machine wants next. False where it is done.
    bool step(cloud& peer) {
        auto& m = *machine;
        const call_step step = m.next();
        if (step.wants == call_wish::done) return false;
        REQUIRE(++wishes < 100000);
        peer.pass(1);
        std::array<char, 600> buffer;
        switch (step.wants) {
        case call_wish::sign: m.sign(peer.now, seed++); break;
        case call_wish::wait:
            REQUIRE(step.wake_at != http::no_deadline);
            if (step.wake_at > peer.now.monotonic) peer.pass(step.wake_at - peer.now.monotonic);
            m.wake(peer.now);
            break;
        case call_wish::connect:
            ++peer.connections;
            incoming.clear();
            outgoing.clear();
            m.connected(peer.now);
            break;
        case call_wish::send: {
            const auto out = m.bytes(buffer, peer.now);
            incoming.append(out.data(), out.size());
            if (!out.empty()) m.sent(out.size(), peer.now);
            break;
        }
        default:
            if (!incoming.empty()) outgoing = peer.handle(std::exchange(incoming, ""));
            if (outgoing.empty()) {
                m.failed(errc::receive_failed, peer.now);
                break;
            }
            const std::string piece = outgoing.substr(0, 600);
            outgoing.erase(0, piece.size());
            m.received(piece.data(), piece.size(), peer.now);
        }
        return true;
    }

    ensure_machine<Scheme, Declaration>& run(cloud& peer, const Declaration& wanted, ensure_settings settings = {}) {
        declare(wanted, settings);
        while (step(peer)) {
        }
        return *machine;
    }
};

/// The names of a set's parameters.
inline std::string names(const parameter_set& set) {
    std::string all;
    for (int i = 0; i != set.size(); ++i) {
        char text[128];
        output out{text};
        write_path(out, set[i]);
        all += (i != 0 ? " " : "") + std::string(out.since(0));
    }
    return all;
}

} // namespace ensure_test
