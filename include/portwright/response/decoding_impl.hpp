// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the class of response/decoding.hpp does.

#include <portwright/response/decoding.hpp>

namespace portwright::detail {

inline decoding::decoding(const dialect& as, const table& answer_table, void* response, api_error& refusal,
                          char* scratch, std::size_t size) noexcept
    : as_(as), table_(answer_table), refusal_(refusal), begin_(scratch), next_(scratch) {
    const std::size_t beyond = reinterpret_cast<std::uintptr_t>(scratch + size) % alignof(any_sequence::node);
    end_ = top_ = scratch + (size < beyond ? 0 : size - beyond);
    frames_[0] = {as.head, reinterpret_cast<unsigned char*>(&refusal), no_row, place::value};
    *answer() = {as.outer != nullptr ? as.outer : &answer_table, static_cast<unsigned char*>(response), no_row,
                 place::value};
    std::memset(response, 0, answer_table.object_size);
}

/// The first error counts, and where it was.
inline void decoding::fail(errc why) noexcept {
    if (why_ != errc::none) return;
    why_ = why;
    const frame* f = here_ < answer() ? frames_ : answer();
    where_.root = f->structure;
    for (; f <= here_ && f->current != no_row; ++f) {
        where_.row[where_.depth] = f->current;
        std::uint32_t& index = where_.index[where_.depth++];
        index = path::whole;
        if (is_sequence(f->field().type)) {
            if (f != here_) index = f->list().size() - 1;
            else if (f->at != place::value) index = f->list().size(); // the element to be
        }
    }
}

inline bool decoding::open(bool array) noexcept {
    ++depth_;
    if (skip_ != 0) return true;
    frame& f = *here_;
    if (f.current != no_row) {
        const row& r = f.field();
        const bool list = is_sequence(r.type);
        if (list && f.at == place::value) f.list().count |= present_bit;
        if (array && (f.at == place::value || (list && f.at == place::in_object))) {
            f.at = f.at == place::value ? place::in_array : place::in_object_array;
            return true;
        }
        if (!array && list && f.at == place::value) {
            f.at = place::in_object;
            return true;
        }
        if (!array && r.type >= kind::structure && f.at != place::after_element) {
            if (r.child == nullptr) { // API 3.0's "Response"
                f = {&table_, f.object, no_row, place::value};
                return true;
            }
            unsigned char* const object = list ? add_element() : f.target();
            if (f.at == place::in_array && !list) f.at = place::after_element;
            if (object != nullptr) enter(*r.child, object);
            return true;
        }
        fail(errc::wrong_type);
    } else if (depth_ == 1) {
        if (!array) return true;
        fail(errc::wrong_type);
    }
    skip_ = depth_;
    return true;
}

inline bool decoding::close() noexcept {
    --depth_;
    if (skip_ != 0) {
        if (depth_ >= skip_) return true;
        skip_ = 0;
    } else if (here_->at != place::value) {
        here_->at = here_->at == place::in_object_array ? place::in_object : place::value;
    } else if (here_ != answer()) {
        --here_;
    } else if (here_->structure != as_.outer) {
        here_->structure = &nothing; // the answer is over
    }
    settle();
    return true;
}

inline bool decoding::key_piece(const char* data, std::size_t size) noexcept {
    if (skip_ != 0) return true;
    const frame& f = *here_;
    if (f.at == place::in_object) {
        if (f.field().type == kind::structure_map) append(data, size);
        else if (f.field().type == kind::structure_sequence) match_.take(*f.field().child, data, size);
    } else {
        match_.take(*f.structure, data, size);
        if (here_ == answer()) head_match_.take(*as_.head, data, size);
    }
    return true;
}

inline bool decoding::end_key() noexcept {
    const name_match found = match_;
    const name_match head = head_match_;
    match_ = head_match_ = {};
    if (skip_ != 0) return true;
    if (here_->at == place::in_object) {
        const row& r = here_->field();
        if (r.type == kind::structure_map) {
            store(reinterpret_cast<unsigned char*>(&key_), {text_, growing()});
            text_ = nullptr;
            return true;
        }
        // The name of a field: the object stands for the only element of its list.
        if (r.type != kind::structure_sequence || !found.hits(*r.child)) return true;
        here_->at = place::value;
        if (here_->list().size() != 0) {
            fail(errc::wrong_type);
            skip_ = depth_;
            return true;
        }
        unsigned char* const object = add_element();
        if (object == nullptr) return true;
        enter(*r.child, object);
    } else if (here_ == answer() && head.hits(*as_.head)) {
        here_ = frames_;
        here_->current = head.at;
        return true;
    }
    here_->current = found.hits(*here_->structure) ? found.at : no_row;
    if (here_->current != no_row) select();
    return true;
}

/// A row that an answer has come to.
inline void decoding::select() noexcept {
    frame& f = *here_;
    const row& r = f.field();
    if ((r.flags & row::alias) != 0) {
        if (reinterpret_cast<const text*>(f.target())->has_value()) return void(f.current = no_row);
        const std::uint32_t offset = r.offset;
        f.current = 0;
        while (f.field().offset != offset || (f.field().flags & row::alias) != 0) ++f.current;
    }
    if (filter_ != nullptr && !filter_(*this, wanted_, wanted_count_)) f.current = no_row;
    else if (is_sequence(r.type)) f.list() = {};
}

inline bool decoding::text_piece(const char* data, std::size_t size) noexcept {
    if (skip_ != 0 || here_->current == no_row) return true;
    if (reads_text(value_row(here_->field()).type)) {
        append(data, size);
        return true;
    }
    for (; size != 0 && token_size_ != sizeof token_; --size) token_[token_size_++] = *data++;
    return true;
}

inline bool decoding::end_value(bool absent) noexcept {
    if (depth_ == 0) fail(errc::wrong_type);
    if (skip_ != 0 || here_->current == no_row) return true;
    frame& f = *here_;
    const row& r = f.field();
    const row& v = value_row(r);
    const bool list = is_sequence(r.type);
    const bool is_text = reads_text(v.type);
    const char* const from = is_text ? text_ : token_;
    std::size_t size = is_text ? growing() : token_size_;
    text_ = nullptr;
    token_size_ = 0;
    if (head_text() != nullptr) { // contradictions: a tab after a RequestId
        for (; size != 0 && static_cast<unsigned char>(from[size - 1]) <= ' '; --size) --next_;
    }
    std::string_view value{from, size};
    if (value == "-" || (size == 0 && (!is_text || (list && f.at == place::value)))) absent = true;
    if (absent && is_text) next_ -= size;
    if (absent && f.at == place::value) {
        settle();
        return true;
    }
    std::int64_t number = 0;
    if (!absent && !is_text) {
        if (v.type >= kind::structure && f.at == place::in_object) return true;
        const bool good = v.type < kind::structure && size != sizeof token_ && read_number(value, number) &&
                          (v.type != kind::boolean || (number >> 1) == 0);
        if (!good) {
            fail(errc::wrong_type);
            settle();
            return true;
        }
    }
    unsigned char* to = f.target();
    if (list) {
        to = add_element();
        if (to == nullptr) return true;
        if (&v != &r) to += v.offset;
    } else if (f.at != place::value) {
        if (f.at == place::after_element) {
            fail(errc::wrong_type);
            return true;
        }
        f.at = place::after_element;
    }
    if (!absent) {
        if (is_text) store(to, value);
        else if (v.type == kind::boolean) *reinterpret_cast<boolean*>(to) = number != 0;
        else *reinterpret_cast<integer*>(to) = number;
    }
    settle();
    return true;
}

inline unsigned char* decoding::add_element() noexcept {
    const row& r = here_->field();
    const std::size_t size =
        sizeof(any_sequence::node) + (r.type >= kind::structure ? r.child->object_size : sizeof(text));
    if (room() < size) {
        fail(errc::scratch_full);
        clear_out(0);
        return nullptr;
    }
    top_ -= size;
    std::memset(top_, 0, size);
    auto* const made = reinterpret_cast<any_sequence::node*>(top_);
    here_->list().append(made);
    unsigned char* const element = any_sequence::element(made);
    if (r.type == kind::structure_map && here_->at >= place::in_object) *reinterpret_cast<text*>(element) = key_;
    return element;
}

/// The text of the head that is being read; null where it is another value.
inline text* decoding::head_text() const noexcept {
    const bool head = here_->object == frames_[0].object && here_->field().type == kind::text;
    return head ? reinterpret_cast<text*>(here_->target()) : nullptr;
}

/// Lets the text grow that is being read. Where there is no room, the head comes first: the answer gives way to it, and
/// its message to the rest of it.
inline void decoding::append(const char* data, std::size_t size) noexcept {
    if (text_ == nullptr) text_ = next_;
    if (size > room()) {
        fail(errc::scratch_full);
        text* const head = head_text();
        if (head == nullptr) return clear_out(0);
        if (head != &refusal_.message) clear_out(size);
        if (size > room()) size = room();
    }
    if (size != 0) std::memcpy(next_, data, size);
    next_ += size;
}

/// Drops all that lies in the scratch but the head's texts, and of its message as much as `needed` takes.
inline void decoding::clear_out(std::size_t needed) noexcept {
    const bool in_head = text_ != nullptr && head_text() != nullptr;
    frame& a = *answer();
    std::memset(a.object, 0, table_.object_size);
    refusal_.details = {};
    a = {&nothing, a.object, no_row, place::value};
    top_ = end_;
    if (!in_head) {
        text_ = nullptr;
        here_ = &a;
        const std::uint8_t depth = as_.outer != nullptr ? 2 : 1;
        skip_ = depth_ > depth ? static_cast<std::uint8_t>(depth + 1) : 0;
    }
    text* const all[] = {&refusal_.message, &refusal_.code, &refusal_.code_desc, &refusal_.request_id};
    const std::size_t unfinished = growing();
    needed += unfinished;
    for (const text* t : all) needed += t->size();
    const auto whole = static_cast<std::size_t>(end_ - begin_);
    if (needed > whole) {
        text& message = refusal_.message;
        message = std::string_view(message.data(), message.size() > needed - whole ? message.size() - (needed - whole) : 0);
    }
    char* to = begin_;
    for (;;) {
        text* first = nullptr;
        for (text* t : all)
            if (t->size() != 0 && t->data() >= to && (first == nullptr || t->data() < first->data())) first = t;
        if (first == nullptr) break;
        std::memmove(to, first->data(), first->size());
        *first = std::string_view(to, first->size());
        to += first->size();
    }
    if (in_head) text_ = static_cast<char*>(std::memmove(to, text_, unfinished));
    next_ = to + unfinished;
}

/// Gives a text of the head to the answer, too, where that has a field of the name.
inline void decoding::deliver(const text& value, std::string_view name) noexcept {
    if (!value.has_value()) return;
    frame& f = *(here_ = answer());
    f = {&table_, f.object, no_row, place::value};
    for (std::uint8_t i = 0; i != table_.count; ++i) {
        if (table_.rows[i].name_text() != name) continue;
        f.current = i;
        std::int64_t number = 0;
        if (f.field().type == kind::text) store(f.target(), value);
        else if (f.field().type == kind::integer && read_number(value, number)) *reinterpret_cast<integer*>(f.target()) = number;
        else fail(errc::wrong_type);
    }
}

inline result<void> decoding::end(unsigned http_status) noexcept {
    const result<void> json = reader_.finish(*this);
    const bool complete = answer()->structure == &nothing;
    api_error& e = refusal_;
    e.http_status = static_cast<std::uint16_t>(http_status);
    std::int64_t number = 0;
    if (read_number(e.code, number)) e.number = number;
    const std::string_view message = e.message;
    if (why_ == errc::scratch_full) { // a character may have been cut
        std::size_t n = message.size();
        while (n != 0 && (message[n - 1] & 0xC0) == 0x80) --n;
        if (n != 0 && (message[n - 1] & 0xC0) == 0xC0) --n;
        if (n != message.size()) e.message = std::string_view(message.data(), n);
    }
    if (message.starts_with('(')) {
        std::size_t n = 1;
        while (n != message.size() && message[n] != ')') ++n;
        if (n != message.size()) e.module_code = std::string_view(message.data() + 1, n - 1);
    }
    if (!json) return json;
    for (std::size_t i = 0; i != as_.head->count; ++i) {
        const row& r = as_.head->rows[i];
        if (r.type == kind::text) deliver(*reinterpret_cast<const text*>(frames_[0].object + r.offset), r.name_text());
    }
    error found;
    const bool v2 = as_.family == api::tencent_v2;
    const bool refused = http_status >= 400 || (e.code.has_value() && !(v2 && e.number == 0));
    if (!refused && why_ == errc::none && (!complete || (v2 && !e.code.has_value()))) found.code = errc::wrong_type;
    else if (!refused) found.where = where_, found.code = why_;
    else found.code = errc::refused;
    return found;
}

} // namespace portwright::detail
