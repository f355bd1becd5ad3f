// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// Signs on a stack of our own, and looks through it afterwards: nothing of a secret may be left there, which a later
// core file would have in it.

#include <portwright/crypto/mbedtls.hpp>
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

/// The longest piece of `text` that the stack has in it, where that has more than `most` bytes.
std::string_view left_of(std::string_view text) {
    std::string_view all(stack, sizeof stack);
    all.remove_prefix(std::min(all.find_first_not_of('\0'), all.size())); // the rest was never used
    std::unordered_set<std::string_view> pieces;
    for (std::size_t at = 0; at + most < all.size(); ++at) pieces.insert(all.substr(at, most + 1));
    std::string_view longest;
    for (std::size_t from = 0; from + most < text.size(); ++from) {
        std::size_t size = most + 1;
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

void expect_nothing_left(const std::string& what, bool done) {
    CAPTURE(what);
    CHECK(done);
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

template <class Scheme, const portwright::service& Of>
void check_scheme() {
    using portwright::sign;
    typename Scheme::key key;
    expect_nothing_left("prepare", on_clear_stack([&] {
                            if constexpr (requires { key.prepare(pair, Of, 1); })
                                return static_cast<bool>(key.prepare(pair, Of, 1));
                            else return static_cast<bool>(key.prepare(pair));
                        }));
    const portwright::context<Scheme> with{.key = key, .region = "r", .timestamp = 1, .nonce = "1", .checked = false};
    auto request = test::good<Of>;
    request.Certificate.CertKey = private_key;
    expect_nothing_left("sign", on_clear_stack([&] { return static_cast<bool>(sign(request, with, wire)); }));
    expect_nothing_left("buffer too small", on_clear_stack([&] { return !sign(request, with, {}); }));
    expect_nothing_left("sign_streamed", on_clear_stack([&] {
                            const auto made = portwright::sign_streamed(request, with, wire);
                            return made && made->write_body({&swallow, nullptr});
                        }));
    expect_nothing_left(
        "sign_streamed without a buffer", on_clear_stack([&] {
            const auto made = portwright::sign_streamed(request, with);
            portwright::output head{wire};
            return made && portwright::http::write_head(head, *made) && made->write_body({&swallow, nullptr});
        }));
    static constexpr portwright::operation call{"CreateListener", &Of};
    std::array<portwright::parameter, 1> slots;
    portwright::untyped_request untyped{call, slots};
    untyped.add("Note", private_key);
    expect_nothing_left("untyped", on_clear_stack([&] { return static_cast<bool>(sign(untyped, with, wire)); }));
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

TEST_CASE("Signing leaves nothing of a secret on the stack") {
    SUBCASE("HmacSHA1, API v2") { check_scheme<portwright::hmac_sha1<>, test::v2>(); }
    SUBCASE("HmacSHA256, API 3.0") { check_scheme<portwright::hmac_sha256<>, test::v3>(); }
    SUBCASE("TC3-HMAC-SHA256") { check_scheme<portwright::tc3<>, test::v3>(); }
    SUBCASE("Aliyun RPC HMAC-SHA1") { check_scheme<portwright::aliyun_rpc<>, test::aliyun>(); }
    SUBCASE("ACS3-HMAC-SHA256") { check_scheme<portwright::acs3<>, test::aliyun>(); }
}
