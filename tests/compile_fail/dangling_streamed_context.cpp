// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// EXPECT: sign_streamed() borrows the context until it is sent: give it a name

#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>

using request_type = test::CreateListener<test::v3>;
using context_type = portwright::context<portwright::tc3<>>;

bool send(const portwright::tc3<>::key& key) {
#ifdef GOOD
    const request_type request{.LoadBalancerId = "lb-1"};
    const context_type with{.key = key, .region = "r"};
    const auto made = portwright::sign_streamed(request, with);
#else
    const request_type request{.LoadBalancerId = "lb-1"};
    const auto made = portwright::sign_streamed(request, context_type{.key = key, .region = "r"});
#endif
    return made && made->body_size() != 0;
}
