// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/decode.hpp>

#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/lb.hpp>
#include <portwright/aliyun/rpc.hpp>
#include <portwright/tencent/api_v2.hpp>
#include <portwright/tencent/api_v3.hpp>

#include "decoded.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace {

namespace clb = portwright::tencent::clb;
namespace lb = portwright::tencent::lb;
using namespace std::string_literals;
using portwright::errc;
using portwright::integer;
using portwright::keyed;
using portwright::sequence;
using portwright::text;
using portwright::truth_value;
using test::decoded;
using test::json;

// One of everything that an answer can have.
struct Port {
    integer From = {};
    integer To = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(From), PORTWRIGHT_FIELD(To));
    }
};

struct Bound {
    text key = {};
    text name = {};
    sequence<Port> ports = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(name), PORTWRIGHT_FIELD(ports));
    }
};

struct Named {
    text key = {};
    text value = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(value, named("")));
    }
};

struct Everything {
    text Text = {};
    integer Number = {};
    truth_value Truth = {};
    sequence<text> Texts = {};
    sequence<integer> Numbers = {};
    Port One = {};
    sequence<Port> Ports = {};
    keyed<Bound> Map = {};
    keyed<Named> Names = {};
    text certCaId = {};
    text cert = {};
    integer vpcId = {};
    text RequestId = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Text), PORTWRIGHT_FIELD(Number), PORTWRIGHT_FIELD(Truth),
                      PORTWRIGHT_FIELD(Texts), PORTWRIGHT_FIELD(Numbers), PORTWRIGHT_FIELD(One),
                      PORTWRIGHT_FIELD(Ports), PORTWRIGHT_FIELD(Map), PORTWRIGHT_FIELD(Names),
                      PORTWRIGHT_FIELD(certCaId, alias("certCald")), PORTWRIGHT_FIELD(cert),
                      PORTWRIGHT_FIELD(vpcId, alias("vpclId")), PORTWRIGHT_FIELD(RequestId));
    }
};

constexpr portwright::service_of<portwright::tencent::api_v3> v3{{"a.b", "/", "1", true}};
constexpr portwright::service_of<portwright::tencent::api_v2> v2{{"a.b", "/", "", true}};
constexpr portwright::service_of<portwright::aliyun::rpc> aliyun{{"a.b", "/", "1", true}};

template <const auto& Of>
struct Ask {
    static constexpr portwright::operation_of call{"Ask", &Of};
    using response = Everything;
    template <class self>
    static consteval auto schema() {
        return portwright::schema::fields();
    }
};

using Flat = Ask<aliyun>; // the simplest envelope

json read(std::string_view body) {
    const decoded<Flat> got(body);
    CHECK(got.outcome() == "ok");
    return got.json();
}
std::string outcome(std::string_view body) { return decoded<Flat>(body).outcome(); }

TEST_CASE("decode: numbers and truth values in every spelling") { // contradictions 0.2, 1.17, 1.18, 5.11
    CHECK(read(R"({"Number":5})") == json{{"Number", 5}});
    CHECK(read(R"({"Number":"5"})") == json{{"Number", 5}});
    CHECK(read(R"({"Number":"-12013"})") == json{{"Number", -12013}});
    CHECK(read(R"({"Number":"0005"})") == json{{"Number", 5}});
    CHECK(read(R"({"Number":5.0})") == json{{"Number", 5}});
    CHECK(read(R"({"Number":true})") == json{{"Number", 1}});
    CHECK(read(R"({"Number":-0})") == json{{"Number", 0}});
    CHECK(read(R"({"Number":2305843009213693951})") == json{{"Number", (std::int64_t{1} << 61) - 1}});
    CHECK(read(R"({"Number":-2305843009213693952})") == json{{"Number", -(std::int64_t{1} << 61)}});
    CHECK(read(R"({"Truth":true})") == json{{"Truth", true}});
    CHECK(read(R"({"Truth":false})") == json{{"Truth", false}});
    CHECK(read(R"({"Truth":"true"})") == json{{"Truth", true}});
    CHECK(read(R"({"Truth":"False"})") == json{{"Truth", false}});
    CHECK(read(R"({"Truth":1})") == json{{"Truth", true}});
    CHECK(read(R"({"Truth":"0"})") == json{{"Truth", false}});
    CHECK(read(R"({"Text":17})") == json{{"Text", "17"}});
    CHECK(read(R"({"Text":-1.50e+3})") == json{{"Text", "-1.50e+3"}});
    CHECK(read(R"({"Text":true})") == json{{"Text", "true"}});
    CHECK(read(R"({"Text":false})") == json{{"Text", "false"}});
    CHECK(read(R"({"Texts":[0.25,1,"x",null]})") == json{{"Texts", {"0.25", "1", "x", nullptr}}});
    CHECK(read(R"({"Numbers":["1",2,"-",null]})") == json{{"Numbers", {1, 2, nullptr, nullptr}}});
}

TEST_CASE("decode: what is no number of ours") {
    for (const std::string_view bad :
         {R"("5 ")", R"("a")", R"("--5")", R"("+5")", "5.5", "1e3", R"("5.")", R"(".5")", R"("tru")", R"("truee")",
          "2305843009213693952", "-2305843009213693953", "99999999999999999999", "123456789012345678901234567890", "{}",
          R"({"a":[1]})", "[1,2]", "[[1]]"}) {
        CAPTURE(bad);
        const decoded<Flat> got("{\"Number\":" + std::string(bad) + R"(,"Text":"t","RequestId":"r"})");
        if (bad == R"("5.")") {
            CHECK(got.answer.Number == 5);
            continue;
        }
        CHECK(got.outcome() == "wrong_type Number");
        CHECK(got.answer.Text == "t"); // the others are as they should be
        CHECK(got.answer.RequestId == "r");
        if (bad != "[1,2]") CHECK(!got.answer.Number.has_value());
    }
    CHECK(outcome(R"({"Truth":2})") == "wrong_type Truth");
    CHECK(outcome(R"({"Truth":"yes"})") == "wrong_type Truth");
    CHECK(outcome(R"({"Text":{}})") == "wrong_type Text");
    CHECK(outcome(R"({"One":5})") == "wrong_type One");
    CHECK(outcome(R"({"One":[{"From":1},{"From":2}]})") == "wrong_type One");
    CHECK(outcome(R"({"One":{"To":{}}})") == "wrong_type One.To");
    CHECK(outcome(R"({"Ports":5})") == "wrong_type Ports");
    CHECK(outcome(R"({"Ports":[{"From":1},{"From":"x"}]})") == "wrong_type Ports.1.From");
    CHECK(outcome(R"({"Ports":[{"From":1},7]})") == "wrong_type Ports.1");
    CHECK(outcome(R"({"Ports":[[{"From":1}]]})") == "wrong_type Ports.0");
    CHECK(outcome(R"({"Numbers":[1,"x"]})") == "wrong_type Numbers.1");
    CHECK(outcome(R"({"Numbers":[1,{"a":1}]})") == "wrong_type Numbers.1");
    CHECK(outcome(R"({"Map":{"id":{"ports":[{"From":{}}]}}})") == "wrong_type Map.0.ports.0.From");
}

TEST_CASE("decode: absent") { // contradictions 0.2, 7.31
    CHECK(read("{}") == json::object());
    for (const std::string_view nothing : {"null", R"("-")"}) {
        CAPTURE(nothing);
        std::string body = "{";
        for (const char* name : {"Text", "Number", "Truth", "Texts", "Numbers", "One", "Ports", "Map", "Names"})
            body += "\"" + std::string(name) + "\":" + std::string(nothing) + ",";
        CHECK(read(body + R"("RequestId":"r"})") == json{{"RequestId", "r"}});
    }
    // An empty text is a text, and nothing else.
    CHECK(read(R"({"Text":"","Number":"","Truth":"","Texts":"","Numbers":"","One":"","Ports":"","Map":""})") ==
          json{{"Text", ""}});
    CHECK(read(R"({"Texts":[],"Ports":[],"Map":{}})") ==
          json{{"Texts", json::array()}, {"Ports", json::array()}, {"Map", json::object()}});
    CHECK(read(R"({"Texts":[""]})") == json{{"Texts", {""}}});
    CHECK(read(R"({"One":[],"Number":[]})") == json::object());
}

TEST_CASE("decode: objects and arrays in each other's place") { // contradictions 0.2, 1.19, 5.10, 7.24, 7.27, 7.46
    const json two = {{"Ports", {{{"From", 1}, {"To", 2}}, {{"From", 3}, {"To", 4}}}}};
    CHECK(read(R"({"Ports":[{"From":1,"To":2},{"From":3,"To":4}]})") == two);
    CHECK(read(R"({"Ports":{"PortsItem":[{"From":1,"To":2},{"From":3,"To":4}]}})") == two); // 5.10
    CHECK(read(R"({"Ports":{"id-1":{"From":1,"To":2},"id-2":{"From":3,"To":4}}})") == two);
    CHECK(read(R"({"Ports":{"id-1":[{"From":1,"To":2}],"id-2":[{"From":3,"To":4}]}})") == two);
    CHECK(read(R"({"Ports":{"PortsItem":[]}})") == json{{"Ports", json::array()}});
    const json one = {{"Ports", {{{"From", 1}, {"To", 2}}}}};
    CHECK(read(R"({"Ports":{"From":1,"To":2}})") == one);
    CHECK(read(R"({"Ports":{"Unknown":7,"From":1,"Other":null,"To":2}})") == one);
    CHECK(outcome(R"({"Ports":{"Unknown":{"From":9},"From":1}})") == "wrong_type Ports"); // neither list nor element

    CHECK(read(R"({"Texts":"a"})") == json{{"Texts", {"a"}}});
    CHECK(read(R"({"Texts":{"Item":["a","b"]}})") == json{{"Texts", {"a", "b"}}});
    CHECK(read(R"({"Texts":{"0":"a","1":"b"}})") == json{{"Texts", {"a", "b"}}});
    CHECK(read(R"({"Numbers":5})") == json{{"Numbers", {5}}});
    CHECK(read(R"({"Number":[5]})") == json{{"Number", 5}});

    const json port = {{"One", {{"From", 1}}}};
    CHECK(read(R"({"One":{"From":1}})") == port);
    CHECK(read(R"({"One":[{"From":1}]})") == port); // 7.27

    const json map = {{"Map", {{"id-1", {{{"name", "a"}}}}, {"id-2", {{{"name", "b"}}, {{"name", "c"}}}}}}};
    CHECK(read(R"({"Map":{"id-1":{"name":"a"},"id-2":[{"name":"b"},{"name":"c"}]}})") == map); // 7.24
    CHECK(read(R"({"Map":[{"name":"a"},{"name":"b"}]})") == json{{"Map", {{"", {{{"name", "a"}}, {{"name", "b"}}}}}}});
    CHECK(read(R"({"Names":{"deal":["lb-1","lb-2"],"other":"lb-3"}})") ==
          json{{"Names", {{"deal", {"lb-1", "lb-2"}}, {"other", {"lb-3"}}}}}); // 7.46
    CHECK(read(R"({"Names":["lb-1"]})") == json{{"Names", {{"", {"lb-1"}}}}});
}

TEST_CASE("decode: other names") { // contradiction 1.24
    CHECK(read(R"({"certCald":"x","vpclId":"7"})") == json{{"certCaId", "x"}, {"vpcId", 7}});
    CHECK(read(R"({"certCaId":"x"})") == json{{"certCaId", "x"}});
    CHECK(read(R"({"certCaId":"x","certCald":"y"})") == json{{"certCaId", "x"}});
    CHECK(read(R"({"certCald":"y","certCaId":"x"})") == json{{"certCaId", "x"}});
    CHECK(read(R"({"certCa":"y","certC":"x","cert":"z","certCalds":"a","":"b"})") == json{{"cert", "z"}});
    CHECK(outcome(R"({"vpclId":"x"})") == "wrong_type vpcId"); // under its proper name
    static_assert(portwright::detail::field_count<Everything> + 2 == portwright::detail::row_count<Everything>);
}

TEST_CASE("decode: unknown fields of any depth") {
    std::string deep;
    for (int i = 0; i != 15; ++i) deep += R"({"Text":[)";
    deep += "1";
    for (int i = 0; i != 15; ++i) deep += "]}";
    CHECK(read("{\"x\":" + deep +
               R"(,"Number":7,"Unknown":{"Number":8,"Ports":[{"From":1}]},"Ports":[{"x":[[{"From":2}]],"To":3}]})") ==
          json{{"Number", 7}, {"Ports", {{{"To", 3}}}}});
    CHECK(read(R"({"Te":1,"Text2":"a","text":"b","Tex":"c"})") == json::object());
    std::string long_name(100000, 'T');
    CHECK(read("{\"" + long_name + R"(":1,"Text":"a"})") == json{{"Text", "a"}});
}

TEST_CASE("decode: text") {
    CHECK(read(R"({"Text":"a\u00e4\ud83d\ude00\n\"b\\ \u0000 -"})")["Text"] == "aä😀\n\"b\\ \0 -"s);
    CHECK(read(R"({"Text":"--","Texts":["-"]})") == json{{"Text", "--"}, {"Texts", {nullptr}}});
    CHECK(read(R"({"Text":" a ","RequestId":"4E45 \t\n"})") == json{{"Text", " a "}, {"RequestId", "4E45"}}); // 5.16
    CHECK(read(R"({"Text":"a","Text":"b","Texts":["a"],"Texts":["b","c"]})") ==
          json{{"Text", "b"}, {"Texts", {"b", "c"}}});
}

TEST_CASE("decode: what is no answer") {
    CHECK(outcome("") == "bad_json");
    CHECK(outcome("<html><body>502 Bad Gateway</body></html>") == "bad_json");
    CHECK(outcome(R"({"Text":"a")") == "bad_json");
    CHECK(outcome(R"({"Text":"a"}})") == "bad_json");
    CHECK(outcome("[]") == "wrong_type");
    CHECK(outcome(R"([{"Text":"a"}])") == "wrong_type");
    CHECK(outcome("5") == "wrong_type");
    CHECK(outcome("null") == "wrong_type");
    CHECK(decoded<Ask<v3>>("{}").outcome() == "wrong_type");
    CHECK(decoded<Ask<v3>>(R"({"Text":"a","RequestId":"r"})").outcome() == "wrong_type");
    CHECK(decoded<Ask<v3>>(R"({"Response":null})").outcome() == "wrong_type");
    CHECK(decoded<Ask<v3>>(R"({"Response":7})").outcome() == "wrong_type Response");
    CHECK(decoded<Ask<v3>>(R"({"Response":{"RequestId":"r"},"Text":"a"})").json() == json{{"RequestId", "r"}});
    CHECK(decoded<Ask<v2>>("{}").outcome() == "wrong_type"); // contradiction 9.2: a 200 proves nothing
    CHECK(decoded<Ask<v2>>(R"({"message":"hello"})").outcome() == "wrong_type");
    std::string deep(40, '[');
    const decoded<Flat> too_deep("{\"x\":" + deep);
    CHECK(too_deep.outcome() == "too_deep");
    CHECK(too_deep.done.error().number == 5 + 31);
    CHECK(outcome(R"({"Number":{},"Text":"a")") == "bad_json");
    const decoded<Flat> cut(R"({"Text":"abc)");
    CHECK(cut.outcome() == "bad_json");
    CHECK(cut.done.error().number == 12);
}

constexpr std::string_view whole_answer =
    R"({"Response":{"Text":"text","Number":5,"Texts":["a","bc"],"Numbers":[1,2],"One":{"From":1},"Ports":[{"From":1},{"To":2}],)"
    R"("Map":{"id-1":[{"name":"n","ports":[{"From":7}]}],"id-2":{"name":"m"}},"Names":{"deal":["lb-1"]},)"
    R"("RequestId":"1234567890123456"}})";

TEST_CASE("decode: every size of the scratch") {
    const json answer = json::parse(whole_answer)["Response"];
    const json expected = test::expected(portwright::detail::table_of<Everything>, answer);
    const auto sweep = [&](std::string_view body) {
        bool fitted[] = {false, false};
        std::size_t last = 0;
        for (std::size_t size = 0; size != 1024; ++size) {
            for (const std::size_t shift : {std::size_t{0}, std::size_t{3}}) {
                const decoded<Ask<v3>> got(body, {.scratch = size, .piece = size % 7 + 1, .shift = shift});
                if (got.done) {
                    fitted[shift != 0] = true;
                    CHECK(got.json() == expected);
                } else {
                    CHECK(!fitted[shift != 0]); // never again once it fitted
                    if (shift == 0) last = size;
                    CHECK(got.outcome().starts_with("scratch_full "));
                    CHECK(got.done.error().where.depth != 0);
                    const json rest = got.json();
                    if (size >= 16) {
                        CHECK(rest == json{{"RequestId", "1234567890123456"}}); // all or nothing, but that
                        CHECK(got.refusal.request_id == "1234567890123456");
                    } else {
                        CHECK((rest.empty() || rest.size() == 1));
                    }
                }
            }
        }
        CHECK((fitted[0] && fitted[1]));
        return last;
    };
    const std::size_t size = sweep(whole_answer);
    CHECK(sweep(test::reversed(test::ordered_json::parse(whole_answer)).dump()) == size); // no order costs more
}

TEST_CASE("decode: an answer that does not fit says which field") {
    const auto why = [](std::string_view body, std::size_t scratch) {
        return decoded<Ask<aliyun>>(body, {.scratch = scratch}).outcome();
    };
    CHECK(why(R"({"Text":"abcdefgh"})", 8) == "ok");
    CHECK(why(R"({"Text":"abcdefghi"})", 8) == "scratch_full Text");
    CHECK(why(R"({"Texts":["a"]})", 8) == "scratch_full Texts.0");
    CHECK(why(R"({"Texts":["a","b"]})", 40) == (sizeof(void*) == 8 ? "scratch_full Texts.1" : "ok"));
    CHECK(why(R"({"Texts":["abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"]})", 48) == "scratch_full Texts.0");
    CHECK(why(R"({"Texts":"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"})", 48) == "scratch_full Texts");
    CHECK(why(R"({"Map":{"long-identification":{}}})", 8) == "scratch_full Map.0");
    CHECK(why(R"({"Map":{"a":{"ports":[{"From":1}]}}})", 64) ==
          (sizeof(void*) == 8 ? "scratch_full Map.0.ports.0" : "ok"));
    CHECK(why(R"({"RequestId":"12345678901"})", 8) == "scratch_full RequestId");
    CHECK(why(R"({"Number":7,"One":{"From":1,"To":2},"Truth":true})", 0) == "ok"); // numbers take none
    const decoded<Flat> none(R"({"Text":""})", {.scratch = 0});
    CHECK(none.done);
    CHECK(none.answer.Text.has_value());
}

TEST_CASE("decode: wanted fields") {
    const auto want = [](std::initializer_list<std::string_view> names) {
        const decoded<Ask<v3>> got(whole_answer, {.wanted = {names.begin(), names.size()}});
        CHECK(got.outcome() == "ok");
        json answer = got.json();
        CHECK(answer["RequestId"] == "1234567890123456"); // always
        answer.erase("RequestId");
        return answer;
    };
    CHECK(want({"RequestId"}) == json::object());
    CHECK(want({"Text"}) == json{{"Text", "text"}});
    CHECK(want({"Texts.n"}) == json{{"Texts", {"a", "bc"}}});
    CHECK(want({"Texts"}) == json{{"Texts", {"a", "bc"}}});
    CHECK(want({"Ports.n.From"}) == json{{"Ports", {{{"From", 1}}, json::object()}}});
    CHECK(want({"Map.{id}.n.ports.n.From"}) ==
          json{{"Map", {{"id-1", {{{"ports", {{{"From", 7}}}}}}}, {"id-2", {json::object()}}}}});
    CHECK(want({"Map.n.name", "Number"}) ==
          json{{"Map", {{"id-1", {{{"name", "n"}}}}, {"id-2", {{{"name", "m"}}}}}}, {"Number", 5}});
    CHECK(want({"One", "Names.{dealId}.n"}) == json{{"One", {{"From", 1}}}, {"Names", {{"deal", {"lb-1"}}}}});
    CHECK(want({"Response.One.From"}) == json{{"One", {{"From", 1}}}}); // as the catalogue spells it

    for (const std::string_view wrong :
         {"Txt", "Tex", "Text.n.x", "One.n.Through", "Ports.n.", "", "Text2", "Map.name.x", "cert.", "Ports.x"}) {
        CAPTURE(wrong);
        const decoded<Ask<v3>> got(whole_answer, {.wanted = {&wrong, 1}});
        CHECK(got.outcome() == "bad_name");
        CHECK(got.done.error().text == wrong.data());
        CHECK(got.done.error().length == wrong.size());
    }
}

TEST_CASE("decode: 64 KB within 512 bytes") {
    std::string body = R"({"code":0,"message":"","codeDesc":"Success","listenerSet":[)";
    for (int listener = 0; body.size() < 65000; ++listener) {
        body += listener == 0 ? "" : ",";
        body += R"({"loadBalancerPort":)" + std::to_string(80 + listener) +
                R"(,"protocol":1,"protocolType":"http","listenerId":"lbl-2000000)" + std::to_string(listener) +
                R"(","rules":[)";
        for (int rule = 0; rule != 110; ++rule)
            body +=
                std::string(rule == 0 ? "" : ",") + R"({"locationId":"loc-mpou)" + std::to_string(rule) +
                R"(","domain":"www.tencent.com","url":"/good","httpHash":"wrr","sessionExpire":982,"healthSwitch":0,)"
                R"("timeOut":2,"intervalTime":35,"healthNum":3,"unhealthNum":3,"httpCode":31,"httpCheckPath":"/"})";
        body += "]}";
    }
    body += "]}";
    CHECK(body.size() > 64 * 1024);
    const std::string_view wanted[] = {"listenerSet.n.listenerId", "listenerSet.n.loadBalancerPort"};
    const decoded<lb::DescribeForwardLBListeners> got(body, {.scratch = 512, .wanted = wanted});
    REQUIRE(got.outcome() == "ok");
    REQUIRE(got.answer.listenerSet.size() == 3);
    CHECK(got.answer.listenerSet[2].listenerId == "lbl-20000002");
    CHECK(got.answer.listenerSet[2].loadBalancerPort == 82);
    CHECK(!got.answer.listenerSet[2].protocolType.has_value());
    CHECK(!got.answer.listenerSet[2].rules.has_value());

    const decoded<lb::DescribeForwardLBListeners> all(body, {.scratch = 512});
    // How far it gets depends on the size of a pointer, and on where the scratch lies.
    CHECK(all.outcome().starts_with("scratch_full listenerSet.0.rules."));
    CHECK(!all.answer.listenerSet.has_value());
}

// A caller's own structure in place of the documented one.
struct Ports {
    struct Listener {
        integer loadBalancerPort = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(loadBalancerPort));
        }
    };

    sequence<Listener> listenerSet = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(listenerSet));
    }
};

TEST_CASE("decode: 20 listeners of 64 KB within 512 bytes, by a structure of one's own") {
    std::string body = R"({"code":0,"message":"","codeDesc":"Success","listenerSet":[)";
    for (int listener = 0; listener != 20; ++listener)
        body += std::string(listener == 0 ? "" : ",") + R"({"rules":[{"url":")" + std::string(3300, '/') +
                R"("}],"loadBalancerPort":)" + std::to_string(80 + listener) + "}";
    body += "]}";
    CHECK(body.size() > 64 * 1024);
    const decoded<lb::DescribeForwardLBListeners, Ports> got(body, {.scratch = 512});
    REQUIRE(got.outcome() == "ok");
    REQUIRE(got.answer.listenerSet.size() == 20);
    std::int64_t port = 80;
    for (const auto& listener : got.answer.listenerSet) CHECK(listener.loadBalancerPort == port++);
}

// What an answer must have.
struct Needy {
    struct Task {
        integer status = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(status, required));
        }
    };
    struct Made {
        text id = {};
        Task task = {};
        text note = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(id, required), PORTWRIGHT_FIELD(task), PORTWRIGHT_FIELD(note));
        }
    };

    sequence<text> Ids = {};
    sequence<Made> All = {};
    Task data = {};
    text name = {};
    integer vpcId = {};
    truth_value yes = {};
    sequence<integer> points = {};
    text RequestId = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Ids, not_empty), PORTWRIGHT_FIELD(All), PORTWRIGHT_FIELD(data, required),
                      PORTWRIGHT_FIELD(name, required), PORTWRIGHT_FIELD(vpcId, alias("vpclId"), required),
                      PORTWRIGHT_FIELD(yes, required), PORTWRIGHT_FIELD(points, required),
                      PORTWRIGHT_FIELD(RequestId, not_empty));
    }
};

TEST_CASE("decode: a field that the answer must have") {
    const json good = {{"Ids", {"a"}}, {"data", {{"status", 0}}}, {"name", ""},      {"vpcId", 0},
                       {"yes", false}, {"points", json::array()}, {"RequestId", "r"}};
    const auto with = [&](const std::string& name, const json& value) {
        json changed = good;
        changed[name] = value;
        const decoded<Ask<v3>, Needy> got(json{{"Response", changed}}.dump());
        if (name != "RequestId") CHECK(got.answer.RequestId == "r"); // of every error
        if (name != "RequestId") CHECK(got.refusal.request_id == "r");
        if (name != "name") CHECK(got.answer.name.has_value()); // the others are as they should be
        return got.outcome();
    };
    CHECK(with("other", 1) == "ok"); // false, 0, "" and [] are values
    for (const auto& [name, value] : good.items()) {
        CHECK(with(name, nullptr) == "missing_field " + name);
        json without = good;
        without.erase(name);
        CHECK(decoded<Ask<v3>, Needy>(json{{"Response", without}}.dump()).outcome() == "missing_field " + name);
        CHECK(decoded<Ask<aliyun>, Needy>(without.dump()).outcome() == "missing_field " + name);
    }
    CHECK(with("Ids", json::array()) == "missing_field Ids");
    CHECK(with("Ids", json::array({nullptr})) == "missing_field Ids.0");
    CHECK(with("Ids", {"a", "", "b"}) == "missing_field Ids.1");
    CHECK(with("Ids", "a") == "ok");
    CHECK(with("Ids", "-") == "missing_field Ids");
    CHECK(with("RequestId", "") == "missing_field RequestId");
    CHECK(with("data", json::object()) == "missing_field data.status");
    CHECK(with("data", {{"status", nullptr}}) == "missing_field data.status");
    CHECK(with("data", json::array()) == "missing_field data");
    // In what need not be there, only where it is.
    CHECK(with("All", json::array()) == "ok");
    CHECK(with("All", {{{"id", "a"}}}) == "ok");
    CHECK(with("All", {{{"id", "a"}}, {{"note", "b"}}}) == "missing_field All.1.id");
    CHECK(with("All", json::array({nullptr})) == "missing_field All.0.id");
    CHECK(with("All", json::array({{{"id", "a"}}, json::object()})) == "missing_field All.1.id");
    CHECK(with("All", {{{"id", "a"}, {"task", json::object()}}}) == "missing_field All.0.task.status");
    CHECK(with("All", {{{"id", "a"}, {"task", nullptr}}}) == "ok");
    CHECK(with("All", {{"id", "a"}}) == "ok"); // an object for an array of one
    CHECK(with("All", {{"note", "a"}}) == "missing_field All.0.id");

    // Another name will do.
    json renamed = good;
    renamed.erase("vpcId");
    renamed["vpclId"] = "7";
    CHECK(decoded<Ask<v3>, Needy>(json{{"Response", renamed}}.dump()).outcome() == "ok");

    // Anything else that is wrong comes first, wherever it is.
    CHECK(with("data", {{"status", "x"}}) == "wrong_type data.status");
    json both = good;
    both["All"] = {{{"note", "b"}}};
    both["yes"] = "perhaps";
    CHECK(decoded<Ask<aliyun>, Needy>(both.dump()).outcome() == "wrong_type yes");
    CHECK(decoded<Ask<aliyun>, Needy>(both.dump().substr(0, 60)).outcome() == "bad_json");
    CHECK(decoded<Ask<aliyun>, Needy>(both.dump(), {.status = 404}).outcome() == "refused");
    both["yes"] = true;
    both["name"] = std::string(200, 'x');
    const decoded<Ask<aliyun>, Needy> full(both.dump(), {.scratch = 150});
    CHECK(full.outcome() == "scratch_full name");
    CHECK(!full.answer.All.has_value());
    CHECK(decoded<Ask<v3>, Needy>(R"({"Response":{"Error":{"Code":"C","Message":"m"},"RequestId":"r"}})").outcome() ==
          "refused");

    // Of wanted fields.
    for (const std::pair<std::string_view, std::string_view>& one :
         {std::pair<std::string_view, std::string_view>{"name", "ok"},
          {"All.n.id", "missing_field All.0.id"},
          {"All", "missing_field All.0.id"},
          {"All.n.note", "ok"},
          {"data.status", "ok"}}) {
        CAPTURE(one.first);
        json half = good;
        half.erase("Ids");
        half["All"] = {{{"note", "b"}}};
        CHECK(decoded<Ask<aliyun>, Needy>(half.dump(), {.wanted = {&one.first, 1}}).outcome() == one.second);
    }
    const std::string_view wanted = "data.status";
    CHECK(decoded<Ask<aliyun>, Needy>(R"({"data":{}})", {.wanted = {&wanted, 1}}).outcome() ==
          "missing_field data.status");
    CHECK(decoded<Ask<aliyun>, Needy>("{}", {.wanted = {&wanted, 1}}).outcome() == "missing_field data");
}

// The line of the README: a successful answer's first ID.
TEST_CASE("decode: reading past the end of a list") {
    for (const std::string_view body :
         {R"({"Response":{"RequestId":"r"}})", R"({"Response":{"ListenerIds":[],"RequestId":"r"}})",
          R"({"Response":{"ListenerIds":null,"RequestId":"r"}})",
          R"({"Response":{"ListenerIds":{},"RequestId":"r"}})"}) {
        const decoded<clb::CreateListener> got(body);
        CHECK(got.outcome() == "missing_field ListenerIds");
        CHECK(got.refusal.request_id == "r");
        CHECK(!got.answer.ListenerIds[0].has_value());
        CHECK(got.answer.ListenerIds[0] == "");
    }
    char line[64];
    const decoded<clb::CreateListener> got(R"({"Response":{"RequestId":"r"}})");
    CHECK(message(got.done.error(), line) == "ListenerIds: required, and missing from the answer");
}

TEST_CASE("decode: hostile answers") {
    const std::string huge(10 * 1024 * 1024, 'x');
    CHECK(read("{\"Unknown\":\"" + huge + R"(","Number":1})") == json{{"Number", 1}});
    CHECK(read("{\"Unknown\":1" + std::string(1000000, '0') + R"(,"Number":1})") == json{{"Number", 1}});
    CHECK(outcome("{\"Text\":\"" + huge + "\"}") == "scratch_full Text");
    CHECK(outcome("{\"Number\":1" + std::string(1000000, '0') + "}") == "wrong_type Number");
    CHECK(outcome("{\"Number\":\"" + huge + "\"}") == "wrong_type Number");
    CHECK(outcome("{\"RequestId\":\"" + huge + "\"}") == "scratch_full RequestId");
    CHECK(outcome("{\"Map\":{\"" + huge + "\":{}}}") == "scratch_full Map.0");
    std::string many = "{\"Texts\":[";
    for (int i = 0; i != 100000; ++i) many += "[],";
    CHECK(outcome(many + "1]}") == "wrong_type Texts.0");
    const decoded<Ask<v3>> after(R"({"Response":{"Text":")" + huge + R"(","RequestId":"8f272cef"}})", {.scratch = 64});
    CHECK(after.outcome() == "scratch_full Text");
    CHECK(after.answer.RequestId == "8f272cef");
    const decoded<Ask<v3>> before(
        R"({"Response":{"RequestId":"8f272cef","Ports":[{"From":1}],"Texts":[")" + huge + R"("]}})", {.scratch = 256});
    CHECK(before.outcome() == "scratch_full Texts.0");
    CHECK(before.answer.RequestId == "8f272cef");
    CHECK(!before.answer.Ports.has_value());
}

} // namespace
