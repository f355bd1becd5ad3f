// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// What a test needs that runs once for each scheme: the list of them, a service that accepts the scheme, and a prepared
// key.

#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>

#include "signing.hpp"

#define SCHEMES                                                                                                        \
    portwright::hmac_sha1<>, portwright::hmac_sha256<>, portwright::tc3<>, portwright::aliyun_rpc<>, portwright::acs3<>

namespace test {

/// The service whose requests a scheme signs.
template <class Scheme>
inline constexpr const auto& home = v3;
template <class Engine>
inline constexpr const auto& home<portwright::acs3<Engine>> = aliyun;
template <class Engine>
inline constexpr const auto& home<portwright::aliyun_rpc<Engine>> = aliyun;

/// Prepares a key of any scheme: TC3's is derived for a service and a day, too.
template <class Key>
portwright::result<void> prepare(Key& key, const portwright::credentials& key_pair, portwright::unix_time time = 1,
                                 const portwright::service& service = v3) {
    if constexpr (requires { key.prepare(key_pair, service, time); }) return key.prepare(key_pair, service, time);
    else return key.prepare(key_pair);
}

} // namespace test
