// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/credentials.hpp>

#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>

#include "every_scheme.hpp"

#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace {

using portwright::acs3;
using portwright::aliyun_rpc;
using portwright::credentials;
using portwright::errc;
using portwright::hmac_sha1;
using portwright::hmac_sha256;
using portwright::tc3;
using test::context;
using test::home;
using test::prepare;

template <class Scheme>
std::string signed_by(const typename Scheme::key& key) {
    return test::signed_text(
        test::DescribeTask<home<Scheme>>{.TaskId = "t"},
        context<Scheme>{.key = key, .region = portwright::unlisted("r"), .timestamp = 1, .nonce = "1"});
}

TEST_CASE_TEMPLATE("credentials: visible ASCII, and no other byte", Scheme, SCHEMES) {
    for (unsigned byte = 0; byte != 256; ++byte) {
        CAPTURE(byte);
        const bool visible = byte > 0x20 && byte < 0x7F;
        for (const std::size_t at : {0u, 2u, 4u}) { // around it and inside
            std::string part = "abcd";
            part.insert(at, 1, static_cast<char>(byte));
            for (const credentials& from :
                 {credentials{.id = part, .secret = "s"}, credentials{.id = "i", .secret = part},
                  credentials{.id = "i", .secret = "s", .token = part}}) {
                typename Scheme::key key;
                const auto ready = prepare(key, from);
                const bool ends_id = from.id.size() > 1 && (byte == ',' || byte == '/'); // in an Authorization header
                CHECK(static_cast<bool>(ready) == (visible && !ends_id));
                if (!visible || ends_id) CHECK(ready.error().code == errc::bad_credentials);
            }
        }
    }
}

TEST_CASE_TEMPLATE("credentials: a key that was not prepared, or not with success, signs nothing", Scheme, SCHEMES) {
    const std::string refused = std::is_same_v<Scheme, tc3<>> ? "stale_key" : "bad_credentials";
    typename Scheme::key key;
    const context<Scheme> with{.key = key, .region = portwright::unlisted("r"), .timestamp = 1, .nonce = "1"};
    const test::DescribeTask<home<Scheme>> request{.TaskId = "t"};
    const auto expect_refusal = [&] {
        CHECK(test::signed_text(request, with) == refused);
        CHECK(test::streamed_text(request, with) == refused);
        CHECK(test::sent_text(request, with) == refused);
        CHECK(test::spelled(portwright::signed_size(request, with).error()) == refused);
    };
    expect_refusal();
    REQUIRE(prepare(key, {.id = "i", .secret = "s"}));
    CHECK(test::signed_text(request, with).size() > 50);
    REQUIRE(!prepare(key, {.id = "i", .secret = "a secret"}));
    expect_refusal();
}

TEST_CASE_TEMPLATE("credentials: an ID and a secret, perhaps a token", Scheme, SCHEMES) {
    typename Scheme::key key;
    CHECK(prepare(key, {}).error().code == errc::bad_credentials);
    CHECK(prepare(key, {.id = "", .secret = "s"}).error().code == errc::bad_credentials);
    CHECK(prepare(key, {.id = "i", .secret = ""}).error().code == errc::bad_credentials);
    CHECK(prepare(key, {.id = "i", .secret = "s", .token = ""}));
    CHECK(signed_by<Scheme>(key).find("oken") == std::string::npos);
    CHECK(prepare(key, {.id = "i", .secret = "s", .token = "the-token"}));
    CHECK(signed_by<Scheme>(key).find("the-token") != std::string::npos);
}

TEST_CASE_TEMPLATE("credentials: the secret is read and not kept", Scheme, SCHEMES) {
    std::string secret = "a-secret-of-some-length";
    const std::string id = "id", token = "token";
    const auto key = std::make_unique<typename Scheme::key>();
    REQUIRE(prepare(*key, {.id = id, .secret = secret, .token = token}));
    const std::string before = signed_by<Scheme>(*key);
    CHECK(before.starts_with("POST "));
    CHECK(before.find(secret) == std::string::npos);
    CHECK(std::string_view(reinterpret_cast<const char*>(key.get()), sizeof *key).find(secret) ==
          std::string_view::npos);
    secret.assign(secret.size(), 'x');
    CHECK(signed_by<Scheme>(*key) == before);
    // Another secret is another signature; the same one is the same.
    REQUIRE(prepare(*key, {.id = id, .secret = secret, .token = token}));
    CHECK(signed_by<Scheme>(*key) != before);
    REQUIRE(prepare(*key, {.id = id, .secret = "a-secret-of-some-length", .token = token}));
    CHECK(signed_by<Scheme>(*key) == before);
}

} // namespace
