// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// What users write, while the macros of a platform are defined. Where one of our names may be a macro, this uses its second
// spelling: parentheses for a macro that takes arguments, a text for a vendor's word, positions for members, and
// portwright::field<"Name">() for a field. run.sh and real_headers.sh put the platform before or after ours.

#include "theirs_first.hpp"

#include "ours.hpp"

#include "theirs_last.hpp"

namespace {

namespace clb = portwright::tencent::clb;
namespace gaap = portwright::tencent::gaap;
namespace ga = portwright::aliyun::ga;

// An engine of the user's own. mbedTLS's old headers make macros of `sha1` and `sha256`.
template <std::size_t Size>
struct my_hash {
    static constexpr std::size_t digest_size = Size;
    static constexpr std::size_t block_size = 64;
    bool start() noexcept { return true; }
    bool clone(const my_hash&) noexcept { return true; }
    bool update(const std::uint8_t*, std::size_t) noexcept { return true; }
    bool finish(std::uint8_t* digest) noexcept { return digest != nullptr; }
};
struct my_engine : portwright::hashes<my_hash<20>, my_hash<32>> {
    static void wipe(void*, std::size_t) noexcept {}
};
static_assert(portwright::crypto_engine<my_engine>);

// The README's first code.
#ifdef WITHOUT_MBEDTLS
using engine = my_engine;
#else
using engine = portwright::mbedtls;
#endif
using scheme = portwright::hmac_sha256<engine>;

constexpr std::uint16_t ports[] = {7569, 7570};
constexpr std::string_view names[] = {"lis0", "lis1"};

constexpr clb::CreateListener request{
    .LoadBalancerId = "lb-cuxw2rm0",
    .Ports = ports,
    .Protocol = clb::Protocol::TCP,
    .ListenerNames = names,
};
static_assert(portwright::valid<request>);
static_assert((portwright::check)(request));

// The vendors' words as texts: checked all the same.
constexpr clb::CreateListener by_text{
    .LoadBalancerId = "lb-cuxw2rm0",
    .Ports = ports,
    .Protocol = "UDP",
    .HealthCheck =
        {.HealthSwitch = 1, .ContextType = "HEX", .SendContext = "00", .RecvContext = "00", .CheckType = "CUSTOM"},
};
static_assert(portwright::valid<by_text>);
static_assert(by_text.Protocol == "UDP");
constexpr clb::CreateListener misspelled{.LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = "UPD"};
static_assert(!(portwright::check)(misspelled));

template <class Word>
constexpr bool takes(std::initializer_list<std::string_view> words) {
    bool all = true;
    for (const std::string_view word : words) {
        bool listed = false;
        for (const auto& value : Word::listed) listed = listed || value.spelling == word;
        all = all && listed;
    }
    return all;
}
static_assert(takes<struct clb::HealthCheck::ContextType>({"HEX", "TEXT"}));
static_assert(takes<struct clb::HealthCheck::CheckType>({"PING", "CUSTOM"}));
static_assert(takes<clb::SSLVerifyClient>({"ON", "OPTIONAL"}));
static_assert(takes<gaap::RealServerType>({"IP", "DOMAIN"}));
static_assert(takes<ga::ClientAffinity>({"NONE"}));

// An action of the user's own.
struct MyAction {
    portwright::text Name = {};
    portwright::integer Size = {};

    static constexpr portwright::operation_of call{"MyAction", &clb::service};

    template <class self>
    static consteval auto schema() {
        return portwright::schema::fields(PORTWRIGHT_FIELD(Name, portwright::schema::required, "its name"),
                                          PORTWRIGHT_FIELD(Size, (portwright::schema::between<1, 100>), "its size"))
            .rules(portwright::schema::required_when("Size", portwright::schema::given("Name")));
    }
};
constexpr MyAction mine{.Name = "one", .Size = 1};
static_assert(portwright::valid<mine>);

// A sink and a byte stream of the user's own, by position.
bool put_piece(void*, const char*, std::size_t) noexcept { return true; }
portwright::errc my_open(void*, std::string_view, std::uint16_t) noexcept { return portwright::errc::none; }
std::ptrdiff_t my_write(void*, const char*, std::size_t size) noexcept { return static_cast<std::ptrdiff_t>(size); }
std::ptrdiff_t my_read(void*, char*, std::size_t) noexcept { return portwright::http::stream_end; }
void my_close(void*) noexcept {}
constexpr portwright::http::byte_stream stream{nullptr, &my_open, &my_write, &my_read, &my_close};

// A transport that speaks HTTP itself.
struct my_transport {
    portwright::http::exchange_result perform(const portwright::signed_request& to_send, portwright::sink body,
                                              const portwright::http::body_source& payload) {
        for (std::size_t i = 0; i != to_send.header_count; ++i)
            if (to_send.headers[i].name.empty()) return {portwright::error{}, false};
        if (payload.produce != nullptr && !payload.produce(payload.context, {&put_piece, nullptr}))
            return {portwright::error{.code = portwright::errc::send_failed}, false};
        if (!body("{}", 2)) return {portwright::error{.code = portwright::errc::sink_failed}, true};
        return {portwright::http::response_head{}, true};
    }
};
static_assert(portwright::http::message_transport<my_transport>);

bool sign_all(const portwright::credentials& who, std::span<char> buffer) {
    scheme::key key;
    if (!key.prepare(who)) return false;
    const portwright::context<scheme> context{
        .key = key, .region = "ap-guangzhou", .timestamp = 1700000000, .nonce = "11886"};
    const auto url = portwright::sign_url(request, context, buffer);
    if (!url) {
        const std::string_view why = portwright::message(url.error(), buffer);
        return why.empty();
    }
    const auto made = portwright::sign(by_text, context, buffer);
    if (!made || made->verb != portwright::method::POST || made->host.empty() || made->path != "/" ||
        made->query.empty() == made->body.empty())
        return false;
    if (const auto size = portwright::signed_size(mine, context); !size || *size == 0) return false;

    const auto streamed = portwright::sign_streamed(request, context);
    portwright::sink_output<64> wire{{&put_piece, nullptr}};
    if (!streamed || !portwright::http::write_head(wire, *streamed) || !wire.flush()) return false;
    if (!streamed->write_body({&put_piece, nullptr})) return false;
    portwright::output counter{buffer};
    counter.put('x');
#ifndef STREAM_HAS_OTHER_NAMES
    (counter.write)("yz");
    if ((stream.write)(stream.context, "x", 1) != 1 || (stream.read)(stream.context, buffer.data(), 1) != 0)
        return false;
    (stream.close)(stream.context);
#endif

    portwright::parameter slots[4];
    constexpr portwright::operation_of call{"DescribeInstances", &clb::service};
    portwright::untyped_request untyped{call, slots};
    untyped.add("InstanceIds.0", "ins-09dx96dg").add("Limit", 20);
    return static_cast<bool>(portwright::sign_url(untyped, context, buffer));
}

bool read_answers(std::string_view body, std::span<char> scratch) {
    portwright::api_error refusal;
    clb::CreateListener::response created;
    portwright::decoder<clb::CreateListener> reader{created, refusal, scratch};
    (void)reader.feed(body.data(), body.size());
    if (const auto done = reader.finish(200); !done)
        return done.error().code == portwright::errc::refused && refusal.code == "AuthFailure" &&
               refusal.message == "no";
    for (const portwright::text& id : created.ListenerIds)
        if (id.view().empty()) return false;

    clb::DescribeTaskStatus::response task;
    if (portwright::field<"Status">(task) == 0 && task.state() != portwright::task_state::succeeded) return false;
    ga::DescribeListener::response listener;
    for (const auto& acl : listener.RelatedAcls)
        if (portwright::field<"Status">(acl) == "active" && acl.AclId == "acl") return true;
    return created.RequestId.has_value();
}

#ifndef WITHOUT_MBEDTLS
bool call_cloud(const portwright::credentials& who, std::span<char> scratch) {
    my_transport over_http;
    portwright::http::stream_transport over_bytes{stream, scratch};
    const auto clock = [] { return portwright::unix_time{1700000000}; };
    const auto nonces = [] { return std::uint64_t{1}; };
    portwright::client cloud{over_http, who, clock, nonces, {.region = "ap-guangzhou"}};
    portwright::client direct{over_bytes, who, clock, nonces};
    const auto created = cloud.call(request, scratch);
    if (!created)
        return created.error().code == portwright::errc::outcome_unknown && created.refusal().code.view().empty();
    const auto finished = cloud.wait(*created, scratch);
    return finished && direct.call(by_text, scratch);
}
#endif

} // namespace

int main() {
    char buffer[1024];
    const portwright::credentials who{.id = "id", .secret = "secret"};
    bool good = sign_all(who, buffer) && read_answers("{}", buffer);
#ifndef WITHOUT_MBEDTLS
    good = good && call_cloud(who, buffer);
#endif
    return good ? 0 : 1;
}
