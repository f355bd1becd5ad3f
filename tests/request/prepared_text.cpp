// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/prepared_text.hpp>

#include <portwright/request/family.hpp>
#include <portwright/signature/transcribe.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

using namespace portwright::detail;
using portwright::output;

/// Pairs that were cut into pieces, with the values of some marks.
struct cut {
    explicit cut(std::string_view pairs, unsigned needed = 0) {
        char memory[2048];
        output raw{memory};
        raw_transcriber transcriber(raw, &find_encoded);
        prepared_builder builder(pieces);
        cut_pairs(pairs.data(), pairs.size(), transcriber, raw, needed, 1 << 5, builder);
        builder.add(piece::end);
        size = builder.size();
        text.pieces = pieces;
        text.how = 0;
        for (const std::string_view*& value : text.values) value = &none;
    }

    template <unsigned Spelling>
    std::string written() const {
        std::string memory(4096, '#');
        output out{memory};
        text.write<Spelling>(out);
        return std::string(out.since(0));
    }

    char pieces[4096];
    std::size_t size;
    std::string_view none;
    prepared_text text;
};

TEST_CASE("prepared_text: runs that are the same in both spellings, and runs that are not") {
    for (const std::string_view pairs :
         {"", "a=b", "a=%20", "a=%20b&c=d", "%E7%9B%91=%E7", "a=%25%32%35&b=%", "a=x%2By%2Fz%3D&b=", "a=_~-."}) {
        const cut made(pairs);
        CAPTURE(pairs);
        CHECK(made.written<writing::sent>() == pairs);
        std::string raw(1024, '#');
        output out{raw};
        raw_transcriber transcriber(out, &find_encoded);
        transcriber.feed(pairs.data(), pairs.size());
        CHECK(made.written<writing::raw>() == out.since(0));
    }
    CHECK(cut("a=b").size == 1 + 2 + 3);
    CHECK(cut("a=%E7%9B%91b").size == 1 + 2 + 2 + 2 + 9 + 2 + 3 + 2 + 1);
}

TEST_CASE("prepared_text: longer runs than a piece has") {
    for (const std::size_t size : {254U, 255U, 256U, 510U, 511U, 1000U}) {
        const std::string pairs(size, 'a');
        const cut made(pairs);
        CHECK(made.written<writing::sent>() == pairs);
        CHECK(made.size == 1 + size + 2 * ((size + 254) / 255));
    }
}

TEST_CASE("prepared_text: a value is left out with its name") {
    const char pairs[] = {'A', '=', mark_value(0), '&', 'B', '=', 'b', '&', 'C', '=', mark_value(12)};
    cut made(std::string_view(pairs, sizeof pairs));
    CHECK(made.written<writing::sent>() == "&B=b");
    const std::string_view first = "1/2", last = "+";
    made.text.values[0] = &first;
    CHECK(made.written<writing::sent>() == "A=1%2F2&B=b");
    made.text.values[12] = &last;
    CHECK(made.written<writing::sent>() == "A=1%2F2&B=b&C=%2B");
    CHECK(made.written<writing::raw>() == "A=1/2&B=b&C=+");
}

TEST_CASE("prepared_text: a value that is never empty is in one piece with what stands before it") {
    const char pairs[] = {'A', '=', 'a', '&', 'B', '=', mark_value(3), '&', 'C', '=', mark_value(4)};
    cut made(std::string_view(pairs, sizeof pairs), 1 << 3);
    const std::string_view value = "/";
    made.text.values[3] = &value;
    CHECK(made.written<writing::sent>() == "A=a&B=%2F");
    made.text.values[4] = &value;
    CHECK(made.written<writing::sent>() == "A=a&B=%2F&C=%2F");
    CHECK(made.written<writing::raw>() == "A=a&B=/&C=/");
    CHECK(made.size == 1 + 2 + 6 + 2 + 3);
}

TEST_CASE("prepared_text: a value that is never percent-encoded") {
    const char pairs[] = {'A', '=', mark_value(5), '&', 'B', '=', mark_value(6)};
    cut made(std::string_view(pairs, sizeof pairs));
    const std::string_view value = "/";
    made.text.values[5] = made.text.values[6] = &value;
    CHECK(made.written<writing::sent>() == "A=/&B=%2F");
    CHECK(made.written<writing::raw>() == "A=/&B=/");
    CHECK(made.written<writing::sent | writing::unreserved>() == "A=/&B=/");
}

TEST_CASE("prepared_text: what is written only so") {
    char pieces[128];
    prepared_builder builder(pieces);
    builder.add(piece::constant | writing::raw | writing::by_get, "GET");
    builder.add(piece::constant | writing::sent, "https://");
    builder.add_value(piece::endpoint | piece::plain);
    builder.add(piece::constant | writing::own_host, "host");
    builder.add(piece::constant, "/?");
    builder.add(piece::end);
    const std::string_view none, endpoint = "[::1]:8443";
    prepared_text text{pieces, writing::own_host | writing::by_get, {}};
    text.values[piece::endpoint] = &none;
    char memory[64];
    output raw{memory};
    text.write<writing::raw>(raw);
    CHECK(raw.since(0) == "GEThost/?");
    output sent{memory};
    text.write<writing::sent>(sent);
    CHECK(sent.since(0) == "https://host/?");
    text.values[piece::endpoint] = &endpoint;
    text.how = writing::by_post;
    output other{memory};
    text.write<writing::sent>(other);
    CHECK(other.since(0) == "https://[::1]:8443/?");
}

} // namespace
