// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// A sketch that brings our names into the global scope, beside the types and objects of an Arduino core, those of a C
// program, and the standard library's. What a sketch writes is not ambiguous.

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <list>
#include <string>
#include <vector>

#include <error.h>
#include <signal.h>
#include <search.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Arduino's. Its `word` is a macro with arguments, too; see macros.tsv.
typedef bool boolean;
typedef uint8_t byte;
typedef unsigned int word;
#define word(...) makeWord(__VA_ARGS__)
#define HEX 16
uint16_t makeWord(uint16_t value);
class String {};
class Print {};
class Stream : public Print {};
class Client : public Stream {};
class Server {};
class IPAddress {};
class WiFiClient : public Client {};
extern Stream Serial;
extern WiFiClient wifi;
unsigned long millis();

#include "ours.hpp"

using namespace std;
using namespace portwright;
using namespace portwright::tencent::clb;

boolean ready = false;
::byte octet = 1; // `using namespace std` makes it ambiguous, with us or without
word counted = word(2);

constexpr uint16_t ports[] = {80, 443};
constexpr CreateListener request{
    .LoadBalancerId = "lb-cuxw2rm0",
    .Ports = ports,
    .Protocol = Protocol::TCP,
};
static_assert(valid<request>);
static_assert(check(request));

boolean signs(const credentials& who) {
    using tc = tc3<mbedtls>;
    tc::key key;
    if (!key.prepare(who, *CreateListener::call.service, 1700000000)) return false;
    const context<tc> terms{.key = key, .region = "ap-guangzhou", .timestamp = 1700000000};
    array<char, 1024> buffer;
    const auto made = sign(request, terms, buffer);
    if (!made) printf("%.*s\n", static_cast<int>(message(made.error(), buffer).size()), buffer.data());
    const auto streamed = sign_streamed(request, terms);
    return made && streamed && made->verb == method::POST && counted == 2;
}

boolean reads(std::span<char> scratch) {
    api_error refusal;
    CreateListener::response created;
    decoder<CreateListener> reader{created, refusal, scratch};
    const auto done = reader.finish(200);
    vector<string> kept;
    for (const text& id : created.ListenerIds) kept.emplace_back(id.view());
    parameter slots[4];
    constexpr operation_of call{"DescribeInstances", &portwright::tencent::clb::service};
    untyped_request untyped{call, slots};
    untyped.add("Limit", 20);
    const sink out = reader.as_sink();
    return done && out("{}", 2) && untyped.size() == 1 && kept.empty();
}

int main() {
    ready = signs({.id = "id", .secret = "secret"});
    array<char, 256> scratch;
    return ready && reads(scratch) && octet == 1 ? 0 : 1;
}
