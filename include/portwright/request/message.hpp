// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// An error as one line for people: the parameter's wire path, what was given and the bound that it broke.
//
//     char line[128];
//     if (!url) log(portwright::message(url.error(), line));   // Ports.1: 70000 is outside 1..65535

#include <portwright/core/error.hpp>
#include <portwright/request/characters.hpp>
#include <portwright/request/fields.hpp>
#include <portwright/request/later.hpp>
#include <portwright/request/rule_message.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// Writes a wire path: `listeners.3.timeOut`. `where` is empty where no parameter is concerned, and then nothing is
/// written.
constexpr void write_path(output& out, const path& where) noexcept {
    const detail::table* structure = where.root;
    for (std::size_t level = 0; level != where.depth; ++level) {
        const detail::row& r = structure->rows[where.row[level]];
        if (level != 0) out.put('.');
        out.write(structure->name(where.row[level]));
        if (where.index[level] != path::whole) {
            out.put('.');
            if (where.root->list_word_size != 0) {
                out.write(where.root->list_word());
                out.put('.');
            }
            write_decimal(out, std::int64_t{where.index[level]} + where.index_base);
        }
        if (level + 1u != where.depth) structure = r.child;
    }
}

namespace detail {

/// Writes somebody's text in quotes: at most 40 characters of it, and none that a terminal would obey.
constexpr void write_quoted(output& out, std::string_view text) noexcept {
    const bool is_text = count_characters(text) != not_text;
    std::size_t characters = 0;
    out.put('"');
    for (std::size_t i = 0; i != text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte < 0x80 || byte >= 0xC0 || !is_text) && ++characters > 40) {
            out.write("\xE2\x80\xA6"); // …
            break;
        }
        const bool two_byte_control = byte == 0xC2 && is_text && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        const bool shown = byte >= 0x80 ? is_text : byte >= 0x20 && byte != 0x7F;
        out.put(shown && !two_byte_control ? text[i] : '?');
        if (two_byte_control) ++i;
    }
    out.put('"');
}

/// Said of a text or a list that is too large without a documented bound to name. It is also too large to be shown.
inline constexpr std::string_view larger_than_any = "larger than any request may be";

/// Said of what stands in place of a value that comes later, where the request was not prepared.
inline constexpr std::string_view comes_later =
    "a later<N>: a request with such values is prepared, and signed with() them";

/// "70000 is outside 1..65535", or the values where they are few.
constexpr void write_bounds(output& out, const error& why, const row& r) noexcept {
    if (why.has_number) write_decimal(out, why.number);
    else out.write("it");
    if ((r.flags & row::bounded) == 0) return out.write(" is outside -2^61..2^61-1");
    const number_rule& rule = *r.number;
    const bool more = rule.also < rule.low || rule.also > rule.high;
    if (rule.high - rule.low < 5) {
        out.write(rule.low == rule.high && !more ? " is not " : " is not one of ");
        for (std::int32_t n = rule.low; n <= rule.high; ++n) {
            if (n != rule.low) out.write(", ");
            write_decimal(out, n);
        }
        if (more) out.write(", ");
    } else if (rule.high == INT32_MAX && !more) {
        out.write(" is below ");
        return write_decimal(out, rule.low);
    } else {
        out.write(" is outside ");
        write_decimal(out, rule.low);
        out.write("..");
        write_decimal(out, rule.high);
        if (more) out.write(" (or ");
    }
    if (!more) return;
    write_decimal(out, rule.also);
    if (rule.high - rule.low >= 5) out.put(')');
}

/// The same; of a number that no integer holds, and that is not kept, also what else it may be.
constexpr void write_out_of_range(output& out, const error& why, const row& r) noexcept {
    write_bounds(out, why, r);
    if (why.has_number) return;
    out.write(", or ");
    out.write(comes_later);
}

constexpr void write_words(output& out, const char* words) noexcept {
    for (const char* word = words; *word != '\0'; word = next_word(word)) {
        if (word != words) out.write(", ");
        out.write(word_text(word));
    }
}

/// What is wrong with a text that has characters outside of a set. The set is told by what it holds: to compare its
/// address with those of all sets would bring all of them into an image.
constexpr std::string_view characters_text(bool (*set)(const char*, std::size_t)) noexcept {
    const auto has = [set](std::string_view text) { return set(text.data(), text.size()); };
    if (has("2000-01-01 00:00:00") && !has("2")) return "is not of the form YYYY-MM-DD hh:mm:ss";
    if (has("/") && !has("a")) return "does not begin with /";
    if (has("a") && !has("A")) return "has characters other than a-z, 0-9 and -"; // a link, too
    if (has("http") && !has("http://")) return "begins with http:// or https://";
    if (has("a") && !has(" ")) return "has characters other than visible ASCII";
    if (has("a") && !has("\x7F")) return "has characters other than ASCII";
    return "has characters that are not allowed";
}

/// "65 characters, at most 64".
constexpr void write_count(output& out, std::int64_t number, std::string_view what, std::string_view bound,
                           std::int64_t limit) noexcept {
    write_decimal(out, number);
    out.write(what);
    if (number != 1) out.put('s');
    out.write(bound);
    write_decimal(out, limit);
}

/// The structure that the field at the end of a path is in, or the one `levels_up` levels around it; null where there
/// is none.
constexpr const table* structure_of(const path& where, std::size_t levels_up) noexcept {
    if (where.depth <= levels_up) return nullptr;
    const table* structure = where.root;
    for (std::size_t level = 0; level + levels_up + 1 != where.depth; ++level)
        structure = structure->rows[where.row[level]].child;
    return structure;
}

constexpr bool has_rule(const table& structure, const condition* rule) noexcept {
    for (std::size_t i = 0; i != structure.condition_count; ++i)
        if (structure.rules + i == rule) return true;
    return false;
}

/// Writes which rule is broken. Where the rule blames a field of the structure around its own, the path ends in that
/// one, and the structure with the rule is found among its parts by the address of its rules.
constexpr void write_broken_rule(output& out, const error& why) noexcept {
    const table* structure = structure_of(why.where, 0);
    const table* enclosing = structure_of(why.where, 1);
    if (why.rule->is_of_parent()) {
        enclosing = structure;
        for (std::size_t i = 0; i != enclosing->count; ++i)
            if (enclosing->rows[i].type >= kind::structure && has_rule(*enclosing->rows[i].child, why.rule))
                structure = enclosing->rows[i].child;
    }
    rule_writer(out, *structure, enclosing, why.rule).complain(why.has_number, why.number);
}

/// Writes that a text is too large. Of a secret nothing is kept that would tell a later<N> from it.
constexpr void write_too_large(output& out, const error& why, bool is_secret) noexcept {
    const bool is_later = !is_secret && later_in(why.text, why.length) != 0;
    if (!is_later) out.write(larger_than_any);
    if (is_secret) out.write(", or ");
    if (is_secret || is_later) out.write(comes_later);
}

/// Writes what is wrong with a parameter. `r` is its row.
constexpr void write_reason(output& out, const error& why, const row& r) noexcept {
    const bool is_text = r.type == kind::text || r.type == kind::texts;
    // For a secret the walk leaves `text` as it was, which may be that of an earlier field.
    const std::string_view shown_text =
        (r.flags & row::secret) == 0 ? std::string_view(why.text, why.length) : std::string_view{};
    const auto subject = [&] {
        if (shown_text.empty()) out.write("it");
        else write_quoted(out, shown_text);
        out.put(' ');
    };
    switch (why.code) {
    case errc::missing_parameter: return out.write("required, and missing");
    case errc::out_of_range: return write_out_of_range(out, why, r);
    case errc::not_listed:
        subject();
        out.write("is not one of ");
        return write_words(out, r.words);
    case errc::too_short: return write_count(out, why.number, " character", ", at least ", r.text->shortest);
    case errc::too_long:
        if (!why.has_number) return write_too_large(out, why, (r.flags & row::secret) != 0);
        return write_count(out, why.number, " character", ", at most ", r.text->longest);
    case errc::too_many:
        if (why.number >= too_large) return out.write(larger_than_any);
        return write_count(out, why.number, " element", ", at most ", is_text ? r.text->max_items : r.child->max_items);
    case errc::bad_characters: subject(); return out.write(characters_text(r.text->has_characters));
    case errc::rule_broken: return write_broken_rule(out, why);
    default: return;
    }
}

/// What an error says where it names no parameter.
constexpr std::string_view fixed_text(errc code) noexcept {
    using enum errc;
    switch (code) {
    case none: return "no error";
    case missing_parameter: return "a required parameter is missing";
    case out_of_range: return "a number is out of range";
    case not_listed: return "the API has no such region, or does not document it: unlisted() passes it on";
    case too_short: return "a text is too short";
    case too_long: return "a text is too long";
    case too_many: return "a list has too many elements";
    case bad_characters: return "has characters that cannot be sent";
    case not_utf8: return "not UTF-8";
    case rule_broken: return "a rule of the action is broken";
    case too_many_parameters: return "more parameters than there are slots";
    case bad_name: return "not the name of a parameter or an action";
    case duplicate_name: return "given twice, or a common parameter";
    case subscript_gap: return "the subscripts of a list have a gap";
    case wrong_scheme: return "the API does not accept this signature scheme";
    case buffer_too_small: return "the buffer is too small";
    case sink_failed: return "the sink refused bytes";
    case request_too_large: return "the request is too large";
    case secret_in_url: return "a secret parameter would go into a URL: use POST";
    case bad_credentials:
        return "the id, secret or token is empty, or has white space or other characters that none has";
    case missing_region: return "the API takes a region, and none is given";
    case bad_region: return "the region has characters that no region has";
    case bad_nonce: return "the nonce is empty, or has characters that no nonce has";
    case bad_time: return "the timestamp is before 1970 or after 9999";
    case bad_host: return "the host is not HOST or HOST:PORT";
    case stale_key: return "the key was prepared for another day or service";
    case crypto_failed: return "the hash engine failed";
    case not_prepared: return "the request was prepared for another method, host or set of signed headers";
    case connect_failed: return "no connection: the host's name, the route to it or its port";
    case tls_failed: return "the TLS handshake failed, or the certificate was refused";
    case timed_out: return "timed out";
    case send_failed: return "the connection broke while sending";
    case receive_failed: return "the connection broke before the answer was complete";
    case bad_http: return "the answer is not HTTP/1.1";
    case head_too_large: return "the answer's header is too large";
    case answer_too_large: return "the answer is too large";
    case bad_json: return "the answer is not JSON";
    case too_deep: return "the answer is nested too deep";
    case scratch_full: return "does not fit into the scratch";
    case wrong_type: return "cannot be read as its type";
    case missing_field: return "required, and missing from the answer";
    case refused: return "the cloud refused the request";
    case outcome_unknown: return "sent, and no readable answer came: the outcome is unknown";
    case task_failed: return "the task failed";
    case still_running: return "the task is still running";
    }
    return "an unknown error";
}

constexpr bool names_a_parameter(errc code) noexcept {
    return code >= errc::missing_parameter && code <= errc::rule_broken && code != errc::not_utf8;
}

/// An output that keeps as much of the beginning of what is written as there is room for.
class beginning final : public output {
public:
    constexpr explicit beginning(std::span<char> buffer) noexcept
        : output(piece_, sizeof piece_, &keep), buffer_(buffer) {}

    /// What was kept; it ends with "..." where more was written.
    constexpr std::string_view finish() noexcept {
        flush();
        if (cut_)
            for (std::size_t i = 0; i != 3 && i != used_; ++i) buffer_[used_ - 1 - i] = '.';
        return {buffer_.data(), used_};
    }

private:
    static constexpr void keep(output& self) noexcept {
        auto& me = static_cast<beginning&>(self);
        for (std::size_t i = 0; i != me.waiting(); ++i) {
            if (me.used_ == me.buffer_.size()) me.cut_ = true;
            else me.buffer_[me.used_++] = me.piece_[i];
        }
        me.drained();
    }

    std::span<char> buffer_;
    std::size_t used_ = 0;
    bool cut_ = false;
    char piece_[16] = {};
};

} // namespace detail

/// Writes an error as one line, without a line break. Never a secret parameter's value. `why` is the error, whose
/// `text` must still live.
constexpr void write_message(output& out, const error& why) noexcept {
    if (why.where.depth != 0) {
        write_path(out, why.where);
        out.write(": ");
        if (detail::names_a_parameter(why.code))
            return detail::write_reason(out, why,
                                        detail::structure_of(why.where, 0)->rows[why.where.row[why.where.depth - 1u]]);
    } else if (why.length != 0 && (why.code == errc::bad_name || why.code == errc::duplicate_name ||
                                   why.code == errc::too_many_parameters || why.code == errc::bad_characters)) {
        detail::write_quoted(out, {why.text, why.length});
        out.write(": ");
    }
    out.write(detail::fixed_text(why.code));
    if (!why.has_number) return;
    if (why.code == errc::buffer_too_small || why.code == errc::request_too_large || why.code == errc::scratch_full) {
        out.write(": ");
        write_decimal(out, why.number);
        out.write(why.code == errc::buffer_too_small ? " bytes are needed" : " bytes");
    } else if (why.code == errc::outcome_unknown || why.code == errc::still_running) {
        out.write(" (");
        out.write(detail::fixed_text(static_cast<errc>(why.number)));
        out.put(')');
    } else if (why.code == errc::tls_failed) {
        out.write(": ");
        write_decimal(out, why.number);
    }
}

/// The line in the caller's buffer; it ends with "..." where the buffer is too small for all of it. A view of
/// `buffer`; `why` is as of write_message().
constexpr std::string_view message(const error& why, std::span<char> buffer) noexcept {
    detail::beginning out(buffer);
    write_message(out, why);
    return out.finish();
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
