// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/secret_key.hpp>

#include "../crypto/digest.hpp"
#include "../crypto/failing_engine.hpp"
#include "../verify.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace {

using portwright::credentials;
using portwright::errc;

template <class Engine>
struct key_of : portwright::detail::secret_key<Engine, typename Engine::sha256> {
    portwright::result<void> prepare(const credentials& pair, std::string_view suffix = {}) {
        return portwright::detail::secret_key<Engine, typename Engine::sha256>::prepare(pair, suffix);
    }
    std::string hmac_of(std::string_view text) const {
        std::array<std::uint8_t, 32> digest{};
        return this->hmac().sign(text, digest.data()) ? test::to_hex(digest) : "failed";
    }
};

TEST_CASE("secret_key: the HMAC of the secret and what a scheme puts behind it") {
    key_of<portwright::mbedtls> key;
    REQUIRE(key.prepare({.id = "id", .secret = "key", .token = "token"}));
    CHECK(key.id() == "id");
    CHECK(key.token() == "token");
    // HMAC-SHA256 of this text by "key", as many libraries' documents have it.
    CHECK(key.hmac_of("The quick brown fox jumps over the lazy dog") ==
          "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    REQUIRE(key.prepare({.id = "id", .secret = "ke"}, "y"));
    CHECK(key.hmac_of("The quick brown fox jumps over the lazy dog") ==
          "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
    CHECK(key.token().empty());
}

TEST_CASE("secret_key: a preparation that failed leaves no key, not even the one before") {
    using engine = test::failing_engine;
    engine::reset();
    key_of<engine> key;
    CHECK(key.id().empty());
    REQUIRE(key.prepare({.id = "id", .secret = "secret"}));
    const std::size_t calls = engine::calls;
    CHECK(key.prepare({.id = "i d", .secret = "secret"}).error().code == errc::bad_credentials);
    CHECK(key.id().empty());
    for (std::size_t i = 0; i != calls; ++i) {
        engine::reset();
        REQUIRE(key.prepare({.id = "id", .secret = "secret"}));
        engine::reset(i);
        CHECK(key.prepare({.id = "id", .secret = "other"}).error().code == errc::crypto_failed);
        CHECK(key.id().empty());
    }
    engine::reset();
}

} // namespace
