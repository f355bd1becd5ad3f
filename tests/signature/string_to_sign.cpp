// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/string_to_sign.hpp>

#include <portwright/request/untyped.hpp>

#include "../crypto/failing_engine.hpp"
#include "every_scheme.hpp"

#include <array>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

using portwright::request_terms;
using portwright::tc3;
using test::context;
using test::errc;
using test::home;
using test::method;

constexpr request_terms terms_of(method verb) {
    return {.key_id = "id",
            .session_token = "token",
            .region = "ap-guangzhou",
            .timestamp = 1,
            .nonce = "1",
            .verb = verb,
            .endpoint = "here.example.com:8443"};
}

template <class Scheme, class Request>
std::string text_of(const Request& request, const request_terms& terms) {
    const auto size = portwright::string_to_sign<Scheme>(request, terms, {});
    REQUIRE(size.error().code == errc::buffer_too_small);
    std::string text(static_cast<std::size_t>(size.error().number), '#');
    const auto made = portwright::string_to_sign<Scheme>(request, terms, text);
    REQUIRE(made);
    CHECK(made->size() == text.size());
    text.pop_back();
    CHECK(portwright::string_to_sign<Scheme>(request, terms, text).error().number == size.error().number);
    CHECK(text.find_first_not_of('\0') == std::string::npos);
    text.push_back('#');
    static_cast<void>(portwright::string_to_sign<Scheme>(request, terms, text));
    return text;
}

template <class Scheme>
void check_signature(const portwright::signed_request& made, const typename Scheme::key& key, std::string_view text) {
    std::uint8_t digest[33] = {};
    const auto size = std::remove_cvref_t<decltype(key.hmac())>::digest_size;
    REQUIRE(key.hmac().sign(text, digest));
    std::vector<char> memory(128);
    portwright::output out{memory};
    if constexpr (Scheme::signs_url) {
        if constexpr (size == 20) {
            std::uint8_t padded[21] = {};
            std::copy(digest, digest + size, padded);
            portwright::detail::write_signature(out, padded);
        } else {
            portwright::detail::write_signature(out, digest);
        }
        CHECK(std::string(made.query.empty() ? made.body : made.query)
                  .ends_with("&Signature=" + std::string(out.since(0))));
    } else {
        portwright::write_hex(out, {digest, size});
        CHECK(test::header(made, "Authorization").ends_with("Signature=" + std::string(out.since(0))));
    }
}

TEST_CASE_TEMPLATE("string_to_sign: it is what sign() signs, of typed and untyped requests", Scheme, SCHEMES) {
    typename Scheme::key key;
    const portwright::credentials from{.id = "id", .secret = "secret", .token = "token"};
    REQUIRE(test::prepare(key, from));
    for (const method verb : {method::GET, method::POST}) {
        const request_terms terms = terms_of(verb);
        const context<Scheme> with{.key = key,
                                   .region = terms.region,
                                   .timestamp = terms.timestamp,
                                   .nonce = terms.nonce,
                                   .verb = verb,
                                   .endpoint = terms.endpoint};
        std::vector<char> buffer(2048);
        const auto check = [&](const auto& request) {
            const auto made = portwright::sign(request, with, buffer);
            REQUIRE(made);
            check_signature<Scheme>(*made, key, text_of<Scheme>(request, terms));
        };
        check(test::good<home<Scheme>>);
        std::array<portwright::parameter, 2> slots;
        portwright::untyped_request untyped{portwright::operation_of{"DescribeX", &home<Scheme>}, slots};
        check(untyped.add("B.n", "a b").add("A", 7));
    }
}

template <class Scheme>
constexpr auto constant_text(method verb) {
    std::array<char, 1024> buffer{};
    const auto text = portwright::string_to_sign<Scheme>(test::good<home<Scheme>>, terms_of(verb), buffer);
    if (!text) buffer = {};
    return buffer;
}

TEST_CASE_TEMPLATE("string_to_sign: the same in a constant expression", Scheme, SCHEMES) {
    constexpr auto got = constant_text<Scheme>(method::GET);
    CHECK(std::string_view(got.data()) == text_of<Scheme>(test::good<home<Scheme>>, terms_of(method::GET)));
    constexpr auto posted = constant_text<Scheme>(method::POST);
    CHECK(std::string_view(posted.data()) == text_of<Scheme>(test::good<home<Scheme>>, terms_of(method::POST)));
}

TEST_CASE("string_to_sign: what cannot be signed has none") {
    std::vector<char> buffer(1024, '#');
    std::array<portwright::parameter, 1> slots;
    portwright::untyped_request wrong{portwright::operation_of{"DescribeX", &test::v3}, slots};
    wrong.add("a b", 1);
    CHECK(portwright::string_to_sign<tc3<>>(wrong, terms_of(method::POST), buffer).error().code == errc::bad_name);
    const portwright::untyped_request elsewhere{portwright::operation_of{"DescribeX", &test::aliyun}, slots};
    CHECK(portwright::string_to_sign<tc3<>>(elsewhere, terms_of(method::POST), buffer).error().code ==
          errc::wrong_scheme);
    std::array<portwright::parameter, 1> gap_slots;
    portwright::untyped_request gap{portwright::operation_of{"DescribeX", &test::v3}, gap_slots};
    gap.add("A.1", 1);
    CHECK(portwright::string_to_sign<tc3<>>(gap, terms_of(method::POST), buffer).error().code == errc::subscript_gap);
    CHECK(std::string(buffer.data(), buffer.size()).find("TC3") == std::string::npos);
}

TEST_CASE("string_to_sign: the engine fails at each of its calls") {
    using engine = test::failing_engine;
    std::vector<char> buffer(1024);
    for (const method verb : {method::GET, method::POST}) {
        const auto attempt = [&] {
            return portwright::string_to_sign<tc3<engine>>(test::good<test::v3>, terms_of(verb), buffer).error().code;
        };
        engine::reset();
        CHECK(attempt() == errc::none);
        const std::size_t calls = engine::calls;
        REQUIRE(calls >= 4);
        for (std::size_t i = 0; i != calls; ++i) {
            engine::reset(i);
            CHECK(attempt() == errc::crypto_failed);
            CHECK(engine::calls_after_failure == 0);
        }
    }
    engine::reset();
}

} // namespace
