// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where a request goes: the host that its service, region and endpoint make, and its path.

#include <portwright/core/inlining.hpp>
#include <portwright/core/output.hpp>
#include <portwright/request/action.hpp>
#include <portwright/request/authority.hpp>
#include <portwright/request/region_name.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Writes the host. Financial regions may be isolated and have hosts of their own: `clb.ap-shanghai-fsi.example.com`.
/// The texts are passed by reference, because Arm passes only the first four words of arguments in registers.
template <class Policy>
constexpr void write_host(basic_output<Policy>& out, const service& service, const region_name& region,
                          const authority& endpoint) noexcept {
    if (!endpoint.empty()) return endpoint.write_to(out);
    out.write(service.label());
    if (service.regional_hosts && region.is_financial()) {
        out.put('.');
        out.write(region.view());
    }
    out.write(service.host.data() + service.label_size, service.host.size() - service.label_size);
}

/// Writes host, path and "?".
template <class Policy>
PORTWRIGHT_ONE_COPY constexpr void write_location(basic_output<Policy>& out, const service& service,
                                                  const region_name& region, const authority& endpoint) noexcept {
    write_host(out, service, region, endpoint);
    out.write(service.path);
    out.put('?');
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
