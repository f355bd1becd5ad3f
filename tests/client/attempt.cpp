// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// One attempt of the client over transports that are only made up: the nonces it sends, and what its errors point at.

#include <portwright/aliyun/ga.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/lb.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace portwright;
using namespace std::string_view_literals;
namespace clb = tencent::clb;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr unix_time now = 1800000000;

/// Hands every request to a function, which answers it.
struct made_up_transport {
    std::function<http::exchange_result(const signed_request&, std::string_view body, sink answer)> answers;

    http::exchange_result perform(const signed_request& request, sink answer, const http::body_source& body) {
        std::string text;
        const auto append = [](void* to, const char* data, std::size_t size) {
            static_cast<std::string*>(to)->append(data, size);
            return true;
        };
        REQUIRE(body.produce(body.context, {append, &text}));
        return answers(request, text, answer);
    }
};

http::exchange_result answer_with(sink to, std::string_view json) {
    to.write(to.context, json.data(), json.size());
    http::response_head head;
    head.status = 200;
    return {head, true};
}

// ---- nonces ----

template <class Action>
std::string nonce_of(const Action& request, std::uint64_t bits) {
    std::string nonce;
    made_up_transport transport{[&](const signed_request& sent, std::string_view body, sink) {
        for (std::size_t i = 0; i != sent.header_count; ++i)
            if (sent.headers[i].name == "x-acs-signature-nonce") nonce = sent.headers[i].value;
        if (const std::size_t at = body.find("&Nonce="); at != body.npos)
            nonce = body.substr(at + 7, body.find('&', at + 7) - at - 7);
        return http::exchange_result{error{.code = errc::send_failed}, false};
    }};
    constexpr auto region = detail::accepts<system_of<Action>, acs3<>> ? "cn-hangzhou"sv : "ap-guangzhou"sv;
    client cloud{transport, who, [] { return now; }, [=] { return bits; }, {.region = region}};
    std::array<char, 512> scratch;
    CHECK(cloud.call(request, scratch).error().code == errc::send_failed);
    return nonce;
}

template <class Action>
void check_nonces(const Action& request) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max() >> 1;
    std::vector<std::uint64_t> values;
    for (std::uint64_t i = 0; i != 40; ++i) // a counter from the first to the last
        for (const std::uint64_t from : {std::uint64_t{0}, (most >> 1) - 20, most - 40}) values.push_back(from + i);
    for (unsigned bit = 6; bit != 62; ++bit) values.push_back(std::uint64_t{1} << bit);
    std::set<std::string> sent;
    for (const std::uint64_t bits : values) {
        CAPTURE(bits);
        const std::string nonce = nonce_of(request, bits);
        CHECK(nonce.find_first_not_of("0123456789") == nonce.npos);
        CHECK(nonce.find_first_not_of('0') == 0); // positive, and spelled in one way
        if (bits != 0) CHECK(nonce == std::to_string(bits));
        CHECK(sent.insert(nonce).second);
    }
    for (const std::uint64_t bits : {std::uint64_t{1}, most - 40, most})
        CHECK(nonce_of(request, bits | ~most) == std::to_string(bits));
}

TEST_CASE("client: 63 of 64 bits are a nonce") {
    using Listeners = tencent::lb::CreateLoadBalancerListeners;
    constexpr Listeners::Listener listeners[] = {{.loadBalancerPort = 80, .instancePort = 8080, .protocol = 1}};
    check_nonces(Listeners{.loadBalancerId = "lb-abcdefgh", .listeners = listeners});
    constexpr aliyun::ga::PortRange ranges[] = {{.FromPort = 20, .ToPort = 20}};
    check_nonces(aliyun::ga::CreateListener{.AcceleratorId = "ga-1", .PortRanges = ranges});
}

// ---- what errors point at ----

/// Whether the text of an error is nothing, or a piece of one of these.
bool lies_in(const error& why, std::initializer_list<std::string_view> storages) {
    if (why.text == nullptr) return why.length == 0;
    for (const std::string_view storage : storages) {
        const auto from = reinterpret_cast<std::uintptr_t>(storage.data());
        const auto at = reinterpret_cast<std::uintptr_t>(why.text);
        if (at >= from && at + why.length <= from + storage.size()) return true;
    }
    return false;
}

std::string line_of(const error& why) {
    std::array<char, 160> line;
    return std::string(message(why, line));
}

constexpr clb::DescribeTaskStatus query{.TaskId = "8f27"};

/// A stream that nobody speaks to.
constexpr http::byte_stream no_stream{nullptr,
                                      [](void*, std::string_view, std::uint16_t) { return errc::connect_failed; },
                                      [](void*, const char*, std::size_t) { return http::stream_broken; },
                                      [](void*, char*, std::size_t) { return http::stream_broken; }, [](void*) {}};

TEST_CASE("client: the error of a bad endpoint points at nothing that is gone") {
    for (const auto endpoint : {"a:0"sv, "a:b:c"sv, "["sv, "host:65536"sv, ":80"sv, "a b"sv}) {
        CAPTURE(endpoint);
        std::array<char, 512> io;
        http::stream_transport transport{no_stream, io};
        client cloud{transport, who, [] { return now; }, [] { return std::uint64_t{1}; },
                     client_options{.region = "ap-guangzhou", .endpoint = endpoint}};
        std::array<char, 512> scratch;
        const auto got = cloud.call(query, scratch);
        CHECK(got.error().code == errc::bad_host);
        CHECK(lies_in(got.error(), {endpoint}));
        CHECK(line_of(got.error()).starts_with("the host "));
    }
}

TEST_CASE("client: a transport's error points at nothing that is gone") {
    for (const bool sent : {false, true}) {
        made_up_transport transport{[=](const signed_request& request, std::string_view, sink) {
            const error why{.code = errc::bad_characters,
                            .length = static_cast<std::uint32_t>(request.url.size()),
                            .text = request.url.data()};
            return http::exchange_result{why, sent};
        }};
        client cloud{transport, who, [] { return now; }, [] { return std::uint64_t{1}; },
                     client_options{.region = "ap-guangzhou"}};
        std::array<char, 512> scratch;
        const auto got = cloud.call(query, scratch);
        CHECK(got.error().code == (sent ? errc::outcome_unknown : errc::bad_characters));
        CHECK(lies_in(got.error(), {}));
        CHECK_FALSE(line_of(got.error()).empty());
    }
}

TEST_CASE("client: the error of a request points into the request") {
    static constexpr std::string_view id = "lb-\xFF";
    made_up_transport transport{};
    client cloud{transport, who, [] { return now; }, [] { return std::uint64_t{1}; },
                 client_options{.region = "ap-guangzhou"}};
    std::array<char, 512> scratch;
    const auto got = cloud.call(clb::DescribeTaskStatus{.TaskId = id}, scratch);
    CHECK(got.error().code == errc::not_utf8);
    CHECK(got.error().length == id.size());
    CHECK(lies_in(got.error(), {id}));
}

TEST_CASE("client: an ID of the cloud that is not UTF-8 points at nothing that is gone") {
    unsigned calls = 0;
    made_up_transport transport{[&](const signed_request&, std::string_view, sink to) {
        ++calls;
        return answer_with(to, "{\"Response\":{\"ListenerIds\":[\"lbl-1\"],\"RequestId\":\"id-\xFF\"}}");
    }};
    client cloud{transport, who, [] { return now; }, [&] { return std::uint64_t{1} + calls; },
                 client_options{.region = "ap-guangzhou", .max_polls = 2}};
    static constexpr std::uint16_t ports[] = {80};
    constexpr clb::CreateListener request{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
    std::array<char, 512> scratch;
    const auto created = cloud.call(request, scratch);
    REQUIRE(created);
    for (const std::size_t room : {scratch.size(), std::size_t{4}, std::size_t{3}, std::size_t{0}}) {
        CAPTURE(room);
        std::array<char, 512> other;
        const auto finished = cloud.wait(*created, std::span(other).first(room));
        CHECK(finished.error().code == errc::not_utf8);
        CHECK(lies_in(finished.error(), {{other.data(), room}}));
        const std::string_view text(finished.error().text, finished.error().length);
        CHECK(text == (room >= 4 ? "id-\xFF"sv : ""sv));
        CHECK(line_of(finished.error()) == "TaskId: not UTF-8");
    }
    const auto finished = cloud.wait(*created, scratch); // its own
    CHECK(finished.error().code == errc::not_utf8);
    CHECK(lies_in(finished.error(), {{scratch.data(), scratch.size()}}));
    CHECK(calls == 1);
}

// ---- outcomes ----

TEST_CASE("client: a transport's failure is never done, whatever it calls it") {
    for (unsigned code = 1; code <= static_cast<unsigned>(errc::still_running); ++code) {
        for (const bool sent : {false, true}) {
            CAPTURE(code);
            made_up_transport transport{[=](const signed_request&, std::string_view, sink to) {
                static_cast<void>(answer_with(to, R"({"Response":{"Status":0,"RequestId":"r"}})"));
                return http::exchange_result{error{.code = static_cast<errc>(code)}, sent};
            }};
            client cloud{transport, who, [] { return now; }, [] { return std::uint64_t{1}; },
                         client_options{.region = "ap-guangzhou"}};
            std::array<char, 512> scratch;
            const auto got = cloud.call(query, scratch);
            CHECK_FALSE(got);
            CHECK(got.outcome() == (sent ? call_outcome::unknown : call_outcome::not_sent));
            CHECK(got.error().code == (sent ? errc::outcome_unknown : static_cast<errc>(code)));
            if (sent) CHECK(got.error().number == code);
            CHECK_FALSE(got->Status.has_value());
        }
    }
}

TEST_CASE("client: the outcome of each status, with its date and its wait") {
    for (unsigned status = 200; status != 1000; ++status) {
        CAPTURE(status);
        for (const auto body : {"<html>"sv, ""sv}) {
            made_up_transport transport{[=](const signed_request&, std::string_view, sink to) {
                static_cast<void>(answer_with(to, body));
                http::response_head head;
                head.status = static_cast<std::uint16_t>(status);
                head.date = 4102444800; // 2100
                head.retry_after = 30;
                return http::exchange_result{head, true};
            }};
            client cloud{transport, who, [] { return now; }, [] { return std::uint64_t{1}; },
                         client_options{.region = "ap-guangzhou"}};
            std::array<char, 512> scratch;
            const auto got = cloud.call(query, scratch);
            CHECK(got.outcome() == (status >= 400 ? call_outcome::refused : call_outcome::unknown));
            CHECK(got.error().code == (status >= 400 ? errc::refused : errc::outcome_unknown));
            CHECK(got.head().status == status);
            CHECK(got.head().date == 4102444800);
            CHECK(got.head().retry_after == 30);
            CHECK(got.refusal().message.view().starts_with("HTTP status " + std::to_string(status)));
        }
    }
}

// ---- over bytes ----

/// A peer that takes half a second for each byte of its answer, or refuses so many connections first.
struct slow_peer {
    std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 45\r\n\r\n"
                         R"({"Response":{"Status":0,"RequestId":"r-123"}})";
    std::uint64_t ms = 1000;
    unsigned per_byte = 500, refusals = 0, opened = 0, open = 0, pauses = 0;
    std::size_t given = 0;
    std::vector<std::uint32_t> limits{}; ///< that it was given around an opening

    http::byte_stream stream() {
        return {this,
                [](void* me, std::string_view, std::uint16_t) {
                    auto& peer = *static_cast<slow_peer*>(me);
                    CHECK(peer.open == 0);
                    peer.given = 0;
                    if (++peer.opened <= peer.refusals) return errc::connect_failed;
                    ++peer.open;
                    return errc::none;
                },
                [](void*, const char*, std::size_t size) { return static_cast<std::ptrdiff_t>(size); },
                [](void* me, char* to, std::size_t) {
                    auto& peer = *static_cast<slow_peer*>(me);
                    peer.ms += peer.per_byte;
                    if (peer.given == peer.answer.size()) return http::stream_end;
                    *to = peer.answer[peer.given++];
                    return std::ptrdiff_t{1};
                },
                [](void* me) { --static_cast<slow_peer*>(me)->open; },
                [](void* me, std::uint32_t most) { static_cast<slow_peer*>(me)->limits.push_back(most); }};
    }
    client_options options() {
        client_options made{.region = "ap-guangzhou"};
        made.pause = [](void* me, std::uint32_t pause_ms) {
            static_cast<slow_peer*>(me)->ms += pause_ms;
            ++static_cast<slow_peer*>(me)->pauses;
        };
        made.pause_context = this;
        return made;
    }
};

TEST_CASE("client: a drip ends with the call's limit, and a connection that fails is tried again") {
    const auto call = [](slow_peer& peer, std::uint32_t call_ms) {
        std::array<char, 512> io, scratch;
        http::stream_transport transport{peer.stream(), io};
        client_options options = peer.options();
        options.call_ms = call_ms;
        std::uint64_t nonce = 0;
        client cloud{transport, who,
                     [&] {
                         return instant{now + 100000000, peer.ms};
                     },
                     [&] { return ++nonce; }, options};
        const auto got = cloud.call(query, scratch);
        CHECK(peer.ms <= 1000 + call_ms + peer.per_byte);
        return got.outcome();
    };
    slow_peer drip;
    CHECK(call(drip, 20000) == call_outcome::unknown);
    CHECK(drip.open == 0);
    CHECK(drip.limits == std::vector<std::uint32_t>{20000, 0});
    slow_peer patient;
    patient.per_byte = 10;
    CHECK(call(patient, 20000) == call_outcome::done);
    CHECK(patient.open == 0); // the client has closed what it left open
    slow_peer shy;
    shy.per_byte = 0;
    shy.refusals = 3;
    CHECK(call(shy, 60000) == call_outcome::done);
    CHECK(shy.opened == 4);
    CHECK(shy.pauses == 3);
    CHECK(shy.limits.size() == 8);
    CHECK(shy.limits[0] == 30000); // of an attempt
    slow_peer dead;
    dead.refusals = 99;
    CHECK(call(dead, 60000) == call_outcome::not_sent);
    CHECK(dead.opened == 5);
}

TEST_CASE("client: an attempt has a limit of its own, and so has an answer") {
    const auto call = [](slow_peer& peer, const client_options& options) {
        std::array<char, 512> io, scratch;
        http::stream_transport transport{peer.stream(), io};
        std::uint64_t nonce = 0;
        client cloud{transport, who, [&] { return instant{now, peer.ms}; }, [&] { return ++nonce; }, options};
        return cloud.call(query, scratch).error();
    };
    slow_peer drip;
    client_options options = drip.options();
    options.attempt_ms = 3000;
    options.attempts = 3;
    CHECK(call(drip, options).number == static_cast<std::int64_t>(errc::timed_out));
    CHECK(drip.opened == 3);
    slow_peer patient;
    options = patient.options();
    options.attempt_ms = 60000;
    CHECK(call(patient, options).code == errc::none);
    CHECK(patient.opened == 1);
    slow_peer long_winded;
    options = long_winded.options();
    options.answer_bytes = 50;
    options.attempts = 1;
    CHECK(call(long_winded, options).number == static_cast<std::int64_t>(errc::answer_too_large));
}

// ---- waiting ----

/// What wait() makes of a task that stands so, and how often it pauses.
struct waited {
    errc code;
    unsigned pauses, polls;
};

waited wait_for(std::string_view task_answer, std::string_view id = "id-1", unsigned max_polls = 3) {
    static constexpr std::uint16_t ports[] = {80};
    constexpr clb::CreateListener request{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
    waited made{};
    const std::string created_answer =
        "{\"Response\":{\"ListenerIds\":[\"lbl-1\"],\"RequestId\":\"" + std::string(id) + "\"}}";
    const std::string expected_query = "{\"TaskId\":\"" + std::string(id) + "\"}";
    bool created_already = false;
    made_up_transport transport{[&](const signed_request&, std::string_view body, sink to) {
        if (!created_already) {
            created_already = true;
            return answer_with(to, created_answer);
        }
        ++made.polls;
        CHECK(body == expected_query); // however often the scratch has been written over
        return answer_with(to, task_answer);
    }};
    struct pauses {
        unsigned count = 0;
        std::uint32_t ms = 0;
    } paused;
    std::uint64_t nonce = 0;
    client cloud{transport, who, [] { return now; }, [&] { return nonce++; },
                 client_options{.region = "ap-guangzhou",
                                .max_polls = max_polls,
                                .poll_ms = 250,
                                .attempts = 1,
                                .pause =
                                    [](void* context, std::uint32_t ms) {
                                        auto& self = *static_cast<pauses*>(context);
                                        ++self.count;
                                        self.ms += ms;
                                    },
                                .pause_context = &paused}};
    std::array<char, 1024> scratch;
    const auto created = cloud.call(request, scratch);
    REQUIRE(created);
    const auto finished = cloud.wait(*created, scratch); // its own
    made.code = finished.error().code;
    made.pauses = paused.count;
    std::uint32_t expected = 0, next = 250; // by a half longer each time
    for (unsigned i = 0; i != paused.count; ++i, next += next / 2) expected += next;
    CHECK(paused.ms == expected);
    return made;
}

TEST_CASE("client: every end of waiting, and a pause before each look") {
    constexpr auto answer = [](std::string_view status) {
        return "{\"Response\":{\"RequestId\":\"another\",\"Status\":" + std::string(status) + "}}";
    };
    const auto check = [](const waited& got, errc code, unsigned polls) {
        CHECK(got.code == code);
        CHECK(got.polls == polls);
        CHECK(got.pauses == polls);
    };
    check(wait_for(answer("0")), errc::none, 1);
    check(wait_for(answer("1")), errc::task_failed, 1);
    check(wait_for(answer("2")), errc::still_running, 3);
    // A look that fails says nothing of the task.
    check(wait_for("not JSON"), errc::still_running, 3);
    check(wait_for(R"({"Response":{"RequestId":"r","Error":{"Code":"InternalError","Message":"m"}}})"),
          errc::still_running, 3);
    check(wait_for(R"({"Response":{"RequestId":"r","Error":{"Code":"RequestLimitExceeded","Message":"m"}}})"),
          errc::still_running, 3);
    check(wait_for(R"({"Response":{"RequestId":"r","Error":{"Code":"InvalidParameter","Message":"m"}}})"),
          errc::refused, 1);
    check(wait_for(answer("2"), "id-1", 1), errc::still_running, 1);
    check(wait_for(answer("0"), std::string(192, 'i')), errc::none, 1);
    const waited too_long = wait_for(answer("0"), std::string(193, 'i'));
    CHECK(too_long.code == errc::buffer_too_small); // an ID that wait() has no room for
    CHECK(too_long.polls == 0);
}

TEST_CASE("client: waiting without a pause does not hammer the cloud") {
    unsigned calls = 0;
    made_up_transport transport{[&](const signed_request&, std::string_view, sink to) {
        return answer_with(to, ++calls == 1 ? R"({"Response":{"ListenerIds":["lbl-1"],"RequestId":"r"}})"
                                            : R"({"Response":{"RequestId":"r","Status":2}})");
    }};
    static constexpr std::uint16_t ports[] = {80};
    constexpr clb::CreateListener request{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
    std::uint64_t nonce = 0;
    client cloud{transport, who, [] { return now; }, [&] { return nonce++; }, client_options{.region = "ap-guangzhou"}};
    std::array<char, 1024> scratch;
    const auto created = cloud.call(request, scratch);
    CHECK(cloud.wait(*created, scratch).error().code == errc::still_running);
    CHECK(calls == 1 + 8);
}

} // namespace
