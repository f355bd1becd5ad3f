// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/canonical_parts.hpp>

#include <portwright/request/untyped.hpp>

#include "every_scheme.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using portwright::detail::buffered_parts;
using portwright::detail::constant_walk;
using portwright::detail::rewritten_parts;
using portwright::detail::text_into;
using test::context;
using test::method;
using policy = portwright::size_policy;

/// What takes text and is no basic_output, as a hash is.
struct collector {
    std::string text;
    void write(const char* data, std::size_t size) { text.append(data, size); }
    void write(std::string_view more) { text.append(more); }
};

TEST_CASE("canonical_parts: what is written through arrives whole, in an output and elsewhere") {
    for (std::size_t size = 0; size != 100; ++size) { // around the pieces of 32 bytes
        const std::string text(size, 'x');
        collector elsewhere;
        {
            text_into<policy, collector> through(elsewhere);
            through.write(text);
        }
        CHECK(elsewhere.text == text);
        std::vector<char> memory(size);
        portwright::output out{memory};
        {
            text_into<policy, portwright::output> through(out);
            through.write(text);
        }
        CHECK((out.ok() && out.since(0) == text));
    }
}

template <class Scheme>
std::string all_parts(const portwright::request_terms& terms) {
    const test::DescribeTask<test::home<Scheme>> request{.TaskId = "a b"};
    const constant_walk<test::DescribeTask<test::home<Scheme>>, policy> walk(request);
    const auto ref = walk.ref();
    std::array<std::uint8_t, Scheme::digests_size()> digests{};
    for (std::size_t i = 0; i != digests.size(); ++i) digests[i] = i < 32 ? 0xAA : 0xBB;
    const rewritten_parts<Scheme, portwright::request_terms> parts{ref, terms, digests.data()};
    collector text;
    parts.write_query(text);
    text.write("|");
    parts.write_host(text);
    text.write("|");
    parts.write_timestamp(text);
    text.write("|");
    parts.write_body_digest(text);
    text.write("|");
    parts.write_digest(text);
    return text.text;
}

TEST_CASE("canonical_parts: written anew for a stream") {
    const std::string a(64, 'a'), b(64, 'b');
    const portwright::request_terms terms{
        .key_id = "id", .region = "ap-guangzhou", .timestamp = 951782400, .nonce = "1", .verb = method::GET};
    CHECK(all_parts<portwright::tc3<>>(terms) == "TaskId=a%20b|clb.tencentcloudapi.com|951782400|" + a + "|" + a);
    // ACS3 keeps the digest of the body, and has another for the canonical request.
    CHECK(all_parts<portwright::acs3<>>(terms) ==
          "RegionId=ap-guangzhou&TaskId=a%20b|ga.cn-hangzhou.aliyuncs.com|2000-02-29T00:00:00Z|" + a + "|" + b);
    portwright::request_terms posted = terms;
    posted.verb = method::POST;
    CHECK(all_parts<portwright::tc3<>>(posted).starts_with("|clb."));
}

TEST_CASE("canonical_parts: copied from a buffer, and nothing where it was too small") {
    portwright::tc3<>::key key;
    REQUIRE(test::prepare(key, {.id = "id", .secret = "secret"}));
    const context<portwright::tc3<>> terms{.key = key, .region = "ap-guangzhou", .timestamp = 1, .verb = method::GET};
    const test::DescribeTask<test::v3> request{.TaskId = "t"};
    const constant_walk<test::DescribeTask<test::v3>, policy> walk(request);
    const auto ref = walk.ref();
    for (const std::size_t size : {std::size_t{256}, std::size_t{8}}) {
        std::vector<char> memory(size);
        portwright::error why;
        portwright::detail::signing_buffer<policy> buffer{portwright::output{memory}, method::GET, true, {why, false}};
        buffer.begin(test::v3, terms.region, terms.endpoint);
        buffer.out.write("TaskId=t");
        buffer.payload_size = buffer.out.size() - buffer.payload_begin;
        buffer.digest_begin = buffer.out.size();
        buffer.out.write(std::string(64, 'd'));
        const buffered_parts<portwright::tc3<>> parts{ref, terms, buffer};
        collector text;
        parts.write_query(text);
        text.write("|");
        parts.write_host(text);
        text.write("|");
        parts.write_digest(text);
        CHECK(text.text == (size == 8 ? "||" : "TaskId=t|clb.tencentcloudapi.com|" + std::string(64, 'd')));
    }
}

} // namespace
