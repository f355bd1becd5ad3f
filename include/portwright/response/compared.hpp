// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Compares what a create declares with a listener as an answer has it, parameter by parameter: only what is declared
// counts, because answers are full of values that the cloud chose.
//
// The parameters of a listener are numbered: fields in canonical order, and of a structure its fields in its place. A
// set of them is 64 bits.

#include <portwright/request/raw_root.hpp>
#include <portwright/response/element_taker.hpp>
#include <portwright/response/ensured.hpp>
#include <portwright/response/number.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

constexpr bool is_same_letter(char a, char b) noexcept {
    if (a == b) return true;
    return (a | 0x20) == (b | 0x20) && (a | 0x20) >= 'a' && (a | 0x20) <= 'z';
}

constexpr bool is_same_word(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i != a.size(); ++i)
        if (!is_same_letter(a[i], b[i])) return false;
    return true;
}

/// The number of the row of that name; that of all rows where there is none.
constexpr std::uint8_t find_row_number(const table& t, std::string_view name) noexcept {
    const char* next = t.names;
    std::uint8_t i = 0;
    for (; i != t.count; next += t.rows[i++].length)
        if (std::string_view(next, t.rows[i].length) == name) break;
    return i;
}

/// The row of that name; null where there is none.
constexpr const row* find_row(const table& t, std::string_view name) noexcept {
    const std::uint8_t i = find_row_number(t, name);
    return i != t.count ? &t.rows[i] : nullptr;
}

/// A text, a number or a truth value.
struct plain_value {
    std::string_view text = {};
    std::int64_t number = 0;
    bool is_text = false;
    bool is_present = false;

    static plain_value read(const row& r, const raw_root::value& from) noexcept {
        plain_value made;
        made.is_present = from.is_present();
        made.is_text = r.type == kind::text || r.type == kind::texts || r.type == kind::text_sequence;
        if (made.is_text) made.text = from.string();
        else if (r.type == kind::boolean) made.number = static_cast<std::int64_t>(from.data != nullptr);
        else made.number = *from.number();
        return made;
    }

    /// A number may stand in a text. Words are compared without case.
    bool equals(const plain_value& other, bool words) const noexcept {
        if (is_text && other.is_text) return words ? is_same_word(text, other.text) : text == other.text;
        if (is_text) return other.equals(*this, words);
        if (!other.is_text) return number == other.number;
        std::int64_t parsed = 0;
        return read_number(other.text.data(), other.text.size(), parsed) && parsed == number;
    }
    bool equals(std::string_view other, bool words) const noexcept {
        return equals({.text = other, .is_text = true, .is_present = true}, words);
    }
};

/// Takes a name off the front of `path`, up to the separator. Without substr(), which wants the C++ library's function
/// that throws: a firmware image is linked without it.
constexpr std::string_view take_name(std::string_view& path, char separator) noexcept {
    const std::size_t found = path.find(separator), end = found < path.size() ? found : path.size();
    const std::string_view name(path.data(), end);
    path.remove_prefix(end == path.size() ? end : end + 1);
    return name;
}

/// What of an answer's values is of interest.
struct value_count {
    const plain_value* wanted = nullptr; ///< null: all are counted as found
    bool words = false;
    unsigned count = 0; ///< of the values that are there and not empty
    unsigned found = 0; ///< of those that equal the wanted one
    bool has_list = false; ///< there is a list, maybe an empty one
    plain_value last = {};

    void take(const plain_value& value) noexcept {
        if (!value.is_present || (value.is_text && value.text.empty())) return;
        ++count;
        last = value;
        if (wanted == nullptr || wanted->equals(value, words)) ++found;
    }
};

/// Counts the values under `path` in the structure at `object`, over all elements of the lists on the way.
inline void count_values(const table& t, const unsigned char* object, std::string_view field_path,
                         value_count& counts) noexcept {
    const row* const r = find_row(t, take_name(field_path, '.'));
    if (r == nullptr) return;
    if (r->type == kind::structure) return count_values(*r->child, object + r->offset(), field_path, counts);
    if (r->type < kind::texts) return counts.take(plain_value::read(*r, raw_root::value_of(object, *r)));
    if (is_list(r->type)) return; // a request's list, which no answer has
    any_sequence all; // a sequence<T> lies there, which consists of one
    std::memcpy(static_cast<void*>(&all), object + r->offset(), sizeof all);
    counts.has_list = all.count != 0;
    const any_sequence::node* next = all.size() != 0 ? all.last->next : nullptr;
    for (std::uint32_t i = 0; i != all.size(); ++i, next = next->next) {
        const unsigned char* const element = any_sequence::element(next);
        if (r->type >= kind::structure) {
            count_values(*r->child, element, field_path, counts);
            continue;
        }
        raw_root::value value;
        std::memcpy(static_cast<void*>(&value.data), element, sizeof value.data);
        std::memcpy(&value.mark, element + offsetof(raw_root::value, mark), sizeof value.mark);
        counts.take(plain_value::read(*r, value));
    }
}

/// The same over several paths, separated by spaces.
inline void count_all_values(const table& t, const unsigned char* object, std::string_view paths,
                             value_count& counts) noexcept {
    while (!paths.empty()) count_values(t, object, take_name(paths, ' '), counts);
}

/// One parameter of a listener.
struct listener_parameter {
    unsigned number; ///< its bit
    const row* outer; ///< the structure that it is in; null where it is in none
    std::string_view outer_name;
    const row* field;
    std::string_view name;
    const unsigned char* structure; ///< where the field lies

    std::uint64_t bit() const noexcept { return std::uint64_t{1} << number; }
    bool is_declared() const noexcept { return raw_root::mark_of(structure, *field) != 0; }
    raw_root::value value() const noexcept { return raw_root::value_of(structure, *field); }

    /// Whether a path is that of the parameter, or of a field in its elements, which `item` becomes then.
    bool is_at(std::string_view field_path, std::string_view& item) const noexcept {
        if (outer != nullptr && take_name(field_path, '.') != outer_name) return false;
        const bool same = take_name(field_path, '.') == name;
        item = field_path;
        return same;
    }
};

/// Calls `use` with each parameter of the listener at `object`.
template <class Use>
constexpr void each_parameter(const table& t, const unsigned char* object, Use use) {
    unsigned number = 0;
    const char* name = t.names;
    for (const row* r = t.rows; r != t.rows + t.count; name += r->length, ++r) {
        const std::string_view own(name, r->length);
        if (r->type != kind::structure) {
            use(listener_parameter{number++, nullptr, {}, r, own, object});
            continue;
        }
        const char* inner_name = r->child->names;
        for (const row* inner = r->child->rows; inner != r->child->rows + r->child->count;
             inner_name += inner->length, ++inner)
            use(listener_parameter{number++,
                                   r,
                                   own,
                                   inner,
                                   {inner_name, inner->length},
                                   object != nullptr ? object + r->offset() : nullptr});
    }
}

/// How many parameters a listener has. Structures lie one level deep.
constexpr unsigned parameter_count(const table& t) noexcept {
    unsigned count = 0;
    each_parameter(t, nullptr, [&](const listener_parameter& p) {
        count += p.field->type == kind::structure ? 65 : 1; // too deep, and so too many
    });
    return count;
}

constexpr const counterpart* find_counterpart(const ensure_facts& facts, const listener_parameter& p,
                                              std::string_view& item) noexcept {
    for (const counterpart& c : facts.counterparts)
        if (p.is_at(c.parameter, item)) return &c;
    return nullptr;
}

enum class compared : std::uint8_t { same, differs, not_verifiable };

/// The values that a parameter declares: of a list its elements, of structures the field `item`. `use` returns false
/// to end.
template <class Use>
void each_declared_value(const listener_parameter& p, std::string_view item, Use use) {
    const row& r = *p.field;
    const raw_root::value all = p.value();
    if (!is_list(r.type)) return void(use(plain_value::read(r, all)));
    const row* const inner = r.type == kind::structures ? find_row(*r.child, item) : nullptr;
    for (std::uint32_t i = 0; i != all.size(); ++i) {
        plain_value one;
        if (r.type != kind::structures) one = plain_value::read(r, raw_root::value_of(p.structure, r, i));
        else if (inner != nullptr)
            one = plain_value::read(*inner, raw_root::value_of(raw_root::inside(p.structure, r, i), *inner));
        if (!use(one)) return;
    }
}

/// Compares a declared parameter with the element of the answer. `port`: which of the request's ports the listener has.
inline compared compare_parameter(const ensure_facts& facts, const listener_parameter& p, const table& answer,
                                  const unsigned char* element, std::uint32_t port) noexcept {
    std::string_view item;
    const counterpart* const other = find_counterpart(facts, p, item);
    const row& r = *p.field;
    const bool words = (r.flags & row::listed) != 0;
    if (other != nullptr && other->how >= read_back::flag) {
        const plain_value name{.text = p.name, .is_text = true, .is_present = true};
        value_count flags{.wanted = &name};
        count_all_values(answer, element, other->answer, flags);
        const bool declared = p.value().data != nullptr;
        if (flags.found != 0) return declared ? compared::same : compared::differs;
        if (other->how == read_back::flag_if_present || !flags.has_list) return compared::not_verifiable;
        return declared ? compared::differs : compared::same;
    }
    const auto count = [&](value_count& counts) {
        if (other != nullptr && *other->answer != '\0') return count_all_values(answer, element, other->answer, counts);
        const row* const outer = p.outer != nullptr ? find_row(answer, p.outer_name) : nullptr;
        if (p.outer == nullptr) return count_values(answer, element, p.name, counts);
        if (outer != nullptr && outer->type == kind::structure)
            count_values(*outer->child, element + outer->offset(), p.name, counts);
    };
    const bool by_element = other != nullptr && other->how == read_back::element;
    if (by_element) {
        if (port >= p.value().size()) return compared::same; // nothing is declared of this one
        const plain_value one = plain_value::read(r, raw_root::value_of(p.structure, r, port));
        value_count counts{.wanted = &one};
        count(counts);
        const bool says_nothing = counts.count == 0 || (other->absent != nullptr &&
                                                        counts.last.equals(std::string_view(other->absent), false));
        return says_nothing ? compared::not_verifiable : counts.found != 0 ? compared::same : compared::differs;
    }
    value_count all;
    count(all);
    unsigned declared = 0;
    bool unknown = false;
    bool differs = false;
    each_declared_value(p, item, [&](const plain_value& value) {
        ++declared;
        unknown = unknown || !value.is_present;
        if (all.count == 0) {
            if (value.is_text && value.text.empty()) return true;
            if (other == nullptr || other->absent == nullptr) unknown = true;
            else if (!value.equals(std::string_view(other->absent), words)) differs = true;
            return true;
        }
        value_count counts{.wanted = &value, .words = words};
        count(counts);
        unsigned wanted = 0; // how often the list declares this value
        if (is_list(r.type))
            each_declared_value(p, item, [&](const plain_value& other_value) {
                if (other_value.equals(value, words)) ++wanted;
                return true;
            });
        else wanted = all.count; // an answer may say it at several places
        if (counts.found != wanted) differs = true;
        return true;
    });
    if (unknown) return compared::not_verifiable;
    if (is_list(r.type) && all.count != 0 && all.count != declared) differs = true;
    return differs ? compared::differs : compared::same;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
