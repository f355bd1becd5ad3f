// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Prints what one version of the library signs, in a function that is called SIGN. Without SIGN, a program that calls two
// of these.

#ifndef SIGN

void print_first();
void print_second();

int main() {
    print_first();
    print_second();
}

#else

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/tencent/gaap.hpp>

#include <cstdio>

void SIGN() {
    using scheme = portwright::hmac_sha256<>;
    scheme::key key;
    char buffer[512];
    if (!key.prepare({.id = "id", .secret = "secret"})) return;
    const portwright::tencent::gaap::CreateHTTPListener request{
        .ListenerName = "name", .Port = 80, .ProxyId = "link-1"};
    const auto url = portwright::sign_url(
        request, portwright::context<scheme>{.key = key, .timestamp = 1465185768, .nonce = "11886"}, buffer);
    if (url) std::printf("%.*s\n", static_cast<int>(url->size()), url->data());
}

#endif
