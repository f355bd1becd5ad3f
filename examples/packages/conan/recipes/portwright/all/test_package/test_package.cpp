#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/tencent/clb.hpp>

#include <array>
#include <cstdint>
#include <cstdio>

namespace clb = portwright::tencent::clb;

int main() {
    constexpr std::uint16_t ports[] = {7569};
    portwright::hmac_sha256<>::key key;
    if (!key.prepare({.id = "id", .secret = "secret"})) return 1;
    const portwright::context<portwright::hmac_sha256<>> context{
        .key = key, .region = "ap-guangzhou", .timestamp = 1700000000, .nonce = "1"};
    std::array<char, 512> buffer;
    const clb::CreateListener request{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
    const auto url = portwright::sign_url(request, context, buffer);
    if (!url) return 2;
    std::printf("%.*s\n", static_cast<int>(url->size()), url->data());
    return 0;
}
