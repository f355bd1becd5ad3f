// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The Zephyr package's stream over its sockets with TLS, against the emulator.

#include "adapter.hpp"

#include "../../examples/packages/zephyr/portwright_zephyr.hpp"

using namespace package_test;

namespace {

constexpr sec_tag_t tags[] = {42}, unknown_tags[] = {43};

struct board {
    explicit board(const cloud& cloud, std::span<const sec_tag_t> of = tags)
        : tls(of, {.read_ms = 2000, .write_ms = 2000}) {
        tls_credential_add(tags[0], TLS_CREDENTIAL_CA_CERTIFICATE, cloud.ca().c_str(), cloud.ca().size() + 1);
    }
    http::zephyr_stream tls;
    std::array<char, 256> io{};
    http::stream_transport transport{tls.stream(), io};
};

TEST_CASE("zephyr: a listener comes to stand") {
    cloud cloud;
    board board{cloud};
    check_ensure(cloud, board.transport);
}

TEST_CASE("zephyr: what became of a request that broke at any byte") {
    cloud cloud;
    board board{cloud};
    check_truth(cloud, board.transport);
}

TEST_CASE("zephyr: a body that is produced") {
    cloud cloud;
    board board{cloud};
    check_produced(cloud, board.transport);
}

TEST_CASE("zephyr: failures") {
    cloud cloud;
    board board{cloud};
    check_failures(cloud, board.transport, errc::bad_host);
}

TEST_CASE("zephyr: nobody is trusted whose certificate has another tag") {
    cloud cloud;
    board board{cloud, unknown_tags};
    check_unverified(cloud, board.transport, errc::tls_failed);
    CHECK(board.tls.last_error() == ECONNABORTED);
}

} // namespace
