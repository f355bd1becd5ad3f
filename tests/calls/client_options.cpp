// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/calls/client_options.hpp>

#include <doctest/doctest.h>

#include <cstdint>

namespace {

using namespace portwright;

void pause(void*, std::uint32_t) {}

TEST_CASE("client_options: without a pause few polls, and one attempt beside that which puts the clock right") {
    client_options options;
    CHECK(detail::polls_of(options) == 8);
    CHECK(detail::settings_of(options).attempts == 2);
    CHECK_FALSE(detail::settings_of(options).waits);
    options.max_polls = 3;
    CHECK(detail::polls_of(options) == 3);
    options.pause = &pause;
    CHECK(detail::polls_of(options) == 3);
    options.max_polls = 60;
    CHECK(detail::polls_of(options) == 60);
    options.attempts = 7;
    CHECK(detail::settings_of(options).attempts == 7);
    CHECK(detail::settings_of(options).waits);
}

TEST_CASE("client_options: what a client was told, its calls are") {
    pacer pace;
    retry_budget budget;
    const auto settings = detail::settings_of({.region = "ap-guangzhou",
                                               .endpoint = "localhost:1",
                                               .checked = false,
                                               .verb = method::GET,
                                               .attempt_ms = 17,
                                               .repeat = repetition::harmful,
                                               .answer_bytes = 4711,
                                               .pacer = &pace,
                                               .budget = &budget,
                                               .pause = &pause});
    CHECK(settings.region.view() == "ap-guangzhou");
    CHECK(settings.endpoint.view() == "localhost:1");
    CHECK_FALSE(settings.checked);
    CHECK(settings.verb == method::GET);
    CHECK(settings.attempt_ms == 17);
    CHECK(settings.repeat == repetition::harmful);
    CHECK(settings.answer_bytes == 4711);
    CHECK(settings.pacer == &pace);
    CHECK(settings.budget == &budget);
}

} // namespace
