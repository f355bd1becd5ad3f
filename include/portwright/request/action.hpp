// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What an action and its API are, beside its parameters.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/core/error.hpp>
#include <portwright/request/family.hpp>
#include <portwright/request/place.hpp>
#include <portwright/request/table.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// The size of a host's first label.
constexpr std::uint8_t measure_label(std::string_view host) noexcept {
    std::size_t n = 0;
    while (n != host.size() && host[n] != '.' && host[n] != ':') ++n;
    return static_cast<std::uint8_t>(n);
}

} // namespace detail

/// What goes out of a system's address: all that signing knows of it. Made of its family by service_of.
struct service {
    borrowed_text host; ///< "clb.example.com"; its first label is the service name of some schemes
    borrowed_text path; ///< "/"
    borrowed_text version; ///< "2018-03-17"; empty where the path says it
    std::uint8_t index_base; ///< the first subscript
    bool takes_region;
    bool needs_region;   ///< no request goes without it
    bool regional_hosts; ///< financial regions have hosts of their own
    bool sends_region;   ///< of a system that takes none, too
    std::uint8_t label_size = detail::measure_label(host);
    detail::scan find;
    detail::region_check check_region; ///< null where no region is sent

    /// The host's first label: some schemes' service name, and the part of the host before a financial region.
    constexpr std::string_view label() const noexcept { return {host.data(), label_size}; }
};

/// What a system's documents say of its address.
struct service_terms {
    borrowed_text host;
    borrowed_text path = "/";
    borrowed_text version = {}; ///< empty where the path says it
    bool takes_region = false;
    bool needs_region = takes_region;
};

/// The address of a system, which names its family, or the system that derives from it:
///
///     constexpr portwright::service_of<example::api> files{
///         {.host = "files.example.com", .version = "2017-03-12", .takes_region = true}};
template <class Family>
struct service_of : service {
    static_assert(detail::is_whole_family<Family>());

    constexpr service_of(const service_terms& terms) noexcept
        : service{.host = terms.host,
                  .path = terms.path,
                  .version = terms.version,
                  .index_base = Family::index_base,
                  .takes_region = terms.takes_region,
                  .needs_region = terms.needs_region,
                  .regional_hosts = Family::has_regional_hosts && terms.takes_region,
                  .sends_region = Family::sends_any_region || terms.takes_region,
                  .find = Family::find_unsigned_character,
                  .check_region = Family::sends_any_region || terms.takes_region ? Family::check_region : nullptr} {}
};

/// An action's name and where it goes.
struct operation {
    borrowed_text action; ///< "CreateListener"
    const portwright::service* service;
};

/// The same of a family that its type knows: `operation_of call{"CreateListener", &clb::service}`.
template <class Family>
struct operation_of : operation {
    using family = Family;

    constexpr operation_of(const borrowed_text& name, const service_of<Family>* home) noexcept
        : operation{name, home} {}
};

/// The same of a family that is known at run time: what an untyped request takes.
struct untyped_operation : operation {
    template <class Family>
    constexpr untyped_operation(const operation_of<Family>& call) noexcept
        : operation(call), family(&detail::words_of_family<Family>) {}
    /// For a service that is chosen at run time, too: words_of_family<> of its family.
    constexpr untyped_operation(const operation& call, const detail::family_words& words) noexcept
        : operation(call), family(&words) {}

    const detail::family_words* family;
};

namespace detail {

/// Checks what a request has of its action and its API, which goes out as it stands. `where` is the text that is wrong.
/// Errors: bad_name for the action, bad_host, bad_characters for the path and the version.
constexpr errc check_operation(const operation& call, std::string_view& where) noexcept {
    const service& of = *call.service;
    where = call.action;
    if (where.empty() || !is_unreserved<size_policy>(where)) return errc::bad_name;
    where = of.host;
    if (!is_authority(where) || where[0] == '[' || of.label_size - 1u >= where.size()) return errc::bad_host;
    if ((of.regional_hosts || of.takes_region) && !of.sends_region) return errc::bad_host; // nothing checks the region
    for (const char c : where)
        if (c >= 'A' && c <= 'Z') return errc::bad_host;
    where = of.version;
    if (!is_unreserved<size_policy>(where)) return errc::bad_characters;
    where = of.path;
    for (const char c : where)
        if (c != '/' && !is_unreserved<size_policy>(c)) return errc::bad_characters;
    return where.starts_with('/') ? errc::none : errc::bad_characters;
}

constexpr errc check_operation(const operation& call) noexcept {
    std::string_view where;
    return check_operation(call, where);
}

} // namespace detail

/// How an asynchronous task stands. Words that the documents do not know mean `running`.
enum class task_state : std::uint8_t { running, succeeded, failed };

namespace detail {

/// An action's table. The operation is a part of it, so that one pointer leads to all that an image has of an action.
struct action_table : table, operation {
    /// Null where no rule has a rare test.
    bool (*holds_rare_test)(const unsigned char* object, const row& r, const row& other, condition::test test) noexcept;
};

template <class Action>
struct system_of {
    static_assert(
        requires { typename decltype(Action::call)::family; },
        "an action's call is an operation_of, which knows the family: `static constexpr operation_of call{...}`");
    using type = typename decltype(Action::call)::family;
};

} // namespace detail

/// The system of an action, which is its family, too.
template <class Action>
using system_of = typename detail::system_of<Action>::type;

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
