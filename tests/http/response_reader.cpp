// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/http/response_reader.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <iterator>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace {

using portwright::errc;
using portwright::sink;
namespace http = portwright::http;
using http::reader_limits;
using http::response_head;
using http::response_reader;

#define OK "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"

struct example {
    std::string_view name;
    std::string_view input;
    errc code = errc::none;  // what reading it to the end of input gives
    unsigned status = 200;   // where code is none
    std::string_view body = "";
    std::string_view rest = ""; // of the input, after the response
    bool to_close = false;      // ends with the connection
};

constexpr example good[] = {
    {"length", OK "Content-Length: 5\r\n\r\nhello", {}, 200, "hello"},
    {"length, case and white space", "HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh:\t 5 \t \r\n\r\nhello", {}, 200, "hello"},
    {"no white space", OK "Content-Length:5\r\n\r\nhello", {}, 200, "hello"},
    {"leading zeros", OK "Content-Length: 0000000000000005\r\n\r\nhello", {}, 200, "hello"},
    {"much white space after",
     OK "Content-Length: 5                                        \r\n\r\nhello",
     {},
     200,
     "hello"},
    {"empty", OK "Content-Length: 0\r\n\r\n"},
    {"more than the response", OK "Content-Length: 2\r\n\r\nhello", {}, 200, "he", "llo"},
    {"to the close", OK "X: y\r\n\r\nhello\r\n\r\n", {}, 200, "hello\r\n\r\n", "", true},
    {"to the close, empty", OK "\r\n", {}, 200, "", "", true},
    {"HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nhello", {}, 200, "hello", "", true},
    {"HTTP/1.7", "HTTP/1.7 200 OK\r\nContent-Length: 1\r\n\r\nh", {}, 200, "h"},
    {"no reason", "HTTP/1.1 500 \r\nContent-Length: 1\r\n\r\nh", {}, 500, "h"},
    {"no reason and no space", "HTTP/1.1 500\r\nContent-Length: 1\r\n\r\nh", {}, 500, "h"},
    {"reason in UTF-8", "HTTP/1.1 404 \xE6\x97\xA0\t\r\nContent-Length: 1\r\n\r\nh", {}, 404, "h"},
    {"status out of range", "HTTP/1.1 999 x\r\nContent-Length: 1\r\n\r\nh", {}, 999, "h"},
    {"empty value", OK "X:\r\nContent-Length: 1\r\n\r\nh", {}, 200, "h"},
    {"every token character", OK "!#$%&'*+-.^_`|~09azAZ: x\r\nContent-Length: 1\r\n\r\nh", {}, 200, "h"},
    {"long name",
     OK "X-A-Name-That-Is-Longer-Than-Anything-We-Look-For: x\r\nContent-Length: 1\r\n\r\nh",
     {},
     200,
     "h"},
    {"names that begin alike", OK "Content-Lengths: 7\r\nContent-Lengt: 7\r\nContent-Length: 1\r\n\r\nh", {}, 200, "h"},
    {"204", "HTTP/1.1 204 No Content\r\n\r\nmore", {}, 204, "", "more"},
    {"304 with a length", "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n", {}, 304, ""},
    {"100 first", "HTTP/1.1 100 Continue\r\n\r\n" OK "Content-Length: 1\r\n\r\nh", {}, 200, "h"},
    {"103 with fields, twice",
     "HTTP/1.1 103 Early Hints\r\nContent-Length: 9\r\nDate: Thu, 01 Jan 1998 00:00:00 GMT\r\nRetry-After: 9\r\n\r\n"
     "HTTP/1.1 103\r\nTransfer-Encoding: chunked\r\n\r\n" OK "Content-Length: 1\r\n\r\nh",
     {},
     200,
     "h"},
    {"chunks", CHUNKED "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", {}, 200, "hello world"},
    {"chunked, case", OK "TRANSFER-ENCODING:  Chunked \r\n\r\n1\r\nh\r\n0\r\n\r\n", {}, 200, "h"},
    {"no chunk", CHUNKED "0\r\n\r\nmore", {}, 200, "", "more"},
    {"hexadecimal sizes",
     CHUNKED "a\r\n0123456789\r\nB\r\n0123456789a\r\n000\r\n\r\n",
     {},
     200,
     "01234567890123456789a"},
    {"leading zeros in a size", CHUNKED "0000000000005\r\nhello\r\n0\r\n\r\n", {}, 200, "hello"},
    {"chunk extensions", CHUNKED "5;a=b;c=\"d;e\"\r\nhello\r\n1 ; x\r\n!\r\n0;y\r\n\r\n", {}, 200, "hello!"},
    {"white space after a size", CHUNKED "5 \t\r\nhello\r\n0 \r\n\r\n", {}, 200, "hello"},
    {"line ends in a chunk", CHUNKED "7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n", {}, 200, "\r\n0\r\n\r\n"},
    {"trailer",
     CHUNKED "1\r\nh\r\n0\r\nX: y\r\nContent-Length: 9\r\n folded\r\nTransfer-Encoding: x\r\n\r\n",
     {},
     200,
     "h"},
    {"folded field", OK "X: y\r\n z\r\n\t\r\nContent-Length: 1\r\n\r\nh", {}, 200, "h"},
    {"folded length", OK "Content-Length:\r\n 1\r\n \r\n\r\nh", {}, 200, "h"},
};

constexpr example bad[] = {
    {"nothing", "", errc::receive_failed},
    {"cut in the status", "HTTP/1.1 20", errc::receive_failed},
    {"cut in the head", OK "Content-Le", errc::receive_failed},
    {"cut in the last line end", OK "Content-Length: 0\r\n\r", errc::receive_failed},
    {"cut in the body", OK "Content-Length: 5\r\n\r\nhell", errc::receive_failed},
    {"cut in a chunk", CHUNKED "5\r\nhel", errc::receive_failed},
    {"cut before the last chunk", CHUNKED "5\r\nhello\r\n", errc::receive_failed},
    {"cut in the trailer", CHUNKED "5\r\nhello\r\n0\r\n", errc::receive_failed},
    {"only an interim response", "HTTP/1.1 100 Continue\r\n\r\n", errc::receive_failed},

    {"not HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", errc::bad_http},
    {"HTTP/0.9", "<html>hello</html>", errc::bad_http},
    {"HTTP/2", "HTTP/2.0 200 OK\r\n\r\n", errc::bad_http},
    {"version in lower case", "http/1.1 200 OK\r\n\r\n", errc::bad_http},
    {"letter for a version", "HTTP/1.x 200 OK\r\n\r\n", errc::bad_http},
    {"spaces", "             ", errc::bad_http},
    {"two spaces before the status", "HTTP/1.1  200 OK\r\n\r\n", errc::bad_http},
    {"two digits", "HTTP/1.1 20 OK\r\n\r\n", errc::bad_http},
    {"four digits", "HTTP/1.1 2000 OK\r\n\r\n", errc::bad_http},
    {"signed status", "HTTP/1.1 +20 OK\r\n\r\n", errc::bad_http},
    {"status below 100", "HTTP/1.1 099 OK\r\n\r\n", errc::bad_http},
    {"tab after the status", "HTTP/1.1 200\tOK\r\n\r\n", errc::bad_http},
    {"empty line first", "\r\n" OK "\r\n", errc::bad_http},
    {"101", "HTTP/1.1 101 Switching Protocols\r\n\r\n", errc::bad_http},

    {"bare LF after the status", "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n", errc::bad_http},
    {"bare LF after a field", OK "Content-Length: 0\n\r\n", errc::bad_http},
    {"bare LF for the empty line", OK "Content-Length: 0\r\n\n", errc::bad_http},
    {"bare CR in a value", OK "X: a\rb\r\n\r\n", errc::bad_http},
    {"two CR", OK "X: a\r\r\n\r\n", errc::bad_http},
    {"NUL in a value", {OK "X: a\0b\r\n\r\n", sizeof OK + 9}, errc::bad_http},
    {"control character in a value", OK "X: a\x1B[2J\r\n\r\n", errc::bad_http},
    {"DEL in a value", OK "X: a\x7F\r\n\r\n", errc::bad_http},
    {"control character in the reason", "HTTP/1.1 200 \x01\r\n\r\n", errc::bad_http},
    {"white space before the colon", OK "Content-Length : 0\r\n\r\n", errc::bad_http},
    {"white space in a name", OK "Content Length: 0\r\n\r\n", errc::bad_http},
    {"no colon", OK "Content-Length\r\n\r\n", errc::bad_http},
    {"no name", OK ": 0\r\n\r\n", errc::bad_http},
    {"byte above 127 in a name", OK "X\xE9: 0\r\n\r\n", errc::bad_http},
    {"white space before the first field", OK " X: y\r\n\r\n", errc::bad_http},
    {"white space before the trailer", CHUNKED "0\r\n X: y\r\n\r\n", errc::bad_http},

    {"two lengths", OK "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", errc::bad_http},
    {"the same length twice", OK "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", errc::bad_http},
    {"lengths as a list", OK "Content-Length: 5, 5\r\n\r\nhello", errc::bad_http},
    {"folded second length", OK "Content-Length: 5\r\n 5\r\n\r\nhello", errc::bad_http},
    {"negative length", OK "Content-Length: -5\r\n\r\nhello", errc::bad_http},
    {"signed length", OK "Content-Length: +5\r\n\r\nhello", errc::bad_http},
    {"hexadecimal length", OK "Content-Length: 0x5\r\n\r\nhello", errc::bad_http},
    {"empty length", OK "Content-Length: \r\n\r\nhello", errc::bad_http},
    {"length of 32 bits and one", OK "Content-Length: 4294967296\r\n\r\n", errc::bad_http},
    {"length of 64 bits and one", OK "Content-Length: 18446744073709551617\r\n\r\n", errc::bad_http},
    {"length longer than we keep", OK "Content-Length: 000000000000000000000000000000005\r\n\r\n", errc::bad_http},
    {"length and chunked", OK "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", errc::bad_http},
    {"chunked and length", OK "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", errc::bad_http},
    {"chunked in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", errc::bad_http},
    {"chunked twice", OK "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", errc::bad_http},
    {"chunked, chunked", OK "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", errc::bad_http},
    {"gzip, chunked", OK "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", errc::bad_http},
    {"identity", OK "Transfer-Encoding: identity\r\n\r\nhello", errc::bad_http},
    {"a coding like chunked", OK "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", errc::bad_http},
    {"chunked with more than we keep", OK "Transfer-Encoding: chunked                          , x\r\n\r\n0\r\n\r\n",
     errc::bad_http},
    {"empty coding", OK "Transfer-Encoding:\r\n\r\nhello", errc::bad_http},

    {"no chunk size", CHUNKED "\r\nhello\r\n", errc::bad_http},
    {"no chunk size, then a chunk", CHUNKED "\r\n0\r\n\r\n", errc::bad_http},
    {"an extension without a chunk size", CHUNKED ";a\r\n0\r\n\r\n", errc::bad_http},
    {"chunk size without digits", CHUNKED ";a\r\nhello\r\n", errc::bad_http},
    {"negative chunk size", CHUNKED "-5\r\nhello\r\n", errc::bad_http},
    {"0x chunk size", CHUNKED "0x5\r\nhello\r\n0\r\n\r\n", errc::bad_http},
    {"white space before a chunk size", CHUNKED " 5\r\nhello\r\n0\r\n\r\n", errc::bad_http},
    {"white space within a chunk size", CHUNKED "0 5\r\nhello\r\n0\r\n\r\n", errc::bad_http},
    {"chunk size of 32 bits and one", CHUNKED "100000000\r\n", errc::bad_http},
    {"chunk size that wraps", CHUNKED "10000000000000005\r\nhello\r\n0\r\n\r\n", errc::bad_http},
    {"bare LF after a chunk size", CHUNKED "5\nhello\r\n0\r\n\r\n", errc::bad_http},
    {"bare LF in an extension", CHUNKED "5;a\nhello\r\n0\r\n\r\n", errc::bad_http},
    {"bare CR in an extension", CHUNKED "5;a\rb\r\nhello\r\n0\r\n\r\n", errc::bad_http},
    {"bare LF after a chunk", CHUNKED "5\r\nhello\n0\r\n\r\n", errc::bad_http},
    {"chunk longer than its size", CHUNKED "5\r\nhello!\r\n0\r\n\r\n", errc::bad_http},
    {"chunk shorter than its size", CHUNKED "5\r\nhell\r\n0\r\n\r\n", errc::bad_http},
    {"bad trailer", CHUNKED "0\r\nX\r\n\r\n", errc::bad_http},
};

struct outcome {
    errc code = errc::none;
    response_head head;
    std::size_t used = 0;

    constexpr bool operator==(const outcome& other) const noexcept {
        return code == other.code && used == other.used && head.status == other.head.status &&
               head.date == other.head.date && head.retry_after == other.head.retry_after;
    }
};

// Feeds `input` in pieces whose sizes `next_size` says, then ends it.
template <class NextSize>
constexpr outcome read(std::string_view input, sink body, NextSize next_size, reader_limits limits = {}) {
    response_reader reader{body, limits};
    std::size_t used = 0;
    while (used != input.size() && !reader.complete()) {
        const std::size_t wanted = next_size(used), left = input.size() - used;
        const auto n = reader.feed(input.data() + used, wanted < left ? wanted : left);
        if (!n) return {n.error().code, reader.head(), 0};
        used += *n;
    }
    const auto end = reader.end_of_input();
    if (end && (!reader.complete() || !reader.head_complete())) return {errc::outcome_unknown, {}, 0};
    return {end.error().code, reader.head(), used};
}

constexpr outcome read_whole(std::string_view input, reader_limits limits = {}) {
    return read(
        input, {}, [](std::size_t) { return SIZE_MAX; }, limits);
}

constexpr outcome read_bytes(std::string_view input) {
    return read(input, {}, [](std::size_t) { return std::size_t{1}; });
}

constexpr bool as_expected(const example& one, const outcome& got) {
    if (got.code != one.code) return false;
    return one.code != errc::none || (got.head.status == one.status && got.used == one.input.size() - one.rest.size());
}

constexpr bool all_as_expected(const example* from, const example* to) {
    for (; from != to; ++from)
        if (!as_expected(*from, read_whole(from->input)) || !as_expected(*from, read_bytes(from->input))) return false;
    return true;
}

static_assert(all_as_expected(std::begin(good), std::end(good)));
static_assert(all_as_expected(std::begin(bad), std::end(bad)));

sink into(std::string& text) {
    return {[](void* context, const char* data, std::size_t size) {
                CHECK(size != 0);
                static_cast<std::string*>(context)->append(data, size);
                return true;
            },
            &text};
}

constexpr response_head head_of(std::string_view input) { return read_whole(input).head; }

constexpr portwright::unix_time date(std::string_view text) { return http::detail::read_date(text); }

} // namespace

TEST_CASE("every example, whole, byte by byte and cut at every place") {
    for (const std::span<const example> list : {std::span<const example>{good}, std::span<const example>{bad}}) {
        for (const example& one : list) {
            CAPTURE(one.name);
            std::string whole_body;
            const outcome whole = read(one.input, into(whole_body), [](std::size_t) { return SIZE_MAX; });
            CHECK(as_expected(one, whole));
            if (one.code == errc::none) CHECK(whole_body == one.body);

            std::string body;
            CHECK(read(one.input, into(body), [](std::size_t) { return std::size_t{1}; }) == whole);
            CHECK(body == whole_body);
            for (std::size_t cut = 1; cut < one.input.size(); ++cut) {
                CAPTURE(cut);
                body.clear();
                const auto sizes = [cut](std::size_t used) { return used < cut ? cut - used : SIZE_MAX; };
                CHECK(read(one.input, into(body), sizes) == whole);
                CHECK(body == whole_body);
            }
        }
    }
}

TEST_CASE("a response cut off anywhere is not complete") {
    for (const example& one : good) {
        CAPTURE(one.name);
        const std::size_t size = one.input.size() - one.rest.size();
        for (std::size_t cut = 0; cut < (one.to_close ? size - one.body.size() : size); ++cut) {
            CAPTURE(cut);
            CHECK(read_whole(one.input.substr(0, cut)).code == errc::receive_failed);
        }
    }
}

TEST_CASE("damaged examples read alike however they are cut") {
    std::mt19937 random{1};
    constexpr std::string_view bytes{"\r\n\t ;:0159afx,\0-\x80", 18};
    std::size_t refused = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string input{good[random() % std::size(good)].input};
        for (auto n = random() % 3 + 1; n != 0; --n) {
            const auto at = random() % input.size();
            switch (random() % 3) {
            case 0: input[at] = bytes[random() % bytes.size()]; break;
            case 1: input.insert(at, 1, bytes[random() % bytes.size()]); break;
            default: input.erase(at, 1);
            }
        }
        CAPTURE(input);
        std::string whole_body, body;
        const outcome whole = read(input, into(whole_body), [](std::size_t) { return SIZE_MAX; });
        const outcome pieces = read(input, into(body), [&](std::size_t) { return random() % 7 + 1; });
        REQUIRE(whole == pieces);
        REQUIRE(body == whole_body);
        refused += whole.code == errc::none ? 0 : 1;
    }
    CHECK(refused > 1000);
    CHECK(refused < 19000);
}

TEST_CASE("every byte in a field's name: those of a token, and no other") { // RFC 9110, section 5.6.2
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    for (int byte = 0; byte != 256; ++byte) {
        const char c = static_cast<char>(byte);
        const bool is_token =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.find(c) != marks.npos;
        for (const std::size_t place : {0U, 1U, 2U}) {
            if (c == ':' && place != 0) continue; // it ends the name
            std::string name = "XYZ";
            name[place] = c;
            CAPTURE(byte);
            CAPTURE(place);
            const auto got = read_whole(OK + name + ": 0\r\nContent-Length: 0\r\n\r\n");
            CHECK(got.code == (is_token ? errc::none : errc::bad_http));
        }
    }
}

TEST_CASE("the first error stays") {
    response_reader reader;
    CHECK(reader.feed("HTTP/3.0 200 OK\r\n", 17).error().code == errc::bad_http);
    CHECK(reader.feed("HTTP/1.1 200 OK\r\n", 17).error().code == errc::bad_http);
    CHECK(reader.feed("", 0).error().code == errc::bad_http);
    CHECK(reader.end_of_input().error().code == errc::bad_http);
    CHECK(!reader.complete());
    CHECK(!reader.head_complete());
}

TEST_CASE("a complete response takes nothing more and stays complete") {
    response_reader reader;
    constexpr std::string_view text = OK "Content-Length: 1\r\n\r\nh";
    CHECK(*reader.feed(text.data(), text.size()) == text.size());
    CHECK(reader.complete());
    CHECK(*reader.feed("HTTP", 4) == 0);
    CHECK(reader.end_of_input());
    CHECK(reader.head().status == 200);
}

TEST_CASE("the head is told when it is whole, and not before") {
    response_reader reader;
    constexpr std::string_view text = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Busy\r\nRetry-After: 7\r\n\r\n";
    for (std::size_t i = 0; i < text.size(); ++i) {
        CHECK(!reader.head_complete());
        CHECK(*reader.feed(text.data() + i, 1) == 1);
    }
    CHECK(reader.head_complete());
    CHECK(!reader.complete());
    CHECK(reader.head().status == 503);
    CHECK(reader.head().retry_after == 7);
}

TEST_CASE("a sink that refuses stops the reader, after each number of pieces") {
    constexpr std::string_view text = CHUNKED "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
    for (int pieces = 0; pieces < 11; ++pieces) {
        int left = pieces;
        bool called_again = false;
        struct state {
            int& left;
            bool& again;
        } at{left, called_again};
        const sink refusing{[](void* context, const char*, std::size_t) {
                                auto& s = *static_cast<state*>(context);
                                if (s.left < 0) s.again = true;
                                return s.left-- > 0;
                            },
                            &at};
        response_reader reader{refusing};
        errc code = errc::none;
        for (std::size_t i = 0; i < text.size(); ++i)
            if (const auto n = reader.feed(text.data() + i, 1); !n) code = n.error().code;
        CHECK(code == errc::sink_failed);
        CHECK(!called_again);
        CHECK(reader.end_of_input().error().code == errc::sink_failed);
    }
}

TEST_CASE("limits on the head") {
    constexpr std::string_view head = OK "Content-Length: 1\r\n\r\n";
    const std::string text = std::string{head} + "h";
    for (std::uint16_t limit = 0; limit < head.size(); ++limit) {
        CAPTURE(limit);
        CHECK(read_whole(text, {limit, 100}).code == errc::head_too_large);
    }
    CHECK(read_whole(text, {head.size(), 100}).code == errc::none);
    CHECK(read_whole(text, {head.size(), 1}).code == errc::none);
    CHECK(read_whole(text, {head.size(), 0}).code == errc::head_too_large);

    std::string interim; // a server that never comes to the point
    while (interim.size() < 9000) interim += "HTTP/1.1 102 Processing\r\n\r\n";
    CHECK(read_whole(interim).code == errc::head_too_large);
    std::string fields = OK;
    for (int i = 0; i < 101; ++i) fields += "X: y\r\n";
    CHECK(read_whole(fields + "\r\n").code == errc::head_too_large);
    CHECK(read_whole(OK "X: " + std::string(9000, 'y')).code == errc::head_too_large);
    CHECK(read_whole(OK + std::string(9000, 'y')).code == errc::head_too_large);
}

TEST_CASE("limits on chunk lines and the trailer, none on the body") {
    CHECK(read_whole(CHUNKED "5;" + std::string(9000, 'y')).code == errc::head_too_large);
    CHECK(read_whole(CHUNKED + std::string(9000, '0')).code == errc::head_too_large);
    CHECK(read_whole(CHUNKED "0\r\nX: " + std::string(9000, 'y')).code == errc::head_too_large);
    std::string many = CHUNKED;
    for (int i = 0; i < 20000; ++i) many += "1\r\nx\r\n";
    CHECK(read_whole(many + "0\r\n\r\n").code == errc::none);
    CHECK(read_whole(OK "Content-Length: 100000\r\n\r\n" + std::string(100000, 'x')).code == errc::none);
}

TEST_CASE("lengths up to 32 bits") {
    response_reader reader;
    constexpr std::string_view head = OK "Content-Length: 4294967295\r\n\r\n";
    CHECK(*reader.feed(head.data(), head.size()) == head.size());
    const std::string piece(65535, 'x');
    for (int i = 0; i < 65537; ++i) REQUIRE(*reader.feed(piece.data(), piece.size()) == piece.size());
    CHECK(reader.complete());
    CHECK(read_whole(CHUNKED "FFFFFFFF\r\nx").code == errc::receive_failed);
}

TEST_CASE("Date and Retry-After") {
    constexpr auto a =
        head_of(OK "DATE: Sun, 06 Nov 1994 08:49:37 GMT \r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
    static_assert(a.date == 784111777 && a.retry_after == 120);
    constexpr auto b =
        head_of(OK "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\nDate: yesterday\r\nContent-Length: 0\r\n\r\n");
    static_assert(b.date == 0 && b.retry_after == 0);
    constexpr auto c = head_of("HTTP/1.1 103 x\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: 9\r\n\r\n" OK
                               "Content-Length: 0\r\n\r\n");
    static_assert(c.date == 0 && c.retry_after == 0);
    CHECK(head_of(OK "Retry-After: 99999999999\r\nContent-Length: 0\r\n\r\n").retry_after == 0);
    CHECK(head_of(OK "Retry-After: -1\r\nContent-Length: 0\r\n\r\n").retry_after == 0);
    CHECK(head_of(CHUNKED "0\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n").date == 0);
}

TEST_CASE("dates") {
    static_assert(date("thu, 01 jan 1970 00:00:01 gmt") == 1);
    static_assert(date("sun, 06 nov 1994 08:49:37 gmt") == 784111777);
    static_assert(date("tue, 29 feb 2000 12:00:00 gmt") == 951825600);
    static_assert(date("fri, 31 dec 9999 23:59:59 gmt") == portwright::last_time);
    static_assert(date("sat, 31 dec 2016 23:59:60 gmt") == 1483228800); // a leap second
    for (const std::string_view text :
         {"", "sunday, 06-nov-94 08:49:37 gmt", "sun nov  6 08:49:37 1994", "sun, 06 nov 1994 08:49:37 utc",
          "sun, 6 nov 1994 08:49:37 gmt", "sun, 06 nov 1994 08:49:37 gmt ", "sun, 06 nox 1994 08:49:37 gmt",
          "sun, 00 nov 1994 08:49:37 gmt", "sun, 31 nov 1994 08:49:37 gmt", "sun, 29 feb 1900 08:49:37 gmt",
          "sun, 29 feb 2100 08:49:37 gmt", "sun, 30 feb 2000 08:49:37 gmt", "sun, 06 nov 1994 24:00:00 gmt",
          "sun, 06 nov 1994 08:60:37 gmt", "sun, 06 nov 1994 08:49:61 gmt", "wed, 31 dec 1969 23:59:59 gmt",
          "sun, -6 nov 1994 08:49:37 gmt", "123, 06 nov 1994 08:49:37 gmt"}) {
        CAPTURE(text);
        CHECK(date(text) == 0);
    }
    const std::string right = "sun, 06 nov 1994 08:49:37 gmt";
    for (std::size_t i = 3; i != right.size(); ++i) { // which day of the week it is says nothing
        for (const char other : {'/', ':', ' ', 'a', '-', '+', '\x80', '\xB0', '\0'}) {
            std::string text = right;
            text[i] = other;
            CAPTURE(text);
            CHECK((text == right || date(text) == 0));
        }
    }
    // Each day of the years that matter is one day after the day before.
    constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
    portwright::unix_time last = -86400;
    std::size_t days = 0;
    for (int year = 1970; year < 2110; ++year) {
        for (std::size_t month = 0; month < 12; ++month) {
            for (int day = 1; day <= 31; ++day) {
                std::string text = "day, 00 xxx 0000 00:00:01 gmt";
                text.replace(5, 2, {static_cast<char>('0' + day / 10), static_cast<char>('0' + day % 10)});
                text.replace(8, 3, months.substr(month * 3, 3));
                text.replace(12, 4, std::to_string(year));
                const auto when = date(text);
                if (when == 0) continue;
                REQUIRE(when - 1 == last + 86400);
                last = when - 1;
                ++days;
            }
        }
    }
    CHECK(days == 51134); // 140 years with 34 leap days
}

static_assert(sizeof(response_reader) <= 104);
