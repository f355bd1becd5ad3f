// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "settings.hpp"

#include "crc32.hpp"

namespace device {
namespace {

/// Reads from the front of a block, and fails for good at its end.
class block_reader {
public:
    explicit block_reader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

    bool ok() const { return ok_; }
    bool at_end() const { return rest_.empty(); }

    std::uint32_t number(std::size_t size) {
        const auto bytes = take(size);
        std::uint32_t value = 0;
        for (std::size_t i = bytes.size(); i-- != 0;) value = value << 8 | bytes[i];
        return value;
    }
    std::span<const std::uint8_t> bytes() { return take(number(2)); }
    std::string_view text() {
        const auto raw = bytes();
        return {reinterpret_cast<const char*>(raw.data()), raw.size()};
    }

private:
    std::span<const std::uint8_t> take(std::size_t size) {
        ok_ = ok_ && size <= rest_.size();
        if (!ok_) return {};
        const auto taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }

    std::span<const std::uint8_t> rest_;
    bool ok_ = true;
};

constexpr std::size_t head_size = 12;
constexpr std::uint32_t magic = 0x54535750; // "PWST"

} // namespace

bool read_settings(std::span<const std::uint8_t> block, settings& to) {
    if (block.size() < head_size) return false;
    block_reader head(block.first(head_size));
    const bool is_settings = head.number(4) == magic;
    const std::uint32_t size = head.number(4), crc = head.number(4);
    if (!is_settings || size > block.size() - head_size) return false;
    const auto payload = block.subspan(head_size, size);
    if (crc32(payload) != crc) return false;

    block_reader in(payload);
    to.tencent_id = in.text();
    to.tencent_key = in.text();
    to.aliyun_id = in.text();
    to.aliyun_key = in.text();
    to.endpoint = in.text();
    to.address = in.number(4);
    to.poll_ms = in.number(4);
    to.anchor = in.bytes();
    to.listener_count = in.number(1);
    if (to.listener_count > settings::most_listeners) return false;
    for (wanted_listener& one : std::span(to.listeners).first(to.listener_count)) {
        const std::uint32_t number = in.number(1);
        if (number >= system_count) return false;
        one.system = static_cast<device::system>(number);
        one.is_udp = in.number(1) != 0;
        one.port = static_cast<std::uint16_t>(in.number(2));
        one.target_port = static_cast<std::uint16_t>(in.number(2));
        one.region = in.text();
        one.owner = in.text();
        one.name = in.text();
    }
    return in.ok() && in.at_end();
}

} // namespace device
