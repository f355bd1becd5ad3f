// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Fuzzes signing, by every scheme, of requests of names and values and of typed ones: the bytes are those of an oracle
// that has its own order, encoding and JSON, and OpenSSL's hashes; a request in a buffer, a streamed one and a measured
// one agree; too small a buffer is told with the exact size and holds nothing of the request; what the oracle finds
// wrong is refused, and nothing else.
//
//     clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -DDOCTEST_CONFIG_DISABLE -Iinclude \
//         tests/fuzz/requests.cpp -o fuzz -lmbedcrypto -lcrypto

#include "input.hpp"

#include <portwright/aliyun/ga.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/request_writer.hpp>
#include <portwright/request/check.hpp>
#include <portwright/request/untyped.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/aliyun_rpc.hpp>
#include <portwright/signature/hmac_sha.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/stream.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>

#include <nlohmann/json.hpp>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace {

using fuzz::input;
using fuzz::require;
using portwright::errc;
using portwright::method;

// The oracle. Nothing of the library is in it, but the names of the errors.

enum class scheme_kind { sha1, sha256, tc3, rpc, acs3 };

/// A parameter by its full name.
struct given {
    enum { text, number, truth } kind;
    std::string name, value;
};

struct target {
    std::string host, path, version, action;
    enum { v3, v2, aliyun } family;
    bool takes_region, needs_region, lists_regions;
};

/// All that a signature depends on.
struct terms {
    scheme_kind scheme;
    target to;
    std::string id, secret, token, region, nonce, endpoint;
    std::int64_t time = 0;
    bool posts = false, signs_action = false, query_by_post = false;

    bool in_query() const { return !posts || (scheme == scheme_kind::acs3 && query_by_post); }
};

struct expectation {
    std::string url, host, query, body;
    std::map<std::string, std::string> headers;
    std::size_t payload = 0;
};

std::string encoded(std::string_view text) {
    std::string made;
    for (const char c : text) {
        static constexpr std::string_view kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
        char code[4];
        std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(c));
        if (c != '\0' && kept.find(c) != kept.npos) made += c;
        else made += code;
    }
    return made;
}

std::string hmac(const EVP_MD* hash, std::string_view key, std::string_view text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    require(HMAC(hash, key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
                 text.size(), digest, &size) != nullptr,
            "OpenSSL signs");
    return {reinterpret_cast<const char*>(digest), size};
}

std::string hex(std::string_view bytes) {
    std::string made;
    for (const char c : bytes) {
        char digits[3];
        std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(c));
        made += digits;
    }
    return made;
}

std::string sha256_hex(std::string_view text) {
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
    return hex({reinterpret_cast<const char*>(digest), sizeof digest});
}

std::string base64(const std::string& bytes) {
    std::vector<unsigned char> made(bytes.size() * 2 + 4);
    const int size = EVP_EncodeBlock(made.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
    return {reinterpret_cast<const char*>(made.data()), static_cast<std::size_t>(size)};
}

std::string date_of(std::int64_t time, bool whole) {
    const std::chrono::sys_seconds at{std::chrono::seconds{time}};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const auto second = (at - day).count();
    char text[80];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
    std::string made = text;
    if (!whole) return made;
    std::snprintf(text, sizeof text, "T%02d:%02d:%02dZ", static_cast<int>(second / 3600),
                  static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
    return made + text;
}

using sorted_pairs = std::map<std::string, std::string>; // by the bytes of the full name

std::string joined(const sorted_pairs& pairs) {
    std::string made;
    for (const auto& [name, value] : pairs) made += (made.empty() ? "" : "&") + name + "=" + encoded(value);
    return made;
}

std::vector<std::string> segments_of(const std::string& name) {
    std::vector<std::string> all(1);
    for (const char c : name) {
        if (c == '.') all.emplace_back();
        else all.back() += c;
    }
    return all;
}

bool has_only(std::string_view text, std::string_view characters) {
    return text.find_first_not_of(characters) == text.npos;
}

/// The JSON object of parameters; nothing where their names make none.
class object_of {
    using json = nlohmann::ordered_json;

public:
    explicit object_of(const std::vector<given>& all) {
        std::map<std::string, const given*> sorted;
        for (const given& one : all) sorted[one.name] = &one;
        for (const auto& [name, one] : sorted) add(*one);
    }
    std::optional<std::string> text() const {
        json made = json::object();
        if (!top_.children.empty() && !write(top_, made)) return {};
        return made.is_object() ? std::optional(made.dump()) : std::nullopt;
    }

private:
    struct node {
        const given* value = nullptr;
        std::vector<std::pair<std::string, node>> children{};
    };

    void add(const given& one) {
        node* at = &top_;
        for (const std::string& segment : segments_of(one.name)) {
            auto found = std::find_if(at->children.begin(), at->children.end(),
                                      [&](const auto& child) { return child.first == segment; });
            if (found == at->children.end()) found = at->children.insert(found, {segment, {}});
            at = &found->second;
        }
        at->value = &one;
    }
    static bool write(const node& from, json& to) {
        if (from.value != nullptr) {
            if (!from.children.empty()) return false;
            if (from.value->kind == given::text) to = from.value->value;
            else to = json::parse(from.value->value);
            return true;
        }
        std::size_t numbered = 0;
        for (const auto& [segment, child] : from.children) numbered += has_only(segment, "0123456789");
        if (numbered != 0 && numbered != from.children.size()) return false;
        to = numbered != 0 ? json::array() : json::object();
        for (std::size_t i = 0; i != numbered; ++i) {
            const auto found = std::find_if(from.children.begin(), from.children.end(),
                                            [&](const auto& child) { return child.first == std::to_string(i); });
            json element;
            if (found == from.children.end() || !write(found->second, element)) return false;
            to.push_back(std::move(element));
        }
        if (numbered != 0) return true;
        for (const auto& [segment, child] : from.children)
            if (!write(child, to[segment])) return false;
        return true;
    }

    node top_;
};

std::string host_of(const terms& t) {
    if (!t.endpoint.empty()) {
        std::string made = t.endpoint;
        for (char& c : made) c = static_cast<char>(std::tolower(c));
        return made;
    }
    const std::size_t dot = t.to.host.find('.');
    if (t.to.family == target::v3 && t.to.takes_region && t.region.ends_with("-fsi"))
        return t.to.host.substr(0, dot) + "." + t.region + t.to.host.substr(dot);
    return t.to.host;
}

/// What of the parameters goes out beside the scheme's own; nothing where that cannot be written.
std::optional<expectation> expect(const terms& t, const std::vector<given>& parameters) {
    expectation made;
    made.host = host_of(t);
    sorted_pairs pairs;
    for (const given& one : parameters) pairs[one.name] = one.value;
    const auto add = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) pairs[name] = value;
    };
    const std::string verb = t.posts ? "POST" : "GET";
    const std::string form = "application/x-www-form-urlencoded";
    std::string payload;
    switch (t.scheme) {
    case scheme_kind::sha1:
    case scheme_kind::sha256: {
        const bool is_long = t.scheme == scheme_kind::sha256;
        add("Action", t.to.action);
        add("Nonce", t.nonce);
        if (t.to.takes_region) add("Region", t.region);
        add("SecretId", t.id);
        add("SignatureMethod", is_long ? "HmacSHA256" : "HmacSHA1");
        add("Timestamp", std::to_string(t.time));
        add("Token", t.token);
        add("Version", t.to.version);
        std::string to_sign = verb + made.host + t.to.path + "?", between;
        for (const auto& [name, value] : pairs) {
            std::string signed_name = name;
            if (t.to.family == target::v2 && name[0] != '_')
                std::replace(signed_name.begin(), signed_name.end(), '_', '.');
            to_sign += between + signed_name + "=" + value;
            between = "&";
        }
        payload = joined(pairs) +
                  "&Signature=" + encoded(base64(hmac(is_long ? EVP_sha256() : EVP_sha1(), t.secret, to_sign)));
        break;
    }
    case scheme_kind::rpc: {
        add("AccessKeyId", t.id);
        add("Action", t.to.action);
        add("Format", "JSON");
        add("RegionId", t.region);
        add("SecurityToken", t.token);
        add("SignatureMethod", "HMAC-SHA1");
        add("SignatureNonce", t.nonce);
        add("SignatureVersion", "1.0");
        add("Timestamp", date_of(t.time, true));
        add("Version", t.to.version);
        payload = joined(pairs);
        payload +=
            "&Signature=" +
            encoded(base64(hmac(EVP_sha1(), t.secret + "&", verb + "&" + encoded("/") + "&" + encoded(payload))));
        break;
    }
    case scheme_kind::tc3: {
        if (t.posts) {
            const std::optional<std::string> object = object_of(parameters).text();
            if (!object) return {};
            payload = *object;
        } else {
            payload = joined(pairs);
        }
        const std::string type = t.posts ? "application/json; charset=utf-8" : form;
        std::string headers = "content-type:" + type + "\nhost:" + made.host + "\n", names = "content-type;host";
        if (t.signs_action) {
            std::string lower = t.to.action;
            for (char& c : lower) c = static_cast<char>(std::tolower(c));
            headers += "x-tc-action:" + lower + "\n";
            names += ";x-tc-action";
        }
        const std::string canonical = verb + "\n" + t.to.path + "\n" + (t.posts ? "" : payload) + "\n" + headers +
                                      "\n" + names + "\n" + sha256_hex(t.posts ? payload : "");
        const std::string service = t.to.host.substr(0, t.to.host.find('.'));
        const std::string date = date_of(t.time, false), scope = date + "/" + service + "/tc3_request";
        std::string key = hmac(EVP_sha256(), "TC3" + t.secret, date);
        key = hmac(EVP_sha256(), hmac(EVP_sha256(), key, service), "tc3_request");
        const std::string signature =
            hex(hmac(EVP_sha256(), key,
                     "TC3-HMAC-SHA256\n" + std::to_string(t.time) + "\n" + scope + "\n" + sha256_hex(canonical)));
        made.headers = {{"Authorization", "TC3-HMAC-SHA256 Credential=" + t.id + "/" + scope +
                                              ", SignedHeaders=" + names + ", Signature=" + signature},
                        {"Content-Type", type},
                        {"X-TC-Action", t.to.action},
                        {"X-TC-Version", t.to.version},
                        {"X-TC-Timestamp", std::to_string(t.time)}};
        if (t.to.takes_region) made.headers["X-TC-Region"] = t.region;
        if (!t.token.empty()) made.headers["X-TC-Token"] = t.token;
        break;
    }
    case scheme_kind::acs3: {
        add("RegionId", t.region);
        payload = joined(pairs);
        std::map<std::string, std::string> own{{"host", made.host},
                                               {"x-acs-action", t.to.action},
                                               {"x-acs-content-sha256", sha256_hex(t.in_query() ? "" : payload)},
                                               {"x-acs-date", date_of(t.time, true)},
                                               {"x-acs-signature-nonce", t.nonce},
                                               {"x-acs-version", t.to.version}};
        if (!t.in_query()) own["content-type"] = form;
        if (!t.token.empty()) own["x-acs-security-token"] = t.token;
        std::string canonical = verb + "\n" + t.to.path + "\n" + (t.in_query() ? payload : "") + "\n", names;
        for (const auto& [name, value] : own) {
            canonical += name + ":" + value + "\n";
            names += (names.empty() ? "" : ";") + name;
            if (name != "host" && name != "content-type") made.headers[name] = value;
        }
        canonical += "\n" + names + "\n" + own["x-acs-content-sha256"];
        const std::string signature = hex(hmac(EVP_sha256(), t.secret, "ACS3-HMAC-SHA256\n" + sha256_hex(canonical)));
        made.headers["Authorization"] =
            "ACS3-HMAC-SHA256 Credential=" + t.id + ",SignedHeaders=" + names + ",Signature=" + signature;
        break;
    }
    }
    if (!t.in_query() && t.scheme != scheme_kind::tc3) made.headers["Content-Type"] = form;
    made.payload = payload.size();
    made.url = "https://" + made.host + t.to.path;
    (t.in_query() ? made.query : made.body) = payload;
    if (!made.query.empty()) made.url += "?" + made.query;
    return made;
}

bool is_utf8(const std::string& text) {
    try {
        static_cast<void>(nlohmann::json(text).dump());
        return true;
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

constexpr std::string_view digits = "0123456789";
constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

bool is_visible(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

bool is_good_name(const std::string& name) {
    const std::vector<std::string> all = segments_of(name);
    for (const std::string& segment : all)
        if (segment.empty() || !has_only(segment, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"))
            return false;
    return all.size() <= 16;
}

bool is_of_family(const std::string& name, int family) {
    static const std::set<std::string> tencent{"Action",          "Nonce",     "Region", "SecretId",
                                               "SignatureMethod", "Timestamp", "Token",  "Version"};
    static const std::set<std::string> aliyun{"AccessKeyId",   "Action",          "Format",         "RegionId",
                                              "SecurityToken", "SignatureMethod", "SignatureNonce", "SignatureVersion",
                                              "Timestamp",     "Version"};
    return name == "Signature" || (family == target::aliyun ? aliyun : tencent).count(name) != 0;
}

// What is signed, both ways.

/// A request whose error does not depend on how it is signed: what is refused before, and why.
struct circumstances {
    terms with;
    std::int64_t prepared_for = 0;
    bool is_good_endpoint = true;
    bool is_listed_region = true; // as unlisted() was not said
    bool checked = false, secrets_in_url = false, has_secret = false;
};

std::set<errc> context_errors(const circumstances& c) {
    const terms& t = c.with;
    std::set<errc> all;
    const bool sends_region = t.to.family == target::aliyun || t.to.takes_region;
    if (t.time < 0 || t.time > 253402300799) all.insert(errc::bad_time);
    if (!c.is_good_endpoint) all.insert(errc::bad_host);
    if (sends_region) {
        if (t.region.empty() && t.to.needs_region) all.insert(errc::missing_region);
        if (!has_only(t.region, "abcdefghijklmnopqrstuvwxyz0123456789-")) all.insert(errc::bad_region);
        // Of those that are taken from a list here: Tencent's are of a part of the world and a city, or v2's short
        // form; GA documents one.
        const bool has_area = t.region == "ap-guangzhou" || t.region == "ap-shanghai-fsi";
        const bool is_known = t.to.family == target::v3   ? has_area
                              : t.to.family == target::v2 ? has_area || t.region == "gz"
                                                          : !t.to.lists_regions || t.region == "cn-hangzhou";
        if (c.checked && c.is_listed_region && !t.region.empty() && !is_known) all.insert(errc::not_listed);
    }
    const bool is_number = has_only(t.nonce, digits) && t.nonce.find_first_not_of('0') != t.nonce.npos;
    if (t.scheme == scheme_kind::sha1 || t.scheme == scheme_kind::sha256) {
        if (!is_number) all.insert(errc::bad_nonce);
    } else if (t.scheme != scheme_kind::tc3) {
        if (t.nonce.empty() || !has_only(t.nonce, unreserved)) all.insert(errc::bad_nonce);
    } else if (t.time / 86400 != c.prepared_for / 86400) {
        all.insert(errc::stale_key);
    }
    return all;
}

std::map<std::string, std::string> headers_of(const portwright::signed_request& made) {
    std::map<std::string, std::string> all;
    for (std::size_t i = 0; i != made.header_count; ++i)
        require(all.emplace(made.headers[i].name, made.headers[i].value).second, "a header comes once");
    return all;
}

void compare(const portwright::signed_request& made, const expectation& expected, const terms& t) {
    require((made.verb == method::POST) == t.posts, "the method");
    require(made.host == expected.host && made.path == t.to.path, "host and path");
    require(made.query == expected.query, "the query is the oracle's");
    require(made.body == expected.body, "the body is the oracle's");
    require(made.url == expected.url, "the URL is the oracle's");
    require(headers_of(made) == expected.headers, "the headers are the oracle's");
}

/// Memory of exactly this size, so that a write past its end is seen, and marked to see what is left in it.
class marked_memory {
public:
    explicit marked_memory(std::size_t size) : bytes_(new char[size]), size_(size) {
        std::memset(bytes_.get(), '#', size);
    }
    std::span<char> all() { return {bytes_.get(), size_}; }
    bool holds_nothing() const {
        return std::all_of(bytes_.get(), bytes_.get() + size_, [](char c) { return c == '#' || c == '\0'; });
    }

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_;
};

/// Some sizes below `full`: all of a small one, and the ends and what the input chooses of a large one.
std::vector<std::size_t> sizes_below(std::size_t full, input& choices) {
    std::vector<std::size_t> all;
    const std::size_t step = full < 40 ? 1 : full / 8 + choices.below(23);
    for (std::size_t size = 0; size < full; size += step) all.push_back(size);
    for (std::size_t near = 1; near != 4 && near <= full; ++near) all.push_back(full - near);
    return all;
}

bool append(void* to, const char* data, std::size_t size) {
    require(size != 0 && size <= 64, "a piece is of 1 to 64 bytes");
    static_cast<std::string*>(to)->append(data, size);
    return true;
}

/// The ways to sign a request, whatever its type is: so that what compares them is compiled once for a scheme.
template <class Scheme>
struct ways_to_sign {
    virtual portwright::result<std::size_t> size() const = 0;
    virtual portwright::result<std::size_t> url_size() const = 0;
    virtual portwright::result<portwright::signed_request> sign(std::span<char> to) const = 0;
    virtual portwright::result<std::string_view> sign_url(std::span<char> to) const = 0;
    virtual portwright::result<portwright::signed_stream<Scheme>> stream() const = 0;
    /// The head alone; `body_size` is what the body has.
    virtual portwright::result<portwright::signed_request> stream_head(std::span<char> to,
                                                                       std::size_t& body_size) const = 0;
    virtual ~ways_to_sign() = default;
};

template <class Scheme, class Request>
class signs final : public ways_to_sign<Scheme> {
public:
    signs(const Request& request, const portwright::context<Scheme>& context) : request_(request), context_(context) {}

    portwright::result<std::size_t> size() const override { return portwright::signed_size(request_, context_); }
    portwright::result<std::size_t> url_size() const override {
        if constexpr (Scheme::signs_url) return portwright::signed_url_size(request_, context_);
        else return std::size_t{0};
    }
    portwright::result<portwright::signed_request> sign(std::span<char> to) const override {
        return portwright::sign(request_, context_, to);
    }
    portwright::result<std::string_view> sign_url(std::span<char> to) const override {
        if constexpr (Scheme::signs_url) return portwright::sign_url(request_, context_, to);
        else return std::string_view{};
    }
    portwright::result<portwright::signed_stream<Scheme>> stream() const override {
        return portwright::sign_streamed(request_, context_);
    }
    portwright::result<portwright::signed_request> stream_head(std::span<char> to,
                                                               std::size_t& body_size) const override {
        const auto made = portwright::sign_streamed(request_, context_, to);
        if (!made) return made.error();
        body_size = made->body_size;
        return made->head;
    }

private:
    const Request& request_;
    const portwright::context<Scheme>& context_;
};

/// Signs in every way, and compares: with the oracle where nothing is wrong, otherwise the error with what is.
template <class Scheme>
void sign_all_ways(const ways_to_sign<Scheme>& request, const std::optional<expectation>& expected,
                   const std::set<errc>& wrong, const circumstances& c, const std::vector<given>& parameters,
                   input& choices) {
    const auto size = request.size();
    const auto streamed = request.stream();
    if (!wrong.empty()) {
        require(!size && wrong.count(size.error().code) != 0, "what is wrong is refused, and why");
        require(!streamed && wrong.count(streamed.error().code) != 0, "streamed, too");
        marked_memory memory(4096);
        require(request.sign(memory.all()).error().code == size.error().code, "with a buffer, too");
        require(memory.holds_nothing(), "a refused request leaves nothing");
        return;
    }
    require(static_cast<bool>(size), "nothing is refused that is right");
    require(static_cast<bool>(streamed), "nothing is refused that is right, streamed");

    marked_memory exact(*size);
    const auto made = request.sign(exact.all());
    require(static_cast<bool>(made), "the measured size is enough");
    compare(*made, *expected, c.with);
    for (const std::size_t less : sizes_below(*size, choices)) {
        marked_memory memory(less);
        const auto tried = request.sign(memory.all());
        require(!tried && tried.error().code == errc::buffer_too_small, "too small a buffer is told");
        require(tried.error().has_number && tried.error().number == static_cast<std::int64_t>(*size),
                "with the exact size");
        require(memory.holds_nothing(), "and holds nothing of the request");
    }

    std::string body;
    require(streamed->body_size() == made->body.size(), "the body's size is known before");
    require(streamed->write_body({&append, &body}) && body == made->body, "the streamed body is the same");
    std::string whole(made->url.size() + made->body.size() + 4096, '#'), head(whole);
    const auto bytes = portwright::http::write_request(*made, whole);
    portwright::output out{head};
    require(bytes && portwright::http::write_head(out, *streamed) && out.ok(), "the head can be written");
    require(std::string(out.since(0)) + body == *bytes, "head and body of both are the same bytes");
    for (const std::size_t room : {std::size_t{0}, 1 + choices.below(200), std::size_t{4096} + made->url.size()}) {
        marked_memory memory(room);
        std::size_t body_size = 0;
        const auto viewed = request.stream_head(memory.all(), body_size);
        if (viewed) {
            portwright::signed_request views = *viewed;
            views.body = made->body;
            require(body_size == made->body.size(), "the body's size is known with the head");
            compare(views, *expected, c.with);
            continue;
        }
        require(viewed.error().code == errc::buffer_too_small && memory.holds_nothing(), "a head that does not fit");
        marked_memory enough(static_cast<std::size_t>(viewed.error().number));
        require(static_cast<bool>(request.stream_head(enough.all(), body_size)), "fits into what was told");
        marked_memory less(static_cast<std::size_t>(viewed.error().number) - 1);
        require(!request.stream_head(less.all(), body_size), "and not into less");
    }

    if constexpr (Scheme::signs_url) {
        circumstances gets = c;
        gets.with.posts = false;
        const expectation url = *expect(gets.with, parameters);
        const auto measured = request.url_size();
        if (c.has_secret && !c.secrets_in_url) {
            require(measured.error().code == errc::secret_in_url, "no secret goes into a URL");
        } else if (url.payload > 32 * 1024) {
            require(measured.error().code == errc::request_too_large, "no URL is too large");
        } else {
            require(measured && *measured == url.url.size(), "the URL's size is measured");
            marked_memory memory(*measured);
            require(*request.sign_url(memory.all()) == url.url, "the URL is the oracle's");
        }
    }
}

/// Adds what is wrong with the payload to what is wrong with the context.
std::optional<expectation> expect_payload(const circumstances& c, const std::vector<given>& parameters,
                                          std::set<errc>& wrong) {
    if (!wrong.empty()) return {};
    std::optional<expectation> expected = expect(c.with, parameters);
    if (!expected) wrong.insert({errc::bad_name, errc::subscript_gap});
    if (c.has_secret && c.with.in_query() && !c.secrets_in_url) wrong.insert(errc::secret_in_url);
    if (expected && expected->payload > (c.with.in_query() ? 32u * 1024u : 1024u * 1024u))
        wrong.insert(errc::request_too_large);
    return expected;
}

/// A region as the input chooses it; of characters that regions have, or not, where it is not from the list.
portwright::region_name choose_region(input& choices, circumstances& c) {
    static const char* const known[] = {
        "ap-guangzhou", "ap-guangzhou", "ap-shanghai-fsi", "", "gz", "cn-hangzhou", "AP"};
    c.is_listed_region = choices.below(4) != 3;
    c.with.region = c.is_listed_region ? choices.one_of(known) : choices.text(12);
    if (c.is_listed_region) return c.with.region;
    return portwright::unlisted(c.with.region);
}

std::int64_t choose_time(input& choices) {
    switch (choices.below(8)) {
    case 0: return -static_cast<std::int64_t>(choices.word(3));
    case 1: return 253402300799 + choices.byte() % 4 - 2;
    case 2: return static_cast<std::int64_t>(choices.word());
    default: return static_cast<std::int64_t>(choices.word(4));
    }
}

/// Everything of a context but the scheme's key. The texts are the circumstances'.
void choose_terms(input& choices, circumstances& c) {
    terms& t = c.with;
    t.time = choose_time(choices);
    c.prepared_for = choices.below(8) == 7 ? t.time / 2 : t.time;
    switch (choices.below(4)) {
    case 0: t.nonce = choices.text(12); break;
    case 1: t.nonce = std::string(choices.below(20), '0'); break;
    default: t.nonce = std::to_string(choices.word(choices.flag() ? 8 : 2) + 1);
    }
    t.id = choices.flag() ? choices.text(40) : "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
    t.secret = choices.flag() ? choices.text(100) : "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
    t.token = choices.flag() ? choices.text(40) : "";
    static const struct {
        const char* text;
        bool is_good;
    } endpoints[] = {{"", true},          {"", true},
                     {"", true},          {"127.0.0.1:8443", true},
                     {"[::1]:443", true}, {"Example.COM", true},
                     {"a/b", false},      {"example.com:0", false},
                     {"x:65536", false},  {"x y", false}};
    const auto& endpoint = choices.one_of(endpoints);
    t.endpoint = endpoint.text;
    c.is_good_endpoint = endpoint.is_good;
    t.posts = choices.flag();
    t.signs_action = t.scheme == scheme_kind::tc3 && choices.flag();
    t.query_by_post = t.scheme == scheme_kind::acs3 && choices.flag();
    c.checked = choices.flag();
    c.secrets_in_url = choices.flag();
}

/// A key and a context by the circumstances; then `use` is called with the context.
template <class Scheme, class Use>
void with_context(const circumstances& c, const portwright::service& service, const portwright::region_name& region,
                  const Use& use) {
    const terms& t = c.with;
    typename Scheme::key key;
    const portwright::credentials who{.id = t.id, .secret = t.secret, .token = t.token};
    portwright::result<void> prepared;
    if constexpr (requires { key.prepare(who); }) prepared = key.prepare(who);
    else prepared = key.prepare(who, service, c.prepared_for);
    const bool is_good_id = !t.id.empty() && is_visible(t.id) && t.id.find_first_of(",/") == t.id.npos;
    if (!is_good_id || t.secret.empty() || !is_visible(t.secret) || !is_visible(t.token)) {
        require(prepared.error().code == errc::bad_credentials, "these are no credentials");
        return;
    }
    if (t.scheme == scheme_kind::tc3 && (c.prepared_for < 0 || c.prepared_for > 253402300799)) {
        require(prepared.error().code == errc::bad_time, "this is no time for a key");
        return;
    }
    require(static_cast<bool>(prepared), "these are credentials");
    portwright::context<Scheme> context{.key = key,
                                        .region = region,
                                        .timestamp = t.time,
                                        .nonce = t.nonce,
                                        .verb = t.posts ? method::POST : method::GET,
                                        .endpoint = t.endpoint,
                                        .checked = c.checked,
                                        .secrets_in_url = c.secrets_in_url,
                                        .signs_action = t.signs_action,
                                        .query_by_post = t.query_by_post};
    use(context);
}

// Requests of names and values.

constexpr portwright::service_of<portwright::tencent::api_v3> regional{
    {.host = "cvm.tencentcloudapi.com", .version = "2017-03-12", .takes_region = true}};
constexpr portwright::service_of<portwright::tencent::api_v3> global{
    {.host = "global.tencentcloudapi.com", .path = "/a-b/c", .version = "2018-01-01"}};
constexpr portwright::service_of<portwright::tencent::api_v2> legacy{
    {.host = "cvm.api.qcloud.com", .path = "/v2/index.php", .takes_region = true}};
constexpr portwright::service_of<portwright::aliyun::rpc> rpc{
    {.host = "ga.cn-hangzhou.aliyuncs.com", .version = "2019-11-20", .takes_region = true, .needs_region = false}};

target target_of(const portwright::service& service, int family, std::string action) {
    return {std::string(service.host),
            std::string(service.path),
            std::string(service.version),
            std::move(action),
            family == target::v3   ? target::v3
            : family == target::v2 ? target::v2
                                   : target::aliyun,
            service.takes_region,
            service.needs_region,
            &service != &rpc};
}

std::string choose_name(input& choices) {
    static const char* const words[] = {"Ports", "Limit",  "A",  "A-x", "a",         "n",         "0",    "1",
                                        "2",     "10",     "_x", "a_b", "Action",    "Nonce",     "Z",    "Version",
                                        "Token", "Format", "3",  "00",  "Signature", "Timestamp", "AZ",   "n",
                                        "Name",  "11",     "4",  "5",   "RegionId",  "Region",    "Nonc", "B_"};
    if (choices.below(32) == 31) return choices.bytes(20);
    std::string made;
    for (std::size_t left = 1 + choices.below(choices.below(64) == 63 ? 18 : 4); left != 0; --left)
        made += (made.empty() ? "" : ".") + std::string(choices.one_of(words));
    return made;
}

/// The name as it goes out: each `n` is a subscript, where there are any. Nothing where their numbers differ.
std::optional<std::string> numbered(const std::string& name, const std::vector<unsigned>& subscripts) {
    if (subscripts.empty()) return name;
    std::string made;
    std::size_t used = 0;
    for (const std::string& segment : segments_of(name)) {
        if (!made.empty()) made += '.';
        if (segment != "n") made += segment;
        else if (used == subscripts.size()) return {};
        else made += std::to_string(subscripts[used++]);
    }
    return used == subscripts.size() ? std::optional(made) : std::nullopt;
}

template <class Scheme, class Family>
void try_untyped(scheme_kind scheme, const portwright::service_of<Family>& service, int family, input& choices) {
    circumstances c;
    c.with.scheme = scheme;
    choose_terms(choices, c);
    const portwright::region_name region = choose_region(choices, c);
    const std::string action = choices.below(8) != 7 ? "DescribeInstances" : choices.text(8);
    c.with.to = target_of(service, family, action);

    std::array<portwright::parameter, 24> slots;
    const std::size_t room = choices.below(32) != 31 ? slots.size() : choices.below(4);
    portwright::untyped_request request{portwright::operation_of<Family>{action, &service},
                                        std::span(slots).first(room)};
    std::deque<std::string> kept; // what the request borrows
    std::vector<given> parameters;
    std::optional<errc> failed;
    bool is_unwritable = false;
    constexpr std::int64_t largest = std::int64_t{1} << 61; // from here on, no integer holds it
    while (!choices.empty()) {
        const std::string& name = kept.emplace_back(choose_name(choices));
        std::vector<unsigned> subscripts(choices.below(8) < 5 ? 0 : 1 + choices.below(2));
        for (unsigned& one : subscripts)
            one = choices.below(16) != 15 ? static_cast<unsigned>(choices.below(4)) : 65535;
        const portwright::parameter_name spelled = subscripts.empty() ? portwright::parameter_name{name}
                                                   : subscripts.size() == 1
                                                       ? portwright::parameter_name{name, subscripts[0]}
                                                       : portwright::parameter_name{name, subscripts[0], subscripts[1]};
        given one{given::text, numbered(name, subscripts).value_or(""), ""};
        bool is_text = true;
        switch (choices.below(8)) {
        case 0: {
            const bool value = choices.flag();
            one.kind = given::truth;
            one.value = value ? "true" : "false";
            request.add(spelled, value);
            break;
        }
        case 1: {
            const auto value = static_cast<std::int64_t>(choices.word());
            one.kind = given::number;
            one.value = std::to_string(value);
            is_unwritable = is_unwritable || (!failed && (value >= largest || value < -largest));
            request.add(spelled, value);
            break;
        }
        case 2: {
            const std::uint64_t value = choices.word();
            one.kind = given::number;
            one.value = std::to_string(value);
            is_unwritable = is_unwritable || (!failed && value >= std::uint64_t{largest});
            request.add(spelled, value);
            break;
        }
        case 3: request.add(spelled, portwright::text{}); continue;
        default: {
            std::string value = choices.text(40);
            const std::size_t repeats = choices.below(16) != 15 ? 1 : 1 + choices.below(200);
            std::string repeated;
            for (std::size_t i = 0; i != repeats; ++i) repeated += value;
            one.value = kept.emplace_back(std::move(repeated));
            is_text = is_utf8(one.value);
            if (choices.below(16) != 15) {
                request.add(spelled, kept.back());
            } else {
                request.add_secret(spelled, kept.back());
                c.has_secret = true;
            }
        }
        }
        const bool is_known = std::any_of(parameters.begin(), parameters.end(),
                                          [&](const given& other) { return other.name == one.name; });
        if (failed) continue;
        if (!is_good_name(one.name)) failed = errc::bad_name;
        else if (is_of_family(one.name, family) || is_known) failed = errc::duplicate_name;
        else if (parameters.size() == room) failed = errc::too_many_parameters;
        else if (!is_text) failed = errc::not_utf8;
        else parameters.push_back(one);
    }
    if (!failed && (action.empty() || !has_only(action, unreserved))) failed = errc::bad_name;
    require(request.status().error().code == failed.value_or(errc::none), "the first error is the one that is told");
    require(request.size() == parameters.size(), "what was added is there");

    std::set<errc> wrong = failed ? std::set{*failed} : context_errors(c);
    if (!failed && is_unwritable) wrong.insert(errc::out_of_range);
    if (!failed && is_unwritable && scheme == scheme_kind::tc3 && c.with.posts)
        wrong.insert({errc::bad_name, errc::subscript_gap});
    const std::optional<expectation> expected = expect_payload(c, parameters, wrong);
    with_context<Scheme>(c, service, region, [&](const auto& context) {
        sign_all_ways<Scheme>(signs<Scheme, std::remove_cvref_t<decltype(request)>>(request, context), expected, wrong,
                              c, parameters, choices);
    });
}

// Typed requests, filled in by their tables.

/// Fills in a structure, and keeps what was put there by its full names.
class filler {
public:
    filler(input& choices, std::vector<given>& to, unsigned index_base)
        : choices_(choices), to_(to), index_base_(index_base) {}

    void fill(const portwright::detail::table& t, unsigned char* object, const std::string& prefix, bool must) {
        const std::size_t before = to_.size();
        for (std::size_t i = 0; i != t.count; ++i)
            if (choices_.below(8) < 3) fill_row(t, i, object, prefix);
        if (must && to_.size() == before) fill_row(t, 0, object, prefix);
    }
    bool has_secret = false;

private:
    using kind = portwright::detail::kind;
    using row = portwright::detail::row;

    void fill_row(const portwright::detail::table& t, std::size_t i, unsigned char* object, const std::string& prefix) {
        const row& r = t.rows[i];
        const std::string name = prefix + std::string(t.name(i));
        unsigned char* const at = object + r.offset();
        const std::size_t count = 1 + choices_.below(choices_.below(16) != 15 ? 3 : 13);
        switch (r.type) {
        case kind::text: {
            const std::string& value = text_of(r, name);
            put(at, portwright::text(value));
            break;
        }
        case kind::integer: put(at, portwright::integer(number_of(r, name))); break;
        case kind::boolean: {
            const bool value = choices_.flag();
            to_.push_back({given::truth, name, value ? "true" : "false"});
            put(at, portwright::truth_value(value));
            break;
        }
        case kind::texts: {
            auto& all = texts_.emplace_back();
            for (std::size_t n = 0; n != count; ++n) all.push_back(text_of(r, element(name, n)));
            put(at, portwright::texts(all));
            break;
        }
        case kind::integers: {
            auto& all = numbers_.emplace_back();
            for (std::size_t n = 0; n != count; ++n) all.push_back(number_of(r, element(name, n)));
            put(at, portwright::integers(all));
            break;
        }
        case kind::structure: fill(*r.child, at, name + ".", false); break;
        case kind::structures: {
            // Of any alignment that a structure of fields can have.
            auto& all = objects_.emplace_back(count * r.child->object_size / sizeof(void*));
            auto* const first = reinterpret_cast<unsigned char*>(all.data());
            for (std::size_t n = 0; n != count; ++n)
                fill(*r.child, first + n * r.child->object_size, element(name, n) + ".", true);
            put(at,
                portwright::text::from_storage(reinterpret_cast<const char*>(first),
                                               static_cast<std::uint32_t>(count) | portwright::detail::present_bit));
            break;
        }
        default: require(false, "a request has no other fields");
        }
    }
    template <class Value>
    static void put(unsigned char* at, const Value& value) {
        std::memcpy(at, &value, sizeof value);
    }
    std::string element(const std::string& list, std::size_t i) const {
        return list + "." + std::to_string(i + index_base_);
    }
    const std::string& text_of(const row& r, const std::string& name) {
        std::string value = choices_.text(24);
        if ((r.flags & row::listed) != 0 && choices_.flag()) {
            const char* word = r.words;
            for (std::size_t n = choices_.below(8); n != 0 && *portwright::detail::next_word(word) != '\0'; --n)
                word = portwright::detail::next_word(word);
            value = portwright::detail::word_text(word);
        }
        if (!is_utf8(value)) value = "x";
        has_secret = has_secret || (r.flags & row::secret) != 0;
        to_.push_back({given::text, name, value});
        return kept_.emplace_back(std::move(value));
    }
    std::int64_t number_of(const row& r, const std::string& name) {
        const bool is_bounded = (r.flags & row::bounded) != 0;
        auto value = static_cast<std::intptr_t>(choices_.word()) / 4; // that an integer can hold, on either side
        if (choices_.below(4) != 3) value = choices_.byte();
        else if (is_bounded && choices_.flag()) value = choices_.flag() ? r.number->low : r.number->high;
        to_.push_back({given::number, name, std::to_string(value)});
        return value;
    }

    input& choices_;
    std::vector<given>& to_;
    unsigned index_base_;
    std::deque<std::string> kept_{};
    std::deque<std::vector<std::string_view>> texts_{};
    std::deque<std::vector<std::int64_t>> numbers_{};
    std::deque<std::vector<std::uintptr_t>> objects_{};
};

template <class Scheme, class Action>
void try_typed(scheme_kind scheme, int family, input& choices) {
    const portwright::service& service = *Action::call.service;
    circumstances c;
    c.with.scheme = scheme;
    choose_terms(choices, c);
    const portwright::region_name region = choose_region(choices, c);
    c.with.to = target_of(service, family, std::string(Action::call.action));
    std::vector<given> parameters;
    filler fills(choices, parameters, service.index_base);
    Action request;
    fills.fill(portwright::detail::table_of<Action>, reinterpret_cast<unsigned char*>(&request), "", false);
    c.has_secret = fills.has_secret;
    std::set<errc> wrong = context_errors(c);
    const portwright::result<void> checked = portwright::check(request);
    if (c.checked && !checked) wrong.insert(checked.error().code);
    const std::optional<expectation> expected = expect_payload(c, parameters, wrong);
    with_context<Scheme>(c, service, region, [&](const auto& context) {
        sign_all_ways<Scheme>(signs<Scheme, std::remove_cvref_t<decltype(request)>>(request, context), expected, wrong,
                              c, parameters, choices);
        if (!c.checked || checked || !context_errors(c).empty()) return;
        const portwright::error why = portwright::signed_size(request, context).error();
        const portwright::error& own = checked.error();
        require(why.where.depth == own.where.depth && why.number == own.number && why.rule == own.rule,
                "signing says of a parameter what check() says");
    });
}

namespace clb = portwright::tencent::clb;
namespace gaap = portwright::tencent::gaap;
namespace lb = portwright::tencent::lb;
namespace bmlb = portwright::tencent::bmlb;
namespace ga = portwright::aliyun::ga;

using trial = void (*)(input&);

template <class Action>
void try_v3(input& choices) {
    switch (choices.below(3)) {
    case 0: return try_typed<portwright::tc3<>, Action>(scheme_kind::tc3, target::v3, choices);
    case 1: return try_typed<portwright::hmac_sha256<>, Action>(scheme_kind::sha256, target::v3, choices);
    default: return try_typed<portwright::hmac_sha1<>, Action>(scheme_kind::sha1, target::v3, choices);
    }
}
template <class Action>
void try_v2(input& choices) {
    if (choices.flag()) return try_typed<portwright::hmac_sha256<>, Action>(scheme_kind::sha256, target::v2, choices);
    return try_typed<portwright::hmac_sha1<>, Action>(scheme_kind::sha1, target::v2, choices);
}
template <class Action>
void try_aliyun(input& choices) {
    if (choices.flag()) return try_typed<portwright::acs3<>, Action>(scheme_kind::acs3, target::aliyun, choices);
    return try_typed<portwright::aliyun_rpc<>, Action>(scheme_kind::rpc, target::aliyun, choices);
}

using for_speed = portwright::for_speed<portwright::mbedtls>; // whose policy writes text otherwise

constexpr trial trials[] = {
    [](input& i) { try_untyped<portwright::hmac_sha256<for_speed>>(scheme_kind::sha256, regional, target::v3, i); },
    [](input& i) { try_untyped<portwright::tc3<for_speed>>(scheme_kind::tc3, regional, target::v3, i); },
    [](input& i) { try_untyped<portwright::aliyun_rpc<for_speed>>(scheme_kind::rpc, rpc, target::aliyun, i); },
    [](input& i) { try_untyped<portwright::acs3<for_speed>>(scheme_kind::acs3, rpc, target::aliyun, i); },
    [](input& i) { try_untyped<portwright::tc3<>>(scheme_kind::tc3, regional, target::v3, i); },
    [](input& i) { try_untyped<portwright::tc3<>>(scheme_kind::tc3, global, target::v3, i); },
    [](input& i) { try_untyped<portwright::hmac_sha256<>>(scheme_kind::sha256, regional, target::v3, i); },
    [](input& i) { try_untyped<portwright::hmac_sha1<>>(scheme_kind::sha1, global, target::v3, i); },
    [](input& i) { try_untyped<portwright::hmac_sha256<>>(scheme_kind::sha256, legacy, target::v2, i); },
    [](input& i) { try_untyped<portwright::aliyun_rpc<>>(scheme_kind::rpc, rpc, target::aliyun, i); },
    [](input& i) { try_untyped<portwright::acs3<>>(scheme_kind::acs3, rpc, target::aliyun, i); },
    &try_v3<clb::CreateListener>,
    &try_v3<clb::ModifyListener>,
    &try_v3<gaap::CreateHTTPSListener>,
    &try_v3<gaap::CreateTCPListeners>,
    &try_v2<lb::CreateForwardLBSeventhLayerListeners>,
    &try_v2<bmlb::CreateBmListeners>,
    &try_aliyun<ga::CreateListener>,
    &try_aliyun<ga::UpdateListener>,
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    input choices(data, size);
    choices.one_of(trials)(choices);
    return 0;
}
