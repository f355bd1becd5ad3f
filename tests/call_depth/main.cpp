// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// How many functions a parameter's value passes, from the call that signs or sends to the hash or the sink: what who
// follows it in a debugger has to follow, too. Compiled without optimization, so that each function is a frame.

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>

#include "../signature/every_scheme.hpp"

#include <execinfo.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using test::context;
using test::home;
using test::method;

int frames() {
    void* all[100];
    return backtrace(all, 100);
}

/// The frames below the function that signs or sends, where the first piece of the value arrives. Later ones may wait in
/// a buffer until another parameter's text comes behind them.
int base = 0, depth = 0;

void look_at(std::string_view piece) {
    if (depth == 0 && piece.find("vvvvvvvv") != std::string_view::npos)
        depth = frames() - base - 2; // without this function, and the one that signs or sends
}

/// A hash of mbedTLS that says how deep it is called.
template <class Hash>
struct deep_hash : Hash {
    bool update(const std::uint8_t* data, std::size_t size) noexcept {
        look_at({reinterpret_cast<const char*>(data), size});
        return Hash::update(data, size);
    }
};
struct deep_engine {
    using sha1 = deep_hash<portwright::mbedtls::sha1>;
    using sha256 = deep_hash<portwright::mbedtls::sha256>;
    static void wipe(void* memory, std::size_t size) noexcept { portwright::mbedtls::wipe(memory, size); }
};

bool take(void*, const char* data, std::size_t size) {
    look_at({data, size});
    return true;
}

struct depths {
    int hashed = 0, hashed_streamed = 0, written_streamed = 0;
};

template <template <class> class Scheme>
depths measure(method verb) {
    using scheme = Scheme<deep_engine>;
    typename scheme::key key;
    const portwright::credentials who{.id = "id", .secret = "secret"};
    context<scheme> with{.key = key, .region = portwright::unlisted("r"), .timestamp = 1, .nonce = "1", .verb = verb};
    REQUIRE(test::prepare(key, who, with.timestamp));
    const std::string value(500, 'v');
    const test::Upload<home<Scheme<portwright::mbedtls>>> request{.Data = value};
    std::array<char, 4096> buffer;
    depths found;
    base = frames();

    depth = 0;
    REQUIRE(portwright::sign(request, with, buffer));
    found.hashed = depth;

    depth = 0;
    const auto streamed = portwright::sign_streamed(request, with);
    REQUIRE(streamed);
    found.hashed_streamed = depth;

    depth = 0;
    CHECK(streamed->write_body({&take, nullptr}));
    found.written_streamed = depth;
    return found;
}

template <template <class> class Scheme>
void check(const std::string& name, method verb, int hashed, int hashed_streamed, int written_streamed) {
    CAPTURE(name);
    CAPTURE(verb == method::GET);
    const depths found = measure<Scheme>(verb);
    CHECK(found.hashed > 0); // it was seen
    CHECK(found.hashed <= hashed);
    CHECK(found.hashed_streamed > 0);
    CHECK(found.hashed_streamed <= hashed_streamed);
    CHECK(found.written_streamed <= written_streamed);
}

TEST_CASE("call depth: of a parameter's value, under sign(), sign_streamed() and write_body()") {
    check<portwright::hmac_sha256>("HmacSHA256", method::POST, 5, 11, 8);
    check<portwright::tc3>("TC3", method::POST, 3, 10, 8);
    check<portwright::tc3>("TC3", method::GET, 5, 11, 0);
    check<portwright::acs3>("ACS3", method::POST, 3, 10, 8);
    check<portwright::acs3>("ACS3", method::GET, 5, 11, 0);
    check<portwright::aliyun_rpc>("RPC", method::POST, 7, 13, 8); // which encodes once more between two buffers
}

} // namespace
