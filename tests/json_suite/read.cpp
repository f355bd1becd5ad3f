// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Reads each file of a folder that has the public JSON test suite in it, and says of which our reader thinks otherwise
// than the suite: read FOLDER. Each is read whole, by single bytes, and cut in two at every place; short ones are cut in
// every way there is. However it was cut and whatever of it is wanted, the outcome is the same, and so is what was told.

#include <portwright/response/json_reader.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

namespace {

using portwright::errc;
using portwright::json_interest;

constexpr std::size_t fewest_accepted = 95, fewest_refused = 188, fewest_open = 35; ///< what the suite had in 2024
constexpr std::size_t short_size = 12; ///< cut in every way
constexpr std::size_t long_size = 2000; ///< not cut in two at every place any more

struct verdict {
    errc code;
    std::string_view why;
};

/// What the suite leaves to the reader (i_).
const std::map<std::string_view, verdict> left_open = {
    // A number of any size is JSON: whether it fits is asked by who wants it.
    {"i_number_double_huge_neg_exp.json", {errc::none, "a number is told as it is written"}},
    {"i_number_huge_exp.json", {errc::none, "a number is told as it is written"}},
    {"i_number_neg_int_huge_exp.json", {errc::none, "a number is told as it is written"}},
    {"i_number_pos_double_huge_exp.json", {errc::none, "a number is told as it is written"}},
    {"i_number_real_neg_overflow.json", {errc::none, "a number is told as it is written"}},
    {"i_number_real_pos_overflow.json", {errc::none, "a number is told as it is written"}},
    {"i_number_real_underflow.json", {errc::none, "a number is told as it is written"}},
    {"i_number_too_big_neg_int.json", {errc::none, "a number is told as it is written"}},
    {"i_number_too_big_pos_int.json", {errc::none, "a number is told as it is written"}},
    {"i_number_very_big_negative_int.json", {errc::none, "a number is told as it is written"}},
    // RFC 8259, section 8.2: unpaired surrogates are in the grammar.
    {"i_object_key_lone_2nd_surrogate.json", {errc::none, "half of a pair becomes U+FFFD"}},
    {"i_string_1st_surrogate_but_2nd_missing.json", {errc::none, "half of a pair becomes U+FFFD"}},
    {"i_string_1st_valid_surrogate_2nd_invalid.json", {errc::none, "half of a pair becomes U+FFFD"}},
    {"i_string_incomplete_surrogate_and_escape_valid.json", {errc::none, "half of a pair becomes U+FFFD"}},
    {"i_string_incomplete_surrogate_pair.json", {errc::none, "half of a pair becomes U+FFFD"}},
    {"i_string_incomplete_surrogates_escape_valid.json", {errc::none, "half of a pair becomes U+FFFD"}},
    {"i_string_invalid_lonely_surrogate.json", {errc::none, "half of a pair becomes U+FFFD"}},
    {"i_string_invalid_surrogate.json", {errc::none, "half of a pair becomes U+FFFD"}},
    {"i_string_inverted_surrogates_U+1D11E.json", {errc::none, "half of a pair becomes U+FFFD"}},
    {"i_string_lone_second_surrogate.json", {errc::none, "half of a pair becomes U+FFFD"}},
    // One damaged name must not cost the whole answer.
    {"i_string_UTF-8_invalid_sequence.json", {errc::none, "bytes from 0x80 are passed on"}},
    {"i_string_UTF8_surrogate_U+D800.json", {errc::none, "bytes from 0x80 are passed on"}},
    {"i_string_invalid_utf-8.json", {errc::none, "bytes from 0x80 are passed on"}},
    {"i_string_iso_latin_1.json", {errc::none, "bytes from 0x80 are passed on"}},
    {"i_string_lone_utf8_continuation_byte.json", {errc::none, "bytes from 0x80 are passed on"}},
    {"i_string_not_in_unicode_range.json", {errc::none, "bytes from 0x80 are passed on"}},
    {"i_string_overlong_sequence_2_bytes.json", {errc::none, "bytes from 0x80 are passed on"}},
    {"i_string_overlong_sequence_6_bytes.json", {errc::none, "bytes from 0x80 are passed on"}},
    {"i_string_overlong_sequence_6_bytes_null.json", {errc::none, "bytes from 0x80 are passed on"}},
    {"i_string_truncated-utf-8.json", {errc::none, "bytes from 0x80 are passed on"}},
    // RFC 8259, section 8.1: between systems, JSON is UTF-8.
    {"i_string_UTF-16LE_with_BOM.json", {errc::bad_json, "no UTF-16"}},
    {"i_string_utf16BE_no_BOM.json", {errc::bad_json, "no UTF-16"}},
    {"i_string_utf16LE_no_BOM.json", {errc::bad_json, "no UTF-16"}},
    {"i_structure_UTF-8_BOM_empty_object.json", {errc::none, "a byte order mark is skipped"}},
    // RFC 8259, section 9: a reader may limit the depth. Ours is 32.
    {"i_structure_500_nested_arrays.json", {errc::too_deep, "deeper than 32"}},
};

/// Those that would be refused for another reason, had the depth no limit.
constexpr std::string_view refused_for_depth[] = {"n_structure_100000_opening_arrays.json",
                                                  "n_structure_open_array_object.json"};

/// What was told, as one text. A token's pieces run together, and zero bytes part it from the next.
struct recorder {
    std::string told{};
    bool in_token = false;

    bool mark(char kind) {
        in_token = false;
        told += kind;
        return true;
    }
    bool piece(char kind, const char* data, std::size_t size) {
        if (!in_token) told += kind;
        in_token = true;
        told.append(data, size);
        return size != 0;
    }
    bool end(char kind) {
        if (!in_token) told += kind;
        in_token = false;
        told += '\0';
        return true;
    }

    bool begin_object() { return mark('{'); }
    bool end_object() { return mark('}'); }
    bool begin_array() { return mark('['); }
    bool end_array() { return mark(']'); }
    bool key_piece(const char* data, std::size_t size) { return piece('k', data, size); }
    bool end_key() { return end('k'); }
    bool text_piece(const char* data, std::size_t size) { return piece('t', data, size); }
    bool end_text() { return end('t'); }
    bool number_piece(const char* data, std::size_t size) { return piece('n', data, size); }
    bool end_number() { return end('n'); }
    bool literal(portwright::json_literal value) { return mark(static_cast<char>('0' + static_cast<int>(value))); }
};

/// One that wants less, as the decoder does within what nobody asked for: the reader passes over it another way.
template <json_interest Wanted>
struct choosy : portwright::ignore_json {
    constexpr json_interest interest() const noexcept { return Wanted; }
    constexpr bool whole_key(const char*, std::size_t) noexcept { return true; }
    constexpr bool whole_value(bool, const char*, std::size_t) noexcept { return true; }
};
static_assert(portwright::choosy_json_handler<choosy<json_interest::keys>>);

struct outcome {
    errc code = errc::none;
    std::int64_t offset = 0; ///< of the byte that is wrong

    bool operator==(const outcome&) const = default;
};

/// `piece_size` says how long the piece is that begins there.
template <class Handler, class Size>
outcome read(Handler& handler, std::string_view text, Size piece_size) {
    portwright::json_reader reader;
    for (std::size_t at = 0; at != text.size();) {
        const std::size_t size = std::min(piece_size(at), text.size() - at);
        // A copy of its own: a sanitizer sees whoever reads past a piece.
        const std::string piece(text.substr(at, size));
        reader.feed(handler, piece.data(), piece.size());
        at += size;
    }
    const auto whole = reader.finish(handler);
    return {whole.error().code, whole.error().number};
}

constexpr auto one_byte = [](std::size_t) { return std::size_t{1}; };
constexpr auto everything = [](std::size_t) { return SIZE_MAX; };

/// How often the text was read, or 0 where two ways differ.
std::size_t read_in_every_way(std::string_view text, outcome& whole) {
    recorder first;
    whole = read(first, text, everything);
    std::size_t readings = 1;
    bool alike = true;
    const auto try_cut = [&](auto size) {
        recorder other;
        alike = alike && read(other, text, size) == whole && other.told == first.told;
        choosy<json_interest::everything> all;
        choosy<json_interest::keys> keys;
        choosy<json_interest::brackets> brackets;
        alike = alike && read(all, text, size) == whole && read(keys, text, size) == whole;
        alike = alike && read(brackets, text, size) == whole;
        readings += 4;
    };
    try_cut(everything);
    try_cut(one_byte);
    if (text.size() <= long_size)
        for (std::size_t cut = 1; cut < text.size(); ++cut)
            try_cut([cut](std::size_t at) { return at < cut ? cut - at : SIZE_MAX; });
    if (text.size() > 1 && text.size() <= short_size) {
        // Bit i of `cuts`: the text is cut before its byte i + 1.
        for (unsigned cuts = 0; cuts != 1U << (text.size() - 1); ++cuts)
            try_cut([cuts](std::size_t at) {
                std::size_t size = 1;
                for (unsigned left = cuts >> at; left != 0 && (left & 1) == 0; left >>= 1) ++size;
                return cuts >> at == 0 ? SIZE_MAX : size;
            });
    }
    return alike ? readings : 0;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// What the suite and the tables above say of a file: whether `code` is right.
bool is_right(std::string_view name, errc code) {
    if (name.starts_with("y_")) return code == errc::none;
    if (name.starts_with("n_")) {
        const bool deep =
            std::find(std::begin(refused_for_depth), std::end(refused_for_depth), name) != std::end(refused_for_depth);
        return code == (deep ? errc::too_deep : errc::bad_json);
    }
    const auto found = left_open.find(name);
    return found != left_open.end() && code == found->second.code;
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    std::map<char, std::size_t> read_of, right_of;
    std::size_t readings = 0;
    for (const auto& entry : std::filesystem::directory_iterator(arguments[1])) {
        const std::string name = entry.path().filename().string(), text = bytes_of(entry.path());
        outcome got;
        const std::size_t ways = read_in_every_way(text, got);
        readings += ways;
        const bool right = ways != 0 && is_right(name, got.code);
        ++read_of[name[0]];
        right_of[name[0]] += right ? 1 : 0;
        if (!right)
            std::printf("FAIL %s: %s, code %d at byte %lld\n", name.c_str(),
                        ways == 0 ? "read otherwise when it is cut" : "not as the suite has it",
                        static_cast<int>(got.code), static_cast<long long>(got.offset));
    }
    std::printf("accepted %zu of %zu that must be, refused %zu of %zu that must be, as written down %zu of %zu\n"
                "%zu readings\n",
                right_of['y'], read_of['y'], right_of['n'], read_of['n'], right_of['i'], read_of['i'], readings);
    const std::size_t all = read_of['y'] + read_of['n'] + read_of['i'];
    std::size_t failed = all - right_of['y'] - right_of['n'] - right_of['i'];
    if (read_of['y'] < fewest_accepted || read_of['n'] < fewest_refused || read_of['i'] < fewest_open ||
        read_of['i'] != left_open.size()) {
        std::puts("FAIL the suite is not whole");
        ++failed;
    }
    std::printf("%zu passed, %zu failed\n", all - std::min(failed, all), failed);
    return failed == 0 ? 0 : 1;
}
