// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A process signs and calls, wipes what it had lent to the library, and is looked through: all of its memory that can be
// written, by the process that it was forked from. Nothing of the secret, of the states and keys that are derived from it,
// of the token, or of a private key among the parameters may be anywhere: on a stack, on the heap, in an object, in a
// buffer of the library's or of mbedTLS's. The child never knew them before: it was forked first, and is told by a pipe.

#include <portwright/client.hpp>
#include <portwright/core/wipe.hpp>
#include <portwright/calls/ensure.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/mbedtls_transport.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

#include "../emulator_options.hpp"
#include "../request/actions.hpp"

#include <doctest/doctest.h>

#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <bitset>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <memory>
#include <new>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace portwright;
namespace clb = tencent::clb;

/// Of a text, two registers' worth may lie about; of a digest or a state, a word.
constexpr std::size_t text_window = 17, state_window = 8;

/// What the child is told, and wipes at its end.
struct told {
    char secret[40];
    char token[64];
    char private_key[1000];
    char ca[4000]; ///< zero-terminated
    std::uint16_t port;
    bool leaks; ///< on purpose
};
told lent; // of the child
std::array<char, 8192> buffer;
std::array<char, ensure_scratch<clb::CreateListener>> scratch;
std::array<char, 2048> io;
alignas(http::mbedtls_transport) unsigned char transport_memory[sizeof(http::mbedtls_transport)];
char endpoint[32];
char leaked[64];

std::string_view secret() { return {lent.secret, sizeof lent.secret}; }
std::string_view token() { return {lent.token, sizeof lent.token}; }
std::string_view private_key() { return {lent.private_key, sizeof lent.private_key}; }

constexpr std::uint16_t ports[] = {443};
clb::CreateListener listener_with_key() {
    return {.LoadBalancerId = "lb-a",
            .Ports = ports,
            .Protocol = clb::Protocol::HTTPS,
            .Certificate = {.CertName = "c", .CertKey = private_key(), .CertContent = "certificate"}};
}
constexpr clb::CreateListener plain{.LoadBalancerId = "lb-a", .Ports = ports, .Protocol = clb::Protocol::TCP};

constexpr unix_time day = 1551113065;

template <class Scheme, const auto& Of>
bool sign_all_ways() {
    typename Scheme::key key;
    const credentials who{.id = "id", .secret = secret(), .token = token()};
    if constexpr (requires { key.prepare(who, Of, day); }) {
        if (!key.prepare(who, Of, day)) return false;
    } else if (!key.prepare(who)) {
        return false;
    }
    auto request = test::good<Of>;
    request.Certificate.CertKey = private_key();
    context<Scheme> with{
        .key = key, .region = unlisted("r"), .timestamp = day, .nonce = "1", .checked = false, .secrets_in_url = true};
    const auto swallow = [](void*, const char*, std::size_t) { return true; };
    bool good = true;
    for (const method verb : {method::POST, method::GET}) {
        with.verb = verb;
        good = good && sign(request, with, buffer);
        // What is in the buffer is the caller's.
        detail::wipe(buffer.data(), buffer.size());
        good = good && !sign(request, with, std::span(buffer).first(300));
        const auto stream = sign_streamed(request, with);
        good = good && stream && stream->write_body({swallow, nullptr});
        if constexpr (Scheme::signs_url) good = good && !sign_url(request, with, std::span(buffer).first(100));
    }
    with.nonce = "a b";
    with.endpoint = "no host";
    return good && !sign(request, with, buffer);
}

bool sign_by_each_scheme() {
    return sign_all_ways<hmac_sha1<>, test::v2>() && sign_all_ways<hmac_sha256<>, test::v3>() &&
           sign_all_ways<tc3<>, test::v3>() && sign_all_ways<aliyun_rpc<>, test::aliyun>() &&
           sign_all_ways<acs3<>, test::aliyun>();
}

/// A client over TLS, which `use` uses. What it is made of goes, unless `stays`: then it forgets its key.
template <class Use>
bool with_client(Use use, bool trusts = true, bool stays = false) {
    auto& tls = *::new (static_cast<void*>(transport_memory)) http::mbedtls_transport;
    if (trusts && !tls.trust_pem(lent.ca)) return false;
    alignas(http::stream_transport) static unsigned char over[sizeof(http::stream_transport)];
    auto& transport = *::new (static_cast<void*>(over)) http::stream_transport{tls.stream(), io};
    static std::uint64_t nonce = 0;
    const auto now = [] { return static_cast<unix_time>(std::time(nullptr)); };
    const auto next = [] { return ++nonce; };
    using client_type = client<http::stream_transport, decltype(now), decltype(next)>;
    alignas(client_type) static unsigned char memory[sizeof(client_type)];
    auto& cloud = *::new (static_cast<void*>(memory))
                      client_type(transport, {.id = "AKIDexample", .secret = secret(), .token = token()}, now, next,
                                  {.region = "ap-guangzhou", .endpoint = endpoint, .poll_ms = 1});
    const bool good = use(cloud);
    if (stays) {
        cloud.forget_key();
        cloud.disconnect();
        return good;
    }
    cloud.~client_type();
    transport.~stream_transport();
    tls.~mbedtls_transport();
    return good;
}

bool call() {
    return with_client([](auto& cloud) {
        const auto request = listener_with_key();
        const auto created = cloud.call(request, scratch);
        return created && cloud.wait(*created, scratch);
    });
}
bool call_by_pairs() {
    return with_client([](auto& cloud) {
        const auto request = listener_with_key();
        return static_cast<bool>(cloud.template call<hmac_sha256<>>(request, scratch));
    });
}
bool ensure() {
    return with_client([](auto& cloud) { return static_cast<bool>(cloud.ensure(plain, scratch)); });
}
bool is_refused() { // by the client, for the request
    return with_client([](auto& cloud) {
        auto request = listener_with_key();
        request.LoadBalancerId = "\xFF";
        return !cloud.call(request, scratch);
    });
}
bool does_not_trust() {
    return with_client(
        [](auto& cloud) {
            const auto request = listener_with_key();
            return cloud.call(request, scratch).error().code == errc::tls_failed;
        },
        false);
}
bool stays() {
    return with_client(
        [](auto& cloud) {
            const auto request = listener_with_key();
            return static_cast<bool>(cloud.call(request, scratch));
        },
        true, true);
}

constexpr struct {
    const char* name;
    bool (*go)();
} paths[] = {{"sign, by each scheme and way", &sign_by_each_scheme},
             {"call and wait", &call},
             {"call by HmacSHA256", &call_by_pairs},
             {"ensure", &ensure},
             {"a call that is refused", &is_refused},
             {"a call without a handshake", &does_not_trust},
             {"a client and a transport that stay", &stays}};

/// The child: told, done, wiped, and waiting to be looked through. Never returns.
[[noreturn]] void live(const int in, const int out, bool (*go)()) {
    std::size_t got = 0;
    while (got != sizeof lent) {
        const ssize_t n = read(in, reinterpret_cast<char*>(&lent) + got, sizeof lent - got);
        if (n <= 0) _exit(1);
        got += static_cast<std::size_t>(n);
    }
    std::snprintf(endpoint, sizeof endpoint, "localhost:%u", lent.port);
    const char good = go() ? 'y' : 'n';
    if (lent.leaks) {
        std::memcpy(leaked, lent.secret, sizeof lent.secret);
        asm volatile("" : : "r"(leaked) : "memory");
    }
    detail::wipe(reinterpret_cast<char*>(&lent), sizeof lent);
    if (write(out, &good, 1) != 1) _exit(1);
    char end;
    static_cast<void>(!read(in, &end, 1));
    _exit(0);
}

/// Text of which no two pieces are alike.
void fill(char* to, std::size_t size) {
    static std::random_device random;
    for (std::size_t i = 0; i != size; ++i) to[i] = static_cast<char>('a' + random() % 26);
}

std::string bytes_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

/// The states of a prepared HMAC, as mbedTLS keeps them.
template <class Hmac>
void add_states(std::vector<std::pair<std::string, std::string>>& to, const char* name, const Hmac& key) {
    using kind = std::conditional_t<Hmac::digest_size == 20, mbedtls_sha1_context, mbedtls_sha256_context>;
    kind contexts[2];
    static_assert(sizeof key == sizeof contexts);
    std::memcpy(contexts, static_cast<const void*>(&key), sizeof contexts);
    for (const kind& one : contexts)
        to.emplace_back(name, std::string(reinterpret_cast<const char*>(one.state), sizeof one.state));
}

/// What may be nowhere, by name.
struct patterns {
    std::vector<std::pair<std::string, std::string>> texts, states;
};

patterns patterns_of(const told& all, unix_time now) {
    const std::string key(all.secret, sizeof all.secret), pem(all.private_key, sizeof all.private_key);
    patterns made;
    made.texts = {
        {"the secret", key}, {"the token", std::string(all.token, sizeof all.token)}, {"the private key", pem}};
    for (const int pad : {0x36, 0x5c}) {
        std::string padded = key;
        for (char& c : padded) c = static_cast<char>(c ^ pad);
        made.texts.emplace_back("the secret's pad", padded);
    }
    hmac_key<mbedtls, mbedtls::sha1> sha1;
    hmac_key<mbedtls, mbedtls::sha256> sha256;
    REQUIRE(sha1.prepare(key));
    add_states(made.states, "HmacSHA1's states", sha1);
    REQUIRE(sha1.prepare(key + "&"));
    add_states(made.states, "HMAC-SHA1's states", sha1);
    REQUIRE(sha256.prepare(key));
    add_states(made.states, "HmacSHA256's states", sha256);
    for (const unix_time when : {day, now, now + 60}) { // TC3's, of the day
        const std::time_t seconds = static_cast<std::time_t>(when);
        char date[16];
        std::strftime(date, sizeof date, "%Y-%m-%d", std::gmtime(&seconds));
        std::string next = "TC3" + key;
        for (const char* const step : {static_cast<const char*>(date), "clb", "tc3_request"}) {
            REQUIRE(sha256.prepare(next));
            add_states(made.states, "TC3's states", sha256);
            std::uint8_t digest[32];
            REQUIRE(sha256.sign(step, digest));
            next = bytes_of(digest, sizeof digest);
            made.states.emplace_back("TC3's derived key", next);
        }
        REQUIRE(sha256.prepare(next));
        add_states(made.states, "TC3's states", sha256);
    }
    return made;
}

/// All that the process can write, region by region.
std::vector<std::string> memory_of(pid_t process) {
    const std::string folder = "/proc/" + std::to_string(process);
    std::ifstream maps(folder + "/maps"), memory(folder + "/mem", std::ios::binary);
    REQUIRE(memory);
    std::vector<std::string> all;
    for (std::string line; std::getline(maps, line);) {
        std::uint64_t begin = 0, end = 0;
        char dash = 0;
        std::string access;
        std::istringstream(line) >> std::hex >> begin >> dash >> end >> access;
        if (access.size() < 2 || access[1] != 'w') continue;
        std::string bytes(static_cast<std::size_t>(end - begin), '\0');
        memory.clear();
        memory.seekg(static_cast<std::streamoff>(begin));
        memory.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        REQUIRE(memory.gcount() == static_cast<std::streamsize>(bytes.size()));
        all.push_back(std::move(bytes));
    }
    return all;
}

/// The names of what was found there: any window of it.
std::string found_in(const std::vector<std::string>& regions, const patterns& wanted) {
    struct window {
        std::string_view bytes;
        const std::string* name;
    };
    std::vector<window> windows;
    const auto add = [&](const auto& all, std::size_t size) {
        for (const auto& [name, text] : all)
            for (std::size_t at = 0; at + size <= text.size(); ++at)
                windows.push_back({std::string_view(text).substr(at, size), &name});
    };
    add(wanted.texts, text_window);
    add(wanted.states, state_window);
    const auto hash = [](const char* at) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        return word * 0x9E3779B97F4A7C15U >> 44;
    };
    static std::bitset<1 << 20> maybe;
    maybe.reset();
    for (const window& one : windows) maybe.set(hash(one.bytes.data()));
    std::string names;
    for (const std::string& region : regions)
        for (std::size_t at = 0; at + text_window <= region.size(); ++at) {
            if (!maybe.test(hash(region.data() + at))) continue;
            for (const window& one : windows) {
                if (region.compare(at, one.bytes.size(), one.bytes) != 0) continue;
                if (names.find(*one.name) == names.npos) names += *one.name + "; ";
            }
        }
    return names;
}

/// What is left of a path, or why it did not go as it should.
std::string left_by(bool (*go)(), bool leaks = false) {
    int down[2], up[2];
    REQUIRE(pipe(down) == 0);
    REQUIRE(pipe(up) == 0);
    const pid_t child = fork();
    if (child == 0) {
        close(down[1]);
        close(up[0]);
        live(down[0], up[1], go);
    }
    REQUIRE(child > 0);
    close(down[0]);
    close(up[1]);
    auto all = std::make_unique<told>();
    fill(all->secret, sizeof all->secret);
    fill(all->token, sizeof all->token);
    fill(all->private_key, sizeof all->private_key);
    all->leaks = leaks;
    const credentials who{.id = "AKIDexample",
                          .secret = std::string_view(all->secret, sizeof all->secret),
                          .token = std::string_view(all->token, sizeof all->token)};
    const portwright_tool::emulator_server server(test::emulator_that_knows(who));
    REQUIRE(server.ca_pem().size() < sizeof all->ca);
    server.ca_pem().copy(all->ca, sizeof all->ca - 1);
    all->port = server.port();
    const patterns wanted = patterns_of(*all, static_cast<unix_time>(std::time(nullptr)));
    REQUIRE(write(down[1], all.get(), sizeof *all) == static_cast<ssize_t>(sizeof *all));
    char good = 0;
    const bool ended = read(up[0], &good, 1) == 1;
    std::string names = ended && good == 'y' ? found_in(memory_of(child), wanted) : "it did not go as it should";
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(down[1]);
    close(up[0]);
    return names;
}

} // namespace

TEST_CASE("no residue: what a process has left is found") {
    CHECK(left_by([] { return true; }, true) == "the secret; ");
    CHECK(left_by([] { return false; }) == "it did not go as it should");
    CHECK(left_by([] {
              static hmac_key<mbedtls, mbedtls::sha256> kept; // is not wiped before the end
              return static_cast<bool>(kept.prepare(secret()));
          }) == "HmacSHA256's states; ");
}

TEST_CASE("no residue: a process that has signed and called") {
    for (const auto& one : paths) {
        CAPTURE(std::string(one.name));
        CHECK(left_by(one.go) == "");
    }
}
