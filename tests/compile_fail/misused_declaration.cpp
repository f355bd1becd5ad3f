// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// What a declaration is not, and where else it goes.
//
// EXPECT 1: scratch comes second: a char array that is not const
// EXPECT 2: scratch comes second: a char array that is not const
// EXPECT 3: ensure(request, scratch) and plan() take a create action's structure first
// EXPECT 4: this client is const, and a call changes its connection, key and clock
// EXPECT 5: ensure() and plan() take actions that create listeners: include the ensure_... header of this one
// EXPECT 6: ensure() and plan() take actions that create listeners: include the ensure_... header of this one
// EXPECT 7: replacing{request} takes an action that creates listeners: include the ensure_... header of this one
// EXPECT 8: replacing{request} takes an action that creates listeners: include the ensure_... header of this one
// EXPECT 9: this request is a temporary and would dangle: keep it in a variable
// EXPECT 10: replacing{request} goes to ensure() or plan(): a call deletes nothing by itself
// EXPECT 11: behind scratch comes at most an array of ensured_listener
// EXPECT 12: behind scratch comes at most an array of ensured_listener
// EXPECT 13: behind scratch come at most the names of the fields to read
// EXPECT 14: ensure() and plan() compare listeners: they take the request itself, not prepared
// EXPECT 15: ensure() and plan() compare listeners: they take the request itself, not prepared
// EXPECT 16: this request was prepared for another signature scheme
// EXPECT 17: this API does not accept this signature scheme
// EXPECT 18: nothing comes behind scratch: how long wait() waits, the client's options say
// CASES: 18
// FIRST

#include <portwright/calls/replacing.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/clb/replace_listener.hpp>

namespace clb = portwright::tencent::clb;
using portwright::replacing;

portwright::unix_time now();
std::uint64_t draw();

constexpr std::uint16_t ports[] = {80};
constexpr clb::CreateListener constant{.LoadBalancerId = "lb-1", .Ports = ports, .Protocol = clb::Protocol::TCP};
[[maybe_unused]] constexpr portwright::prepared<constant, portwright::tc3<>> open;

void misuse(portwright::http::stream_transport& transport, const portwright::credentials& who,
            const clb::CreateListener& request, const clb::DescribeListeners& look, std::span<char> scratch,
            std::span<portwright::ensured_listener> kept, std::span<portwright::deleted_listener> deleted) {
    portwright::client cloud{transport, who, &now, &draw};
    [[maybe_unused]] const portwright::client fixed{transport, who, &now, &draw};
    [[maybe_unused]] const char octets[100] = {};
    [[maybe_unused]] const auto created = cloud.call(request, scratch);
#if defined(GOOD)
    static_cast<void>(cloud.ensure(replacing{request, deleted}, scratch, kept));
    static_cast<void>(cloud.plan(replacing{request}, scratch));
    static_cast<void>(cloud.plan(request, scratch, kept));
    static_cast<void>(cloud.call(open, scratch));
    static_cast<void>(cloud.call<portwright::tc3<>>(open, scratch));
#elif CASE == 1
    static_cast<void>(cloud.plan(request));
#elif CASE == 2
    static_cast<void>(cloud.plan(replacing{request}, octets));
#elif CASE == 3
    static_cast<void>(cloud.plan(scratch, request));
#elif CASE == 4
    static_cast<void>(fixed.plan(request, scratch));
#elif CASE == 5
    static_cast<void>(cloud.ensure(look, scratch));
#elif CASE == 6
    static_cast<void>(cloud.plan(look, scratch));
#elif CASE == 7
    static_cast<void>(cloud.ensure(replacing{look}, scratch));
#elif CASE == 8
    static_cast<void>(cloud.ensure(replacing{scratch}, scratch));
#elif CASE == 9
    static_cast<void>(cloud.ensure(replacing{clb::CreateListener{.LoadBalancerId = "lb-1"}}, scratch));
#elif CASE == 10
    static_cast<void>(cloud.call(replacing{request}, scratch));
#elif CASE == 11
    static_cast<void>(cloud.ensure(replacing{request}, scratch, deleted));
#elif CASE == 12
    static_cast<void>(cloud.plan(request, scratch, deleted));
#elif CASE == 13
    static_cast<void>(cloud.call(request, scratch, "ListenerIds"));
#elif CASE == 14
    static_cast<void>(cloud.ensure(open, scratch));
#elif CASE == 15
    static_cast<void>(cloud.plan(open, scratch));
#elif CASE == 16
    static_cast<void>(cloud.call<portwright::hmac_sha256<>>(open, scratch));
#elif CASE == 17
    static_cast<void>(cloud.ensure<portwright::aliyun_rpc<>>(request, scratch));
#elif CASE == 18
    static_cast<void>(cloud.wait(*created, scratch, 5));
#endif
    static_cast<void>(look);
    static_cast<void>(kept);
    static_cast<void>(deleted);
}
