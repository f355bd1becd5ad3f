// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// ALONE
// EXPECT: ensure() and plan() take actions that create listeners: include the ensure_... header of this one

#include <portwright/calls/ensure.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>
#ifdef GOOD
#include <portwright/tencent/clb/ensure_listener.hpp>
#endif

namespace clb = portwright::tencent::clb;

bool stands(const clb::CreateListener& wanted, portwright::key_cache<portwright::tc3<>>& keys,
            portwright::call_clock& clock, std::span<char> scratch) {
    portwright::ensure_machine<portwright::tc3<>, clb::CreateListener> machine(wanted, keys, clock, {}, scratch);
    return machine.outcome() == portwright::ensure_outcome::done;
}
