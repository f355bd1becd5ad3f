// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What each option leaves in a field.
#include <portwright/request/field_options.hpp>

#include "../verify.hpp"

#include <portwright/request/schema.hpp>

#include <string_view>

namespace {

using namespace portwright::schema;
using portwright::detail::row;

/// A field as these options make it.
template <class... Options>
constexpr field_data made_with(const Options&... options) {
    field_data made;
    (apply(made, options), ...);
    return made;
}

TEST_CASE("field_options: what each leaves in a field") {
    VERIFY(made_with(required).flags == row::required);
    VERIFY((made_with(not_empty).flags == row::required && made_with(not_empty).not_empty));
    VERIFY(made_with(secret).flags == row::secret);
    VERIFY(made_with(secret, required).flags == (row::secret | row::required));
    VERIFY(made_with(at_most<20>).max_items == 20);
    VERIFY(std::string_view(made_with(named("namespace")).name) == "namespace");
    VERIFY(std::string_view(made_with(alias("certCald")).alias) == "certCald");
    VERIFY((made_with(special<-1>).has_special && made_with(special<-1>).special == -1));
    VERIFY((made_with(decimal).decimal && made_with(decimal).flags == 0));
    VERIFY(std::string_view(made_with("for people").doc) == "for people");
    VERIFY((made_with(only<charset::path>).text->has_characters == charset::path));
    VERIFY(made_with(characters<0, 9, charset::ascii, 3>).text->max_items == 3);
    VERIFY((made_with(characters<0, 9>).text->has_characters == charset::any));
}

TEST_CASE("field_options: bounds of numbers") {
    VERIFY((between<30, 3600, 0>.low == 30 && between<30, 3600, 0>.high == 3600 && between<30, 3600, 0>.also == 0));
    VERIFY(between<1, 65535>.also == 1); // no value besides: the lowest again
    VERIFY((at_least<5>.low == 5 && at_least<5>.high == 0x7FFFFFFF && at_least<5>.also == 5));
    VERIFY((one_of<2>.rule.low == 2 && one_of<2>.rule.high == 2 && one_of<2>.rule.also == 2));
    VERIFY((one_of<1, 2, 3>.rule.high == 3 && one_of<1, 2, 3>.rule.also == 1));
    VERIFY((one_of<1, 2, 3, 31>.rule.high == 3 && one_of<1, 2, 3, 31>.rule.also == 31));
    VERIFY((made_with(one_of<0, 1>).listed && made_with(one_of<0, 1>).flags == row::bounded));
    VERIFY(!made_with(between<0, 1>).listed);
}

} // namespace
