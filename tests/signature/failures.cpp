// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Every way out of the room, with everything that it calls made to fail: each call of the hash engine in turn, each size
// of the buffer, each call of the sink. The error is the one that was made, it points at no text, nothing is called
// after it, nothing is left in the buffer, and the next time all is as it was.

#include <portwright/signature/prepared.hpp>
#include <portwright/calls/key_cache.hpp>
#include <portwright/request/untyped.hpp>

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/tencent/clb/create_listener.hpp>

#include "../crypto/failing_engine.hpp"
#include "../one_of.hpp"
#include "every_scheme.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

namespace clb = portwright::tencent::clb;
namespace ga = portwright::aliyun::ga;
using engine = test::failing_engine;
using portwright::errc;
using portwright::later;
using portwright::method;

constexpr std::string_view secret_key = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", token = "to+ke/n==~of-the-test";
constexpr std::string_view private_key = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIKhj\n";
constexpr portwright::credentials who{.id = "AKIDexample", .secret = secret_key, .token = token};
constexpr portwright::unix_time now = 1551113065;

constexpr std::int64_t ports[] = {443};
constexpr std::int64_t ports_later[] = {later<1>};
constexpr ga::PortRange ranges[] = {{.FromPort = 80, .ToPort = 443}};

/// A request of a cloud that is known, the same of which two values come later, and those.
struct of_tencent {
    static constexpr std::string_view region = "ap-guangzhou";
    static constexpr clb::CreateListener known{
        .LoadBalancerId = "lb-cuxw2rm0",
        .Ports = ports,
        .Protocol = clb::Protocol::HTTPS,
        .Certificate = {.CertName = "c", .CertKey = private_key, .CertContent = "certificate"}};
    static constexpr clb::CreateListener waiting{
        .LoadBalancerId = later<0>,
        .Ports = ports_later,
        .Protocol = clb::Protocol::HTTPS,
        .Certificate = {.CertName = "c", .CertKey = private_key, .CertContent = "certificate"}};
    static constexpr auto with_values(const auto& open) { return open.with("lb-cuxw2rm0", 443); }
};
struct of_aliyun {
    static constexpr std::string_view region = "cn-hangzhou";
    static constexpr ga::CreateListener known{
        .ClientToken = "123e4567-e89b", .AcceleratorId = "ga-1", .Name = "web", .PortRanges = ranges};
    static constexpr ga::CreateListener waiting{
        .ClientToken = "123e4567-e89b", .AcceleratorId = later<0>, .Name = later<1>, .PortRanges = ranges};
    static constexpr auto with_values(const auto& open) { return open.with("ga-1", "web"); }
};
template <class Scheme>
using cloud_of =
    std::conditional_t<std::is_same_v<decltype(test::home<Scheme>), decltype((test::aliyun))>, of_aliyun, of_tencent>;

/// What a way out came to.
struct made {
    portwright::error why{};
    std::string text{}; ///< of what it made, where it made something
};

/// By one way out into a buffer.
struct way {
    std::string name;
    std::size_t fewest_calls; ///< of the engine
    std::function<made(std::span<char>)> go;
    bool fills_buffer = true;
};

template <class T>
made made_of(const portwright::result<T>& result, const std::function<std::string(const T&)>& text) {
    if (!result) return {result.error()};
    return {{}, text(*result)};
}

std::string text_of_size(const std::size_t& size) { return std::to_string(size); }
std::string text_of_view(const std::string_view& text) { return std::string(text); }
std::string text_of_request(const portwright::signed_request& request) { return test::text_of(request); }

bool append(void* to, const char* data, std::size_t size) {
    static_cast<std::string*>(to)->append(data, size);
    return true;
}

/// The ways of a request, whatever it is.
template <class Request, class Scheme>
void add_ways(std::vector<way>& all, const std::string& kind, const Request& request,
              const portwright::context<Scheme>& with) {
    using portwright::sign_streamed;
    all.push_back({kind + "sign", 4, [&](std::span<char> to) {
                       return made_of<portwright::signed_request>(portwright::sign(request, with, to), text_of_request);
                   }});
    // The length of a digest does not depend on what is hashed, so that measuring need not hash all of it.
    all.push_back(
        {kind + "signed_size", 0,
         [&](std::span<char>) { return made_of<std::size_t>(portwright::signed_size(request, with), text_of_size); },
         false});
    all.push_back({kind + "sign_streamed", 4,
                   [&](std::span<char>) -> made {
                       const auto stream = sign_streamed(request, with);
                       if (!stream) return {stream.error()};
                       std::vector<char> head(4096);
                       portwright::output out{head};
                       REQUIRE(portwright::http::write_head(out, *stream));
                       std::string text(out.since(0));
                       REQUIRE(stream->write_body({append, &text}));
                       return {{}, text};
                   },
                   false});
    all.push_back({kind + "sign_streamed into a head", 4, [&](std::span<char> to) -> made {
                       const auto stream = sign_streamed(request, with, to);
                       if (!stream) return {stream.error()};
                       std::string text = test::text_of(stream->head);
                       REQUIRE(stream->write_body({append, &text}));
                       return {{}, text};
                   }});
    if constexpr (Scheme::signs_url) {
        all.push_back({kind + "sign_url", 4, [&](std::span<char> to) {
                           return made_of<std::string_view>(portwright::sign_url(request, with, to), text_of_view);
                       }});
        all.push_back({kind + "signed_url_size", 0,
                       [&](std::span<char>) {
                           return made_of<std::size_t>(portwright::signed_url_size(request, with), text_of_size);
                       },
                       false});
    }
}

/// Nothing of a request lies there: what was never touched, and zeros.
bool is_clean(std::span<const char> memory) {
    for (const char c : memory)
        if (c != '#' && c != '\0') return false;
    return true;
}

void fail_each_call(const way& one) {
    CAPTURE(one.name);
    std::vector<char> memory(8192);
    const auto go = [&](std::size_t failing, std::size_t size) {
        std::fill(memory.begin(), memory.end(), '#');
        engine::reset(failing);
        const made got = one.go(std::span(memory).first(size));
        CHECK(is_clean(std::span(memory).subspan(size)));
        return got;
    };
    const made expected = go(SIZE_MAX, memory.size());
    REQUIRE(expected.why.code == errc::none);
    const std::size_t calls = engine::calls;
    CHECK(calls >= one.fewest_calls);
    const auto least = static_cast<std::size_t>(one.fills_buffer ? go(SIZE_MAX, 0).why.number
                                                                 : 0); // the size that it wants, or nothing
    for (std::size_t at = 0; at != calls; ++at) {
        CAPTURE(at);
        const made got = go(at, memory.size());
        CHECK(got.why.code == errc::crypto_failed);
        CHECK(got.why.length == 0);
        CHECK(!got.why.has_number);
        CHECK(engine::calls_after_failure == 0);
        CHECK(is_clean(memory));
        CHECK(go(SIZE_MAX, memory.size()).text == expected.text); // neither a key nor a request was touched
        // Of two that fail, the one that comes first is told: too small a buffer is known when all was written.
        for (const std::size_t size : {std::size_t{0}, least / 2, least - 1}) {
            if (least == 0) continue;
            CAPTURE(size);
            const made both = go(at, size);
            CHECK((both.why.code == errc::crypto_failed || both.why.code == errc::buffer_too_small));
            CHECK((both.why.code == errc::crypto_failed) == (engine::calls > at));
            CHECK(engine::calls_after_failure == 0);
            CHECK(is_clean(memory));
        }
    }
    if (!one.fills_buffer) return;
    for (std::size_t size = 0; size < least; size += PORTWRIGHT_ONE_OF) {
        CAPTURE(size);
        const made got = go(SIZE_MAX, size);
        REQUIRE(got.why.code == errc::buffer_too_small);
        REQUIRE(got.why.number == static_cast<std::int64_t>(least));
        REQUIRE(is_clean(memory));
    }
    CHECK(go(SIZE_MAX, least).text == expected.text);
}

} // namespace

#define EACH_FAILING_SCHEME                                                                                            \
    portwright::hmac_sha256<engine>, portwright::tc3<engine>, portwright::aliyun_rpc<engine>,                          \
        portwright::acs3<engine>, portwright::hmac_sha1<portwright::for_speed<engine>>

TEST_CASE_TEMPLATE("failures: each hash call and each size, by every way out", Scheme, EACH_FAILING_SCHEME) {
    using cloud = cloud_of<Scheme>;
    constexpr const auto& service = *std::remove_cvref_t<decltype(cloud::known)>::call.service;
    engine::reset();
    typename Scheme::key key;
    REQUIRE(test::prepare(key, who, now, service));
    static constexpr portwright::prepared<cloud::known, Scheme> open = {};
    static constexpr portwright::prepared<cloud::waiting, Scheme> waiting = {};
    const auto with_values = cloud::with_values(waiting);
    portwright::parameter slots[4];
    portwright::untyped_request untyped{std::remove_cvref_t<decltype(cloud::known)>::call, slots};
    untyped.add("Certificate.CertKey", private_key).add("Ports.0", 443);
    for (const method verb : {method::GET, method::POST}) {
        portwright::context<Scheme> with{.key = key,
                                         .region = cloud::region,
                                         .timestamp = now,
                                         .nonce = "11886",
                                         .verb = verb,
                                         .secrets_in_url = true};
        std::vector<way> all;
        add_ways(all, "", cloud::known, with);
        add_ways(all, "untyped, ", untyped, with);
        if (verb == method::POST || !portwright::detail::has_constant_request<Scheme>) {
            add_ways(all, "prepared, ", open, with);
            add_ways(all, "prepared with values, ", with_values, with);
        }
        for (const way& one : all) fail_each_call(one);
    }
    engine::reset();
}

TEST_CASE_TEMPLATE("failures: each hash call while a string to sign is made", Scheme, EACH_FAILING_SCHEME) {
    using cloud = cloud_of<Scheme>;
    const bool hashes = !Scheme::signs_url; // the others sign what they hash
    for (const method verb : {method::GET, method::POST})
        fail_each_call({"string_to_sign", hashes ? std::size_t{4} : 0, [&](std::span<char> to) {
                            const portwright::request_terms terms{.key_id = who.id,
                                                                  .session_token = token,
                                                                  .region = cloud::region,
                                                                  .timestamp = now,
                                                                  .nonce = "11886",
                                                                  .verb = verb};
                            return made_of<std::string_view>(
                                portwright::string_to_sign<Scheme>(cloud::known, terms, to), text_of_view);
                        }});
    engine::reset();
}

TEST_CASE_TEMPLATE("failures: each hash call while a key is prepared", Scheme, EACH_FAILING_SCHEME) {
    using cloud = cloud_of<Scheme>;
    constexpr const auto& service = *std::remove_cvref_t<decltype(cloud::known)>::call.service;
    const auto signed_by = [&](const typename Scheme::key& key) {
        const portwright::context<Scheme> with{
            .key = key, .region = cloud::region, .timestamp = now, .nonce = "11886", .verb = method::POST};
        return test::signed_text(cloud::known, with);
    };
    for (const bool before : {false, true}) { // another key was there before
        engine::reset();
        typename Scheme::key good;
        REQUIRE(test::prepare(good, who, now, service));
        const std::size_t calls = engine::calls;
        CHECK(calls >= 4);
        const std::string expected = signed_by(good);
        for (std::size_t at = 0; at != calls; ++at) {
            CAPTURE(at);
            engine::reset();
            typename Scheme::key key;
            portwright::key_cache<Scheme> kept(who);
            if (before) REQUIRE(test::prepare(key, {.id = "other", .secret = "other"}, now, service));
            engine::reset(at);
            CHECK(test::prepare(key, who, now, service).error().code == errc::crypto_failed);
            CHECK(engine::calls_after_failure == 0);
            engine::reset(at);
            CHECK(kept.prepare(service, now).error().code == errc::crypto_failed);
            CHECK(engine::calls_after_failure == 0);
            engine::reset();
            const std::string refused = signed_by(key); // by no key at all, neither the one nor the other
            CHECK((refused == "bad_credentials" || refused == "stale_key"));
            REQUIRE(kept.prepare(service, now)); // and the next time it is there
            CHECK(signed_by(kept.key()) == expected);
            REQUIRE(test::prepare(key, who, now, service));
            CHECK(signed_by(key) == expected);
        }
    }
    engine::reset();
}

TEST_CASE_TEMPLATE("failures: each call of a body's sink", Scheme, EACH_FAILING_SCHEME) {
    using cloud = cloud_of<Scheme>;
    constexpr const auto& service = *std::remove_cvref_t<decltype(cloud::known)>::call.service;
    engine::reset();
    typename Scheme::key key;
    REQUIRE(test::prepare(key, who, now, service));
    const portwright::context<Scheme> with{
        .key = key, .region = cloud::region, .timestamp = now, .nonce = "11886", .query_by_post = false};
    static constexpr portwright::prepared<cloud::known, Scheme> open = {};
    static constexpr portwright::prepared<cloud::waiting, Scheme> waiting = {};
    const auto with_values = cloud::with_values(waiting);
    struct receiver {
        std::size_t fail_at = SIZE_MAX, calls = 0;
        std::string taken{};

        static bool take(void* self, const char* data, std::size_t size) {
            auto& me = *static_cast<receiver*>(self);
            if (me.calls++ == me.fail_at) return false;
            me.taken.append(data, size);
            return true;
        }
    };
    const auto fail_each = [&](const auto& request) {
        const auto stream = portwright::sign_streamed(request, with);
        REQUIRE(stream);
        receiver whole;
        REQUIRE(stream->write_body({&receiver::take, &whole}));
        CHECK(whole.taken.size() == stream->body_size());
        for (std::size_t at = 0; at != whole.calls; ++at) {
            receiver failing{.fail_at = at};
            CHECK_FALSE(stream->write_body({&receiver::take, &failing}));
            CHECK(failing.calls == at + 1);
            CHECK(whole.taken.starts_with(failing.taken));
        }
        receiver again;
        CHECK(stream->write_body({&receiver::take, &again}));
        CHECK(again.taken == whole.taken);
        return whole.calls;
    };
    const bool has_body = fail_each(cloud::known) != 0;
    CHECK((fail_each(open) != 0) == has_body);
    CHECK((fail_each(with_values) != 0) == has_body);
    CHECK(has_body);
}
