// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Typed requests, each by another scheme: the examples of the documents, signed as Python's hmac signs them.

#include "checks.hpp"

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/tencent/lb/create_listeners.hpp>

#include <array>
#include <string_view>

namespace clb = portwright::tencent::clb;
namespace lb = portwright::tencent::lb;
namespace ga = portwright::aliyun::ga;

namespace {

using portwright::context;

constexpr portwright::credentials who{.id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
                                      .secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"};
constexpr portwright::unix_time now = 1551113065; // of the board's clock
constexpr std::string_view nonce = "11886";       // of its random number generator

constexpr std::int32_t ports[] = {7569, 7570};
constexpr std::string_view names[] = {"lis0", "lis1"};
constexpr clb::CreateListener clb_request{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP, .ListenerNames = names};
static_assert(portwright::valid<clb_request>); // what cannot be right does not compile

constexpr lb::CreateLoadBalancerListeners::Listener listeners[] = {
    {.loadBalancerPort = 80, .instancePort = 8080, .protocol = 2, .listenerName = "web_1"}};
constexpr lb::CreateLoadBalancerListeners lb_request{.loadBalancerId = "lb-abcdefgh", .listeners = listeners};
static_assert(portwright::valid<lb_request>);

constexpr ga::PortRange ranges[] = {{.FromPort = 20, .ToPort = 20}};
constexpr ga::CreateListener ga_request{.AcceleratorId = "ga-bp1odcab8tmno0hdq****", .PortRanges = ranges};
static_assert(portwright::valid<ga_request>);

template <class Scheme, class Request>
bool signs_url(const Request& request, std::string_view region, std::string_view signature) {
    typename Scheme::key key; // prepare once, sign often
    std::array<char, 512> buffer;
    if (!key.prepare(who)) return false;
    const auto url = portwright::sign_url(
        request, context<Scheme>{.key = key, .region = region, .timestamp = now, .nonce = nonce}, buffer);
    return url && url->ends_with(signature);
}

bool signs_tc3() {
    portwright::tc3<>::key key; // for one day and one system
    std::array<char, 512> buffer;
    if (!key.prepare(who, clb::service, now)) return false;
    const auto made = portwright::sign(
        clb_request, context<portwright::tc3<>>{.key = key, .region = "ap-guangzhou", .timestamp = now}, buffer);
    return made &&
           made->body ==
               R"({"ListenerNames":["lis0","lis1"],"LoadBalancerId":"lb-cuxw2rm0","Ports":[7569,7570],"Protocol":"TCP"})" &&
           made->headers[0].value.ends_with("2246441044b4c28569c71ca23115aaebb02b8d9b773f7a4dc44dc24de9134525");
}

bool signs_acs3() {
    portwright::acs3<>::key key;
    std::array<char, 512> buffer;
    if (!key.prepare(who)) return false;
    const auto made = portwright::sign(
        ga_request, context<portwright::acs3<>>{.key = key, .region = "cn-hangzhou", .timestamp = now, .nonce = nonce},
        buffer);
    return made &&
           made->body ==
               "AcceleratorId=ga-bp1odcab8tmno0hdq%2A%2A%2A%2A&PortRanges.1.FromPort=20&PortRanges.1.ToPort=20"
               "&RegionId=cn-hangzhou" &&
           made->headers[0].value.ends_with("268d08f1c747648ab0740b9e3e126acdfc3bdb199b95e299ca906a0b46ae01d8");
}

bool refuses_port_70000() {
    portwright::hmac_sha256<>::key key;
    std::array<char, 512> buffer;
    if (!key.prepare(who)) return false;
    const std::int32_t measured[] = {80, 70000};
    clb::CreateListener request = clb_request;
    request.Ports = measured;
    const auto url = portwright::sign_url(
        request,
        context<portwright::hmac_sha256<>>{.key = key, .region = "ap-guangzhou", .timestamp = now, .nonce = nonce},
        buffer);
    std::array<char, 64> line;
    return !url && portwright::message(url.error(), line) == "Ports.1: 70000 is outside 1..65535";
}

}  // namespace

void check_requests() {
    check("lb.CreateLoadBalancerListeners by HmacSHA1",
          signs_url<portwright::hmac_sha1<>>(lb_request, "gz", "&Signature=e5AMkTxJJiLjryfKN33Bk%2FPxAVM%3D"));
    check("clb.CreateListener by HmacSHA256",
          signs_url<portwright::hmac_sha256<>>(clb_request, "ap-guangzhou",
                                               "&Signature=6Wt%2BT7MupuTsIr0BeN7TJY81Ozi518F%2Fapeu48RSwhs%3D"));
    check("clb.CreateListener by TC3-HMAC-SHA256", signs_tc3());
    check("ga.CreateListener by HMAC-SHA1",
          signs_url<portwright::aliyun_rpc<>>(ga_request, "cn-hangzhou", "&Signature=F9wqiK0nJzLdtqqqAXRr3bZzolw%3D"));
    check("ga.CreateListener by ACS3-HMAC-SHA256", signs_acs3());
    check("clb.CreateListener with a port of 70000 is refused", refuses_port_70000());
}
