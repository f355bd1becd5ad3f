// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Fuzzes the JSON reader: it accepts what nlohmann::json accepts, with the same events, and says the same however the
// text is cut. The first two bytes of the input choose the cut.
//
//     clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude tests/fuzz/json_reader.cpp -o fuzz

#include <portwright/response/json_reader.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

using portwright::errc;
using portwright::json_literal;

void require(bool holds) {
    if (!holds) std::abort();
}

// { } [ ] 0 1 2, and a letter, the bytes and a zero byte (doubled within) for keys, texts and numbers.
struct record {
    std::string made;
    bool in_token = false;

    void add(char kind, const char* data, std::size_t size) {
        if (!in_token) made += kind;
        in_token = true;
        for (std::size_t i = 0; i != size; ++i) {
            made += data[i];
            if (data[i] == 0) made += '\1';
        }
    }
    bool end(char kind) {
        add(kind, nullptr, 0);
        in_token = false;
        made.append(2, '\0');
        return true;
    }
    bool mark(char c) {
        require(!in_token);
        made += c;
        return true;
    }
};

struct ours : record {
    bool piece(char kind, const char* data, std::size_t size) {
        require(size != 0);
        add(kind, data, size);
        return true;
    }
    bool begin_object() noexcept { return mark('{'); }
    bool end_object() noexcept { return mark('}'); }
    bool begin_array() noexcept { return mark('['); }
    bool end_array() noexcept { return mark(']'); }
    bool key_piece(const char* data, std::size_t size) noexcept { return piece('k', data, size); }
    bool end_key() noexcept { return end('k'); }
    bool text_piece(const char* data, std::size_t size) noexcept { return piece('s', data, size); }
    bool end_text() noexcept { return end('s'); }
    bool number_piece(const char* data, std::size_t size) noexcept { return piece('n', data, size); }
    bool end_number() noexcept { return end('n'); }
    bool literal(json_literal word) noexcept { return mark(static_cast<char>('0' + static_cast<int>(word))); }
};

struct theirs : nlohmann::json_sax<nlohmann::json>, record {
    int failed = 0;

    bool put(char kind, const std::string& text) {
        add(kind, text.data(), text.size());
        return end(kind);
    }
    bool null() override { return mark('0'); }
    bool boolean(bool value) override { return mark(value ? '1' : '2'); }
    // the only negative integer that loses its text is -0
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

portwright::error read(std::string_view text, std::size_t chunk, ours& handler) {
    portwright::json_reader reader;
    bool going = true;
    for (std::size_t at = 0; going && at < text.size(); at += chunk) {
        const std::string_view cut = text.substr(at, chunk);
        const std::unique_ptr<char[]> copy{new char[cut.size()]}; // so that a read past its end is seen
        cut.copy(copy.get(), cut.size());
        going = reader.feed(handler, copy.get(), cut.size());
    }
    const portwright::error why = reader.finish(handler).error();
    require(reader.finish(handler).error().number == why.number);
    require(why.code == errc::none || (why.has_number && why.number >= 0));
    require(going || why.number < static_cast<std::int64_t>(text.size()));
    require(why.number <= static_cast<std::int64_t>(text.size()));
    return why;
}

// The text with the differences taken out that are meant: bytes from 0x80 and lone surrogates, which ours passes and
// nlohmann refuses, become other characters; zero bytes, which end nlohmann's input, become another control character.
std::string comparable(std::string_view text) {
    const std::string_view mark = "\xEF\xBB\xBF";
    std::string made{text};
    for (std::size_t i = text.starts_with(mark) ? mark.size() : 0; i < made.size(); ++i) {
        if (static_cast<unsigned char>(made[i]) >= 0x80) made[i] = '~';
        if (made[i] == 0) made[i] = '\1';
        if (made[i] != '\\' || i + 1 == made.size()) continue;
        ++i; // the escaped character
        if (static_cast<unsigned char>(made[i]) >= 0x80) made[i] = '~';
        if (made[i] == 0) made[i] = '\1';
        if (made[i] == 'u' && i + 1 < made.size() && (made[i + 1] == 'd' || made[i + 1] == 'D')) made[i + 1] = '1';
    }
    return made;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::size_t chunk = 2u + data[0] % 64u;
    const bool raw = data[1] % 2 != 0;
    const std::string_view input{reinterpret_cast<const char*>(data + 2), size - 2};

    const std::string text = raw ? std::string{input} : comparable(input);
    ours whole;
    const portwright::error why = read(text, text.size() + 1, whole);
    for (const std::size_t n : {std::size_t{1}, chunk}) {
        ours cut;
        const portwright::error again = read(text, n, cut);
        require(again.code == why.code && again.number == why.number && cut.made == whole.made);
    }

    if (why.code == errc::too_deep) return 0;
    require(why.code == errc::none || why.code == errc::bad_json);
    if (raw && text.find('\0') != text.npos) return 0;
    theirs other;
    (void)nlohmann::json::sax_parse(text.begin(), text.end(), &other);
    if (other.failed == 406) return 0;     // a number that no double holds
    if (raw && other.failed != 0) return 0; // perhaps for its characters only
    require((other.failed == 0) == (why.code == errc::none));
    if (other.failed == 0) require(other.made == whole.made);
    return 0;
}
