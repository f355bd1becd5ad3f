// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The machine of a call against a cloud that is a script, in a time of its own: whatever happens on the way, nothing is
// done twice, and the outcome that it reports is the true one.

#include <portwright/calls/call.hpp>

#include <portwright/aliyun/ga.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/lb.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace portwright;
using namespace std::string_view_literals;
namespace clb = tencent::clb;
namespace ga = aliyun::ga;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr unix_time truth = 1800000000; // 2027

constexpr std::uint16_t ports[] = {80};
constexpr clb::CreateListener create{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
constexpr clb::DescribeTaskStatus query{.TaskId = "8f27"};
constexpr ga::PortRange ranges[] = {{.FromPort = 20, .ToPort = 20}};
constexpr ga::CreateListener ga_create{.AcceleratorId = "ga-1", .PortRanges = ranges};
constexpr ga::CreateListener ga_token{.ClientToken = "t-1", .AcceleratorId = "ga-1", .PortRanges = ranges};

constexpr auto created = R"({"Response":{"ListenerIds":["lbl-1"],"RequestId":"r-1"}})"sv;
constexpr auto succeeded = R"({"Response":{"Status":0,"RequestId":"r-1"}})"sv;
constexpr auto ga_created = R"({"ListenerId":"lsn-1","RequestId":"r-1"})"sv;

std::string http_answer(unsigned status, std::string_view body, std::string_view fields = "") {
    return "HTTP/1.1 " + std::to_string(status) + " x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(fields) + "\r\n" + std::string(body);
}

std::string refusal(std::string_view code, std::string_view fields = "") {
    return http_answer(
        200, R"({"Response":{"Error":{"Code":")" + std::string(code) + R"(","Message":"m"},"RequestId":"r"}})", fields);
}

/// What the cloud does with one request that has come whole.
struct reaction {
    std::string answer{};
    bool acts = false; ///< the cloud did what it was asked
    std::size_t answer_cut = SIZE_MAX;
};

struct script {
    std::function<reaction(unsigned request, const std::string& text)> cloud;
    std::vector<std::size_t> request_cuts{}; ///< of each connection, after so many bytes; none: never
    bool connects = true;
    bool promises = true; ///< a write that fails says that nothing more is delivered
    instant now{truth, 5000};
    http::monotonic_ms each_event = 1;
    bool kept = false;

    unsigned connections = 0, requests = 0, done = 0;
    std::vector<std::string> seen{};
    std::vector<http::monotonic_ms> pauses{};

    void pass(http::monotonic_ms ms) {
        now.monotonic += ms;
        now.wall += static_cast<unix_time>(now.monotonic / 1000 - (now.monotonic - ms) / 1000);
    }

    template <class Machine>
    void run(Machine& call) {
        std::string incoming, outgoing;
        std::size_t cut = SIZE_MAX, came = 0;
        std::array<char, 100> buffer;
        std::uint64_t random = 1;
        for (unsigned events = 0;; ++events) {
            REQUIRE(events < 100000);
            const call_step step = call.next();
            if (step.wants == call_wish::done) return;
            pass(each_event);
            switch (step.wants) {
            case call_wish::sign: call.sign(now, random++); break;
            case call_wish::wait: {
                REQUIRE(step.wake_at != http::no_deadline);
                const http::monotonic_ms ms = step.wake_at > now.monotonic ? step.wake_at - now.monotonic : 0;
                pauses.push_back(ms);
                pass(ms);
                call.wake(now);
                break;
            }
            case call_wish::connect:
                ++connections;
                incoming.clear();
                outgoing.clear();
                came = 0;
                cut = connections <= request_cuts.size() ? request_cuts[connections - 1] : SIZE_MAX;
                if (connects) call.connected(now);
                else call.failed(errc::connect_failed, now);
                break;
            case call_wish::send: {
                const auto out = call.bytes(buffer, now);
                if (out.empty()) break;
                const std::size_t n = std::min(out.size(), cut - came);
                incoming.append(out.data(), n);
                came += n;
                if (n != 0) call.sent(n, now);
                else if (promises) call.failed_to_write(errc::send_failed, now);
                else call.failed(errc::send_failed, now);
                break;
            }
            default: {
                if (!incoming.empty()) {
                    seen.push_back(incoming);
                    incoming.clear();
                    const reaction made = cloud(++requests, seen.back());
                    if (made.acts) ++done;
                    outgoing = made.answer.substr(0, std::min(made.answer.size(), made.answer_cut));
                }
                if (outgoing.empty()) {
                    call.failed(errc::receive_failed, now);
                    break;
                }
                const std::size_t n = std::min<std::size_t>(7, outgoing.size());
                const std::string piece = outgoing.substr(0, n);
                outgoing.erase(0, n);
                call.received(piece.data(), n, now);
            }
            }
        }
    }
};

template <class Scheme, class Action>
struct one_call {
    key_cache<Scheme> keys{who};
    call_clock clock{};
    typename Action::response answer{};
    api_error said{};
    std::array<char, 512> scratch{};
    std::optional<call_machine<Scheme, Action>> machine{};

    call_machine<Scheme, Action>& run(script& peer, const Action& request, call_settings settings = {}) {
        settings.region = std::is_same_v<Scheme, acs3<>> ? "cn-hangzhou" : "ap-guangzhou";
        machine.emplace(request, keys, clock, settings, answer, said, scratch, peer.kept);
        peer.run(*machine);
        return *machine;
    }
};

std::string header(const std::string& request, std::string_view name) {
    const std::size_t at = request.find("\r\n" + std::string(name) + ": ");
    if (at == request.npos) return "";
    const std::size_t from = at + name.size() + 4;
    return request.substr(from, request.find("\r\n", from) - from);
}

TEST_CASE("call: a create that is done, over one connection that stays") {
    script peer{[](unsigned, const std::string&) { return reaction{http_answer(200, created), true}; }};
    one_call<tc3<>, clb::CreateListener> call;
    const auto& got = call.run(peer, create);
    CHECK(got.outcome() == call_outcome::done);
    CHECK(got.error().code == errc::none);
    CHECK(got.keeps_connection());
    CHECK(got.attempts() == 1);
    CHECK(call.answer.ListenerIds[0] == "lbl-1");
    CHECK(header(peer.seen[0], "X-TC-Timestamp") == std::to_string(truth));
    CHECK(header(peer.seen[0], "Connection").empty());

    script again{peer.cloud};
    again.kept = true;
    CHECK(call.run(again, create, {.keeps_open = false}).outcome() == call_outcome::done);
    CHECK(again.connections == 0);
    CHECK_FALSE(call.machine->keeps_connection());
    CHECK(header(again.seen[0], "Connection") == "close");
    CHECK(call.keys.preparations() == 1);
}

TEST_CASE("call: a create whose connection breaks after every byte is done once, or not known") {
    const script whole{[](unsigned, const std::string&) { return reaction{http_answer(200, created), true}; }};
    script measured = whole;
    one_call<tc3<>, clb::CreateListener> first;
    first.run(measured, create);
    const std::size_t request_size = measured.seen[0].size();
    for (std::size_t bytes = 0; bytes != request_size; ++bytes) {
        for (const bool promises : {true, false}) {
            CAPTURE(bytes);
            script peer = whole;
            peer.request_cuts = {bytes};
            peer.promises = promises;
            one_call<tc3<>, clb::CreateListener> call;
            const auto& got = call.run(peer, create);
            if (got.outcome() == call_outcome::done) {
                CHECK(peer.done == 1);
                CHECK(got.attempts() == 2);
            } else { // the last window left, and nobody knows how much of it arrived
                CHECK(got.outcome() == call_outcome::unknown);
                CHECK_FALSE(promises);
                CHECK(bytes + 100 >= request_size);
                CHECK(peer.connections == 1);
            }
        }
    }
    const std::size_t answer_size = http_answer(200, created).size();
    for (std::size_t bytes = 0; bytes != answer_size; ++bytes) {
        CAPTURE(bytes);
        script peer{[=](unsigned, const std::string&) { return reaction{http_answer(200, created), true, bytes}; }};
        one_call<tc3<>, clb::CreateListener> call;
        const auto& got = call.run(peer, create);
        CHECK(got.outcome() == call_outcome::unknown);
        CHECK(got.error().code == errc::outcome_unknown);
        CHECK(got.error().number == static_cast<std::int64_t>(errc::receive_failed));
        CHECK(peer.requests == 1);
        CHECK_FALSE(call.answer.ListenerIds.has_value());
    }
}

TEST_CASE("call: a query is asked again until it is answered") {
    const std::size_t answer_size = http_answer(200, succeeded).size();
    for (std::size_t bytes = 0; bytes < answer_size; bytes += 5) {
        script peer{[=](unsigned request, const std::string&) {
            return reaction{http_answer(200, succeeded), false, request < 3 ? bytes : SIZE_MAX};
        }};
        one_call<tc3<>, clb::DescribeTaskStatus> call;
        const auto& got = call.run(peer, query);
        CHECK(got.outcome() == call_outcome::done);
        CHECK(got.attempts() == 3);
        CHECK(call.answer.Status == 0);
        CHECK(peer.connections == 3);
    }
}

TEST_CASE("call: each status without a readable answer") {
    for (unsigned status = 200; status != 600; ++status) {
        CAPTURE(status);
        script peer{[=](unsigned, const std::string&) { return reaction{http_answer(status, "<html>"), false}; }};
        one_call<tc3<>, clb::CreateListener> call;
        const auto& got = call.run(peer, create);
        CHECK(got.outcome() == (status >= 400 ? call_outcome::refused : call_outcome::unknown));
        CHECK(peer.requests == (status == 429 ? 5 : 1)); // a create is not repeated on what a gateway says
        CHECK(got.head().status == status);
    }
}

TEST_CASE("call: a status that refuses counts also where the rest of the answer never comes") {
    script peer{[](unsigned, const std::string&) {
        const std::string answer = http_answer(413, "<html>too large");
        return reaction{answer, false, answer.size() - 3};
    }};
    one_call<tc3<>, clb::CreateListener> call;
    CHECK(call.run(peer, create).outcome() == call_outcome::refused);
    CHECK(call.said.message == "HTTP status 413: <html>too la");
}

TEST_CASE("call: what was refused before anything was done is tried again, signed anew") {
    for (const auto code : {"RequestLimitExceeded"sv, "AuthFailure.SignatureExpire"sv}) {
        script peer{[=](unsigned request, const std::string&) {
            if (request < 2) return reaction{refusal(code, "Date: Fri, 15 Jan 2027 08:05:00 GMT\r\n"), false};
            return reaction{http_answer(200, created), true};
        }};
        one_call<tc3<>, clb::CreateListener> call;
        const auto& got = call.run(peer, create);
        CHECK(got.outcome() == call_outcome::done);
        CHECK(peer.done == 1);
        REQUIRE(peer.seen.size() == 2);
        CHECK(peer.connections == 1);
    }
    script never{[](unsigned, const std::string&) {
        return reaction{refusal("RequestLimitExceeded", "Retry-After: 3\r\n"), false};
    }};
    one_call<tc3<>, clb::CreateListener> call;
    const auto& got = call.run(never, create, {.attempts = 4});
    CHECK(got.outcome() == call_outcome::refused);
    CHECK(call.said.kind == error_class::throttled);
    CHECK(never.requests == 4);
    REQUIRE(never.pauses.size() == 3);
    for (std::size_t i = 0; i != 3; ++i) {
        CHECK(never.pauses[i] + never.each_event >= 3000);
        CHECK(never.pauses[i] <= 3000 + (500u << i));
    }
}

TEST_CASE("call: what is refused for good is asked once") {
    for (const auto code : {"InvalidParameter"sv, "AuthFailure.SignatureFailure"sv, "LimitExceeded"sv, "NoSuchCode"sv,
                            "InternalError"sv}) {
        script peer{[=](unsigned, const std::string&) { return reaction{refusal(code), false}; }};
        one_call<tc3<>, clb::CreateListener> call;
        CHECK(call.run(peer, create).outcome() == call_outcome::refused);
        CHECK(call.said.code == code);
        CHECK(peer.requests == 1);
    }
}

TEST_CASE("call: a skewed clock is taught once") {
    const std::string date = "Date: Fri, 15 Jan 2027 08:00:00 GMT\r\n"; // truth
    for (const unix_time skew : {-3600, 3600, -315360000, 315360000}) {
        CAPTURE(skew);
        if (truth + skew < first_plausible_time) continue;
        const auto cloud = [&](unsigned, const std::string& text) {
            const long long when = std::stoll(header(text, "X-TC-Timestamp"));
            if (when < truth - 300 || when > truth + 300)
                return reaction{refusal("AuthFailure.SignatureExpire", date), false};
            return reaction{http_answer(200, created, date), true};
        };
        script peer{cloud};
        peer.now.wall = truth + skew;
        one_call<tc3<>, clb::CreateListener> call;
        CHECK(call.run(peer, create).outcome() == call_outcome::done);
        CHECK(peer.requests == 2);
        CHECK(call.clock.offset(peer.now) <= -skew + 2);
        CHECK(call.clock.offset(peer.now) >= -skew - 2);
    }
    script stubborn{[&](unsigned, const std::string&) {
        return reaction{refusal("AuthFailure.SignatureExpire", date), false};
    }};
    one_call<tc3<>, clb::CreateListener> call;
    CHECK(call.run(stubborn, create).outcome() == call_outcome::refused);
    CHECK(stubborn.requests == 2);
    script silent{[](unsigned, const std::string&) { return reaction{refusal("AuthFailure.SignatureExpire"), false}; }};
    one_call<tc3<>, clb::CreateListener> other;
    CHECK(other.run(silent, create).outcome() == call_outcome::refused);
    CHECK(silent.requests == 1);
}

TEST_CASE("call: a refusal as a replay is one, unless the clock is far from the answer's date") {
    constexpr auto refused = R"({"code":4500,"message":"","codeDesc":"ReplayAttack"})";
    const std::string date = "Date: Fri, 15 Jan 2027 08:00:00 GMT\r\n"; // truth
    const tencent::lb::DescribeLoadBalancerListeners listeners{.loadBalancerId = "lb-1"};
    using look = one_call<hmac_sha256<>, tencent::lb::DescribeLoadBalancerListeners>;
    for (const unix_time skew : {-45, 45, -3600, 3600}) {
        CAPTURE(skew);
        script peer{[&](unsigned request, const std::string&) {
            return reaction{http_answer(200, request < 2 ? refused : R"({"code":0,"message":""})", date), true};
        }};
        peer.now.wall = truth + skew;
        look call;
        CHECK(call.run(peer, listeners).outcome() == call_outcome::done);
        const bool is_far = skew < -60 || skew > 60;
        CHECK(peer.pauses.size() == (is_far ? 0U : 1U));
        CHECK(call.clock.has_learned() == is_far);
    }
    script stubborn{[&](unsigned, const std::string&) { return reaction{http_answer(200, refused, date), false}; }};
    stubborn.now.wall = truth;
    look call;
    CHECK(call.run(stubborn, listeners, {.attempts = 4}).outcome() == call_outcome::refused);
    CHECK(stubborn.requests == 4);
}

TEST_CASE("call: an unset clock signs nothing before it was told the time") {
    const std::string date = "Date: Fri, 15 Jan 2027 08:00:00 GMT\r\n";
    for (const unsigned status : {200u, 302u, 404u}) {
        script peer{[&](unsigned request, const std::string& text) {
            if (request == 1) {
                CHECK(text.starts_with("GET / HTTP/1.1\r\nHost: clb.tencentcloudapi.com\r\n"));
                CHECK(text.find("Authorization") == text.npos);
                CHECK(text.find("AKID") == text.npos);
                return reaction{http_answer(status, "<html>", date), false};
            }
            CHECK(header(text, "X-TC-Timestamp").substr(0, 8) == "18000000");
            return reaction{http_answer(200, created), true};
        }};
        peer.now.wall = 12;
        one_call<tc3<>, clb::CreateListener> call;
        CHECK(call.run(peer, create).outcome() == call_outcome::done);
        CHECK(peer.connections == 1);
        CHECK(call.machine->attempts() == 1);
        call_clock restored(call.clock.offset(peer.now));
        CHECK(restored.is_set(peer.now));
    }
    for (const auto fields : {""sv, "Date: Thu, 01 Jan 1970 00:00:09 GMT\r\n"sv, "Date: now\r\n"sv}) {
        script peer{[&](unsigned, const std::string&) { return reaction{http_answer(200, "", fields), false}; }};
        peer.now.wall = 12;
        one_call<tc3<>, clb::CreateListener> call;
        const auto& got = call.run(peer, create);
        CHECK(got.outcome() == call_outcome::not_sent);
        CHECK(got.error().code == errc::bad_time);
        CHECK(peer.requests == 1);
    }
    script dead{[](unsigned, const std::string&) { return reaction{}; }};
    dead.now.wall = 12;
    one_call<tc3<>, clb::CreateListener> call;
    CHECK(call.run(dead, create).outcome() == call_outcome::not_sent);
    CHECK(call.machine->error().code == errc::receive_failed);
    CHECK(dead.requests == 5);
}

TEST_CASE("call: an idempotency token lets a create be repeated, and stays the same") {
    const auto cloud = [](unsigned request, const std::string&) {
        return reaction{http_answer(200, ga_created), request == 1, request == 1 ? 3 : SIZE_MAX};
    };
    script with{cloud};
    one_call<acs3<>, ga::CreateListener> call;
    CHECK(call.run(with, ga_token).outcome() == call_outcome::done);
    REQUIRE(with.seen.size() == 2);
    std::set<std::string> nonces;
    for (const std::string& text : with.seen) {
        CHECK(text.find("ClientToken=t-1") != text.npos);
        nonces.insert(header(text, "x-acs-signature-nonce"));
    }
    CHECK(nonces.size() == 2);
    script without{cloud}; // it gets one, of the caller's randomness
    one_call<acs3<>, ga::CreateListener> other;
    CHECK(other.run(without, ga_create).outcome() == call_outcome::done);
    REQUIRE(without.seen.size() == 2);
    for (const std::string& text : without.seen) CHECK(text.find("ClientToken=1&") != text.npos);
    CHECK(header(without.seen[1], "x-acs-signature-nonce") == "2");
    CHECK_FALSE(ga_create.ClientToken.has_value());
    script told{cloud};
    CHECK(other.run(told, ga_create, {.repeat = repetition::harmful}).outcome() == call_outcome::unknown);
    CHECK(told.seen.size() == 1);
    // Once it may have arrived, a later refusal does not say that it was not done.
    script refused{[](unsigned request, const std::string&) {
        if (request == 1) return reaction{http_answer(200, ga_created), true, 3};
        return reaction{http_answer(400, R"({"Code":"InvalidParameter","Message":"m","RequestId":"r"})"), false};
    }};
    one_call<acs3<>, ga::CreateListener> third;
    CHECK(third.run(refused, ga_token).outcome() == call_outcome::unknown);
}

TEST_CASE("call: nothing lasts past the deadline") {
    script dead{[](unsigned, const std::string&) { return reaction{}; }};
    dead.connects = false;
    one_call<tc3<>, clb::CreateListener> call;
    CHECK(call.run(dead, create, {.attempts = 255, .deadline = 65000}).outcome() == call_outcome::not_sent);
    CHECK(call.machine->error().code == errc::connect_failed);
    CHECK(dead.now.monotonic <= 65000);
    CHECK(dead.connections > 3);
    for (http::monotonic_ms deadline = 4990; deadline != 5100; ++deadline) {
        CAPTURE(deadline);
        script peer{[](unsigned, const std::string&) { return reaction{http_answer(200, created), true}; }};
        one_call<tc3<>, clb::CreateListener> timed;
        const auto& got = timed.run(peer, create, {.deadline = deadline});
        CHECK(peer.now.monotonic <= std::max<http::monotonic_ms>(deadline, 5001));
        if (peer.done == 0) CHECK(got.outcome() != call_outcome::done);
        if (got.outcome() == call_outcome::not_sent) CHECK(peer.done == 0);
        if (got.outcome() != call_outcome::done) CHECK(got.error().code != errc::none);
    }
    script slow{[](unsigned, const std::string&) { return reaction{http_answer(200, created), true}; }};
    slow.each_event = 400; // a drip
    one_call<tc3<>, clb::CreateListener> dripped;
    CHECK(dripped.run(slow, create, {.attempt_ms = 4000}).outcome() == call_outcome::unknown);
    CHECK(slow.requests == 1);
}

TEST_CASE("call: a pacer holds every attempt, the first too, and learns from what is refused as one too many") {
    const auto cloud = [](unsigned request, const std::string&) {
        return request <= 3 ? reaction{refusal("RequestLimitExceeded")} : reaction{http_answer(200, created), true};
    };
    script peer{cloud};
    pacer pace{{.first_ms = 100000, .least_ms = 5000, .throttled_ms = 20000}};
    one_call<tc3<>, clb::CreateListener> call;
    CHECK(call.run(peer, create, {.pacer = &pace}).outcome() == call_outcome::done);
    CHECK(peer.requests == 4);
    CHECK(call.machine->attempts() == 4);
    CHECK(peer.pauses.front() > 0);
    CHECK(peer.pauses.front() <= 100000);
    CHECK(peer.now.monotonic - peer.pauses.front() > 5000 + 10000 + 20000 + 40000);
    CHECK(pace.pause_ms() == 60000);
    // The next call waits for its turn, too.
    script next{[](unsigned, const std::string&) { return reaction{http_answer(200, created), true}; }};
    next.now = peer.now;
    CHECK(call.run(next, create, {.pacer = &pace}).outcome() == call_outcome::done);
    REQUIRE(next.pauses.size() == 1);
    CHECK(next.pauses[0] >= 29000);
    // A turn that comes after the deadline is not waited for, and who cannot wait is not held.
    script late{next.cloud};
    late.now = next.now;
    CHECK(call.run(late, create, {.deadline = late.now.monotonic + 1000, .pacer = &pace}).outcome() ==
          call_outcome::not_sent);
    CHECK(call.machine->error().code == errc::timed_out);
    CHECK(late.connections == 0);
    CHECK(late.pauses.empty());
    CHECK(call.run(late, create, {.waits = false, .pacer = &pace}).outcome() == call_outcome::done);
    CHECK(late.pauses.empty());
}

TEST_CASE("call: a retry budget bounds the attempts of all calls that share it") {
    script busy{[](unsigned, const std::string&) { return reaction{refusal("RequestLimitExceeded")}; }};
    retry_budget budget{3};
    one_call<tc3<>, clb::CreateListener> call;
    CHECK(call.run(busy, create, {.budget = &budget}).outcome() == call_outcome::refused);
    CHECK(busy.requests == 4);
    CHECK(budget.left() == 0);
    CHECK(call.run(busy, create, {.budget = &budget}).outcome() == call_outcome::refused);
    CHECK(busy.requests == 5);
    script well{[](unsigned, const std::string&) { return reaction{http_answer(200, created), true}; }};
    for (int i = 0; i != 10; ++i) CHECK(call.run(well, create, {.budget = &budget}).outcome() == call_outcome::done);
    CHECK(budget.left() == 1);
}

TEST_CASE("call: a clock learns neither from the last attempt nor from an answer without a date") {
    const std::string date = "Date: Fri, 15 Jan 2027 08:00:00 GMT\r\n";
    for (const std::string& fields : {std::string(), date}) {
        script peer{[&](unsigned, const std::string&) {
            return reaction{refusal("AuthFailure.SignatureExpire", fields), false};
        }};
        peer.now.wall = truth + 3600;
        one_call<tc3<>, clb::CreateListener> call;
        call_settings settings;
        if (!fields.empty()) settings.attempts = 1;
        CHECK(call.run(peer, create, settings).outcome() == call_outcome::refused);
        CHECK(peer.requests == 1);
        CHECK_FALSE(call.clock.has_learned());
    }
    // Nor from what is called a replay, which without a date is one.
    script peer{[](unsigned request, const std::string&) {
        constexpr auto refused = R"({"code":4500,"message":"","codeDesc":"ReplayAttack"})";
        return reaction{http_answer(200, request < 2 ? refused : R"({"code":0,"message":""})"), true};
    }};
    peer.now.wall = truth + 3600;
    one_call<hmac_sha256<>, tencent::lb::DescribeLoadBalancerListeners> look;
    const tencent::lb::DescribeLoadBalancerListeners listeners{.loadBalancerId = "lb-1"};
    CHECK(look.run(peer, listeners).outcome() == call_outcome::done);
    CHECK(peer.pauses.size() == 1);
    CHECK_FALSE(look.clock.has_learned());
}

TEST_CASE("call: woken too early it waits on, and past its deadline it is over before it is signed") {
    key_cache<tc3<>> keys(who);
    call_clock clock;
    clb::DescribeTaskStatus::response answer;
    api_error said;
    char scratch[500], room[600];
    using machine = call_machine<tc3<>, clb::DescribeTaskStatus>;
    const call_settings settings{.region = "ap-guangzhou", .deadline = 6000};
    machine late{query, keys, clock, settings, answer, said, scratch};
    CHECK(late.next().wake_at == 6000);
    late.wake({truth, 5999});
    CHECK(late.next().wants == call_wish::sign);
    late.wake({truth, 6000});
    REQUIRE(late.next().wants == call_wish::done);
    CHECK(late.error().code == errc::timed_out);
    CHECK(late.outcome() == call_outcome::not_sent);

    machine call{query, keys, clock, {.region = "ap-guangzhou"}, answer, said, scratch};
    const instant now{truth, 5000};
    call.sign(now, 1);
    call.connected(now);
    while (call.next().wants == call_wish::send) call.sent(call.bytes(room, now).size(), now);
    const std::string busy = refusal("RequestLimitExceeded", "Retry-After: 2\r\n");
    call.received(busy.data(), busy.size(), now);
    REQUIRE(call.next().wants == call_wish::wait);
    const http::monotonic_ms wake_at = call.next().wake_at;
    CHECK(wake_at >= 7000);
    call.wake({truth, wake_at - 1});
    CHECK(call.next().wants == call_wish::wait);
    call.wake({truth, wake_at});
    CHECK(call.next().wants == call_wish::sign);
}

TEST_CASE("call: an attempt that cannot be made ends it") {
    constexpr int wrong[] = {80, 70000};
    const clb::CreateListener bad{.LoadBalancerId = "lb-1", .Ports = wrong, .Protocol = clb::Protocol::TCP};
    script peer{[](unsigned, const std::string&) { return reaction{}; }};
    one_call<tc3<>, clb::CreateListener> call;
    CHECK(call.run(peer, bad).outcome() == call_outcome::not_sent);
    CHECK(call.machine->error().code == errc::out_of_range);
    CHECK(call.run(peer, create, {.endpoint = "a b"}).error().code == errc::bad_host);
    CHECK(peer.connections == 0);
    CHECK(peer.requests == 0);
}

TEST_CASE("call: what comes while nothing is asked for spoils the connection") {
    key_cache<tc3<>> keys(who);
    call_clock clock;
    clb::DescribeTaskStatus::response answer;
    api_error said;
    char scratch[500], room[600];
    call_machine<tc3<>, clb::DescribeTaskStatus> call{query,  keys, clock,  {.region = "ap-guangzhou"},
                                                      answer, said, scratch};
    instant now{truth, 5000};
    call.sign(now, 1);
    call.connected(now);
    while (call.next().wants == call_wish::send) call.sent(call.bytes(room, now).size(), now);
    const std::string busy = refusal("RequestLimitExceeded");
    call.received(busy.data(), busy.size(), now);
    REQUIRE(call.next().wants == call_wish::wait);
    CHECK(call.keeps_connection());
    call.received(busy.data(), busy.size(), now); // a second time, and nobody has asked
    CHECK_FALSE(call.keeps_connection());
    now.monotonic = call.next().wake_at;
    call.wake(now);
    call.sign(now, 2);
    CHECK(call.next().wants == call_wish::connect);
}

} // namespace
