// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Reads the answer of any action of a system by a table that is chosen at run time, and hands over the elements of one
// list of it as they end: a list of any length takes the room of its longest element.
//
//     any_answer answer{table_of<clb::DescribeListeners::response>, &room, list_row, {&me, &wants, &take}};
//     decoder<clb::CreateListener, any_answer> reader{answer, refusal, scratch};
//
// Whoever does several calls of one system has the code of a call once with it.

#include <portwright/response/decode.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Who takes the elements of an answer's list.
struct element_taker {
    void* context = nullptr;
    /// Whether a field of an element is of interest.
    bool (*wants)(const void* context, std::string_view name) noexcept = nullptr;
    /// The next element, by the table of the list. True keeps it and its texts in the scratch; otherwise the next one
    /// takes its room. `table` describes it.
    bool (*take)(void* context, const table& table, const unsigned char* element) noexcept = nullptr;
    /// The list begins anew: another attempt reads another answer.
    void (*restart)(void* context) noexcept = nullptr;
};

/// An answer whose structure is told by a table. It views the structure, and who takes the elements.
struct any_answer {
    struct cleared {};
    static constexpr std::uint8_t no_list = 0xFF;

    const table& of;
    void* object; ///< a structure of that table
    std::uint8_t list = no_list; ///< the row whose elements are taken
    element_taker taker = {};
    std::span<char> unused = {}; ///< after the answer was read: what it left of the scratch

    any_answer(const table& made_of, void* made, std::uint8_t list_row = no_list, element_taker who = {}) noexcept
        : of(made_of), object(made), list(list_row), taker(who) {}
    any_answer(const any_answer&) = delete;
    any_answer& operator=(const any_answer&) = delete;
    ~any_answer() = default;
    /// What `answer = {}` does to a structure.
    any_answer& operator=(cleared) noexcept {
        std::memset(object, 0, of.object_size);
        return *this;
    }

    template <class self>
    static consteval auto schema() {
        return schema::fields();
    }
};

} // namespace detail

/// Reads into an any_answer. `Action` is any action of the system.
template <action Action>
class decoder<Action, detail::any_answer> : private detail::decoding {
public:
    decoder(detail::any_answer& answer, api_error& refusal, std::span<char> scratch) noexcept
        : decoding(system_of<Action>::answers, answer.of, answer.object, refusal, scratch.data(), scratch.size()),
          answer_(answer) {
        answer.unused = {};
        if (answer.list == detail::any_answer::no_list) return;
        filter_ = &is_of_interest;
        answer.taker.restart(answer.taker.context);
    }

    bool feed(const char* data, std::size_t size) noexcept { return reader_.feed(*this, data, size); }

    /// As of any decoder. What the taker has not kept is gone.
    result<void> finish(unsigned http_status) noexcept {
        const error& done = end(http_status);
        answer_.unused = {next_, static_cast<std::size_t>(top_ - next_)};
        system_of<Action>::complete_error(decoding::refusal());
        decoding::refusal().kind = classify<Action>(decoding::refusal());
        return done;
    }
    result<void> want(std::span<const std::string_view>) noexcept { return {}; }

    // The json_handler, in place of the one of the class below, which it leads to.

    bool begin_object() noexcept {
        mark();
        return decoding::begin_object();
    }
    bool end_key() noexcept {
        mark();
        return decoding::end_key();
    }
    bool end_object() noexcept {
        const frame& element = answer()[1];
        const bool in_element = skip_ == 0 && innermost_ == &element && is_in_list() &&
                                element.position == value_position::value;
        decoding::end_object();
        if (!in_element || innermost_ != answer()) return true;
        if (!answer_.taker.take(answer_.taker.context, *element.structure, element.object)) {
            next_ = text_end_;
            top_ = element_end_;
        }
        answer()->list() = {}; // nothing leads to an element that was not kept
        answer()->list().count = detail::present_bit;
        return true;
    }
    using decoding::begin_array;
    using decoding::end_array;
    using decoding::end_number;
    using decoding::end_text;
    using decoding::key_piece;
    using decoding::literal;
    using decoding::number_piece;
    using decoding::text_piece;

private:
    bool is_in_list() const noexcept {
        return answer()->structure == &answer_.of && answer()->current == answer_.list;
    }

    /// Remembers where the scratch is free before an element begins.
    void mark() noexcept {
        if (innermost_ != answer()) return;
        text_end_ = next_;
        element_end_ = top_;
    }

    static bool is_of_interest(const decoding& self, const std::string_view*, std::size_t) {
        const auto& me = static_cast<const decoder&>(self);
        if (me.innermost_ != me.answer() + 1 || !me.is_in_list()) return true;
        const frame& element = *me.innermost_;
        return me.answer_.taker.wants(me.answer_.taker.context, element.structure->name(element.current));
    }

    detail::any_answer& answer_;
    char* text_end_ = nullptr;
    char* element_end_ = nullptr;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
