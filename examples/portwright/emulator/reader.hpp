// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Reads the requests of a connection, however their bytes arrive (RFC 9112).

#include <cstddef>
#include <string>
#include <string_view>

#include "request.hpp"

namespace portwright_tool::emulator {

class request_reader {
public:
    // Takes bytes up to the end of one request at most; returns how many.
    std::size_t take(std::string_view bytes);

    [[nodiscard]] bool is_whole() const { return at_ == part::end; }
    [[nodiscard]] bool is_nonsense() const { return at_ == part::nonsense; }
    // Whether the client waits for a 100 before it sends the body; says so once.
    [[nodiscard]] bool take_expectation();

    // Of a whole request. A body above the largest that a cloud takes is cut to one byte more.
    [[nodiscard]] http_request& request() { return request_; }
    [[nodiscard]] bool wants_close() const { return close_; }

private:
    enum class part { head, body, chunk_size, chunk, chunk_end, trailer, end, nonsense };

    std::size_t take_head(std::string_view bytes);
    std::size_t take_body(std::string_view bytes);
    std::size_t take_line(std::string_view bytes);
    bool read_head();
    bool read_target(std::string_view line);
    void read_line();

    part at_ = part::head;
    http_request request_;
    std::string text_;           // of the head, or of a line between chunks
    std::size_t left_ = 0;       // of the body or of the chunk
    bool close_ = false;
    bool expectation_ = false;
};

} // namespace portwright_tool::emulator
