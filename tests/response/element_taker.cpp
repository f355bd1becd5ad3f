// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/compared.hpp>
#include <portwright/response/element_taker.hpp>

#include "decoded.hpp"

#include <portwright/tencent/api_v3.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::string_literals;
using portwright::integer;
using portwright::sequence;
using portwright::text;
using portwright::detail::table;
using portwright::detail::table_of;

struct Rule {
    text Url = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Url));
    }
};

struct Health {
    integer Port = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Port));
    }
};

struct Element {
    text Id = {};
    integer Port = {};
    text Note = {};
    Health Check = {};
    sequence<text> Names = {};
    sequence<Rule> Rules = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Id), PORTWRIGHT_FIELD(Port), PORTWRIGHT_FIELD(Note), PORTWRIGHT_FIELD(Check),
                      PORTWRIGHT_FIELD(Names), PORTWRIGHT_FIELD(Rules));
    }
};

struct Answer {
    integer TotalCount = {};
    sequence<Element> Items = {};
    sequence<Rule> Others = {};
    text RequestId = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(TotalCount), PORTWRIGHT_FIELD(Items), PORTWRIGHT_FIELD(Others),
                      PORTWRIGHT_FIELD(RequestId));
    }
};

/// What an answer's elements were, as they were taken, and what remains of them.
struct taken {
    Answer answer;
    portwright::api_error refusal;
    std::vector<test::json> elements;
    std::vector<const Element*> kept;
    std::size_t restarts = 0;
    std::string outcome;
    std::unique_ptr<test::guarded> scratch; ///< where the answer's texts lie

    std::set<std::string_view> wanted = {"Id", "Port", "Check", "Names", "Rules"};
    std::function<bool(const Element&)> keeps = [](const Element&) { return false; };
};

class reader : portwright::detail::decoding {
public:
    reader(taken& to, std::span<char> scratch)
        : decoding(portwright::tencent::api_v3::answers, table_of<Answer>, &to.answer, to.refusal, scratch.data(),
                   scratch.size()) {
        who_.context = &to;
        who_.list = portwright::detail::find_row_number(table_of<Answer>, "Items");
        who_.wants = [](const void* context, std::string_view name) noexcept {
            return static_cast<const taken*>(context)->wanted.count(name) != 0;
        };
        who_.take = [](void* context, const table& of, const unsigned char* at) noexcept {
            taken& all = *static_cast<taken*>(context);
            const auto& element = *reinterpret_cast<const Element*>(at);
            all.elements.push_back(test::json_of(of, at));
            const bool keep = all.keeps(element);
            if (keep) all.kept.push_back(&element);
            return keep;
        };
        who_.restart = [](void* context) noexcept {
            taken& all = *static_cast<taken*>(context);
            ++all.restarts;
            all.elements.clear();
            all.kept.clear();
        };
        take_elements(who_);
    }

    void read(std::string_view body, std::size_t piece) {
        for (std::size_t i = 0; i < body.size(); i += piece) {
            const std::string copy(body.substr(i, piece));
            feed(copy.data(), copy.size());
        }
    }
    std::string finish() {
        const auto& why = end(200);
        return test::outcome(why.code == portwright::errc::none ? portwright::result<void>()
                                                                : portwright::result<void>(why));
    }

private:
    portwright::detail::element_taker who_;
};

void read(taken& to, const std::string& body, const test::how& with = {}) {
    to.scratch = std::make_unique<test::guarded>(with);
    reader from(to, to.scratch->inside());
    from.read(body, with.piece);
    to.outcome = from.finish();
    CHECK(to.scratch->intact());
}

std::string around(const std::string& items) {
    return R"({"Response":{"TotalCount":7,"Items":[)" + items +
           R"(],"Others":[{"Url":"/a"},{"Url":"/b"}],"RequestId":"r-1"}})";
}

std::string item(int i) {
    const std::string n = std::to_string(i % 10); // all are of one size
    return R"({"Id":"i-)" + n + R"(","Port":)" + std::to_string(i) + R"(,"Note":"not wanted, and longer than all",)" +
           R"("Check":{"Port":)" + n + R"(},"Names":["x)" + n + R"(","y"],"Rules":[{"Url":"/)" + n +
           R"("},{"Url":"/z"}]})";
}

/// What should come of that.
test::json item_json(int i) {
    test::json made = test::json::parse(item(i));
    made.erase("Note");
    return made;
}

std::string items(int count) {
    std::string all;
    for (int i = 0; i != count; ++i) all += (i != 0 ? "," : "") + item(i);
    return all;
}

/// The smallest scratch that is enough.
std::size_t room_for(const std::string& body) {
    for (std::size_t scratch = 0; scratch != 4096; ++scratch) {
        taken got;
        read(got, body, {.scratch = scratch});
        if (got.outcome == "ok") return scratch;
    }
    return SIZE_MAX;
}

TEST_CASE("element_taker: a thousand elements take the room of one") {
    const std::size_t room = room_for(around(item(0)));
    REQUIRE(room < 1024);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, SIZE_MAX}) {
        taken got;
        read(got, around(items(1000)), {.scratch = room, .piece = piece});
        CHECK(got.outcome == "ok");
        REQUIRE(got.elements.size() == 1000);
        std::size_t right = 0;
        for (int i = 0; i != 1000; ++i) right += got.elements[static_cast<std::size_t>(i)] == item_json(i);
        CHECK(right == 1000);
        CHECK(got.restarts == 1);
        // Nothing leads to them, and the rest of the answer is as ever.
        CHECK(got.answer.Items.has_value());
        CHECK(got.answer.Items.empty());
        CHECK(*got.answer.TotalCount == 7);
        REQUIRE(got.answer.Others.size() == 2);
        CHECK(got.answer.Others[1].Url == "/b");
        CHECK(got.answer.RequestId == "r-1");
    }
}

TEST_CASE("element_taker: one byte less than an element needs is too little") {
    const std::size_t room = room_for(around(item(0)));
    for (std::size_t scratch = 0; scratch != room; ++scratch) {
        taken got;
        read(got, around(items(3)), {.scratch = scratch, .piece = 3});
        CAPTURE(scratch);
        CHECK(got.outcome.starts_with("scratch_full"));
        CHECK(got.answer.Items.size() == 0);
        CHECK(got.answer.Others.size() == 0);
    }
}

TEST_CASE("element_taker: what is kept stays, whatever follows") {
    taken got;
    got.keeps = [](const Element& e) { return *e.Port % 100 == 50; };
    read(got, around(items(300)), {.piece = 5});
    CHECK(got.outcome == "ok");
    CHECK(got.elements.size() == 300);
    REQUIRE(got.kept.size() == 3);
    for (std::size_t i = 0; i != 3; ++i)
        CHECK(test::json_of(*got.kept[i]) == item_json(static_cast<int>(i) * 100 + 50));
    CHECK(got.answer.Items.empty());
    CHECK(got.answer.RequestId == "r-1");
}

TEST_CASE("element_taker: kept elements fill the scratch, dropped ones do not") {
    const std::size_t room = room_for(around(item(0)));
    taken got;
    got.keeps = [](const Element&) { return true; };
    read(got, around(items(10)), {.scratch = 2 * room});
    CHECK(got.outcome.starts_with("scratch_full"));
    CHECK(got.elements.size() >= 2);
    CHECK(got.elements.size() < 5);
}

TEST_CASE("element_taker: another answer begins anew") {
    taken got;
    got.keeps = [](const Element& e) { return *e.Port == 1; };
    read(got, around(items(5)));
    CHECK(got.elements.size() == 5);
    CHECK(got.kept.size() == 1);
    read(got, around(items(2)));
    CHECK(got.restarts == 2);
    CHECK(got.elements.size() == 2);
    CHECK(got.kept.size() == 1);
}

TEST_CASE("element_taker: of a list that is cut, whole elements are taken, and the answer is wrong") {
    const std::string body = around(items(3));
    std::size_t begin = body.find("{\"Id\""), taken_last = 0;
    std::vector<std::size_t> ends; // where each element is over
    for (int i = 0; i != 3; ++i) {
        begin = body.find(item(i), begin) + item(i).size();
        ends.push_back(begin);
    }
    for (std::size_t size = 0; size != body.size(); ++size) {
        CAPTURE(size);
        taken got;
        read(got, body.substr(0, size));
        CHECK(got.outcome == "bad_json");
        std::size_t whole = 0;
        for (const std::size_t end : ends) whole += end <= size;
        CHECK(got.elements.size() == whole);
        for (std::size_t i = 0; i != got.elements.size(); ++i) CHECK(got.elements[i] == item_json(static_cast<int>(i)));
        CHECK(got.answer.Items.size() <= 1);
        taken_last = got.elements.size();
    }
    CHECK(taken_last == 3);
}

TEST_CASE("element_taker: only what is wanted of an element is read") {
    taken got;
    got.wanted = {"Port"};
    read(got, around(items(2)));
    CHECK(got.outcome == "ok");
    REQUIRE(got.elements.size() == 2);
    CHECK(got.elements[1] == test::json{{"Port", 1}});
    // The names count for the element, not for the structures in it.
    taken inside;
    inside.wanted = {"Check", "Rules"};
    read(inside, around(item(4)));
    REQUIRE(inside.elements.size() == 1);
    CHECK(inside.elements[0] == test::json::parse(R"({"Check":{"Port":4},"Rules":[{"Url":"/4"},{"Url":"/z"}]})"));
}

TEST_CASE("element_taker: the elements of lists within an element are not taken by themselves") {
    std::string rules;
    for (int i = 0; i != 20; ++i) rules += (i != 0 ? ",{\"Url\":\"/" : "{\"Url\":\"/") + std::to_string(i) + "\"}";
    taken got;
    read(got, around(R"({"Id":"a","Rules":[)" + rules + R"(]},{"Id":"b","Rules":[]},{"Rules":null},{})"));
    CHECK(got.outcome == "ok");
    REQUIRE(got.elements.size() == 4);
    REQUIRE(got.elements[0]["Rules"].size() == 20);
    CHECK(got.elements[0]["Rules"][19] == test::json{{"Url", "/19"}});
    CHECK(got.elements[1] == test::json::parse(R"({"Id":"b","Rules":[]})"));
    CHECK(got.elements[2] == test::json::object());
    CHECK(got.elements[3] == test::json::object());
}

TEST_CASE("element_taker: lists as other answers write them") {
    const auto took = [](const std::string& value) {
        taken got;
        read(got, R"({"Response":{"Items":)" + value + R"(,"RequestId":"r"}})");
        std::string all = got.outcome + ":";
        for (const test::json& one : got.elements) all += " " + one.dump();
        return all + (got.answer.Items.has_value() ? "" : ", absent");
    };
    CHECK(took("[]") == "ok:");
    CHECK(took("null") == "ok:, absent");
    CHECK(took(R"({"Id":"only"})") == R"(ok: {"Id":"only"})");
    CHECK(took(R"({"Item":[{"Id":"a"},{"Id":"b"}]})") == R"(ok: {"Id":"a"} {"Id":"b"})");
    CHECK(took(R"([null,{"Id":"a"}])") == R"(ok: {} {"Id":"a"})");
    CHECK(took(R"([5,{"Id":"a"}])") == R"(wrong_type Items.0: {"Id":"a"})");
    CHECK(took(R"([{"Port":"x","Id":"a"}])") == R"(wrong_type Items.0.Port: {"Id":"a"})");
    // A name that comes twice: its last list counts, and whoever takes has seen both.
    CHECK(took(R"([{"Id":"a"}],"Items":[{"Id":"b"}])") == R"(ok: {"Id":"a"} {"Id":"b"})");
}

} // namespace
