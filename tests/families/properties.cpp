// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// What holds of every request, whatever is in it: signed into a buffer of any size, streamed in any pieces, measured,
// and as the string to sign, it is one request. The requests are random, and the same in every run.

#include <portwright/signature/sign.hpp>

#include <portwright/http/request_source.hpp>
#include <portwright/request/raw_json_request.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/stream.hpp>

#include "../one_of.hpp"
#include "../signature/every_scheme.hpp"
#include "query.hpp"
#include "random_request.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using portwright::for_speed;
using portwright::mbedtls;
using portwright::service_of;
using test::errc;
using test::method;
using test::random_request;
using test::random_source;

constexpr service_of<example::query> query_service{
    {.host = "balancer.example.com", .version = "2012-06-01", .takes_region = true}};

/// A family with as little as a family can have.
struct bare_family : portwright::tencent::api_v3 {
    using family = bare_family;
    static constexpr auto common_names = portwright::detail::pack_words();
    static constexpr auto schemes = portwright::detail::pack_words("TC3-HMAC-SHA256");
    static constexpr std::uint8_t index_base = 1;
};
constexpr service_of<bare_family> bare{{.host = "bare:8443", .path = "/a/b", .takes_region = false}};

template <template <class> class Scheme, const auto& Service>
struct setup {
    using scheme = Scheme<mbedtls>;
    using fast_scheme = Scheme<for_speed<mbedtls>>;
    static constexpr const auto& service = Service;
    using family =
        typename decltype([]<class F>(const service_of<F>&) { return std::type_identity<F>{}; }(Service))::type;
};
template <class Engine>
using sigv4 = example::sigv4<Engine>;

#define SETUPS                                                                                                         \
    setup<portwright::hmac_sha1, test::v2>, setup<portwright::hmac_sha256, test::v3>,                                  \
        setup<portwright::tc3, test::v3>, setup<portwright::tc3, bare>, setup<portwright::aliyun_rpc, test::aliyun>,   \
        setup<portwright::acs3, test::aliyun>, setup<sigv4, query_service>

/// All that a context has, for both policies of a scheme.
struct circumstances {
    std::string id = "AKID", secret = "secret", token, region = "ap-guangzhou", nonce = "1", endpoint;
    portwright::unix_time time = 1551113065;
    method verb = method::POST;
    bool signs_action = false, query_by_post = false, secrets_in_url = true;
    bool is_prepared = true;
    portwright::unix_time key_time = -1; ///< where the key is of another time than the request
};

circumstances random_circumstances(random_source& random) {
    constexpr portwright::unix_time times[] = {0,          1,          86399,        86400,
                                               951782400,  2147483647, 2147483648,   4294967296,
                                               4102444799, 4102444800, 253402214400, portwright::last_time};
    constexpr std::string_view endpoints[] = {"", "", "Here.Example.com:8443", "[::1]:443", "10.0.0.1", "x"};
    constexpr std::string_view regions[] = {"ap-guangzhou", "ap-shanghai-fsi", "eu-frankfurt"};
    circumstances made;
    made.id.append(random.below(70), '+');
    if (random.one_in(2))
        made.token = std::string(1 + random.below(random.one_in(5) ? 900 : 40), "t/=+"[random.below(4)]);
    made.secret.append(random.below(100), 's');
    made.region = random.any_of(regions);
    made.nonce = std::to_string(std::max<std::uint64_t>(random.next() >> random.below(64), 1)); // positive
    made.endpoint = random.any_of(endpoints);
    made.time =
        random.one_in(3) ? static_cast<portwright::unix_time>(random.next() % 253402300800) : random.any_of(times);
    made.verb = random.one_in(2) ? method::GET : method::POST;
    made.signs_action = random.one_in(2);
    made.query_by_post = random.one_in(2);
    return made;
}

template <class Scheme>
struct signer {
    typename Scheme::key key;
    test::context<Scheme> context{.key = key};

    signer(const circumstances& c, const portwright::service& service) {
        if (c.is_prepared) prepare(c, service, c.key_time < 0 ? c.time : c.key_time);
        context.region = portwright::region_name(std::string_view(c.region));
        context.timestamp = c.time;
        context.nonce = std::string_view(c.nonce);
        context.verb = c.verb;
        context.endpoint = portwright::authority(std::string_view(c.endpoint));
        context.checked = false;
        context.secrets_in_url = c.secrets_in_url;
        context.signs_action = c.signs_action;
        context.query_by_post = c.query_by_post;
    }

private:
    void prepare(const circumstances& c, const portwright::service& service, portwright::unix_time time) {
        const portwright::credentials pair{.id = c.id, .secret = c.secret, .token = c.token};
        if constexpr (requires { key.prepare(pair, service.label(), c.region, time); })
            REQUIRE(key.prepare(pair, service.label(), c.region, time));
        else if constexpr (requires { key.prepare(pair, service, time); }) REQUIRE(key.prepare(pair, service, time));
        else REQUIRE(key.prepare(pair));
    }
};

portwright::request_terms terms_of(const circumstances& c) {
    return {.key_id = std::string_view(c.id),
            .session_token = std::string_view(c.token),
            .region = std::string_view(c.region),
            .timestamp = c.time,
            .nonce = std::string_view(c.nonce),
            .verb = c.verb,
            .endpoint = std::string_view(c.endpoint),
            .signs_action = c.signs_action,
            .query_by_post = c.query_by_post};
}

constexpr std::size_t canary_size = 24;

/// A buffer of a size, and what must stay as it is behind it.
struct guarded_buffer {
    explicit guarded_buffer(std::size_t needed) : memory(needed + canary_size, '#'), size(needed) {}
    std::span<char> room() { return std::span(memory).first(size); }
    bool is_unharmed() const {
        return std::all_of(memory.end() - canary_size, memory.end(), [](char c) { return c == '#'; });
    }
    bool is_cleared() const {
        return is_unharmed() && std::all_of(memory.begin(), memory.end(), [](char c) { return c == '#' || c == '\0'; });
    }
    std::vector<char> memory;
    std::size_t size;
};

bool append_to(void* text, const char* data, std::size_t size) {
    static_cast<std::string*>(text)->append(data, size);
    return true;
}

/// The text that a source of bytes gives when it is asked for pieces of a random size.
std::string pulled(const portwright::http::request_source& source, random_source& random) {
    std::string whole(source.size, '#');
    const std::size_t piece = 1 + random.below(random.one_in(2) ? 100 : source.size);
    for (std::size_t offset = 0; offset < source.size; offset += piece) {
        const std::size_t size = std::min(piece, source.size - offset);
        if (source.pull(source.context, offset, std::span(whole).subspan(offset, size)) != size) return "cut short";
    }
    return whole;
}

/// What one way of signing gave.
struct outcome {
    bool ok = false;
    std::string text; ///< what was made, or the error
    errc code = errc::none;
    std::size_t number = 0;
};

template <class T, class TextOf>
outcome outcome_of(const portwright::result<T>& made, TextOf text_of) {
    if (made) return {true, text_of(*made), errc::none, 0};
    const portwright::error& why = made.error();
    return {false, std::string(std::string_view(test::spelled(why))), why.code,
            why.has_number ? static_cast<std::size_t>(why.number) : 0};
}

/// All ways to sign one request. Virtual, so that the checks are compiled once.
class ways {
public:
    virtual ~ways() = default;
    virtual outcome whole(std::span<char> room) const = 0;
    virtual outcome whole_fast(std::span<char> room) const = 0;
    virtual outcome url(std::span<char> room) const = 0;
    virtual outcome measured() const = 0;
    virtual outcome measured_url() const = 0;
    virtual outcome sent(std::span<char> room) const = 0; ///< the bytes of whole() as http sends them
    virtual outcome streamed(std::span<char> head) const = 0;
    virtual outcome streamed_bytes(random_source& random) const = 0;
    virtual outcome streamed_bytes_fast(random_source& random) const = 0;
    virtual outcome to_sign(std::span<char> room) const = 0;
    virtual outcome to_sign_fast(std::span<char> room) const = 0;
    virtual outcome to_sign_by_members(std::span<char> room) const = 0; ///< by the walk of constant expressions
    virtual std::string signature_of(std::string_view signed_text) const = 0;
};

template <class Setup, class Request>
class ways_of : public ways {
    using scheme = typename Setup::scheme;
    using fast_scheme = typename Setup::fast_scheme;

public:
    ways_of(const Request& request, const circumstances& c)
        : request_(request), terms_(terms_of(c)), small_(c, Setup::service), fast_(c, Setup::service) {}

    outcome whole(std::span<char> room) const override {
        return outcome_of(portwright::sign(request_, small_.context, room), test::text_of);
    }
    outcome whole_fast(std::span<char> room) const override {
        return outcome_of(portwright::sign(request_, fast_.context, room), test::text_of);
    }
    outcome url(std::span<char> room) const override {
        if constexpr (scheme::signs_url) return outcome_of(portwright::sign_url(request_, small_.context, room), copy);
        else return {};
    }
    outcome measured() const override {
        return outcome_of(portwright::signed_size(request_, small_.context), to_decimal);
    }
    outcome measured_url() const override {
        if constexpr (scheme::signs_url)
            return outcome_of(portwright::signed_url_size(request_, small_.context), to_decimal);
        else return {};
    }
    outcome sent(std::span<char> room) const override {
        const auto made = portwright::sign(request_, small_.context, room);
        std::vector<char> bytes(room.size() + 1024);
        return outcome_of(portwright::http::write_request(*made, bytes), copy);
    }
    outcome streamed(std::span<char> head) const override {
        return outcome_of(portwright::sign_streamed(request_, small_.context, head), [](const auto& made) {
            std::string text = test::text_of(made.head);
            const std::size_t before = text.size();
            const bool all = made.write_body({&append_to, &text});
            return all && text.size() - before == made.body_size ? text : "another size";
        });
    }
    outcome streamed_bytes(random_source& random) const override { return bytes_of(small_.context, random); }
    outcome streamed_bytes_fast(random_source& random) const override { return bytes_of(fast_.context, random); }
    outcome to_sign(std::span<char> room) const override {
        return outcome_of(portwright::string_to_sign<scheme>(request_, terms_, room), copy);
    }
    outcome to_sign_fast(std::span<char> room) const override {
        return outcome_of(portwright::string_to_sign<fast_scheme>(request_, terms_, room), copy);
    }
    outcome to_sign_by_members(std::span<char> room) const override {
        const portwright::detail::constant_walk<Request, portwright::size_policy> walk(request_);
        return outcome_of(portwright::detail::write_string_to_sign<scheme>(walk.ref(), terms_, room), copy);
    }
    std::string signature_of(std::string_view signed_text) const override {
        const auto& hmac = small_.key.hmac();
        constexpr std::size_t size = std::remove_cvref_t<decltype(hmac)>::digest_size;
        std::array<std::uint8_t, size + 1> digest{};
        if (!hmac.sign(signed_text, digest.data())) return "no digest";
        std::string text(128, ' ');
        portwright::output out{text};
        if constexpr (scheme::signs_url) {
            std::uint8_t padded[size + 1];
            std::copy(digest.begin(), digest.end(), padded);
            portwright::detail::write_signature(out, padded);
        } else {
            portwright::write_hex(out, {digest.data(), size});
        }
        return std::string(out.since(0));
    }

private:
    template <class Context>
    outcome bytes_of(const Context& context, random_source& random) const {
        return outcome_of(portwright::sign_streamed(request_, context), [&](const auto& made) {
            const auto source = portwright::http::source_of(made, false);
            return source ? pulled(*source, random) : "no head";
        });
    }
    static std::string copy(std::string_view text) { return std::string(text); }
    static std::string to_decimal(std::size_t size) { return std::to_string(size); }

    const Request& request_;
    portwright::request_terms terms_;
    signer<scheme> small_;
    signer<fast_scheme> fast_;
};

using way = outcome (ways::*)(std::span<char>) const;

/// Tries buffers of several sizes: what fits is whole, and what does not leaves nothing and tells the exact size.
bool fits_exactly(const ways& all, way make, std::size_t needed, random_source& random, bool every_size) {
    std::vector<std::size_t> sizes{0, 1, needed - 1, needed, needed + 1};
    for (int i = 0; i != 2; ++i) sizes.push_back(random.below(needed));
    if (every_size)
        for (std::size_t size = 0; size != needed; ++size) sizes.push_back(size);
    for (const std::size_t size : sizes) {
        guarded_buffer buffer(size);
        const outcome made = (all.*make)(buffer.room());
        const bool right = size >= needed ? made.ok && buffer.is_unharmed()
                                          : !made.ok && made.code == errc::buffer_too_small && made.number == needed &&
                                                buffer.is_cleared();
        if (right) continue;
        MESSAGE("size " << size << " of " << needed << ": " << made.text);
        return false;
    }
    return true;
}

/// Checks that all ways to sign a request agree. Returns the whole request, or the error that all of them have.
std::string agreed(const ways& all, const circumstances& c, bool signs_url, random_source& random, bool every_size) {
    guarded_buffer memory(65536), text_memory(65536);
    const outcome made = all.whole(memory.room());
    CHECK((all.whole_fast(text_memory.room()).text == made.text));
    if (!made.ok) {
        CHECK(memory.is_cleared());
        CHECK(all.measured().text == made.text);
        CHECK(all.streamed(text_memory.room()).text == made.text);
        CHECK(text_memory.is_cleared());
        CHECK(all.streamed_bytes(random).text == made.text);
        CHECK(all.streamed_bytes_fast(random).text == made.text);
        return made.text;
    }
    const outcome sent = all.sent(memory.room());
    REQUIRE(sent.ok);
    CHECK((all.streamed_bytes(random).text == sent.text));
    CHECK((all.streamed_bytes_fast(random).text == sent.text));
    const outcome tried = all.streamed({});
    REQUIRE(tried.code == errc::buffer_too_small);
    CHECK((all.streamed(text_memory.room()).text == made.text));
    CHECK(fits_exactly(all, &ways::streamed, tried.number, random, every_size));

    const outcome size = all.measured();
    REQUIRE(size.ok);
    CHECK(fits_exactly(all, &ways::whole, std::stoul(size.text), random, every_size));
    CHECK(fits_exactly(all, &ways::whole_fast, std::stoul(size.text), random, every_size));
    if (signs_url && c.secrets_in_url) {
        const outcome url_size = all.measured_url();
        REQUIRE(url_size.ok);
        CHECK(fits_exactly(all, &ways::url, std::stoul(url_size.text), random, every_size));
        if (c.verb == method::GET) CHECK((made.text.starts_with("GET " + all.url(memory.room()).text + "\n")));
    }

    const outcome to_sign = all.to_sign(text_memory.room());
    REQUIRE(to_sign.ok);
    CHECK(fits_exactly(all, &ways::to_sign, to_sign.text.size(), random, every_size));
    CHECK((all.to_sign_by_members(text_memory.room()).text == to_sign.text));
    CHECK((all.to_sign_fast(text_memory.room()).text == to_sign.text));
    const std::string signature = "Signature=" + all.signature_of(to_sign.text);
    CHECK(made.text.find(signature) != std::string::npos);
    return made.text;
}

template <class Setup, class Request>
std::string agreed(const Request& request, const circumstances& c, random_source& random, bool every_size = false) {
    return agreed(ways_of<Setup, Request>(request, c), c, Setup::scheme::signs_url, random, every_size);
}

// ---- what the parameters must be, written down once more ----

std::string percent(std::string_view text) {
    std::string made;
    for (const char c : text) {
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
            std::string_view("-._~").find(c) != std::string_view::npos)
            made += c;
        else made.append("%") += {"0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4], "0123456789ABCDEF"[c & 15]};
    }
    return made;
}

std::string date_time(portwright::unix_time time) {
    char text[20];
    portwright::output out{text};
    portwright::write_date_time(out, time);
    return std::string(out.since(0));
}

template <class Scheme>
std::map<std::string, std::string> common_parameters(const portwright::operation& call, const circumstances& c) {
    std::map<std::string, std::string> all;
    const std::string action(call.action), version(call.service->version);
    const std::string region = call.service->takes_region || call.service->sends_region ? c.region : "";
    if (Scheme::name == "TC3-HMAC-SHA256") return all;
    if (Scheme::name == "ACS3-HMAC-SHA256") all = {{"RegionId", region}};
    else if (Scheme::name == "AWS4-HMAC-SHA256") all = {{"Action", action}, {"Version", version}};
    else if (Scheme::name == "HMAC-SHA1")
        all = {{"AccessKeyId", c.id},       {"Action", action},          {"Format", "JSON"},
               {"RegionId", region},        {"SecurityToken", c.token},  {"SignatureMethod", "HMAC-SHA1"},
               {"SignatureNonce", c.nonce}, {"SignatureVersion", "1.0"}, {"Timestamp", date_time(c.time)},
               {"Version", version}};
    else
        all = {{"Action", action},
               {"Nonce", c.nonce},
               {"Region", region},
               {"SecretId", c.id},
               {"SignatureMethod", std::string(Scheme::name)},
               {"Timestamp", std::to_string(c.time)},
               {"Token", c.token},
               {"Version", version}};
    std::erase_if(all, [](const auto& one) { return one.second.empty(); });
    return all;
}

/// The pairs of a request in canonical order: std::map sorts as the clouds do, by bytes.
template <class Setup>
std::string expected_pairs(const portwright::operation& call, const random_request& filled, const circumstances& c) {
    auto all = common_parameters<typename Setup::scheme>(call, c);
    for (const test::wire_parameter& one : filled.parameters()) REQUIRE(all.emplace(one.name, one.value).second);
    std::string text;
    for (const auto& [name, value] : all) text += (text.empty() ? "" : "&") + name + "=" + percent(value);
    return text;
}

/// The parameters of a request in what was sent: without the signature at the end of pairs.
template <class Setup>
std::string parameters_in(const std::string& whole) {
    const std::size_t blank = whole.find("\n\n");
    const std::size_t mark = whole.find('?');
    std::string text =
        mark < whole.find('\n') ? whole.substr(mark + 1, whole.find('\n') - mark - 1) : whole.substr(blank + 2);
    if (Setup::scheme::signs_url) text.resize(text.rfind("&Signature="));
    return text;
}

template <class Setup, class Action>
void check_typed(std::uint64_t seed, bool every_size = false) {
    CAPTURE(seed);
    using family = typename Setup::family;
    random_request filled(seed, family::index_base, family::list_word);
    Action request{};
    filled.fill(request);
    const circumstances c = random_circumstances(filled.random());
    const std::string whole = agreed<Setup>(request, c, filled.random(), every_size);
    if (!whole.starts_with("GET") && !whole.starts_with("POST")) {
        CHECK((whole.starts_with("out_of_range") || whole.starts_with("request_too_large")));
        return;
    }
    const bool in_json = Setup::scheme::writes_json && c.verb == method::POST;
    if (!in_json) CHECK((parameters_in<Setup>(whole) == expected_pairs<Setup>(Action::call, filled, c)));

    // As names and values, in any order, it is the same request, which is checked, though.
    if (!filled.is_sound() || (in_json && filled.has_empty_list())) return;
    std::vector<portwright::parameter> slots(filled.parameters().size());
    portwright::untyped_request untyped(Action::call, slots);
    std::vector<std::size_t> order(slots.size());
    for (std::size_t i = 0; i != order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[filled.random().below(i)]);
    for (const std::size_t i : order) {
        const test::wire_parameter& one = filled.parameters()[i];
        const std::string_view name = one.name, value = one.value;
        if (one.type == portwright::detail::kind::boolean) untyped.add(name, value == "true");
        else if (one.type == portwright::detail::kind::integer) untyped.add(name, std::stoll(one.value));
        else if (one.is_secret) untyped.add_secret(name, value);
        else untyped.add(name, value);
    }
    CHECK(untyped.status());
    // The order of JSON's lists is the same only where they are in one.
    CHECK((agreed<Setup>(untyped, c, filled.random(), every_size) == whole));
}

} // namespace

TEST_CASE_TEMPLATE("properties: typed and untyped, in a buffer, streamed, measured, as string to sign", Setup, SETUPS) {
    for (std::uint64_t seed = 0; seed < 12; seed += PORTWRIGHT_ONE_OF) {
        check_typed<Setup, test::CreateListener<Setup::service>>(seed);
        check_typed<Setup, test::Sorted<Setup::service>>(seed);
        check_typed<Setup, test::Upload<Setup::service>>(seed);
        check_typed<Setup, test::Numbers<Setup::service>>(seed);
    }
}

TEST_CASE_TEMPLATE("properties: buffers of every size", Setup, SETUPS) {
    check_typed<Setup, test::Upload<Setup::service>>(1001, true);
}

TEST_CASE_TEMPLATE("properties: a body that the caller has", Setup, setup<portwright::tc3, test::v3>,
                   setup<portwright::tc3, bare>) {
    static constexpr portwright::operation_of call{"DescribeX", &Setup::service};
    random_request texts(1, 0);
    for (int i = 0; i != 12; ++i) {
        circumstances c = random_circumstances(texts.random());
        c.verb = method::POST;
        const std::string_view body = texts.text();
        const std::string whole = agreed<Setup>(portwright::raw_json_request{call, body}, c, texts.random());
        CHECK((parameters_in<Setup>(whole) == body));
        c.verb = method::GET;
        CHECK(agreed<Setup>(portwright::raw_json_request{call, body}, c, texts.random()) == "bad_name");
    }
}

TEST_CASE_TEMPLATE("properties: what is refused is refused by all ways alike", Setup, SETUPS) {
    random_request filled(7, Setup::family::index_base);
    random_source& random = filled.random();
    const test::Upload<Setup::service> request{.Data = "x", .Key = "private"};
    const auto refusal = [&](auto change) {
        circumstances c;
        c.verb = method::GET;
        change(c);
        return agreed<Setup>(request, c, random);
    };
    const auto code_of_text = [&](const circumstances& c) {
        return portwright::string_to_sign<typename Setup::scheme>(request, terms_of(c), {}).error().code;
    };
    for (const method verb : {method::GET, method::POST}) {
        const auto change = [&](circumstances& c) {
            c.verb = verb;
            c.secrets_in_url = false;
        };
        const std::string got = refusal(change);
        CHECK((verb == method::GET ? got == "secret_in_url" : got.starts_with("POST")));
    }
    for (const portwright::unix_time time :
         {portwright::unix_time{-1}, portwright::unix_time{-86400}, portwright::last_time + 1, INT64_MIN, INT64_MAX}) {
        circumstances c;
        c.time = time;
        c.key_time = 0; // a negative time is in no day, not even in that of 1970-01-01
        CHECK(agreed<Setup>(request, c, random) == "bad_time");
        CHECK(code_of_text(c) == errc::bad_time);
    }
    constexpr std::string_view hosts[] = {"a b", "h:0", "h:65536", "h:", ":1", "[::1", "h/p", "u@h"};
    for (const std::string_view host : hosts) {
        circumstances c;
        c.endpoint = host;
        CHECK(agreed<Setup>(request, c, random) == "bad_host");
        CHECK(code_of_text(c) == errc::bad_host);
    }
    const std::string unprepared = refusal([](circumstances& c) { c.is_prepared = false; });
    using key = typename Setup::scheme::key;
    constexpr bool has_day = !std::is_base_of_v<
        portwright::detail::secret_key<
            mbedtls, std::conditional_t<Setup::scheme::name.ends_with("1"), mbedtls::sha1, mbedtls::sha256>>,
        key>;
    CHECK(unprepared == (has_day ? "stale_key" : "bad_credentials"));
    const auto other_day = [](circumstances& c) {
        c.time = 951782400; // 2000-02-29, from its first second
        c.key_time = c.time - 1;
    };
    CHECK((has_day ? refusal(other_day) == "stale_key" : refusal(other_day).starts_with("GET")));
    CHECK(refusal([](circumstances& c) {
              c.time = 951782400;
              c.key_time = c.time + 86399;
          }).starts_with("GET"));
}

// ---- constant expressions ----

/// A request whose texts lie in itself.
template <class Setup>
struct constant_request {
    std::array<std::array<char, 12>, 4> texts{};
    std::array<std::int64_t, 3> numbers{};
    std::array<std::string_view, 2> names{};
    method verb = method::POST;

    constexpr explicit constant_request(std::uint64_t seed) {
        random_source random(seed);
        for (auto& text : texts)
            for (char& c : text) c = static_cast<char>(random.next());
        for (auto& number : numbers) number = static_cast<std::int64_t>(random.next()) >> (3 + random.below(61));
        verb = random.one_in(2) ? method::GET : method::POST;
    }
    constexpr std::string_view text(std::size_t i) const { return {texts[i].data(), texts[i].size()}; }

    /// The string to sign; shorter texts than the buffer end with zeros.
    constexpr std::array<char, 2048> string_to_sign() {
        names = {text(0), text(1)};
        const test::Group groups[] = {{}, {.Name = text(2), .Tags = names}};
        test::CreateListener<Setup::service> request{
            .LoadBalancerId = text(3), .Ports = numbers, .Level = numbers[0], .Enabled = true, .Groups = groups};
        std::array<char, 2048> buffer{};
        const portwright::request_terms terms{
            .key_id = "AKID", .region = "ap-guangzhou", .timestamp = 951782400, .nonce = "1", .verb = verb};
        const auto made = portwright::string_to_sign<typename Setup::scheme>(request, terms, buffer);
        if (!made) buffer = {};
        return buffer;
    }
};

TEST_CASE_TEMPLATE("properties: the string to sign of a random request, in a constant expression", Setup, SETUPS) {
    const auto check = []<std::uint64_t... Seed>(std::integer_sequence<std::uint64_t, Seed...>) {
        const auto one = [](const auto& constant, std::uint64_t seed) {
            CAPTURE(seed);
            CHECK(constant[0] != '\0');
            CHECK((constant_request<Setup>(seed).string_to_sign() == constant));
        };
        (
            [&] {
                static constexpr auto constant = constant_request<Setup>(Seed).string_to_sign();
                one(constant, Seed);
            }(),
            ...);
    };
    check(std::make_integer_sequence<std::uint64_t, 3>());
}
