// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What is refused; compile_fail/ has the messages.
#include <portwright/request/sound_description.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <portwright/request/layout.hpp>

namespace {

using portwright::text;
using portwright::detail::description_flaw;
using portwright::detail::entry;
using portwright::detail::flaw;
using portwright::detail::flaw_of;
using portwright::detail::is_field_name;
using portwright::detail::kind;

namespace options = portwright::schema;

TEST_CASE("sound_description: names of fields") {
    VERIFY(is_field_name("Ports"));
    VERIFY(is_field_name("a-b_C9"));
    for (const char* bad : {"", "a.b", "a b", "a=", "\xC3\xA9", "[", "`", "{", "@", "/", ":"})
        CHECK(!is_field_name(bad));
}

struct twice_the_name {
    text a = {};
    text b = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(a), PORTWRIGHT_FIELD(b, named("a")));
    }
};
struct twice_the_member {
    text a = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(a), PORTWRIGHT_FIELD(a, named("b")));
    }
};

TEST_CASE("sound_description: the flaws of a description") {
    VERIFY(description_flaw<test::HealthCheck> == flaw::none);
    VERIFY(description_flaw<twice_the_name> == flaw::same_name);
    VERIFY(description_flaw<twice_the_member> == flaw::same_member);
}

TEST_CASE("sound_description: the flaws of one field") {
    const auto found = []<class... Options>(kind type, const Options&... given) {
        options::field_data made{.name = "a"};
        (apply(made, given), ...);
        entry e{made, type};
        e.size = sizeof(text);
        return flaw_of(e, sizeof(text));
    };
    CHECK(found(kind::integer, options::between<1, 2>) == flaw::none);
    CHECK(found(kind::integers, options::between<1, 2>) == flaw::none);
    CHECK(found(kind::text, options::between<1, 2>) == flaw::number_bound);
    CHECK(found(kind::integer, options::between<2, 1>) == flaw::number_bound);
    CHECK(found(kind::text, options::characters<1, 2>) == flaw::none);
    CHECK(found(kind::text, options::characters<1, 0>) == flaw::none); // 0 is no bound
    CHECK(found(kind::text, options::characters<3, 2>) == flaw::text_bound);
    CHECK(found(kind::boolean, options::characters<1, 2>) == flaw::text_bound);
    CHECK(found(kind::texts, options::characters<1, 2, options::charset::any, 3>) == flaw::none);
    CHECK(found(kind::text, options::characters<1, 2, options::charset::any, 3>) == flaw::item_bound);
    CHECK(found(kind::structures, options::at_most<3>) == flaw::none);
    CHECK(found(kind::structure, options::at_most<3>) == flaw::item_bound);
    CHECK(found(kind::texts, options::at_most<3>) == flaw::item_bound);
    CHECK(found(kind::text, options::secret) == flaw::none);
    CHECK(found(kind::structure, options::secret) == flaw::secret_structure);
    CHECK(flaw_of(entry{{.name = "a", .offset = 1}, kind::text, 0, sizeof(text)}, 99) == flaw::misplaced);
    CHECK(flaw_of(entry{{.name = "a", .offset = sizeof(void*)}, kind::text, 0, sizeof(text)}, sizeof(text)) ==
          flaw::misplaced);
}

} // namespace
