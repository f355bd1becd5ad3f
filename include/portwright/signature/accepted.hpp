// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What can be signed, and whether its API accepts the scheme. A typed action is checked while it is compiled; an
// untyped request names its API at run time, so it is checked when it is signed.

#include <portwright/core/result.hpp>
#include <portwright/request/layout.hpp>

#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Whether the rows of the family's actions count the common parameters that the scheme sends. A scheme without any
/// goes with every family.
template <class Family, class Scheme>
constexpr bool has_common_names_of() {
    if constexpr (!std::is_same_v<Family, any_family> && requires { Scheme::common_names; }) {
        const char* expected = Scheme::common_names.data();
        const char* stated = Family::common_names.data();
        for (; *expected != 0 && *stated != 0; expected = next_word(expected), stated = next_word(stated))
            if (word_text(expected) != word_text(stated)) return false;
        return *expected == *stated;
    } else {
        return true;
    }
}

template <class Scheme, action Action>
constexpr void require_accepted() {
    constexpr errc failed = check_operation(Action::call);
    static_assert(failed != errc::bad_name, "the name of an action has letters, digits and -._~ only");
    static_assert(failed != errc::bad_host,
                  "the host of a service is HOST or HOST:PORT in lower case, with a name of letters, digits and -._~");
    static_assert(failed != errc::bad_characters,
                  "the path of a service begins with / and, like its version, has letters, digits and -._~ only");
    static_assert(accepts<portwright::system_of<Action>, Scheme>,
                  "this API does not accept this signature scheme: its family lists those that it takes");
    static_assert(!accepts<portwright::system_of<Action>, Scheme> ||
                      has_common_names_of<portwright::system_of<Action>, Scheme>(),
                  "the family's common_names are not the scheme's: parameters would be signed in a wrong order");
}

/// Whether a request that names its API at run time can be signed by the scheme. Errors: those of the request itself,
/// and wrong_scheme where its API does not accept the scheme.
template <class Scheme, class Request>
constexpr result<void> check_accepted(const Request& request) noexcept {
    result<void> good = request.status();
    if (good && !request.accepts(Scheme::name)) good.failing().code = errc::wrong_scheme;
    return good;
}

} // namespace detail

/// A typed action, an untyped_request or a raw_json_request. Functions that sign take any type and refuse others in
/// words of ours.
template <class R>
concept signable = action<R> || requires(const R& request) { request.status(); };

namespace detail {

/// A request that was prepared for a scheme, which signs itself: see signature/prepared.hpp.
template <class R>
concept prepared_request = requires { typename R::prepared_for; };

/// For a function that is told a scheme beside such a request, or void.
template <class Prepared, class Scheme>
constexpr void assert_prepared_for() noexcept {
    static_assert(std::is_void_v<Scheme> || std::is_same_v<Scheme, typename Prepared::prepared_for>,
                  "this request was prepared for another signature scheme");
}

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
