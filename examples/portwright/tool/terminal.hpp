// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a terminal shows of a text: how wide it is, and whether it may be coloured.

#include <cstddef>
#include <string>
#include <string_view>

namespace portwright_tool {

// The columns of the terminal that the file of this number is; COLUMNS, where that is set, whatever the file is.
// `otherwise` where neither says it.
[[nodiscard]] std::size_t terminal_width(int file, std::size_t otherwise);

// Whether the file of this number is a terminal of colours, and NO_COLOR (https://no-color.org) is not set.
[[nodiscard]] bool shows_colour(int file);

// The text in bold or in red, where the file of that number shows colours.
[[nodiscard]] std::string bold(std::string_view text, int file);
[[nodiscard]] std::string red(std::string_view text, int file);

// The columns that a text in UTF-8 takes: two for the ideographs and kana that vendors' messages are written in, none
// for what combines with the character before. A byte that is not UTF-8 takes one.
[[nodiscard]] std::size_t display_width(std::string_view text);

// The beginning of the text that fits, with "..." in its end where it was longer and there is room for that.
[[nodiscard]] std::string cut_to_width(std::string_view text, std::size_t width);

// With "?" for each control character: what comes from a cloud must play no tricks on a terminal.
[[nodiscard]] std::string without_controls(std::string_view text);

} // namespace portwright_tool
