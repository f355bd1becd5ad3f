// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// field<"NAME">(structure): a field by its name as a text, where the name itself is a macro of the platform, as
// `Status` is in X11/Xlib.h.
//
//     for (const auto& acl : listener->RelatedAcls) log(portwright::field<"Status">(acl));

#include <portwright/request/schema.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// A name as a template argument.
template <std::size_t N>
struct field_name {
    char characters[N];

    consteval field_name(const char (&literal)[N]) {
        for (std::size_t i = 0; i != N; ++i) characters[i] = literal[i];
    }
    constexpr bool operator==(std::string_view other) const noexcept {
        return std::string_view(characters, N - 1) == other;
    }
};

/// The number of the field in the structure's description; the number of all fields where it has none of that name.
template <class Structure, field_name Name>
inline constexpr std::size_t number_of_field =
    Structure::template schema<Structure>().all.expand([](const auto&... fields) {
        std::size_t number = 0;
        static_cast<void>(((Name == fields.name ? false : (++number, true)) && ...));
        return number;
    });

} // namespace detail

/// The field of a request, of an answer or of a part of one whose name on the wire is Name. A reference into
/// `structure`, which is borrowed.
template <detail::field_name Name, class Structure>
    requires described<std::remove_const_t<Structure>>
constexpr auto& field(Structure& structure) noexcept {
    using type = std::remove_const_t<Structure>;
    using all = decltype(type::template schema<type>().all);
    constexpr std::size_t number = detail::number_of_field<type, Name>;
    static_assert(number != decltype(type::template schema<type>())::count,
                  "this structure has no field of that name: spell it as on the wire");
    return structure.*std::remove_cvref_t<decltype(schema::get<number>(std::declval<const all&>()))>::pointer;
}

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
