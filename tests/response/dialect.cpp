// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/response/dialect.hpp>

#include <portwright/aliyun/rpc.hpp>
#include <portwright/tencent/api_v2.hpp>
#include <portwright/tencent/api_v3.hpp>

#include "../families/query.hpp"
#include "../verify.hpp"

#include <cstddef>
#include <string_view>

namespace {

using portwright::api_error;
using portwright::detail::dialect;
using portwright::detail::kind;
using portwright::detail::table;

/// Whether a table is as the decoder relies on it: names sorted, and fields that lie in an api_error.
constexpr bool is_sound(const table& t, bool is_in_error) {
    std::string_view previous;
    for (std::size_t i = 0; i != t.count; ++i) {
        if (t.name(i).empty() || t.name(i) <= previous) return false;
        previous = t.name(i);
        if (is_in_error && t.rows[i].type == kind::text && t.rows[i].offset() >= sizeof(api_error)) return false;
        if (t.rows[i].type == kind::structure && t.rows[i].child != nullptr && !is_sound(*t.rows[i].child, is_in_error))
            return false;
    }
    return previous.data() + previous.size() == t.names + std::string_view(t.names).size();
}

constexpr bool is_sound(const dialect& d) {
    return d.head != nullptr && is_sound(*d.head, true) && (d.outer == nullptr || d.outer->count == 1);
}

TEST_CASE("dialect: the heads of all families have their names in order") {
    VERIFY(is_sound(portwright::tencent::api_v2::answers));
    VERIFY(is_sound(portwright::tencent::api_v3::answers));
    VERIFY(is_sound(portwright::aliyun::rpc::answers));
    VERIFY(is_sound(example::query::answers));
    VERIFY(portwright::tencent::api_v3::answers.outer->name(0) == "Response");
    VERIFY(portwright::tencent::api_v2::answers.has_code_always);
    VERIFY(!portwright::aliyun::rpc::answers.has_code_always);
}

TEST_CASE("dialect: a row of a head is a row by name, type and place") {
    constexpr auto row = portwright::detail::head_row("RequestId", offsetof(api_error, request_id), kind::text);
    VERIFY(row.length == 9);
    VERIFY(row.offset() == offsetof(api_error, request_id));
    VERIFY((row.type == kind::text && row.flags == 0 && row.child == nullptr));
    static constexpr portwright::detail::row rows[] = {row};
    constexpr table head = portwright::detail::head_table(rows, "RequestId");
    VERIFY((head.count == 1 && head.object_size == sizeof(api_error) && head.name(0) == "RequestId"));
}

} // namespace
