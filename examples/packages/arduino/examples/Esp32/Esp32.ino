// Has one TCP listener stand on a Tencent CLB load balancer, at every boot, over WiFiClientSecure.
//
// The secret's ID and key are in the flash's preferences, in the namespace `portwright` as `id` and `key`: a sketch of
// two lines puts them there once, and no sketch that is kept has them.

#include <portwright/calls/ensure.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright_arduino.hpp>

#include <Preferences.h>
#include <WiFi.h>
#include <WiFiClientSecure.h>

#include <array>
#include <ctime>

namespace clb = portwright::tencent::clb;

const char* const network_name = "my network";
const char* const network_password = "its password";
const char* const region = "ap-guangzhou";
const char* const load_balancer = "lb-cuxw2rm0";

// The root certificates of the cloud's servers, in PEM.
const char* const root_certificates = "-----BEGIN CERTIFICATE-----\n...";

std::array<char, 96> id, key;
std::array<char, 2048> io;
std::array<char, portwright::ensure_scratch<clb::CreateListener>> scratch;

bool ensureListener() {
    WiFiClientSecure wifi;
    wifi.setCACert(root_certificates); // never setInsecure()
    portwright::http::arduino_stream tcp{wifi};
    portwright::http::stream_transport transport{tcp.stream(), io};
    portwright::client cloud{
        transport,
        {.id = id.data(), .secret = key.data()},
        [] { return portwright::instant{static_cast<portwright::unix_time>(std::time(nullptr)), millis()}; },
        [] { return std::uint64_t{esp_random()} << 32 | esp_random(); },
        {.region = portwright::unlisted(region),
         .wait_ms = 120000,
         .pause = [](void*, std::uint32_t ms) { delay(ms); }}};

    constexpr std::uint16_t ports[] = {7569};
    const clb::CreateListener wanted{.LoadBalancerId = load_balancer, .Ports = ports, .Protocol = clb::Protocol::TCP};
    const auto stands = cloud.ensure(wanted, scratch);
    if (stands) {
        const std::string_view listener = stands.id;
        Serial.printf("stands: %.*s\n", static_cast<int>(listener.size()), listener.data());
        return true;
    }
    std::array<char, 160> line;
    const auto why = portwright::message(stands.error, line); // has no secret in it
    Serial.printf("outcome %d: %.*s\n", static_cast<int>(stands.outcome), static_cast<int>(why.size()), why.data());
    return false;
}

bool stands = false;

void setup() {
    Serial.begin(115200);
    Preferences preferences;
    preferences.begin("portwright", true);
    preferences.getString("id", id.data(), id.size());
    preferences.getString("key", key.data(), key.size());
    preferences.end();
    WiFi.begin(network_name, network_password);
    while (WiFi.status() != WL_CONNECTED) delay(500);
    configTime(0, 0, "pool.ntp.org"); // certificates and signatures need the time
    while (std::time(nullptr) < 1700000000) delay(500);
}

void loop() {
    if (!stands) stands = ensureListener();
    delay(60000);
}
