// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Says of a scheme that is being written what it lacks, in a line for each member, where signing by it would say so in
// a page of the compiler's own words.
//
//     template <class Engine = portwright::mbedtls>
//     struct mine : portwright::detail::canonical_signer<mine<Engine>, Engine, typename Engine::sha256> { ... };
//     static_assert(portwright::detail::is_whole_scheme<mine<>>());

#include <portwright/request/table.hpp>
#include <portwright/signature/canonical_parts.hpp>
#include <portwright/signature/context.hpp>
#include <portwright/signature/credentials.hpp>
#include <portwright/signature/signing_buffer.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// What a scheme must have of a key: texts by reference, as a context hands them on, and states to sign with.
template <class Key>
concept has_id_and_token = requires(const Key& key) {
    { key.id() } -> std::same_as<const std::string_view&>;
    { key.token() } -> std::same_as<const std::string_view&>;
};
template <class Key>
concept has_prepare = requires(Key& key, const credentials& who, const service& target, unix_time time) {
    { key.prepare(who) } -> std::same_as<result<void>>;
} || requires(Key& key, const credentials& who, const service& target, unix_time time) {
    { key.prepare(who, target, time) } -> std::same_as<result<void>>;
};

/// Which members a scheme has. A member that cannot be asked for, because another one is missing, passes: the other one
/// is told.
template <class Scheme>
struct scheme_members {
    static constexpr bool signer = requires {
        typename Scheme::policy;
        bool{Scheme::signs_url};
        bool{Scheme::writes_json};
        Scheme::digests_size();
    };
    static constexpr bool name = requires { std::string_view{Scheme::name}; };
    static constexpr bool name_is_word = [] {
        if constexpr (name)
            return !std::string_view{Scheme::name}.empty() && std::string_view{Scheme::name}.size() < 256;
        else return true;
    }();
    static constexpr bool names_ascend = [] {
        if constexpr (requires { Scheme::common_names.data(); }) return ascends(Scheme::common_names.data());
        else return !requires { Scheme::common_names; };
    }();
    static constexpr bool max_payload_size = requires {
        { Scheme::max_payload_size(true) } -> std::same_as<std::size_t>;
    };

    static constexpr bool key = requires {
        typename Scheme::key;
        requires std::is_default_constructible_v<typename Scheme::key>;
    };

    /// Asks for a member that takes a context, which there is only with a key.
    template <class Asked>
    static constexpr bool ask(const Asked& asked) noexcept {
        if constexpr (key && signer) return asked.template operator()<Scheme>();
        else return true;
    }

    static constexpr bool texts = ask([]<class S>() { return has_id_and_token<typename S::key>; });
    static constexpr bool hmac = ask([]<class S>() {
        return requires(const typename S::key& k, std::uint8_t* digest) {
            { k.hmac().sign(std::string_view(), digest) } -> std::same_as<bool>;
            k.hmac().inner();
        };
    });
    static constexpr bool prepare = ask([]<class S>() { return has_prepare<typename S::key>; });
    static constexpr bool check = ask([]<class S>() {
        return requires(const operation& call, const context<S>& context, const request_terms& terms) {
            { S::check(call, context) } -> std::same_as<errc>;
            { S::check(call, terms) } -> std::same_as<errc>;
        };
    });
    static constexpr bool add_headers = ask([]<class S>() {
        return requires(const operation& call, const context<S>& context,
                        const header_views<typename S::policy>& headers) { S::add_headers(call, context, headers); };
    });

    static constexpr bool signs_pairs = [] {
        if constexpr (signer) return bool{Scheme::signs_url};
        else return false;
    }();
    static constexpr bool signs_canonical = signer && !signs_pairs;

    // Of one that signs pairs.

    static constexpr bool signs_host = !signs_pairs || requires { bool{Scheme::signs_host}; };
    static constexpr bool common_values = ask([]<class S>() {
        return !signs_pairs || requires(const operation& call, const context<S>& context, const request_terms& terms) {
            { typename S::common_values(call, context).all() } -> std::same_as<common_parameters>;
            { typename S::common_values(call, terms).all() } -> std::same_as<common_parameters>;
        };
    });
    static constexpr bool hashed_text = !signs_pairs || requires { typename Scheme::hashed_text; };
    static constexpr bool begin_string_to_sign = ask([]<class S>() {
        return !signs_pairs || requires(const operation& call, basic_output<typename S::policy>& out) {
            S::begin_string_to_sign(call, method::GET, out);
        };
    });

    // Of one that signs a canonical request.

    static constexpr bool body_digest_is_header = !signs_canonical || requires { bool{Scheme::body_digest_is_header}; };
    static constexpr bool write_parameters = ask([]<class S>() {
        return !signs_canonical ||
               requires(const request_ref<typename S::policy>& request, const context<S>& context,
                        const request_terms& terms, basic_output<typename S::policy>& out, walk_outcome& outcome) {
                   S::write_parameters(request, context, out, outcome);
                   S::write_parameters(request, terms, out, outcome);
               };
    });
    static constexpr bool write_canonical = ask([]<class S>() {
        return !signs_canonical ||
               requires(const buffered_parts<S>& parts, const rewritten_parts<S, request_terms>& rewritten,
                        basic_output<typename S::policy>& out) {
                   S::write_canonical(parts, out);
                   S::write_canonical(rewritten, out);
               };
    });
    static constexpr bool write_to_sign = ask([]<class S>() {
        return !signs_canonical ||
               requires(const buffered_parts<S>& parts, const rewritten_parts<S, request_terms>& rewritten,
                        basic_output<typename S::policy>& out) {
                   S::write_to_sign(parts, out);
                   S::write_to_sign(rewritten, out);
               };
    });
    static constexpr bool write_timestamp = ask([]<class S>() {
        return !signs_canonical ||
               requires(basic_output<typename S::policy>& out, const context<S>& context, const request_terms& terms) {
                   S::write_timestamp(out, context);
                   S::write_timestamp(out, terms);
               };
    });
    static constexpr bool find_timestamp = ask([]<class S>() {
        return !signs_canonical || requires(const signing_buffer<typename S::policy>& buffer) {
            std::string_view{S::find_timestamp(buffer)};
        };
    });
    static constexpr bool write_tail = ask([]<class S>() {
        return !signs_canonical ||
               requires(const operation& call, const context<S>& context, signing_buffer<typename S::policy>& buffer) {
                   S::write_tail(call, context, buffer);
               };
    });
    /// A scope is there to be found where it can be written.
    static constexpr bool scope = ask([]<class S>() {
        constexpr bool writes = requires(basic_output<typename S::policy>& out, const operation& call,
                                         const request_terms& terms) { S::write_scope(out, call, terms); };
        constexpr bool finds = requires(const signing_buffer<typename S::policy>& buffer, const context<S>& context) {
            std::string_view{S::find_scope(buffer, context)};
        };
        return writes == finds;
    });
};

/// Asserts that a scheme is whole: one line for each member.
template <class Scheme>
constexpr bool is_whole_scheme() {
    using has = scheme_members<Scheme>;
    static_assert(has::signer,
                  "a scheme derives from pair_signer or canonical_signer, with itself as the first argument");
    static_assert(has::name, "a scheme has name: what its family's schemes call it");
    static_assert(has::name_is_word, "a scheme's name has 1 to 255 characters");
    static_assert(has::names_ascend,
                  "a scheme's common_names are pack_words() in canonical order: each before the next by its bytes");
    static_assert(has::max_payload_size,
                  "a scheme has max_payload_size(in_query): the std::size_t of what the cloud takes as query or body");
    static_assert(has::key, "a scheme has key: a type that is made without arguments, and prepared");
    static_assert(has::texts, "a scheme's key has id() and token(), which return const std::string_view&");
    static_assert(has::hmac, "a scheme's key has hmac(): its hmac_key");
    static_assert(
        has::prepare,
        "a scheme's key has prepare(credentials), or prepare(credentials, service, unix_time): a result<void>");
    static_assert(has::check, "a scheme has check() of an operation and a context or request_terms: an errc");
    static_assert(has::add_headers, "a scheme has add_headers() of an operation, a context and what takes the headers");
    static_assert(has::signs_host, "a scheme of pairs has signs_host: whether host and path are signed before them");
    static_assert(has::common_values,
                  "a scheme of pairs has common_values, made of an operation and a context or request_terms: its all() "
                  "are common_parameters");
    static_assert(has::hashed_text, "a scheme of pairs has hashed_text: what takes the string to sign into a hash");
    static_assert(
        has::begin_string_to_sign,
        "a scheme of pairs has begin_string_to_sign() of an operation, a method and an output: a transcriber");
    static_assert(has::body_digest_is_header,
                  "a scheme has body_digest_is_header: whether the digest of the body is sent, too");
    static_assert(
        has::write_parameters,
        "a scheme has write_parameters() of a request_ref, a context or request_terms, an output and an outcome");
    static_assert(has::write_canonical, "a scheme has write_canonical() of the parts and an output");
    static_assert(has::write_to_sign, "a scheme has write_to_sign() of the parts and an output");
    static_assert(has::write_timestamp, "a scheme has write_timestamp() of an output and a context or request_terms");
    static_assert(has::find_timestamp, "a scheme has find_timestamp() of a signing_buffer: where write_tail() left it");
    static_assert(has::write_tail, "a scheme has write_tail() of an operation, a context and a signing_buffer");
    static_assert(has::scope, "a scheme has both write_scope() and find_scope(), or neither: one for each way to sign");
    return true;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
