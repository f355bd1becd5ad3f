// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/wanted.hpp>

#include <portwright/tencent/api_v3.hpp>

#include "decoded.hpp"

#include <string_view>

namespace {

using portwright::detail::name_cursor;

constexpr const portwright::detail::table* response = portwright::tencent::api_v3::answers.outer;

TEST_CASE("wanted: a name segment by segment, with the marks of lists") {
    name_cursor name("listenerSet.n.listenerId", nullptr);
    CHECK_FALSE(name.take("listener"));
    CHECK(name.take("listenerSet"));
    CHECK_FALSE(name.over());
    ++name.next;
    CHECK_FALSE(name.take("listenerIds"));
    CHECK(name.take("listenerId"));
    CHECK(name.over());
}

TEST_CASE("wanted: objects whose names are IDs, and a field that is called n") {
    name_cursor map("Map.{dealId}.n.ports", nullptr);
    CHECK(map.take("Map"));
    ++map.next;
    CHECK(map.take("ports"));
    CHECK(map.over());
    name_cursor field("One.name", nullptr); // it begins with n, and is no mark
    CHECK(field.take("One"));
    ++field.next;
    CHECK(field.take("name"));
}

TEST_CASE("wanted: the object around an answer may be named, or not") {
    name_cursor outer("Response.RequestId", response);
    CHECK(outer.take("RequestId"));
    CHECK(outer.over());
    name_cursor plain("RequestId", response);
    CHECK(plain.take("RequestId"));
    name_cursor alone("Response", response);
    CHECK(alone.over());
    name_cursor longer("Responses.X", response);
    CHECK(longer.take("Responses"));
}

} // namespace
