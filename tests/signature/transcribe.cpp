// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What is signed is made from what is sent. Here it is held against text made in another way, and the signature against
// that text: with reserved characters at every place, and values of every length around the sizes of blocks.

#include <portwright/signature/transcribe.hpp>

#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>

#include "signing.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using portwright::aliyun_rpc;
using portwright::hmac_sha1;
using fast = portwright::for_speed<portwright::mbedtls>;
using test::context;
using test::method;

std::string encoded(std::string_view text) { // RFC 3986 section 2
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string made;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (letter || (byte >= '0' && byte <= '9') || std::string_view("-._~").find(c) != std::string_view::npos)
            made += c;
        else made += {'%', digits[byte / 16], digits[byte % 16]};
    }
    return made;
}

/// Base64 (RFC 4648) of HMAC-SHA1.
std::string signature_of(std::string_view secret, std::string_view text) {
    portwright::hmac_key<portwright::mbedtls, portwright::mbedtls::sha1> key;
    REQUIRE(key.prepare(secret));
    std::array<std::uint8_t, 20> digest;
    REQUIRE(key.sign(text, digest.data()));
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string made;
    for (std::size_t i = 0; i != 27; ++i) {
        unsigned six = 0;
        for (std::size_t bit = 6 * i; bit != 6 * i + 6; ++bit)
            six = six << 1 | (bit < 160 ? digest[bit / 8] >> (7 - bit % 8) & 1u : 0u);
        made += letters[six];
    }
    return made + "=";
}

/// Values that put every kind of character at every place.
std::vector<std::string> values() {
    std::vector<std::string> all;
    for (std::size_t length = 0; length != 140; ++length) all.emplace_back(length, 'a');
    for (const std::string_view special :
         {"%", "&", "=", "+", " ", "_", "~", "/", "\n", "%25", "&=", "=%", "\u00e4", "\u672a", "\U0001F600"})
        for (std::size_t at = 0; at != 70; ++at) {
            all.push_back(std::string(at, 'b') + std::string(special) + std::string(70 - at, 'c'));
            if (at < 12) all.push_back(std::string(special) + std::string(at, 'd') + std::string(special));
        }
    std::string many;
    for (int i = 0; i != 40; ++i) all.push_back(many += i % 3 == 0 ? "%&" : "=\u672a");
    return all;
}

/// The string to sign, and the request whose signature is that of the string, whole and streamed.
template <class Scheme, class Request>
void check_signed(const Request& request, std::string_view secret, std::string_view suffix, const std::string& get,
                  const std::string& post) {
    typename Scheme::key key;
    REQUIRE(key.prepare({.id = "id", .secret = secret}));
    for (const method verb : {method::GET, method::POST}) {
        const std::string& expected = verb == method::GET ? get : post;
        std::vector<char> buffer(8192);
        const auto text = portwright::string_to_sign<Scheme>(
            request, {.key_id = "id", .region = "r", .timestamp = 1, .nonce = "1", .verb = verb}, buffer);
        REQUIRE(text);
        REQUIRE(*text == expected);
        const context<Scheme> with{.key = key, .region = "r", .timestamp = 1, .nonce = "1", .verb = verb};
        const std::string made = test::signed_text(request, with);
        const std::string signature =
            "&Signature=" + encoded(signature_of(std::string(secret) + std::string(suffix), expected));
        REQUIRE(made.substr(0, made.find_last_not_of('\n') + 1).ends_with(signature));
        REQUIRE(test::streamed_text(request, with) == made);
    }
}

TEST_CASE("transcribe: Tencent signs values raw") {
    for (const std::string& value : values()) {
        CAPTURE(value);
        const std::string rest = "lb.api.qcloud.com/v2/index.php?Action=Upload&Data=" + value +
                                 "&Nonce=1&Region=r&SecretId=id&SignatureMethod=HmacSHA1&Timestamp=1";
        const test::Upload<test::v2> request{.Data = value};
        check_signed<hmac_sha1<>>(request, "secret", "", "GET" + rest, "POST" + rest);
        check_signed<hmac_sha1<fast>>(request, "secret", "", "GET" + rest, "POST" + rest);
    }
}

TEST_CASE("transcribe: Aliyun signs everything encoded once more") {
    for (const std::string& value : values()) {
        CAPTURE(value);
        const std::string rest =
            "&%2F&" + encoded("AccessKeyId=id&Action=Upload&Data=" + encoded(value) +
                              "&Format=JSON&RegionId=r&SignatureMethod=HMAC-SHA1&SignatureNonce=1&SignatureVersion=1.0"
                              "&Timestamp=1970-01-01T00%3A00%3A01Z&Version=2019-11-20");
        const test::Upload<test::aliyun> request{.Data = value};
        check_signed<aliyun_rpc<>>(request, "secret", "&", "GET" + rest, "POST" + rest);
        check_signed<aliyun_rpc<fast>>(request, "secret", "&", "GET" + rest, "POST" + rest);
    }
}

TEST_CASE("transcribe: at compile time as at run time") {
    static constexpr std::string_view value = "aaaaaaaa%bbbbbbb&ccccccc=ddddddd/eeeeeeee_ffffffff~-.";
    static constexpr portwright::request_terms terms{
        .key_id = "id", .region = "r", .timestamp = 1, .nonce = "1", .verb = method::GET};
    VERIFY(test::made([](auto buffer) {
               return portwright::string_to_sign<hmac_sha1<>>(test::Upload<test::v2>{.Data = value}, terms, buffer);
           }) == "GETlb.api.qcloud.com/v2/index.php?Action=Upload"
                 "&Data=aaaaaaaa%bbbbbbb&ccccccc=ddddddd/eeeeeeee_ffffffff~-.&Nonce=1&Region=r&SecretId=id"
                 "&SignatureMethod=HmacSHA1&Timestamp=1");
    VERIFY(test::made([](auto buffer) {
               return portwright::string_to_sign<aliyun_rpc<>>(test::Upload<test::aliyun>{.Data = value}, terms,
                                                               buffer);
           }) == "GET&%2F&AccessKeyId%3Did%26Action%3DUpload"
                 "%26Data%3Daaaaaaaa%2525bbbbbbb%2526ccccccc%253Dddddddd%252Feeeeeeee_ffffffff~-."
                 "%26Format%3DJSON%26RegionId%3Dr%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D1"
                 "%26SignatureVersion%3D1.0%26Timestamp%3D1970-01-01T00%253A00%253A01Z%26Version%3D2019-11-20");
}

} // namespace
