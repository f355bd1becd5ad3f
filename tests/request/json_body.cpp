// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/json_body.hpp>

#include <portwright/signature/sign.hpp>

#include "../verify.hpp"
#include "actions.hpp"
#include "spelled.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::string_view_literals;
using nlohmann::json;

template <class Action>
constexpr auto body(const Action& request) {
    return test::made([&](auto buffer) { return portwright::json_body(request, buffer); });
}

using Request = test::CreateListener<test::v3>;

struct Names {
    portwright::texts N = {};

    static constexpr portwright::operation_of call{"Names", &test::v3};
    template <class self>
    static consteval auto schema() {
        return portwright::schema::fields(PORTWRIGHT_FIELD(N));
    }
};

constexpr std::string_view tags[] = {"a", "", "c"};
constexpr std::uint16_t ports[] = {1, 65535};
constexpr test::Endpoint endpoints[] = {{.Address = "10.0.0.1", .Backup = true}, {.Ports = ports, .Backup = false}};
constexpr test::Group groups[] = {{.Name = "g"}, {.Endpoints = endpoints, .Tags = tags}};

TEST_CASE("json_body: what is there, and nothing else") {
    VERIFY(body(Request{}) == "{}");
    VERIFY(body(Request{.Description = nullptr}) == "{}");
    VERIFY(body(Request{.Description = ""}) == R"({"Description":""})");
    VERIFY(body(Request{.Level = 0}) == R"({"Level":0})");
    VERIFY(body(Request{.Level = -7, .Enabled = false, .aware = true}) ==
           R"({"Enabled":false,"Level":-7,"aware":true})");
    VERIFY(body(Request{.Level = (std::int64_t{1} << 61) - 1}) == R"({"Level":2305843009213693951})");
    VERIFY(body(Request{.Level = -(std::int64_t{1} << 61)}) == R"({"Level":-2305843009213693952})");
}

TEST_CASE("json_body: names in canonical order, lists in their own, structures inside") {
    VERIFY(body(Request{
               .Ports = ports, .HealthCheck = {.TimeOut = 2, .IntervalTime = 5}, .aware = true, .Groups = groups}) ==
           R"({"Groups":[{"Name":"g"},{"Endpoints":[{"Address":"10.0.0.1","Backup":true},)"
           R"({"Backup":false,"Ports":[1,65535]}],"Tags":["a","","c"]}],)"
           R"("HealthCheck":{"IntervalTime":5,"TimeOut":2},"Ports":[1,65535],"aware":true})");
    // A dialect's subscripts are those of names, not of JSON.
    VERIFY(body(test::Numbers<test::aliyun>{.N = ports}) == R"({"N":[1,65535]})");
    std::vector<std::uint32_t> numbers;
    std::string buffer(8192, '\0');
    for (std::uint32_t i = 0; i != 300; ++i) {
        numbers.push_back(i * 7);
        const auto made = portwright::json_body(test::Numbers<test::v3>{.N = numbers}, buffer);
        REQUIRE(made);
        REQUIRE(*made == json{{"N", numbers}}.dump());
    }
}

TEST_CASE("json_body: every character of a text") { // RFC 8259 section 7
    std::string buffer(64, '\0');
    for (unsigned byte = 0; byte != 128; ++byte) {
        const std::string text{'x', static_cast<char>(byte), static_cast<char>(byte)};
        const auto made = portwright::json_body(Request{.Description = text}, buffer);
        CAPTURE(byte);
        REQUIRE(made);
        CHECK(json::parse(*made) == json{{"Description", text}});
        if (byte >= 0x20 && byte != '"' && byte != '\\') CHECK(*made == "{\"Description\":\"" + text + "\"}");
        for (const char c : *made) CHECK(static_cast<unsigned char>(c) >= 0x20);
    }
    const std::string text = "\u00e4\u672a\U0001F600";
    const auto made = portwright::json_body(Request{.Description = text}, buffer);
    REQUIRE(made);
    CHECK(json::parse(*made) == json{{"Description", text}});
}

TEST_CASE("json_body: every size of the buffer") {
    const Request request{.Ports = ports, .Description = "a\n\"\u672a", .Groups = groups};
    const std::string whole(std::string_view(body(request)));
    constexpr std::size_t canary = 16;
    for (std::size_t size = 0; size <= whole.size() + 1; ++size) {
        CAPTURE(size);
        std::vector<char> memory(size + canary, '#');
        const auto made = portwright::json_body(request, std::span(memory).first(size));
        CHECK(std::string_view(memory.data() + size, canary) == std::string(canary, '#'));
        if (size >= whole.size()) {
            REQUIRE(made);
            CHECK(*made == whole);
            continue;
        }
        CHECK(test::spelled(made) == "buffer_too_small " + std::to_string(whole.size()));
        for (std::size_t i = 0; i != size; ++i) CHECK((memory[i] == '\0' || memory[i] == '#'));
    }
}

TEST_CASE("json_body: no larger than a body may be") {
    // One list is cut where it has 2^27 elements or more; as each takes two bytes, that is far larger.
    constexpr std::size_t most = std::size_t{10} * 1024 * 1024;
    constexpr std::string_view frame = R"({"N":["","",""]})";
    const std::string half(most / 2, 'a');
    std::string buffer(most, '#');
    const auto body_of_size = [&](std::size_t size) {
        const std::string_view texts[] = {half, std::string_view(half).substr(0, size - half.size() - frame.size()),
                                          ""};
        return portwright::json_body(Names{.N = texts}, buffer);
    };
    const auto largest = body_of_size(most);
    REQUIRE(largest);
    CHECK(largest->size() == most);
    buffer.assign(most, '#');
    CHECK(test::spelled(body_of_size(most + 1)) == "request_too_large " + std::to_string(most + 1));
    CHECK(buffer.find_first_not_of("#\0"sv) == std::string::npos);
}

TEST_CASE("json_body: a number that no integer can hold leaves nothing behind") {
    std::string memory(64, '#');
    const auto made = portwright::json_body(Request{.Level = std::int64_t{1} << 61, .aware = true}, memory);
    CHECK(test::spelled(made).operator std::string_view().starts_with("out_of_range"));
    CHECK(memory.find_first_not_of("#\0"sv) == std::string::npos);
}

} // namespace
