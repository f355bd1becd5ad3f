// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The decoder behind all answers: reads JSON as it arrives and stores the fields that a table lists at the offsets that
// the table gives. It is no template over the answer, so that a program has it once; programs use response/decode.hpp.
//
// The scratch is filled from both ends: texts from the front, where the last one can grow as it arrives, and the
// elements of lists from the back.

#include <portwright/core/result.hpp>
#include <portwright/response/sequence.hpp>
#include <portwright/response/dialect.hpp>
#include <portwright/response/json_reader.hpp>
#include <portwright/response/number.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Finds a name among the rows of a table while the name arrives in pieces. It needs no copy of the name, because the
/// rows are sorted: names with a common beginning follow one another, the shortest first.
struct name_match {
    std::uint8_t candidate = 0; ///< the row that is compared
    std::uint8_t size = 0; ///< how many of its characters have matched
    std::uint16_t name = 0; ///< where its name begins in the table's names

    void take(const table& t, const char* data, std::size_t n) noexcept {
        if (candidate >= t.count) return;
        const row* r = t.rows + candidate;
        const char* candidate_name = t.names + name;
        std::size_t same = size;
        while (n != 0) {
            if (same != r->length && candidate_name[same] == *data) {
                ++same;
                ++data;
                --n;
                continue;
            }
            const char* const next = candidate_name + r->length;
            ++r;
            const bool more = ++candidate != t.count && r->length >= same &&
                              (same == 0 || std::memcmp(candidate_name, next, same) == 0);
            if (!more) return void(candidate = t.count);
            candidate_name = next;
        }
        size = static_cast<std::uint8_t>(same);
        name = static_cast<std::uint16_t>(candidate_name - t.names);
    }
    bool hits(const table& t) const noexcept { return candidate < t.count && t.rows[candidate].length == size; }
};

/// Zeros `size` bytes and begins the lifetime of the objects in them: absent fields, or structures and list elements of
/// absent fields. Their types are not known here, but memmove() implicitly creates the objects that the program goes on
/// to use ([intro.object]/13 of C++20; C++23 has std::start_lifetime_as). Moving bytes onto themselves emits no code.
inline unsigned char* begin_objects(void* memory, std::size_t size) noexcept {
    std::memset(memory, 0, size);
    return static_cast<unsigned char*>(std::memmove(memory, memory, size));
}

/// The object of type T that begin_objects() created at `memory`.
template <class T>
T& object_at(unsigned char* memory) noexcept {
    return *std::launder(reinterpret_cast<T*>(memory));
}

class decoding;
struct element_taker;

/// The part of an element_taker that all images have.
struct structure_observer {
    void (*closed)(decoding& self) noexcept; ///< a structure of the answer has ended
};

class decoding {
public:
    decoding(const decoding&) = delete;
    decoding& operator=(const decoding&) = delete;

    // The json_handler. It never stops the reader: whatever else is wrong with an answer, its request ID counts.
    json_interest interest() const noexcept {
        if (skip_ != 0) return json_interest::brackets;
        return innermost_->current == no_row ? json_interest::keys : json_interest::everything;
    }
    bool begin_object() noexcept { return open(false); }
    bool end_object() noexcept { return close(); }
    bool begin_array() noexcept { return open(true); }
    bool end_array() noexcept { return close(); }
    bool key_piece(const char* data, std::size_t size) noexcept;
    bool end_key() noexcept;
    bool whole_key(const char* data, std::size_t size) noexcept;
    bool whole_value(bool, const char* data, std::size_t size) noexcept {
        return (size == 0 || text_piece(data, size)) && end_value(false);
    }
    bool text_piece(const char* data, std::size_t size) noexcept;
    bool end_text() noexcept { return end_value(false); }
    bool number_piece(const char* data, std::size_t size) noexcept { return text_piece(data, size); }
    bool end_number() noexcept { return end_value(false); }
    bool literal(json_literal value) noexcept {
        if (value == json_literal::null) return end_value(true);
        if (value == json_literal::true_) text_piece("true", 4);
        else text_piece("false", 5);
        return end_value(false);
    }

protected:
    decoding(const dialect& dialect, const table& answer, void* response, api_error& refusal, char* scratch,
             std::size_t size) noexcept;
    ~decoding() = default;

    bool feed(const char* data, std::size_t size) noexcept { return reader_.feed(*this, data, size); }
    result<void> want(std::span<const std::string_view> names) noexcept;
    const error& end(unsigned http_status) noexcept;
    api_error& refusal() const noexcept { return refusal_; }
    /// Hands over the elements of a list, which must be one of the answer itself: see response/element_taker.hpp.
    void take_elements(element_taker& who) noexcept;

private:
    friend struct element_taker;

    enum class value_position : std::uint8_t { // where the decoder is within the value of a frame's current row
        value, // before the value, or in no array or object that the decoder has to remember
        in_array, // in an array of the list's elements, or one that stands for its only element
        after_element, // in an array that stands for its only element, after that element
        in_object, // in an object that stands for a list: its names are IDs, or it contains one array
        in_object_array, // in the array within such an object
    };

    static constexpr std::uint8_t no_row = 0xFF;

    /// A structure that is being read.
    struct frame {
        const table* structure;
        unsigned char* object;
        std::uint8_t current; ///< the row whose value is being read
        value_position position;

        const row& field() const noexcept { return structure->rows[current]; }
        unsigned char* target() const noexcept { return object + field().offset(); }
        any_sequence& list() const noexcept { return object_at<any_sequence>(target()); }
    };

    static constexpr table nothing{};
    /// The index of the answer's frame. The head's frame comes before it, and one for a structure in the head.
    static constexpr std::size_t answer_frame = 2;

    static constexpr bool is_sequence(kind k) noexcept { return k != kind::structure && k >= kind::text_sequence; }
    /// The row that says how a text or number is read. In a list of structures it is that of the field without a name,
    /// for elements that are plain values.
    static const row& value_row(const row& r) noexcept {
        const bool unnamed = r.type > kind::structure && r.child->rows[0].length == 0;
        return unnamed ? r.child->rows[0] : r;
    }
    static bool reads_text(kind k) noexcept { return k == kind::text || k == kind::text_sequence; }
    static void store(text& field, const char* data, std::size_t size) noexcept {
        field = std::string_view(size != 0 ? data : "", size);
    }

    frame* answer() noexcept { return frames_ + answer_frame; }
    const frame* answer() const noexcept { return frames_ + answer_frame; }
    std::size_t room_after(const char* text_end) const noexcept { return static_cast<std::size_t>(top_ - text_end); }
    std::size_t room() const noexcept { return room_after(next_); }
    std::size_t growing_size() const noexcept { return text_ != nullptr ? static_cast<std::size_t>(next_ - text_) : 0; }
    text* head_text() const noexcept;
    element_taker& taker() const noexcept;
    bool is_in_taken_list() const noexcept;
    static bool is_element_field(const decoding& self, const std::string_view* wanted, std::size_t count);
    static void close_element(decoding& self) noexcept;
    /// Whether one of the names is that of the current row, or of a structure or list around it.
    static bool is_wanted(const decoding& self, const std::string_view* wanted, std::size_t count) noexcept;

    void fail(errc why) noexcept;
    static bool is_missing(const row& r, const unsigned char* field) noexcept;
    void find_missing() noexcept;
    bool close_structure() noexcept;
    bool open(bool array) noexcept;
    bool close() noexcept;
    bool end_value(bool absent) noexcept;
    static std::uint8_t find_row(const table& t, const char* data, std::size_t size) noexcept;
    void choose(std::uint8_t row, std::uint8_t row_of_head) noexcept;
    void select(std::uint8_t row) noexcept;
    void skip_here() noexcept { skip_ = static_cast<std::uint8_t>(reader_.depth()); }
    void settle() noexcept {
        if (innermost_ == frames_ && innermost_->position == value_position::value) innermost_ = answer();
    }
    void enter(const table& structure, unsigned char* object) noexcept {
        *++innermost_ = {&structure, object, no_row, value_position::value};
    }
    unsigned char* add_element() noexcept;
    void append(const char* data, std::size_t size) noexcept;
    void clear_out(std::size_t needed) noexcept;
    bool is_refused() const noexcept;

    json_reader reader_;
    name_match match_;
    name_match head_match_;
    std::uint8_t skip_ = 0; // everything is skipped until the depth is less than this; 0 skips nothing
    std::uint8_t head_text_count_ = 0;
    std::uint8_t token_size_ = 0;
    bool lost_refusal_ = false; // a code that is not 0 found no room
    char token_[24]; // collects a value that is read as a number or truth value
    bool (*filter_)(const decoding& self, const std::string_view* wanted, std::size_t count) = nullptr;
    union {
        const std::string_view* wanted_ = nullptr;
        structure_observer* observer_; ///< where wanted_count_ is `observed`
    };
    static constexpr std::size_t observed = SIZE_MAX;
    std::size_t wanted_count_ = 0;
    const dialect& dialect_;
    const table& table_;
    api_error& refusal_;
    char* const begin_;
    char* const end_;
    char* next_; // where the next text goes
    char* top_; // where the last element lies
    char* text_ = nullptr; // the text that is growing
    text key_; // the ID of the elements to come
    text* head_texts_[4]; // the head's texts in the order in which they are in the scratch
    std::uint8_t head_text_rows_[4]; // the answer's row of the same name, or no_row
    error why_; // the first error
    frame* innermost_ = frames_ + answer_frame;
    frame frames_[answer_frame + path::max_depth];
};

} // namespace portwright::inline v0_1::detail

#include <portwright/response/decoding_structure.hpp>
#include <portwright/response/decoding_values.hpp>

#include <portwright/core/platform_macros_on.hpp>
