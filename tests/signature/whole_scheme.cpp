// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What a scheme that lacks a member hears is in tests/compile_fail/scheme_lacks_a_member.cpp.

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/whole_scheme.hpp>

#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>

namespace {

template <class Engine>
constexpr bool all_are_whole() {
    using portwright::detail::is_whole_scheme;
    return is_whole_scheme<portwright::hmac_sha1<Engine>>() && is_whole_scheme<portwright::hmac_sha256<Engine>>() &&
           is_whole_scheme<portwright::tc3<Engine>>() && is_whole_scheme<portwright::aliyun_rpc<Engine>>() &&
           is_whole_scheme<portwright::acs3<Engine>>();
}
static_assert(all_are_whole<portwright::mbedtls>());
static_assert(all_are_whole<portwright::for_speed<portwright::mbedtls>>());

struct nothing {};
using has = portwright::detail::scheme_members<nothing>;
static_assert(!has::signer && !has::name && !has::key && !has::max_payload_size);
static_assert(has::check && has::write_canonical && has::common_values); // not told beside those that they need

} // namespace
