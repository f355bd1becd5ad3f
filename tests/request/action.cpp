// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/action.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <type_traits>

namespace {

using portwright::operation;
using portwright::detail::action_table;
using portwright::detail::table_of;

using describe = test::DescribeTask<test::v3>;

TEST_CASE("action: its system is the family of its operation") {
    static_assert(std::is_same_v<portwright::system_of<describe>, portwright::tencent::api_v3>);
    static_assert(std::is_same_v<portwright::system_of<test::DescribeTask<test::v2>>, portwright::tencent::api_v2>);
    static_assert(std::is_same_v<portwright::system_of<test::DescribeTask<test::aliyun>>, portwright::aliyun::rpc>);
}

TEST_CASE("action: one pointer leads to its rows, its name and its service") {
    constexpr const operation& call = table_of<describe>;
    VERIFY(call.action == "DescribeTask");
    VERIFY(call.service->host == test::v3.host);
    CHECK(call.service == &test::v3);
    VERIFY(static_cast<const action_table&>(call).count == 1);
    VERIFY(static_cast<const action_table&>(call).name(0) == "TaskId");
}

} // namespace
