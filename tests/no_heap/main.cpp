// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// Signs with every scheme while malloc, calloc, realloc, free and operator new are this file's own and count their
// calls. mbedTLS calls them, too: mbedtls_md_setup, which allocates, proves that the trap sees it.

#include <portwright/client.hpp>
#include <portwright/tencent/clb.hpp>
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

#include <mbedtls/md.h>

#include <array>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <new>

namespace {

bool armed = false;
std::size_t trapped = 0;

/// Never gives memory back: what the C library needs before and after.
void* take(std::size_t size) noexcept {
    alignas(std::max_align_t) static unsigned char arena[1 << 20];
    static std::size_t used = 0;
    if (armed) ++trapped;
    size = (size + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);
    if (size > sizeof arena - used) return nullptr;
    void* const memory = arena + used;
    used += size;
    return memory;
}

} // namespace

extern "C" {
void* malloc(std::size_t size) noexcept { return take(size); }
void* calloc(std::size_t count, std::size_t size) noexcept { return take(count * size); } // never used before: zero
void* realloc(void* old, std::size_t size) noexcept {
    void* const memory = take(size);
    // What lies behind the old block is arena, too, so that reading past it is harmless.
    if (old != nullptr && memory != nullptr) std::memmove(memory, old, size);
    return memory;
}
void* aligned_alloc(std::size_t, std::size_t size) noexcept { return take(size); }
int posix_memalign(void** to, std::size_t, std::size_t size) noexcept {
    *to = take(size);
    return *to == nullptr;
}
void free(void*) noexcept {
    if (armed) ++trapped;
}
}

void* operator new(std::size_t size) { return take(size); }
void* operator new[](std::size_t size) { return take(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return take(size); }
void operator delete(void* memory) noexcept { free(memory); }
void operator delete[](void* memory) noexcept { free(memory); }
void operator delete(void* memory, std::size_t) noexcept { free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { free(memory); }

namespace {

int passed = 0;
int failed = 0;

void report(const char* name, bool good, const char* engine = "") {
    std::printf("%s  %s %s\n", good ? "ok  " : "FAIL", name, engine);
    ++(good ? passed : failed);
}

/// Runs with the trap armed; the number of calls that it saw.
template <class Run>
std::size_t calls_of(Run run) {
    trapped = 0;
    armed = true;
    run();
    armed = false;
    return trapped;
}

template <class Run>
void must_be_seen(const char* name, Run run) {
    report(name, calls_of(run) != 0);
}

template <class Run>
void must_not_allocate(const char* engine, const char* name, Run run) {
    bool signed_it = false;
    const std::size_t calls = calls_of([&] { signed_it = run(); });
    report(name, signed_it && calls == 0, engine);
}

constexpr portwright::credentials pair{.id = "id", .secret = "secret", .token = "token"};

template <class Scheme, const auto& Of>
bool sign() {
    typename Scheme::key key;
    if constexpr (requires { key.prepare(pair, Of, 1); }) {
        if (!key.prepare(pair, Of, 1)) return false;
    } else if (!key.prepare(pair)) {
        return false;
    }
    portwright::context<Scheme> with{.key = key, .region = portwright::unlisted("r"), .timestamp = 1, .nonce = "1"};
    static constexpr portwright::operation_of call{"CreateListener", &Of};
    for (const auto verb : {portwright::method::GET, portwright::method::POST}) {
        with.verb = verb;
        std::array<char, 1024> buffer;
        if (!portwright::sign(test::good<Of>, with, buffer)) return false;
        if (!portwright::signed_size(test::good<Of>, with)) return false;
        if (portwright::sign(test::good<Of>, with, std::span(buffer).first(50))) return false;
        if (portwright::sign(test::CreateListener<Of>{}, with, buffer)) return false;
        const auto streamed = portwright::sign_streamed(test::good<Of>, with, buffer);
        const portwright::sink nowhere{[](void*, const char*, std::size_t) { return true; }, nullptr};
        if (!streamed || !streamed->write_body(nowhere)) return false;
        const auto unbuffered = portwright::sign_streamed(test::good<Of>, with);
        portwright::output head{buffer};
        if (!unbuffered || !portwright::http::write_head(head, *unbuffered) || !unbuffered->write_body(nowhere))
            return false;
        std::array<portwright::parameter, 4> slots;
        portwright::untyped_request untyped{call, slots};
        untyped.add("Ports.0", 80).add("Protocol", "TCP").add("On", true);
        if (!portwright::sign(untyped, with, buffer)) return false;
    }
    return true;
}

template <class Engine>
void try_schemes(const char* engine) {
    must_not_allocate(engine, "HmacSHA1, API v2", &sign<portwright::hmac_sha1<Engine>, test::v2>);
    must_not_allocate(engine, "HmacSHA1, API 3.0", &sign<portwright::hmac_sha1<Engine>, test::v3>);
    must_not_allocate(engine, "HmacSHA256, API v2", &sign<portwright::hmac_sha256<Engine>, test::v2>);
    must_not_allocate(engine, "HmacSHA256, API 3.0", &sign<portwright::hmac_sha256<Engine>, test::v3>);
    must_not_allocate(engine, "TC3-HMAC-SHA256", &sign<portwright::tc3<Engine>, test::v3>);
    must_not_allocate(engine, "Aliyun RPC HMAC-SHA1", &sign<portwright::aliyun_rpc<Engine>, test::aliyun>);
    must_not_allocate(engine, "ACS3-HMAC-SHA256", &sign<portwright::acs3<Engine>, test::aliyun>);
}

/// Answers everything with a refusal.
struct refusing_transport {
    portwright::http::exchange_result perform(const portwright::signed_request&, portwright::sink answer,
                                              const portwright::http::body_source& body) {
        if (!body.produce(body.context, {[](void*, const char*, std::size_t) { return true; }, nullptr}))
            return {portwright::error{.code = portwright::errc::send_failed}};
        constexpr std::string_view text =
            R"({"Response":{"RequestId":"r","Error":{"Code":"InternalError","Message":"m"}}})";
        answer.write(answer.context, text.data(), text.size());
        portwright::http::response_head head;
        head.status = 200;
        return {head, true};
    }
};

/// A call, and its answer, which is decoded.
bool call() {
    refusing_transport transport;
    portwright::client cloud{transport,
                             pair,
                             [] { return portwright::unix_time{1800000000}; },
                             [] { return std::uint64_t{1}; },
                             {.region = "ap-guangzhou"}};
    std::array<char, 256> scratch;
    const auto got = cloud.call(portwright::tencent::clb::DescribeTaskStatus{.TaskId = "t"}, scratch);
    return got.error().code == portwright::errc::refused && got.refusal().code == "InternalError";
}

void* volatile kept; // so that no allocation is optimised away

} // namespace

int main() {
    if (psa_crypto_init() != PSA_SUCCESS) return 1;
    must_be_seen("the trap sees malloc", [] { kept = malloc(8); });
    must_be_seen("the trap sees calloc", [] { kept = calloc(2, 4); });
    must_be_seen("the trap sees realloc", [] { kept = realloc(kept, 16); });
    must_be_seen("the trap sees free", [] { free(kept); });
    must_be_seen("the trap sees operator new", [] { kept = ::operator new(8); });
    must_be_seen("the trap sees mbedtls_md_setup", [] {
        mbedtls_md_context_t context;
        mbedtls_md_init(&context);
        static_cast<void>(mbedtls_md_setup(&context, mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), 1));
        mbedtls_md_free(&context);
    });
    try_schemes<portwright::mbedtls>("contexts");
    try_schemes<portwright::mbedtls_psa>("PSA");
    try_schemes<portwright::for_speed<portwright::mbedtls>>("contexts, for speed");
    try_schemes<portwright::for_speed<portwright::mbedtls_psa>>("PSA, for speed");
    must_not_allocate("contexts", "a call of the client", &call);
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
