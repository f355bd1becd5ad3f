// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/prepared_later.hpp>

#include "../crypto/failing_engine.hpp"
#include "prepared.hpp"

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/tencent/lb/forward_listeners.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

namespace clb = portwright::tencent::clb;
namespace ga = portwright::aliyun::ga;
using portwright::later;
using test::errc, test::method;
using sha256 = portwright::hmac_sha256<>;

/// CLB's, of which values come later in a field, in lists, and in a structure.
struct of_clb {
    static constexpr std::string_view region = "ap-guangzhou";
    static constexpr std::int64_t ports[] = {443, later<1>};
    static constexpr std::string_view names[] = {later<2>, "lis\"1\\"};
    static constexpr clb::CreateListener waiting{
        .LoadBalancerId = later<0>,
        .Ports = ports,
        .Protocol = clb::Protocol::TCP,
        .ListenerNames = names,
        .HealthCheck = {.HealthSwitch = 1, .HealthNum = later<3>},
        .MaxConn = later<4>,
    };

    template <class Use>
    static void compare(std::string_view texts, std::int64_t number, Use use) {
        const std::int64_t own_ports[] = {443, number};
        const std::string_view own_names[] = {texts, "lis\"1\\"};
        const clb::CreateListener ordinary{
            .LoadBalancerId = texts,
            .Ports = own_ports,
            .Protocol = clb::Protocol::TCP,
            .ListenerNames = own_names,
            .HealthCheck = {.HealthSwitch = 1, .HealthNum = number},
            .MaxConn = number,
        };
        use(ordinary, texts, number, texts, number, number);
    }
};

/// GA's, with a value in two places and in a list of structures.
struct of_ga {
    static constexpr std::string_view region = "cn-hangzhou";
    static constexpr ga::PortRange known[] = {{.FromPort = 80, .ToPort = 443}};
    static constexpr ga::CreateListener waiting{.ClientToken = "123e4567-e89b",
                                                .AcceleratorId = later<0>,
                                                .Name = later<0>,
                                                .Description = later<1>,
                                                .PortRanges = known};

    template <class Use>
    static void compare(std::string_view texts, std::int64_t, Use use) {
        const ga::CreateListener ordinary{.ClientToken = "123e4567-e89b",
                                          .AcceleratorId = texts,
                                          .Name = texts,
                                          .Description = texts,
                                          .PortRanges = known};
        use(ordinary, texts, texts);
    }
};

/// Whatever the values and the context are: the same bytes, sizes and errors as of the whole request.
template <class Case, class Scheme>
class ways {
    static constexpr const auto& service = *std::remove_cvref_t<decltype(Case::waiting)>::call.service;
    static constexpr portwright::prepared<Case::waiting, Scheme> open = {};

public:
    explicit ways(const portwright::credentials& from = {.id = "AKID+=&%", .secret = "secret", .token = "to+ke/n==~"}) {
        REQUIRE(test::prepare(key_, from, 1551113065, service));
    }
    test::context<Scheme> with(method verb) const {
        return {.key = key_,
                .region = Case::region,
                .timestamp = 1551113065,
                .nonce = "11886",
                .verb = verb,
                .checked = false};
    }
    /// The engine, which counts its calls, fails at each of them.
    template <class Engine>
    void fail_each_call() const {
        Case::compare("lb-cuxw2rm0", 80, [&](const auto&, const auto&... values) {
            test::fail_each_call<Engine>(open.with(values...), with(method::POST));
        });
    }
    void compare(std::string_view text, std::int64_t number, test::context<Scheme> by, bool sweeps = false) const {
        CAPTURE(text);
        CAPTURE(number);
        Case::compare(text, number, [&](const auto& ordinary, const auto&... values) {
            const auto request = open.with(values...);
            CHECK(test::streamed_text(request, by) == test::streamed_text(ordinary, by));
            const std::string ours = test::signed_text(request, by);
            if constexpr (portwright::detail::has_constant_request<Scheme>) {
                if (ours == "not_prepared") {
                    CHECK_FALSE(test::prepared_ways<Case::waiting, Scheme>::is_prepared_for(by));
                    return;
                }
                CHECK(ours == test::signed_text(ordinary, by));
                // Less than in the ordinary way, as the URL is a constant.
                if (sweeps && portwright::signed_size(request, by)) test::sweep(request, by);
                return;
            }
            CHECK(ours == test::signed_text(ordinary, by));
            const auto size = portwright::signed_size(request, by), expected = portwright::signed_size(ordinary, by);
            CHECK(size.error().code == expected.error().code);
            if (size && expected) {
                CHECK(*size == *expected);
                if (sweeps) test::sweep(request, by);
            }
            if constexpr (Scheme::signs_url) {
                std::array<char, 8192> one, other;
                const auto url = portwright::sign_url(request, by, one);
                const auto expected_url = portwright::sign_url(ordinary, by, other);
                CHECK(*url == *expected_url);
                CHECK(url.error().code == expected_url.error().code);
            }
        });
    }

private:
    typename Scheme::key key_;
};

const std::string_view texts[] = {"lb-cuxw2rm0",
                                  "x",
                                  "",
                                  "a b%&=+~_.-",
                                  "\"\\/\b\f\n\r\t\x01\x1F\x7F",
                                  "\xE7\x9B\x91\xE5\x90\xAC \xF0\x9F\x98\x80",
                                  "\xC3",
                                  "\xED\xA0\x80",
                                  "a_b.c_d?e=f&g",
                                  "{\"a\":[1]}"};
constexpr std::int64_t numbers[] = {0,
                                    1,
                                    2,
                                    9,
                                    10,
                                    80,
                                    65535,
                                    65536,
                                    99999,
                                    100000,
                                    INT32_MAX,
                                    INT32_MIN,
                                    std::int64_t{1} << 32,
                                    -1,
                                    (std::int64_t{1} << 61) - 1,
                                    -(std::int64_t{1} << 61),
                                    std::int64_t{1} << 61,
                                    INT64_MAX,
                                    INT64_MIN};

template <class Case, class Scheme>
void compare_values() {
    const ways<Case, Scheme> all;
    for (const method verb : {method::GET, method::POST}) {
        auto by = all.with(verb);
        for (const bool checked : {false, true}) {
            by.checked = checked;
            for (const std::string_view text : texts) all.compare(text, 5, by);
            for (const std::int64_t number : numbers) all.compare("lb-1", number, by);
        }
        by.checked = false;
        all.compare("l\"b-\x01&%\xE7\x9B\x91", 8080, by, true);
        by.nonce = "";
        all.compare("", -1, by);
        by.nonce = "1";
        by.endpoint = "localhost:8443";
        all.compare("lb 1", 7, by);
        // Every byte, and texts of every length up to that which a name may have and past it.
        auto every = all.with(verb);
        for (unsigned c = 0; c < 256; c += verb == method::GET ? 1 : 3) {
            const char one[] = {'a', static_cast<char>(c), 'z'};
            all.compare({one, 3}, c, every);
        }
        every.checked = true;
        const std::string longest(200, 'n');
        for (std::size_t size = 1; size < longest.size(); size += 13)
            all.compare(std::string_view(longest).substr(0, size), 3, every);
    }
}

TEST_CASE("prepared_later: the bytes, sizes and errors of the whole request") {
    compare_values<of_clb, sha256>();
    compare_values<of_clb, portwright::hmac_sha1<portwright::for_speed<portwright::mbedtls>>>();
    compare_values<of_clb, portwright::tc3<>>();
    compare_values<of_clb, portwright::tc3<portwright::for_speed<portwright::mbedtls>>>();
    compare_values<of_ga, portwright::aliyun_rpc<>>();
    compare_values<of_ga, portwright::acs3<>>();
}

/// Of which nothing but a value can need encoding.
struct of_plain {
    static constexpr std::string_view region = "ap-guangzhou";
    static constexpr std::int64_t ports[] = {443, later<1>};
    static constexpr clb::CreateListener waiting{
        .LoadBalancerId = later<0>, .Ports = ports, .Protocol = clb::Protocol::TCP};

    template <class Use>
    static void compare(std::string_view text, std::int64_t number, Use use) {
        const std::int64_t own_ports[] = {443, number};
        const clb::CreateListener ordinary{.LoadBalancerId = text, .Ports = own_ports, .Protocol = clb::Protocol::TCP};
        use(ordinary, text, number);
    }
};

TEST_CASE("prepared_later: for speed, pairs that are sent as they are signed, and pairs that are not") {
    using scheme = portwright::hmac_sha256<portwright::for_speed<portwright::mbedtls>>;
    for (const std::string_view token : {"", "token-._~", "to+ke/n==~"}) {
        const ways<of_plain, scheme> all({.id = "AKIDexample", .secret = "secret", .token = token});
        for (const method verb : {method::GET, method::POST})
            for (const std::string_view text : texts) all.compare(text, 8080, all.with(verb), true);
    }
}

/// A request by TC3 whose first value that comes later stands behind so many bytes of its body.
template <std::size_t Offset>
struct value_behind {
    static constexpr std::string_view region = "ap-guangzhou";
    static constexpr std::string_view before = R"({"LoadBalancerId":"","Ports":[)";
    static constexpr std::array<char, Offset - before.size()> characters = [] {
        std::array<char, Offset - before.size()> made{};
        for (std::size_t i = 0; i != made.size(); ++i) made[i] = static_cast<char>('a' + i % 26);
        return made;
    }();
    static constexpr std::string_view balancer{characters.data(), characters.size()};
    static constexpr std::int64_t ports[] = {later<0>, later<1>};
    static constexpr clb::CreateListener waiting{
        .LoadBalancerId = balancer, .Ports = ports, .Protocol = clb::Protocol::TCP};
    static_assert(portwright::detail::body_before_values<waiting>.size() == Offset);

    template <class Use>
    static void compare(std::string_view, std::int64_t number, Use use) {
        const std::int64_t own_ports[] = {number, 443};
        const clb::CreateListener ordinary{
            .LoadBalancerId = balancer, .Ports = own_ports, .Protocol = clb::Protocol::TCP};
        use(ordinary, number, 443);
    }
};

/// The blocks before the value are constant where the engine resumes a hash; another one hashes them.
template <std::size_t Offset>
void compare_behind() {
    using portwright::for_speed, portwright::tc3, test::failing_engine, test::resuming_engine;
    CAPTURE(Offset);
    failing_engine::reset();
    const auto compare = [](const auto& all) { all.compare({}, 8080, all.with(method::POST), true); };
    compare(ways<value_behind<Offset>, tc3<failing_engine>>());
    compare(ways<value_behind<Offset>, tc3<resuming_engine>>());
    compare(ways<value_behind<Offset>, tc3<for_speed<resuming_engine>>>());
    const ways<value_behind<Offset>, tc3<failing_engine>> hashing;
    hashing.template fail_each_call<failing_engine>();
    const ways<value_behind<Offset>, tc3<resuming_engine>> resuming;
    resuming.template fail_each_call<resuming_engine>();
}

TEST_CASE("prepared_later: a TC3 body whose first value is at the border of a block") {
    compare_behind<63>();
    compare_behind<64>();
    compare_behind<65>();
    compare_behind<127>();
    compare_behind<128>();
    compare_behind<130>();
}

TEST_CASE("prepared_later: by TC3, a body that the cloud would refuse for its size") {
    using scheme = portwright::tc3<>;
    const ways<of_clb, scheme> all;
    const std::string text(portwright::detail::largest_json_body, 'x');
    all.compare(text, 1, all.with(method::POST));
    of_clb::compare(text, 1, [&](const auto& ordinary, const auto&... values) {
        const auto made = portwright::signed_size(portwright::prepared<of_clb::waiting, scheme>{}.with(values...),
                                                  all.with(method::POST));
        CHECK(made.error().code == errc::request_too_large);
        CHECK(made.error().number == portwright::signed_size(ordinary, all.with(method::POST)).error().number);
    });
}

} // namespace
