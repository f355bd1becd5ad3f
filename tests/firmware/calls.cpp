// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A call, and a declaration that finds nothing, creates and looks again, by a client over bytes that come from constants
// as the cloud sends them. What is on the stack is all that either takes of a device's memory beside the client, its I/O
// buffer and the scratch.

#include "../bench/figures.hpp"
#include "measure.hpp"

#include <portwright/calls/ensure.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/tencent/gaap/ensure_http_listener.hpp>

#include <cstring>
#include <new>
#include <string_view>

namespace {

using namespace portwright;
using create = tencent::gaap::CreateHTTPListener;

constexpr std::string_view nothing_there =
    "HTTP/1.1 200 OK\r\nDate: Sun, 29 Nov 2026 16:56:09 GMT\r\nContent-Length: 97\r\n"
    "Content-Type: application/json; charset=utf-8\r\n\r\n"
    R"({"Response":{"ListenerSet":[],"RequestId":"b67760ec-d24b-4647-8e46-9a9c32472e6d","TotalCount":0}})";
constexpr std::string_view created =
    "HTTP/1.1 200 OK\r\nDate: Sun, 29 Nov 2026 16:56:09 GMT\r\nContent-Length: 98\r\n"
    "Content-Type: application/json; charset=utf-8\r\n\r\n"
    R"({"Response":{"ListenerId":"listener-slkbr1li","RequestId":"7b0347ca-660e-4cb6-80ad-7a0f581350e9"}})";
constexpr std::string_view stands =
    "HTTP/1.1 200 OK\r\nDate: Sun, 29 Nov 2026 16:56:09 GMT\r\nContent-Length: 273\r\n"
    "Content-Type: application/json; charset=utf-8\r\n\r\n"
    R"({"Response":{"ListenerSet":[{"CreateTime":1795971369,"GroupId":null,"ListenerId":"listener-slkbr1li",)"
    R"("ListenerName":"listener-1","ListenerStatus":0,"Port":8080,"Protocol":"HTTP","ProxyId":"link-cuxw2rm0"}],)"
    R"("RequestId":"92434330-f59e-47d6-8d5a-4b859d819137","TotalCount":1}})";

constexpr std::string_view call_answers[] = {created};
constexpr std::string_view ensure_answers[] = {nothing_there, created, stands};

/// Takes all that is written, and hands out an answer for each request.
struct canned {
    const std::string_view* next;
    std::size_t offset;
    bool answering;
};
canned wire;

constexpr http::byte_stream stream{&wire, [](void*, std::string_view, std::uint16_t) { return errc::none; },
                                   [](void*, const char*, std::size_t size) {
                                       if (!wire.answering) wire.offset = 0;
                                       wire.answering = true;
                                       return static_cast<std::ptrdiff_t>(size);
                                   },
                                   [](void*, char* data, std::size_t size) {
                                       std::string_view rest = *wire.next;
                                       rest.remove_prefix(wire.offset);
                                       if (size > rest.size()) size = rest.size();
                                       std::memcpy(data, rest.data(), size);
                                       wire.offset += size;
                                       if (size == rest.size()) {
                                           ++wire.next;
                                           wire.answering = false;
                                       }
                                       return static_cast<std::ptrdiff_t>(size);
                                   },
                                   [](void*) {}};

char io[512];
char scratch[ensure_scratch<create>];
constexpr create wanted{.ListenerName = "listener-1", .Port = 8080, .ProxyId = "link-cuxw2rm0"};
bool good;

using device = client<http::stream_transport, unix_time (*)(), std::uint64_t (*)()>;

/// In static memory without a constructor to be called before main.
alignas(http::stream_transport) unsigned char transport_memory[sizeof(http::stream_transport)];
alignas(device) unsigned char device_memory[sizeof(device)];
device& cloud() { return *std::launder(reinterpret_cast<device*>(device_memory)); }

} // namespace

PORTWRIGHT_MEASURED void call() { good = static_cast<bool>(cloud().call(wanted, scratch)); }
PORTWRIGHT_MEASURED void ensure() {
    const auto report = cloud().ensure(wanted, scratch);
    good = report && report.change == ensure_change::created;
}

int main() {
    auto& transport = *new (transport_memory) http::stream_transport{stream, io};
    static_cast<void>(new (device_memory) device(
        transport, {.id = "AKIDexample", .secret = "example-secret"}, +[]() -> unix_time { return 1795971369; },
        +[]() -> std::uint64_t { return 0x9E3779B97F4A7C15; }));
    struct {
        figure what;
        const std::string_view* answers;
    } const all[] = {{{"call", call}, call_answers}, {{"ensure", ensure}, ensure_answers}};
    for (const auto& each : all) {
        good = false;
        wire = {each.answers, 0, false};
        measure(each.what);
        if (!good) return 1;
    }
    return 0;
}
