// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// What many threads may share: a prepared key, a context, a constant request, a prepared request, an error, an answer's
// text. Each type's comment says so. Here eight threads do, under ThreadSanitizer, which sees a write that another thread
// could see. With `race` as an argument two threads prepare one key at once, which a key's comment forbids: a sanitizer
// that does not see that would see nothing else. The same program runs in valgrind, for bytes that are read before they
// are written: `unwritten` is what it must find there.

#include <portwright/aliyun/ga.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/request/message.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/response/decode.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

namespace clb = portwright::tencent::clb;
namespace ga = portwright::aliyun::ga;

constexpr unsigned threads = 8, rounds = 25;
constexpr portwright::unix_time now = 1551113065;

constexpr std::uint16_t ports[] = {7569, 7570};
constexpr std::string_view names[] = {"a b%&=+", "\"\\\x01"};
constexpr clb::CreateListener request{
    .LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP, .ListenerNames = names};
constexpr std::int64_t later_ports[] = {portwright::later<1>};
constexpr clb::CreateListener with_later{
    .LoadBalancerId = portwright::later<0>, .Ports = later_ports, .Protocol = clb::Protocol::TCP};
constexpr ga::PortRange ranges[] = {{.FromPort = 8080, .ToPort = 8090}};
constexpr ga::CreateListener aliyun{
    .ClientToken = "123e4567", .AcceleratorId = "ga-bp1odcab8tmno0hdq1xyz", .PortRanges = ranges};
constexpr std::string_view answer =
    R"({"Response":{"ListenerIds":["lbl-1","lbl-2"],"RequestId":"3c140219","Message":"\u4e00"}})";

std::atomic<unsigned> wrong = 0;

/// All threads do the same at once, and each must have what one alone has.
template <class Do>
void in_all_threads(const char* what, Do make) {
    const std::string alone = make();
    std::atomic<unsigned> different = alone.empty() ? 1 : 0;
    std::vector<std::thread> all;
    for (unsigned i = 0; i != threads; ++i)
        all.emplace_back([&] {
            for (unsigned round = 0; round != rounds; ++round) different += make() != alone;
        });
    for (std::thread& one : all) one.join();
    if (different == 0) return;
    ++wrong;
    std::printf("FAIL %s: %u results differ\n", what, different.load());
}

template <class Signed>
std::string text_of(const portwright::result<Signed>& made) {
    if (!made) return {};
    std::string all = std::string(made->query) + '\n' + std::string(made->body);
    for (const portwright::header& line : made->headers) all += '\n' + std::string(line.value);
    return all;
}

template <class Scheme, class Request>
void sign(const char* what, const Request& asked, const typename Scheme::key& key, std::string_view region,
          std::string_view nonce) {
    const portwright::context<Scheme> context{.key = key, .region = region, .timestamp = now, .nonce = nonce};
    in_all_threads(what, [&] {
        std::array<char, 2048> buffer;
        std::string made = text_of(portwright::sign(asked, context, buffer));
        if constexpr (requires { portwright::sign_streamed(asked, context); }) {
            if (!made.empty()) made += portwright::sign_streamed(asked, context) ? "streamed" : "";
        }
        return made;
    });
}

int race() {
    portwright::hmac_sha256<>::key key;
    std::thread other([&] { static_cast<void>(key.prepare({.id = "AKIDexample", .secret = "secret"})); });
    static_cast<void>(key.prepare({.id = "AKIDexample", .secret = "another"}));
    other.join();
    return 0;
}

/// Signs a text of which nothing was written.
int unwritten() {
    std::array<char, 40> id;
    std::array<char, 512> buffer;
    portwright::hmac_sha256<>::key key;
    if (!key.prepare({.id = "AKIDexample", .secret = "secret"})) return 1;
    const portwright::context<portwright::hmac_sha256<>> context{
        .key = key, .region = "ap-guangzhou", .timestamp = now, .nonce = "11886"};
    clb::CreateListener asked = request;
    asked.LoadBalancerId = std::string_view(id.data(), id.size());
    return portwright::sign(asked, context, buffer) ? 0 : 2;
}

} // namespace

int main(int count, char** arguments) {
    if (count == 2 && std::strcmp(arguments[1], "race") == 0) return race();
    if (count == 2 && std::strcmp(arguments[1], "unwritten") == 0) return unwritten();

    using sha256 = portwright::hmac_sha256<>;
    using tc3 = portwright::tc3<>;
    using acs3 = portwright::acs3<>;
    using rpc = portwright::aliyun_rpc<>;
    sha256::key key;
    tc3::key day_key;
    acs3::key acs3_key;
    rpc::key rpc_key;
    if (!key.prepare({.id = "AKIDexample", .secret = "secret"}) ||
        !day_key.prepare({.id = "AKIDexample", .secret = "secret"}, clb::service, now) ||
        !acs3_key.prepare({.id = "LTAIexample", .secret = "secret"}) ||
        !rpc_key.prepare({.id = "LTAIexample", .secret = "secret"}))
        return 1;

    sign<sha256>("HmacSHA256", request, key, "ap-guangzhou", "11886");
    sign<tc3>("TC3", request, day_key, "ap-guangzhou", "11886");
    sign<acs3>("ACS3", aliyun, acs3_key, "cn-hangzhou", "3156853299f313e2");
    sign<rpc>("Aliyun RPC", aliyun, rpc_key, "cn-hangzhou", "3156853299f313e2");
    static constexpr portwright::prepared<request, sha256> prepared;
    sign<sha256>("prepared", prepared, key, "ap-guangzhou", "11886");
    static constexpr portwright::prepared<with_later, sha256> prepared_later;
    const auto values = prepared_later.with("lb-cuxw2rm0", std::uint16_t{7569});
    sign<sha256>("prepared, with values", values, key, "ap-guangzhou", "11886");

    in_all_threads("decoder", [] {
        std::array<char, 256> scratch;
        clb::CreateListener::response response;
        portwright::api_error refusal;
        portwright::decoder<clb::CreateListener> reader(response, refusal, scratch);
        reader.feed(answer.data(), answer.size());
        if (!reader.finish()) return std::string();
        std::string ids;
        for (const std::string_view id : response.ListenerIds) ids += id;
        return ids + std::string(refusal.request_id.view());
    });

    constexpr std::uint16_t none[] = {0};
    const clb::CreateListener refused{.LoadBalancerId = "lb-1", .Ports = none, .Protocol = clb::Protocol::TCP};
    const auto why = portwright::check(refused);
    in_all_threads("message", [&] {
        std::array<char, 160> line;
        return std::string(why ? std::string_view() : portwright::message(why.error(), line));
    });

    std::printf("%u passed, %u failed\n", 8 - wrong.load(), wrong.load());
    return wrong == 0 ? 0 : 1;
}
