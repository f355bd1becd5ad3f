// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// What a client is not made of: the first line says in which order what comes.
//
// EXPECT: a client is made of transport, {.id = id, .secret = secret}, clock, nonces and maybe {options}, in this order
// EXPECT 1: a client borrows its transport: name a variable that outlives it, no temporary and no pointer
// EXPECT 2: a client borrows its transport: name a variable that outlives it, no temporary and no pointer
// EXPECT 3: a client borrows its transport: name a variable that outlives it, no temporary and no pointer
// EXPECT 4: options come last and are named, in braces: {.region = region}
// EXPECT 5: options come last and are named, in braces: {.region = region}
// CASES: 15
// FIRST
// ERRORS: 2

#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>

#include <string>

using portwright::http::stream_transport;

portwright::unix_time now();
std::uint64_t draw();

auto make(stream_transport& transport, const portwright::credentials& who) {
    return portwright::client{transport, who, now, draw};
}

void misuse(stream_transport& transport, portwright::http::byte_stream& bytes, std::span<char> io,
            portwright::credentials& who, const std::string& id, const std::string& secret, std::string& region) {
#if defined(GOOD)
    portwright::nonces nonces;
    const portwright::client_options options{.region = region};
    portwright::client made = make(transport, who); // is no copy
    portwright::client lambda{transport, {id, secret}, [] { return now(); }, nonces, options};
    portwright::client named{transport, {.id = id, .secret = secret}, &now, &draw, {.region = region}};
    portwright::client empty{transport, {.id = id, .secret = secret}, now, nonces, {}};
    static_cast<void>(made.clock_offset());
    static_cast<void>(lambda.clock_offset());
    static_cast<void>(named.clock_offset());
    static_cast<void>(empty.clock_offset());
#elif CASE == 1
    portwright::client c{stream_transport{bytes, io}, who, now, draw};
#elif CASE == 2
    portwright::client c{stream_transport{bytes, io}, {.id = id, .secret = secret}, now, draw, {.region = region}};
#elif CASE == 3
    portwright::client c{&transport, who, now, draw};
#elif CASE == 4
    portwright::client c{transport, {.id = id, .secret = secret}, now, draw, "ap-guangzhou"};
#elif CASE == 5
    portwright::client c{transport, who, now, draw, region};
#elif CASE == 6
    portwright::client c{who, transport, now, draw};
#elif CASE == 7
    portwright::client c{{.id = id, .secret = secret}, transport, now, draw};
#elif CASE == 8
    portwright::client c{transport, id, secret, now, draw};
#elif CASE == 9
    portwright::client c{transport, now, draw};
#elif CASE == 10
    portwright::client c{transport, now, draw, {.id = id, .secret = secret}};
#elif CASE == 11
    portwright::client c{transport, {.id = id, .secret = secret}, {.region = region}, now, draw};
#elif CASE == 12
    portwright::client c{transport, {.id = id, .secret = secret}, now, {.region = region}};
#elif CASE == 13
    portwright::client c{transport, {.id = id, .secret = secret}, now};
#elif CASE == 14
    portwright::client c{transport};
#elif CASE == 15
    portwright::client c{transport, {.id = id, .secret = secret}};
#endif
    static_cast<void>(bytes);
    static_cast<void>(io);
}
