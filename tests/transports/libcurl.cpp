// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The client over libcurl's connections, and many calls in one thread over its HTTP, against the emulator over real TLS.

#include "../../examples/transports/libcurl.hpp"
#include "../../examples/transports/libcurl_multi.hpp"
#include "../emulator_options.hpp"

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>

#include "emulator/emulator.hpp"
#include "emulator/stage.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace portwright;
using portwright_tool::emulator_call;
using portwright_tool::emulator_fault;
using portwright_tool::emulator_server;
namespace clb = tencent::clb;

constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
constexpr std::uint16_t ports[] = {7569, 7570};
constexpr clb::CreateListener listener{.LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};

/// The emulator, its certificate in a file as libcurl wants it, and a client of it.
class pair {
public:
    explicit pair(std::function<emulator_fault(const emulator_call&)> fault = {})
        : server_(test::emulator_that_knows(who, std::move(fault))),
          endpoint_("localhost:" + std::to_string(server_.port())) {
        file_ = std::string("/tmp/portwright-libcurl-") + std::to_string(server_.port()) + ".pem";
        std::FILE* to = std::fopen(file_.c_str(), "w");
        REQUIRE(to != nullptr);
        std::fputs(server_.ca_pem().c_str(), to);
        std::fclose(to);
        trust(file_);
    }
    ~pair() { std::remove(file_.c_str()); }

    void trust(const std::string& file) { curl_easy_setopt(curl.handle(), CURLOPT_CAINFO, file.c_str()); }

    auto client(std::string_view endpoint) {
        return portwright::client{transport, who, [] { return static_cast<unix_time>(std::time(nullptr)); },
                                  [this] { return ++calls; },
                                  client_options{.region = "ap-guangzhou", .endpoint = endpoint}};
    }
    const std::string& endpoint() const { return endpoint_; }
    const std::string& ca_file() const { return file_; }
    /// How many have arrived.
    auto requests() { return server_.stage().requests(); }

    std::uint64_t calls = 0;
    http::curl_stream curl{};
    std::array<char, 1024> io{};
    std::array<char, 1024> scratch{};
    http::stream_transport transport{curl.stream(), io};

private:
    emulator_server server_;
    std::string endpoint_;
    std::string file_{};
};

TEST_CASE("libcurl: a create and the wait for its task, over one connection") {
    pair cloud;
    auto client = cloud.client(cloud.endpoint());
    const auto created = client.call(listener, cloud.scratch);
    REQUIRE(created);
    CHECK(created->ListenerIds.size() == 2);
    CHECK(client.wait(*created, cloud.scratch));
    CHECK(cloud.transport.openings == 1);
}

TEST_CASE("libcurl: a certificate that nobody vouches for, or for another name") {
    pair cloud;
    const std::string port = cloud.endpoint().substr(cloud.endpoint().find(':'));
    const std::string other = "other.example" + port;
    curl_slist* const names = curl_slist_append(nullptr, (other + ":127.0.0.1").c_str());
    curl_easy_setopt(cloud.curl.handle(), CURLOPT_RESOLVE, names);
    auto wrong_name = cloud.client(other);
    CHECK(wrong_name.call(listener, cloud.scratch).error().code == errc::tls_failed);
    CHECK(cloud.curl.last_error() == CURLE_PEER_FAILED_VERIFICATION);
    curl_easy_setopt(cloud.curl.handle(), CURLOPT_RESOLVE, nullptr);
    curl_slist_free_all(names);
    cloud.trust("/etc/ssl/certs/ca-certificates.crt");
    auto client = cloud.client(cloud.endpoint());
    const auto created = client.call(listener, cloud.scratch);
    CHECK_FALSE(created);
    CHECK((created.error().code == errc::tls_failed || created.error().code == errc::connect_failed));
}

TEST_CASE("libcurl: nobody there") {
    pair cloud;
    auto nobody = cloud.client("localhost:1");
    CHECK(nobody.call(listener, cloud.scratch).error().code == errc::connect_failed);
    auto unknown = cloud.client("no.such.host.invalid");
    CHECK(unknown.call(listener, cloud.scratch).error().code == errc::connect_failed);
}

TEST_CASE("libcurl: an answer that is lost leaves the outcome unknown") {
    pair cloud([](const emulator_call&) {
        emulator_fault fault;
        fault.what = emulator_fault::kind::drop;
        fault.take_effect = true;
        return fault;
    });
    auto client = cloud.client(cloud.endpoint());
    const auto created = client.call(listener, cloud.scratch);
    CHECK(created.error().code == errc::outcome_unknown);
    CHECK(cloud.calls == 1); // a create is not repeated blindly
}

using scheme = tc3<>;

instant now() { return {static_cast<unix_time>(std::time(nullptr)), curl_calls<int, int>::monotonic_now()}; }

std::uint64_t random_bits() {
    static std::uint64_t counter = 1;
    return counter += 0x9E3779B97F4A7C15;
}

using calls = curl_calls<instant (*)(), std::uint64_t (*)()>;

/// Calls that trust this authority alone.
std::unique_ptr<calls> calls_that_trust(const std::string& file, long perform_ms = 30000, curl_slist* names = nullptr) {
    return std::make_unique<calls>(
        &now, &random_bits,
        [file, names](CURL* one) {
            curl_easy_setopt(one, CURLOPT_CAINFO, file.c_str());
            curl_easy_setopt(one, CURLOPT_CAPATH, nullptr);
            curl_easy_setopt(one, CURLOPT_RESOLVE, names);
        },
        10000, perform_ms);
}

/// One device of many: its request, its call and its answer.
struct device {
    device(std::string_view endpoint, unsigned number, std::uint8_t attempts = 3)
        : name("lb-" + std::to_string(number)),
          settings{.region = "ap-guangzhou", .endpoint = endpoint, .attempts = attempts} {}

    std::string name;
    clb::CreateListener request{.LoadBalancerId = name, .Ports = ports, .Protocol = clb::Protocol::TCP};
    key_cache<scheme> keys{who};
    call_clock offset{};
    call_settings settings;
    clb::CreateListener::response created{};
    api_error refusal{};
    std::array<char, 256> scratch{};
    message_call_machine<scheme, clb::CreateListener> call{request, keys, offset, settings, created, refusal, scratch};
};

void finish(calls& all) {
    for (int turns = 0; all.turn(100) != 0; ++turns) REQUIRE(turns < 100000);
}

TEST_CASE("libcurl: fifty creates under way at once in one thread") {
    pair cloud;
    const auto all = calls_that_trust(cloud.ca_file());
    std::deque<device> devices;
    std::size_t done = 0, most = 0;
    for (unsigned i = 0; i != 50; ++i) all->run(devices.emplace_back(cloud.endpoint(), i).call, [&done] { ++done; });
    CHECK(done == 0); // none of them has blocked
    while (const std::size_t left = all->turn(100)) most = std::max(most, left);
    CHECK(most == 50);
    CHECK(done == 50);
    CHECK(cloud.requests() == 50); // also where a busy machine was late for a handshake, which is tried again
    for (const device& of : devices) {
        CAPTURE(of.name);
        CHECK(of.call.outcome() == call_outcome::done);
        CHECK(of.call.head().date > 1700000000);
        CHECK(of.created.ListenerIds.size() == 2);
    }
}

TEST_CASE("libcurl: the next call begun where one is done, by GET") {
    pair cloud;
    const auto all = calls_that_trust(cloud.ca_file());
    device one{cloud.endpoint(), 1};
    clb::DescribeTaskStatus::response task;
    std::optional<clb::DescribeTaskStatus> query;
    std::optional<message_call_machine<scheme, clb::DescribeTaskStatus>> next;
    std::array<char, 256> room{};
    call_settings by_get = one.settings;
    by_get.verb = method::GET;
    bool done = false;
    all->run(one.call, [&] {
        REQUIRE(one.call.outcome() == call_outcome::done);
        query.emplace(one.created.task());
        next.emplace(*query, one.keys, one.offset, by_get, task, one.refusal, room);
        all->run(*next, [&done] { done = true; });
    });
    finish(*all);
    CHECK(done);
    CHECK(next->outcome() == call_outcome::done);
    CHECK(task.Status.has_value());
}

TEST_CASE("libcurl: what has surely not been sent, among many") {
    pair cloud;
    const std::string other = "other.example" + cloud.endpoint().substr(cloud.endpoint().find(':'));
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> names{
        curl_slist_append(nullptr, (other + ":127.0.0.1").c_str()), &curl_slist_free_all};
    const auto trusts = calls_that_trust(cloud.ca_file(), 30000, names.get());
    const auto trusts_nobody = calls_that_trust("/etc/ssl/certs/ca-certificates.crt");
    struct {
        calls& by;
        std::string to;
        errc why;
    } const cases[] = {{*trusts, "localhost:1", errc::connect_failed},
                       {*trusts, "no.such.host.invalid", errc::connect_failed},
                       {*trusts, other, errc::tls_failed},
                       {*trusts_nobody, cloud.endpoint(), errc::tls_failed}};
    for (const auto& each : cases) {
        CAPTURE(each.to);
        device one{each.to, 1, 1};
        bool done = false;
        each.by.run(one.call, [&done] { done = true; });
        finish(each.by);
        CHECK(done);
        CHECK(one.call.outcome() == call_outcome::not_sent);
        CHECK(one.call.error().code == each.why);
    }
}

/// A call whose body breaks off, or is not as long as was signed.
struct broken_body : message_call_machine<scheme, clb::CreateListener> {
    broken_body(device& of, bool fails)
        : message_call_machine(of.request, of.keys, of.offset, of.settings, of.created, of.refusal, of.scratch),
          fails_(fails) {}
    http::body_source body() {
        return {[](void* self, sink to) {
                    return to.write(to.context, "{}", 2) && !static_cast<broken_body*>(self)->fails_;
                },
                this, 100};
    }
    bool fails_;
};

TEST_CASE("libcurl: a body that is not what was signed is not sent") {
    unsigned requests = 0;
    pair cloud([&requests](const emulator_call&) { return ++requests, emulator_fault{}; });
    const auto all = calls_that_trust(cloud.ca_file());
    for (const bool fails : {false, true}) {
        CAPTURE(fails);
        device one{cloud.endpoint(), 1, 1};
        broken_body call{one, fails};
        bool done = false;
        all->run(call, [&done] { done = true; });
        finish(*all);
        CHECK(done);
        CHECK(call.outcome() == call_outcome::not_sent);
        CHECK(call.error().code == errc::send_failed);
    }
    CHECK(requests == 0);
}

TEST_CASE(
    "libcurl: an answer that is lost or does not come in time leaves the outcome unknown, and is not asked again") {
    for (const bool late : {false, true}) {
        CAPTURE(late);
        unsigned requests = 0;
        pair cloud([late, &requests](const emulator_call&) {
            ++requests;
            emulator_fault fault;
            if (late) {
                fault.delay = std::chrono::milliseconds(1500);
            } else {
                fault.what = emulator_fault::kind::drop;
                fault.take_effect = true;
            }
            return fault;
        });
        const auto all = calls_that_trust(cloud.ca_file(), 500);
        device one{cloud.endpoint(), 1};
        all->run(one.call, [] {});
        finish(*all);
        CHECK(one.call.outcome() == call_outcome::unknown);
        CHECK(one.call.attempts() == 1);
        CHECK(requests == 1);
    }
}

TEST_CASE("libcurl: what the cloud has no time for is tried again after a pause, while others go on") {
    pair cloud([](const emulator_call& of) {
        emulator_fault fault;
        if (of.number <= 5) fault.what = emulator_fault::kind::throttled;
        return fault;
    });
    const auto all = calls_that_trust(cloud.ca_file());
    std::deque<device> devices;
    for (unsigned i = 0; i != 10; ++i) all->run(devices.emplace_back(cloud.endpoint(), i, 5).call, [] {});
    finish(*all);
    unsigned attempts = 0;
    for (const device& of : devices) {
        CHECK(of.call.outcome() == call_outcome::done);
        attempts += of.call.attempts();
    }
    CHECK(attempts == 15);
}

} // namespace
