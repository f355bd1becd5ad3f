// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/request/field.hpp>
#include <portwright/response/sequence.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <type_traits>

namespace {

struct renamed {
    portwright::text first = {};
    portwright::integer namespace_ = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(first), PORTWRIGHT_FIELD(namespace_, named("namespace")));
    }
};

constexpr bool is_the_member() {
    renamed one{.first = "a", .namespace_ = 2};
    portwright::field<"first">(one) = "b";
    const renamed& same = one;
    return one.first == "b" && portwright::field<"namespace">(same) == 2 &&
           &portwright::field<"first">(same) == &one.first;
}
static_assert(is_the_member());
static_assert(
    std::is_same_v<decltype(portwright::field<"first">(std::declval<const renamed&>())), const portwright::text&>);

TEST_CASE("field: by its name on the wire") {
    CHECK(is_the_member());
    test::CreateListener<test::v3> request{};
    portwright::field<"LoadBalancerId">(request) = "lb-1";
    CHECK(request.LoadBalancerId == "lb-1");
}

} // namespace
