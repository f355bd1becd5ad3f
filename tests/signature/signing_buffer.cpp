// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/signing_buffer.hpp>

#include "every_scheme.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

using portwright::detail::signing_buffer;
using test::errc;
using test::method;
using buffer_type = signing_buffer<portwright::size_policy>;

struct made_buffer {
    std::vector<char> memory;
    portwright::error why;
    buffer_type buffer;

    made_buffer(std::size_t size, method verb)
        : memory(size), buffer{portwright::output{memory}, verb, verb == method::GET, {why, false}} {
        buffer.begin(test::v2, "ap-guangzhou", {});
        buffer.out.write("a=1");
        buffer.payload_size = 3;
    }
};

TEST_CASE("signing_buffer: host, path and parameters where they were written") {
    const made_buffer made(64, method::GET);
    CHECK(made.buffer.out.since(0) == "https://lb.api.qcloud.com/v2/index.php?a=1");
    CHECK(made.buffer.host() == "lb.api.qcloud.com");
    CHECK(made.buffer.piece(made.buffer.path_begin, 13) == "/v2/index.php");
    CHECK(made.buffer.payload() == "a=1");
    const made_buffer small(41, method::GET);
    CHECK(small.buffer.out.size() == 42);
    CHECK(small.buffer.payload().empty());
}

TEST_CASE("signing_buffer: a header beyond the last is left out") {
    portwright::signed_request request;
    for (std::size_t i = 0; i != portwright::signed_request::max_headers + 2; ++i)
        portwright::detail::add_header(request, "X-Made", std::to_string(i % 10));
    CHECK(request.header_count == portwright::signed_request::max_headers);
}

TEST_CASE("signing_buffer: a signed request has views of it, with the query by GET and the body by POST") {
    portwright::hmac_sha1<>::key key;
    const portwright::operation call{"A", &test::v2};
    for (const method verb : {method::GET, method::POST}) {
        const made_buffer made(64, verb);
        const test::context<portwright::hmac_sha1<>> context{.key = key, .verb = verb};
        portwright::signed_request request;
        portwright::detail::view_request(request, call, context, made.buffer);
        CHECK(request.verb == verb);
        CHECK(request.url == (verb == method::GET ? "https://lb.api.qcloud.com/v2/index.php?a=1"
                                                  : "https://lb.api.qcloud.com/v2/index.php"));
        CHECK(request.path == "/v2/index.php");
        CHECK(request.query == (verb == method::GET ? "a=1" : ""));
        CHECK(request.body == (verb == method::GET ? "" : "a=1"));
        CHECK(test::header(request, "Content-Type") == (verb == method::GET ? "" : portwright::detail::form_type));
    }
}

TEST_CASE("signing_buffer: what was too small is cleared, and says what it needed") {
    std::vector<char> memory(4, '#');
    portwright::output out{memory};
    out.write("secret");
    const portwright::error short_by = portwright::detail::give_up(out);
    CHECK(short_by.code == errc::buffer_too_small);
    CHECK((short_by.has_number && short_by.number == 6));
    CHECK(std::all_of(memory.begin(), memory.end(), [](char c) { return c == '\0'; }));
}

TEST_CASE_TEMPLATE("signing_buffer: the sizes that a cloud would refuse", Scheme, SCHEMES) {
    for (const bool in_query : {false, true}) {
        const std::size_t most = Scheme::max_payload_size(in_query);
        CHECK(portwright::detail::check_size<Scheme>(most, in_query) == errc::none);
        CHECK(portwright::detail::check_size<Scheme>(most + 1, in_query) == errc::request_too_large);
    }
    CHECK(Scheme::max_payload_size(true) == 32768);
}

} // namespace
