// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/fields.hpp>
#include <portwright/request/check.hpp>
#include <portwright/request/message.hpp>
#include <portwright/request/typed_root.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/sign.hpp>

#include "../verify.hpp"
#include "actions.hpp"
#include "spelled.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

using namespace std::string_view_literals;
using portwright::check;
using portwright::integer;
using portwright::integers;
using portwright::text;
using portwright::texts;
using portwright::truth_value;
using portwright::unlisted;
using test::spelled;

TEST_CASE("text: absent and empty are different") {
    VERIFY(!text().has_value());
    VERIFY(!text(nullptr).has_value());
    VERIFY(!text(std::string_view()).has_value());
    VERIFY(!text(static_cast<const char*>(nullptr)).has_value());
    VERIFY(text("").has_value());
    VERIFY(text(""sv).has_value());
    VERIFY(text("").size() == 0);
}

/// A view as whoever has a pointer and a size beside it makes one.
template <class T>
struct range {
    using borrows_characters = void; // what tells a view from a container
    const T* begins;
    std::size_t count;
    constexpr const T* data() const { return begins; }
    constexpr std::size_t size() const { return count; }
};
struct text_range : range<char> {
    constexpr operator std::string_view() const { return {begins, count}; }
};

TEST_CASE("fields: whether there is one is asked by has_value(), and by nothing else") {
    static_assert(!std::is_constructible_v<bool, text> && !std::is_constructible_v<bool, test::Protocol>);
    static_assert(!std::is_constructible_v<bool, integer> && !std::is_constructible_v<bool, truth_value>);
    static_assert(!std::is_constructible_v<bool, texts> && !std::is_constructible_v<bool, integers>);
    static_assert(!std::is_constructible_v<bool, portwright::list<test::Group>>);
}

TEST_CASE("text: an array without a NUL is read to its end and no further") {
    struct {
        char id[4] = {'l', 'b', '-', '1'};
        char secret[8] = "SECRET!";
    } stored;
    CHECK(text(stored.id) == "lb-1");
    CHECK(test::Protocol(stored.id) == "lb-1");
    CHECK(unlisted(stored.id).view == "lb-1");
    CHECK(test::Protocol(unlisted(stored.id)) == "lb-1");
    const test::DescribeTask<test::v3> request{.TaskId = stored.id};
    char body[64];
    const auto json = portwright::json_body(request, body);
    REQUIRE(json);
    CHECK(*json == R"({"TaskId":"lb-1"})");
    static constexpr char full[4] = {'l', 'b', '-', '1'};
    VERIFY(text(full) == "lb-1");
    static constexpr char one[1] = {'x'};
    VERIFY(text(one) == "x");
    static constexpr char padded[8] = {'l', 'b'};
    VERIFY(text(padded) == "lb");
}

TEST_CASE("text: from a pointer to characters that are not const, and null") {
    char characters[] = "eth0";
    char* pointer = characters;
    CHECK(text(pointer) == "eth0");
    CHECK(test::DescribeTask<test::v3>{.TaskId = pointer}.TaskId == "eth0");
    pointer = nullptr;
    CHECK_FALSE(text(pointer).has_value());
}

TEST_CASE("fields: null is absent, whatever size comes with it") {
    CHECK_FALSE(text(text_range{{nullptr, 5}}).has_value());
    CHECK_FALSE(integers(range<int>{nullptr, 5}).has_value());
    CHECK_FALSE(texts(range<std::string_view>{nullptr, 5}).has_value());
    CHECK_FALSE(portwright::list<test::Group>(range<test::Group>{nullptr, 5}).has_value());
    CHECK(portwright::check(test::Numbers<test::v3>{.N = range<int>{nullptr, 5}}));
}

TEST_CASE("texts: an element of null is empty, whatever size comes with it") {
    const std::string_view names[] = {"a"sv, std::string_view(static_cast<const char*>(nullptr), 5)};
    char buffer[512];
    const auto body = portwright::json_body(test::CreateListener<test::v3>{.ListenerNames = names}, buffer);
    REQUIRE(body);
    CHECK(body->find("\"ListenerNames\":[\"a\",\"\"]") != std::string_view::npos);
}

TEST_CASE("lists: past the end there is an absent element") {
    static constexpr std::uint16_t ports[] = {80, 443};
    VERIFY(integers(ports)[1] == 443);
    VERIFY(!integers(ports)[2].has_value());
    VERIFY(!integers(ports)[0xFFFFFFFF].has_value());
    VERIFY(!integers()[0].has_value());
    VERIFY(texts(test::two_names)[2].empty());
    VERIFY(texts()[0].empty());
    static constexpr test::Group groups[] = {{.Name = "a"}};
    using list = portwright::list<test::Group>;
    VERIFY(!list(groups)[1].Name.has_value());
    VERIFY(!list()[0].Endpoints[7].Address.has_value());
}

TEST_CASE("fields: what is larger than any request is kept as such") {
    constexpr std::size_t most = 0x07FFFFFE;
    static const char character = 'x';
    CHECK(text(text_range{{&character, most}}).size() == most);
    // None of these is read: only its size counts.
    for (const std::size_t size :
         {most + 1, most + 2, std::size_t{1} << 28, std::size_t{0xFFFFFFFF}, std::numeric_limits<std::size_t>::max()}) {
        const std::string_view large(&character, size);
        CHECK(text(large).size() == most + 1);
        static constexpr std::uint8_t number = 7;
        static constexpr std::string_view name = "n";
        const test::Group group;
        CHECK(integers(range<std::uint8_t>{&number, size}).size() == most + 1);
        CHECK(texts(range<std::string_view>{&name, size}).size() == most + 1);
        CHECK(portwright::list<test::Group>(range<test::Group>{&group, size}).size() == most + 1);

        using request = test::CreateListener<test::v3>;
        const request with_text{.Description = large};
        char body[64];
        CHECK(spelled(portwright::json_body(with_text, body)) == "too_long");
        const auto verdict = check(test::Upload<test::v3>{.Data = large});
        REQUIRE_FALSE(verdict);
        CHECK(verdict.error().code == portwright::errc::too_long);
        char line[128];
        CHECK(message(verdict.error(), line) == "Data: larger than any request may be");
        const std::string_view elements[] = {"ok", large};
        request with_texts = test::good<test::v3>;
        with_texts.ListenerNames = elements;
        CHECK(check(with_texts).error().code == portwright::errc::too_long);
        CHECK(message(check(with_texts).error(), line) == "ListenerNames.1: larger than any request may be");
        with_texts.ListenerNames = range<std::string_view>{&name, size};
        CHECK(check(with_texts).error().code == portwright::errc::too_many);
        const auto numbers = check(test::Numbers<test::v3>{.N = range<std::uint8_t>{&number, size}});
        REQUIRE_FALSE(numbers);
        CHECK(message(numbers.error(), line) == "N: larger than any request may be");
        CHECK(check(test::Upload<test::v3>{.Key = large}).error().text == nullptr);
    }
}

TEST_CASE("text: from everything that is text") {
    VERIFY(text("lb-cuxw2rm0") == "lb-cuxw2rm0");
    VERIFY(text("lb-cuxw2rm0"sv) == "lb-cuxw2rm0");
    VERIFY(text("lb\0rest") == "lb"); // a literal ends as C strings do
    VERIFY(text("lb\0rest"sv).size() == 7);
    const std::string kept = "a string that stays where it is";
    CHECK(text(kept) == kept);
    CHECK(text(kept).data() == kept.data());
    char mutable_text[8] = "eth0";
    CHECK(text(mutable_text) == "eth0");
    const char* pointer = kept.c_str();
    CHECK(text(pointer) == kept);
    std::string_view view = kept;
    CHECK(text(view) == kept);
    static_assert(std::is_convertible_v<text, std::string_view>);
    static_assert(!std::is_constructible_v<text, int>);
    static_assert(!std::is_constructible_v<text, bool>);
}

TEST_CASE("word: its own values and any text, and not another's values") {
    using test::Protocol;
    VERIFY(Protocol(Protocol::TCP) == "TCP");
    VERIFY(Protocol("TCP") == "TCP"sv);
    VERIFY("HTTPS"sv == Protocol::HTTPS);
    VERIFY(!Protocol().has_value());
    VERIFY(!Protocol(Protocol::TCP).is_unlisted());
    VERIFY(Protocol(unlisted("QUIC")).is_unlisted());
    VERIFY(Protocol(unlisted("QUIC")) == "QUIC");
    const std::string configured = "UDP";
    CHECK(Protocol(configured) == "UDP");
    // A field of an answer is a text; another word is none of this type.
    static_assert(std::is_convertible_v<text, Protocol> && std::is_assignable_v<Protocol&, const text&>);
    static_assert(!std::is_constructible_v<Protocol, test::Scheduler>);
    VERIFY(Protocol(text("UDP")) == "UDP");
    VERIFY(!Protocol(text()).has_value());
}

TEST_CASE("integer: absent and zero are different") {
    VERIFY(!integer().has_value());
    VERIFY(integer(0).has_value());
    VERIFY(*integer(0) == 0);
    VERIFY(*integer() == 0);
    VERIFY(integer().value_or(80) == 80);
    VERIFY(integer(0).value_or(80) == 0);
    VERIFY(integer(0) == 0);
    VERIFY(!(integer() == 0));
}

TEST_CASE("integer: from -2^61 to 2^61 - 1, and what lies outside is kept as such") {
    constexpr std::int64_t top = std::int64_t{1} << 61;
    VERIFY(*integer(top - 1) == top - 1);
    VERIFY(*integer(-top) == -top);
    VERIFY(*integer(-1) == -1);
    VERIFY(integer(top - 1).is_representable());
    VERIFY(integer(-top).is_representable());
    for (const integer outside : {integer(top), integer(-top - 1), integer(std::numeric_limits<std::int64_t>::max()),
                                  integer(std::numeric_limits<std::int64_t>::min()),
                                  integer(std::numeric_limits<std::uint64_t>::max()), integer(unlisted(top))}) {
        CHECK(outside.has_value());
        CHECK_FALSE(outside.is_representable());
        CHECK_FALSE(outside == 0);
    }
    VERIFY(!integer(std::numeric_limits<std::uint64_t>::max()).is_representable());
    VERIFY(*integer(std::uint64_t{70000}) == 70000);
    VERIFY(*integer(std::int8_t{-128}) == -128);
    VERIFY(*integer(std::uint32_t{4294967295}) == 4294967295);
}

template <class T>
concept can_be_unlisted = requires(T value) { unlisted(value); };
template <class T>
concept can_be_added = requires(portwright::untyped_request& to, T value) { to.add("Limit", value); };

TEST_CASE("integer: neither a truth value nor a letter") {
    static_assert(!std::is_constructible_v<integer, bool>);
    static_assert(!std::is_constructible_v<integer, char> && !std::is_constructible_v<integer, wchar_t>);
    static_assert(!std::is_constructible_v<integer, char8_t> && !std::is_constructible_v<integer, char16_t>);
    static_assert(!std::is_constructible_v<integer, char32_t>);
    static_assert(std::is_constructible_v<integer, signed char> && std::is_constructible_v<integer, unsigned char>);
    static_assert(!can_be_unlisted<wchar_t> && !can_be_unlisted<char8_t> && !can_be_unlisted<bool>);
    static_assert(can_be_unlisted<int> && can_be_unlisted<unsigned char>);
    static_assert(!can_be_added<wchar_t> && !can_be_added<char8_t> && !can_be_added<char16_t>);
    static_assert(!can_be_added<char32_t> && !can_be_added<char>);
    static_assert(can_be_added<int> && can_be_added<unsigned char> && can_be_added<bool>);
    static_assert(!std::is_constructible_v<integer, double>);
    static_assert(!std::is_constructible_v<integer, const char*>);
}

TEST_CASE("integer: a number that the documents do not list") {
    VERIFY(!integer(7).is_unlisted());
    VERIFY(integer(unlisted(7)).is_unlisted());
    VERIFY(*integer(unlisted(7)) == 7);
    VERIFY(integer(unlisted(-7)).is_representable());
}

TEST_CASE("boolean: three states, and nothing but bool") {
    VERIFY(!truth_value().has_value());
    VERIFY(truth_value(false).has_value());
    VERIFY(*truth_value(true));
    VERIFY(!*truth_value(false));
    VERIFY(truth_value().value_or(true));
    VERIFY(!truth_value(false).value_or(true));
    static_assert(!std::is_constructible_v<truth_value, int>);
    static_assert(!std::is_constructible_v<truth_value, const char*>);
    static_assert(!std::is_constructible_v<truth_value, char[6]>);
}

/// An element as a walk reads it at run time.
integer element_in_memory(const integers& list, std::uint32_t i) {
    portwright::detail::raw_root::value field;
    std::memcpy(&field, &list, sizeof field);
    return integers::element(field.data, field.mark, i);
}

template <class I>
void check_element_type() {
    constexpr I least = std::numeric_limits<I>::min();
    constexpr I most = std::numeric_limits<I>::max();
    const I ends[] = {least, I(least + 1), I(most / 2 + 1), I(0), I(1), I(0x7E), I(most / 16), I(most - 1), most};
    for (std::uint32_t i = 0; i != std::size(ends); ++i) {
        CAPTURE(ends[i]);
        const integer read = element_in_memory(ends, i);
        CHECK(read.is_representable() == integers(ends)[i].is_representable());
        CHECK(*read == *integers(ends)[i]);
        CHECK(read.is_representable() == integer(ends[i]).is_representable());
        CHECK(*read == *integer(ends[i]));
    }
    constexpr I low = std::is_signed_v<I> ? I(-2) : I(1);
    static constexpr I elements[] = {low, I(3), I(100)};
    VERIFY(integers(elements).size() == 3);
    VERIFY(*integers(elements)[0] == static_cast<std::int64_t>(low));
    VERIFY(*integers(elements)[2] == 100);
    const std::vector<I> kept{I(7), I(8)};
    CHECK(*integers(kept)[1] == 8);
    const std::array<I, 1> one{I(9)};
    CHECK(*integers(one)[0] == 9);
    CHECK(*integers(std::span<const I>(kept))[0] == 7);
}

TEST_CASE("integers: of every width and sign") {
    check_element_type<std::int8_t>();
    check_element_type<std::uint8_t>();
    check_element_type<std::int16_t>();
    check_element_type<std::uint16_t>();
    check_element_type<std::int32_t>();
    check_element_type<std::uint32_t>();
    check_element_type<std::int64_t>();
    check_element_type<std::uint64_t>();
    check_element_type<long>();
    check_element_type<unsigned long>();
    check_element_type<long long>();
    check_element_type<unsigned long long>();
    static constexpr std::uint64_t large[] = {std::numeric_limits<std::uint64_t>::max()};
    VERIFY(!integers(large)[0].is_representable());
}

TEST_CASE("lists: absent and empty are different") {
    VERIFY(!integers().has_value());
    VERIFY(!texts().has_value());
    VERIFY(!portwright::list<test::Group>().has_value());
    const std::array<int, 0> none{};
    const std::vector<int> nothing;
    const std::span<const int> null;
    CHECK_FALSE(integers(null).has_value());
    CHECK(integers(none).size() == 0);
    CHECK(integers(nothing).size() == 0);
    std::vector<int> emptied{1};
    emptied.clear();
    CHECK(integers(emptied).has_value());
    CHECK(integers(emptied).size() == 0);
}

TEST_CASE("lists: of texts and of structures") {
    static constexpr test::Group groups[] = {{.Name = "a"}, {.Name = "b"}};
    VERIFY(portwright::list<test::Group>(groups).size() == 2);
    VERIFY(portwright::list<test::Group>(groups)[1].Name == "b");
    VERIFY(texts(test::two_names).size() == 2);
    VERIFY(texts(test::two_names)[1] == "lis1");
    const std::vector<std::string_view> kept{"x", "y", "z"};
    CHECK(texts(kept)[2] == "z");
    const std::vector<test::Group> more(3);
    CHECK(portwright::list<test::Group>(more).size() == 3);
}

TEST_CASE("fields: an object of zero bytes is absent") {
    const auto zeroed = []<class T>(T& field) { std::memset(static_cast<void*>(&field), 0, sizeof field); };
    text t = "x";
    zeroed(t);
    CHECK_FALSE(t.has_value());
    integer i = 7;
    zeroed(i);
    CHECK_FALSE(i.has_value());
    truth_value b = true;
    zeroed(b);
    CHECK_FALSE(b.has_value());
    integers n = test::two_ports;
    zeroed(n);
    CHECK_FALSE(n.has_value());
    texts names = test::two_names;
    zeroed(names);
    CHECK_FALSE(names.has_value());
}

TEST_CASE("fields: copied as bytes") {
    static_assert(std::is_trivially_copyable_v<text> && std::is_trivially_copyable_v<integer>);
    static_assert(std::is_trivially_copyable_v<integers> && std::is_trivially_copyable_v<texts>);
    static_assert(std::is_trivially_copyable_v<test::CreateListener<test::v3>>);
    static_assert(std::is_aggregate_v<test::CreateListener<test::v3>>);
}

} // namespace
