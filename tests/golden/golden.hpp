// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The golden vectors, which the vendors' own SDKs made (make.mjs says how, and what is in them), and how a request of
// the library is held against one. PORTWRIGHT_GOLDEN_DIR is the folder of the vectors.
//
//     test::golden::proof proof("tencent.clb");                      // reads tencent.clb.json
//     proof.typed("tencent.clb/CreateListener/minimal", request);    // signs it as each vector of that name asks
//     proof.reproduced();                                            // how many came out as the vendor has them

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

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace test::golden {

/// One signed request as the vendor's SDK has it. The members are those of the files.
struct vector {
    struct parameter {
        std::string name, value, type;
    };

    std::string id, system, action, scheme, host, path, region, nonce, secret_id, secret_key, token;
    portwright::method verb;
    portwright::unix_time timestamp;
    std::vector<parameter> params;
    std::optional<std::string> query, form, json; ///< one of them
    std::string content_type, authorization, payload_hash, string_to_sign, signature;

    /// The request that it is a way of signing: system/action/kind.
    std::string_view request() const;
    portwright::credentials credentials() const { return {.id = secret_id, .secret = secret_key, .token = token}; }
};

std::vector<vector> read(std::string_view name);
/// Of a file that has one a line.
std::vector<vector> read_lines(const std::string& file);

/// Where the library sends a request of this service on its own.
std::string host_of(const portwright::service& of, std::string_view region);

/// Compares with one vector. Every difference is a failed check that says what differs.
class comparison {
public:
    explicit comparison(const vector& with) : with_(with) {}

    void equal(std::string_view what, std::string_view made, std::string_view expected);
    void refused(std::string_view what, const portwright::error& why);
    /// URL, body, headers and signature.
    void signed_as(const portwright::signed_request& made, bool by_pairs);
    /// By `write`, as HTTP: the same bytes as the whole request.
    template <class Write>
    void written_as(const portwright::signed_request& whole, const Write& write) {
        std::vector<char> expected(16384), text(16384);
        const auto bytes = portwright::http::write_request(whole, expected);
        if (!bytes) return refused("write_request()", bytes.error());
        portwright::output out(text);
        write(out);
        equal("the bytes of HTTP", out.ok() ? out.since(0) : "too many", *bytes);
    }
    void same(const portwright::signed_request& whole, const portwright::signed_request& head, std::string_view body);

    bool is_same() const { return is_same_; }

private:
    const vector& with_;
    bool is_same_ = true;
};

/// Holds the requests of one system against its vectors.
class proof {
public:
    explicit proof(std::string_view system) : proof(read(system)) {}
    explicit proof(std::vector<vector> vectors) : vectors_(std::move(vectors)), done_(vectors_.size()) {}

    /// A typed request against all vectors of that name.
    template <portwright::action Action>
    void typed(std::string_view id, const Action& request);
    /// Every vector by name and value pairs.
    void untyped();

    std::size_t vectors() const { return vectors_.size(); }
    std::set<std::string> schemes() const;
    bool has(std::string_view action, std::string_view scheme) const;
    /// Vectors that came out equal, each counted once.
    std::size_t reproduced() const;

private:
    std::vector<vector> vectors_;
    std::vector<bool> done_;
};

// ---- signing as a vector says ----

template <class Scheme>
auto prepare(typename Scheme::key& key, const vector& as, const portwright::service& of) {
    if constexpr (requires { key.prepare(as.credentials(), of, as.timestamp); })
        return key.prepare(as.credentials(), of, as.timestamp);
    else return key.prepare(as.credentials());
}

/// The whole request, streamed and not, and its string to sign.
template <class Scheme, class Request>
void hold_against(const Request& request, const portwright::operation& call, const vector& as,
                  std::string_view endpoint, comparison& compare) {
    typename Scheme::key key;
    if (const auto ready = prepare<Scheme>(key, as, *call.service); !ready)
        return compare.refused("the key", ready.error());
    const portwright::context<Scheme> with{.key = key,
                                           .region = as.region,
                                           .timestamp = as.timestamp,
                                           .nonce = as.nonce,
                                           .verb = as.verb,
                                           .endpoint = endpoint};
    const auto size = portwright::signed_size(request, with);
    if (!size) return compare.refused("signed_size()", size.error());
    std::vector<char> buffer(*size);
    const auto made = portwright::sign(request, with, buffer);
    if (!made) return compare.refused("sign()", made.error());
    compare.signed_as(*made, Scheme::signs_url);

    std::vector<char> head(*size);
    const auto streamed = portwright::sign_streamed(request, with, head);
    if (!streamed) return compare.refused("sign_streamed()", streamed.error());
    std::string body(streamed->head.body);
    const auto append = [](void* to, const char* data, std::size_t n) {
        static_cast<std::string*>(to)->append(data, n);
        return true;
    };
    if (!streamed->write_body({append, &body}))
        compare.refused("write_body()", {.code = portwright::errc::sink_failed});
    compare.equal("body_size", std::to_string(streamed->body_size), std::to_string(made->body.size()));
    compare.same(*made, streamed->head, body);
    compare.written_as(*made, [&](portwright::output& out) {
        const auto unbuffered = portwright::sign_streamed(request, with);
        if (!unbuffered) return compare.refused("sign_streamed() without a buffer", unbuffered.error());
        if (const auto wrote = portwright::http::write_head(out, *unbuffered); !wrote)
            compare.refused("write_head()", wrote.error());
        const auto write = [](void* to, const char* data, std::size_t n) {
            static_cast<portwright::output*>(to)->write(data, n);
            return true;
        };
        if (!unbuffered->write_body({write, &out}))
            compare.refused("write_body()", {.code = portwright::errc::sink_failed});
    });

    if constexpr (Scheme::signs_url && portwright::action<Request>) {
        std::vector<char> text(as.string_to_sign.size());
        const auto to_sign = portwright::string_to_sign<Scheme>(request,
                                                                {.key_id = as.secret_id,
                                                                 .session_token = as.token,
                                                                 .region = as.region,
                                                                 .timestamp = as.timestamp,
                                                                 .nonce = as.nonce,
                                                                 .verb = as.verb,
                                                                 .endpoint = endpoint},
                                                                text);
        if (!to_sign) return compare.refused("string_to_sign()", to_sign.error());
        compare.equal("the string to sign", *to_sign, as.string_to_sign);
    }
}

/// Under the scheme of the vector, with this engine. An action takes only the schemes of its API; another is not even
/// compiled.
template <class Engine = portwright::mbedtls, class Request>
void hold_against_any(const Request& request, const portwright::operation& call, const vector& as,
                      std::string_view endpoint, comparison& compare) {
    const auto try_scheme = [&]<class Scheme>(std::type_identity<Scheme>) {
        if (Scheme::name != as.scheme) return false;
        hold_against<Scheme>(request, call, as, endpoint, compare);
        return true;
    };
    const auto try_accepted = [&]<class Scheme>(std::type_identity<Scheme> scheme) {
        if constexpr (portwright::action<Request>) {
            if constexpr (portwright::detail::accepts<portwright::system_of<Request>, Scheme>)
                return try_scheme(scheme);
            else return false;
        } else {
            return try_scheme(scheme);
        }
    };
    const bool known = try_accepted(std::type_identity<portwright::hmac_sha256<Engine>>{}) ||
                       try_accepted(std::type_identity<portwright::hmac_sha1<Engine>>{}) ||
                       try_accepted(std::type_identity<portwright::tc3<Engine>>{}) ||
                       try_accepted(std::type_identity<portwright::aliyun_rpc<Engine>>{}) ||
                       try_accepted(std::type_identity<portwright::acs3<Engine>>{});
    if (!known) compare.equal("the scheme", "one that the API accepts", as.scheme);
}

template <portwright::action Action>
void proof::typed(std::string_view id, const Action& request) {
    for (std::size_t i = 0; i != vectors_.size(); ++i) {
        const vector& as = vectors_[i];
        if (as.request() != id) continue;
        comparison compare(as);
        compare.equal("the action", Action::call.action, as.action);
        compare.equal("the system", portwright::system_of<Action>::name, as.system);
        // No endpoint is given: the library finds the hosts of financial regions and of monitoring data itself.
        compare.equal("the host", host_of(*Action::call.service, as.region), as.host);
        if (const auto good = portwright::check(request); !good) compare.refused("check()", good.error());
        hold_against_any(request, Action::call, as, {}, compare);
        if (done_[i]) compare.equal("the vector", "once", "twice");
        done_[i] = compare.is_same();
    }
}

/// How a system's typed requests are signed: the file of its name makes it known.
struct typed_requests {
    typed_requests(std::string_view name, void (*signing)(proof& by)) : system(name), sign(signing), next(first) {
        first = this;
    }

    std::string_view system;
    void (*sign)(proof& by);
    const typed_requests* next;
    static inline const typed_requests* first = nullptr;
};

} // namespace test::golden
