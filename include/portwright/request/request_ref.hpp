// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The handle of a request, typed or not, with which signing works. It hides the request's type, so that an image has
// the code of a signature scheme once, whatever it signs.

#include <portwright/request/json_body.hpp>
#include <portwright/request/layout.hpp>
#include <portwright/request/pairs.hpp>
#include <portwright/request/raw_root.hpp>
#include <portwright/request/typed_root.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

template <class Policy>
struct request_ref;

/// How the parameters of a request are written. `json` is null for a scheme that never sends JSON, so that an image
/// without such a scheme does not have the code.
template <class Policy>
struct walk_functions {
    void (*pairs)(const request_ref<Policy>& request, const common_parameters& common, basic_output<Policy>& wire,
                  walk_outcome& outcome);
    void (*json)(const request_ref<Policy>& request, basic_output<Policy>& out, walk_outcome& outcome);
};

/// All that an image has of an action that it signs, behind one pointer, which is what a call of sign() passes.
template <class Policy>
struct request_table : action_table {
    const walk_functions<Policy>* walk;
};

/// A request: the object, what it calls, and how it is walked through.
template <class Policy>
struct request_ref {
    const void* object; ///< the request, whose type `walk` knows
    const operation* call; ///< for a typed action, the operation in its table
    const walk_functions<Policy>* walk;

    /// Only for a typed action.
    constexpr const action_table& table() const noexcept { return static_cast<const action_table&>(*call); }
};

// ---- typed actions ----

template <class Features, class Policy>
void walk_typed_pairs(const request_ref<Policy>& request, const common_parameters& common, basic_output<Policy>& wire,
                      walk_outcome& outcome) {
    pair_walk<raw_root, Features, Policy> walk({request.object}, request.table(), common, wire, outcome);
    walk.finish(walk.run(request.table()), outcome);
}
template <class Features, class Policy>
void walk_typed_json(const request_ref<Policy>& request, basic_output<Policy>& out, walk_outcome& outcome) {
    json_walk<raw_root, Features, Policy> walk({request.object}, request.table(), out, outcome);
    walk.finish(walk.run(request.table()), request.table(), outcome);
}

template <class Features, bool Json, class Policy>
inline constexpr walk_functions<Policy> typed_walk{&walk_typed_pairs<Features, Policy>,
                                                   Json ? &walk_typed_json<Features, Policy> : nullptr};

template <action T, bool Json, class Policy>
inline constexpr request_table<Policy> request_table_of{table_of<T>, &typed_walk<walk_features<T>, Json, Policy>};

// ---- requests that write themselves ----

/// For a type that has pairs() and json() of its own: untyped_request, raw_json_request.
template <class Request, class Policy>
void walk_own_pairs(const request_ref<Policy>& request, const common_parameters& common, basic_output<Policy>& wire,
                    walk_outcome& outcome) {
    static_cast<const Request*>(request.object)->pairs(common, wire, outcome);
}
template <class Request, class Policy>
void walk_own_json(const request_ref<Policy>& request, basic_output<Policy>& out, walk_outcome& outcome) {
    static_cast<const Request*>(request.object)->json(out, outcome);
}

template <class Request, class Policy>
inline constexpr walk_functions<Policy> own_walk{&walk_own_pairs<Request, Policy>, &walk_own_json<Request, Policy>};

// ---- constant expressions ----

/// A walk that knows its request by its type: in a constant expression nothing can be read through a `const void*`.
template <class Request, class Policy, template <class> class Root = typed_root>
class constant_walk : walk_functions<Policy> {
public:
    constexpr explicit constant_walk(const Request& walked) noexcept
        : walk_functions<Policy>{&write_pairs, &write_json}, request_(walked) {}

    constexpr request_ref<Policy> ref() const noexcept {
        if constexpr (action<Request>) return {nullptr, &table_of<Request>, this};
        else return {nullptr, &request_.call, this};
    }

private:
    static constexpr const Request& request_of(const request_ref<Policy>& ref) noexcept {
        return static_cast<const constant_walk&>(*ref.walk).request_;
    }
    static constexpr void write_pairs(const request_ref<Policy>& ref, const common_parameters& common,
                                      basic_output<Policy>& wire, walk_outcome& outcome) {
        const Request& request = request_of(ref);
        if constexpr (action<Request>) {
            constexpr const action_table& table = table_of<Request>; // not ref.table(): no constant to g++ under UBSan
            pair_walk<Root<Request>, whole_walk_of<Request>, Policy> walk(Root<Request>{&request}, table, common, wire,
                                                                          outcome);
            walk.finish(walk.run(table), outcome);
        } else {
            request.pairs(common, wire, outcome);
        }
    }
    static constexpr void write_json(const request_ref<Policy>& ref, basic_output<Policy>& out, walk_outcome& outcome) {
        const Request& request = request_of(ref);
        if constexpr (action<Request>) {
            constexpr const action_table& table = table_of<Request>;
            json_walk<Root<Request>, whole_walk, Policy> walk(Root<Request>{&request}, table, out, outcome);
            walk.finish(walk.run(table), table, outcome);
        } else {
            request.json(out, outcome);
        }
    }

    const Request& request_;
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
