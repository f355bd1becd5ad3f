// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The settings of examples/device, as the host's tool writes them: configure.py made the block in settings.inc.

#include "../../examples/device/application/settings.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace {

constexpr std::uint8_t block[] = {
#include "settings.inc"
};

} // namespace

TEST_CASE("settings: what the tool writes is read") {
    device::settings got;
    REQUIRE(device::read_settings(block, got));
    CHECK(got.tencent_id == "AKIDexample");
    CHECK(got.tencent_key == "example-secret");
    CHECK(got.aliyun_id == "LTAIexample");
    CHECK(got.aliyun_key == "another-secret");
    CHECK(got.endpoint == "localhost:8443");
    CHECK(got.address == 0x0A000264);
    CHECK(got.poll_ms == 250);
    CHECK(got.anchor.size() == 3);
    REQUIRE(got.listener_count == 2);
    CHECK(got.listeners[0].system == device::system::clb);
    CHECK_FALSE(got.listeners[0].is_udp);
    CHECK(got.listeners[0].port == 7569);
    CHECK(got.listeners[0].target_port == 8080);
    CHECK(got.listeners[0].region == "ap-guangzhou");
    CHECK(got.listeners[0].owner == "lb-1");
    CHECK(got.listeners[0].name == "gateway");
    CHECK(got.listeners[1].system == device::system::ga);
    CHECK(got.listeners[1].is_udp);
    CHECK(got.listeners[1].target_port == 53);
}

TEST_CASE("settings: a block that is cut or has a spoilt byte is refused") {
    device::settings got;
    for (std::size_t size = 0; size != sizeof block; ++size) CHECK_FALSE(device::read_settings({block, size}, got));
    for (std::size_t at = 0; at != sizeof block; ++at) {
        std::vector<std::uint8_t> spoilt(block, block + sizeof block);
        spoilt[at] ^= 0x20;
        CHECK_FALSE(device::read_settings(spoilt, got));
    }
}
