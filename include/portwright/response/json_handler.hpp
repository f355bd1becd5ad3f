// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a json_reader tells, and to whom.

#include <portwright/core/language.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// null, true and false.
enum class json_literal : std::uint8_t { null, true_, false_ };

/// What a reader tells: the tokens of the text in their order. `X_piece` gives the next bytes of a key, text or
/// number, never none, valid during the call only; `end_X` ends it, also where there was no piece (an empty text).
/// Keys and texts come without quotes and escapes, and may hold zero bytes; numbers come as they are written, of any
/// length. The value of a key follows its end_key(). Each call returns true to go on and false to stop the reader.
template <class T>
concept json_handler = requires(T& handler, const char* data, std::size_t size, json_literal value) {
    bool{handler.begin_object()};
    bool{handler.end_object()};
    bool{handler.begin_array()};
    bool{handler.end_array()};
    bool{handler.key_piece(data, size)};
    bool{handler.end_key()};
    bool{handler.text_piece(data, size)};
    bool{handler.end_text()};
    bool{handler.number_piece(data, size)};
    bool{handler.end_number()};
    bool{handler.literal(value)};
};

/// A handler that lets everything pass. Derive from it and hide what is wanted; alone it makes a validator. It has no
/// state, and any number of threads may use one.
struct ignore_json {
    /// @name For the library
    /// @{
    constexpr bool begin_object() noexcept { return true; }
    constexpr bool end_object() noexcept { return true; }
    constexpr bool begin_array() noexcept { return true; }
    constexpr bool end_array() noexcept { return true; }
    constexpr bool key_piece(const char*, std::size_t) noexcept { return true; }
    constexpr bool end_key() noexcept { return true; }
    constexpr bool text_piece(const char*, std::size_t) noexcept { return true; }
    constexpr bool end_text() noexcept { return true; }
    constexpr bool number_piece(const char*, std::size_t) noexcept { return true; }
    constexpr bool end_number() noexcept { return true; }
    constexpr bool literal(json_literal) noexcept { return true; }
    /// @}
};

/// What a handler wants to be told of the tokens to come. What it does not want may be told all the same.
enum class json_interest : std::uint8_t {
    everything,
    keys, ///< no texts, numbers and literals: keys, and where arrays and objects begin and end
    brackets, ///< only where arrays and objects begin and end
};

/// A handler that lets the reader pass quickly over what is not wanted. It is asked after each key, and where an array
/// or object begins or ends. A key, text or number that comes in one piece and is wanted is told whole, in place of its
/// piece and end.
template <class T>
concept choosy_json_handler =
    json_handler<T> && requires(const T& handler, T& told, const char* data, std::size_t size) {
        { handler.interest() } noexcept -> std::same_as<json_interest>;
        bool{told.whole_key(data, size)};
        bool{told.whole_value(true, data, size)}; // true: a text, false: a number
    };

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
