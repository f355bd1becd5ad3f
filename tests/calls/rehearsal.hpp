// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A device that declares listeners against the emulator, in virtual time: its power can go at any step, and its
// connection break after any byte.

#include "../../examples/portwright/emulator/stage.hpp"
#include "../emulator_options.hpp"

#include <portwright/calls/ensure.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rehearsal {

using namespace portwright;
using portwright_tool::emulator::exchange;
using portwright_tool::emulator::stage;

inline constexpr credentials who{.id = "AKIDexample", .secret = "example-secret"};
inline std::uint64_t random_bits = 1; // never the same twice, over all tests

/// A cloud and the only clock there is.
struct world {
    instant now{1800000000, 5000};
    std::unique_ptr<stage> on{};

    explicit world(std::vector<std::string> faults = {}, bool one_at_a_time = false, bool shows_deleted = false) {
        auto options = test::emulator_that_knows(who);
        options.clock = [this] { return now.wall; };
        options.faults = std::move(faults);
        options.seed = 7;
        options.one_operation_at_a_time = one_at_a_time;
        options.shows_deleted = shows_deleted;
        on = std::make_unique<stage>(options);
    }
    world(const world&) = delete;
    world& operator=(const world&) = delete;
    void pass(http::monotonic_ms ms) {
        now.monotonic += ms;
        now.wall += static_cast<unix_time>(now.monotonic / 1000 - (now.monotonic - ms) / 1000);
    }
};

template <class Scheme, class Create, class Declaration = Create>
struct device {
    key_cache<Scheme> keys{who};
    call_clock clock{};
    std::array<char, ensure_scratch<Create>> scratch{};
    std::optional<ensure_machine<Scheme, Declaration>> machine{};
    std::optional<exchange> wire{};
    std::string outgoing{};
    std::size_t passed = 0, cut_after = SIZE_MAX; ///< bytes of all connections, either way
    unsigned wishes = 0, connections = 0;

    explicit device(const Declaration& wanted) {
        ensure_settings settings;
        settings.call.answer_bytes = 65536;
        if (Create::call.service->takes_region)
            settings.call.region = system_of<Create>::template default_scheme<mbedtls>::name == "ACS3-HMAC-SHA256"
                                       ? "cn-hangzhou"
                                       : "ap-guangzhou";
        machine.emplace(wanted, keys, clock, settings, scratch);
    }

    bool step(world& w) {
        auto& m = *machine;
        const call_step step = m.next();
        if (step.wants == call_wish::done) return false;
        REQUIRE(++wishes < 100000);
        w.pass(1);
        std::array<char, 512> buffer;
        switch (step.wants) {
        case call_wish::sign: m.sign(w.now, random_bits++); break;
        case call_wish::wait:
            if (step.wake_at > w.now.monotonic) w.pass(step.wake_at - w.now.monotonic);
            m.wake(w.now);
            break;
        case call_wish::connect:
            ++connections;
            wire.emplace(*w.on);
            outgoing.clear();
            m.connected(w.now);
            break;
        case call_wish::send: {
            const auto out = m.bytes(buffer, w.now);
            if (out.empty()) break;
            const std::size_t n = std::min(out.size(), cut_after - passed);
            passed += n;
            wire->receive({out.data(), n});
            while (const auto next = wire->take_output()) outgoing += next->bytes;
            if (n != out.size()) return cut(w), true;
            m.sent(n, w.now);
            break;
        }
        default: {
            if (outgoing.empty()) {
                m.failed(errc::receive_failed, w.now);
                break;
            }
            const std::size_t n = std::min({outgoing.size(), std::size_t{512}, cut_after - passed});
            if (n == 0) return cut(w), true;
            passed += n;
            const std::string piece = outgoing.substr(0, n);
            outgoing.erase(0, n);
            m.received(piece.data(), n, w.now);
        }
        }
        return true;
    }
    void cut(world& w) {
        cut_after = SIZE_MAX;
        machine->failed(errc::receive_failed, w.now);
    }
    /// At most so many steps, after which the power is gone.
    void run_until(world& w, unsigned steps) {
        for (unsigned i = 0; i != steps && step(w); ++i) {
        }
    }
    ensure_machine<Scheme, Declaration>& run(world& w) {
        while (step(w)) {
        }
        return *machine;
    }
};

/// What says why a declaration has not ended well.
template <class Machine>
std::string why(const Machine& m) {
    char text[200];
    return std::string(message(m.error(), text)) + " / " + std::string(std::string_view(m.refusal().code)) + " " +
           std::string(std::string_view(m.refusal().message)) + " / " + std::to_string(static_cast<int>(m.obstacle()));
}

/// Two devices take turns, of which the first is so many steps ahead. Both come to their end.
template <class Device>
void run_both(world& w, Device& first, Device& second, unsigned lead) {
    for (unsigned i = 0; i != lead; ++i) first.step(w);
    for (bool goes_on = true; goes_on;) {
        const bool goes = first.step(w);
        goes_on = second.step(w) || goes;
    }
    const std::string said = why(*first.machine) + " // " + why(*second.machine);
    CAPTURE(said);
    CHECK(first.machine->outcome() == ensure_outcome::done);
    CHECK(second.machine->outcome() == ensure_outcome::done);
}

} // namespace rehearsal
