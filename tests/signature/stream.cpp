// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/stream.hpp>

#include <portwright/request/untyped.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>

#include "every_scheme.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using portwright::acs3;
using portwright::aliyun_rpc;
using portwright::errc;
using portwright::hmac_sha1;
using portwright::hmac_sha256;
using portwright::sign_streamed;
using portwright::tc3;
using test::context;
using test::home;
using test::method;

template <class Scheme>
struct signer {
    typename Scheme::key key;
    context<Scheme> with{.key = key, .region = "ap-shanghai-fsi", .timestamp = 951782400, .nonce = "1"};

    signer() {
        const portwright::credentials from{.id = "id", .secret = "secret", .token = "token"};
        REQUIRE(test::prepare(key, from, with.timestamp));
    }
};

} // namespace

TEST_CASE_TEMPLATE("stream: the same bytes as the whole request, by every context", Scheme, SCHEMES) {
    signer<Scheme> s;
    for (const method verb : {method::GET, method::POST})
        for (const std::string_view endpoint : {"", "localhost:8443"})
            for (const bool more : {false, true}) { // ACS3 takes the one, TC3 the other
                s.with.verb = verb;
                s.with.endpoint = endpoint;
                s.with.signs_action = s.with.query_by_post = more;
                const auto& request = test::good<home<Scheme>>;
                CHECK(test::streamed_text(request, s.with) == test::signed_text(request, s.with));
            }
}

TEST_CASE_TEMPLATE("stream: an untyped request, and one without parameters", Scheme, SCHEMES) {
    signer<Scheme> s;
    static constexpr portwright::operation_of call{"CreateListener", &home<Scheme>};
    portwright::parameter slots[3];
    portwright::untyped_request request{call, slots};
    for (const bool empty : {true, false}) {
        if (!empty) request.add("Note", "a b&c\"d\n").add("Ports.0", 80).add("Ports.1", 81);
        for (const method verb : {method::GET, method::POST}) {
            s.with.verb = verb;
            CHECK(test::streamed_text(request, s.with) == test::signed_text(request, s.with));
        }
    }
}

TEST_CASE_TEMPLATE("stream: what the documents rule out, by who wants no check", Scheme, SCHEMES) {
    signer<Scheme> s;
    static constexpr int ports[] = {70000, 70001};
    auto request = test::good<home<Scheme>>;
    request.Ports = ports;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        s.with.checked = true;
        CHECK(test::refusal(request, s.with).starts_with("out_of_range Ports."));
        s.with.checked = false;
        const std::string whole = test::signed_text(request, s.with);
        CHECK(whole.find("70001") != std::string::npos);
        CHECK(test::streamed_text(request, s.with) == whole);
    }
}

TEST_CASE_TEMPLATE("stream: every size of the buffer of the head", Scheme, SCHEMES) {
    signer<Scheme> s;
    const auto& request = test::good<home<Scheme>>;
    for (const method verb : {method::GET, method::POST}) {
        s.with.verb = verb;
        const auto short_by = sign_streamed(request, s.with, {});
        REQUIRE(short_by.error().code == errc::buffer_too_small);
        const auto full = static_cast<std::size_t>(short_by.error().number);
        for (std::size_t size = 0; size <= full + 1; ++size) {
            CAPTURE(size);
            std::vector<char> memory(size + 16, '#');
            const auto made = sign_streamed(request, s.with, std::span(memory).first(size));
            REQUIRE(std::string_view(memory.data() + size, 16) == "################");
            REQUIRE(static_cast<bool>(made) == (size >= full));
            if (made) continue;
            REQUIRE(made.error().number == static_cast<std::int64_t>(full));
            REQUIRE(std::string_view(memory.data(), size).find_first_not_of(std::string_view("#\0", 2)) ==
                    std::string_view::npos);
        }
    }
}

TEST_CASE_TEMPLATE("stream: the sink fails after every byte", Scheme, SCHEMES) {
    signer<Scheme> s;
    const auto made = sign_streamed(test::good<home<Scheme>>, s.with);
    REQUIRE(made);
    struct limited {
        std::size_t room;
        bool failed = false, called_again = false;
    };
    const auto take = [](void* context, const char*, std::size_t size) {
        auto& to = *static_cast<limited*>(context);
        to.called_again = to.called_again || to.failed;
        to.failed = size > to.room;
        if (!to.failed) to.room -= size;
        return !to.failed;
    };
    for (std::size_t room = 0; room <= made->body_size(); ++room) {
        CAPTURE(room);
        limited to{room};
        REQUIRE(made->write_body({take, &to}) == (room == made->body_size()));
        REQUIRE_FALSE(to.called_again);
    }
}

namespace {

/// A request of somebody else's making, with a header that would be two.
struct request_of_two_headers {
    std::string_view value;

    method verb() const { return method::POST; }
    std::string_view path() const { return "/"; }
    bool has_query() const { return false; }
    void write_query(portwright::output&) const {}
    void write_host(portwright::output& to) const { to.write("localhost"); }
    std::size_t body_size() const { return 0; }
    template <class Headers>
    void add_headers(const Headers& to) const {
        to.add(std::string_view("X-TC-Action"), value);
    }
};

} // namespace

TEST_CASE("stream: a head with a header that would be two is not written") {
    portwright::output out;
    CHECK(portwright::http::write_head(out, request_of_two_headers{"Create"}));
    const std::size_t size = out.size();
    const auto head = portwright::http::write_head(out, request_of_two_headers{"Create\r\nX-Evil: 1"});
    CHECK(head.error().code == errc::bad_characters);
    CHECK(std::string_view(head.error().text, head.error().length) == "X-TC-Action");
    CHECK(out.size() == size);
}
