// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/signed_request.hpp>

#include "../verify.hpp"

#include <type_traits>

namespace {

using portwright::method;
using portwright::signed_request;

TEST_CASE("signed_request: the methods as they are sent") {
    VERIFY(to_text(method::GET) == "GET");
    VERIFY(to_text(method::POST) == "POST");
}

TEST_CASE("signed_request: empty until it is made, and free to copy") {
    constexpr signed_request empty;
    VERIFY(empty.header_count == 0);
    VERIFY(
        (empty.url.empty() && empty.host.empty() && empty.path.empty() && empty.query.empty() && empty.body.empty()));
    static_assert(std::is_trivially_copyable_v<signed_request> && std::is_trivially_destructible_v<signed_request>);
}

} // namespace
