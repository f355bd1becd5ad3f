// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: this text is a temporary and would dangle: keep the string in a variable that outlives
// CASES: 24

// Every text that the library keeps beyond the call that takes it.

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/raw_json_request.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <string>

struct fixed_string { // trivially destructible, and its characters go with it all the same
    char characters[8];
    constexpr operator std::string_view() const { return characters; }
};
struct record {
    char name[8];
};

std::string make();
fixed_string make_fixed();
record make_record();

constexpr portwright::service_of<portwright::tencent::api_v3> cvm{{"cvm.tencentcloudapi.com", "/", "2017-03-12", true}};
constexpr portwright::operation_of call{"DescribeInstances", &cvm};
using scheme = portwright::hmac_sha256<>;

void use(scheme::key& key, portwright::tc3<>::key& daily, portwright::untyped_request& untyped,
         portwright::signed_request& made) {
#if defined GOOD
    const std::string name = make();
    const fixed_string fixed = make_fixed();
    const record row = make_record();
    (void)key.prepare({.id = fixed, .secret = row.name, .token = name});
    (void)key.prepare({.id = "id", .secret = std::string_view(name), .token = name.c_str()});
    (void)daily.prepare({.id = name, .secret = "secret"}, cvm, 1);
    (void)portwright::context<scheme>{.key = key, .region = name, .nonce = fixed, .endpoint = "localhost"};
    (void)portwright::request_terms{.key_id = name, .region = name};
    (void)portwright::client_options{.region = name, .endpoint = name};
    (void)portwright::operation_of{name, &cvm};
    (void)portwright::raw_json_request{portwright::operation_of{name, &cvm}, name};
    untyped.add("Limit", 20).add(name, 80).add({"Ports.n", 0}, 80).add({name, 1u}, 80).add_secret(name, name);
    (void)portwright::parameter{.name = name, .string = portwright::unlisted(name)};
    made.body = name;
    made.headers[0] = {"X-Name", name};
    (void)portwright::http::split_host(name);
#elif CASE == 1
    (void)key.prepare({.id = make(), .secret = "secret"});
#elif CASE == 2
    (void)key.prepare({.id = "id", .secret = make()});
#elif CASE == 3
    (void)daily.prepare({.id = "id", .secret = "secret", .token = make()}, cvm, 1);
#elif CASE == 4
    (void)key.prepare({.id = make_fixed(), .secret = "secret"});
#elif CASE == 5
    (void)key.prepare({.id = make_record().name, .secret = "secret"});
#elif CASE == 6
    (void)portwright::context<scheme>{.key = key, .region = make()};
#elif CASE == 7
    (void)portwright::context<scheme>{.key = key, .nonce = make()};
#elif CASE == 8
    (void)portwright::context<scheme>{.key = key, .endpoint = make()};
#elif CASE == 9
    (void)portwright::request_terms{.key_id = make()};
#elif CASE == 10
    (void)portwright::request_terms{.key_id = "id", .region = make()};
#elif CASE == 11
    (void)portwright::client_options{.region = make()};
#elif CASE == 12
    (void)portwright::client_options{.endpoint = make()};
#elif CASE == 13
    (void)portwright::operation_of{make(), &cvm};
#elif CASE == 14
    (void)portwright::service_of<portwright::tencent::api_v3>{{make(), "/", "1", true}};
#elif CASE == 15
    (void)portwright::raw_json_request{call, make()};
#elif CASE == 16
    untyped.add(make() + ".0", 80);
#elif CASE == 17
    untyped.add({make(), 0}, 80);
#elif CASE == 18
    untyped.add_secret(make(), "certificate");
#elif CASE == 19
    (void)portwright::parameter{.name = make()};
#elif CASE == 20
    (void)portwright::unlisted(make());
#elif CASE == 21
    made.body = make();
#elif CASE == 22
    made.headers[0] = {"X-Name", make()};
#elif CASE == 23
    (void)portwright::http::split_host(make());
#elif CASE == 24
    (void)portwright::http::endpoint{.host = make()};
#endif
}
