// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// An image of this directory is what a unit with one feature puts into flash: provision() is its entry, the request and
// its context come from elsewhere, and nothing that it does not call is linked. What a feature costs beside another is
// the difference of two images.

#include "outside.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/sign.hpp>

#include <span>

template <class Action, class Scheme>
bool sign_and_send_url(const Action& request, const portwright::context<Scheme>& with, std::span<char> buffer) {
    const auto url = portwright::sign_url(request, with, buffer);
    return url && send_url(url->data(), url->size());
}

template <class Action, class Scheme>
bool sign_and_send(const Action& request, const portwright::context<Scheme>& with, std::span<char> buffer) {
    const auto made = portwright::sign(request, with, buffer);
    return made && send_request(*made);
}
