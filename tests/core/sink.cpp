// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/core/sink.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view text = "listeners.3.timeOut";

template <class Policy>
constexpr void write_text(portwright::basic_output<Policy>& out) {
    out.write(text.substr(0, 9));
    out.put(text[9]);
    out.write(text.data() + 10, text.size() - 10);
    out.write({});
}

struct record {
    std::string taken;
    std::size_t calls = 0;
    std::size_t largest = 0;
    std::size_t fail_at = SIZE_MAX; ///< this call, counted from 0
};

bool take(void* context, const char* data, std::size_t size) {
    record& r = *static_cast<record*>(context);
    if (r.calls++ == r.fail_at) return false;
    r.largest = std::max(r.largest, size);
    r.taken.append(data, size);
    return true;
}

template <std::size_t N, class Policy>
void check_pieces_by() {
    CAPTURE(N);
    record whole;
    {
        portwright::sink_output<N, Policy> out{{&take, &whole}};
        write_text(out);
        CHECK(out.size() == text.size());
        CHECK(out.flush());
        CHECK(out.flush()); // nothing is handed on twice
    }
    CHECK(whole.taken == text);
    CHECK(whole.largest <= N);
    CHECK(whole.calls == (text.size() + N - 1) / N);

    for (std::size_t fail_at = 0; fail_at != whole.calls; ++fail_at) {
        record failing{.taken = {}, .fail_at = fail_at};
        portwright::sink_output<N, Policy> out{{&take, &failing}};
        write_text(out);
        CHECK_FALSE(out.flush());
        CHECK_FALSE(out.ok());
        CHECK(failing.calls == fail_at + 1); // what returned false is not called again
        CHECK(failing.taken == text.substr(0, fail_at * N));
        CHECK(out.size() == text.size()); // and the count goes on
    }
}

template <std::size_t N>
void check_pieces() {
    check_pieces_by<N, portwright::size_policy>();
    check_pieces_by<N, portwright::speed_policy>();
}

TEST_CASE("sink_output: pieces of every size, and a sink that fails at each") {
    check_pieces<1>();
    check_pieces<2>();
    check_pieces<7>();
    check_pieces<18>();
    check_pieces<19>();
    check_pieces<20>();
    check_pieces<64>();
}

TEST_CASE("sink_output: nothing written, nothing handed on") {
    record r;
    portwright::sink_output<8> out{{&take, &r}};
    CHECK(out.flush());
    CHECK(r.calls == 0);
}

} // namespace
