// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The quick way through whole tokens against the slow one through single bytes: texts with damage of all kinds, cut at
// random. What comes byte by byte has no token whole but brackets and commas, so that each text, number, literal and
// key takes the slow way.

#include <portwright/response/decode.hpp>

#include <portwright/aliyun/ga.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>

#include "damage.hpp"
#include "decoded.hpp"
#include "../one_of.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace {

namespace bmlb = portwright::tencent::bmlb;
namespace clb = portwright::tencent::clb;
namespace gaap = portwright::tencent::gaap;
namespace ga = portwright::aliyun::ga;
namespace lb = portwright::tencent::lb;

constexpr std::string_view documents[] = {
    R"({"Response":{"ListenerIds":["lbl-1","lbl-2"],"RequestId":"f-1","n":[0,-1,12.5e-3,1E9,true,false,null],)"
    R"("esc":"a\/b\u00e9\ud83d\ude00 and a plain text that goes on","o":{},"a":[],"d":{"x":{"y":[[{}]]}}}})",
    "\xEF\xBB\xBF [ 1 , 2 ] ",
    R"([{"a":[1]},{"b":[2]},"text",-0,0.0,[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]])",
    "{\n \"k\" : \"v\",\r\n\t\"n\" : 10 }\n",
    "123",
    "\"a\"",
    "true"};

using test::damage;

/// Writes down what it is told, and stops the reader at a call.
struct recorder {
    std::string told;
    std::size_t calls = 0;
    std::size_t stop_at = SIZE_MAX;
    bool in_token = false;

    bool mark(char c) {
        told += c;
        return calls++ != stop_at;
    }
    bool piece(char kind, const char* data, std::size_t size) {
        if (!in_token) told += kind;
        in_token = true;
        told.append(data, size);
        return true;
    }
    bool end(char kind) {
        piece(kind, "", 0);
        in_token = false;
        return mark('\0');
    }
    bool begin_object() { return mark('{'); }
    bool end_object() { return mark('}'); }
    bool begin_array() { return mark('['); }
    bool end_array() { return mark(']'); }
    bool key_piece(const char* data, std::size_t size) { return piece('k', data, size); }
    bool end_key() { return end('k'); }
    bool text_piece(const char* data, std::size_t size) { return piece('s', data, size); }
    bool end_text() { return end('s'); }
    bool number_piece(const char* data, std::size_t size) { return piece('n', data, size); }
    bool end_number() { return end('n'); }
    bool literal(portwright::json_literal word) { return mark(static_cast<char>('0' + static_cast<int>(word))); }
};

/// The same, of a handler that wants nothing but brackets from some depth on.
struct choosy : recorder {
    unsigned depth = 0;
    unsigned wanted_depth = 0;

    portwright::json_interest interest() const noexcept {
        return depth > wanted_depth    ? portwright::json_interest::brackets
               : depth == wanted_depth ? portwright::json_interest::keys
                                       : portwright::json_interest::everything;
    }
    bool wants_keys() const { return depth <= wanted_depth; }
    bool wants_values() const { return depth < wanted_depth; }
    bool begin_object() { return ++depth, recorder::begin_object(); }
    bool end_object() { return --depth, recorder::end_object(); }
    bool begin_array() { return ++depth, recorder::begin_array(); }
    bool end_array() { return --depth, recorder::end_array(); }
    bool whole_key(const char* data, std::size_t size) { return key_piece(data, size) && end_key(); }
    bool whole_value(bool is_text, const char* data, std::size_t size) {
        return is_text ? text_piece(data, size) && end_text() : number_piece(data, size) && end_number();
    }
    bool key_piece(const char* data, std::size_t size) { return !wants_keys() || recorder::key_piece(data, size); }
    bool end_key() { return !wants_keys() || recorder::end_key(); }
    bool text_piece(const char* data, std::size_t size) { return !wants_values() || recorder::text_piece(data, size); }
    bool end_text() { return !wants_values() || recorder::end_text(); }
    bool number_piece(const char* data, std::size_t size) {
        return !wants_values() || recorder::number_piece(data, size);
    }
    bool end_number() { return !wants_values() || recorder::end_number(); }
    bool literal(portwright::json_literal word) { return !wants_values() || recorder::literal(word); }
};
static_assert(portwright::choosy_json_handler<choosy> && !portwright::choosy_json_handler<recorder>);

/// What was told, and how it ended. Pieces have up to `longest` bytes, each in memory of its own.
template <class Handler>
std::string read(std::string_view text, std::size_t longest, damage& cuts, Handler handler) {
    portwright::json_reader reader;
    while (!text.empty()) {
        const std::size_t size = std::min(longest < 2 ? longest : 1 + cuts.below(longest), text.size());
        const std::unique_ptr<char[]> copy{new char[size]};
        text.copy(copy.get(), size);
        text.remove_prefix(size);
        reader.feed(handler, copy.get(), size);
    }
    const portwright::error why = reader.finish(handler).error();
    return handler.told + '|' + std::to_string(static_cast<int>(why.code)) + ' ' + std::to_string(why.number);
}

enum class verdict { good, bad, too_large };

/// What nlohmann says of a text. It refuses numbers that no double holds, and what ours is lenient about: bytes that are
/// no UTF-8 and lone surrogates; and it ends at a zero byte.
verdict verdict_of(const std::string& text) {
    try {
        const nlohmann::json read = nlohmann::json::parse(text);
        return read.is_discarded() ? verdict::bad : verdict::good;
    } catch (const nlohmann::json::out_of_range&) {
        return verdict::too_large;
    } catch (const nlohmann::json::exception&) {
        return verdict::bad;
    }
}

TEST_CASE("json_tokens: 200,000 damaged texts are read the same byte by byte and in pieces of any size") {
    damage random(20260529);
    std::size_t accepted = 0;
    constexpr std::size_t texts = 200000 / PORTWRIGHT_ONE_OF;
    for (std::size_t i = 0; i != texts; ++i) {
        const std::string text = random.of(documents[random.below(std::size(documents))]);
        recorder all;
        if (random.below(6) == 0) all.stop_at = random.below(20);
        choosy some;
        some.stop_at = all.stop_at;
        some.wanted_depth = static_cast<unsigned>(random.below(5));
        const std::string slowly = read(text, 1, random, all);
        const std::string some_slowly = read(text, 1, random, some);
        for (const std::size_t longest : {std::size_t{6}, std::size_t{60}, text.size() + 1000}) {
            if (read(text, longest, random, all) == slowly && read(text, longest, random, some) == some_slowly)
                continue;
            CAPTURE(text);
            CHECK(longest == 1);
        }
        if (all.stop_at != SIZE_MAX || text.find('\0') != text.npos) continue;
        const bool good = slowly.ends_with("|0 0");
        accepted += good ? 1 : 0;
        const verdict theirs = verdict_of(text);
        const bool lenient =
            std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7F; }) ||
            text.find("\\ud") != text.npos;
        const bool too_deep =
            slowly.find('|' + std::to_string(static_cast<int>(portwright::errc::too_deep)) + ' ') != slowly.npos;
        const bool differs =
            (theirs == verdict::good && !good && !too_deep) || (theirs == verdict::bad && good && !lenient);
        CHECK_MESSAGE(!differs, text);
    }
    CHECK(accepted > texts * 3 / 20);
    CHECK(accepted < texts * 17 / 20);
}

/// What a decoder makes of an answer: the fields, the refusal, and how it ended.
template <class Action>
std::string decode(std::string_view body, std::size_t longest, bool choose, damage& cuts) {
    constexpr const portwright::detail::table& fields = portwright::detail::table_of<typename Action::response>;
    static constexpr std::string_view names[] = {fields.count != 0 ? fields.name(0) : std::string_view()};
    std::array<char, 3000> scratch;
    typename Action::response answer;
    portwright::api_error refusal;
    portwright::decoder<Action> reader{answer, refusal, scratch};
    if (choose && fields.count != 0) REQUIRE(reader.want(names));
    while (!body.empty()) {
        const std::size_t size = std::min(longest < 2 ? longest : 1 + cuts.below(longest), body.size());
        const std::unique_ptr<char[]> copy{new char[size]};
        body.copy(copy.get(), size);
        body.remove_prefix(size);
        reader.feed(copy.get(), size);
    }
    const auto done = reader.finish(200);
    const auto shown = [](const portwright::text& t) { return (t.has_value() ? "+" : "-") + std::string(t.view()); };
    std::string all = test::outcome(done) + ' ' + (done ? "" : std::to_string(done.error().number)) + ' ' +
                      std::to_string(static_cast<int>(refusal.kind)) + shown(refusal.code) + shown(refusal.message) +
                      shown(refusal.request_id);
    all += test::json_of(answer).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return all;
}

struct answer {
    std::string_view body;
    std::string (*decode)(std::string_view, std::size_t, bool, damage&);
};

constexpr answer answers[] = {
#define ANSWER(where, action, body) {body, &decode<action>},
#include "documented.inc"
#undef ANSWER
    {R"({"code":0,"message":"","detail":{"lb-1":{"code":0,"message":"ok","requestId":7},"lb-2":{"code":5100}}})",
     &decode<lb::DeleteLoadBalancers>}};

TEST_CASE("json_tokens: 20,000 damaged answers are decoded the same byte by byte and in pieces of any size") {
    damage random(20180601);
    for (int i = 0; i != 20000 / PORTWRIGHT_ONE_OF; ++i) {
        const answer& sample = answers[random.below(std::size(answers))];
        const std::string body = random.of(sample.body);
        const auto made_of = random.below(4) != 0 ? sample.decode : answers[random.below(std::size(answers))].decode;
        const bool choose = random.below(2) == 0;
        const std::string slowly = made_of(body, 1, choose, random);
        for (const std::size_t longest : {std::size_t{6}, std::size_t{60}, body.size() + 1000}) {
            const std::string quickly = made_of(body, longest, choose, random);
            if (quickly == slowly) continue;
            CAPTURE(body);
            CHECK(quickly == slowly);
        }
    }
}

} // namespace
