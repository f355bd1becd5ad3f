// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// The requests that are measured, and in what context.

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/core/time.hpp>
#include <portwright/signature/credentials.hpp>
#include <portwright/tencent/clb/create_listener.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace bench {

namespace clb = portwright::tencent::clb;
namespace ga = portwright::aliyun::ga;

inline constexpr portwright::credentials tencent{.id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
                                                 .secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"};
inline constexpr portwright::credentials aliyun{.id = "LTAI5tExampleAccessKeyId",
                                                .secret = "ExampleAccessKeySecret30Chars0"};
inline constexpr std::string_view region = "ap-guangzhou";
inline constexpr std::string_view aliyun_region = "cn-hangzhou";
inline constexpr portwright::unix_time now = 1551113065;
inline constexpr std::string_view nonce = "11886";
inline constexpr std::string_view aliyun_nonce = "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf";

inline constexpr std::uint16_t two_ports[] = {7569, 7570};
inline constexpr std::string_view two_names[] = {"lis0", "lis1"};

/// Example 1 of Tencent's "CreateListener" (product 214, document 30693).
inline constexpr clb::CreateListener documented{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = two_ports, .Protocol = clb::Protocol::TCP, .ListenerNames = two_names};

/// The same with the health check of example 2: a JSON body of 203 bytes, as the peers' request has.
inline constexpr std::string_view longer_names[] = {"listener0", "listener1"};
inline constexpr clb::CreateListener probed{
    .LoadBalancerId = "lb-cuxw2rm0",
    .Ports = two_ports,
    .Protocol = clb::Protocol::TCP,
    .ListenerNames = longer_names,
    .HealthCheck = {.HealthSwitch = 1, .TimeOut = 5, .IntervalTime = 7, .HealthNum = 4, .UnHealthNum = 4}};

/// A string to sign of 534 bytes, as the peers' request has.
inline constexpr ga::PortRange one_range[] = {{.FromPort = 8080, .ToPort = 8090}};
inline constexpr ga::CreateListener accelerated{.ClientToken = "123e4567-e89b-12d3-a456-426655440000",
                                                .AcceleratorId = "ga-bp1odcab8tmno0hdq1xyz",
                                                .Name = "web-frontend",
                                                .Description = "web",
                                                .ClientAffinity = ga::ClientAffinity::SOURCE_IP,
                                                .Protocol = ga::Protocol::tcp,
                                                .PortRanges = one_range};

/// Listeners on ports 10000 and up, named listener-00 and up.
struct listener_texts {
    constexpr listener_texts() noexcept {
        for (unsigned i = 0; i < 50; ++i) {
            ports[i] = static_cast<std::uint16_t>(10000 + i);
            char* next = texts[i];
            for (const char c : std::string_view("listener-")) *next++ = c;
            *next++ = static_cast<char>('0' + i / 10);
            *next = static_cast<char>('0' + i % 10);
        }
    }

    std::uint16_t ports[50] = {};
    char texts[50][11] = {};
};
inline constexpr listener_texts fifty;
struct listener_names {
    constexpr listener_names() noexcept {
        for (unsigned i = 0; i < 50; ++i) names[i] = {fifty.texts[i], sizeof fifty.texts[i]};
    }

    std::string_view names[50] = {};
};
inline constexpr listener_names fifty_names;

constexpr void set_listeners(clb::CreateListener& request, std::size_t count) noexcept {
    request.Ports = std::span(fifty.ports).first(count);
    request.ListenerNames = std::span(fifty_names.names).first(count);
}
inline constexpr clb::CreateListener no_listeners{.LoadBalancerId = "lb-cuxw2rm0", .Protocol = clb::Protocol::TCP};

/// PEM as long as real certificates and their keys.
template <std::size_t Size>
struct pem {
    constexpr pem(std::string_view label, unsigned seed) noexcept {
        constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        char* next = text;
        char* const end = text + Size - std::string_view("-----END -----\n").size() - label.size();
        const auto write = [&](std::string_view what) {
            for (const char c : what) *next++ = c;
        };
        write("-----BEGIN ");
        write(label);
        write("-----");
        for (int column = 0; next != end - 1; column = column == 64 ? 0 : column + 1)
            *next++ = column == 0 ? '\n' : base64[(seed = seed * 1664525 + 1013904223) >> 26];
        write("\n-----END ");
        write(label);
        write("-----\n");
    }
    constexpr operator std::string_view() const noexcept { return {text, Size}; }

    char text[Size] = {};
};
inline constexpr pem<4096> rsa_certificate("CERTIFICATE", 1), ec_certificate("CERTIFICATE", 2);
inline constexpr pem<1704> rsa_key("PRIVATE KEY", 3), ec_key("PRIVATE KEY", 4);
inline constexpr clb::CertInfo two_certificates[] = {
    {.CertName = "rsa", .CertContent = rsa_certificate, .CertKey = rsa_key},
    {.CertName = "ec", .CertContent = ec_certificate, .CertKey = ec_key}};
inline constexpr std::uint16_t port_443[] = {443};
inline constexpr clb::CreateListener certified{
    .LoadBalancerId = "lb-cuxw2rm0",
    .Ports = port_443,
    .Protocol = clb::Protocol::HTTPS,
    .MultiCertInfo = {.SSLMode = "UNIDIRECTIONAL", .CertList = two_certificates}};

} // namespace bench
