// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// ALONE
// EXPECT: the crypto engine is not included: #include <portwright/crypto/mbedtls.hpp> has portwright::mbedtls
// CASES: 6
// FIRST

#ifdef GOOD
#include <portwright/crypto/mbedtls.hpp>
#define CASE 1
#endif
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/tc3.hpp>

#if CASE == 1
portwright::hmac_sha256<>::key key;
#elif CASE == 2
portwright::hmac_sha1<>::key key;
#elif CASE == 3
portwright::tc3<>::key key;
#elif CASE == 4
portwright::acs3<portwright::mbedtls>::key key;
#elif CASE == 5
portwright::aliyun_rpc<>::key key;
#else
portwright::hmac_sha256<portwright::for_speed<portwright::mbedtls>>::key key;
#endif
