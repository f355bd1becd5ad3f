// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a client's functions say where they are called with something that they do not take. Without these overloads a
// compiler says only that no function matches, and nothing of what would.

#include <portwright/calls/client_options.hpp>
#include <portwright/calls/clock.hpp>
#include <portwright/core/time.hpp>
#include <portwright/request/schema.hpp>
#include <portwright/signature/accepted.hpp>
#include <portwright/signature/credentials.hpp>

#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

struct ensured_listener;
template <class Transport, class Clock, class Nonces, class Engine>
class client;

namespace detail {

/// ensured_listener, of calls/ensure.hpp, which only programs that declare listeners include.
template <class>
struct ensured_of {
    using type = ensured_listener;
};

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

/// Whether scratch follows.
template <class... Rest>
inline constexpr bool begins_with_scratch = false;
template <class Scratch, class... Rest>
inline constexpr bool begins_with_scratch<Scratch, Rest...> = std::convertible_to<Scratch, std::span<char>>;

/// Whether scratch follows, and behind it nothing or a list of T.
template <class T, class... Rest>
inline constexpr bool is_scratch_and_list = sizeof...(Rest) == 1 && begins_with_scratch<Rest...>;
template <class T, class Scratch, class List>
inline constexpr bool is_scratch_and_list<T, Scratch, List> =
    begins_with_scratch<Scratch> && std::convertible_to<List, std::span<T>>;

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
    using name = const std::string_view;

public:
    template <class Scheme = void, class Request, class... Rest>
        requires(!callable<Request> || !is_scratch_and_list<name, Rest...>)
    auto call(Request&&, Rest&&...) const noexcept {
        constexpr bool is_declared = !callable<Request> && declaration<Request>;
        constexpr bool is_untyped = !callable<Request> && signable<std::remove_cvref_t<Request>>;
        static_assert(!is_declared, "replacing{request} goes to ensure() or plan(): a call deletes nothing by itself");
        static_assert(!is_untyped, "a request that is not typed goes to call_as<Action>(request, scratch): the Action "
                                   "says how its answer reads");
        static_assert(callable<Request> || is_declared || is_untyped,
                      "call(request, scratch) takes an action's structure first");
        constexpr bool is_right = wants_scratch<callable<Request>, Rest...>();
        static_assert(!is_right || is_scratch_and_list<name, Rest...>,
                      "behind scratch come at most the names of the fields to read: an array of std::string_view");
        return false;
    }
    template <class Scheme = void, callable Request>
    auto call(const Request&, std::span<char>, std::span<name> = {}) const noexcept {
        return wants_to_change<Request>();
    }

    template <class Scheme = void, class Created, class... Rest>
        requires(!started_task<Created> || !begins_with_scratch<Rest...> || sizeof...(Rest) != 1)
    auto wait(Created&&, Rest&&...) const noexcept {
        static_assert(started_task<Created>,
                      "wait(*created, scratch) takes the answer of a call that starts a task: with the star");
        constexpr bool is_right = wants_scratch<started_task<Created>, Rest...>();
        static_assert(!is_right, "nothing comes behind scratch: how long wait() waits, the client's options say");
        return false;
    }

    template <class Scheme = void, class Create, class... Rest>
        requires(!declaration<Create> || !is_scratch_and_list<typename ensured_of<Create>::type, Rest...>)
    auto ensure(Create&&, Rest&&...) const noexcept {
        return wants_declaration<Create, Rest...>();
    }
    template <class Scheme = void, declaration Create>
    auto ensure(const Create&, std::span<char>, std::span<ensured_listener> = {}) const noexcept {
        return wants_to_change<Create>();
    }
    template <class Scheme = void, class Create, class... Rest>
        requires(!declaration<Create> || !is_scratch_and_list<typename ensured_of<Create>::type, Rest...>)
    auto plan(Create&&, Rest&&...) const noexcept {
        return wants_declaration<Create, Rest...>();
    }
    template <class Scheme = void, declaration Create>
    auto plan(const Create&, std::span<char>, std::span<ensured_listener> = {}) const noexcept {
        return wants_to_change<Create>();
    }

private:
    /// Whether all is well up to scratch.
    template <bool Suits, class... Rest>
    static constexpr bool wants_scratch() noexcept {
        static_assert(!Suits || begins_with_scratch<Rest...>,
                      "scratch comes second: a char array that is not const, for the texts of the answer; for ensure() "
                      "and plan() of ensure_scratch<Create> bytes");
        return Suits && begins_with_scratch<Rest...>;
    }
    template <class Create, class... Rest>
    static constexpr auto wants_declaration() noexcept {
        constexpr bool is_prepared = prepared_request<std::remove_cvref_t<Create>>;
        static_assert(!is_prepared,
                      "ensure() and plan() compare listeners: they take the request itself, not prepared");
        static_assert(declaration<Create> || is_prepared,
                      "ensure(request, scratch) and plan() take a create action's structure first");
        constexpr bool is_right = wants_scratch<declaration<Create>, Rest...>();
        static_assert(!is_right || is_scratch_and_list<typename ensured_of<Create>::type, Rest...>,
                      "behind scratch comes at most an array of ensured_listener; one of deleted_listener goes into "
                      "replacing{request, deleted}");
        return false;
    }
    template <class T>
    static constexpr auto wants_to_change() noexcept {
        static_assert(sizeof(T) == 0, "this client is const, and a call changes its connection, key and clock");
        return false;
    }
};

/// What a client was made of, in a wrong way.
enum class misconstruction : unsigned char { no_transport_of_its_own, no_options, another_order };

/// In place of a transport, to say what is wrong.
template <misconstruction Why>
struct misused {};

template <class T>
inline constexpr bool is_client = false;
template <class Transport, class Clock, class Nonces, class Engine>
inline constexpr bool is_client<client<Transport, Clock, Nonces, Engine>> = true;

/// Whether the second of them are credentials, and clock, nonces and maybe options follow.
template <class... All>
inline constexpr bool has_credentials_second = false;
template <class Transport, class Credentials, class... Rest>
inline constexpr bool has_credentials_second<Transport, Credentials, Rest...> =
    std::convertible_to<Credentials, const credentials&> && (sizeof...(Rest) == 2 || sizeof...(Rest) == 3);

} // namespace detail

/// What a client's arguments make that it does not take, one line for each mistake.
template <detail::misconstruction Why>
class client<detail::misused<Why>, void, void, void> {
public:
    using misconstruction = detail::misconstruction;
    static_assert(Why != misconstruction::no_transport_of_its_own,
                  "a client borrows its transport: name a variable that outlives it, no temporary and no pointer");
    static_assert(Why != misconstruction::no_options, "options come last and are named, in braces: {.region = region}");
    static_assert(Why != misconstruction::another_order,
                  "a client is made of transport, {.id = id, .secret = secret}, clock, nonces and maybe {options}, in "
                  "this order");
};

// Those of these guides that could take what a right client is made of are kept from it by what they require: a list in
// braces has no type, so that each place in which one may stand needs a guide of its own.

template <class Transport, class Clock, class Nonces>
    requires(!std::is_lvalue_reference_v<Transport>)
client(Transport&&, const credentials&, Clock&&, Nonces&&, const client_options& = {})
    -> client<detail::misused<detail::misconstruction::no_transport_of_its_own>, void, void, void>;

template <class Transport, class Clock, class Nonces, class Options>
    requires(!std::convertible_to<Options, client_options>)
client(Transport&&, const credentials&, Clock&&, Nonces&&, Options&&)
    -> client<detail::misused<detail::misconstruction::no_options>, void, void, void>;

template <class... All>
    requires(sizeof...(All) != 0 && !(... || detail::is_client<std::remove_cvref_t<All>>) &&
             !detail::has_credentials_second<All...>)
client(All&&...) -> client<detail::misused<detail::misconstruction::another_order>, void, void, void>;
template <class Second, class... Rest>
client(const credentials&, Second&&, Rest&&...)
    -> client<detail::misused<detail::misconstruction::another_order>, void, void, void>;
template <class First, class... Rest>
    requires(sizeof...(Rest) != 2 && sizeof...(Rest) != 3)
client(First&&, const credentials&, Rest&&...)
    -> client<detail::misused<detail::misconstruction::another_order>, void, void, void>;
template <class First, class... Rest>
client(First&&, const credentials&, const client_options&, Rest&&...)
    -> client<detail::misused<detail::misconstruction::another_order>, void, void, void>;
template <class First, class Second, class Third>
client(First&&, Second&&, Third&&, const credentials&)
    -> client<detail::misused<detail::misconstruction::another_order>, void, void, void>;
template <class First, class Third>
client(First&&, const credentials&, Third&&, const client_options&)
    -> client<detail::misused<detail::misconstruction::another_order>, void, void, void>;

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
