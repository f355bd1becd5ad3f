// Signs and sends a request over a Client that has no TLS, here Ethernet, with TLS of the library over it: prints the
// IDs of the listeners of a load balancer.

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/request/message.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright_arduino.hpp>

#include <Ethernet.h>
#include <Preferences.h>

#include <array>
#include <ctime>

namespace clb = portwright::tencent::clb;

const char* const root_certificates = "-----BEGIN CERTIFICATE-----\n...";

std::array<char, 96> id, key;
std::array<char, 2048> io;
std::array<char, 4096> scratch;
EthernetClient ethernet;
portwright::http::arduino_stream tcp{ethernet};
portwright::http::mbedtls_transport tls{tcp.stream()};

void setup() {
    Serial.begin(115200);
    Preferences preferences;
    preferences.begin("portwright", true);
    preferences.getString("id", id.data(), id.size());
    preferences.getString("key", key.data(), key.size());
    preferences.end();
    Ethernet.init(5);
    std::uint8_t mac[] = {0x02, 0, 0, 0, 0, 1};
    if (Ethernet.begin(mac) == 0 || !tls.trust_pem(root_certificates)) Serial.println("no network, or no certificate");
}

void loop() {
    portwright::http::stream_transport transport{tls.stream(), io};
    portwright::client cloud{
        transport,
        {.id = id.data(), .secret = key.data()},
        [] { return portwright::instant{static_cast<portwright::unix_time>(std::time(nullptr)), millis()}; },
        [] { return std::uint64_t{esp_random()} << 32 | esp_random(); },
        {.region = "ap-guangzhou", .pause = [](void*, std::uint32_t ms) { delay(ms); }}};
    const auto answer = cloud.call(clb::DescribeListeners{.LoadBalancerId = "lb-cuxw2rm0"}, scratch);
    if (answer) {
        for (const auto& one : answer->Listeners) {
            const std::string_view name = one.ListenerId;
            Serial.printf("%.*s\n", static_cast<int>(name.size()), name.data());
        }
    } else {
        std::array<char, 160> line;
        const auto why = portwright::message(answer.error(), line);
        Serial.printf("%.*s\n", static_cast<int>(why.size()), why.data());
    }
    delay(60000);
}
