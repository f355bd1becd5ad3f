// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The client over a transport that speaks HTTP itself: as many attempts, and the same truth, as over bytes.

#include <portwright/aliyun/ga.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace portwright;
using namespace std::string_view_literals;
namespace clb = tencent::clb;
namespace ga = aliyun::ga;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr unix_time truth = 1800000000; // 2027-01-15T08:00:00Z

constexpr std::uint16_t ports[] = {80};
constexpr clb::CreateListener create{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
constexpr clb::DescribeTaskStatus query{.TaskId = "8f27"};
constexpr ga::PortRange ranges[] = {{.FromPort = 20, .ToPort = 20}};
constexpr ga::CreateListener ga_create{.AcceleratorId = "ga-1", .PortRanges = ranges};

constexpr auto created = R"({"Response":{"ListenerIds":["lbl-1"],"RequestId":"r-1"}})"sv;
constexpr auto succeeded = R"({"Response":{"Status":0,"RequestId":"r-1"}})"sv;

std::string refusal(std::string_view code) {
    return R"({"Response":{"Error":{"Code":")" + std::string(code) + R"(","Message":"m"},"RequestId":"r"}})";
}

/// What came of one request, and when.
struct outcome {
    std::string body{};
    http::response_head head{200, 0, 0};
    errc failed = errc::none;
    bool sent = true;
};

struct seen_request {
    std::string url, body;
    std::vector<std::pair<std::string, std::string>> headers;

    std::string header(std::string_view name) const {
        for (const auto& [key, value] : headers)
            if (key == name) return value;
        return "";
    }
};

/// A cloud behind somebody else's HTTP, in a time of its own.
struct cloud {
    std::function<outcome(unsigned request, const seen_request&)> answers;
    instant now{truth, 5000};
    std::vector<seen_request> seen{};
    std::vector<std::uint32_t> pauses{};
    std::uint64_t nonce = 0;

    http::exchange_result perform(const signed_request& request, sink answer, const http::body_source& body) {
        now.monotonic += 10;
        seen_request made{std::string(request.url), std::string(request.body), {}};
        for (std::size_t i = 0; i != request.header_count; ++i)
            made.headers.emplace_back(request.headers[i].name, request.headers[i].value);
        if (body.produce != nullptr) {
            const sink to{[](void* text, const char* data, std::size_t size) {
                              static_cast<std::string*>(text)->append(data, size);
                              return true;
                          },
                          &made.body};
            REQUIRE(body.produce(body.context, to));
            CHECK(made.body.size() == body.size);
        }
        CHECK(request.url == "https://" + std::string(request.host) + std::string(request.path) +
                                 (request.query.empty() ? "" : "?" + std::string(request.query)));
        seen.push_back(made);
        const outcome what = answers(static_cast<unsigned>(seen.size()), seen.back());
        if (answer.write != nullptr) answer.write(answer.context, what.body.data(), what.body.size());
        if (what.failed != errc::none) return {error{.code = what.failed}, what.sent};
        return {what.head, true};
    }

    client_options options(std::string_view region = "ap-guangzhou") {
        client_options made{.region = region};
        made.pause = [](void* self, std::uint32_t ms) {
            auto& me = *static_cast<cloud*>(self);
            me.pauses.push_back(ms);
            me.now.monotonic += ms;
            me.now.wall += ms / 1000;
        };
        made.pause_context = this;
        return made;
    }
    auto clock() {
        return [this] { return now; };
    }
    auto nonces() {
        return [this] { return ++nonce; };
    }
};

TEST_CASE("client: over messages, what can do no harm is tried again") {
    std::array<char, 512> scratch;
    cloud busy{[](unsigned request, const seen_request&) {
        if (request == 3) return outcome{.body = std::string(created)};
        return outcome{.body = refusal("RequestLimitExceeded"), .head = {200, 3, 0}};
    }};
    client one{busy, who, busy.clock(), busy.nonces(), busy.options()};
    CHECK(one.call(create, scratch).outcome() == call_outcome::done);
    CHECK(busy.seen.size() == 3);
    REQUIRE(busy.pauses.size() == 2);
    for (const std::uint32_t ms : busy.pauses) CHECK(ms >= 3000); // Retry-After

    cloud lost{[](unsigned, const seen_request&) { return outcome{.failed = errc::timed_out}; }};
    client two{lost, who, lost.clock(), lost.nonces(), lost.options()};
    const auto unknown = two.call(create, scratch);
    CHECK(unknown.outcome() == call_outcome::unknown);
    CHECK(unknown.error().number == static_cast<std::int64_t>(errc::timed_out));
    CHECK(lost.seen.size() == 1); // a create is never repeated blindly
    CHECK(two.call(query, scratch).outcome() == call_outcome::unknown);
    CHECK(lost.seen.size() == 6);

    cloud dead{[](unsigned, const seen_request&) { return outcome{.failed = errc::connect_failed, .sent = false}; }};
    client three{dead, who, dead.clock(), dead.nonces(), dead.options()};
    CHECK(three.call(create, scratch).outcome() == call_outcome::not_sent);
    CHECK(dead.seen.size() == 5);

    cloud wrong{[](unsigned, const seen_request&) { return outcome{.failed = errc::bad_characters, .sent = false}; }};
    client four{wrong, who, wrong.clock(), wrong.nonces(), wrong.options()};
    CHECK(four.call(create, scratch).error().code == errc::bad_characters);
    CHECK(wrong.seen.size() == 1); // it would be the same the next time
}

TEST_CASE("client: over messages, a deadline ends the attempts") {
    std::array<char, 512> scratch;
    cloud dead{[](unsigned, const seen_request&) { return outcome{.failed = errc::connect_failed, .sent = false}; }};
    client_options options = dead.options();
    options.attempts = 200;
    options.call_ms = 30000;
    client patient{dead, who, dead.clock(), dead.nonces(), options};
    CHECK(patient.call(create, scratch).outcome() == call_outcome::not_sent);
    CHECK(dead.now.monotonic <= 35000);
    CHECK(dead.seen.size() > 2);
    CHECK(dead.seen.size() < 200);
}

TEST_CASE("client: over messages, a refused time is put right once, and an unset clock asks first") {
    const auto tolerant = [](unsigned, const seen_request& request) {
        const std::string when = request.header("X-TC-Timestamp");
        outcome made{.body = std::string(created), .head = {200, 0, truth}};
        if (when.empty()) made.body = "<html>";
        else if (std::abs(std::stoll(when) - truth) > 300) made.body = refusal("AuthFailure.SignatureExpire");
        return made;
    };
    std::array<char, 512> scratch;
    for (const unix_time skew : {-36000000, -1000, 1000, 315360000}) {
        CAPTURE(skew);
        cloud told{tolerant};
        told.now.wall += skew;
        client one{told, who, told.clock(), told.nonces(), told.options()};
        CHECK(one.call(create, scratch).outcome() == call_outcome::done);
        CHECK(told.seen.size() == 2);
        CHECK(one.clock_offset() == -skew);
    }
    cloud unset{tolerant};
    unset.now.wall = 12;
    client two{unset, who, unset.clock(), unset.nonces(), unset.options()};
    CHECK(two.call(create, scratch).outcome() == call_outcome::done);
    REQUIRE(unset.seen.size() == 2);
    CHECK(unset.seen[0].url == "https://clb.tencentcloudapi.com/");
    CHECK(unset.seen[0].headers.empty());
    CHECK(unset.seen[0].body.empty());
    CHECK(two.clock_offset() == truth - 12);

    cloud silent{[](unsigned, const seen_request&) { return outcome{.body = "<html>"}; }};
    silent.now.wall = 12;
    client three{silent, who, silent.clock(), silent.nonces(), silent.options()};
    CHECK(three.call(create, scratch).error().code == errc::bad_time);
    CHECK(silent.seen.size() == 1);
}

TEST_CASE("client: an idempotency token is made once a call, and makes a create repeatable") {
    cloud flaky{[](unsigned request, const seen_request&) {
        if (request % 2 == 1) return outcome{.failed = errc::receive_failed};
        return outcome{.body = R"({"ListenerId":"lsn-1","RequestId":"r-1"})"};
    }};
    std::array<char, 512> scratch;
    client cloud_of_ga{flaky, who, flaky.clock(), flaky.nonces(), flaky.options("cn-hangzhou")};
    const auto token = [&](std::size_t request) {
        const std::string text = flaky.seen[request].url + "?" + flaky.seen[request].body;
        const std::size_t at = text.find("ClientToken=");
        REQUIRE(at != text.npos);
        return text.substr(at + 12, text.find('&', at) - at - 12);
    };
    CHECK(cloud_of_ga.call(ga_create, scratch).outcome() == call_outcome::done);
    CHECK(cloud_of_ga.call<aliyun_rpc<>>(ga_create, scratch).outcome() == call_outcome::done);
    ga::CreateListener own = ga_create;
    own.ClientToken = "mine";
    CHECK(cloud_of_ga.call(own, scratch).outcome() == call_outcome::done);
    REQUIRE(flaky.seen.size() == 6);
    CHECK(token(0) == token(1));
    CHECK(token(2) == token(3));
    CHECK(token(0) != token(2));
    CHECK(token(4) == "mine");
    CHECK(token(5) == "mine");
    CHECK(flaky.seen[0].header("x-acs-signature-nonce") != flaky.seen[1].header("x-acs-signature-nonce"));
}

TEST_CASE("client: the key is prepared once, TC3's once a day, and again after forget_key()") {
    cloud good{[](unsigned, const seen_request&) { return outcome{.body = std::string(succeeded)}; }};
    std::array<char, 512> scratch;
    std::string secret = "example-secret";
    client_options options = good.options();
    options.poll_ms = 0; // so that the signatures are of one second
    client one{good, {.id = "AKIDexample", .secret = secret}, good.clock(), good.nonces(), options};
    const auto signature = [&] {
        CHECK(one.call(query, scratch));
        return good.seen.back().header("Authorization");
    };
    const std::string first = signature();
    secret = "another-secret"; // of the same storage: only who prepares anew can see it
    CHECK(signature() == first);
    const auto created_task = clb::CreateListener::response{.RequestId = "8f27"};
    CHECK(one.wait(created_task, scratch));
    CHECK(good.seen.back().header("Authorization") == first);
    one.forget_key();
    const std::string other = signature();
    CHECK(other != first);
    secret = "example-secret";
    good.now.wall += 86400;
    CHECK(signature() != other); // the next day, of the secret as it is then
    good.now.wall -= 86400;
    CHECK(signature() == first);
    CHECK(one.call<hmac_sha256<>>(query, scratch)); // another scheme takes the room
    secret = "another-secret";
    CHECK(signature() == other);
}

/// All that a cloud has seen of a call that was tried again, with the answer read.
template <class Request>
std::string seen_of(const Request& request, method verb) {
    cloud slow{[](unsigned number, const seen_request&) {
        if (number == 0) return outcome{.failed = errc::connect_failed, .sent = false};
        return outcome{.body = std::string(succeeded)};
    }};
    std::array<char, 512> scratch;
    client_options options = slow.options();
    options.verb = verb;
    client one{slow, who, slow.clock(), slow.nonces(), options};
    std::string text = one.call(request, scratch) ? "done\n" : "failed\n";
    for (const seen_request& seen : slow.seen) {
        text += seen.url + "\n" + seen.body + "\n";
        for (const auto& [key, value] : seen.headers) text.append(key).append(": ").append(value).append("\n");
    }
    return text;
}

TEST_CASE("client: a prepared request is sent, tried again and answered like any other") {
    static constexpr prepared<query, tc3<>> by_default = {};
    for (const method verb : {method::GET, method::POST}) {
        const std::string expected = seen_of(query, verb);
        CHECK(expected.starts_with("done"));
        CHECK(seen_of(by_default, verb) == expected);
    }

    cloud good{[](unsigned, const seen_request&) { return outcome{.body = std::string(created)}; }};
    std::array<char, 512> scratch;
    client one{good, who, good.clock(), good.nonces(), good.options()};
    static constexpr prepared<create, hmac_sha256<>> open = {};
    static constexpr std::string_view wanted[] = {"RequestId"};
    const auto got = one.call(open, scratch);
    REQUIRE(got);
    CHECK(got->ListenerIds[0] == "lbl-1");
    const auto part = one.call(open, scratch, wanted);
    REQUIRE(part);
    CHECK(part->ListenerIds.size() == 0);
}

TEST_CASE("client: a prepared request with a value that came at run time") {
    static constexpr portwright::tencent::clb::DescribeTaskStatus waiting{.TaskId = portwright::later<0>};
    static constexpr prepared<waiting, tc3<>> look = {};
    const std::string id = "task-\"\x01%";
    for (const method verb : {method::GET, method::POST}) {
        const std::string expected = seen_of(portwright::tencent::clb::DescribeTaskStatus{.TaskId = id}, verb);
        CHECK(expected.starts_with("done"));
        CHECK(seen_of(look.with(id), verb) == expected);
    }
    CHECK(seen_of(look.with(""), method::POST) ==
          seen_of(portwright::tencent::clb::DescribeTaskStatus{.TaskId = ""}, method::POST));
}

TEST_CASE("client: requests that are not typed, and only what is wanted of an answer") {
    cloud good{[](unsigned, const seen_request&) {
        return outcome{.body = R"({"Response":{"ListenerIds":["lbl-1"],"Status":2,"RequestId":"r-1"}})"};
    }};
    std::array<char, 512> scratch;
    client one{good, who, good.clock(), good.nonces(), good.options()};
    std::array<parameter, 4> slots;
    untyped_request request{clb::CreateListener::call, slots};
    request.add("LoadBalancerId", "lb-1").add("Protocol", "TCP").add({"Ports.n", 0}, 80);
    const auto got = one.call_as<clb::CreateListener>(request, scratch);
    REQUIRE(got);
    CHECK(got->ListenerIds[0] == "lbl-1");
    CHECK(good.seen.back().body == R"({"LoadBalancerId":"lb-1","Ports":[80],"Protocol":"TCP"})");
    for (const auto& check : {one.call_as<clb::CreateListener, hmac_sha1<>>(request, scratch),
                              one.call_as<clb::CreateListener, hmac_sha256<>>(request, scratch)})
        CHECK(check);
    CHECK(one.call_as<clb::CreateListener, acs3<>>(request, scratch).error().code == errc::wrong_scheme);
    request.add("LoadBalancerId", "again");
    CHECK(one.call_as<clb::CreateListener>(request, scratch).error().code == errc::duplicate_name);
    CHECK(good.seen.size() == 3);

    static constexpr std::string_view wanted[] = {"RequestId"}, unknown[] = {"NoSuchField"};
    const auto part = one.call(create, scratch, wanted);
    REQUIRE(part);
    CHECK(part->RequestId == "r-1");
    CHECK_FALSE(part->ListenerIds.has_value());
    const auto none = one.call(create, scratch, unknown);
    CHECK(none.error().code == errc::bad_name);
    CHECK(none.outcome() == call_outcome::not_sent);
    CHECK(good.seen.size() == 4);
}

TEST_CASE("client: over messages, every scheme, verb and engine that the API takes") {
    cloud good{[](unsigned, const seen_request&) { return outcome{.body = std::string(succeeded)}; }};
    std::array<char, 512> scratch;
    for (const method verb : {method::GET, method::POST}) {
        client_options options = good.options();
        options.verb = verb;
        client<cloud, decltype(good.clock()), decltype(good.nonces()), for_speed<mbedtls>> fast{good, who, good.clock(),
                                                                                                good.nonces(), options};
        CHECK(fast.call(query, scratch));
        CHECK(fast.call<tc3<>>(query, scratch));
        CHECK(fast.call<hmac_sha256<for_speed<mbedtls>>>(query, scratch));
        CHECK(fast.call<hmac_sha1<>>(query, scratch));
        CHECK((good.seen.back().body.empty()) == (verb == method::GET));
    }
    CHECK(good.seen.size() == 8);
}

TEST_CASE("client: over messages, a server that wants to be left alone for a day is not waited for") {
    std::array<char, 512> scratch;
    for (const std::uint32_t seconds : {3600u, 3601u, 86400u, 0xFFFFFFFFu}) {
        cloud shut{[&](unsigned, const seen_request&) {
            return outcome{.body = refusal("RequestLimitExceeded"), .head = {503, seconds, 0}};
        }};
        client_options options = shut.options(); // without a deadline
        options.attempts = 2;
        client one{shut, who, shut.clock(), shut.nonces(), options};
        const auto got = one.call(create, scratch);
        CHECK(got.outcome() == call_outcome::refused);
        CHECK(got.head().retry_after == seconds);
        CHECK(shut.pauses.size() == (seconds == 3600 ? 1 : 0));
    }
}

TEST_CASE("client: a clock that is set back makes no pause longer") {
    std::array<char, 512> scratch;
    for (const std::int64_t back : {3600, 315360000, 1800000000}) {
        pacer pace_of_calls{{.least_ms = 1000}};
        cloud busy{[](unsigned, const seen_request&) { return outcome{.body = std::string(succeeded)}; }};
        client_options options = busy.options();
        options.pacer = &pace_of_calls;
        options.pause = [](void* self, std::uint32_t ms) {
            auto& me = *static_cast<cloud*>(self);
            me.pauses.push_back(ms);
            me.now.wall += ms / 1000 + 1;
        };
        const auto wall = [&] { return busy.now.wall; }; // all that the device has
        client one{busy, who, wall, busy.nonces(), options};
        CHECK(one.call(query, scratch).outcome() == call_outcome::done);
        busy.now.wall -= back;
        one.call(query, scratch);
        CHECK(busy.pauses.size() <= 1);
        for (const std::uint32_t ms : busy.pauses) CHECK(ms < 5000);
    }
}

} // namespace
