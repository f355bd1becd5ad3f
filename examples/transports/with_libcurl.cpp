// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// with_libcurl REGION LOAD_BALANCER PORT: opens a TCP port on a CLB load balancer over libcurl, which takes proxies from
// the environment, and waits until it stands. Credentials come from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.

#include "libcurl.hpp"

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/tencent/clb.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <thread>

namespace clb = portwright::tencent::clb;

int main(int count, char** arguments) {
    const char* id = std::getenv("TENCENTCLOUD_SECRET_ID");
    const char* secret = std::getenv("TENCENTCLOUD_SECRET_KEY");
    if (count != 4 || id == nullptr || secret == nullptr) {
        std::fputs(
            "usage: TENCENTCLOUD_SECRET_ID=... TENCENTCLOUD_SECRET_KEY=... with_libcurl REGION LOAD_BALANCER PORT\n",
            stderr);
        return 2;
    }
    curl_global_init(CURL_GLOBAL_DEFAULT);
    std::array<char, 1024> io, scratch;
    portwright::http::curl_stream curl;
    portwright::http::stream_transport transport{curl.stream(), io};
    std::random_device random;
    portwright::client cloud{transport,
                             {.id = id, .secret = secret},
                             [] { return static_cast<portwright::unix_time>(std::time(nullptr)); },
                             [&random] { return std::uint64_t{random()} << 32 | random(); },
                             {.region = portwright::unlisted(arguments[1]), .pause = [](void*, std::uint32_t ms) {
                                  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
                              }}};

    const long ports[] = {std::atol(arguments[3])};
    const clb::CreateListener listener{.LoadBalancerId = arguments[2], .Ports = ports, .Protocol = clb::Protocol::TCP};
    const auto created = cloud.call(listener, scratch);
    if (created) {
        std::printf("%.*s\n", static_cast<int>(created->ListenerIds[0].size()), created->ListenerIds[0].view().data());
        if (cloud.wait(*created, scratch)) return 0;
    }
    std::array<char, 256> text;
    portwright::output out{text};
    portwright::write_message(out, created.error());
    std::fprintf(stderr, "%.*s\n", static_cast<int>(out.since(0).size()), text.data());
    return 1;
}
