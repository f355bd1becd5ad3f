// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The decoder of response/decoding.hpp: values, their room in the scratch, and the end.

#include <portwright/response/decoding.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

inline bool decoding::text_piece(const char* data, std::size_t size) noexcept {
    if (skip_ != 0 || innermost_->current == no_row) return true;
    if (reads_text(value_row(innermost_->field()).type)) {
        append(data, size);
        return true;
    }
    for (; size != 0 && token_size_ != sizeof token_; --size) token_[token_size_++] = *data++;
    return true;
}

inline bool decoding::end_value(bool absent) noexcept {
    if (skip_ != 0 || innermost_->current == no_row) return true;
    frame& f = *innermost_;
    const row& r = f.field();
    const row& v = value_row(r);
    const bool list = is_sequence(r.type);
    const bool is_text = reads_text(v.type);
    const char* const source = is_text ? text_ : token_;
    std::size_t size = is_text ? growing_size() : token_size_;
    text_ = nullptr;
    token_size_ = 0;
    text* const head = head_text();
    if (head != nullptr) {
        for (; size != 0 && static_cast<unsigned char>(source[size - 1]) <= ' '; --size)
            --next_; // some clouds send tabs at the end of their request ID
        if (head->has_value())
            absent = true; // only the first of the same name counts, so that head_texts_ has each once
    }
    if (size == 0 ? !is_text || (list && f.position == value_position::value) : size == 1 && *source == '-')
        absent = true;
    if (absent && is_text) next_ -= size;
    if (absent && f.position == value_position::value) {
        settle();
        return true;
    }
    std::int64_t number = 0;
    if (!absent && !is_text) {
        if (v.type >= kind::structure && f.position == value_position::in_object) return true;
        const bool good = v.type < kind::structure && size != sizeof token_ && read_number(source, size, number) &&
                          (v.type != kind::boolean || (number >> 1) == 0);
        if (!good) {
            fail(errc::wrong_type);
            settle();
            return true;
        }
    }
    unsigned char* field = f.target();
    if (list) {
        if (size == 0 && r.is_filled()) fail(errc::missing_field);
        field = add_element();
        if (field == nullptr) return true;
        if (v.type >= kind::structure) { // an element that is null: a structure without fields
            enter(*r.child, field);
            return close_structure();
        }
        if (&v != &r) field += v.offset();
    } else if (f.position != value_position::value) {
        if (f.position == value_position::after_element) {
            fail(errc::wrong_type);
            return true;
        }
        f.position = value_position::after_element;
    }
    if (!absent) {
        if (head != nullptr) {
            head_texts_[head_text_count_] = head;
            head_text_rows_[head_text_count_++] = answer()->current;
        }
        if (is_text) store(object_at<text>(field), source, size);
        else if (v.type == kind::boolean) object_at<truth_value>(field) = number != 0;
        else object_at<integer>(field) = number;
    }
    settle();
    return true;
}

inline unsigned char* decoding::add_element() noexcept {
    const row& r = innermost_->field();
    const std::size_t size = sizeof(any_sequence::node) +
                             (r.type >= kind::structure ? r.child->object_size : sizeof(text)) +
                             reinterpret_cast<std::uintptr_t>(top_) % alignof(any_sequence::node);
    if (room() < size) {
        fail(errc::scratch_full);
        clear_out(0);
        return nullptr;
    }
    top_ -= size;
    unsigned char* const made = begin_objects(top_, size);
    innermost_->list().append(&object_at<any_sequence::node>(made));
    unsigned char* const element = made + sizeof(any_sequence::node);
    if (r.type == kind::structure_map && innermost_->position >= value_position::in_object)
        object_at<text>(element) = key_;
    return element;
}

/// The text of the head that is being read; null while any other value is read.
inline text* decoding::head_text() const noexcept {
    const bool head = innermost_->object == frames_[0].object && innermost_->field().type == kind::text;
    return head ? &object_at<text>(innermost_->target()) : nullptr;
}

/// Appends to the text that is being read. Where the scratch is full, a text of the head is more important than the
/// answer: decoded fields of the answer are dropped first, then the message is shortened; code and request ID are kept.
inline void decoding::append(const char* data, std::size_t size) noexcept {
    if (text_ == nullptr) text_ = next_;
    if (size > room()) {
        fail(errc::scratch_full);
        text* const head = head_text();
        if (head == nullptr) return clear_out(0);
        if (head != &refusal_.message) clear_out(size);
        // Only 0 is no refusal, and its one digit is the first.
        if (head == &refusal_.code && (growing_size() != 0 || *data != '0')) lost_refusal_ = true;
        if (size > room()) size = room();
    }
    if (size != 0) std::memcpy(next_, data, size);
    next_ += size;
}

/// Drops everything in the scratch but the texts of the head, and shortens their message until `needed` bytes are free.
inline void decoding::clear_out(std::size_t needed) noexcept {
    const bool in_head = text_ != nullptr && head_text() != nullptr;
    frame& a = *answer();
    std::memset(a.object, 0, table_.object_size);
    refusal_.details = {};
    filter_ = [](const decoding&, const std::string_view*, std::size_t) { return false; };
    top_ = end_;
    if (!in_head) {
        text_ = nullptr;
        innermost_ = &a;
        a.current = no_row;
        a.position = frames_[0].position = value_position::value;
        const std::uint8_t depth = dialect_.outer != nullptr ? 2 : 1;
        skip_ = reader_.depth() > depth ? static_cast<std::uint8_t>(depth + 1) : 0;
    }
    const std::size_t unfinished = growing_size();
    needed += unfinished;
    for (std::size_t i = 0; i != head_text_count_; ++i) needed += head_texts_[i]->size();
    const std::size_t over = needed > room_after(begin_) ? needed - room_after(begin_) : 0;
    char* destination = begin_;
    for (std::size_t i = 0; i != head_text_count_; ++i) {
        text& t = *head_texts_[i];
        std::size_t size = t.size();
        if (&t == &refusal_.message) size -= over < size ? over : size;
        if (size != 0) std::memmove(destination, t.data(), size);
        store(t, destination, size);
        destination += size;
    }
    if (in_head) text_ = static_cast<char*>(std::memmove(destination, text_, unfinished));
    next_ = destination + unfinished;
}

/// Whether the cloud refused: some dialects have a code in every answer, others a code or a message in refusals only.
inline bool decoding::is_refused() const noexcept {
    const text& code = refusal_.code;
    if (refusal_.http_status >= 400) return true;
    if (!dialect_.has_code_always) return code.has_value() || refusal_.message.has_value();
    return lost_refusal_ || (code.size() != 0 && !(code.size() == 1 && *code.data() == '0'));
}

inline const error& decoding::end(unsigned http_status) noexcept {
    api_error& e = refusal_;
    e.http_status = static_cast<std::uint16_t>(http_status);
    if (why_.code == errc::scratch_full &&
        e.message.has_value()) { // the end of the message may be half of a UTF-8 character
        std::size_t n = e.message.size();
        while (n != 0 && (e.message.data()[n - 1] & 0xC0) == 0x80) --n;
        if (n != 0 && (e.message.data()[n - 1] & 0xC0) == 0xC0) --n;
        store(e.message, e.message.data(), n);
    }
    if (!reader_.finish(*this, why_)) {
        why_.where.depth = 0;
        return why_;
    }
    innermost_ = answer();
    innermost_->current = no_row;
    if (innermost_->structure != &nothing) fail(errc::wrong_type);
    if (dialect_.has_code_always && !e.code.has_value()) { // whatever else is wrong with it, it says neither yes nor no
        why_.code = errc::wrong_type;
        why_.where.depth = 0;
    }
    skip_ = 0;
    innermost_->structure = &table_;
    for (std::size_t i = 0; i != head_text_count_;
         ++i) { // the answer may have a field of the same name as a text of the head
        const text& value = *head_texts_[i];
        innermost_->current = head_text_rows_[i];
        if (innermost_->current == no_row) continue;
        if (reads_text(innermost_->field().type)) {
            text_ = const_cast<char*>(value.data());
            next_ = text_ + value.size();
        } else {
            text_piece(value.data(), value.size());
        }
        end_value(false);
    }
    if (!refusal_.details.has_value()) find_missing(); // in a batch each resource has fields of its own
    if (is_refused()) {
        why_.code = errc::refused;
        why_.where.depth = 0;
    }
    return why_;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
