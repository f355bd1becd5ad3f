// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The prepared key of the schemes whose key is the secret itself.

#include <portwright/core/result.hpp>
#include <portwright/crypto/hmac.hpp>
#include <portwright/signature/credentials.hpp>

#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Two hash states, wiped on destruction, and the borrowed id and token.
template <class Engine, class Hash>
class secret_key {
public:
    secret_key() = default;
    const std::string_view& id() const noexcept { return id_; }
    const std::string_view& token() const noexcept { return token_; }
    const hmac_key<Engine, Hash>& hmac() const noexcept { return hmac_; }

protected:
    result<void> prepare(const credentials& key_pair, std::string_view suffix) noexcept {
        id_ = {}; // a key whose preparation failed must sign nothing
        if (!are_credentials(key_pair)) return error{.code = errc::bad_credentials};
        if (!hmac_.prepare(key_pair.secret, suffix)) return error{.code = errc::crypto_failed};
        id_ = key_pair.id;
        token_ = key_pair.token;
        return {};
    }

private:
    hmac_key<Engine, Hash> hmac_;
    std::string_view id_;
    std::string_view token_;
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
