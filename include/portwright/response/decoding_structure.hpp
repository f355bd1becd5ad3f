// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The decoder of response/decoding.hpp: structures, lists and names.

#include <portwright/core/inlining.hpp>
#include <portwright/response/decoding.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

inline decoding::decoding(const dialect& dialect, const table& answer_table, void* response, api_error& refusal,
                          char* scratch, std::size_t size) noexcept
    : dialect_(dialect), table_(answer_table), refusal_(refusal), begin_(scratch != nullptr ? scratch : token_),
      end_(begin_ + size), next_(begin_), top_(end_) { // never null: that is no text
    frames_[0] = {dialect.head, reinterpret_cast<unsigned char*>(&refusal), no_row, value_position::value};
    *answer() = {dialect.outer != nullptr ? dialect.outer : &answer_table, static_cast<unsigned char*>(response),
                 no_row, value_position::value};
    std::memset(response, 0, answer_table.object_size);
    std::memset(static_cast<void*>(&refusal), 0, sizeof refusal);
}

/// Keeps the first error and its position. Any other error replaces a missing field, which may only be its consequence.
inline void decoding::fail(errc why) noexcept {
    if (why_.code != errc::none && (why_.code != errc::missing_field || why == errc::missing_field)) return;
    why_.code = why;
    path& where = why_.where;
    where.depth = 0;
    const frame* f = innermost_ < answer() ? frames_ : answer();
    where.root = f->structure;
    for (; f <= innermost_ && f->current != no_row; ++f) {
        where.row[where.depth] = f->current;
        std::uint32_t& index = where.index[where.depth++];
        index = path::whole;
        if (is_sequence(f->field().type)) {
            if (f != innermost_) index = f->list().size() - 1;
            else if (f->position != value_position::value)
                index = f->list().size(); // the element that would have come next
        }
    }
}

inline bool decoding::open(bool array) noexcept {
    if (skip_ != 0) return true;
    frame& f = *innermost_;
    if (f.current != no_row) {
        const row& r = f.field();
        const bool list = is_sequence(r.type);
        if (list && f.position == value_position::value) f.list().count |= present_bit;
        if (array && (f.position == value_position::value || (list && f.position == value_position::in_object))) {
            f.position =
                f.position == value_position::value ? value_position::in_array : value_position::in_object_array;
            return true;
        }
        if (!array && list && f.position == value_position::value) {
            f.position = value_position::in_object;
            return true;
        }
        if (!array && r.type >= kind::structure && f.position != value_position::after_element) {
            if (r.child ==
                nullptr) { // the object that the dialect has around an answer: its field is the answer itself
                f = {&table_, f.object, no_row, value_position::value};
                return true;
            }
            unsigned char* const object = list ? add_element() : f.target();
            if (f.position == value_position::in_array && !list) f.position = value_position::after_element;
            if (object != nullptr) enter(*r.child, object);
            return true;
        }
        fail(errc::wrong_type);
    } else if (reader_.depth() == 1) {
        if (!array) return true;
        fail(errc::wrong_type);
    }
    skip_here();
    return true;
}

inline bool decoding::close() noexcept {
    if (skip_ != 0) {
        if (reader_.depth() >= skip_) return true;
        skip_ = 0;
    } else if (innermost_->position != value_position::value) {
        innermost_->position =
            innermost_->position == value_position::in_object_array ? value_position::in_object : value_position::value;
    } else if (innermost_ != answer()) {
        close_structure();
    } else if (innermost_->structure != dialect_.outer) {
        innermost_->structure = &nothing; // the answer is over
    }
    settle();
    return true;
}

/// Whether a required field is absent. A structure is absent where all fields in it are.
inline bool decoding::is_missing(const row& r, const unsigned char* field) noexcept {
    const std::size_t size = r.type == kind::structure ? r.child->object_size : sizeof(text);
    std::uint32_t marks = 0; // that a field is present: it follows the pointer in every type of field
    for (std::size_t offset = sizeof(void*); offset < size; offset += sizeof(text)) {
        std::uint32_t mark = 0;
        std::memcpy(&mark, field + offset, sizeof mark);
        marks |= mark;
    }
    return (r.is_filled() ? marks & size_bits : marks) == 0;
}

/// Checks that the structure that has just ended has all its required fields.
inline void decoding::find_missing() noexcept {
    frame& f = *innermost_;
    for (f.current = 0; f.current != f.structure->count; ++f.current) {
        const row& r = f.field();
        if ((r.flags & row::required) == 0 || r.is_alias() || !is_missing(r, f.target())) continue;
        if (filter_ == nullptr || filter_(*this, wanted_, wanted_count_)) fail(errc::missing_field);
    }
    f.current = no_row;
}

inline bool decoding::close_structure() noexcept {
    find_missing();
    --innermost_;
    if (wanted_count_ == observed) observer_->closed(*this);
    return true;
}

inline bool decoding::key_piece(const char* data, std::size_t size) noexcept {
    if (skip_ != 0) return true;
    const frame& f = *innermost_;
    if (f.position == value_position::in_object) {
        if (f.field().type == kind::structure_map) append(data, size);
        else if (f.field().type == kind::structure_sequence) match_.take(*f.field().child, data, size);
    } else {
        match_.take(*f.structure, data, size);
        if (innermost_ == answer()) head_match_.take(*dialect_.head, data, size);
    }
    return true;
}

inline bool decoding::end_key() noexcept {
    const name_match found = match_;
    const name_match head = head_match_;
    match_ = head_match_ = {};
    if (skip_ != 0) return true;
    if (innermost_->position == value_position::in_object) {
        const row& r = innermost_->field();
        if (r.type == kind::structure_map) {
            store(key_, text_, growing_size());
            text_ = nullptr;
            return true;
        }
        // The name of a field: the object stands for the only element of its list.
        if (r.type != kind::structure_sequence || !found.hits(*r.child)) return true;
        innermost_->position = value_position::value;
        if (innermost_->list().size() != 0) {
            fail(errc::wrong_type);
            skip_here();
            return true;
        }
        unsigned char* const object = add_element();
        if (object == nullptr) return true;
        enter(*r.child, object);
    }
    choose(found.hits(*innermost_->structure) ? found.candidate : no_row,
           head.hits(*dialect_.head) ? head.candidate : no_row);
    return true;
}

/// The row of this name. A name_match finds the same where the name comes in pieces.
inline std::uint8_t decoding::find_row(const table& t, const char* data, std::size_t size) noexcept {
    const char* name = t.names;
    const row* const rows_end = t.rows + t.count;
    for (const row* r = t.rows; r != rows_end; ++r) {
        if (r->length == size && (size == 0 || (*name == *data && std::memcmp(name, data, size) == 0)))
            return static_cast<std::uint8_t>(r - t.rows);
        name += r->length;
    }
    return no_row;
}

/// What key_piece() and end_key() do. Nothing is skipped here, or the reader would not tell. In line it would take
/// registers from the reader's loop: 2 % of the instructions for a long answer on x86-64.
PORTWRIGHT_ONE_COPY inline bool decoding::whole_key(const char* data, std::size_t size) noexcept {
    if (innermost_->position == value_position::in_object) return (size == 0 || key_piece(data, size)) && end_key();
    const std::uint8_t row = find_row(*innermost_->structure, data, size);
    if (innermost_ == answer()) choose(row, find_row(*dialect_.head, data, size));
    else if (row == no_row) innermost_->current = no_row;
    else select(row);
    return true;
}

/// Enters the row whose name has just been read. The answer and its head have names of their own.
inline void decoding::choose(std::uint8_t row, std::uint8_t row_of_head) noexcept {
    if (innermost_ == answer() && row_of_head != no_row) {
        innermost_->current = row;
        innermost_ = frames_;
        innermost_->current = row_of_head;
    } else {
        select(row);
    }
}

/// Prepares the row whose name has just been read, or no_row: resolves an alias, drops what the caller does not want,
/// and empties a list that comes again.
inline void decoding::select(std::uint8_t row_number) noexcept {
    frame& f = *innermost_;
    f.current = row_number;
    if (row_number == no_row) return;
    const row& r = f.field();
    if (r.is_alias()) {
        std::uint32_t mark = 0; // that the field is present: it follows the pointer in every type of field
        std::memcpy(&mark, f.target() + sizeof(void*), sizeof mark);
        if (mark != 0) return void(f.current = no_row);
        const std::uint8_t shared_offset = r.pointer_offset;
        f.current = 0;
        while (f.field().pointer_offset != shared_offset || f.field().is_alias()) ++f.current;
    }
    const bool own = innermost_ >= answer() && f.structure != dialect_.outer;
    if (own && filter_ != nullptr && !filter_(*this, wanted_, wanted_count_)) f.current = no_row;
    else if (is_sequence(r.type)) f.list() = {};
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
