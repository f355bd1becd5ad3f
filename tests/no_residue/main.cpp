// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// Signs on a stack of our own, and looks through it afterwards: nothing of a secret may be left there, which a later
// core file would have in it. Nor of the two states that a prepared key keeps: who has both signs as the secret does.

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/crypto/mbedtls_psa.hpp>
#include <portwright/http/request_writer.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>

#include "../request/actions.hpp"

#include <doctest/doctest.h>

#include <pthread.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <unordered_set>

namespace {

/// Two registers' worth. What a compiler keeps of a text in between is not ours to clear.
constexpr std::size_t most = 16;
/// Of a state, one word.
constexpr std::size_t most_of_state = 7;

constexpr std::size_t stack_size = 1 << 18;
alignas(4096) char stack[stack_size];

/// Runs on a stack that was clear before, and leaves it as it was left.
template <class Run>
bool on_clear_stack(Run run) {
    struct task {
        Run& run;
        bool done = false;
    } one{run};
    std::memset(stack, 0, sizeof stack);
    pthread_attr_t how;
    pthread_t thread;
    REQUIRE(pthread_attr_init(&how) == 0);
    REQUIRE(pthread_attr_setstack(&how, stack, sizeof stack) == 0);
    const auto start = [](void* self) -> void* {
        auto& mine = *static_cast<task*>(self);
        mine.done = mine.run();
        return nullptr;
    };
    REQUIRE(pthread_create(&thread, &how, start, &one) == 0);
    REQUIRE(pthread_join(thread, nullptr) == 0);
    pthread_attr_destroy(&how);
    return one.done;
}

/// The longest piece of `text` that the stack has in it, where that has more than `longest_harmless` bytes.
std::string_view left_of(std::string_view text, std::size_t longest_harmless = most) {
    std::string_view all(stack, sizeof stack);
    all.remove_prefix(std::min(all.find_first_not_of('\0'), all.size())); // the rest was never used
    std::unordered_set<std::string_view> pieces;
    for (std::size_t at = 0; at + longest_harmless < all.size(); ++at)
        pieces.insert(all.substr(at, longest_harmless + 1));
    std::string_view longest;
    for (std::size_t from = 0; from + longest_harmless < text.size(); ++from) {
        std::size_t size = longest_harmless + 1;
        if (pieces.count(text.substr(from, size)) == 0) continue;
        while (from + size < text.size() && all.find(text.substr(from, size + 1)) != all.npos) ++size;
        if (size > longest.size()) longest = text.substr(from, size);
    }
    return longest;
}

/// Text of which no two pieces are alike.
std::string random_text(std::size_t size, unsigned seed) {
    std::mt19937 random(seed);
    std::string made(size, ' ');
    std::generate(made.begin(), made.end(), [&] { return static_cast<char>('a' + random() % 26); });
    return made;
}

/// As a PEM has it: what is encoded and what is not, in turns.
std::string pem_like(std::size_t size) {
    std::string made = random_text(size, 2);
    for (std::size_t i = 64; i < size; i += 65) made[i] = '\n';
    for (std::size_t i = 30; i < size; i += 97) made[i] = '+';
    return made;
}

const std::string secret_text = random_text(40, 1);
const std::string private_key = pem_like(2000);
std::array<char, 16384> wire;

const portwright::credentials pair{.id = "id", .secret = secret_text, .token = "token"};

bool swallow(void*, const char*, std::size_t) { return true; }

/// The two hash states of a prepared key.
struct states {
    std::string inner, outer;
};

template <class Context, class Key>
states states_in(const Key& key) {
    Context contexts[2];
    static_assert(sizeof key == sizeof contexts);
    std::memcpy(contexts, static_cast<const void*>(&key), sizeof contexts);
    const auto text = [](const auto& state) { return std::string(reinterpret_cast<const char*>(state), sizeof state); };
    return {text(contexts[0].state), text(contexts[1].state)};
}

template <class Key>
states states_of(const Key& key) {
    if constexpr (Key::digest_size == 20) return states_in<mbedtls_sha1_context>(key);
    else return states_in<mbedtls_sha256_context>(key);
}

void expect_nothing_left(const std::string& what, bool done, const states& prepared) {
    CAPTURE(what);
    CHECK(done);
    CHECK(left_of(prepared.inner, most_of_state).size() == 0);
    CHECK(left_of(prepared.outer, most_of_state).size() == 0);
    CHECK(left_of(private_key) == "");
    std::string encoded(3 * private_key.size(), ' ');
    portwright::output out(encoded);
    portwright::write_percent(out, private_key);
    CHECK(left_of(out.since(0)) == "");
    std::string padded = secret_text;
    CHECK(left_of(padded) == "");
    for (const int pad : {0x36, 0x5c}) {
        for (std::size_t i = 0; i != padded.size(); ++i) padded[i] = static_cast<char>(secret_text[i] ^ pad);
        CHECK(left_of(padded) == "");
    }
}

template <const auto& Of>
bool prepare(auto& key) {
    if constexpr (requires { key.prepare(pair, Of, 1); }) return static_cast<bool>(key.prepare(pair, Of, 1));
    else return static_cast<bool>(key.prepare(pair));
}

template <template <class> class SchemeOf, class Engine, const auto& Of>
void check_scheme() {
    using portwright::sign;
    using Scheme = SchemeOf<Engine>;
    typename SchemeOf<portwright::mbedtls>::key same; // whose states are known
    REQUIRE(prepare<Of>(same));
    const states prepared = states_of(same.hmac());
    typename Scheme::key key;
    const bool ready = on_clear_stack([&] { return prepare<Of>(key); });
    expect_nothing_left("prepare", ready, prepared);
    const auto check = [&](const char* what, auto run) { expect_nothing_left(what, on_clear_stack(run), prepared); };

    portwright::context<Scheme> with{.key = key, .region = "r", .timestamp = 1, .nonce = "1", .checked = false};
    auto request = test::good<Of>;
    request.Certificate.CertKey = private_key;
    static constexpr portwright::operation_of call{"CreateListener", &Of};
    std::array<portwright::parameter, 1> slots;
    portwright::untyped_request untyped{call, slots};
    untyped.add("Note", private_key);
    for (const auto verb : {portwright::method::POST, portwright::method::GET}) {
        CAPTURE(std::string(portwright::to_text(verb)));
        with.verb = verb;
        with.secrets_in_url = verb == portwright::method::GET;
        check("sign", [&] { return static_cast<bool>(sign(request, with, wire)); });
        check("buffer too small", [&] { return !sign(request, with, {}); });
        check("sign_streamed", [&] {
            const auto made = portwright::sign_streamed(request, with, wire);
            return made && made->write_body({&swallow, nullptr});
        });
        check("sign_streamed without a buffer", [&] {
            const auto made = portwright::sign_streamed(request, with);
            portwright::output head{wire};
            return made && portwright::http::write_head(head, *made) && made->write_body({&swallow, nullptr});
        });
        check("untyped", [&] { return static_cast<bool>(sign(untyped, with, wire)); });
    }
    if constexpr (Scheme::signs_url) {
        check("sign_url", [&] { return static_cast<bool>(portwright::sign_url(request, with, wire)); });
        check("sign_url, untyped", [&] { return static_cast<bool>(portwright::sign_url(untyped, with, wire)); });
    }
}

} // namespace

TEST_CASE("The search finds what is left") {
    CHECK(on_clear_stack([] {
        char copy[4000]; // the ends of a thread lie above the text in it
        private_key.copy(copy, sizeof copy);
        asm volatile("" : : "r"(copy) : "memory");
        return true;
    }));
    CHECK(left_of(private_key) == private_key);
}

TEST_CASE("The search finds a word and what is beside it of a state") {
    portwright::hmac_sha1<>::key key;
    REQUIRE(key.prepare(pair));
    const states prepared = states_of(key.hmac());
    for (const std::string& state : {prepared.inner, prepared.outer}) {
        REQUIRE(state.size() == 20);
        CHECK(on_clear_stack([&] {
            char copy[4000];
            state.copy(copy, 8, 12);
            asm volatile("" : : "r"(copy) : "memory");
            return true;
        }));
        CHECK(left_of(state, most_of_state) == std::string_view(state).substr(12));
    }
}

TEST_CASE_TEMPLATE("Signing leaves nothing of a secret on the stack", engine, portwright::mbedtls,
                   portwright::for_speed<portwright::mbedtls>, portwright::mbedtls_psa) {
    REQUIRE(psa_crypto_init() == PSA_SUCCESS);
    SUBCASE("HmacSHA1, API v2") { check_scheme<portwright::hmac_sha1, engine, test::v2>(); }
    SUBCASE("HmacSHA256, API 3.0") { check_scheme<portwright::hmac_sha256, engine, test::v3>(); }
    SUBCASE("TC3-HMAC-SHA256") { check_scheme<portwright::tc3, engine, test::v3>(); }
    SUBCASE("Aliyun RPC HMAC-SHA1") { check_scheme<portwright::aliyun_rpc, engine, test::aliyun>(); }
    SUBCASE("ACS3-HMAC-SHA256") { check_scheme<portwright::acs3, engine, test::aliyun>(); }
}
