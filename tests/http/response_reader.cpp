// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/http/response_reader.hpp>

#include "response_examples.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>

namespace {

using portwright::sink;
namespace http = portwright::http;
using http::reader_limits;
using http::response_head;
using http::response_reader;

using namespace response_examples;

struct outcome {
    errc code = errc::none; // what reading to the end of input gives
    response_head head;
    std::size_t used = 0;
    left connection = left::closed;

    constexpr bool operator==(const outcome& other) const noexcept {
        return code == other.code && used == other.used && head.status == other.head.status &&
               head.date == other.head.date && head.retry_after == other.head.retry_after &&
               connection == other.connection;
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
    const bool was_complete = reader.complete();
    const auto end = reader.end_of_input();
    if (end && (!reader.complete() || !reader.head_complete())) return {errc::outcome_unknown, {}, 0};
    const left connection = !was_complete ? left::closing : reader.keeps_open() ? left::open : left::closed;
    return {end.error().code, reader.head(), used, connection};
}

constexpr outcome read_whole(std::string_view input, reader_limits limits = {}) {
    return read(
        input, {}, [](std::size_t) { return SIZE_MAX; }, limits);
}

constexpr outcome read_bytes(std::string_view input) {
    return read(input, {}, [](std::size_t) { return std::size_t{1}; });
}

constexpr bool is_read(const accepted_example& one, const outcome& got) {
    return got.code == errc::none && got.head.status == one.status && got.used == one.input.size() - one.rest.size() &&
           got.connection == one.connection;
}

// In parts, because a compiler bounds the steps of one evaluation.
constexpr bool are_refused(std::size_t from, std::size_t to) {
    for (; from < to && from < std::size(refused); ++from)
        if (read_whole(refused[from].input).code != errc::bad_http ||
            read_bytes(refused[from].input).code != errc::bad_http)
            return false;
    return true;
}
constexpr bool are_read(std::size_t from, std::size_t to) {
    for (; from < to && from < std::size(accepted); ++from)
        if (!is_read(accepted[from], read_whole(accepted[from].input)) ||
            !is_read(accepted[from], read_bytes(accepted[from].input)))
            return false;
    return true;
}

static_assert(are_refused(0, 50) && are_refused(50, 100));
static_assert(are_refused(100, 150));
static_assert(are_refused(150, std::size(refused)));
static_assert(are_read(0, 30));
static_assert(are_read(30, std::size(accepted)));

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

// Whole, byte by byte, and cut at every place, the outcome is the same, and the same of a body is handed on.
template <class Check>
void read_in_every_way(std::string_view input, Check&& check) {
    std::string whole_body, body;
    const outcome whole = read(input, into(whole_body), [](std::size_t) { return SIZE_MAX; });
    check(whole, whole_body);
    CHECK(read(input, into(body), [](std::size_t) { return std::size_t{1}; }) == whole);
    CHECK(body == whole_body);
    for (std::size_t cut = 1; cut < input.size(); ++cut) {
        CAPTURE(cut);
        body.clear();
        const auto sizes = [cut](std::size_t used) { return used < cut ? cut - used : SIZE_MAX; };
        CHECK(read(input, into(body), sizes) == whole);
        CHECK(body == whole_body);
    }
}

TEST_CASE("answers that a client must refuse") {
    for (const refused_example& one : refused) {
        CAPTURE(one.name);
        CAPTURE(one.rule);
        read_in_every_way(one.input, [](const outcome& got, const std::string&) { CHECK(got.code == errc::bad_http); });
        // It stays refused, whatever comes after it, and its connection is never used again.
        response_reader reader;
        static_cast<void>(reader.feed(one.input.data(), one.input.size()));
        constexpr std::string_view good = OK END_1;
        CHECK(reader.feed(good.data(), good.size()).error().code == errc::bad_http);
        CHECK(reader.end_of_input().error().code == errc::bad_http);
        CHECK(!reader.complete());
        CHECK(!reader.keeps_open());
    }
}

TEST_CASE("answers that are cut off") {
    for (const refused_example& one : cut_off) {
        CAPTURE(one.name);
        read_in_every_way(one.input,
                          [](const outcome& got, const std::string&) { CHECK(got.code == errc::receive_failed); });
    }
}

TEST_CASE("answers that look odd and are read") {
    for (const accepted_example& one : accepted) {
        CAPTURE(one.name);
        CAPTURE(one.rule);
        read_in_every_way(one.input, [&one](const outcome& got, const std::string& body) {
            CHECK(is_read(one, got));
            CHECK(body == one.body);
        });
    }
}

TEST_CASE("each example has a reason of its own, and its rule") {
    std::set<std::string_view> names, inputs;
    const auto is_new = [&](std::string_view name, std::string_view rule, std::string_view input) {
        CAPTURE(name);
        CHECK(names.insert(name).second);
        CHECK(inputs.insert(input).second);
        CHECK((rule.starts_with("9110-") || rule.starts_with("9112-")));
    };
    for (const refused_example& one : refused) is_new(one.name, one.rule, one.input);
    for (const refused_example& one : cut_off) is_new(one.name, one.rule, one.input);
    for (const accepted_example& one : accepted) is_new(one.name, one.rule, one.input);
    static_assert(std::size(refused) >= 230 && std::size(accepted) >= 70);
}

TEST_CASE("a response cut off anywhere is not complete") {
    for (const accepted_example& one : accepted) {
        CAPTURE(one.name);
        const std::size_t size = one.input.size() - one.rest.size();
        const std::size_t least = one.connection == left::closing ? size - one.body.size() : size;
        for (std::size_t cut = 0; cut < least; ++cut) {
            CAPTURE(cut);
            CHECK(read_whole(one.input.substr(0, cut)).code == errc::receive_failed);
        }
    }
}

TEST_CASE("damaged examples read alike however they are cut") {
    std::mt19937 random{1};
    constexpr std::string_view bytes{"\r\n\t ;:0159afx,\0-\x80", 18};
    std::size_t unread = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string input{accepted[random() % std::size(accepted)].input};
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
        unread += whole.code == errc::none ? 0 : 1;
    }
    CHECK(unread > 1000);
    CHECK(unread < 19000);
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

TEST_CASE("every byte where a text is free, and where a number stands") {
    struct swept {
        std::string_view name;
        std::string_view rule;
        std::string_view before;
        std::string_view after;
        std::string_view bytes; ///< the bytes that stand there; empty: those of a text
    };
    constexpr std::string_view end = "\r\nContent-Length: 0\r\n\r\n";
    constexpr std::string_view chunk = "\r\nhello\r\n0\r\n\r\n";
    constexpr swept places[] = {
        {"a reason", "9112-4", "HTTP/1.1 200 O", end, ""},
        {"a value", "9110-5.5", OK "X: a", end, ""},
        {"the end of a value", "9110-5.5", OK "X: a b ", end, ""},
        {"an extension", "9112-7.1.1", CHUNKED "5;a", chunk, ""},
        {"an extension's value", "9112-7.1.1", CHUNKED "5;a=\"", chunk, ""},
        {"a trailer", "9110-5.5", CHUNKED "5\r\nhello\r\n0\r\nX: a", "\r\n\r\n", ""},
        {"the minor version", "9112-2.3", "HTTP/1.", " 200 OK\r\n\r\n", "0123456789"},
        {"the major version", "9112-2.3", "HTTP/", ".1 200 OK\r\n\r\n", "1"},
        {"a status", "9112-4", "HTTP/1.1 2", "0 OK\r\n\r\n", "0123456789"},
        {"what is before a chunk's size", "9112-7.1", CHUNKED, "5\r\nhello\r\n0\r\n\r\n", "0123456789abcdefABCDEF"},
        {"what is after a chunk", "9112-7.1", CHUNKED "5\r\nhello", "\n0\r\n\r\n", "\r"},
        {"what is before the colon", "9112-5.1", OK "Content-Length", "5\r\n\r\nhello", ":"},
        {"a length", "9110-8.6", OK "Content-Length: 0", "\r\n\r\nhello", "0123456789\t "},
    };
    for (const swept& one : places) {
        CAPTURE(one.name);
        CAPTURE(one.rule);
        for (int byte = 0; byte != 256; ++byte) {
            CAPTURE(byte);
            const char c = static_cast<char>(byte);
            const bool stands =
                one.bytes.empty() ? c == '\t' || (byte >= ' ' && byte != 127) : one.bytes.find(c) != one.bytes.npos;
            std::string input{one.before};
            input.append(1, c).append(one.after);
            const outcome got = read_whole(input);
            CHECK((got.code != errc::bad_http) == stands); // a number may be of more than follows
            CHECK(read_bytes(input) == got);
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
}

// Each would go on for ever, but for a limit. It is the limit that ends it, and not the end of the input.
TEST_CASE("answers that a client must not read to their end") {
    struct endless_example {
        std::string_view name;
        std::string_view rule;
        std::string_view head;
        std::string_view again;
    };
    constexpr endless_example endless[] = {
        {"a reason", "9112-4", "HTTP/1.1 200 OK", "y"},
        {"white space for a reason", "9112-4", "HTTP/1.1 200 ", " "},
        {"a field's name", "9110-5.4", OK, "Y"},
        {"a field's value", "9110-5.4", OK "X: ", "y"},
        {"white space before a value", "9112-5.1", OK "X:", " "},
        {"white space after a length", "9112-5.1", OK "Content-Length: 5", "\t"},
        {"zeros before a length", "9110-8.6", OK "Content-Length: ", "0"},
        {"folds", "9112-5.2", OK "X: y\r\n", " \r\n"},
        {"fields", "9110-5.4", OK, "X: y\r\n"},
        {"empty fields", "9110-5.4", OK, "X:\r\n"},
        {"interim answers", "9110-15.2", "", "HTTP/1.1 102 Processing\r\n\r\n"},
        {"interim answers with fields", "9110-15.2", "", "HTTP/1.1 103 x\r\nLink: y\r\n\r\n"},
        {"zeros before a chunk's size", "9112-7.1", CHUNKED, "0"},
        {"white space after a chunk's size", "9112-7.1.1", CHUNKED "5", " "},
        {"a chunk extension", "9112-7.1.1", CHUNKED "5;a=", "b"},
        {"chunk extensions", "9112-7.1.1", CHUNKED "5\r\nhello\r\n5", ";a"},
        {"an extension of the last chunk", "9112-7.1.1", CHUNKED "0;", "a"},
        {"a trailer's value", "9110-6.5", CHUNKED "0\r\nX: ", "y"},
        {"a trailer's folds", "9112-5.2", CHUNKED "0\r\nX: y\r\n", "\t\r\n"},
        {"trailers", "9110-6.5", CHUNKED "0\r\n", "X: y\r\n"},
    };
    for (const endless_example& one : endless) {
        CAPTURE(one.name);
        CAPTURE(one.rule);
        std::string text{one.head};
        while (text.size() < 9000) text += one.again;
        const outcome whole = read_whole(text);
        CHECK(whole.code == errc::head_too_large);
        CHECK(read_bytes(text) == whole);
        for (std::size_t cut = 1; cut < text.size(); cut += 97)
            CHECK(read(text, {}, [cut](std::size_t used) { return used < cut ? cut - used : SIZE_MAX; }) == whole);
    }
}

TEST_CASE("no limit on the body, in chunks neither") {
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
