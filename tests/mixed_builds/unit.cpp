// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Signs in every way that a user has. UNIT is the name of what is defined, ENGINE the crypto engine with its policy.

#include "unit.hpp"

#include "../bench/requests.hpp"
#include "../request/actions.hpp"

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/crypto/mbedtls_psa.hpp>
#include <portwright/http/request_writer.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>

#include <cstring>

namespace {

using engine = ENGINE;
using mixed::transcript;

bool append(void* to, const char* data, std::size_t size) {
    auto& all = *static_cast<transcript*>(to);
    if (size > sizeof all.bytes - all.size) return false;
    std::memcpy(all.bytes + all.size, data, size);
    all.size += size;
    return true;
}

void expect(transcript& to, bool good) {
    if (!good) ++to.failures;
}

void keep(transcript& to, std::string_view text) {
    expect(to, append(&to, text.data(), text.size()) && append(&to, "\n", 1));
}

void keep(transcript& to, const portwright::signed_request& made) {
    keep(to, made.url);
    for (std::size_t i = 0; i != made.header_count; ++i)
        keep(to, made.headers[i].name), keep(to, made.headers[i].value);
    keep(to, made.body);
}

template <class Scheme, class Request>
void sign(transcript& to, const Request& request, const portwright::context<Scheme>& with) {
    char buffer[4096];
    const auto made = portwright::sign(request, with, buffer);
    expect(to, static_cast<bool>(made));
    if (made) keep(to, *made);

    char head[2048];
    const auto streamed = portwright::sign_streamed(request, with, head);
    expect(to, static_cast<bool>(streamed));
    if (streamed) keep(to, streamed->head), expect(to, streamed->write_body({&append, &to}));

    const auto unbuffered = portwright::sign_streamed(request, with);
    expect(to, static_cast<bool>(unbuffered));
    portwright::output out{buffer};
    if (!unbuffered) return;
    expect(to, portwright::http::write_head(out, *unbuffered) && out.ok());
    keep(to, out.since(0));
    expect(to, unbuffered->write_body({&append, &to}));
}

template <class Scheme, class Family>
void sign(transcript& to, const portwright::service_of<Family>& of, std::string_view nonce, const auto&... requests) {
    typename Scheme::key key;
    if constexpr (requires { key.prepare(bench::tencent, of, bench::now); })
        expect(to, static_cast<bool>(key.prepare(bench::tencent, of, bench::now)));
    else expect(to, static_cast<bool>(key.prepare(bench::tencent)));
    const bool at_aliyun = portwright::detail::accepts<portwright::aliyun::rpc, Scheme>;
    portwright::context<Scheme> with{.key = key,
                                     .region = at_aliyun ? bench::aliyun_region : bench::region,
                                     .timestamp = bench::now,
                                     .nonce = nonce};
    for (const auto verb : {portwright::method::GET, portwright::method::POST}) {
        with.verb = verb;
        (sign(to, requests, with), ...);
        const portwright::operation_of call{"DescribeInstances", &of};
        portwright::parameter slots[3];
        portwright::untyped_request untyped{call, slots};
        untyped.add("Filters.0", "a=b&c%d_e \n\u672a").add("Limit", 20).add("On", true);
        sign(to, untyped, with);
    }
    if constexpr (Scheme::signs_url) {
        const auto keep_url = [&](const auto& request) {
            char buffer[2048];
            const auto url = portwright::sign_url(request, with, buffer);
            expect(to, static_cast<bool>(url));
            if (url) keep(to, *url);
        };
        (keep_url(requests), ...);
    }
}

/// Reserved characters at many places, and runs that are longer than what is taken at once.
constexpr std::string_view awkward =
    "aaaaaaaa%bbbbbbb&ccccccc=ddddddd/eeeeeeee_ffffffff~-. and 0123456789012345678901234567890123456789 \u672a\n\"\\";

void sign_all(transcript& to) {
    using namespace portwright;
    sign<hmac_sha256<engine>>(to, bench::clb::service, "11886", bench::documented, bench::probed,
                              test::Upload<test::v3>{.Data = awkward});
    sign<hmac_sha1<engine>>(to, test::v2, "11886", test::good<test::v2>, test::Upload<test::v2>{.Data = awkward});
    sign<tc3<engine>>(to, bench::clb::service, "", bench::documented, bench::probed);
    sign<aliyun_rpc<engine>>(to, bench::ga::service, "nonce-1", bench::accelerated,
                             test::Upload<test::aliyun>{.Data = awkward});
    sign<acs3<engine>>(to, bench::ga::service, "nonce-1", bench::accelerated,
                       test::Upload<test::aliyun>{.Data = awkward});
}

} // namespace

#define NAME_OF(unit) #unit
#define QUOTED(unit) NAME_OF(unit)

extern const mixed::unit UNIT;
const mixed::unit UNIT{QUOTED(UNIT), &sign_all};
