// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// A scheme that lacks a member, or has a wrong one, says which, and nothing more.
//
// CASES: 27
// ERRORS: 1
// EXPECT 1: a scheme derives from pair_signer or canonical_signer
// EXPECT 2: a scheme has name
// EXPECT 3: a scheme's name has 1 to 255 characters
// EXPECT 4: a scheme's common_names are pack_words() in canonical order
// EXPECT 5: a scheme's common_names are pack_words() in canonical order
// EXPECT 6: a scheme has max_payload_size(in_query)
// EXPECT 7: a scheme has key
// EXPECT 8: a scheme's key has id() and token()
// EXPECT 9: a scheme's key has hmac()
// EXPECT 10: a scheme's key has prepare(credentials)
// EXPECT 11: a scheme has check()
// EXPECT 12: a scheme has check()
// EXPECT 13: a scheme has add_headers()
// EXPECT 14: a scheme has body_digest_is_header
// EXPECT 15: a scheme has write_parameters()
// EXPECT 16: a scheme has write_canonical()
// EXPECT 17: a scheme has write_to_sign()
// EXPECT 18: a scheme has write_timestamp()
// EXPECT 19: a scheme has find_timestamp()
// EXPECT 20: a scheme has write_tail()
// EXPECT 21: a scheme has both write_scope() and find_scope()
// EXPECT 22: a scheme has both write_scope() and find_scope()
// EXPECT 23: a scheme of pairs has signs_host
// EXPECT 24: a scheme of pairs has common_values
// EXPECT 25: a scheme of pairs has common_values
// EXPECT 26: a scheme of pairs has hashed_text
// EXPECT 27: a scheme of pairs has begin_string_to_sign()

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/canonical_signer.hpp>
#include <portwright/signature/pair_signer.hpp>
#include <portwright/signature/whole_scheme.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#ifndef CASE
#define CASE 0
#endif

namespace pw = portwright;
namespace detail = portwright::detail;
using sha256 = pw::mbedtls::sha256;
using buffer = detail::signing_buffer<pw::size_policy>;
using request = detail::request_ref<pw::size_policy>;

/// What both kinds of scheme have.
struct members {
#if CASE == 3
    static constexpr std::string_view name = "";
#elif CASE != 2
    static constexpr std::string_view name = "MINE";
#endif
#if CASE == 4
    static constexpr auto common_names = detail::pack_words("Version", "Action");
#elif CASE == 5
    static constexpr std::string_view common_names[] = {"Action", "Version"};
#else
    static constexpr auto common_names = detail::pack_words("Action", "Version");
#endif
#if CASE != 7
    class key {
    public:
#if CASE != 10
        pw::result<void> prepare(const pw::credentials&) noexcept { return {}; }
#endif
#if CASE == 8
        std::string_view id() const noexcept { return id_; }
#else
        const std::string_view& id() const noexcept { return id_; }
#endif
        const std::string_view& token() const noexcept { return id_; }
#if CASE != 9
        const pw::hmac_key<pw::mbedtls, sha256>& hmac() const noexcept { return hmac_; }
#endif
    private:
        pw::hmac_key<pw::mbedtls, sha256> hmac_;
        std::string_view id_;
    };
#endif
#if CASE == 12
    static constexpr bool check(const pw::operation&, const auto&) noexcept { return true; }
#elif CASE != 11
    static constexpr pw::errc check(const pw::operation&, const auto&) noexcept { return pw::errc::none; }
#endif
#if CASE != 13
    static void add_headers(const pw::operation&, const auto&, const auto&) noexcept {}
#endif
#if CASE != 6
    static constexpr std::size_t max_payload_size(bool) noexcept { return 1000; }
#endif
};

struct canonical : members
#if CASE != 1
    ,
                   detail::canonical_signer<canonical, pw::mbedtls, sha256>
#endif
{
#if CASE != 14
    static constexpr bool body_digest_is_header = false;
#endif
#if CASE != 15
    static constexpr void write_parameters(const request&, const auto&, pw::output&, detail::walk_outcome&) noexcept {}
#endif
#if CASE != 16
    static constexpr void write_canonical(const auto&, auto&) noexcept {}
#endif
#if CASE != 17
    static constexpr void write_to_sign(const auto&, auto&) noexcept {}
#endif
#if CASE != 18
    static constexpr void write_timestamp(auto&, const auto&) noexcept {}
#endif
#if CASE != 19
    static std::string_view find_timestamp(const buffer&) noexcept { return {}; }
#endif
#if CASE != 20
    static void write_tail(const pw::operation&, const auto&, buffer&) noexcept {}
#endif
#if CASE != 21
    static constexpr void write_scope(auto&, const pw::operation&, const auto&) noexcept {}
#endif
#if CASE != 22
    static std::string_view find_scope(const buffer&, const auto&) noexcept { return {}; }
#endif
};

struct pairs : members, detail::pair_signer<pairs, pw::mbedtls, sha256> {
    using signer = detail::pair_signer<pairs, pw::mbedtls, sha256>;
    using signer::add_headers, signer::max_payload_size;
#if CASE != 23
    static constexpr bool signs_host = false;
#endif
#if CASE != 24
    struct common_values {
        constexpr common_values(const pw::operation&, const auto&) noexcept {}
#if CASE != 25
        constexpr detail::common_parameters all() const noexcept { return {}; }
#endif
    };
#endif
#if CASE != 26
    using hashed_text = detail::direct_hash<sha256>;
#endif
#if CASE != 27
    static constexpr detail::encoding_transcriber<pw::size_policy>
    begin_string_to_sign(const pw::operation&, pw::method, pw::output& to_sign) noexcept {
        return detail::encoding_transcriber<pw::size_policy>(to_sign);
    }
#endif
};

#if CASE < 23
static_assert(detail::is_whole_scheme<canonical>());
#endif
#if CASE == 0 || CASE >= 23
static_assert(detail::is_whole_scheme<pairs>());
#endif
