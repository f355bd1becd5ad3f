// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What the five schemes do alike: one request in three ways out of the same serializer, a signature where it belongs, no
// secret anywhere.

#include <portwright/signature/signed_request.hpp>

#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>

#include "every_scheme.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using portwright::acs3;
using portwright::aliyun_rpc;
using portwright::hmac_sha1;
using portwright::hmac_sha256;
using portwright::tc3;
using test::context;
using test::home;
using test::method;

constexpr std::string_view secret = "a-secret-of-some-length";

template <class Scheme>
struct signer {
    typename Scheme::key key;
    context<Scheme> with{.key = key, .region = portwright::unlisted("r"), .timestamp = 1, .nonce = "1"};

    signer() {
        const portwright::credentials from{.id = "id", .secret = secret, .token = "token"};
        REQUIRE(test::prepare(key, from, with.timestamp));
    }
};

// Around the sizes of hash blocks and of the pieces in which text goes into them.
TEST_CASE_TEMPLATE("scheme: whole, streamed and measured are one request, whatever its length", Scheme, SCHEMES) {
    signer<Scheme> s;
    std::vector<char> buffer(4096);
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        for (std::size_t length = 0; length != 300; ++length) {
            CAPTURE(length);
            std::string data(length, 'x');
            for (std::size_t i = 0; i < length; i += 11) data[i] = '=';
            const test::Upload<home<Scheme>> request{.Data = data};
            const auto size = portwright::signed_size(request, s.with);
            const auto made = portwright::sign(request, s.with, buffer);
            REQUIRE(size);
            REQUIRE(made);
            const std::string whole = test::text_of(*made);
            REQUIRE(test::streamed_text(request, s.with) == whole);
            REQUIRE(portwright::sign(request, s.with, std::span(buffer).first(*size)));
            if (*size != 0) {
                const auto less = portwright::sign(request, s.with, std::span(buffer).first(*size - 1));
                REQUIRE_FALSE(less);
                REQUIRE(less.error().number == static_cast<std::int64_t>(*size));
            }
        }
    }
}

template <class Scheme>
std::string signature_in(const portwright::signed_request& made) {
    const std::string_view header = test::header(made, "Authorization");
    const std::string_view from = !header.empty() ? header : !made.body.empty() ? made.body : made.query;
    const std::string_view name = "Signature=";
    const std::size_t at = from.rfind(name);
    REQUIRE(at != std::string_view::npos);
    return std::string(from.substr(at + name.size()));
}

TEST_CASE_TEMPLATE("scheme: the signature comes last, in the scheme's own spelling", Scheme, SCHEMES) {
    signer<Scheme> s;
    std::vector<char> buffer(4096);
    bool plus = false, slash = false;
    for (int i = 0; i != 64; ++i) {
        s.with.verb = i % 2 == 0 ? method::GET : method::POST;
        const std::string data = std::to_string(i);
        const auto made = portwright::sign(test::Upload<home<Scheme>>{.Data = data}, s.with, buffer);
        REQUIRE(made);
        std::string signature = signature_in<Scheme>(*made);
        if (!test::header(*made, "Authorization").empty()) {
            CHECK(signature.size() == 64);
            CHECK(signature.find_first_not_of("0123456789abcdef") == std::string::npos);
            plus = slash = true;
            continue;
        }
        // Base64 (RFC 4648 section 4), encoded: no "+" or "/" as it stands
        CHECK(signature.find_first_of("+/=") == std::string::npos);
        for (const auto& [code, letter] : {std::pair{"%2B", '+'}, std::pair{"%2F", '/'}, std::pair{"%3D", '='}})
            for (std::size_t at; (at = signature.find(code)) != std::string::npos;) {
                signature.replace(at, 3, 1, letter);
                plus = plus || letter == '+';
                slash = slash || letter == '/';
            }
        CHECK(signature.size() == (std::is_same_v<Scheme, hmac_sha256<>> ? 44 : 28));
        CHECK(signature.ends_with("="));
    }
    CHECK((plus && slash)); // both came up
}

TEST_CASE_TEMPLATE("scheme: no secret in a request, nor in a buffer that was too small", Scheme, SCHEMES) {
    signer<Scheme> s;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        const std::string whole = test::signed_text(test::good<home<Scheme>>, s.with);
        CHECK(whole.find("id") != std::string::npos);
        CHECK(whole.find("token") != std::string::npos);
        CHECK(whole.find(secret) == std::string::npos);
        test::sweep(test::good<home<Scheme>>, s.with); // leaves nothing but zeros
    }
}

TEST_CASE_TEMPLATE("scheme: what changes the request changes the signature", Scheme, SCHEMES) {
    signer<Scheme> s;
    std::vector<std::string> seen;
    const auto note = [&](std::string_view task) {
        std::vector<char> buffer(4096);
        const auto made = portwright::sign(test::DescribeTask<home<Scheme>>{.TaskId = task}, s.with, buffer);
        REQUIRE(made);
        seen.push_back(signature_in<Scheme>(*made));
    };
    note("t");
    note("u");
    s.with.timestamp = 2;
    note("t");
    s.with.verb = method::GET;
    note("t");
    s.with.endpoint = "localhost:1";
    note("t");
    // Aliyun's RPC style is the one that signs no host.
    if (std::is_same_v<Scheme, aliyun_rpc<>>) {
        CHECK(seen[4] == seen[3]);
        seen.pop_back();
    }
    std::sort(seen.begin(), seen.end());
    CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

} // namespace
