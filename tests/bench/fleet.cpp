// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// fleet [DEVICES [PER_SECOND]]: the table of a fleet that is switched on at once, by how its devices ask. Without
// arguments 10,000 devices on 20 requests a second. `meson test --benchmark` runs it.

#include "../calls/fleet.hpp"

#include <cstdio>
#include <cstdlib>

int main(int count, char** arguments) {
    fleet::scenario of{.devices = 10000, .per_second = 20};
    if (count > 1) of.devices = static_cast<std::uint32_t>(std::strtoul(arguments[1], nullptr, 10));
    if (count > 2) of.per_second = static_cast<std::uint32_t>(std::strtoul(arguments[2], nullptr, 10));
    std::printf("%u devices, %u requests a second, 1 %% of requests and of answers lost\n\n", of.devices,
                of.per_second);
    std::printf(
        "| how they ask | provisioned | never two | requests a device | of the busiest | rejected | last after |\n"
        "|---|--:|---|--:|--:|--:|--:|\n");
    // The README's table has these figures of the fleet without arguments, whose day is always the same.
    struct {
        fleet::strategy kind;
        const char* name;
        std::uint64_t requests_per_10_devices;
        fleet::ms last_s;
    } const kinds[] = {{fleet::strategy::paced, "pacer that knows the fleet", 42, 2535},
                       {fleet::strategy::adaptive, "pacer that knows nothing", 116, 5435},
                       {fleet::strategy::backoff, "backoff alone", 1365, 1956},
                       {fleet::strategy::naive, "again after a second", 3700, 1065}};
    bool good = true;
    for (const auto& [kind, name, requests, last_s] : kinds) {
        of.kind = kind;
        const fleet::outcome got = fleet::run(of);
        std::printf("| %s | %u | %s | %.1f | %u | %.1f %% | %llu s |\n", name, got.provisioned,
                    got.with_two == 0 ? "yes" : "no", static_cast<double>(got.requests) / of.devices, got.most_requests,
                    100.0 * static_cast<double>(got.throttled) / static_cast<double>(got.requests),
                    static_cast<unsigned long long>(got.last / 1000));
        std::fflush(stdout);
        const std::uint64_t measured = (got.requests * 10 + of.devices / 2) / of.devices;
        if (count == 1 && (measured != requests || got.last / 1000 != last_s)) {
            std::printf("not as the README has it\n");
            good = false;
        }
        if (kind != fleet::strategy::naive && (got.provisioned != of.devices || got.with_two != 0)) good = false;
    }
    return good ? 0 : 1;
}
