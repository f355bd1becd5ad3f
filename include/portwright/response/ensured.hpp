// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What has to be known of a create action to declare a listener by it: which action looks, which one changes, what
// tells listeners apart, and where the declared parameters read back. It is data in the systems' folders, by which
// ensure_machine of calls/ensure.hpp acts.
//
// Most of it follows from names: a parameter reads back under its own name, is changed by the parameter of its own name
// of the action that changes, and words of a list are compared without case. Only what is otherwise is listed.

#include <portwright/request/schema.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// How a declared parameter is found in the answer.
enum class read_back : std::uint8_t {
    value, ///< its value, or, of a list, all of its elements in any order
    element, ///< a list with an element for each port of the request; the answer has that of its port
    flag, ///< a truth value: the answer's list has the parameter's name, or has it not
    flag_if_present, ///< the same, but a name that is missing says nothing
};

/// A parameter that does not simply read back under its own name.
struct counterpart {
    /// Within the listener: "HealthCheck.CheckPort". Of a list of structures with the field that counts:
    /// "Certificates.Id".
    const char* parameter;
    const char* answer; ///< the fields within the look's element, separated by spaces
    read_back how = read_back::value;
    /// The value that an answer without the field, or with an empty one, stands for. Of an element the value that says
    /// nothing.
    const char* absent = nullptr;
    const char* unreachable = nullptr; ///< a value that no action can give to a listener that has another
};

/// The facts of a create action.
struct ensure_facts {
    // All lists of names are separated by spaces.

    const char* owner = ""; ///< parameters of the create that say what the listener hangs on
    const char* listeners = ""; ///< the list of the create whose elements are listeners; empty: it is one itself

    // The names in the create's listener, and in the element of the look's list.

    const char* port = "Port"; ///< an integer, a list of them with a listener for each, or a list of ranges
    const char* answer_port = "Port";
    const char* end_port = ""; ///< where the range ends that `port` begins; empty: there are none
    const char* from_port = ""; ///< of a list of ranges
    const char* to_port = "";
    const char* protocol = ""; ///< empty: the action says it, and so does the look
    const char* default_protocol = ""; ///< what the create takes where it is not given
    const char* udp = "UDP"; ///< protocols that share a port with all others; empty: none does
    const char* part_of_identity = ""; ///< what else no difference is found in

    // The look's answer.

    const char* list = "";
    const char* id = "ListenerId";
    const char* kind = ""; ///< a field whose value must be `kind_is` for an element to be a listener of this kind
    const char* kind_is = "";
    const char* state = ""; ///< empty: a listener that shows is settled
    /// Of a number: a character for each from 0. Of words: two of them, the settled state and the dying one.
    /// `s` settled, `d` dying: gone soon, `x` dead: it must be deleted; all else passes by itself.
    const char* states = "";

    // The look's request.

    const char* port_filter = ""; ///< empty: the look answers all listeners of the owner
    const char* page = ""; ///< the number of a page, or of its first element
    const char* page_size = "";
    bool counts_pages = false; ///< pages are counted from 1; otherwise elements from 0
    std::uint8_t elements = 0; ///< of a page

    // The change's request.

    const char* change_id = "ListenerId";
    const char* always = ""; ///< parameters that go with every change
    std::span<const char* const> groups = {}; ///< parameters that go together, each a list

    std::span<const counterpart> counterparts = {};
};

/// Actions that find those listeners of other protocols on a port which the look does not show.
template <class... Looks>
struct other_looks {};

/// What one of them needs.
struct other_look {
    const char* when = ""; ///< a parameter of the create; not empty: it is asked only where that is 1
    const char* counts = ""; ///< a field of the element; not empty: an element counts only where that is 1
};

/// The facts of a create action: specialised beside it.
///
///     template <>
///     struct ensured<CreateListener> {
///         using look = DescribeListeners;
///         using change = ModifyListener;
///         using task = DescribeTaskStatus;        // void where the look shows when it is finished
///         using others = other_looks<>;
///         static constexpr std::array<other_look, 0> others_facts{};
///         static constexpr ensure_facts facts{...};
///     };
template <class Create>
struct ensured;

/// What has to be known of the action that deletes a listener. Its other parameters are the owner's, under their own
/// names.
struct deletion_facts {
    const char* id = "ListenerId"; ///< a text, or a list
    const char* unforced = ""; ///< a number that goes as 0: what is still in use shall not go with it

    // The answer's lists of IDs, where it says of each listener what was done.

    const char* failed = "";
    const char* not_now = ""; ///< in a state that forbids it
};

/// The facts of deleting what stands in the way of a create action's listeners, for who says replacing{request}:
/// specialised in a file of its own, so that nobody else has it.
///
///     template <>
///     struct replaced<CreateListener> {
///         using deletion = DeleteListener;
///         static constexpr deletion_facts facts{...};
///     };
template <class Create>
struct replaced;

namespace detail {

template <class Create>
concept ensurable = requires { ensured<Create>::facts; };

/// Whether a list of names has the name.
constexpr bool has_name(const char* list, std::string_view name) noexcept {
    while (*list != '\0') {
        std::size_t size = 0;
        while (list[size] != ' ' && list[size] != '\0') ++size;
        if (std::string_view(list, size) == name) return true;
        list += size;
        while (*list == ' ') ++list;
    }
    return false;
}

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
