// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Fuzzes the reader of HTTP answers: it says the same of an answer however that is cut, takes no byte of what follows,
// and keeps to its limits. The first three bytes of the input choose the cuts and the limits.
//
//     clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude tests/fuzz/http_response.cpp -o fuzz

#include <portwright/http/response_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

using portwright::errc;
namespace http = portwright::http;

void require(bool holds) {
    if (!holds) std::abort();
}

struct outcome {
    errc code = errc::none;
    bool complete = false;
    bool keeps_open = false;
    std::size_t used = 0; // where nothing was wrong
    unsigned status = 0;
    std::uint32_t retry_after = 0;
    portwright::unix_time date = 0;
    std::string body{};

    bool operator==(const outcome&) const = default;
};

// The pieces are of 1 to `longest` bytes, as `seed` has it.
outcome read(std::string_view text, std::size_t longest, std::uint32_t seed, http::reader_limits limits) {
    outcome made;
    http::response_reader reader{{[](void* body, const char* data, std::size_t size) {
                                      require(size != 0);
                                      static_cast<std::string*>(body)->append(data, size);
                                      return true;
                                  },
                                  &made.body},
                                 limits};
    std::size_t used = 0;
    while (used != text.size() && !reader.complete()) {
        seed = seed * 1664525u + 1013904223u;
        const std::string_view cut = text.substr(used, 1 + (seed >> 8) % longest);
        const std::unique_ptr<char[]> copy{new char[cut.size()]}; // so that a read past its end is seen
        cut.copy(copy.get(), cut.size());
        const auto taken = reader.feed(copy.get(), cut.size());
        if (!taken) {
            made.code = taken.error().code;
            require(!reader.complete() && !reader.keeps_open());
            require(reader.feed("x", 1).error().code == made.code && reader.end_of_input().error().code == made.code);
            return made;
        }
        require(*taken <= cut.size() && (*taken == cut.size() || reader.complete()));
        used += *taken;
    }
    made.keeps_open = reader.keeps_open();
    made.complete = reader.complete();
    if (made.complete) require(*reader.feed("HTTP/1.1 500 \r\n\r\n", 17) == 0); // what follows is another's
    made.code = reader.end_of_input().error().code;
    require((made.code == errc::none) == reader.complete());
    require(made.code == errc::none || made.code == errc::receive_failed);
    require(!made.keeps_open || made.complete);
    made.used = used;
    made.status = reader.head().status;
    made.retry_after = reader.head().retry_after;
    made.date = reader.head().date;
    require(made.body.size() <= used);
    if (reader.complete()) require(reader.head_complete() && made.status >= 200 && made.status <= 999);
    return made;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 3) return 0;
    const std::string_view text{reinterpret_cast<const char*>(data + 3), size - 3};
    http::reader_limits limits;
    if (data[1] % 4 == 1) limits.head_bytes = static_cast<std::uint16_t>(16 + data[2] % 64 * 4);
    if (data[1] % 4 == 2) limits.fields = static_cast<std::uint16_t>(data[2] % 8);

    const outcome bytes = read(text, 1, 0, limits);
    require(read(text, 2u + data[0] % 64u, data[2], limits) == bytes);
    require(read(text, text.size() + 1, data[0], limits) == bytes); // mostly whole
    if (bytes.code == errc::none && limits.head_bytes < 8192 && limits.fields == 100) {
        const outcome generous = read(text, 1, 0, {});
        require(generous == bytes);
    }
    return 0;
}
