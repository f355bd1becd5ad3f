// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/json_reader.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>

namespace {

using namespace std::string_view_literals;
using portwright::errc;
using portwright::json_literal;
using portwright::json_reader;

// Writes down what it is told: { } [ ] k"key" s"text" n"number" 0 (null) 1 (true) 2 (false). Pieces of one token run
// together, so that the same text makes the same record however it was cut.
struct recorder {
    char* out = nullptr;
    std::size_t room = 0;
    std::size_t size = 0;
    std::size_t pieces = 0;
    std::size_t calls = 0;
    std::size_t stop_at = SIZE_MAX; // this call, counted from 0, returns false
    bool in_token = false;
    bool broken = false; // an empty piece, a call after the stop, or no room for the record

    constexpr void put(char c) noexcept {
        if (size == room) broken = true;
        else out[size++] = c;
    }
    constexpr bool called() noexcept {
        if (calls > stop_at) broken = true;
        return calls++ != stop_at;
    }
    constexpr bool mark(char c) noexcept {
        if (in_token) broken = true;
        put(c);
        return called();
    }
    constexpr void open(char kind) noexcept {
        if (in_token) return;
        in_token = true;
        put(kind);
        put('"');
    }
    constexpr bool more(char kind, const char* data, std::size_t n) noexcept {
        open(kind);
        ++pieces;
        if (n == 0) broken = true;
        for (std::size_t i = 0; i != n; ++i) {
            if (data[i] == '"' || data[i] == '\\') put('\\');
            put(data[i]);
        }
        return called();
    }
    constexpr bool end(char kind) noexcept {
        open(kind);
        in_token = false;
        put('"');
        return called();
    }

    constexpr bool begin_object() noexcept { return mark('{'); }
    constexpr bool end_object() noexcept { return mark('}'); }
    constexpr bool begin_array() noexcept { return mark('['); }
    constexpr bool end_array() noexcept { return mark(']'); }
    constexpr bool key_piece(const char* data, std::size_t n) noexcept { return more('k', data, n); }
    constexpr bool end_key() noexcept { return end('k'); }
    constexpr bool text_piece(const char* data, std::size_t n) noexcept { return more('s', data, n); }
    constexpr bool end_text() noexcept { return end('s'); }
    constexpr bool number_piece(const char* data, std::size_t n) noexcept { return more('n', data, n); }
    constexpr bool end_number() noexcept { return end('n'); }
    constexpr bool literal(json_literal word) noexcept { return mark(static_cast<char>('0' + static_cast<int>(word))); }
};

static_assert(portwright::json_handler<recorder>);
static_assert(portwright::json_handler<portwright::ignore_json>);
static_assert(!portwright::json_handler<int>);
static_assert(std::is_trivially_copyable_v<json_reader>);
static_assert(sizeof(json_reader) <= 16 + sizeof(std::size_t));

// What one reading came to. Up to N bytes of record.
template <std::size_t N>
struct reading {
    char record[N] = {};
    std::size_t size = 0;
    std::size_t pieces = 0;
    std::size_t calls = 0;
    bool broken = false;
    bool fed = false; // every feed() returned true
    portwright::error why = {};

    constexpr std::string_view text() const { return {record, size}; }
    constexpr bool accepted() const { return why.code == errc::none && !broken; }
};

// Reads `text` cut at `first` and `second`, or, where `first` is 0, into chunks of `second` bytes. Into `into`, which
// is large and is not made anew each time.
template <std::size_t N>
constexpr void read_into(reading<N>& into, std::string_view text, std::size_t first, std::size_t second,
                         std::size_t stop_at = SIZE_MAX) {
    recorder out{.out = into.record, .room = N, .stop_at = stop_at};
    json_reader reader;
    into.fed = true;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t next = first == 0 ? at + second : at < first ? first : at < second ? second : text.size();
        if (next > text.size()) next = text.size();
        const bool fed = reader.feed(out, text.data() + at, next - at);
        if (fed && !into.fed) out.broken = true; // once over, for ever over
        into.fed = into.fed && fed;
        at = next;
    }
    const auto whole = reader.finish(out);
    into.why = whole.error();
    if (reader.finish(out).error().code != into.why.code || reader.finish(out).error().number != into.why.number)
        out.broken = true;
    if (reader.feed(out, " ", 1)) out.broken = true;
    into.size = out.size;
    into.pieces = out.pieces;
    into.calls = out.calls;
    into.broken = out.broken;
}

template <std::size_t N = 512>
constexpr reading<N> read(std::string_view text, std::size_t first = 0, std::size_t second = SIZE_MAX / 2) {
    reading<N> made;
    read_into(made, text, first, second);
    return made;
}

// ---- must be read, and as what

struct accept {
    std::string_view text;
    std::string_view record;
};

constexpr accept accepts[] = {
    // values
    {"null", "0"},
    {"true", "1"},
    {"false", "2"},
    {"{}", "{}"},
    {"[]", "[]"},
    {"\"\"", "s\"\""},
    {"\"a\"", "s\"a\""},
    {"0", "n\"0\""},
    // white space: all four kinds, everywhere
    {" null ", "0"},
    {"\t\n\r true\t\n\r ", "1"},
    {" [ ] ", "[]"},
    {"\n{\n}\n", "{}"},
    {"[ 1 , 2 ]", "[n\"1\"n\"2\"]"},
    {"{ \"a\" : 1 , \"b\" : 2 }", "{k\"a\"n\"1\"k\"b\"n\"2\"}"},
    {"[\r\n\ttrue\r\n]", "[1]"},
    {"\xEF\xBB\xBF[]", "[]"},
    {"\xEF\xBB\xBF 1", "n\"1\""},
    // arrays and objects
    {"[[]]", "[[]]"},
    {"[[],[]]", "[[][]]"},
    {"[{}]", "[{}]"},
    {"[null]", "[0]"},
    {"[null,true,false]", "[012]"},
    {"[1,\"a\",{},[]]", "[n\"1\"s\"a\"{}[]]"},
    {"[[[[[[[[]]]]]]]]", "[[[[[[[[]]]]]]]]"},
    {"{\"\":0}", "{k\"\"n\"0\"}"},
    {"{\"a\":{}}", "{k\"a\"{}}"},
    {"{\"a\":[]}", "{k\"a\"[]}"},
    {"{\"a\":\"b\"}", "{k\"a\"s\"b\"}"},
    {"{\"a\":null,\"a\":true}", "{k\"a\"0k\"a\"1}"},
    {"{\"a\":{\"b\":{\"c\":[{}]}}}", "{k\"a\"{k\"b\"{k\"c\"[{}]}}}"},
    {"[{\"a\":[1]},{\"b\":[2]}]", "[{k\"a\"[n\"1\"]}{k\"b\"[n\"2\"]}]"},
    {"{\"\\u0061\\n\":1}", "{k\"a\n\"n\"1\"}"},
    {"{\"a\\\"b\":\"\\\\\"}", "{k\"a\\\"b\"s\"\\\\\"}"},
    // numbers
    {"-0", "n\"-0\""},
    {"1", "n\"1\""},
    {"-1", "n\"-1\""},
    {"10", "n\"10\""},
    {"1234567890", "n\"1234567890\""},
    {"0.0", "n\"0.0\""},
    {"-0.5", "n\"-0.5\""},
    {"12.34", "n\"12.34\""},
    {"0.00001", "n\"0.00001\""},
    {"1e1", "n\"1e1\""},
    {"1E1", "n\"1E1\""},
    {"1e+1", "n\"1e+1\""},
    {"1e-1", "n\"1e-1\""},
    {"0e0", "n\"0e0\""},
    {"0E+00", "n\"0E+00\""},
    {"-0e-0", "n\"-0e-0\""},
    {"1.5e10", "n\"1.5e10\""},
    {"-12.340E-056", "n\"-12.340E-056\""},
    {"1e999999", "n\"1e999999\""},
    {"123456789012345678901234567890", "n\"123456789012345678901234567890\""},
    {"[0,-0,0.1,1e2]", "[n\"0\"n\"-0\"n\"0.1\"n\"1e2\"]"},
    {"[1 ]", "[n\"1\"]"},
    {"{\"a\":-1}", "{k\"a\"n\"-1\"}"},
    // texts
    {"\" \"", "s\" \""},
    {"\"{[,:]}\"", "s\"{[,:]}\""},
    {"\"true\"", "s\"true\""},
    {"\"/\"", "s\"/\""},
    {"\"\\/\"", "s\"/\""},
    {"\"\\\"\"", "s\"\\\"\""},
    {"\"\\\\\"", "s\"\\\\\""},
    {"\"\\b\\f\\n\\r\\t\"", "s\"\b\f\n\r\t\""},
    {"\"a\\nb\"", "s\"a\nb\""},
    {"\"\\na\\n\"", "s\"\na\n\""},
    {"\"\x7F\"", "s\"\x7F\""},
    {"\"\\u0000\"", "s\"\0\""sv},
    {"\"\\u001f\"", "s\"\x1F\""},
    {"\"\\u0022\\u005C\"", "s\"\\\"\\\\\""},
    {"\"\\u007F\"", "s\"\x7F\""},
    {"\"\\u0080\"", "s\"\xC2\x80\""},
    {"\"\\u00e9\"", "s\"\xC3\xA9\""},
    {"\"\\u07FF\"", "s\"\xDF\xBF\""},
    {"\"\\u0800\"", "s\"\xE0\xA0\x80\""},
    {"\"\\u4E2d\"", "s\"\xE4\xB8\xAD\""},
    {"\"\\ud7ff\\uE000\\uFFFF\"", "s\"\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\""},
    {"\"\\uABCD\\uabcd\\uEF90\"", "s\"\xEA\xAF\x8D\xEA\xAF\x8D\xEE\xBE\x90\""},
    {"\"\\uD800\\uDC00\"", "s\"\xF0\x90\x80\x80\""},
    {"\"\\ud83d\\ude00!\"", "s\"\xF0\x9F\x98\x80!\""},
    {"\"\\uDBFF\\uDFFF\"", "s\"\xF4\x8F\xBF\xBF\""},
    {"\"\\uD834\\uDD1E\\uD834\\uDD1E\"", "s\"\xF0\x9D\x84\x9E\xF0\x9D\x84\x9E\""},
    // bytes from 0x80 pass, well-formed or not
    {"\"\xE4\xB8\xAD\xE6\x96\x87\"", "s\"\xE4\xB8\xAD\xE6\x96\x87\""},
    {"\"\xF0\x9F\x98\x80\"", "s\"\xF0\x9F\x98\x80\""},
    {"\"\x80\"", "s\"\x80\""},
    {"\"\xFF\xFE\"", "s\"\xFF\xFE\""},
    {"\"\xC3\"", "s\"\xC3\""},
    {"\"\xED\xA0\x80\"", "s\"\xED\xA0\x80\""},
    {"{\"\xFF\":0}", "{k\"\xFF\"n\"0\"}"},
    {"\"\xEF\xBB\xBF\"", "s\"\xEF\xBB\xBF\""},
    // a lone surrogate is one U+FFFD
    {"\"\\uD800\"", "s\"\xEF\xBF\xBD\""},
    {"\"\\uDBFFx\"", "s\"\xEF\xBF\xBDx\""},
    {"\"x\\uDC00y\"", "s\"x\xEF\xBF\xBDy\""},
    {"\"\\uDFFF\"", "s\"\xEF\xBF\xBD\""},
    {"\"\\uD800\\n\"", "s\"\xEF\xBF\xBD\n\""},
    {"\"\\uD800\\u0041\"", "s\"\xEF\xBF\xBD"
                           "A\""},
    {"\"\\uD800\\uD800\"", "s\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {"\"\\uDC00\\uD800\"", "s\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {"\"\\uDC00\\uDC00\"", "s\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {"\"\\uD800\\uD83D\\uDE00\"", "s\"\xEF\xBF\xBD\xF0\x9F\x98\x80\""},
    {"\"\\uD83D\\uDE00\\uDE00\"", "s\"\xF0\x9F\x98\x80\xEF\xBF\xBD\""},
    {"\"\\uD83D \\uDE00\"", "s\"\xEF\xBF\xBD \xEF\xBF\xBD\""},
    {"{\"\\uD800\":\"\\uDC00\"}", "{k\"\xEF\xBF\xBD\"s\"\xEF\xBF\xBD\"}"},
    {"[\"\\uD800\",\"\\uDC00\"]", "[s\"\xEF\xBF\xBD\"s\"\xEF\xBF\xBD\"]"},
    // an answer
    {"{\"Response\":{\"ListenerIds\":[\"lbl-1\",\"lbl-2\"],\"RequestId\":\"f-1\"}}",
     "{k\"Response\"{k\"ListenerIds\"[s\"lbl-1\"s\"lbl-2\"]k\"RequestId\"s\"f-1\"}}"},
};

// ---- must be refused, and where

struct refuse {
    std::string_view text;
    std::int64_t offset;
};

constexpr refuse refuses[] = {
    // nothing, or not all of it
    {"", 0},
    {" ", 1},
    {"\n\n", 2},
    {"\xEF\xBB\xBF", 3},
    {"\xEF", 1},
    {"\xEF\xBB", 2},
    {"[", 1},
    {"{", 1},
    {"[1", 2},
    {"[1,", 3},
    {"[[]", 3},
    {"{\"a\"", 4},
    {"{\"a\":", 5},
    {"{\"a\":1", 6},
    {"{\"a\":1,", 7},
    {"\"", 1},
    {"\"a", 2},
    {"\"\\", 2},
    {"\"\\u", 3},
    {"\"\\u00", 5},
    {"\"\\uD800", 7},
    {"\"\\uD800\\", 8},
    {"t", 1},
    {"tru", 3},
    {"fals", 4},
    {"nul", 3},
    {"-", 1},
    {"1.", 2},
    {"1e", 2},
    {"1e+", 3},
    // too much of it
    {"null null", 5},
    {"nulll", 4},
    {"1 2", 2},
    {"[][]", 2},
    {"[]]", 2},
    {"{}}", 2},
    {"{},", 2},
    {"[],", 2},
    {"1,", 1},
    {"\"a\"\"b\"", 3},
    {"\"a\":1", 3},
    {"[] x", 3},
    {"{}#", 2},
    {"1\0"sv, 1},
    {"[]\0"sv, 2},
    // commas, colons and brackets
    {"[,]", 1},
    {"[1,]", 3},
    {"[,1]", 1},
    {"[1,,2]", 3},
    {"[1 2]", 3},
    {"[1:2]", 2},
    {"[1}", 2},
    {"[}", 1},
    {"{]", 1},
    {"[[1}]", 3},
    {"{\"a\":1]", 6},
    {"{\"a\":[1}}", 7},
    {"[{\"a\":1]]", 7},
    {"{,}", 1},
    {"{\"a\"}", 4},
    {"{\"a\":}", 5},
    {"{\"a\":,}", 5},
    {"{\"a\":1,}", 7},
    {"{\"a\":1,,}", 7},
    {"{\"a\" 1}", 5},
    {"{\"a\",1}", 4},
    {"{\"a\"::1}", 5},
    {"{\"a\":1 \"b\":2}", 7},
    {"{\"a\":1:2}", 6},
    {"{a:1}", 1},
    {"{'a':1}", 1},
    {"{1:1}", 1},
    {"{null:1}", 1},
    {"{[]:1}", 1},
    {"{\"a\":1,1}", 7},
    {"]", 0},
    {"}", 0},
    {",", 0},
    {":", 0},
    {"(1)", 0},
    // literals
    {"True", 0},
    {"TRUE", 0},
    {"tRue", 1},
    {"nan", 1},
    {"NaN", 0},
    {"Infinity", 0},
    {"-Infinity", 1},
    {"undefined", 0},
    {"nil", 1},
    {"tru ", 3},
    {"[tru]", 4},
    {"[truee]", 5},
    {"fal\0se"sv, 3},
    {"true1", 4},
    {"nullnull", 4},
    // numbers
    {"01", 1},
    {"00", 1},
    {"-01", 2},
    {"--1", 1},
    {"-a", 1},
    {"- 1", 1},
    {"+1", 0},
    {".5", 0},
    {"-.5", 1},
    {"1.e1", 2},
    {"1.-1", 2},
    {"1..2", 2},
    {"1.2.3", 3},
    {"1e1.5", 3},
    {"1ee1", 2},
    {"1e1e1", 3},
    {"1e+-1", 3},
    {"1e 1", 2},
    {"1-1", 1},
    {"1+1", 1},
    {"0x10", 1},
    {"1_000", 1},
    {"1a", 1},
    {"1f", 1},
    {"[1.]", 3},
    {"[1e]", 3},
    {"[-]", 2},
    {"[012]", 2},
    {"1\xC2\xA0", 1},
    {"\xEF\xBC\x91", 1},
    // texts
    {"'a'", 0},
    {"\"a", 2},
    {"\"\n\"", 1},
    {"\"\t\"", 1},
    {"\"a\0b\""sv, 2},
    {"\"\x1F\"", 1},
    {"{\"a\nb\":1}", 3},
    {"\"\\a\"", 2},
    {"\"\\'\"", 2},
    {"\"\\0\"", 2},
    {"\"\\x41\"", 2},
    {"\"\\U0041\"", 2},
    {"\"\\\0\""sv, 2},
    {"\"\\\n\"", 2},
    {"\"\\u\"", 3},
    {"\"\\u004\"", 6},
    {"\"\\u004g\"", 6},
    {"\"\\u00G0\"", 5},
    {"\"\\u@000\"", 3},
    {"\"\\u`000\"", 3},
    {"\"\\u/000\"", 3},
    {"\"\\u:000\"", 3},
    {"\"\\u+041\"", 3},
    {"\"\\u 041\"", 3},
    {"\"\\u\xC1"
     "000\"",
     3},
    {"\"\\u\x10"
     "000\"",
     3},
    {"\"\\uD800\\x\"", 8},
    {"\"\\uD800\\u\"", 9},
    {"\"\\\\\\\"", 5},
    // what is no white space here, comments, marks in the wrong place
    {"\v1", 0},
    {"\f1", 0},
    {"\0"
     "1"sv,
     0},
    {"\xC2\xA0"
     "1",
     0},
    {"/**/1", 0},
    {"//\n1", 0},
    {"1//", 1},
    {"[1/**/]", 2},
    {" \xEF\xBB\xBF"
     "1",
     1},
    {"\xEF\xBB\xBF\xEF\xBB\xBF"
     "1",
     3},
    {"\xEF\xBB[]", 2},
    {"\xEF[]", 1},
    {"[\xEF\xBB\xBF]", 1},
    {"1\xEF\xBB\xBF", 1},
    {"\xFE\xFF", 0},
    {"<html>", 0},
};

// ---- the tables at compile time, whole and byte by byte

constexpr bool accepts_hold(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < std::size(accepts); ++i)
        for (const std::size_t chunk : {std::size_t{1}, std::size_t{4096}}) {
            const auto seen = read<128>(accepts[i].text, 0, chunk);
            if (!seen.accepted() || seen.text() != accepts[i].record) return false;
        }
    return true;
}

constexpr bool refuses_hold(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < std::size(refuses); ++i)
        for (const std::size_t chunk : {std::size_t{1}, std::size_t{4096}}) {
            const auto seen = read<128>(refuses[i].text, 0, chunk);
            if (seen.why.code != errc::bad_json || seen.why.number != refuses[i].offset || seen.broken) return false;
        }
    return true;
}

static_assert(accepts_hold(0, 40));
static_assert(accepts_hold(40, 80));
static_assert(accepts_hold(80, 120));
static_assert(std::size(accepts) <= 120);
static_assert(refuses_hold(0, 60));
static_assert(refuses_hold(60, 120));
static_assert(refuses_hold(120, 180));
static_assert(std::size(refuses) <= 180);

// ---- the header's own example

struct count_arrays : portwright::ignore_json {
    int arrays = 0;
    constexpr bool begin_array() noexcept {
        ++arrays;
        return true;
    }
};

constexpr int arrays_in(std::string_view text) {
    count_arrays handler;
    json_reader reader;
    reader.feed(handler, text.data(), text.size());
    return reader.finish(handler) ? handler.arrays : -1;
}

static_assert(arrays_in("[[],{\"a\":[1]}]") == 3);
static_assert(arrays_in("[[],{\"a\":[1}]") == -1);

// ---- against nlohmann::json, the same record from its events

struct other_reader : nlohmann::json_sax<nlohmann::json> {
    std::string record;
    int failed = 0; // the id of nlohmann's exception

    bool put(char kind, const std::string& text) {
        record += kind;
        record += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') record += '\\';
            record += c;
        }
        record += '"';
        return true;
    }
    bool mark(char c) { return record += c, true; }

    bool null() override { return mark('0'); }
    bool boolean(bool value) override { return mark(value ? '1' : '2'); }
    bool number_integer(number_integer_t value) override { return put('n', value == 0 ? "-0" : std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return put('n', std::to_string(value)); }
    bool number_float(number_float_t, const string_t& text) override { return put('n', text); }
    bool string(string_t& text) override { return put('s', text); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return mark('{'); }
    bool end_object() override { return mark('}'); }
    bool start_array(std::size_t) override { return mark('['); }
    bool end_array() override { return mark(']'); }
    bool key(string_t& text) override { return put('k', text); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& why) override {
        failed = why.id;
        return false;
    }
};

enum class verdict { good, bad, incomparable };

// What nlohmann makes of the text. It refuses some that ours reads, on purpose: numbers past the range of double (its
// error 406), bytes from 0x80 that are not UTF-8, and lone surrogates.
verdict ask_other(std::string_view text, std::string& record) {
    other_reader other;
    (void)nlohmann::json::sax_parse(text.begin(), text.end(), &other);
    record = other.record;
    if (other.failed == 0) return verdict::good;
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return verdict::incomparable;
    const bool surrogate = text.find("\\uD") != text.npos || text.find("\\ud") != text.npos;
    return other.failed == 406 || surrogate ? verdict::incomparable : verdict::bad;
}

nlohmann::json random_value(std::mt19937& random, int depth) {
    static const std::string_view bits[] = {
        "a", "Listener", "\"", "\\", "\n",  "\x01", "/", " ", "\xC3\xA9", "\xE4\xB8\xAD", "\xF0\x9F\x98\x80",
        "0", "}",        "]",  ",",  "\x7F"};
    const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    const auto text = [&] {
        std::string made;
        for (unsigned n = below(12); n != 0; --n) made += bits[below(std::size(bits))];
        return made;
    };
    switch (below(depth > 0 ? 9 : 6)) {
    case 0: return nullptr;
    case 1: return below(2) == 0;
    case 2: return static_cast<std::int64_t>(static_cast<std::uint64_t>(random()) << 31 ^ random()) - (1LL << 62);
    case 3: return static_cast<double>(random()) / (1 + below(1000)) - 1e6;
    case 4: return below(100000);
    case 5: return text();
    case 6: {
        auto made = nlohmann::json::object();
        for (unsigned n = below(6); n != 0; --n) made[text()] = random_value(random, depth - 1);
        return made;
    }
    default: {
        auto made = nlohmann::json::array();
        for (unsigned n = below(6); n != 0; --n) made.push_back(random_value(random, depth - 1));
        return made;
    }
    }
}

} // namespace

TEST_CASE("json_reader: texts that must be read, at every split") {
    for (const accept& row : accepts) {
        const std::string_view text = row.text;
        CAPTURE(text);
        const auto check = [&](std::size_t first, std::size_t second) {
            const auto seen = read(text, first, second);
            CHECK(seen.accepted());
            CHECK(seen.fed);
            CHECK(seen.text() == row.record);
        };
        for (std::size_t chunk = 1; chunk <= text.size() + 1; ++chunk) check(0, chunk);
        for (std::size_t first = 1; first < text.size(); ++first)
            for (std::size_t second = first; second < text.size(); ++second) check(first, second);
    }
}

TEST_CASE("json_reader: texts that must be refused, at every split, at the byte that is wrong") {
    for (const refuse& row : refuses) {
        const std::string_view text = row.text;
        CAPTURE(text);
        const auto whole = read(text);
        const auto check = [&](std::size_t first, std::size_t second) {
            const auto seen = read(text, first, second);
            CHECK(seen.why.code == errc::bad_json);
            CHECK(seen.why.has_number);
            CHECK(seen.why.number == row.offset);
            CHECK(seen.fed == (row.offset == static_cast<std::int64_t>(text.size())));
            CHECK(!seen.broken);
            CHECK(seen.text() == whole.text());
        };
        for (std::size_t chunk = 1; chunk <= text.size() + 1; ++chunk) check(0, chunk);
        for (std::size_t first = 1; first < text.size(); ++first)
            for (std::size_t second = first; second < text.size(); ++second) check(first, second);
    }
}

TEST_CASE("json_reader: every text cut short is refused at its end") {
    for (const auto& [text, record] : accepts) {
        for (std::size_t size = 0; size < text.size(); ++size) {
            const std::string_view part = text.substr(0, size);
            CAPTURE(part);
            const auto seen = read(part);
            std::string expected;
            const verdict other = ask_other(part, expected);
            if (other == verdict::good) CHECK(seen.text() == expected); // a shorter number, or the white space after
            if (other != verdict::incomparable) CHECK(seen.accepted() == (other == verdict::good));
            if (seen.why.code != errc::none) {
                CHECK(seen.why.code == errc::bad_json);
                CHECK(seen.why.number == static_cast<std::int64_t>(size));
            }
        }
    }
}

TEST_CASE("json_reader: every byte of every text replaced, against nlohmann") {
    constexpr std::string_view bytes = "{}[],:\"\\ \n01-+.eEtfnruDd8/\x1F\x7Fx"sv;
    std::size_t compared = 0;
    for (const auto& [text, record] : accepts) {
        if (text.size() > 24) continue;
        for (std::size_t at = 0; at < text.size(); ++at) {
            for (const char c : bytes) {
                std::string changed{text};
                changed[at] = c;
                std::string expected;
                const verdict other = ask_other(changed, expected);
                if (other == verdict::incomparable) continue;
                CAPTURE(changed);
                const auto seen = read(changed);
                CHECK(seen.accepted() == (other == verdict::good));
                if (other == verdict::good) CHECK(seen.text() == expected);
                ++compared;
            }
        }
    }
    CHECK(compared > 10000);
}

TEST_CASE("json_reader: random documents, against nlohmann") {
    std::mt19937 random{20260101};
    auto seen = std::make_unique<reading<(1 << 17)>>();
    for (int round = 0; round < 2000; ++round) {
        const auto value = random_value(random, 6);
        const std::string text = value.dump(static_cast<int>(random() % 4) - 1, ' ', random() % 2 == 0);
        std::string expected;
        REQUIRE(ask_other(text, expected) == verdict::good);
        for (const std::size_t chunk : {text.size(), std::size_t{1}, std::size_t{1 + random() % 40}}) {
            read_into(*seen, text, 0, chunk);
            REQUIRE(seen->accepted());
            REQUIRE(seen->text() == expected);
        }
    }
}

TEST_CASE("json_reader: a document of 64 KB") {
    std::mt19937 random{65536};
    auto value = nlohmann::json::array();
    std::string text;
    while (text.size() < 65536) {
        for (int i = 0; i < 100; ++i) value.push_back(random_value(random, 4));
        text = value.dump(2);
    }
    std::string expected;
    REQUIRE(ask_other(text, expected) == verdict::good);
    auto seen = std::make_unique<reading<(1 << 19)>>();
    for (const std::size_t chunk : {1u, 7u, 64u, 1460u, 1000000u}) {
        read_into(*seen, text, 0, chunk);
        CHECK(seen->accepted());
        CHECK(seen->text() == expected);
    }
    read_into(*seen, std::string_view{text}.substr(0, text.size() - 1), 0, 512);
    CHECK(seen->why.code == errc::bad_json);
    CHECK(seen->why.number == static_cast<std::int64_t>(text.size() - 1));
}

TEST_CASE("json_reader: nesting up to the limit, and one past it") {
    for (std::uint32_t shape : {0u, 0xFFFFFFFFu, 0x55555555u, 0xAAAAAAAAu, 0x0000FFFFu, 0x80000001u, 0x13579BDFu}) {
        std::string open, close, record;
        for (unsigned level = 0; level < json_reader::max_depth; ++level) {
            const bool array = (shape >> level & 1) != 0;
            if (!open.empty() && open.back() == '{') {
                open += "\"k\":";
                record += "k\"k\"";
            }
            open += array ? '[' : '{';
            record += array ? '[' : '{';
            close.insert(close.begin(), array ? ']' : '}');
        }
        const auto whole = read(open + close);
        CHECK(whole.accepted());
        CHECK(whole.text() == record + close);
        CHECK(read(open + close, 0, 1).text() == record + close);
        // each closing bracket in turn is the wrong one
        for (std::size_t i = 0; i < close.size(); ++i) {
            std::string wrong = close;
            wrong[i] = wrong[i] == ']' ? '}' : ']';
            CHECK(read(open + wrong).why.number == static_cast<std::int64_t>(open.size() + i));
        }
        for (const std::string_view one : {"[", "{"}) {
            const std::string deeper = open + (open.back() == '{' ? "\"k\":" : "") + std::string{one};
            const auto seen = read(deeper);
            CHECK(seen.why.code == errc::too_deep);
            CHECK(seen.why.has_number);
            CHECK(seen.why.number == static_cast<std::int64_t>(deeper.size() - 1));
            CHECK(!seen.fed);
        }
    }
    // wide is not deep
    std::string wide = "[";
    for (int i = 0; i < 200; ++i) wide += "{\"a\":[]},";
    wide += "0]";
    CHECK(read<4096>(wide).accepted());
    CHECK(read(std::string(100000, '[')).why.number == json_reader::max_depth);
}

TEST_CASE("json_reader: numbers and texts of any length pass in pieces") {
    const std::string digits =
        "-" + std::string(100000, '9') + "." + std::string(100000, '0') + "e+" + std::string(100000, '1');
    auto seen = std::make_unique<reading<(1 << 19)>>();
    for (const std::size_t chunk : {1u, 1000u, 1000000u}) {
        read_into(*seen, digits, 0, chunk);
        CHECK(seen->accepted());
        CHECK(seen->text() == "n\"" + digits + "\"");
        CHECK(seen->pieces == (digits.size() + chunk - 1) / chunk);
    }
    const std::string text = "\"" + std::string(100000, 'x') + "\"";
    read_into(*seen, text, 0, 1000000);
    CHECK(seen->text() == "s" + text);
    CHECK(seen->pieces == 1);
}

TEST_CASE("json_reader: pieces are whole runs of the chunk, uncopied") {
    static constexpr std::string_view text = "{\"key\":[\"ab\\ncd\\u4e2d\\ud83d\\ude00\\ud800ef\",-12.5e3]}";
    struct : portwright::ignore_json {
        std::string pieces;
        std::size_t inside = 0;
        bool piece(const char* data, std::size_t size) {
            inside += data >= text.data() && data + size <= text.data() + text.size() ? 1 : 0;
            pieces.append(data, size).push_back('|');
            return true;
        }
        bool key_piece(const char* data, std::size_t size) noexcept { return piece(data, size); }
        bool text_piece(const char* data, std::size_t size) noexcept { return piece(data, size); }
        bool number_piece(const char* data, std::size_t size) noexcept { return piece(data, size); }
    } handler;
    json_reader reader;
    CHECK(reader.feed(handler, text.data(), text.size()));
    CHECK(handler.pieces == "key|ab|\n|cd|\xE4\xB8\xAD|\xF0\x9F\x98\x80|\xEF\xBF\xBD|ef|-12.5e3|");
    CHECK(handler.inside == 5);
    CHECK(reader.finish(handler));
}

TEST_CASE("json_reader: a handler can stop at any call") {
    constexpr std::string_view text =
        " {\"k\\n\":[\"a\\ud800b\",\"\\ud800\",1,2.5 ,null,true,false,{},[]],\"\":\"\\ud83d\\ude00\"} ";
    reading<512> whole;
    read_into(whole, text, 0, text.size());
    REQUIRE(whole.accepted());
    for (const std::size_t chunk : {text.size(), std::size_t{1}, std::size_t{5}}) {
        reading<512> all;
        read_into(all, text, 0, chunk);
        for (std::size_t stop = 0; stop < all.calls; ++stop) {
            reading<512> seen;
            read_into(seen, text, 0, chunk, stop);
            CHECK(!seen.broken);
            CHECK(seen.calls == stop + 1);
            CHECK(!seen.fed);
            CHECK(seen.why.code == errc::none);
            CHECK(whole.text().starts_with(seen.text()));
        }
    }
    // the end of a top-level number is told by finish() only
    reading<512> seen;
    read_into(seen, "12", 0, 2, 1);
    CHECK(seen.fed);
    CHECK(seen.calls == 2);
    CHECK(seen.why.code == errc::none);
    CHECK(!seen.broken);
    // once stopped, the rest is not even looked at
    recorder out{.stop_at = 0};
    json_reader reader;
    char record[4];
    out.out = record;
    out.room = sizeof record;
    CHECK(!reader.feed(out, "[", 1));
    CHECK(!reader.feed(out, "this is no JSON", 15));
    CHECK(reader.finish(out));
    CHECK(out.calls == 1);
}

TEST_CASE("json_reader: empty chunks, a finish after an error, copies") {
    portwright::ignore_json ignored;
    json_reader reader;
    CHECK(reader.feed(ignored, nullptr, 0));
    CHECK(reader.feed(ignored, "[tr", 3));
    CHECK(reader.feed(ignored, nullptr, 0));
    json_reader copy = reader;
    CHECK(reader.feed(ignored, "ue]", 3));
    CHECK(reader.finish(ignored));
    CHECK(reader.finish(ignored));
    CHECK(!reader.feed(ignored, "", 0));
    CHECK(!copy.feed(ignored, "y]", 2));
    CHECK(!copy.feed(ignored, "", 0));
    for (int i = 0; i < 2; ++i) {
        const auto why = copy.finish(ignored);
        CHECK(!why);
        CHECK(why.error().code == errc::bad_json);
        CHECK(why.error().number == 3);
    }
}
