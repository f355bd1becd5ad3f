// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/encoding/json.hpp>

#include "../verify.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;
constexpr auto json_string(std::string_view text) {
    return test::written<64>([text](auto& out) { portwright::write_json_string(out, text); });
}

TEST_CASE("json: escapes what RFC 8259 section 7 requires, and nothing else") {
    VERIFY(json_string("") == "\"\"");
    VERIFY(json_string("lis0") == "\"lis0\"");
    VERIFY(json_string("a\"b\\c/d") == R"("a\"b\\c/d")");
    VERIFY(json_string("\b\t\n\f\r") == R"("\b\t\n\f\r")");
    VERIFY(json_string("\0\x07\x0B\x0E\x1F\x7F"sv) == "\"\\u0000\\u0007\\u000b\\u000e\\u001f\x7F\"");
    VERIFY(json_string("\u672a\U0001F600") == "\"\u672a\U0001F600\"");
}

TEST_CASE("json: a certificate keeps its lines") {
    VERIFY(json_string("-----BEGIN\nMII/+=\n") == R"("-----BEGIN\nMII/+=\n")");
}

TEST_CASE("json: every ASCII character is read back by another parser") {
    for (char c = 0; static_cast<unsigned char>(c) < 128; ++c) {
        const std::string text{'a', c, c, 'z'};
        const auto made = json_string(text);
        CHECK(nlohmann::json::parse(std::string_view(made)).get<std::string>() == text);
    }
}

} // namespace
