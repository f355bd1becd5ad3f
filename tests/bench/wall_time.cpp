// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Wall time of what count.cpp counts, with Google Benchmark.

#include "figures.hpp"

#include <benchmark/benchmark.h>

namespace {

void add(const figure& what) {
    benchmark::RegisterBenchmark(what.name, [run = what.run](benchmark::State& state) {
        for (auto _ : state) run();
    });
}

}  // namespace

int main(int count, char** arguments) {
    prepare_floors();
    for (const auto& each : floors) add(each);
    add(md_floor);
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
    benchmark::RunSpecifiedBenchmarks();
}
