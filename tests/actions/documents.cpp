// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The example requests of the vendors' documents, built from typed code: the string to sign holds exactly the documents'
// parameters, in canonical order, among the common ones. PEM texts are shortened to three lines.

#include "../verify.hpp"

#include <portwright/aliyun/ga.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>

#include <doctest/doctest.h>

#include <array>
#include <string_view>

namespace {

using namespace portwright;
namespace clb = tencent::clb;
namespace lb = tencent::lb;

constexpr std::string_view certificate = "-----BEGIN CERTIFICATE-----\nMIIE/+==\n-----END CERTIFICATE-----\n";
constexpr std::string_view private_key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE/+==\n-----END RSA PRIVATE KEY-----\n";

/// Whether the request passes check() and signs as `expected`.
template <class Scheme, class Action>
constexpr bool signs_as(const Action& request, std::string_view region, std::string_view expected) {
    std::array<char, 2048> buffer{};
    const auto got = string_to_sign<Scheme>(
        request, {.key_id = "AKID", .region = region, .timestamp = 1507728683, .nonce = "61431", .verb = method::GET},
        buffer);
    return check(request) && got && *got == expected;
}

constexpr std::uint16_t two_ports[] = {7569, 7570};
constexpr std::uint16_t port_7571[] = {7571}, port_7572[] = {7572}, port_7573[] = {7573};
constexpr std::string_view two_names[] = {"lis0", "lis1"};

TEST_CASE("documents: CLB CreateListener (API 3.0), examples 1 to 4") {
    VERIFY(signs_as<hmac_sha256<>>(
        clb::CreateListener{.LoadBalancerId = "lb-cuxw2rm0",
                            .Ports = two_ports,
                            .Protocol = clb::Protocol::TCP,
                            .ListenerNames = two_names},
        "ap-guangzhou",
        "GETclb.tencentcloudapi.com/?Action=CreateListener&ListenerNames.0=lis0&ListenerNames.1=lis1"
        "&LoadBalancerId=lb-cuxw2rm0&Nonce=61431&Ports.0=7569&Ports.1=7570&Protocol=TCP&Region=ap-guangzhou"
        "&SecretId=AKID&SignatureMethod=HmacSHA256&Timestamp=1507728683&Version=2018-03-17"));
    VERIFY(signs_as<hmac_sha256<>>(
        clb::CreateListener{
            .LoadBalancerId = "lb-cuxw2rm0",
            .Ports = port_7571,
            .Protocol = clb::Protocol::TCP,
            .HealthCheck = {.HealthSwitch = 1, .TimeOut = 5, .IntervalTime = 7, .HealthNum = 4, .UnHealthNum = 4}},
        "ap-guangzhou",
        "GETclb.tencentcloudapi.com/?Action=CreateListener&HealthCheck.HealthNum=4&HealthCheck.HealthSwitch=1"
        "&HealthCheck.IntervalTime=7&HealthCheck.TimeOut=5&HealthCheck.UnHealthNum=4&LoadBalancerId=lb-cuxw2rm0"
        "&Nonce=61431&Ports.0=7571&Protocol=TCP&Region=ap-guangzhou&SecretId=AKID&SignatureMethod=HmacSHA256"
        "&Timestamp=1507728683&Version=2018-03-17"));
    VERIFY(signs_as<hmac_sha256<>>(
        clb::CreateListener{.LoadBalancerId = "lb-cuxw2rm0",
                            .Ports = port_7572,
                            .Protocol = clb::Protocol::HTTPS,
                            .Certificate = {.SSLMode = "UNIDIRECTIONAL", .CertId = "MsJyaXVm"}},
        "ap-shanghai-fsi", // the host follows the region
        "GETclb.ap-shanghai-fsi.tencentcloudapi.com/?Action=CreateListener&Certificate.CertId=MsJyaXVm"
        "&Certificate.SSLMode=UNIDIRECTIONAL&LoadBalancerId=lb-cuxw2rm0&Nonce=61431&Ports.0=7572&Protocol=HTTPS"
        "&Region=ap-shanghai-fsi&SecretId=AKID&SignatureMethod=HmacSHA256&Timestamp=1507728683&Version=2018-03-17"));
    VERIFY(signs_as<hmac_sha256<>>(
        clb::CreateListener{.LoadBalancerId = "lb-cuxw2rm0",
                            .Ports = port_7573,
                            .Protocol = clb::Protocol::HTTPS,
                            .Certificate = {.SSLMode = "UNIDIRECTIONAL",
                                            .CertName = "my-cert",
                                            .CertKey = private_key,
                                            .CertContent = certificate}},
        "ap-guangzhou",
        "GETclb.tencentcloudapi.com/?Action=CreateListener"
        "&Certificate.CertContent=-----BEGIN CERTIFICATE-----\nMIIE/+==\n-----END CERTIFICATE-----\n"
        "&Certificate.CertKey=-----BEGIN RSA PRIVATE KEY-----\nMIIE/+==\n-----END RSA PRIVATE KEY-----\n"
        "&Certificate.CertName=my-cert&Certificate.SSLMode=UNIDIRECTIONAL&LoadBalancerId=lb-cuxw2rm0&Nonce=61431"
        "&Ports.0=7573&Protocol=HTTPS&Region=ap-guangzhou&SecretId=AKID&SignatureMethod=HmacSHA256"
        "&Timestamp=1507728683&Version=2018-03-17"));
}

TEST_CASE("documents: GAAP CreateHTTPListener (API 3.0), example 1") {
    VERIFY(signs_as<hmac_sha1<>>(
        tencent::gaap::CreateHTTPListener{.ListenerName = "listener-1", .Port = 443, .ProxyId = "link-cuxw2rm0"}, "",
        "GETgaap.tencentcloudapi.com/?Action=CreateHTTPListener&ListenerName=listener-1&Nonce=61431&Port=443"
        "&ProxyId=link-cuxw2rm0&SecretId=AKID&SignatureMethod=HmacSHA1&Timestamp=1507728683&Version=2018-05-29"));
}

constexpr tencent::bmlb::CreateBmListeners::Listener bm_listeners[] = {
    {.loadBalancerPort = 1234, .protocol = "tcp", .listenerName = "tcp-test"}};

TEST_CASE("documents: BMLB CreateBmListeners (API v2)") {
    VERIFY(signs_as<hmac_sha1<>>(
        tencent::bmlb::CreateBmListeners{.loadBalancerId = "lb-abcdefgh", .listeners = bm_listeners}, "bj",
        "GETbmlb.api.qcloud.com/v2/index.php?Action=CreateBmListeners&Nonce=61431&Region=bj&SecretId=AKID"
        "&SignatureMethod=HmacSHA1&Timestamp=1507728683&listeners.0.listenerName=tcp-test"
        "&listeners.0.loadBalancerPort=1234&listeners.0.protocol=tcp&loadBalancerId=lb-abcdefgh"));
}

constexpr lb::CreateLoadBalancerListeners::Listener tcp_listeners[] = {
    {.loadBalancerPort = 80, .instancePort = 80, .protocol = 2, .listenerName = "listenerTest", .healthSwitch = 1}};
constexpr lb::CreateLoadBalancerListeners::Listener https_listeners[] = {{.loadBalancerPort = 443,
                                                                          .instancePort = 443,
                                                                          .protocol = 4,
                                                                          .SSLMode = "mutual",
                                                                          .certCaContent = certificate,
                                                                          .certCaName = "myCertCaName",
                                                                          .certContent = certificate,
                                                                          .certKey = private_key,
                                                                          .certName = "myCertName"}};

TEST_CASE("documents: legacy LB CreateLoadBalancerListeners (API v2)") {
    VERIFY(signs_as<hmac_sha1<>>(
        lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-cjcymkw5", .listeners = tcp_listeners}, "ap-guangzhou",
        "GETlb.api.qcloud.com/v2/index.php?Action=CreateLoadBalancerListeners&Nonce=61431&Region=ap-guangzhou"
        "&SecretId=AKID&SignatureMethod=HmacSHA1&Timestamp=1507728683&listeners.0.healthSwitch=1"
        "&listeners.0.instancePort=80&listeners.0.listenerName=listenerTest&listeners.0.loadBalancerPort=80"
        "&listeners.0.protocol=2&loadBalancerId=lb-cjcymkw5"));
    VERIFY(signs_as<hmac_sha1<>>(
        lb::CreateLoadBalancerListeners{.loadBalancerId = "lb-abcdefgh", .listeners = https_listeners}, "ap-guangzhou",
        "GETlb.api.qcloud.com/v2/index.php?Action=CreateLoadBalancerListeners&Nonce=61431&Region=ap-guangzhou"
        "&SecretId=AKID&SignatureMethod=HmacSHA1&Timestamp=1507728683&listeners.0.SSLMode=mutual"
        "&listeners.0.certCaContent=-----BEGIN CERTIFICATE-----\nMIIE/+==\n-----END CERTIFICATE-----\n"
        "&listeners.0.certCaName=myCertCaName"
        "&listeners.0.certContent=-----BEGIN CERTIFICATE-----\nMIIE/+==\n-----END CERTIFICATE-----\n"
        "&listeners.0.certKey=-----BEGIN RSA PRIVATE KEY-----\nMIIE/+==\n-----END RSA PRIVATE KEY-----\n"
        "&listeners.0.certName=myCertName&listeners.0.instancePort=443&listeners.0.loadBalancerPort=443"
        "&listeners.0.protocol=4&loadBalancerId=lb-abcdefgh"));
}

// The example's port is printed as 443s (contradiction 7.6).
constexpr lb::CreateForwardLBSeventhLayerListeners::Listener seventh[] = {{.loadBalancerPort = 443,
                                                                           .protocol = 4,
                                                                           .SSLMode = "mutual",
                                                                           .certCaContent = certificate,
                                                                           .certCaName = "myCertCaName",
                                                                           .certContent = certificate,
                                                                           .certKey = private_key,
                                                                           .certName = "myCertName"}};
constexpr lb::CreateForwardLBFourthLayerListeners::Listener fourth[] = {
    {.loadBalancerPort = 80, .protocol = 2, .listenerName = "2"}};

TEST_CASE("documents: application-based LB listeners (API v2)") {
    VERIFY(signs_as<hmac_sha1<>>(
        lb::CreateForwardLBSeventhLayerListeners{.loadBalancerId = "lb-abcdefgh", .listeners = seventh}, "ap-guangzhou",
        "GETlb.api.qcloud.com/v2/index.php?Action=CreateForwardLBSeventhLayerListeners&Nonce=61431"
        "&Region=ap-guangzhou&SecretId=AKID&SignatureMethod=HmacSHA1&Timestamp=1507728683"
        "&listeners.0.SSLMode=mutual"
        "&listeners.0.certCaContent=-----BEGIN CERTIFICATE-----\nMIIE/+==\n-----END CERTIFICATE-----\n"
        "&listeners.0.certCaName=myCertCaName"
        "&listeners.0.certContent=-----BEGIN CERTIFICATE-----\nMIIE/+==\n-----END CERTIFICATE-----\n"
        "&listeners.0.certKey=-----BEGIN RSA PRIVATE KEY-----\nMIIE/+==\n-----END RSA PRIVATE KEY-----\n"
        "&listeners.0.certName=myCertName&listeners.0.loadBalancerPort=443&listeners.0.protocol=4"
        "&loadBalancerId=lb-abcdefgh"));
    VERIFY(signs_as<hmac_sha1<>>(
        lb::CreateForwardLBFourthLayerListeners{.loadBalancerId = "lb-abcdefgh", .listeners = fourth}, "ap-guangzhou",
        "GETlb.api.qcloud.com/v2/index.php?Action=CreateForwardLBFourthLayerListeners&Nonce=61431"
        "&Region=ap-guangzhou&SecretId=AKID&SignatureMethod=HmacSHA1&Timestamp=1507728683"
        "&listeners.0.listenerName=2&listeners.0.loadBalancerPort=80&listeners.0.protocol=2"
        "&loadBalancerId=lb-abcdefgh"));
}

constexpr aliyun::ga::PortRange ranges[] = {{.FromPort = 20, .ToPort = 20}};

TEST_CASE("documents: Aliyun GA CreateListener, the example") {
    VERIFY(signs_as<aliyun_rpc<>>(
        aliyun::ga::CreateListener{.AcceleratorId = "ga-bp1odcab8tmno0hdq****", .PortRanges = ranges}, "cn-hangzhou",
        "GET&%2F&AcceleratorId%3Dga-bp1odcab8tmno0hdq%252A%252A%252A%252A%26AccessKeyId%3DAKID%26Action%3DCreateListener"
        "%26Format%3DJSON%26PortRanges.1.FromPort%3D20%26PortRanges.1.ToPort%3D20%26RegionId%3Dcn-hangzhou"
        "%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D61431%26SignatureVersion%3D1.0"
        "%26Timestamp%3D2017-10-11T13%253A31%253A23Z%26Version%3D2019-11-20"));
}

} // namespace
