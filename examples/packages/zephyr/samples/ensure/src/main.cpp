// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Has one TCP listener stand on a Tencent CLB load balancer, at every boot. The secret's ID and key are among Zephyr's
// settings, as portwright/id and portwright/key, and never in the image; the README says how they get there.

#include <portwright/calls/ensure.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright_zephyr.hpp>

#include <zephyr/kernel.h>
#include <zephyr/logging/log.h>
#include <zephyr/net/sntp.h>
#include <zephyr/random/random.h>
#include <zephyr/settings/settings.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

LOG_MODULE_REGISTER(portwright_ensure, LOG_LEVEL_INF);

namespace clb = portwright::tencent::clb;

namespace {

constexpr sec_tag_t tag = 1;
constexpr sec_tag_t tags[] = {tag};
constexpr unsigned char authorities[] = {
#include <ca.pem.inc>
    0, // PEM ends with a zero, and the file before it with a comma
};

struct secret {
    std::array<char, 96> id{}, key{};
};

/// For each setting below `portwright`.
int take_setting(const char* name, std::size_t size, settings_read_cb read, void* argument, void* to) {
    secret& of = *static_cast<secret*>(to);
    std::array<char, 96>& text = std::strcmp(name, "id") == 0 ? of.id : of.key;
    if (size >= text.size()) return -1;
    return read(argument, text.data(), size) < 0 ? -1 : 0;
}

/// Seconds since 1970 when the device booted: certificates and signatures need the time.
std::int64_t booted_at = 0;

portwright::instant now() {
    const std::int64_t up = k_uptime_get();
    return {booted_at == 0 ? 0 : booted_at + up / 1000, static_cast<std::uint64_t>(up)};
}

std::uint64_t random_bits() {
    std::uint64_t bits = 0;
    sys_csrand_get(&bits, sizeof bits);
    return bits;
}

bool ensure_listener(const secret& of) {
    static std::array<char, 1024> io;
    static std::array<char, portwright::ensure_scratch<clb::CreateListener>> scratch;
    portwright::http::zephyr_stream tls{tags};
    portwright::http::stream_transport transport{tls.stream(), io};
    portwright::client cloud{transport,
                             {.id = of.id.data(), .secret = of.key.data()},
                             &now,
                             &random_bits,
                             {.region = portwright::unlisted(CONFIG_SAMPLE_REGION),
                              .endpoint = portwright::authority(CONFIG_SAMPLE_ENDPOINT),
                              .wait_ms = 120000,
                              .pause = [](void*, std::uint32_t ms) { k_msleep(static_cast<std::int32_t>(ms)); }}};

    constexpr std::uint16_t ports[] = {CONFIG_SAMPLE_PORT};
    const clb::CreateListener wanted{
        .LoadBalancerId = CONFIG_SAMPLE_LOAD_BALANCER, .Ports = ports, .Protocol = clb::Protocol::TCP};
    const auto stands = cloud.ensure(wanted, scratch);
    if (stands) {
        const std::string_view listener = stands.id;
        LOG_INF("stands: %.*s", static_cast<int>(listener.size()), listener.data());
        return true;
    }
    std::array<char, 160> line;
    const auto why = portwright::message(stands.error, line); // has no secret in it
    LOG_ERR("outcome %d: %.*s", static_cast<int>(stands.outcome), static_cast<int>(why.size()), why.data());
    return false;
}

} // namespace

int main() {
    static secret of;
    settings_subsys_init();
    settings_load_subtree_direct("portwright", &take_setting, &of);
    if (of.id[0] == 0 || of.key[0] == 0) {
        LOG_ERR("no credentials among the settings");
        return 1;
    }
    tls_credential_add(tag, TLS_CREDENTIAL_CA_CERTIFICATE, authorities, sizeof authorities);
    sntp_time time;
    if (sntp_simple("pool.ntp.org", 10000, &time) == 0)
        booted_at = static_cast<std::int64_t>(time.seconds) - k_uptime_get() / 1000;
    while (!ensure_listener(of)) k_msleep(60000);
    return 0;
}
