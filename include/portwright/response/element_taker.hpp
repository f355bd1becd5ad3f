// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Hands over the elements of an answer's list one by one, as they end: a list of any length takes the room of its
// longest element. Linked in only where decoding::take_elements() is used.

#include <portwright/response/decoding.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Who takes the elements of one list of an answer.
struct element_taker : structure_observer {
    void* context = nullptr;
    /// Whether a field of an element is of interest; the others are skipped.
    bool (*wants)(const void* context, std::string_view name) noexcept = nullptr;
    /// The next element. True keeps it and its texts in the scratch; otherwise the next one takes its room.
    bool (*take)(void* context, const table& of, const unsigned char* element) noexcept = nullptr;
    /// The list begins: anew, where another attempt reads another answer.
    void (*restart)(void* context) noexcept = nullptr;
    std::uint8_t list = 0; ///< the row of the list among those of the answer
    char* text_end = nullptr; ///< where the scratch is free for the next element
    char* element_end = nullptr;
};

inline void decoding::take_elements(element_taker& who) noexcept {
    who.closed = &close_element;
    observer_ = &who;
    wanted_count_ = observed;
    filter_ = &is_element_field;
    who.restart(who.context);
}

inline element_taker& decoding::taker() const noexcept { return static_cast<element_taker&>(*observer_); }

inline bool decoding::is_in_taken_list() const noexcept {
    return answer()->structure == &table_ && answer()->current == taker().list;
}

/// A filter_.
inline bool decoding::is_element_field(const decoding& self, const std::string_view*, std::size_t) {
    element_taker& taker = self.taker();
    if (!self.is_in_taken_list()) return true;
    if (self.innermost_ == self.answer()) { // the list begins
        taker.text_end = self.next_;
        taker.element_end = self.top_;
    }
    if (self.innermost_ != self.answer() + 1) return true;
    const frame& element = *self.innermost_;
    return taker.wants(taker.context, element.structure->name(element.current));
}

/// A structure has ended.
inline void decoding::close_element(decoding& self) noexcept {
    element_taker& taker = self.taker();
    if (self.innermost_ != self.answer() || !self.is_in_taken_list()) return;
    const frame& element = self.innermost_[1];
    if (taker.take(taker.context, *element.structure, element.object)) {
        taker.text_end = self.next_;
        taker.element_end = self.top_;
    } else {
        self.next_ = taker.text_end;
        self.top_ = taker.element_end;
    }
    self.answer()->list() = {}; // nothing leads to an element that was not kept
    self.answer()->list().count = present_bit;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
