// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the tests of the schemes share.

#include "../request/actions.hpp"
#include "../request/spelled.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/request_writer.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/tencent/api_v2.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <doctest/doctest.h>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace test {

using portwright::context;
using portwright::errc;
using portwright::method;

/// A signed request as one text: method, URL, headers, an empty line, body.
inline std::string text_of(const portwright::signed_request& made) {
    std::string text(portwright::to_text(made.verb));
    text.append(" ").append(made.url).append("\n");
    for (std::size_t i = 0; i != made.header_count; ++i)
        text.append(made.headers[i].name).append(": ").append(made.headers[i].value).append("\n");
    return text.append("\n").append(made.body);
}

inline std::string_view header(const portwright::signed_request& made, std::string_view name) {
    for (std::size_t i = 0; i != made.header_count; ++i)
        if (made.headers[i].name == name) return made.headers[i].value;
    return {};
}

/// What signing gives, as one text, or the error.
template <class Request, class Scheme>
std::string signed_text(const Request& request, const context<Scheme>& with, std::size_t size = 8192) {
    std::vector<char> buffer(size);
    const auto made = portwright::sign(request, with, buffer);
    return made ? text_of(*made) : std::string(std::string_view(spelled(made.error())));
}

/// What is sent of a request whose head lies nowhere, or the error.
template <class Request, class Scheme>
std::string sent_text(const Request& request, const context<Scheme>& with) {
    const auto made = portwright::sign_streamed(request, with);
    if (!made) return std::string(std::string_view(spelled(made.error())));
    std::vector<char> buffer(8192);
    portwright::output out{buffer};
    if (const auto head = portwright::http::write_head(out, *made); !head)
        return std::string(std::string_view(spelled(head.error())));
    const std::size_t before = out.size();
    const auto append = [](void* to, const char* data, std::size_t size) {
        static_cast<portwright::output*>(to)->write(data, size);
        return true;
    };
    CHECK(made->write_body({append, &out}));
    CHECK(out.size() - before == made->body_size());
    REQUIRE(out.ok());
    return std::string(out.since(0));
}

/// What streaming gives: the same text. What is sent without a buffer is the same, too.
template <class Request, class Scheme>
std::string streamed_text(const Request& request, const context<Scheme>& with) {
    std::vector<char> buffer(1024);
    const auto made = portwright::sign_streamed(request, with, buffer);
    if (!made) return std::string(std::string_view(spelled(made.error())));
    std::string text = text_of(made->head);
    const std::size_t before = text.size();
    const auto append = [](void* to, const char* data, std::size_t size) {
        static_cast<std::string*>(to)->append(data, size);
        return true;
    };
    CHECK(made->write_body({append, &text}));
    CHECK(text.size() - before == made->body_size);
    std::vector<char> whole(8192);
    portwright::signed_request views = made->head;
    if (made->body_size != 0) views.body = std::string_view(text).substr(before);
    const auto bytes = portwright::http::write_request(views, whole);
    CHECK((bytes ? std::string(*bytes) : "too large") == sent_text(request, with));
    return text;
}

/// Every size of the buffer from nothing to just enough: the whole request, or the exact size and nothing left behind.
template <class Request, class Scheme>
void sweep(const Request& request, const context<Scheme>& with) {
    const std::string expected = signed_text(request, with);
    const auto full = portwright::signed_size(request, with);
    REQUIRE(full);
    constexpr std::size_t canary = 16;
    std::size_t wrong = 0;
    for (std::size_t size = 0; size <= *full + 1; ++size) {
        std::vector<char> memory(size + canary, '#');
        const auto made = portwright::sign(request, with, std::span(memory).first(size));
        bool right = std::string_view(memory.data() + size, canary) == std::string(canary, '#');
        if (size < *full) {
            right = right && !made && made.error().code == errc::buffer_too_small && made.error().has_number &&
                    made.error().number == static_cast<std::int64_t>(*full);
            for (std::size_t i = 0; i != size; ++i) right = right && (memory[i] == '\0' || memory[i] == '#');
        } else {
            right = right && made && text_of(*made) == expected;
        }
        if (!right) MESSAGE("size " << size << " of " << *full);
        wrong += !right;
    }
    CHECK(wrong == 0);
}

/// An error, and that it leaves nothing in the buffer.
template <class Sign>
std::string refusal_of(Sign sign) {
    std::vector<char> memory(4096, '#');
    const auto made = sign(memory);
    if (made) return "ok";
    for (const char c : memory)
        if (c != '#' && c != '\0') return "something is left in the buffer";
    return std::string(std::string_view(spelled(made.error())));
}

/// The error of signing, whole and streamed.
template <class Request, class Scheme>
std::string refusal(const Request& request, const context<Scheme>& with) {
    using portwright::sign, portwright::sign_streamed;
    const std::string whole = refusal_of([&](std::span<char> to) { return sign(request, with, to); });
    if (whole.starts_with("buffer_too_small")) return whole;
    CHECK(refusal_of([&](std::span<char> to) { return sign_streamed(request, with, to); }) == whole);
    CHECK(refusal_of([&](std::span<char>) { return sign_streamed(request, with); }) == whole);
    return whole;
}

/// The engine fails at each of its calls while signing: always crypto_failed, never another call, nothing left behind.
template <class Engine, class Request, class Scheme>
void fail_each_call(const Request& request, const context<Scheme>& with) {
    const auto fail_each = [&](auto sign) {
        Engine::reset();
        CHECK(refusal_of(sign) == "ok");
        const std::size_t calls = Engine::calls;
        REQUIRE(calls >= 4);
        for (std::size_t at = 0; at != calls; ++at) {
            CAPTURE(at);
            Engine::reset(at);
            CHECK(refusal_of(sign) == "crypto_failed");
            CHECK(Engine::calls_after_failure == 0);
        }
    };
    Engine::reset();
    const std::string expected = signed_text(request, with);
    fail_each([&](std::span<char> to) { return portwright::sign(request, with, to); });
    fail_each([&](std::span<char>) { return portwright::sign_streamed(request, with); });
    Engine::reset();
    CHECK(signed_text(request, with) == expected);
}

/// Credentials that no cloud gives out.
template <class Prepare>
void check_credentials(Prepare prepare) {
    using portwright::credentials;
    using namespace std::string_view_literals;
    const auto code = [&](const credentials& from) { return prepare(from).error().code; };
    CHECK(prepare(credentials{.id = "id", .secret = "secret"}));
    CHECK(prepare(credentials{.id = "id", .secret = "secret", .token = "token"}));
    for (const std::string_view bad :
         {""sv, " id"sv, "id "sv, "i d"sv, "id\n"sv, "\tid"sv, "id\0"sv, "id\x7f"sv, "\u00e4"sv, "\xEF\xBB\xBFid"sv}) {
        CHECK(code({.id = bad, .secret = "secret"}) == errc::bad_credentials);
        CHECK(code({.id = "id", .secret = bad}) == errc::bad_credentials);
        if (!bad.empty()) CHECK(code({.id = "id", .secret = "secret", .token = bad}) == errc::bad_credentials);
    }
}

/// DescribeInstances of the vendor's own examples.
template <const auto& Of>
struct DescribeInstances {
    texts InstanceIds = {};
    integer Limit = {};
    integer Offset = {};

    static constexpr operation_of call{"DescribeInstances", &Of};
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(InstanceIds), PORTWRIGHT_FIELD(Limit), PORTWRIGHT_FIELD(Offset));
    }
};

inline constexpr portwright::service_of<portwright::tencent::api_v2> cvm_v2{
    {"cvm.api.qcloud.com", "/v2/index.php", "", true}};
inline constexpr portwright::service_of<portwright::tencent::api_v3> cvm_v3{
    {"cvm.tencentcloudapi.com", "/", "2017-03-12", true}};

inline constexpr std::string_view instance_ids[] = {"ins-09dx96dg"};

} // namespace test
