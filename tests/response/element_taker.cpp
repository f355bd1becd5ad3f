// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Elements of a list that are handed over one by one: a list of any length in the room of its longest element, whatever
// shape the answer has.

#include <portwright/response/element_taker.hpp>

#include <portwright/calls/outcome.hpp>
#include <portwright/tencent/clb.hpp>

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace portwright;
namespace clb = tencent::clb;
using response = clb::DescribeListeners::response;

struct collector {
    std::vector<std::string> ids{};
    std::vector<const clb::Listener*> kept{};
    std::string keep = "-"; ///< the ID of what is kept
    unsigned restarts = 0;

    detail::element_taker taker() {
        detail::element_taker made;
        made.context = this;
        made.wants = [](const void*, std::string_view name) noexcept { return name != "Rules"; };
        made.take = [](void* self, const detail::table&, const unsigned char* element) noexcept {
            auto& me = *static_cast<collector*>(self);
            const auto& listener = *reinterpret_cast<const clb::Listener*>(element);
            me.ids.emplace_back(listener.ListenerId.view());
            if (me.ids.back() != me.keep) return false;
            me.kept.push_back(&listener);
            return true;
        };
        made.restart = [](void* self) noexcept { ++static_cast<collector*>(self)->restarts; };
        const detail::table& t = detail::table_of<response>;
        while (t.name(made.list) != "Listeners") ++made.list;
        return made;
    }
};

struct outcome {
    error why{};
    api_error said{};
    response got{};
};

outcome read(collector& to, const std::string& text, std::span<char> scratch, std::size_t piece = 7) {
    outcome made;
    detail::element_taker taker = to.taker();
    detail::any_answer_reader reader(detail::answer_kind_of<clb::DescribeListeners, response>, &made.got, made.said,
                                     scratch);
    reader.take_elements(taker);
    for (std::size_t i = 0; i < text.size(); i += piece) reader.feed(text.data() + i, std::min(piece, text.size() - i));
    made.why = reader.finish(200);
    return made;
}

std::string listener(int i) {
    return R"({"ListenerId":"lbl-)" + std::to_string(i) + R"(","Protocol":"TCP","Port":)" + std::to_string(i) +
           R"(,"ListenerName":")" + std::string(100, 'n') + R"(","AttrFlags":["a","b"],"Rules":[{"Domain":")" +
           std::string(900, 'x') + R"("}]})";
}

TEST_CASE("element_taker: a thousand elements in the room of two") {
    std::string text = R"({"Response":{"TotalCount":1000,"Listeners":[)";
    for (int i = 0; i != 1000; ++i) text += (i != 0 ? "," : "") + listener(i);
    text += R"(],"RequestId":"r-1"}})";
    REQUIRE(text.size() > 1000000);
    std::array<char, 3072> scratch;
    for (const std::size_t piece : {1u, 13u, 100000u}) {
        collector all;
        all.keep = "lbl-7";
        const outcome made = read(all, text, scratch, piece);
        CHECK(made.why.code == errc::none);
        CHECK(made.said.request_id == "r-1");
        CHECK(made.got.TotalCount == 1000);
        CHECK(all.restarts == 1);
        REQUIRE(all.ids.size() == 1000);
        CHECK(all.ids[999] == "lbl-999");
        REQUIRE(all.kept.size() == 1);
        CHECK(all.kept[0]->Port == 7); // it is whole, whatever came after it
        CHECK(all.kept[0]->ListenerName.size() == 100);
        CHECK(all.kept[0]->AttrFlags[1] == "b");
        CHECK(all.kept[0]->Rules.empty());
    }
}

TEST_CASE("element_taker: lists in other shapes, and what is no list") {
    std::array<char, 3072> scratch;
    const auto ids = [&](const std::string& list) {
        collector all;
        read(all, R"({"Response":{"Listeners":)" + list + R"(,"RequestId":"r"}})", scratch);
        return all.ids;
    };
    const std::vector<std::string> two{"lbl-1", "lbl-2"}, one{"lbl-1"};
    CHECK(ids("[" + listener(1) + "," + listener(2) + "]") == two);
    CHECK(ids(R"({"Listener":[)" + listener(1) + "," + listener(2) + "]}") == two);
    CHECK(ids(listener(1)) == one);
    CHECK(ids("[]").empty());
    CHECK(ids("null").empty());
    CHECK(ids("7").empty());
    CHECK(ids("[null,null," + listener(1) + "]").back() == "lbl-1");
    CHECK(ids("[[" + listener(1) + "]]").empty());
    CHECK(ids("[" + listener(1)) == one); // cut short: what was whole was taken
}

TEST_CASE("element_taker: a scratch of every size") {
    const std::string text =
        R"({"Response":{"Listeners":[)" + listener(1) + "," + listener(2) + R"(],"RequestId":"r"}})";
    std::size_t first = 0;
    for (std::size_t size = 0; size != 3000; size += 8) {
        std::vector<char> scratch(size);
        collector all;
        const outcome made = read(all, text, scratch);
        if (made.why.code == errc::none) {
            if (first == 0) first = size;
            CHECK(all.ids.size() == 2);
        } else {
            CHECK(made.why.code == errc::scratch_full);
            CHECK(first == 0);
        }
    }
    CHECK(first != 0);
    CHECK(first < 2048);
}

} // namespace
