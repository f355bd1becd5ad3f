// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The rules of HTTPS listeners.

#include <portwright/request/schema.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::tencent::lb {

/// What an HTTPS listener (protocol 4) needs: SSLMode, a server certificate by ID or in full, and for mutual a
/// client CA.
inline constexpr auto https_needs =
    schema::all_of(schema::required_when("SSLMode", schema::is("protocol", 4)),
                   schema::required_when("certContent", schema::missing("certId"), schema::is("protocol", 4)),
                   schema::required_when("certKey", schema::missing("certId"), schema::is("protocol", 4)),
                   schema::required_when("certName", schema::missing("certId"), schema::is("protocol", 4)),
                   schema::required_when("certCaContent", schema::missing("certCaId"), schema::is("SSLMode", "mutual")),
                   schema::required_when("certCaName", schema::missing("certCaId"), schema::is("SSLMode", "mutual")));

/// A new certificate comes whole: content, name and, for a server, key. What a change leaves out stays as it is.
inline constexpr auto new_certificates_whole =
    schema::all_of(schema::required_when("certContent", schema::given("certKey")),
                   schema::required_when("certContent", schema::given("certName")),
                   schema::required_when("certKey", schema::given("certContent")),
                   schema::required_when("certName", schema::given("certContent")),
                   schema::required_when("certCaName", schema::given("certCaContent")),
                   schema::required_when("certCaContent", schema::given("certCaName")));

} // namespace portwright::inline v0_1::tencent::lb

#include <portwright/core/platform_macros_on.hpp>
