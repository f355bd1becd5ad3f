// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// What a newcomer gets wrong first with a client: each says in its first line what is wanted.
//
// EXPECT 1: scratch comes second: a char array that is not const
// EXPECT 2: scratch comes second: a char array that is not const
// EXPECT 3: scratch comes second: a char array that is not const
// EXPECT 4: call(request, scratch) takes an action's structure first
// EXPECT 5: this client is const, and a call changes its connection, key and clock
// EXPECT 6: a request that is not typed goes to call_as<Action>(request, scratch)
// EXPECT 7: wait(*created, scratch) takes the answer of a call that starts a task: with the star
// EXPECT 8: wait(*created, scratch) takes the answer of a call that starts a task: with the star
// EXPECT 9: scratch comes second: a char array that is not const
// EXPECT 10: who calls ensure() or plan() includes <portwright/calls/ensure.hpp>
// EXPECT 11: scratch comes second: a char array that is not const
// EXPECT 12: ensure(request, scratch) and plan() take a create action's structure first
// EXPECT 13: this client is const, and a call changes its connection, key and clock
// EXPECT 14: nonces are called without arguments, and return a std::uint64_t; they come after the clock
// EXPECT 15: nonces are called without arguments, and return a std::uint64_t; they come after the clock
// EXPECT 16: the clock is called without arguments, and returns a unix_time or an instant
// EXPECT 17: the clock is called without arguments, and returns a unix_time or an instant
// EXPECT 18: a transport has perform(): http::stream_transport{stream, buffer} makes one of a byte_stream
// ALONE 10
// CASES: 18
// FIRST

#ifdef GOOD
#include <portwright/calls/ensure.hpp>
#endif
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

#include <ctime>

namespace clb = portwright::tencent::clb;
using portwright::http::stream_transport;

portwright::unix_time wall();
portwright::instant both();
std::uint64_t nonce();
std::uint32_t short_nonce();

void misuse(stream_transport& transport, portwright::http::byte_stream& bytes, const portwright::credentials& who,
            const clb::CreateListener& request, portwright::untyped_request& untyped, std::span<char> scratch) {
    portwright::client cloud{transport, who, &wall, &nonce};
    [[maybe_unused]] const portwright::client fixed{transport, who, &both, &nonce};
    [[maybe_unused]] const char constant[100] = {};
    [[maybe_unused]] unsigned char octets[100];
    const auto created = cloud.call(request, scratch);
    [[maybe_unused]] const auto found = cloud.call(clb::DescribeListeners{.LoadBalancerId = "lb-1"}, scratch);
#if defined(GOOD)
    portwright::nonces nonces;
    portwright::client lends{transport, who, &wall, nonces};
    portwright::client settled{transport, who, &both, nonces, {.region = "ap-guangzhou"}};
    static_cast<void>(cloud.wait(*created, scratch));
    static_cast<void>(cloud.call_as<clb::CreateListener>(untyped, scratch));
    static_cast<void>(lends.ensure(request, scratch));
    static_cast<void>(settled.plan(request, scratch));
#elif CASE == 1
    static_cast<void>(cloud.call(request));
#elif CASE == 2
    if (cloud.call(request, constant)) return;
#elif CASE == 3
    if (const auto got = cloud.call(request, octets)) return;
#elif CASE == 4
    static_cast<void>(cloud.call(scratch, request));
#elif CASE == 5
    static_cast<void>(fixed.call(request, scratch));
#elif CASE == 6
    static_cast<void>(cloud.call(untyped, scratch));
#elif CASE == 7
    if (cloud.wait(created, scratch)) return;
#elif CASE == 8
    if (cloud.wait(*found, scratch)) return;
#elif CASE == 9
    if (cloud.wait(*created)) return;
#elif CASE == 10
    if (cloud.ensure(request, scratch)) return;
#elif CASE == 11
    if (cloud.ensure(request)) return;
#elif CASE == 12
    if (cloud.ensure(scratch, request)) return;
#elif CASE == 13
    if (fixed.ensure(request, scratch)) return;
#elif CASE == 14
    portwright::client swapped{transport, who, &nonce, &wall};
#elif CASE == 15
    portwright::client scarce{transport, who, &wall, &short_nonce};
#elif CASE == 16
    portwright::client stopped{transport, who, std::time(nullptr), &nonce};
#elif CASE == 17
    portwright::client unhanded{transport, who, &std::time, &nonce};
#elif CASE == 18
    portwright::client bare{bytes, who, &wall, &nonce};
#endif
    static_cast<void>(bytes);
    static_cast<void>(untyped);
}
