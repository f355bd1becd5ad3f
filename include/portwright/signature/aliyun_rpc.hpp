// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Aliyun's RPC signature, version 1.0: HMAC-SHA1.
//
// The pairs are percent-encoded and sorted, the whole query is percent-encoded once more, and the string to sign is
// METHOD + "&%2F&" + that. The key is the secret plus "&". Aliyun calls it discontinued in favour of ACS3.
// (Aliyun, "RPC-style API: request signatures".)

#include <portwright/signature/common_names.hpp>
#include <portwright/signature/pair_signer.hpp>
#include <portwright/signature/check_context.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// HMAC-SHA1 of Aliyun's RPC style: a signature over the sorted parameters, which becomes one of them.
template <class Engine = mbedtls>
struct aliyun_rpc : detail::pair_signer<aliyun_rpc<Engine>, Engine, typename detail::included_engine<Engine>::sha1> {
    using policy = detail::policy_of<Engine>;

    static constexpr std::string_view name = "HMAC-SHA1";

    static constexpr auto& common_names = detail::rpc_names;
    /// Of a request that is prepared, these come at run time: id, region, token, nonce and timestamp.
    static constexpr unsigned varying = 1 << 0 | 1 << 3 | 1 << 4 | 1 << 6 | 1 << 8;

    /// A prepared key. For one thread while it is prepared; any number may sign with it then.
    struct key : detail::secret_key<Engine, typename Engine::sha1> {
        /// Prepares the key. Borrows the id and the token. Errors: bad_credentials, crypto_failed. `key_pair`: the
        /// id, the secret and a token.
        result<void> prepare(const credentials& key_pair) noexcept {
            return detail::secret_key<Engine, typename Engine::sha1>::prepare(key_pair, "&");
        }
    };

    /// @name For the library
    /// @{
    template <class ContextOrTerms>
    static constexpr errc check(const operation&, const ContextOrTerms& terms) noexcept {
        return detail::check_nonce<policy>(terms.nonce);
    }
    /// @}

    /// The values of the common parameters.
    class common_values {
    public:
        /// @name For the library
        /// @{
        template <class ContextOrTerms>
        constexpr common_values(const operation& call, const ContextOrTerms& terms) noexcept
            : all_{&terms.id(), &call.action, &json,    &terms.region.view(), &terms.token(),
                   &name,       &terms.nonce, &version, &timestamp_,          &call.service->version} {
            basic_output<policy> written{digits_};
            write_date_time(written, terms.timestamp);
            timestamp_ = written.since(0);
        }
        constexpr detail::common_parameters all() const noexcept {
            return {common_names.data(), all_, ~(id | token | timestamp)};
        }

        /// @}
    private:
        static constexpr unsigned id = 1 << 0, token = 1 << 4, timestamp = 1 << 8;
        static constexpr std::string_view json = "JSON";
        static constexpr std::string_view version = "1.0";

        const std::string_view* all_[10];
        std::string_view timestamp_;
        char digits_[20];
    };

    using hashed_text = buffered_hash<typename Engine::sha1, policy>;

    static constexpr bool signs_host = false;

    /// @name For the library
    /// @{
    static constexpr detail::encoding_transcriber<policy> begin_string_to_sign(const operation&, method verb,
                                                                               basic_output<policy>& to_sign) noexcept {
        to_sign.write(to_text(verb));
        to_sign.write("&%2F&");
        return detail::encoding_transcriber<policy>(to_sign);
    }
    /// @}
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
