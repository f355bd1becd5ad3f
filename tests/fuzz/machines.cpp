// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Fuzzes the machines without I/O, an exchange, a call and a declaration, in a world that the input makes: times,
// pieces, cuts, statuses, gateways, random bytes for answers, power that goes. Where the input ends, all goes well.
// What must hold:
//
// - an end, at the deadline at the latest
// - no create while it is in doubt whether an earlier one was done
// - not_sent, and request_sent() == false, are promises: no whole request has arrived, or each was refused
// - refused is a promise: nothing was done; done is one, too: it was; what was done is never called anything else
//
//     clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude tests/fuzz/machines.cpp -o fuzz \
//         -lmbedcrypto

#include "input.hpp"

#include <portwright/calls/call.hpp>
#include <portwright/calls/ensure.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace {

using fuzz::input;
using fuzz::require;
using nlohmann::json;
using portwright::call_outcome;
using portwright::call_wish;
using portwright::ensure_outcome;
using portwright::errc;
namespace clb = portwright::tencent::clb;
namespace http = portwright::http;

constexpr std::uint64_t most_steps = 20000;

/// What a request says, whatever stands around it.
struct arrived {
    std::string action;
    json body;
};

std::size_t whole_size(const std::string& bytes) {
    const std::size_t head = bytes.find("\r\n\r\n");
    if (head == bytes.npos) return 0;
    const std::size_t length = bytes.find("Content-Length: ");
    const std::size_t body = length < head ? std::stoul(bytes.substr(length + 16)) : 0;
    return bytes.size() >= head + 4 + body ? head + 4 + body : 0;
}

arrived taken_apart(const std::string& bytes) {
    arrived made;
    const std::size_t name = bytes.find("X-TC-Action: ");
    if (name == bytes.npos) return made; // the time is asked for
    made.action = bytes.substr(name + 13, bytes.find("\r\n", name) - name - 13);
    made.body = json::parse(bytes.substr(bytes.find("\r\n\r\n") + 4));
    return made;
}

struct listener {
    std::string id, name;
    int port;
};

/// A cloud that takes every create, so that a second one shows, and what lies before it.
class cloud {
public:
    explicit cloud(input& choices) : choices_(choices) {}

    std::vector<listener> listeners{};
    unsigned unrefused = 0; ///< requests that arrived whole, and no refusal says that nothing came of them
    unsigned done = 0;     ///< creates and changes
    bool is_raw = false;   ///< some answer was of any bytes, which may say anything
    bool in_doubt = false; ///< a create was done, and its answer did not say so

    /// The bytes of the answer; `ends` where the connection does, after them.
    std::string answer(const arrived& request, bool& ends) {
        if (request.action.empty()) return framed(200, "");
        ++unrefused;
        static constexpr int statuses[] = {200, 204, 301, 302, 400, 404, 407, 413, 429, 500, 502, 503, 504, 599};
        switch (choices_.below(16)) {
        case 15: // a gateway: the cloud has not seen it
        {
            const int status = statuses[choices_.below(std::size(statuses))];
            if (status >= 400) --unrefused;
            return framed(status, "<html>" + std::string(choices_.below(90), 'x'));
        }
        case 14: is_raw = true; return choices_.bytes(200);
        case 13: ends = true; return "";
        case 12: --unrefused; return framed(200, error("RequestLimitExceeded"));
        case 11: --unrefused; return framed(200, error("FailedOperation.ResourceInOperating"));
        default: break;
        }
        const bool creates = request.action == "CreateListener";
        require(!creates || !in_doubt, "no create while one is in doubt");
        if (request.action == "DescribeListeners") in_doubt = false;
        std::string body = act(request);
        std::string bytes = framed(200, body);
        switch (choices_.below(16)) {
        case 15: // lost, after it was done
            bytes.clear();
            ends = true;
            break;
        case 14:
            bytes.resize(choices_.byte() % bytes.size());
            ends = true;
            break;
        case 13: {
            // A proxy that spoils a byte of the body, and not its meaning: in what is said of the request alone.
            const std::size_t at = bytes.find("r-1");
            bytes[at] = static_cast<char>(choices_.byte());
            break;
        }
        case 12: bytes = framed(200, "<html>"); break;
        case 11: bytes = framed(302, body); break;
        case 10: ends = true; return bytes;
        default: return bytes;
        }
        in_doubt = in_doubt || creates;
        return bytes;
    }

    unsigned count(int port) const {
        return static_cast<unsigned>(
            std::count_if(listeners.begin(), listeners.end(), [&](const listener& l) { return l.port == port; }));
    }

private:
    static std::string framed(int status, const std::string& body) {
        return "HTTP/1.1 " + std::to_string(status) +
               " x\r\nDate: Fri, 15 Jan 2027 08:00:00 GMT\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\n\r\n" + body;
    }
    static std::string error(const std::string& code) {
        return json{{"Response", {{"Error", {{"Code", code}, {"Message", "no"}}}, {"RequestId", "r-1"}}}}.dump();
    }

    std::string act(const arrived& request) {
        json said{{"RequestId", "r-1"}};
        if (request.action == "CreateListener") {
            said["ListenerIds"] = json::array();
            for (std::size_t i = 0; i != request.body["Ports"].size(); ++i) {
                listeners.push_back({"lbl-" + std::to_string(listeners.size()),
                                     request.body.contains("ListenerNames") ? request.body["ListenerNames"][i] : "",
                                     request.body["Ports"][i]});
                said["ListenerIds"].push_back(listeners.back().id);
            }
            ++done;
        } else if (request.action == "ModifyListener") {
            for (listener& one : listeners)
                if (one.id == request.body["ListenerId"]) one.name = request.body.value("ListenerName", one.name);
            ++done;
        } else if (request.action == "DescribeListeners") {
            said["Listeners"] = json::array();
            for (const listener& one : listeners)
                if (!request.body.contains("Port") || request.body["Port"] == one.port)
                    said["Listeners"].push_back(
                        {{"ListenerId", one.id}, {"ListenerName", one.name}, {"Port", one.port}, {"Protocol", "TCP"}});
            said["TotalCount"] = said["Listeners"].size();
        } else {
            require(request.action == "DescribeTaskStatus", "nothing else is asked");
            said["Status"] = choices_.below(4) == 3 ? 2 : 0;
        }
        return json{{"Response", said}}.dump();
    }

    input& choices_;
};

/// Whoever drives a machine: over one connection, by a clock that the input turns.
class surroundings {
public:
    surroundings(input& choices, cloud& peer) : choices_(choices), peer_(peer) {}

    std::uint64_t ms = 5000;
    std::uint64_t longest_jump = 0;
    bool is_clock_set = true;

    portwright::instant now() const {
        return {is_clock_set ? 1800000000 + static_cast<portwright::unix_time>(ms / 1000)
                             : static_cast<portwright::unix_time>(ms / 1000),
                ms};
    }
    void drop() {
        incoming_.clear();
        outgoing_.clear();
        ends_ = false;
    }

    /// False where it is done.
    template <class Machine>
    bool step(Machine& m) {
        const portwright::call_step step = m.next();
        if (step.wants == call_wish::done) return false;
        require(++steps_ < most_steps, "there is an end");
        const std::uint64_t jump = choices_.below(8) == 7 ? choices_.word(2) : choices_.byte() % 16u;
        longest_jump = std::max(longest_jump, jump);
        ms += jump;
        if (step.wake_at <= ms) return m.wake(now()), true;
        switch (step.wants) {
        case call_wish::sign: m.sign(now(), choices_.word(2)); break;
        case call_wish::connect:
            drop();
            if (choices_.below(8) == 7) m.failed(errc::connect_failed, now());
            else m.connected(now());
            break;
        case call_wish::send: send(m); break;
        case call_wish::receive: receive(m, step.wake_at); break;
        default:
            require(step.wake_at != http::no_deadline, "a pause has an end");
            ms = step.wake_at;
            m.wake(now());
        }
        return true;
    }

    /// What is done stays as it is, whatever it is told.
    template <class Machine>
    void poke(Machine& m) {
        const char bytes[] = "HTTP/1.1 200 OK\r\n\r\n";
        char room[16];
        m.wake(now());
        m.sign(now(), 1);
        m.connected(now());
        m.received(bytes, sizeof bytes - 1, now());
        m.sent(1, now());
        m.failed(errc::timed_out, now());
        m.closed(now());
        require(m.bytes(room, now()).empty() && m.next().wants == call_wish::done, "done is done");
    }

private:
    template <class Machine>
    void send(Machine& m) {
        const std::size_t size = choices_.flag() ? 1 + choices_.byte() * 4u : 4096;
        const std::unique_ptr<char[]> room{new char[size]};
        const std::span<const char> out = m.bytes({room.get(), size}, now());
        if (out.empty()) return;
        if (ends_) return m.failed_to_write(errc::send_failed, now());
        const std::size_t way = choices_.below(16);
        // A part of it arrives, and the stream knows that the rest never will.
        if (way == 15) {
            take({out.data(), choices_.byte() % out.size()});
            drop();
            return m.failed_to_write(errc::send_failed, now());
        }
        // Any part of it arrives, and the stream knows nothing.
        if (way == 14) {
            take({out.data(), choices_.byte() % (out.size() + 1)});
            drop();
            return m.failed(errc::send_failed, now());
        }
        const std::size_t sent = way == 13 ? 1 + choices_.byte() % out.size() : out.size();
        take({out.data(), sent});
        m.sent(sent, now());
    }
    template <class Machine>
    void receive(Machine& m, std::uint64_t wake_at) {
        if (!outgoing_.empty() && choices_.below(32) != 31) {
            const std::size_t size = choices_.flag() ? 1 + choices_.byte() % outgoing_.size() : outgoing_.size();
            const std::unique_ptr<char[]> piece{new char[size]};
            outgoing_.copy(piece.get(), size);
            outgoing_.erase(0, size);
            return m.received(piece.get(), size, now());
        }
        const std::size_t way = choices_.below(4);
        if (ends_ || way == 3) {
            // What was still under way is lost: what it said of a create is not known.
            lose_answer();
            drop();
            if (choices_.flag()) return m.failed(errc::receive_failed, now());
            return m.closed(now());
        }
        require(wake_at != http::no_deadline, "who waits for an answer waits for a time");
        lose_answer();
        drop();
        ms = wake_at;
        m.wake(now());
    }
    void take(std::string_view bytes) {
        incoming_ += bytes;
        const std::size_t whole = whole_size(incoming_);
        if (whole == 0) return;
        outgoing_ += peer_.answer(taken_apart(incoming_.substr(0, whole)), ends_);
        incoming_.erase(0, whole);
    }
    void lose_answer() {
        if (peer_.done != 0 && !outgoing_.empty()) peer_.in_doubt = true;
    }

    input& choices_;
    cloud& peer_;
    std::string incoming_{}, outgoing_{};
    bool ends_ = false;
    std::uint64_t steps_ = 0;
};

constexpr portwright::credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr std::uint16_t ports[] = {80, 81};
constexpr std::string_view names[] = {"web", "web"};

clb::CreateListener wanted(std::size_t count) {
    return {.LoadBalancerId = "lb-1",
            .Ports = std::span(ports).first(count),
            .Protocol = clb::Protocol::TCP,
            .ListenerNames = std::span(names).first(count)};
}

portwright::call_settings choose_settings(input& choices, const surroundings& around) {
    portwright::call_settings made{.region = "ap-guangzhou"};
    made.attempts = static_cast<std::uint8_t>(choices.flag() ? choices.below(9) : 5);
    made.waits = choices.below(8) != 7;
    made.keeps_open = choices.below(4) != 3;
    if (choices.flag()) made.deadline = around.ms + choices.word(2) * 2;
    if (choices.below(4) == 3) made.attempt_ms = static_cast<std::uint32_t>(choices.word(2) % 4000);
    if (choices.below(8) == 7) made.answer_bytes = choices.byte() * 3u;
    return made;
}

void require_in_time(const portwright::call_settings& settings, const surroundings& around) {
    // Each of its last steps, which find that it is over, may have taken as long as a step here does.
    require(settings.deadline == http::no_deadline || around.ms <= settings.deadline + 4 * around.longest_jump,
            "the deadline is kept");
}

void try_call(input& choices) {
    cloud peer(choices);
    surroundings around(choices, peer);
    around.is_clock_set = choices.below(4) != 3;
    portwright::key_cache<portwright::tc3<>> keys(who);
    portwright::call_clock clock;
    const portwright::call_settings settings = choose_settings(choices, around);
    const clb::CreateListener request = wanted(1 + choices.below(2));
    clb::CreateListener::response answer;
    portwright::api_error refusal;
    std::vector<char> scratch(choices.flag() ? choices.byte() : 600u);
    portwright::call_machine<portwright::tc3<>, clb::CreateListener> call{
        request, keys, clock, settings, answer, refusal, scratch, choices.below(4) == 3};
    while (around.step(call)) {
    }
    const call_outcome outcome = call.outcome();
    require(peer.done <= 1, "it is done once at most");
    if (outcome == call_outcome::not_sent) {
        require(peer.done == 0, "not_sent: nothing was done");
        require(peer.unrefused == 0 || peer.is_raw, "not_sent: nothing whole has arrived that was not refused");
    }
    if (outcome == call_outcome::refused) require(peer.done == 0, "refused: nothing was done");
    if (outcome == call_outcome::done) require(peer.done == 1 || peer.is_raw, "done: it was");
    require((outcome == call_outcome::done) || call.error().code != errc::none, "what is not done has a reason");
    require(call.attempts() <= std::max<unsigned>(settings.attempts, 1), "attempts are counted");
    require_in_time(settings, around);
    around.poke(call);
    require(call.outcome() == outcome, "an outcome stays");
}

void try_ensure(input& choices) {
    cloud peer(choices);
    surroundings around(choices, peer);
    around.is_clock_set = choices.below(4) != 3;
    const std::size_t count = 1 + choices.below(2);
    if (choices.below(4) == 3) peer.listeners.push_back({"lbl-old", choices.flag() ? "web" : "other", 80});
    portwright::key_cache<portwright::tc3<>> keys(who);
    portwright::call_clock clock;
    const portwright::ensure_settings settings{.call = choose_settings(choices, around),
                                               .only_plans = choices.below(16) == 15};
    const clb::CreateListener request = wanted(count);
    std::vector<char> scratch(portwright::ensure_scratch<clb::CreateListener>);
    std::optional<portwright::ensure_machine<portwright::tc3<>, clb::CreateListener>> machine;
    machine.emplace(request, keys, clock, settings, scratch);
    unsigned cuts = static_cast<unsigned>(choices.below(8) == 7 ? 1 + choices.below(3) : 0);
    unsigned done_before = 0;
    while (around.step(*machine)) {
        if (cuts == 0 || choices.below(16) != 15) continue;
        --cuts; // the power goes
        around.drop();
        done_before = peer.done;
        if (peer.done != 0) peer.in_doubt = true;
        machine.emplace(request, keys, clock, settings, scratch);
    }
    const ensure_outcome outcome = machine->outcome();
    for (std::size_t i = 0; i != count; ++i)
        require(peer.count(ports[i]) <= 1 || peer.is_raw, "one listener, never two");
    if (settings.only_plans) require(peer.done == 0, "a plan changes nothing");
    if (outcome == ensure_outcome::done && !settings.only_plans && !peer.is_raw) {
        for (std::size_t i = 0; i != count; ++i) require(peer.count(ports[i]) == 1, "done: the listener stands");
        for (const listener& one : peer.listeners) {
            require(one.name == "web" || one.port != 80, "as declared");
            if (one.port == ports[machine->index()]) require(machine->id() == one.id, "and it is that one");
        }
    }
    if (outcome == ensure_outcome::not_sent) require(peer.done == done_before, "not_sent: nothing was changed");
    if (outcome == ensure_outcome::partly) require(peer.done != done_before || peer.is_raw, "partly: something was");
    if (outcome != ensure_outcome::unknown && peer.done != done_before && !peer.is_raw)
        require(machine->change() != portwright::ensure_change::nothing, "what was changed is said");
    require((outcome == ensure_outcome::done) == (machine->error().code == errc::none) ||
                outcome == ensure_outcome::in_the_way,
            "what is not done has a reason");
    require_in_time(settings.call, around);
    around.poke(*machine);
    require(machine->outcome() == outcome, "an outcome stays");
}

/// One exchange, of which every byte that arrives is the input's.
void try_exchange(input& choices) {
    const std::string request(1 + choices.byte() * 3u, 'q');
    const http::request_source source{[](const void* text, std::size_t offset, std::span<char> room) noexcept {
                                          return static_cast<const std::string*>(text)->copy(room.data(), room.size(),
                                                                                             offset);
                                      },
                                      &request, request.size()};
    std::string body;
    const portwright::sink sink{[](void* to, const char* data, std::size_t size) {
                                    static_cast<std::string*>(to)->append(data, size);
                                    return true;
                                },
                                &body};
    std::uint64_t ms = 7, longest_jump = 0;
    http::exchange_limits limits;
    limits.deadline = ms + choices.word(2);
    if (choices.below(4) == 3) limits.answer_bytes = choices.byte();
    const bool kept = choices.below(4) == 3;
    http::exchange_machine m{"clb.example.com:8443", source, sink, limits, ms, kept};
    std::size_t delivered = 0, handed = 0; // of the present connection
    bool ever_whole = false;
    for (unsigned steps = 0;; ++steps) {
        const http::exchange_step step = m.next();
        if (step.wants == http::exchange_wish::done) break;
        require(steps < most_steps, "there is an end");
        require(step.wake_at == limits.deadline, "it says when to wake it");
        const std::uint64_t jump = choices.empty() ? 500 : choices.byte() % 32u;
        longest_jump = std::max(longest_jump, jump);
        ms += jump;
        switch (choices.below(8)) {
        case 7:
            // The peer gets any part of what was handed out.
            delivered += choices.byte() % (handed + 1);
            ever_whole = ever_whole || delivered == request.size();
            m.failed(errc::timed_out, ms);
            break;
        case 6: m.closed(ms); break;
        case 5: m.wake(ms); break;
        default:
            if (step.wants == http::exchange_wish::connect) {
                require(step.host == "clb.example.com" && step.port == 8443, "where to");
                delivered = 0;
                m.connected(ms);
            } else if (step.wants == http::exchange_wish::send && choices.below(8) != 7) {
                const std::unique_ptr<char[]> room{new char[64]};
                const std::span<const char> out = m.bytes({room.get(), 1 + choices.below(64)});
                if (out.empty()) break;
                handed = out.size();
                if (choices.below(8) == 7) {
                    delivered += choices.byte() % handed; // and no more, says the stream
                    m.failed_to_write(errc::send_failed, ms);
                } else {
                    const std::size_t sent = choices.flag() ? 1 + choices.byte() % handed : handed;
                    delivered += sent;
                    ever_whole = ever_whole || delivered == request.size();
                    m.sent(sent, ms);
                }
                handed = 0;
            } else {
                std::string piece =
                    choices.flag() ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}" : choices.bytes(90);
                if (piece.empty()) piece = "x";
                const std::unique_ptr<char[]> copy{new char[piece.size()]};
                piece.copy(copy.get(), piece.size());
                m.received(copy.get(), piece.size(), ms);
            }
        }
    }
    require(ms <= limits.deadline + longest_jump, "the deadline is kept");
    if (!m.request_sent()) require(!ever_whole, "request_sent() == false: not all of it has left");
    if (!m.any_sent()) require(delivered == 0, "any_sent() == false: nothing has left");
    if (m.error() == errc::none) {
        require(m.has_head() && m.head().status >= 200, "without an error there is an answer");
        require(m.head().status >= 400 || m.request_sent(), "to a request that was whole, or refused early");
    }
    if (m.keeps_connection()) require(m.error() == errc::none && delivered == request.size(), "what is kept is clean");
}

using trial = void (*)(input&);
constexpr trial trials[] = {&try_call, &try_ensure, &try_exchange};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    input choices(data, size);
    choices.one_of(trials)(choices);
    return 0;
}
