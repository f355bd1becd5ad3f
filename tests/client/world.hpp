// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// An emulated cloud behind a byte_stream, without a socket, in a time of its own.

#include "../../examples/portwright/emulator/stage.hpp"
#include "../emulator_options.hpp"

#include <portwright/calls/client_options.hpp>
#include <portwright/calls/clock.hpp>
#include <portwright/http/transport.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace test {

/// A cloud behind functions of a byte stream, in a time of its own.
struct world {
    portwright::instant now{1800000000, 5000};
    std::optional<portwright_tool::emulator::stage> on{};
    std::optional<portwright_tool::emulator::exchange> wire{};
    std::string incoming{};
    unsigned connections = 0;
    std::uint32_t paused = 0;

    explicit world(std::vector<std::string> faults = {}, unsigned polls = 2,
                   const portwright::credentials& who = {.id = "AKIDexample", .secret = "example-secret"}) {
        auto options = test::emulator_that_knows(who);
        options.clock = [this] { return now.wall; };
        options.faults = std::move(faults);
        options.seed = 7;
        options.polls_until_done = polls;
        on.emplace(options);
    }
    world(const world&) = delete;
    world& operator=(const world&) = delete;

    portwright::http::byte_stream stream() {
        return {.context = this,
                .open =
                    [](void* self, std::string_view, std::uint16_t) {
                        auto& w = *static_cast<world*>(self);
                        ++w.connections;
                        w.wire.emplace(*w.on);
                        w.incoming.clear();
                        return portwright::errc::none;
                    },
                .write = [](void* self, const char* from, std::size_t size) -> std::ptrdiff_t {
                    static_cast<world*>(self)->wire->receive({from, size});
                    return static_cast<std::ptrdiff_t>(size);
                },
                .read = [](void* self, char* to, std::size_t size) -> std::ptrdiff_t {
                    auto& w = *static_cast<world*>(self);
                    while (auto next = w.wire->take_output()) w.incoming += next->bytes;
                    const std::size_t n = std::min(size, w.incoming.size());
                    std::copy_n(w.incoming.data(), n, to);
                    w.incoming.erase(0, n);
                    return n != 0 ? static_cast<std::ptrdiff_t>(n) : portwright::http::stream_end;
                },
                .close = [](void* self) { static_cast<world*>(self)->wire.reset(); }};
    }
    portwright::client_options options() {
        return {.region = "ap-guangzhou",
                .pause =
                    [](void* self, std::uint32_t ms) {
                        auto& w = *static_cast<world*>(self);
                        w.paused += ms;
                        w.now.monotonic += ms;
                        w.now.wall += ms / 1000 + 1;
                    },
                .pause_context = this};
    }
    std::size_t count() { return on->cloud().count("tencent.clb", "lb-a"); }
};

} // namespace test
