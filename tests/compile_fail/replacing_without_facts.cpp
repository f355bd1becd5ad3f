// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// ALONE
// EXPECT: how what is in the way is deleted is not known here: include its system's replace_... header

#include <portwright/calls/replacing.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#ifdef GOOD
#include <portwright/tencent/clb/replace_listener.hpp>
#endif

namespace clb = portwright::tencent::clb;

bool stands(const clb::CreateListener& wanted, portwright::key_cache<portwright::tc3<>>& keys,
            portwright::call_clock& clock, std::span<char> scratch) {
    const portwright::replacing declared{wanted};
    portwright::ensure_machine<portwright::tc3<>, portwright::replacing<clb::CreateListener>> machine(
        declared, keys, clock, {}, scratch);
    return machine.outcome() == portwright::ensure_outcome::done;
}
