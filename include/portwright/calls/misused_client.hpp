// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a client's functions say where they are called with something that they do not take. Without these overloads a
// compiler says only that no function matches, and nothing of what would.

#include <portwright/calls/clock.hpp>
#include <portwright/core/time.hpp>
#include <portwright/request/schema.hpp>
#include <portwright/signature/accepted.hpp>

#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

struct ensured_listener;

namespace detail {

template <class Clock>
concept tells_time = requires(Clock& clock) {
    { clock() } -> std::convertible_to<unix_time>;
} || requires(Clock& clock) {
    { clock() } -> std::convertible_to<instant>;
};

/// Unsigned and of 64 bits, which a clock's time is not: neither it nor rand() is taken for a source of nonces.
template <class Nonces>
concept draws_nonces = requires(Nonces& source) {
    { source() } -> std::unsigned_integral;
    requires sizeof(source()) == sizeof(std::uint64_t);
};

template <class T>
concept started_task = requires { typename std::remove_cvref_t<T>::query; };

/// Whether scratch follows, and at most one more.
template <class... Rest>
inline constexpr bool begins_with_scratch = false;
template <class Scratch, class... Rest>
inline constexpr bool begins_with_scratch<Scratch, Rest...> =
    sizeof...(Rest) < 2 && std::convertible_to<Scratch, std::span<char>>;

template <class T>
inline constexpr bool is_action = action<std::remove_cvref_t<T>>;

/// What call() takes.
template <class T>
concept callable = is_action<T> || prepared_request<std::remove_cvref_t<T>>;

/// Whether it declares a listener. calls/replacing.hpp has another that does.
template <class T>
inline constexpr bool is_declaration = action<T>;
template <class T>
concept declaration = is_declaration<std::remove_cvref_t<T>>;

/// What is chosen where nothing else fits, and says in one line what would. `auto`, so that it is said at once, before
/// what follows from it.
class misused_client {
public:
    template <class Scheme = void, class Request, class... Rest>
        requires(!callable<Request> || !begins_with_scratch<Rest...>)
    auto call(Request&&, Rest&&...) const noexcept {
        constexpr bool is_untyped = !callable<Request> && signable<std::remove_cvref_t<Request>>;
        static_assert(!is_untyped, "a request that is not typed goes to call_as<Action>(request, scratch): the Action "
                                   "says how its answer reads");
        static_assert(callable<Request> || is_untyped, "call(request, scratch) takes an action's structure first");
        return wants_scratch<callable<Request>, Rest...>();
    }
    template <class Scheme = void, callable Request>
    auto call(const Request&, std::span<char>, std::span<const std::string_view> = {}) const noexcept {
        return wants_to_change<Request>();
    }

    template <class Scheme = void, class Created, class... Rest>
        requires(!started_task<Created> || !begins_with_scratch<Rest...>)
    auto wait(Created&&, Rest&&...) const noexcept {
        static_assert(started_task<Created>,
                      "wait(*created, scratch) takes the answer of a call that starts a task: with the star");
        return wants_scratch<started_task<Created>, Rest...>();
    }

    template <class Scheme = void, class Create, class... Rest>
        requires(!declaration<Create> || !begins_with_scratch<Rest...>)
    auto ensure(Create&&, Rest&&...) const noexcept {
        static_assert(declaration<Create>, "ensure(request, scratch) takes a create action's structure first");
        return wants_scratch<declaration<Create>, Rest...>();
    }
    template <class Scheme = void, declaration Create>
    auto ensure(const Create&, std::span<char>, std::span<ensured_listener> = {}) const noexcept {
        return wants_to_change<Create>();
    }

private:
    template <bool Suits, class... Rest>
    static constexpr auto wants_scratch() noexcept {
        static_assert(!Suits || begins_with_scratch<Rest...>,
                      "scratch comes second: a char array that is not const, for the texts of the answer; for ensure() "
                      "of ensure_scratch<Create> bytes");
        return false;
    }
    template <class T>
    static constexpr auto wants_to_change() noexcept {
        static_assert(sizeof(T) == 0, "this client is const, and a call changes its connection, key and clock");
        return false;
    }
};

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
