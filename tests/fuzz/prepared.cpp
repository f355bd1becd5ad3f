// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Fuzzes prepared requests with values that come at run time, of several systems and by every scheme: whatever the
// values, key, token, nonce, time, region and endpoint are, they make the same bytes as the whole request, or the same
// error at the same parameter, and too small a buffer is told with its size and holds nothing.
//
//     clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude tests/fuzz/prepared.cpp -o fuzz \
//         -lmbedcrypto

#include "input.hpp"

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/request_writer.hpp>
#include <portwright/request/message.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/tencent/lb/create_forward_listeners.hpp>

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

namespace {

using fuzz::input;
using fuzz::require;
using portwright::errc;
using portwright::later;
using portwright::method;

namespace clb = portwright::tencent::clb;
namespace lb = portwright::tencent::lb;
namespace ga = portwright::aliyun::ga;

// The requests: with values that come later, and whole, of the values that the input chooses.

struct chosen {
    std::string one, other;
    std::int64_t number = 0, other_number = 0;
};

struct of_clb {
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
    static void with(const chosen& v, const Use& use) {
        const std::int64_t own_ports[] = {443, v.number};
        const std::string_view own_names[] = {v.other, "lis\"1\\"};
        const clb::CreateListener whole{
            .LoadBalancerId = v.one,
            .Ports = own_ports,
            .Protocol = clb::Protocol::TCP,
            .ListenerNames = own_names,
            .HealthCheck = {.HealthSwitch = 1, .HealthNum = v.other_number},
            .MaxConn = v.number,
        };
        use(whole, v.one, v.number, v.other, v.other_number, v.number);
    }
};

struct of_ga {
    static constexpr ga::PortRange known[] = {{.FromPort = 80, .ToPort = 443}};
    static constexpr ga::CreateListener waiting{.ClientToken = "123e4567-e89b",
                                                .AcceleratorId = later<0>,
                                                .Name = later<0>,
                                                .Description = later<1>,
                                                .PortRanges = known};

    template <class Use>
    static void with(const chosen& v, const Use& use) {
        const ga::CreateListener whole{.ClientToken = "123e4567-e89b",
                                       .AcceleratorId = v.one,
                                       .Name = v.one,
                                       .Description = v.other,
                                       .PortRanges = known};
        use(whole, v.one, v.other);
    }
};

struct of_lb {
    using create = lb::CreateForwardLBFourthLayerListeners;
    static constexpr create::Listener known[] = {
        {.loadBalancerPort = later<1>, .protocol = 2, .listenerName = later<2>}};
    static constexpr create waiting{.loadBalancerId = later<0>, .listeners = known};

    template <class Use>
    static void with(const chosen& v, const Use& use) {
        const create::Listener own[] = {{.loadBalancerPort = v.number, .protocol = 2, .listenerName = v.other}};
        const create whole{.loadBalancerId = v.one, .listeners = own};
        use(whole, v.one, v.number, v.other);
    }
};

/// Nothing comes later: all that varies is of the context.
struct of_nothing {
    static constexpr std::uint16_t ports[] = {7569, 7570};
    static constexpr clb::CreateListener waiting{
        .LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
};

/// Code, parameter and all else that an error tells.
std::string text_of(const portwright::error& why) {
    char line[400];
    return "error " + std::to_string(static_cast<int>(why.code)) + ": " + std::string(portwright::message(why, line)) +
           " " + std::to_string(why.number);
}

std::string text_of(const portwright::signed_request& made) {
    std::string text(portwright::to_text(made.verb));
    text.append(" ").append(made.url).append("\n").append(made.host).append(made.path).append("\n");
    for (std::size_t i = 0; i != made.header_count; ++i)
        text.append(made.headers[i].name).append(": ").append(made.headers[i].value).append("\n");
    return text.append("\n").append(made.query).append("\n").append(made.body);
}

bool append(void* to, const char* data, std::size_t size) {
    static_cast<std::string*>(to)->append(data, size);
    return true;
}

template <class Request, class Scheme>
std::string streamed(const Request& request, const portwright::context<Scheme>& by) {
    const auto made = portwright::sign_streamed(request, by);
    if (!made) return text_of(made.error());
    std::vector<char> memory(16384);
    portwright::output out{memory};
    require(portwright::http::write_head(out, *made) && out.ok(), "the head can be written");
    std::string text(out.since(0));
    const std::size_t before = text.size();
    require(made->write_body({&append, &text}) && text.size() - before == made->body_size(), "and the body");
    return text;
}

template <class Request, class Scheme>
std::string whole(const Request& request, const portwright::context<Scheme>& by) {
    std::vector<char> memory(16384);
    const auto made = portwright::sign(request, by, memory);
    return made ? text_of(*made) : text_of(made.error());
}

/// Exactly so much memory: what does not fit leaves nothing, and the size that it takes.
template <class Sign>
void require_size(std::size_t size, std::size_t full, const Sign& sign) {
    const std::unique_ptr<char[]> memory{new char[size]};
    std::memset(memory.get(), '#', size);
    const auto made = sign(std::span(memory.get(), size));
    if (size >= full) return require(static_cast<bool>(made), "the measured size is enough");
    require(made.error().code == errc::buffer_too_small, "too small a buffer is told");
    require(made.error().number == static_cast<std::int64_t>(full), "with the exact size");
    require(std::all_of(memory.get(), memory.get() + size, [](char c) { return c == '#' || c == '\0'; }),
            "and holds nothing of the request");
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

template <class Scheme, class Prepared, class Whole>
void compare(const Prepared& request, const Whole& ordinary, const portwright::context<Scheme>& by, bool is_long_host,
             input& choices) {
    const std::string expected = whole(ordinary, by), ours = whole(request, by);
    require(streamed(request, by) == streamed(ordinary, by), "streamed, it is the same");
    const std::string_view endpoint = by.endpoint;
    if constexpr (Scheme::writes_json) {
        const bool fits = by.verb == method::POST && endpoint.empty() && !by.signs_action && !is_long_host;
        if (!fits) {
            const std::string not_prepared = "error " + std::to_string(static_cast<int>(errc::not_prepared)) + ":";
            require(ours.starts_with(not_prepared) || (expected.starts_with("error ") && ours.starts_with("error ")),
                    "what it was not prepared for is refused");
            return;
        }
    } else if constexpr (requires { requires Scheme::signs_host; }) {
        if (std::any_of(endpoint.begin(), endpoint.end(), is_capital)) {
            require(ours.starts_with("error "), "an endpoint in capitals is refused");
            return;
        }
    }
    require(ours == expected, "the bytes are the same, or the error");

    const auto size = portwright::signed_size(request, by);
    if (size) {
        const auto sign = [&](std::span<char> to) { return portwright::sign(request, by, to); };
        if (!Scheme::writes_json) require(*size == *portwright::signed_size(ordinary, by), "the size is the same");
        for (const std::size_t less : {*size - 1, choices.below(*size < 256 ? *size : 256), std::size_t{0}, *size})
            require_size(less, *size, sign);
    }
    if constexpr (Scheme::signs_url) {
        const auto sign = [&](std::span<char> to) { return portwright::sign_url(request, by, to); };
        std::vector<char> memory(16384), other(16384);
        const auto url = sign(memory), expected_url = portwright::sign_url(ordinary, by, other);
        require(static_cast<bool>(url) == static_cast<bool>(expected_url), "both have a URL, or none");
        require(url ? *url == *expected_url : text_of(url.error()) == text_of(expected_url.error()), "the same URL");
        if (url) {
            for (const std::size_t less : {url->size() - 1, choices.below(256) % url->size(), url->size()})
                require_size(less, url->size(), sign);
        }
    }
}

template <class Case, class Scheme>
void try_case(input& choices) {
    static constexpr portwright::prepared<Case::waiting, Scheme> open = {};
    constexpr const portwright::service& service = *std::remove_cvref_t<decltype(Case::waiting)>::call.service;
    static constexpr std::string_view regions[] = {"ap-guangzhou",    "ap-guangzhou", "cn-hangzhou", "",
                                                   "ap-shanghai-fsi", "gz",           "A b",         "eu-x"};
    static constexpr std::string_view endpoints[] = {"", "", "", "", "127.0.0.1:8443", "[::1]", "Example.COM", "x y"};

    const std::string id = choices.flag() ? choices.text(40) : "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
    const std::string token = choices.flag() ? choices.text(60) : "", secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
    const std::string nonce = choices.below(4) != 3 ? std::to_string(choices.word(4) + 1) : choices.text(8);
    const auto time = static_cast<std::int64_t>(choices.word(choices.below(8) != 7 ? 4 : 8));
    typename Scheme::key key;
    const portwright::credentials who{.id = id, .secret = secret, .token = token};
    // A key that was not prepared is one of the errors.
    if constexpr (requires { key.prepare(who); }) static_cast<void>(key.prepare(who));
    else static_cast<void>(key.prepare(who, service, time));
    const std::string_view region = choices.one_of(regions);
    const bool is_listed = choices.flag();
    const portwright::context<Scheme> by{.key = key,
                                         .region = is_listed ? portwright::region_name(region)
                                                             : portwright::region_name(portwright::unlisted(region)),
                                         .timestamp = time,
                                         .nonce = nonce,
                                         .verb = choices.below(4) != 3 ? method::POST : method::GET,
                                         .endpoint = choices.one_of(endpoints),
                                         .checked = choices.flag(),
                                         .signs_action = choices.below(8) == 7,
                                         .query_by_post = choices.below(8) == 7};
    const bool is_long_host = service.regional_hosts && region.ends_with("-fsi");

    if constexpr (
        requires { Case::ports; } && !requires { Case::names; }) {
        compare(open, Case::waiting, by, is_long_host, choices);
    } else {
        const auto number = [&] {
            return choices.flag() ? static_cast<std::int64_t>(choices.word())
                                  : static_cast<std::int64_t>(choices.word(2));
        };
        chosen v;
        v.number = number();
        v.other_number = number();
        v.one = choices.text(90);
        v.other = choices.text(200);
        Case::with(v, [&](const auto& ordinary, const auto&... values) {
            compare(open.with(values...), ordinary, by, is_long_host, choices);
        });
    }
}

using trial = void (*)(input&);
constexpr trial trials[] = {
    &try_case<of_clb, portwright::tc3<>>,
    &try_case<of_clb, portwright::hmac_sha256<>>,
    &try_case<of_clb, portwright::hmac_sha1<>>,
    &try_case<of_ga, portwright::acs3<>>,
    &try_case<of_ga, portwright::aliyun_rpc<>>,
    &try_case<of_lb, portwright::hmac_sha256<>>,
    &try_case<of_lb, portwright::hmac_sha1<>>,
    &try_case<of_nothing, portwright::tc3<>>,
    &try_case<of_nothing, portwright::hmac_sha256<>>,
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    input choices(data, size);
    choices.one_of(trials)(choices);
    return 0;
}
