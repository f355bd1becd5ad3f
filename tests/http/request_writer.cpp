// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/http/request_writer.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::string_view_literals;
using portwright::errc;
using portwright::error;
using portwright::method;
using portwright::output;
using portwright::signed_request;
namespace http = portwright::http;

#define COMMON "Accept-Encoding: identity\r\nUser-Agent: portwright\r\nConnection: close\r\n\r\n"

constexpr signed_request by_get() {
    signed_request request;
    request.host = "clb.tencentcloudapi.com";
    request.path = "/";
    request.query = "Action=CreateListener&Ports.0=7569";
    return request;
}

constexpr signed_request by_post() {
    signed_request request;
    request.verb = method::POST;
    request.host = "localhost:8443";
    request.path = "/v2/index.php";
    request.body = "{\"Ports\":[7569]}";
    request.header_count = 2;
    request.headers[0] = {"Content-Type", "application/json; charset=utf-8"};
    request.headers[1] = {"Authorization", "TC3-HMAC-SHA256 Credential=a/b, SignedHeaders=c"};
    return request;
}

constexpr std::string_view get_text =
    "GET /?Action=CreateListener&Ports.0=7569 HTTP/1.1\r\nHost: clb.tencentcloudapi.com\r\n" COMMON;
constexpr std::string_view post_text =
    "POST /v2/index.php HTTP/1.1\r\nHost: localhost:8443\r\nContent-Type: application/json; charset=utf-8\r\n"
    "Authorization: TC3-HMAC-SHA256 Credential=a/b, SignedHeaders=c\r\nContent-Length: 16\r\n" COMMON
    "{\"Ports\":[7569]}";

constexpr bool writes(const signed_request& request, std::string_view expected) {
    char buffer[512];
    const auto text = http::write_request(request, buffer);
    return text && *text == expected;
}

constexpr errc refused(const signed_request& request, std::string_view text) {
    char buffer[512] = "untouched";
    output out{buffer};
    const error why = http::write_head(out, request, 0).error();
    const bool silent = out.size() == 0 && std::string_view{buffer} == "untouched";
    return silent && std::string_view{why.text, why.length} == text ? why.code : errc::none;
}

template <class Change>
constexpr signed_request changed(Change change) {
    signed_request request = by_post();
    change(request);
    return request;
}

// Each case is a constant and a check: the constant proves that nothing is undefined, the check feeds the sanitizers.
#define BOTH(...)                                                                                                      \
    do {                                                                                                               \
        static_assert(__VA_ARGS__);                                                                                    \
        CHECK((__VA_ARGS__));                                                                                          \
    } while (false)

} // namespace

TEST_CASE("a request is written as RFC 9112 has it") {
    BOTH(writes(by_get(), get_text));
    BOTH(writes(by_post(), post_text));
}

TEST_CASE("a POST without a body says so, a GET says nothing") {
    signed_request request = by_get();
    CHECK(get_text.find("Content-Length") == std::string_view::npos);
    request.verb = method::POST;
    char buffer[512];
    const auto text = http::write_request(request, buffer);
    REQUIRE(text);
    CHECK(text->starts_with("POST /?Action=CreateListener&Ports.0=7569 HTTP/1.1\r\n"));
    CHECK(text->find("\r\nContent-Length: 0\r\n") != std::string_view::npos);
}

TEST_CASE("the head announces a body that lies elsewhere") {
    char buffer[512];
    output out{buffer};
    constexpr std::size_t largest = std::numeric_limits<std::ptrdiff_t>::max();
    REQUIRE(http::write_head(out, by_post(), largest));
    CHECK(out.since(0).find("\r\nContent-Length: " + std::to_string(largest) + "\r\n") != std::string_view::npos);
    CHECK(out.since(0).ends_with("\r\n\r\n"));
}

TEST_CASE("every buffer size: the whole request, or the exact size and nothing") {
    for (std::size_t size = 0; size <= post_text.size() + 1; ++size) {
        CAPTURE(size);
        std::vector<char> buffer(size + 4, '#');
        const auto text = http::write_request(by_post(), {buffer.data(), size});
        CHECK(std::count(buffer.end() - 4, buffer.end(), '#') == 4);
        if (size >= post_text.size()) {
            REQUIRE(text);
            CHECK(*text == post_text);
            continue;
        }
        REQUIRE(!text);
        CHECK(text.error().code == errc::buffer_too_small);
        CHECK(text.error().has_number);
        CHECK(text.error().number == static_cast<std::int64_t>(post_text.size()));
        CHECK(std::count(buffer.begin(), buffer.end() - 4, '\0') == static_cast<std::ptrdiff_t>(size));
    }
}

TEST_CASE("nothing gets onto the line that would be taken for something else") {
    BOTH(refused(changed([](signed_request& r) { r.host = "a\r\nX: y"; }), "a\r\nX: y") == errc::bad_host);
    BOTH(refused(changed([](signed_request& r) { r.host = "a b"; }), "a b") == errc::bad_host);
    BOTH(refused(changed([](signed_request& r) { r.host = ""; }), "") == errc::bad_host);
    BOTH(refused(changed([](signed_request& r) { r.path = "/ HTTP/1.1"; }), "/ HTTP/1.1") == errc::bad_characters);
    BOTH(refused(changed([](signed_request& r) { r.path = "v2"; }), "v2") == errc::bad_characters);
    BOTH(refused(changed([](signed_request& r) { r.path = ""; }), "") == errc::bad_characters);
    BOTH(refused(changed([](signed_request& r) { r.query = "a=b c"; }), "query") == errc::bad_characters);
    BOTH(refused(changed([](signed_request& r) { r.query = "a=\n"; }), "query") == errc::bad_characters);
    BOTH(refused(changed([](signed_request& r) { r.headers[0].name = "X Y"; }), "X Y") == errc::bad_characters);
    BOTH(refused(changed([](signed_request& r) { r.headers[1].name = ""; }), "") == errc::bad_characters);
    BOTH(refused(changed([](signed_request& r) { r.headers[1].value = "secret\nX: y"; }), "Authorization") ==
         errc::bad_characters);
}

TEST_CASE("every byte outside printable ASCII is refused in a header's value, and never repeated") {
    for (int code = 0; code < 256; ++code) {
        CAPTURE(code);
        const std::string value{'a', static_cast<char>(code), 'b'};
        signed_request request = by_post();
        request.headers[1].value = value;
        char buffer[512];
        const auto text = http::write_request(request, buffer);
        CHECK(static_cast<bool>(text) == (code >= ' ' && code <= '~'));
        if (!text) CHECK(std::string_view{text.error().text, text.error().length} == "Authorization");
    }
}

namespace {

/// Writes its own parts: a value as a text, and one by a function.
struct own_parts {
    std::string_view of_path = "/";
    std::string_view value = "a b";
    std::string_view query = {};
    std::string_view host = "localhost:8443";
    std::string_view name = "X-Given";

    method verb() const { return query.empty() ? method::POST : method::GET; }
    std::string_view path() const { return of_path; }
    bool has_query() const { return !query.empty(); }
    void write_query(output& out) const { out.write(query); }
    void write_host(output& out) const { out.write(host); }
    std::size_t body_size() const { return query.empty() ? 7 : 0; }
    template <class Headers>
    void add_headers(const Headers& to) const {
        to.add("X-Own", [](output& out) { out.write("made"); });
        to.add(name, value);
    }
};

std::string head_of(const own_parts& request) {
    char buffer[512];
    output out{buffer};
    const auto made = http::write_head(out, request);
    if (made) return std::string(out.since(0));
    CHECK(out.size() == 0);
    const bool good_host = !request.host.empty() && std::all_of(request.host.begin(), request.host.end(),
                                                                [](char c) { return c > ' ' && c < '\x7f'; });
    CHECK(made.error().code == (good_host ? errc::bad_characters : errc::bad_host));
    return "refused: " + std::string(made.error().text, made.error().length);
}

/// The texts that no line may have: null ones among them.
constexpr std::string_view no_words[] = {{}, "", "a b", "a\r\nX: y", "a\n", "\x7f", "\u00e4"};

} // namespace

TEST_CASE("a request that writes its own parts has the same head") {
    CHECK(head_of({}) == "POST / HTTP/1.1\r\nHost: localhost:8443\r\nX-Own: made\r\nX-Given: a b\r\n"
                         "Content-Length: 7\r\n" COMMON);
    CHECK(head_of({.query = "a=b"}) ==
          "GET /?a=b HTTP/1.1\r\nHost: localhost:8443\r\nX-Own: made\r\nX-Given: a b\r\n" COMMON);
}

TEST_CASE("what is refused of a request is refused of one that writes its own parts") {
    CHECK(head_of({.value = "a\r\nb"}) == "refused: X-Given");
    for (const auto path : {"index"sv, "/a b"sv, "/\n"sv})
        CHECK(head_of({.of_path = path}) == "refused: " + std::string(path));
    for (const std::string_view text : no_words) {
        CAPTURE(text);
        CHECK(head_of({.of_path = text}) == "refused: " + std::string(text));
        CHECK(head_of({.host = text}) == "refused: "); // it lies nowhere
        CHECK(head_of({.name = text}) == "refused: " + std::string(text));
        const auto code = [&](auto change) { return refused(changed(change), text); };
        CHECK(code([&](signed_request& r) { r.host = text; }) == errc::bad_host);
        CHECK(code([&](signed_request& r) { r.path = text; }) == errc::bad_characters);
        CHECK(code([&](signed_request& r) { r.headers[1].name = text; }) == errc::bad_characters);
    }
    const std::string long_host(70, 'a'); // in more than one piece
    CHECK(head_of({.host = long_host}).find("\r\nHost: " + long_host + "\r\n") != std::string::npos);
    const std::string bad_at_end = long_host + " b";
    CHECK(head_of({.host = bad_at_end}) == "refused: ");
}

TEST_CASE("a size without characters is no text: it is refused where there must be one, and nothing is read") {
    const std::string_view nothing(static_cast<const char*>(nullptr), 3);
    char buffer[512];
    const auto code = [&](auto change) { return http::write_request(changed(change), buffer).error().code; };
    CHECK(code([&](signed_request& r) { r.host = nothing; }) == errc::bad_host);
    CHECK(code([&](signed_request& r) { r.path = nothing; }) == errc::bad_characters);
    CHECK(code([&](signed_request& r) { r.query = nothing; }) == errc::none);
    CHECK(code([&](signed_request& r) { r.headers[0].name = nothing; }) == errc::bad_characters);
    CHECK(code([&](signed_request& r) { r.headers[0].value = nothing; }) == errc::none); // an empty header
    CHECK(code([&](signed_request& r) { r.headers[0].value = {}; }) == errc::none);
}
