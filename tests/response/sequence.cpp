// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/sequence.hpp>

#include <portwright/response/decode.hpp>
#include <portwright/tencent/clb/create_listener.hpp>

#include "../verify.hpp"

#include <array>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace {

using portwright::integer;
using portwright::keyed;
using portwright::sequence;
using portwright::text;
using clb = portwright::tencent::clb::CreateListener;

struct Pair {
    text key = {};
    integer value = {};
};

template <class List>
constexpr bool is_absent(const List& list) {
    bool steady = list.begin() == list.end();
    auto at = list.end();
    for (int i = 0; i != 3; ++i) steady = steady && at++ == list.end() && ++at == list.end();
    return steady && !list.has_value() && list.empty() && list.size() == 0;
}

TEST_CASE("sequence: absent, and read nevertheless") {
    VERIFY(is_absent(sequence<text>()));
    VERIFY(is_absent(sequence<integer>()));
    VERIFY(is_absent(keyed<Pair>()));
    VERIFY(!sequence<text>()[0].has_value());
    VERIFY(sequence<text>()[SIZE_MAX].view().empty());
    VERIFY(!sequence<integer>()[1].has_value());
    VERIFY(!keyed<Pair>()[0].key.has_value());
    VERIFY(keyed<Pair>()[7].value.value_or(5) == 5);
    VERIFY(!sequence<Pair>::iterator()->key.has_value());
    VERIFY(!(*sequence<integer>().end()).has_value());
}

TEST_CASE("sequence: from its first element to beyond its last") {
    constexpr std::string_view body = R"({"Response":{"ListenerIds":["lbl-a","lbl-b","lbl-c"],"RequestId":"r"}})";
    for (std::size_t shift = 0; shift != alignof(std::max_align_t); ++shift) {
        alignas(std::max_align_t) std::array<char, 256> scratch;
        scratch.fill('\x5A'); // what a call before has left
        clb::response created;
        portwright::api_error refusal;
        portwright::decoder<clb> reader(created, refusal, std::span<char>(scratch).subspan(shift));
        reader.feed(body.data(), body.size());
        REQUIRE(reader.finish());
        const sequence<text>& ids = created.ListenerIds;
        REQUIRE(ids.size() == 3);
        constexpr std::string_view expected[] = {"lbl-a", "lbl-b", "lbl-c"};
        auto at = ids.begin();
        for (std::size_t i = 0; i != std::size(expected); ++i, ++at) {
            CHECK(ids[i] == expected[i]);
            CHECK(at->view() == expected[i]);
            CHECK(reinterpret_cast<std::uintptr_t>(&*at) % alignof(text) == 0);
        }
        CHECK(at == ids.end());
        CHECK(!at->has_value());
        ++at;
        CHECK(at == ids.end());
        for (const std::size_t beyond : {std::size_t{3}, std::size_t{4}, SIZE_MAX}) CHECK(!ids[beyond].has_value());
    }
}

} // namespace
