// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Has one TCP listener stand on a Tencent CLB load balancer, at every boot. The secret's ID and key are in NVS, in the
// namespace `portwright` as `id` and `key`, and never in the image; the README says how they get there.

#include <portwright/calls/ensure.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright_esp_http_client.hpp>

#include <esp_crt_bundle.h>
#include <esp_event.h>
#include <esp_log.h>
#include <esp_netif.h>
#include <esp_netif_sntp.h>
#include <esp_random.h>
#include <esp_timer.h>
#include <freertos/FreeRTOS.h>
#include <freertos/task.h>
#include <nvs.h>
#include <nvs_flash.h>
#include <protocol_examples_common.h>

#include <array>
#include <cstdint>
#include <cstddef>
#include <ctime>
#include <span>

namespace clb = portwright::tencent::clb;

namespace {

constexpr const char* tag = "portwright";

bool read_secret(const char* name, std::span<char> to) {
    nvs_handle_t handle;
    if (nvs_open("portwright", NVS_READONLY, &handle) != ESP_OK) return false;
    std::size_t size = to.size();
    const esp_err_t code = nvs_get_str(handle, name, to.data(), &size);
    nvs_close(handle);
    return code == ESP_OK;
}

portwright::instant now() {
    return {static_cast<portwright::unix_time>(std::time(nullptr)),
            static_cast<std::uint64_t>(esp_timer_get_time()) / 1000};
}

bool ensure_listener() {
    static std::array<char, 96> id, key;
    if (!read_secret("id", id) || !read_secret("key", key)) {
        ESP_LOGE(tag, "no credentials in NVS");
        return false;
    }
    static std::array<char, 2048> text;
    static std::array<char, portwright::ensure_scratch<clb::CreateListener>> scratch;
    portwright::http::esp_http_client_transport transport{text, {.attach_bundle = esp_crt_bundle_attach}};
    portwright::client cloud{transport,
                             {.id = id.data(), .secret = key.data()},
                             now,
                             [] { return std::uint64_t{esp_random()} << 32 | esp_random(); },
                             {.region = portwright::unlisted(CONFIG_EXAMPLE_REGION),
                              .endpoint = portwright::authority(CONFIG_EXAMPLE_ENDPOINT),
                              .wait_ms = 120000,
                              .pause = [](void*, std::uint32_t ms) { vTaskDelay(pdMS_TO_TICKS(ms)); }}};

    constexpr std::uint16_t ports[] = {CONFIG_EXAMPLE_PORT};
    const clb::CreateListener wanted{
        .LoadBalancerId = CONFIG_EXAMPLE_LOAD_BALANCER, .Ports = ports, .Protocol = clb::Protocol::TCP};
    const auto stands = cloud.ensure(wanted, scratch);
    if (stands) {
        const std::string_view listener = stands.id;
        ESP_LOGI(tag, "stands: %.*s", static_cast<int>(listener.size()), listener.data());
        return true;
    }
    std::array<char, 160> line;
    const auto why = portwright::message(stands.error, line); // has no secret in it
    ESP_LOGE(tag, "outcome %d: %.*s", static_cast<int>(stands.outcome), static_cast<int>(why.size()), why.data());
    return false;
}

void provision(void*) {
    while (!ensure_listener()) vTaskDelay(pdMS_TO_TICKS(60000));
    vTaskDelete(nullptr);
}

} // namespace

extern "C" void app_main() {
    ESP_ERROR_CHECK(nvs_flash_init());
    ESP_ERROR_CHECK(esp_netif_init());
    ESP_ERROR_CHECK(esp_event_loop_create_default());
    ESP_ERROR_CHECK(example_connect());
    // Certificates have dates: TLS needs the time before it can learn it from an answer.
    esp_sntp_config_t sntp = ESP_NETIF_SNTP_DEFAULT_CONFIG("pool.ntp.org");
    ESP_ERROR_CHECK(esp_netif_sntp_init(&sntp));
    esp_netif_sntp_sync_wait(pdMS_TO_TICKS(30000));
    xTaskCreate(provision, "portwright", 16384, nullptr, 5, nullptr);
}
