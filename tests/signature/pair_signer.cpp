// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/pair_signer.hpp>

#include "every_scheme.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace {

using test::method;

template <std::size_t Size>
constexpr std::array<std::uint8_t, Size> counted(unsigned first) {
    std::array<std::uint8_t, Size> digest{};
    for (std::size_t i = 0; i + 1 != Size; ++i) digest[i] = static_cast<std::uint8_t>(first + i);
    return digest;
}

template <std::size_t Size>
constexpr auto written_signature(unsigned first) {
    return test::written([=](auto& out) {
        const auto made = counted<Size>(first);
        std::uint8_t digest[Size];
        for (std::size_t i = 0; i != Size; ++i) digest[i] = made[i];
        portwright::detail::write_signature(out, digest);
    });
}

// RFC 4648 section 4; one byte short of a group of three, and so one `=`, as 20 and 32 bytes are.
TEST_CASE("pair_signer: a digest in percent-encoded Base64") {
    VERIFY(written_signature<21>(0) == "AAECAwQFBgcICQoLDA0ODxAREhM%3D");
    VERIFY(written_signature<33>(0) == "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8%3D");
    VERIFY(written_signature<21>(0xEC) == "7O3u7%2FDx8vP09fb3%2BPn6%2B%2Fz9%2Fv8%3D");
}

TEST_CASE_TEMPLATE("pair_signer: the signature is the last pair, by GET and by POST", Scheme, portwright::hmac_sha1<>,
                   portwright::hmac_sha256<>, portwright::aliyun_rpc<>) {
    static_assert(Scheme::signs_url && !Scheme::writes_json);
    typename Scheme::key key;
    REQUIRE(test::prepare(key, {.id = "id", .secret = "secret"}));
    test::context<Scheme> context{.key = key, .region = "ap-guangzhou", .timestamp = 1, .nonce = "1"};
    const test::DescribeTask<test::home<Scheme>> request{.TaskId = "t"};
    std::string signatures[2];
    for (const method verb : {method::GET, method::POST}) {
        context.verb = verb;
        std::array<char, 1024> buffer;
        const auto made = portwright::sign(request, context, buffer);
        REQUIRE(made);
        const std::string pairs(verb == method::GET ? made->query : made->body);
        const std::size_t last = pairs.rfind('&');
        CHECK(pairs.compare(last, 11, "&Signature=") == 0);
        CHECK(pairs.find("Signature=") == last + 1);
        signatures[verb == method::GET] = pairs.substr(last);
        CHECK((test::header(*made, "Content-Type").empty() == (verb == method::GET)));
    }
    CHECK(signatures[0] != signatures[1]); // the method is signed
}

} // namespace
