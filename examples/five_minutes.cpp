// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The README's first code: prints the signed URL of a request, or why there is none.

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/tencent/clb.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>

namespace clb = portwright::tencent::clb;
using scheme = portwright::hmac_sha256<portwright::mbedtls>;

constexpr std::uint16_t ports[] = {7569, 7570};
constexpr std::string_view names[] = {"lis0", "lis1"};

constexpr clb::CreateListener request{
    .LoadBalancerId = "lb-cuxw2rm0",
    .Ports = ports,
    .Protocol = clb::Protocol::TCP,
    .ListenerNames = names,
};
static_assert(portwright::valid<request>); // a port of 70000 or a missing field does not compile

int main() {
    const char* id = std::getenv("TENCENTCLOUD_SECRET_ID");
    const char* secret = std::getenv("TENCENTCLOUD_SECRET_KEY");
    if (id == nullptr || secret == nullptr) return 2;

    scheme::key key; // prepared once: signing again costs only the message
    if (!key.prepare({.id = id, .secret = secret})) return 2;

    const portwright::context<scheme> context{
        .key = key,
        .region = "ap-guangzhou",
        .timestamp = std::time(nullptr),
        .nonce = "11886", // a fresh one each time
    };

    std::array<char, 512> buffer;
    const auto url = portwright::sign_url(request, context, buffer);
    if (!url) {
        std::array<char, 160> line;
        const auto why = portwright::message(url.error(), line); // "Ports.1: 70000 is outside 1..65535"
        std::printf("%.*s\n", static_cast<int>(why.size()), why.data());
        return 2;
    }
    std::printf("%.*s\n", static_cast<int>(url->size()), url->data());
}
