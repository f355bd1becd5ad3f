// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: and what -> leads to would dangle: give it a name
// CASES: 3

#include <portwright/client.hpp>
#include <portwright/core/result.hpp>
#include <portwright/crypto/mbedtls.hpp>

struct numbers {
    int first;
};

portwright::result<numbers> make();
portwright::http::exchange_result exchange();
portwright::reply<numbers> call();

int first() {
#if defined GOOD
    const auto made = make();
    const auto got = exchange();
    const auto called = call();
    return made->first + got->status + called->first;
#elif CASE == 1
    const int& first = make()->first;
    return first;
#elif CASE == 2
    const auto& status = exchange()->status;
    return status;
#else
    const int& first = call()->first;
    return first;
#endif
}
