// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "golden.hpp"

#include "../../examples/portwright/tool/catalogue.hpp"

#include <portwright/encoding/percent.hpp>
#include <portwright/request/message.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace test::golden {

// ---- reading ----

std::string_view vector::request() const {
    std::size_t end = 0;
    for (int slashes = 0; slashes != 3 && end != id.size(); ++end) slashes += id[end] == '/';
    return std::string_view(id).substr(0, end - 1);
}

namespace {

vector parse(const nlohmann::json& from) {
    const auto text = [&](const char* key) { return from.value(key, std::string()); };
    const auto maybe = [&](const char* key) {
        return from.contains(key) ? std::optional(from.at(key).get<std::string>()) : std::nullopt;
    };
    vector v{.id = from.at("id"),
             .system = from.at("system"),
             .action = from.at("action"),
             .scheme = from.at("scheme"),
             .host = from.at("host"),
             .path = from.at("path"),
             .region = from.at("region"),
             .nonce = from.at("nonce"),
             .secret_id = from.at("secret_id"),
             .secret_key = from.at("secret_key"),
             .token = from.at("token"),
             .verb = from.at("method") == "GET" ? portwright::method::GET : portwright::method::POST,
             .timestamp = from.at("timestamp"),
             .params = {},
             .query = maybe("query"),
             .form = maybe("form"),
             .json = maybe("json"),
             .content_type = text("content_type"),
             .authorization = text("authorization"),
             .payload_hash = text("payload_hash"),
             .string_to_sign = from.at("string_to_sign"),
             .signature = from.at("signature")};
    for (const auto& p : from.at("params")) v.params.push_back({p.at(0), p.at(1), p.at(2)});
    return v;
}

std::ifstream open(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("no file " + file);
    return in;
}

} // namespace

std::vector<vector> read(std::string_view name) {
    std::ifstream in = open(std::string(PORTWRIGHT_GOLDEN_DIR "/").append(name).append(".json"));
    const nlohmann::json vectors = nlohmann::json::parse(in).at("vectors");
    std::vector<vector> all;
    for (const auto& from : vectors) all.push_back(parse(from));
    return all;
}

std::vector<vector> read_lines(const std::string& file) {
    std::ifstream in = open(file);
    std::vector<vector> all;
    for (std::string line; std::getline(in, line);) all.push_back(parse(nlohmann::json::parse(line)));
    return all;
}

namespace {

template <class Write>
std::string text_of(Write write) {
    portwright::output counted;
    write(counted);
    std::string text(counted.size(), '\0');
    portwright::output out{text};
    write(out);
    return text;
}

std::string_view header(const portwright::signed_request& made, std::string_view name) {
    for (std::size_t i = 0; i != made.header_count; ++i)
        if (made.headers[i].name == name) return made.headers[i].value;
    return {};
}

// Appends a request to the file that PORTWRIGHT_SIGNED names, which must come out the same on every machine.
void keep(const portwright::signed_request& made) {
    const char* const file = std::getenv("PORTWRIGHT_SIGNED");
    if (file == nullptr) return;
    std::ofstream out(file, std::ios::binary | std::ios::app);
    out << to_text(made.verb) << ' ' << made.url << '\n';
    for (std::size_t i = 0; i != made.header_count; ++i)
        out << made.headers[i].name << ": " << made.headers[i].value << '\n';
    if (!(out << made.body << '\n' << std::flush)) throw std::runtime_error(std::string("cannot write ") + file);
}

} // namespace

std::string host_of(const portwright::service& of, std::string_view region) {
    return text_of([&](portwright::output& out) { portwright::detail::write_host(out, of, region, {}); });
}

// ---- comparing ----

void comparison::equal(std::string_view what, std::string_view made, std::string_view expected) {
    if (made == expected) return;
    is_same_ = false;
    const auto differs = std::mismatch(made.begin(), made.end(), expected.begin(), expected.end());
    FAIL_CHECK(with_.id << ": " << what << " differs from byte " << differs.first - made.begin() << " on:\n  made     "
                        << std::string(made) << "\n  expected " << std::string(expected));
}

void comparison::refused(std::string_view what, const portwright::error& why) {
    is_same_ = false;
    std::array<char, 512> line;
    FAIL_CHECK(with_.id << ": " << what << ": " << std::string(portwright::message(why, line)));
}

void comparison::signed_as(const portwright::signed_request& made, bool by_pairs) {
    keep(made);
    const std::string url = "https://" + with_.host + with_.path;
    equal("the method", to_text(made.verb), to_text(with_.verb));
    equal("the host", made.host, with_.host);
    equal("the path", made.path, with_.path);
    const bool has_query = !with_.query.value_or("").empty();
    equal("the URL", made.url, has_query ? url + "?" + *with_.query : url);
    equal("the query", made.query, with_.query.value_or(""));
    equal("the body", made.body, with_.form.value_or("") + with_.json.value_or(""));
    if (by_pairs) {
        const std::string_view pairs = made.query.empty() ? made.body : made.query;
        const std::size_t at = std::min(pairs.rfind('=') + 1, pairs.size());
        equal("the signature", pairs.substr(at),
              text_of([&](portwright::output& out) { portwright::write_percent(out, with_.signature); }));
        equal("Content-Type", header(made, "Content-Type"), with_.form ? "application/x-www-form-urlencoded" : "");
        return;
    }
    const std::string_view authorization = header(made, "Authorization");
    equal("Authorization", authorization, with_.authorization);
    equal("the signature", authorization.substr(std::min(authorization.rfind('=') + 1, authorization.size())),
          with_.signature);
    equal("Content-Type", header(made, "Content-Type"), with_.content_type);
    if (with_.scheme == "TC3-HMAC-SHA256") {
        equal("X-TC-Action", header(made, "X-TC-Action"), with_.action);
        equal("X-TC-Timestamp", header(made, "X-TC-Timestamp"), std::to_string(with_.timestamp));
        equal("X-TC-Region", header(made, "X-TC-Region"), with_.region);
        equal("X-TC-Token", header(made, "X-TC-Token"), with_.token);
    } else {
        equal("x-acs-action", header(made, "x-acs-action"), with_.action);
        equal("x-acs-content-sha256", header(made, "x-acs-content-sha256"), with_.payload_hash);
        equal("x-acs-signature-nonce", header(made, "x-acs-signature-nonce"), with_.nonce);
        equal("x-acs-security-token", header(made, "x-acs-security-token"), with_.token);
    }
}

void comparison::same(const portwright::signed_request& whole, const portwright::signed_request& head,
                      std::string_view body) {
    equal("the method, streamed,", to_text(head.verb), to_text(whole.verb));
    equal("the URL, streamed,", head.url, whole.url);
    equal("the host, streamed,", head.host, whole.host);
    equal("the path, streamed,", head.path, whole.path);
    equal("the query, streamed,", head.query, whole.query);
    equal("the body, streamed,", body, whole.body);
    equal("the number of headers, streamed,", std::to_string(head.header_count), std::to_string(whole.header_count));
    for (std::size_t i = 0; i != whole.header_count; ++i) {
        equal("a header, streamed,", head.headers[i].name, whole.headers[i].name);
        equal(whole.headers[i].name, head.headers[i].value, whole.headers[i].value);
    }
}

// ---- by name and value ----

namespace {

/// A system as it is known at run time.
struct known_system {
    std::string_view name;
    const portwright::service& of;
    const portwright::detail::family_words& family;
};

template <class Actions>
struct first_of;
template <class First, class... More>
struct first_of<portwright::action_list<First, More...>> {
    using type = First;
};
template <class Actions>
using system_of_actions = portwright::system_of<typename first_of<Actions>::type>;

known_system find_system(std::string_view system) {
    const known_system* found = nullptr;
    portwright::for_each_system([&]<class Actions>() {
        using of = system_of_actions<Actions>;
        static const known_system known{of::name, *first_of<Actions>::type::call.service,
                                        portwright::detail::words_of_family<of>};
        if (known.name == system) found = &known;
    });
    if (found == nullptr) throw std::runtime_error("no system " + std::string(system));
    return *found;
}

std::int64_t number(std::string_view text) {
    std::int64_t n = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), n);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        throw std::runtime_error("no number: " + std::string(text));
    return n;
}

void add(portwright::untyped_request& request, const vector::parameter& p) {
    if (p.type == "integer") request.add(p.name, number(p.value));
    else if (p.type == "boolean") request.add(p.name, p.value == "true");
    else request.add(p.name, portwright::text(p.value));
}

} // namespace

void proof::untyped() {
    for (std::size_t i = 0; i != vectors_.size(); ++i) {
        const vector& as = vectors_[i];
        const known_system system = find_system(as.system);
        portwright::service of = system.of;
        // Some actions of aliyun.ga do without a region, which only the typed ones know.
        if (as.region.empty()) of.needs_region = false;
        const portwright::untyped_operation call{portwright::operation{as.action, &of}, system.family};
        std::vector<portwright::parameter> slots(as.params.size());
        portwright::untyped_request request(call, slots);
        for (const vector::parameter& p : as.params) add(request, p);
        const bool elsewhere = host_of(of, as.region) != as.host; // monitoring data
        comparison compare(as);
        const std::string_view endpoint = elsewhere ? std::string_view(as.host) : std::string_view();
        hold_against_any(request, call, as, endpoint, compare);
        hold_against_any<portwright::for_speed<portwright::mbedtls>>(request, call, as, endpoint, compare);
        done_[i] = compare.is_same();
    }
}

std::set<std::string> proof::schemes() const {
    std::set<std::string> all;
    for (const vector& v : vectors_) all.insert(v.scheme);
    return all;
}

bool proof::has(std::string_view action, std::string_view scheme) const {
    return std::any_of(vectors_.begin(), vectors_.end(),
                       [&](const vector& v) { return v.action == action && v.scheme == scheme; });
}

std::size_t proof::reproduced() const { return static_cast<std::size_t>(std::count(done_.begin(), done_.end(), true)); }

} // namespace test::golden

namespace {

using test::golden::proof;

/// What the vendors' SDKs signed for one system: all of it, and each of the system's actions under each scheme of the
/// system. A vector that make.mjs lost would be missed by `make.mjs --check`, too.
template <class Actions>
void prove(std::string_view system, void (*sign)(proof&)) {
    INFO(std::string(system));
    proof all(system);
    sign(all);
    MESSAGE(all.reproduced() << " of " << all.vectors() << " golden vectors reproduced");
    CHECK(all.vectors() != 0);
    CHECK(all.reproduced() == all.vectors());
    Actions::for_each([&]<class Action>() {
        for (const std::string& scheme : all.schemes())
            if (!all.has(Action::call.action, scheme))
                FAIL_CHECK(system << "." << Action::call.action << ": no golden vector of " << scheme
                                  << ": tests/golden/make.mjs makes them");
    });
}

TEST_CASE("golden: typed requests come out as the vendors' SDKs have them, every action under every scheme") {
    portwright::for_each_system([]<class Actions>() {
        const std::string_view system = test::golden::system_of_actions<Actions>::name;
        const test::golden::typed_requests* typed = test::golden::typed_requests::first;
        while (typed != nullptr && typed->system != system) typed = typed->next;
        if (typed != nullptr) prove<Actions>(system, typed->sign);
        else FAIL_CHECK(system << ": no unit of tests/golden signs its typed requests");
    });
}

TEST_CASE("golden: requests of names and values come out as the vendors' SDKs have them") {
    const auto untyped = [](proof& all) { all.untyped(); };
    portwright::for_each_system(
        [&]<class Actions>() { prove<Actions>(test::golden::system_of_actions<Actions>::name, untyped); });
    prove<portwright::action_list<>>("untyped", untyped);   // what only name and value pairs can say
}

} // namespace
