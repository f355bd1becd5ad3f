// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The service of a system: its host and path, and how its family lets them be used.

#include <portwright/core/borrowed_text.hpp>
#include <portwright/request/family.hpp>
#include <portwright/request/region_name.hpp>

#include <cstddef>
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

/// The address of a system and the rules for it that signing follows. service_of makes it of the system's family.
struct service {
    borrowed_text host; ///< "clb.example.com"; its first label is the service name of some schemes
    borrowed_text path; ///< "/"
    borrowed_text version; ///< "2018-03-17"; empty where the path has it
    std::uint8_t index_base; ///< the first subscript
    bool takes_region;
    bool needs_region; ///< a request without a region is refused
    bool regional_hosts; ///< financial regions have hosts of their own
    bool sends_region; ///< a region goes out where there is one, even if the system takes none
    std::uint8_t label_size = detail::measure_label(host);
    detail::unsigned_character_finder find_unsigned_character;
    detail::region_check check_region; ///< null where no region is sent

    /// The host's first label: some schemes' service name, and the part of the host before a financial region. A view
    /// of `host`.
    constexpr std::string_view label() const noexcept { return {host.data(), label_size}; }
};

/// What a system's documents say of its address.
struct service_description {
    borrowed_text host;
    borrowed_text path = "/";
    borrowed_text version = {}; ///< empty where the path has it
    bool takes_region = false;
    bool needs_region = takes_region;
};

/// The address of a system. Its argument is the family, or the system's type, which derives from the family:
///
///     constexpr portwright::service_of<example::api> files{
///         {.host = "files.example.com", .version = "2017-03-12", .takes_region = true}};
template <class Family>
struct service_of : service {
    static_assert(detail::is_whole_family<Family>());
    using family = detail::whole_family<Family>;

    /// What is said of the system in `documented`, with the rules of the family. Views its texts.
    constexpr service_of(const service_description& documented) noexcept
        : service{.host = documented.host,
                  .path = documented.path,
                  .version = documented.version,
                  .index_base = family::index_base,
                  .takes_region = documented.takes_region,
                  .needs_region = documented.needs_region,
                  .regional_hosts = family::has_regional_hosts && documented.takes_region,
                  .sends_region = family::sends_any_region || documented.takes_region,
                  .find_unsigned_character = family::find_unsigned_character,
                  .check_region =
                      family::sends_any_region || documented.takes_region ? family::check_region : nullptr} {}
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
