// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What a request says beside its parameters. Every byte is put into every text of it, at every place: either that is
// refused, or what goes out has the documented parameters and headers, no others, and a signature that OpenSSL computes
// of them as well.

#include <portwright/signature/context.hpp>

#include <portwright/http/transport.hpp>
#include <portwright/request/untyped.hpp>

#include "../crypto/digest.hpp"
#include "every_scheme.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace std::string_literals;
using portwright::acs3;
using portwright::aliyun_rpc;
using portwright::hmac_sha1;
using portwright::hmac_sha256;
using portwright::tc3;
using portwright::unlisted;
using test::context;
using test::method;

using pairs = std::vector<std::pair<std::string, std::string>>;

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

std::string encoded(std::string_view text) { // RFC 3986 section 2
    std::string made;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && (std::isalnum(byte) != 0 || "-._~"s.find(c) != std::string::npos)) made += c;
        else made.append("%").append({"0123456789ABCDEF"[byte / 16], "0123456789ABCDEF"[byte % 16]});
    }
    return made;
}

std::string hmac(const EVP_MD* hash, std::string_view key, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned size = 0;
    HMAC(hash, key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
         text.size(), digest.data(), &size);
    return {reinterpret_cast<const char*>(digest.data()), size};
}
std::string hex(std::string_view bytes) {
    return test::to_hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}
std::string sha256_hex(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
    return hex({reinterpret_cast<const char*>(digest.data()), size});
}
std::string base64(std::string_view bytes) {
    std::array<unsigned char, 128> made;
    const int size = EVP_EncodeBlock(made.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
    return {reinterpret_cast<const char*>(made.data()), static_cast<std::size_t>(size)};
}

/// All that a request says beside its parameters.
struct texts {
    std::string action = "Do", version = "2-1", host = "ab.c", path = "/v2", endpoint = "", region = "apx";
    std::string id = "AK", token = "tok", nonce = "123";
};

constexpr std::string_view secret = "secret";
constexpr std::string_view value = "v &=%/_~";

/// The name=value pairs of a query, sorted, as what was encoded.
std::string query_of(pairs all, bool encodes) {
    std::sort(all.begin(), all.end());
    std::string made;
    for (const auto& [name, text] : all)
        made.append(made.empty() ? "" : "&").append(name).append("=").append(encodes ? encoded(text) : text);
    return made;
}

/// Signs as the vendors document it. `as` has what is to go out: the host in lower case.
template <class Scheme>
struct reference;

template <class Scheme, bool Sha256>
struct tencent_reference {
    using family = std::conditional_t<Sha256, portwright::tencent::api_v3, portwright::tencent::api_v2>;
    static constexpr bool sends_nonce = true;

    static std::string text(const texts& as, method verb) {
        pairs all{{"Action", as.action}, {"Nonce", as.nonce}, {"P", std::string(value)},
                  {"Region", as.region}, {"SecretId", as.id}, {"SignatureMethod", Sha256 ? "HmacSHA256" : "HmacSHA1"},
                  {"Timestamp", "86400"}};
        if (!as.token.empty()) all.emplace_back("Token", as.token);
        if (!as.version.empty()) all.emplace_back("Version", as.version);
        const std::string to_sign = std::string(to_text(verb)) + as.host + as.path + "?" + query_of(all, false);
        const std::string payload = query_of(all, true) + "&Signature=" +
                                    encoded(base64(hmac(Sha256 ? EVP_sha256() : EVP_sha1(), secret, to_sign)));
        const std::string url = "https://" + as.host + as.path;
        if (verb == method::GET) return "GET " + url + "?" + payload + "\n\n";
        return "POST " + url + "\nContent-Type: application/x-www-form-urlencoded\n\n" + payload;
    }
};
template <>
struct reference<hmac_sha1<>> : tencent_reference<hmac_sha1<>, false> {};
template <>
struct reference<hmac_sha256<>> : tencent_reference<hmac_sha256<>, true> {};

template <>
struct reference<aliyun_rpc<>> {
    using family = portwright::aliyun::rpc;
    static constexpr bool sends_nonce = true;

    static std::string text(const texts& as, method verb) {
        pairs all{{"AccessKeyId", as.id},       {"Action", as.action},       {"Format", "JSON"},
                  {"P", std::string(value)},    {"RegionId", as.region},     {"SignatureMethod", "HMAC-SHA1"},
                  {"SignatureNonce", as.nonce}, {"SignatureVersion", "1.0"}, {"Timestamp", "1970-01-02T00:00:00Z"}};
        if (!as.token.empty()) all.emplace_back("SecurityToken", as.token);
        if (!as.version.empty()) all.emplace_back("Version", as.version);
        const std::string to_sign = std::string(to_text(verb)) + "&%2F&" + encoded(query_of(all, true));
        const std::string payload =
            query_of(all, true) + "&Signature=" + encoded(base64(hmac(EVP_sha1(), std::string(secret) + "&", to_sign)));
        const std::string url = "https://" + as.host + as.path;
        if (verb == method::GET) return "GET " + url + "?" + payload + "\n\n";
        return "POST " + url + "\nContent-Type: application/x-www-form-urlencoded\n\n" + payload;
    }
};

template <>
struct reference<tc3<>> {
    using family = portwright::tencent::api_v3;
    static constexpr bool sends_nonce = false;

    static std::string text(const texts& as, method verb) {
        const bool get = verb == method::GET;
        const std::string query = get ? "P=" + encoded(value) : "",
                          body = get ? "" : "{\"P\":\"" + std::string(value) + "\"}";
        const std::string type = get ? "application/x-www-form-urlencoded" : "application/json; charset=utf-8";
        const std::string canonical = std::string(to_text(verb)) + "\n" + as.path + "\n" + query +
                                      "\ncontent-type:" + type + "\nhost:" + as.host + "\n\ncontent-type;host\n" +
                                      sha256_hex(body);
        const std::string label = as.host.substr(0, as.host.find('.'));
        const std::string scope = "1970-01-02/" + label + "/tc3_request";
        std::string key = "TC3" + std::string(secret);
        for (const std::string& step : {"1970-01-02"s, label, "tc3_request"s}) key = hmac(EVP_sha256(), key, step);
        const std::string signature =
            hex(hmac(EVP_sha256(), key, "TC3-HMAC-SHA256\n86400\n" + scope + "\n" + sha256_hex(canonical)));
        return std::string(to_text(verb)) + " https://" + as.host + as.path + (get ? "?" + query : "") +
               "\nAuthorization: TC3-HMAC-SHA256 Credential=" + as.id + "/" + scope +
               ", SignedHeaders=content-type;host, Signature=" + signature + "\nContent-Type: " + type +
               "\nX-TC-Action: " + as.action + "\nX-TC-Version: " + as.version +
               "\nX-TC-Timestamp: 86400\nX-TC-Region: " + as.region +
               (as.token.empty() ? "" : "\nX-TC-Token: " + as.token) + "\n\n" + body;
    }
};

template <>
struct reference<acs3<>> {
    using family = portwright::aliyun::rpc;
    static constexpr bool sends_nonce = true;

    static std::string text(const texts& as, method verb) {
        const bool get = verb == method::GET;
        const std::string payload = query_of({{"P", std::string(value)}, {"RegionId", as.region}}, true);
        const std::string body = get ? "" : payload, digest = sha256_hex(body);
        const std::string type = "application/x-www-form-urlencoded";
        pairs headers{{"host", as.host},
                      {"x-acs-action", as.action},
                      {"x-acs-content-sha256", digest},
                      {"x-acs-date", "1970-01-02T00:00:00Z"},
                      {"x-acs-signature-nonce", as.nonce},
                      {"x-acs-version", as.version}};
        if (!get) headers.emplace_back("content-type", type);
        if (!as.token.empty()) headers.emplace_back("x-acs-security-token", as.token);
        std::sort(headers.begin(), headers.end());
        std::string canonical = std::string(to_text(verb)) + "\n" + as.path + "\n" + (get ? payload : "") + "\n", names,
                    sent;
        for (const auto& [name, text] : headers) {
            canonical += name + ":" + text + "\n";
            names += (names.empty() ? "" : ";") + name;
            if (name.starts_with("x-")) sent += name + ": " + text + "\n";
        }
        canonical += "\n" + names + "\n" + digest;
        return std::string(to_text(verb)) + " https://" + as.host + as.path + (get ? "?" + payload : "") +
               "\nAuthorization: ACS3-HMAC-SHA256 Credential=" + as.id + ",SignedHeaders=" + names +
               ",Signature=" + hex(hmac(EVP_sha256(), secret, "ACS3-HMAC-SHA256\n" + sha256_hex(canonical))) + "\n" +
               (get ? "" : "Content-Type: " + type + "\n") + sent + "\n" + body;
    }
};

/// What goes out, or the error; whole, streamed into a head and streamed to the wire.
template <class Scheme, class Family>
std::string sent_by(const texts& as, method verb) {
    const portwright::service_of<Family> of{
        {.host = as.host, .path = as.path, .version = as.version, .takes_region = true}};
    const portwright::operation_of call{as.action, &of};
    portwright::parameter slot[1];
    portwright::untyped_request request(call, slot);
    request.add("P", value.data());
    typename Scheme::key key;
    const portwright::credentials from{.id = as.id, .secret = secret, .token = as.token};
    if (const auto ready = test::prepare(key, from, 86400, of); !ready)
        return std::string(std::string_view(test::spelled(ready.error())));
    const context<Scheme> with{.key = key,
                               .region = unlisted(as.region),
                               .timestamp = 86400,
                               .nonce = as.nonce,
                               .verb = verb,
                               .endpoint = as.endpoint};
    const std::string made = test::signed_text(request, with);
    CHECK(test::streamed_text(request, with) == made);
    return made;
}

template <class Scheme>
struct for_speed_too;
template <template <class> class SchemeOf, class Engine>
struct for_speed_too<SchemeOf<Engine>> {
    using type = SchemeOf<portwright::for_speed<Engine>>;
};

/// The same by an engine that is for speed, which writes as they are those texts that need no encoding.
template <class Scheme>
std::string sent(const texts& as, method verb) {
    using family = typename reference<Scheme>::family;
    const std::string made = sent_by<Scheme, family>(as, verb);
    CHECK(sent_by<typename for_speed_too<Scheme>::type, family>(as, verb) == made);
    return made;
}

constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz", digits = "0123456789";

bool is_unreserved(char c) {
    return letters.find(lower({c})[0]) != letters.npos || digits.find(c) != digits.npos ||
           "-._~"s.find(c) != std::string::npos;
}
bool is_visible(char c) { return c > ' ' && c < '\x7F'; }

/// Puts every byte into a text, at every place. `allowed` says which stand there, `refused` how the others are refused.
template <class Scheme, class Allowed>
void sweep_bytes(std::string texts::*which, std::string_view refused, const Allowed& allowed) {
    const texts whole;
    const std::string before = (whole.*which).empty() ? "ab.c:81" : whole.*which;
    std::size_t taken = 0;
    for (unsigned byte = 0; byte != 256; ++byte)
        for (std::size_t at = 0; at <= before.size(); ++at) {
            const char c = static_cast<char>(byte);
            texts as = whole;
            (as.*which = before).insert(at, 1, c);
            CAPTURE(byte);
            CAPTURE(at);
            const method verb = (byte + at) % 2 == 0 ? method::GET : method::POST;
            const std::string got = sent<Scheme>(as, verb);
            if (!allowed(as.*which, c)) {
                CHECK(got.substr(0, got.find(' ')) == refused);
                continue;
            }
            ++taken;
            if (!as.endpoint.empty()) as.host = as.endpoint;
            texts expected = as;
            expected.host = lower(as.host);
            if (!as.endpoint.empty() && std::is_same_v<Scheme, tc3<>>) {
                // The credential scope has the service's label, whatever the endpoint: the reference is told so.
                CHECK(got.find("https://" + expected.host + as.path) != std::string::npos);
                CHECK(got.find("/ab/tc3_request, ") != std::string::npos);
                continue;
            }
            CHECK(got == reference<Scheme>::text(expected, verb));
        }
    CHECK(taken > 0);
}

TEST_CASE_TEMPLATE("context: what is documented is what goes out", Scheme, SCHEMES) {
    for (const method verb : {method::GET, method::POST}) {
        texts as;
        CHECK(sent<Scheme>(as, verb) == reference<Scheme>::text(as, verb));
        as.token.clear();
        CHECK(sent<Scheme>(as, verb) == reference<Scheme>::text(as, verb));
    }
}

TEST_CASE_TEMPLATE("context: every byte in the action, the version and the path", Scheme, SCHEMES) {
    sweep_bytes<Scheme>(&texts::action, "bad_name", [](const std::string&, char c) { return is_unreserved(c); });
    sweep_bytes<Scheme>(&texts::version, "bad_characters", [](const std::string&, char c) { return is_unreserved(c); });
    sweep_bytes<Scheme>(&texts::path, "bad_characters", [](const std::string& path, char c) {
        return path[0] == '/' && (c == '/' || is_unreserved(c));
    });
}

TEST_CASE_TEMPLATE("context: every byte in the host of a service", Scheme, SCHEMES) {
    sweep_bytes<Scheme>(&texts::host, "bad_host", [](const std::string& host, char c) {
        return is_unreserved(c) && !(c >= 'A' && c <= 'Z') && host[0] != '.';
    });
}

TEST_CASE_TEMPLATE("context: every byte in an endpoint", Scheme, SCHEMES) {
    sweep_bytes<Scheme>(&texts::endpoint, "bad_host", [](const std::string& endpoint, char c) {
        const std::size_t colon = endpoint.find(':');
        const std::string port = colon == endpoint.npos ? "" : endpoint.substr(colon + 1);
        if (std::count(endpoint.begin(), endpoint.end(), ':') != 1) return false;
        if (colon == 0 || port.empty() || port.find_first_not_of(digits) != port.npos) return false;
        return c == ':' || is_unreserved(c);
    });
}

TEST_CASE_TEMPLATE("context: every byte in a region", Scheme, SCHEMES) {
    sweep_bytes<Scheme>(&texts::region, "bad_region", [](const std::string&, char c) {
        return letters.find(c) != letters.npos || digits.find(c) != digits.npos || c == '-';
    });
}

TEST_CASE_TEMPLATE("context: every byte in an id and a token", Scheme, SCHEMES) {
    sweep_bytes<Scheme>(&texts::id, "bad_credentials",
                        [](const std::string&, char c) { return is_visible(c) && c != ',' && c != '/'; });
    sweep_bytes<Scheme>(&texts::token, "bad_credentials", [](const std::string&, char c) { return is_visible(c); });
}

TEST_CASE_TEMPLATE("context: every byte in a nonce", Scheme, SCHEMES) {
    constexpr bool counts =
        !std::same_as<typename reference<Scheme>::family, portwright::aliyun::rpc>; // Tencent's are numbers
    sweep_bytes<Scheme>(&texts::nonce, "bad_nonce", [](const std::string&, char c) {
        if (!reference<Scheme>::sends_nonce) return true;
        return counts ? digits.find(c) != digits.npos : is_unreserved(c);
    });
}

TEST_CASE_TEMPLATE("context: hosts are signed and sent in lower case", Scheme, SCHEMES) {
    for (const method verb : {method::GET, method::POST}) {
        texts capitals, small;
        capitals.endpoint = "Clb.TencentCloudAPI.COM:8443";
        small.endpoint = "clb.tencentcloudapi.com:8443";
        const std::string got = sent<Scheme>(capitals, verb);
        CHECK(got.find("https://clb.tencentcloudapi.com:8443/v2") != std::string::npos);
        CHECK(got == sent<Scheme>(small, verb));
        capitals.endpoint = "[2001:DB8::A]";
        CHECK(sent<Scheme>(capitals, verb).find("https://[2001:db8::a]/v2") != std::string::npos);
    }
}

TEST_CASE_TEMPLATE("context: an endpoint is what a transport takes apart", Scheme, SCHEMES) {
    for (const char* endpoint : {"a:0", "a:b:c", "][", "a:", ":1", "[::1", "a:65536", "[]", "[::1]x", "[1]", "a:1", "a",
                                 "[::1]:1", "10.0.0.1", "::1"}) {
        CAPTURE(endpoint);
        texts as;
        as.endpoint = endpoint;
        const std::string got = sent<Scheme>(as, method::POST);
        CHECK((got == "bad_host") == !portwright::http::split_host(endpoint));
    }
}

TEST_CASE_TEMPLATE("context: a string to sign has the same terms", Scheme, hmac_sha1<>, aliyun_rpc<>) {
    constexpr bool aliyun = std::same_as<typename reference<Scheme>::family, portwright::aliyun::rpc>;
    using action = std::conditional_t<aliyun, test::DescribeTask<test::aliyun>, test::DescribeTask<test::v2>>;
    const auto code = [](const portwright::request_terms& terms) {
        return portwright::string_to_sign<Scheme>(action{.TaskId = "t"}, terms, {}).error().code;
    };
    portwright::request_terms good{.key_id = "id", .region = "r", .timestamp = 1, .nonce = "1"};
    CHECK(code(good) == test::errc::buffer_too_small);
    for (unsigned byte = 0; byte != 256; ++byte) {
        CAPTURE(byte);
        const char c = static_cast<char>(byte);
        const std::string text = "1"s + c + "2";
        auto terms = good;
        terms.key_id = text;
        CHECK((code(terms) == test::errc::bad_credentials) == !(is_visible(c) && c != ',' && c != '/'));
        terms = good;
        terms.session_token = text;
        CHECK((code(terms) == test::errc::bad_credentials) == !is_visible(c));
        terms = good;
        terms.region = text;
        CHECK((code(terms) == test::errc::bad_region) ==
              !(letters.find(c) != letters.npos || digits.find(c) != digits.npos || c == '-'));
        terms = good;
        terms.nonce = text;
        CHECK((code(terms) == test::errc::bad_nonce) == !(aliyun ? is_unreserved(c) : digits.find(c) != digits.npos));
        terms = good;
        terms.endpoint = text;
        CHECK((code(terms) == test::errc::bad_host) == !(is_unreserved(c) || c == ':'));
    }
    good.key_id = {};
    CHECK(code(good) == test::errc::bad_credentials);
}

TEST_CASE("context: a region that the system cannot have") {
    hmac_sha256<>::key key;
    REQUIRE(key.prepare({.id = "id", .secret = "secret"}));
    context<hmac_sha256<>> with{.key = key, .region = "ap-mars", .timestamp = 1, .nonce = "1"};
    const test::DescribeTask<test::v3> request{.TaskId = "t"};
    CHECK(test::refusal(request, with) == "ok");
    with.region = "cn-hangzhou";
    CHECK(test::refusal(request, with) == "not_listed");
    with.region = unlisted("cn-hangzhou");
    CHECK(test::refusal(request, with) == "ok");
    with.region = "cn-hangzhou";
    with.checked = false;
    CHECK(test::refusal(request, with) == "ok");
    with.region = "Guangzhou";
    CHECK(test::refusal(request, with) == "bad_region");
}

// A transcriber is given checked text, and does not rely on that.
TEST_CASE("context: Aliyun's transcriber encodes every byte at every place, and every two of them") {
    const auto transcribed = [](auto policy, std::string_view text) {
        std::array<char, 512> buffer;
        portwright::basic_output<decltype(policy)> out{buffer};
        portwright::detail::encoding_transcriber transcriber(out);
        transcriber.feed(text.data(), text.size());
        return std::string(out.since(0));
    };
    std::size_t wrong = 0;
    const auto compare = [&](const std::string& text) {
        wrong += transcribed(portwright::size_policy{}, text) != encoded(text);
        wrong += transcribed(portwright::speed_policy{}, text) != encoded(text);
    };
    for (unsigned byte = 0; byte != 256; ++byte) {
        for (std::size_t at = 0; at != 24; ++at) {
            std::string text(120, 'x');
            text[at] = text[119 - at] = static_cast<char>(byte);
            compare(text);
        }
        for (unsigned next = 0; next != 256; ++next) {
            std::string text = "abcdefgh";
            text[2] = static_cast<char>(byte);
            text[3] = static_cast<char>(next);
            compare(text);
        }
    }
    CHECK(wrong == 0);
}

} // namespace
