// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// aliyun.ga over HTTPS: creation, polling to the end, idempotency, and each documented refusal.

#include <tuple>

#include <doctest/doctest.h>

#include "client.hpp"

namespace {

using namespace emulator_test;
using portwright_tool::emulator_server;

name_values create(const std::string& port, const name_values& more = {}) {
    name_values pairs{{"RegionId", "cn-hangzhou"},   {"AcceleratorId", "ga-a"}, {"PortRanges.1.FromPort", port},
                      {"PortRanges.1.ToPort", port}, {"Protocol", "tcp"},       {"Name", "a*b ~/+"}};
    pairs.insert(pairs.end(), more.begin(), more.end());
    return pairs;
}

name_values rpc(name_values pairs, const char* action = "CreateListener") {
    pairs.emplace_back("Action", action);
    return pairs;
}

TEST_CASE("emulator: aliyun.ga creates and polls to the end, by both schemes") {
    const emulator_server server{test_options()};
    client cloud{server};
    int port = 80;
    for (const char* method : {"GET", "POST"}) {
        for (const bool modern : {true, false}) {
            const signing how{.method = method};
            const auto pairs = create(std::to_string(port++));
            const auto made = cloud.send(modern ? acs3("CreateListener", pairs, how) : aliyun_rpc(rpc(pairs), how));
            REQUIRE(made.code() == "");
            REQUIRE(made.status == 200);
            const name_values query{{"RegionId", "cn-hangzhou"}, {"ListenerId", made.body["ListenerId"]}};
            for (const char* state : {"init", "configuring", "active", "active"}) {
                const auto polled = cloud.send(modern ? acs3("DescribeListener", query, how)
                                                      : aliyun_rpc(rpc(query, "DescribeListener"), how));
                REQUIRE(polled.code() == "");
                CHECK(polled.body["State"] == state);
                CHECK(polled.body["Name"] == "a*b ~/+");
                CHECK(polled.body["Protocol"] == "TCP");
                CHECK(polled.body["PortRanges"][0]["FromPort"].is_number());
            }
        }
    }
}

TEST_CASE("emulator: aliyun.ga refuses with its statuses and codes") {
    const emulator_server server{test_options()};
    client cloud{server};
    const auto expect = [&](const http_request& request, int status, const char* code) {
        const auto got = cloud.send(request);
        CHECK(got.status == status);
        CHECK(got.code() == code);
        CHECK(got.body.contains("RequestId"));
        CHECK(got.body.contains("HostId"));
        CHECK(got.body.contains("Message"));
    };
    for (const auto& [how, status, code] : std::initializer_list<std::tuple<signing, int, const char*>>{
             {{.key = "wrong"}, 400, "SignatureDoesNotMatch"},
             {{.id = "LTAIother"}, 404, "InvalidAccessKeyId.NotFound"},
             {{.time = now - 901}, 400, "InvalidTimeStamp.Expired"},
             {{.time = now + 901}, 400, "IllegalTimestamp"}}) {
        expect(acs3("CreateListener", create("80"), how), status, code);
        expect(aliyun_rpc(rpc(create("80")), how), status, code);
    }
    expect(aliyun_rpc(rpc(create("80")), {.token = "x"}), 400, "InvalidSecurityToken.MismatchWithAccessKey");
    expect(acs3("CreateNothing", {}), 404, "InvalidApi.NotFound");
    auto other_version = acs3("CreateListener", create("80"));
    for (auto& [name, value] : other_version.headers) value = name == "x-acs-version" ? "2000-01-01" : value;
    expect(other_version, 400, "NoSuchVersion");
    expect(aliyun_rpc(rpc(create("80", {{"Version", "2019-11-20"}}))), 400, "InvalidParameter");   // given twice

    auto unsigned_header = acs3("CreateListener", create("80"));
    unsigned_header.headers.emplace_back("x-acs-extra", "1");
    expect(unsigned_header, 400, "IncompleteSignature");
    auto body_changed = acs3("CreateListener", create("80"));
    body_changed.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    body_changed.body = "Description=x";
    expect(body_changed, 400, "SignatureDoesNotMatch");

    const auto refused = [&](const name_values& pairs, const char* code) {
        expect(acs3("CreateListener", pairs), 400, code);
    };
    refused({{"RegionId", "cn-hangzhou"}, {"PortRanges.1.FromPort", "1"}, {"PortRanges.1.ToPort", "1"}},
            "MissingAcceleratorId");
    refused({{"RegionId", "cn-hangzhou"}, {"AcceleratorId", "ga-a"}}, "MissingPortRanges");
    refused({{"PortRanges.0.FromPort", "1"}}, "InvalidParameter");   // Aliyun counts from 1
    refused(create("0"), "PortRangeIllegal.Listener");
    refused(create("65500"), "SystemPort.Listener");
    refused({{"RegionId", "cn-hangzhou"},
             {"AcceleratorId", "a"},
             {"PortRanges.1.FromPort", "250"},
             {"PortRanges.1.ToPort", "251"},
             {"Protocol", "udp"}},
            "PortRangeIllegal.UDP");
    refused({{"RegionId", "cn-hangzhou"},
             {"AcceleratorId", "a"},
             {"PortRanges.1.FromPort", "1"},
             {"PortRanges.1.ToPort", "1"},
             {"Protocol", "quic"}},
            "ProtocalIllegal.Listener");
    refused({{"RegionId", "cn-hangzhou"},
             {"AcceleratorId", "a"},
             {"PortRanges.1.FromPort", "1"},
             {"PortRanges.1.ToPort", "2"},
             {"Protocol", "HTTP"}},
            "PortRanges.MustOne");
    refused({{"RegionId", "cn-hangzhou"},
             {"AcceleratorId", "a"},
             {"PortRanges.1.FromPort", "1"},
             {"PortRanges.1.ToPort", "1"},
             {"Protocol", "HTTPS"}},
            "MissingCertificates");

    CHECK(cloud.send(acs3("CreateListener", create("80"), {.nonce = "n"})).code() == "");
    expect(acs3("CreateListener", create("80"), {.nonce = "n"}), 400, "SignatureNonceUsed");
    refused(create("80"), "PortConflict.Listener");
    expect(acs3("DescribeListener", {{"RegionId", "cn-hangzhou"}, {"ListenerId", "none"}}), 400, "NotExist.Listener");
}

// @alicloud/pop-core and the older signature of @alicloud/openapi-client send these beside an RPC signature.
TEST_CASE("emulator: aliyun.ga goes by the signature, not by the headers beside it") {
    const emulator_server server{test_options()};
    client cloud{server};
    int port = 80;
    for (const char* method : {"GET", "POST"}) {
        for (const char* format : {"JSON", "json"}) {
            const auto send = [&](const signing& how) {
                auto request = aliyun_rpc(rpc(create(std::to_string(port))), how, format);
                for (const auto& [name, value] : name_values{{"x-acs-action", "CreateListener"},
                                                             {"x-acs-version", "2019-11-20"},
                                                             {"x-acs-credentials-provider", "static_ak"},
                                                             {"x-sdk-client", "Node.js"}}) {
                    request.headers.emplace_back(name, value);
                }
                return cloud.send(request).code();
            };
            CHECK(send({.method = method, .key = "wrong"}) == "SignatureDoesNotMatch");
            CHECK(send({.method = method}) == "");
            ++port;
        }
    }
    auto unsigned_request = acs3("CreateListener", create("90"));
    unsigned_request.headers.pop_back();
    CHECK(cloud.send(unsigned_request).code() == "IncompleteSignature");
    CHECK(cloud.send(aliyun_rpc(rpc(create("91")), {}, "YAML")).code() == "InvalidParameter.Format");
    CHECK(cloud.send(aliyun_rpc(rpc(create("92")), {}, "xml")).code() == "UnsupportedParameter");
}

TEST_CASE("emulator: aliyun.ga repeats its answer for the same ClientToken") {
    const emulator_server server{test_options()};
    client cloud{server};
    const name_values token{{"ClientToken", "t"}};
    const auto first = cloud.send(acs3("CreateListener", create("80", token)));
    const auto again = cloud.send(aliyun_rpc(rpc(create("80", token))));   // signed anew, in another way
    REQUIRE(first.code() == "");
    REQUIRE(again.code() == "");
    CHECK(first.body["ListenerId"] == again.body["ListenerId"]);
    CHECK(first.body["RequestId"] != again.body["RequestId"]);
    CHECK(cloud.send(acs3("CreateListener", create("81", token))).code() == "IdempotentParameterMismatch");
}

}   // namespace
