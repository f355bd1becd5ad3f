// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The Zephyr package's stream over its sockets with TLS, against the emulator.

#include "adapter.hpp"

#include "../../examples/packages/zephyr/portwright_zephyr.hpp"

using namespace package_test;

namespace {

constexpr sec_tag_t tags[] = {42}, unknown_tags[] = {43};

struct board {
    static constexpr errc unknown_host = errc::bad_host, unverified = errc::tls_failed;

    /// The certificate is there in any case, and is not trusted under another tag.
    board(const cloud& cloud, bool trusts) : tls(trusts ? tags : unknown_tags, {.read_ms = 2000, .write_ms = 2000}) {
        tls_credential_add(tags[0], TLS_CREDENTIAL_CA_CERTIFICATE, cloud.ca().c_str(), cloud.ca().size() + 1);
    }
    void check_ensured() const {}
    void check_failed() const {}
    void check_refused() const { CHECK(tls.last_error() == ECONNABORTED); }

    http::zephyr_stream tls;
    std::array<char, 256> io{};
    http::stream_transport transport{tls.stream(), io};
};

TEST_CASE("zephyr") { check_board<board>(); }

} // namespace
