// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/canonical_signer.hpp>

#include "../crypto/failing_engine.hpp"
#include "every_scheme.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace {

using portwright::detail::constant_walk;
using test::errc;
using test::method;

static_assert(portwright::tc3<>::digests_size() == 32); // one after the other in the same place
static_assert(portwright::acs3<>::digests_size() == 64); // the body's stays: it is a header

/// The least that a scheme of this kind has: the query and the digest of the body are its canonical request.
template <class Engine>
struct plain_scheme : portwright::detail::canonical_signer<plain_scheme<Engine>, Engine, typename Engine::sha256> {
    using policy = portwright::size_policy;
    static constexpr bool body_digest_is_header = false;

    template <class ContextOrTerms>
    static constexpr void write_parameters(const portwright::detail::request_ref<policy>& request,
                                           const ContextOrTerms&, portwright::output& wire,
                                           portwright::detail::walk_outcome& outcome) {
        request.walk->pairs(request, {}, wire, outcome);
    }
    template <class Parts, class Out>
    static constexpr void write_canonical(const Parts& parts, Out& canonical) {
        parts.write_query(canonical);
        canonical.write("|");
        parts.write_body_digest(canonical);
    }
    template <class Parts, class Out>
    static constexpr void write_to_sign(const Parts&, Out& to_sign) {
        to_sign.write("PLAIN ");
    }
};

std::string hash_of(std::string_view text) {
    portwright::detail::constant_sha256 hash;
    std::array<std::uint8_t, 32> digest{};
    hash.start();
    hash.update(text.data(), text.size());
    hash.finish(digest.data());
    std::string hex(64, ' ');
    portwright::output out{hex};
    portwright::write_hex(out, digest);
    return hex;
}

template <class Engine>
std::string to_sign(method verb, errc& code) {
    const test::DescribeTask<test::v3> request{.TaskId = "a b"};
    const constant_walk<test::DescribeTask<test::v3>, portwright::size_policy> walk(request);
    std::vector<char> memory(128);
    portwright::output out{memory};
    portwright::error why;
    portwright::detail::walk_outcome outcome{why, false};
    plain_scheme<Engine>::write_string_to_sign(walk.ref(), portwright::request_terms{.key_id = "id", .verb = verb}, out,
                                               outcome);
    code = why.code;
    return std::string(out.since(0));
}

TEST_CASE("canonical_signer: a hash of the canonical request, which has a hash of the body") {
    errc code = errc::none;
    CHECK(to_sign<portwright::mbedtls>(method::GET, code) == "PLAIN " + hash_of("TaskId=a%20b|" + hash_of("")));
    CHECK(to_sign<portwright::mbedtls>(method::POST, code) == "PLAIN " + hash_of("|" + hash_of("TaskId=a%20b")));
    CHECK(code == errc::none);
}

TEST_CASE("canonical_signer: an engine that fails at any call is an error") {
    using engine = test::failing_engine;
    for (const method verb : {method::GET, method::POST}) {
        errc code = errc::none;
        engine::reset();
        static_cast<void>(to_sign<engine>(verb, code));
        CHECK(code == errc::none);
        const std::size_t calls = engine::calls;
        REQUIRE(calls >= 4); // two hashes, each started and finished
        for (std::size_t i = 0; i != calls; ++i) {
            engine::reset(i);
            static_cast<void>(to_sign<engine>(verb, code));
            CHECK(code == errc::crypto_failed);
        }
    }
    engine::reset();
}

} // namespace
