// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What makes mbedTLS's handshakes cheap: the session of the last one, by which the next is a hundredth of the work, and
// the curves in the order of their cost. Parts of http/mbedtls_transport.hpp.

#include <portwright/core/result.hpp>
#include <portwright/http/c_name.hpp>

#include <mbedtls/ssl.h>
#include <mbedtls/version.h>

#if MBEDTLS_VERSION_MAJOR < 3 && defined(MBEDTLS_ECP_C)
#include <mbedtls/ecp.h>
#endif

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http::detail {

/// The session of one host and port, which no other ever gets: a resumed handshake shows no certificate.
class mbedtls_session {
public:
    mbedtls_session() noexcept { mbedtls_ssl_session_init(&session_); }
    mbedtls_session(const mbedtls_session&) = delete;
    mbedtls_session& operator=(const mbedtls_session&) = delete;
    ~mbedtls_session() { mbedtls_ssl_session_free(&session_); } // which wipes it

    bool is_there() const noexcept { return there_; }

    void forget() noexcept {
        mbedtls_ssl_session_free(&session_);
        mbedtls_ssl_session_init(&session_);
        there_ = false;
    }

    /// Offers it to the peer, where it is this peer's. False where there is nothing to offer.
    bool offer(mbedtls_ssl_context& ssl, std::string_view host, std::uint16_t port) noexcept {
        return there_ && port == port_ && host == host_.text && mbedtls_ssl_set_session(&ssl, &session_) == 0;
    }

    /// Keeps the session of a handshake that has just ended, or got its ticket, in place of the last one.
    void keep(const mbedtls_ssl_context& ssl, std::string_view host, std::uint16_t port) noexcept {
        forget();
        host_ = {};
        port_ = port;
        there_ = host_.set(host) && mbedtls_ssl_get_session(&ssl, &session_) == 0;
        if (!there_) forget();
    }

    /// Writes port, host and mbedTLS's own form into `room`. Returns the size that it takes, 0 where there is none.
    std::size_t save(std::span<std::uint8_t> room) const noexcept {
        if (!there_) return 0;
        const std::size_t host = std::strlen(host_.text), head = 3 + host;
        std::size_t size = 0;
        unsigned char* const to = room.size() > head ? room.data() + head : nullptr;
        const int code = mbedtls_ssl_session_save(&session_, to, to != nullptr ? room.size() - head : 0, &size);
        if (code != 0 && code != MBEDTLS_ERR_SSL_BUFFER_TOO_SMALL) return 0;
        if (room.size() < head + size) return head + size;
        room[0] = static_cast<std::uint8_t>(port_ >> 8);
        room[1] = static_cast<std::uint8_t>(port_ & 0xFF);
        room[2] = static_cast<std::uint8_t>(host);
        std::memcpy(room.data() + 3, host_.text, host);
        return head + size;
    }

    /// Returns what mbedTLS does; not 0 for anything that save() did not write.
    int load(std::span<const std::uint8_t> saved) noexcept {
        forget();
        if (saved.size() < 3 || saved.size() <= std::size_t{3} + saved[2]) return MBEDTLS_ERR_SSL_BAD_INPUT_DATA;
        const std::size_t head = std::size_t{3} + saved[2];
        host_ = {};
        if (!host_.set({reinterpret_cast<const char*>(saved.data()) + 3, saved[2]}))
            return MBEDTLS_ERR_SSL_BAD_INPUT_DATA;
        port_ = static_cast<std::uint16_t>(saved[0] << 8 | saved[1]);
        const int code = mbedtls_ssl_session_load(&session_, saved.data() + head, saved.size() - head);
        there_ = code == 0;
        if (!there_) forget();
        return code;
    }

private:
    mbedtls_ssl_session session_;
    c_name host_;
    std::uint16_t port_ = 0;
    bool there_ = false;
};

/// What is offered to a peer: keys of one connection only (ECDHE, or TLS 1.3), so that whoever records the traffic and
/// later has the peer's key cannot read it, and authenticated encryption. The order is mbedTLS's own, which leaves out
/// what it was built without.
inline constexpr int forward_secret_ciphersuites[] = {
#if defined(MBEDTLS_TLS1_3_CHACHA20_POLY1305_SHA256)
    MBEDTLS_TLS1_3_CHACHA20_POLY1305_SHA256,
    MBEDTLS_TLS1_3_AES_256_GCM_SHA384,
    MBEDTLS_TLS1_3_AES_128_GCM_SHA256,
    MBEDTLS_TLS1_3_AES_128_CCM_SHA256,
#endif
    MBEDTLS_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    MBEDTLS_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    MBEDTLS_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_256_CCM,
    MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    MBEDTLS_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
    0,
};

#if defined(MBEDTLS_SSL_HANDSHAKE_WITH_CERT_ENABLED)
/// The signatures that a peer may make, PKCS #1 before PSS: 3.6.6 and 4.1.0 offer both, but refuse PSS in TLS 1.2, and
/// a peer with an RSA key takes what comes first. TLS 1.3 has PSS alone.
inline constexpr std::uint16_t signature_algorithms[] = {
    MBEDTLS_TLS1_3_SIG_ECDSA_SECP256R1_SHA256, MBEDTLS_TLS1_3_SIG_ECDSA_SECP384R1_SHA384,
    MBEDTLS_TLS1_3_SIG_ECDSA_SECP521R1_SHA512, MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA256,
    MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA384,       MBEDTLS_TLS1_3_SIG_RSA_PKCS1_SHA512,
    MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA256,    MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA384,
    MBEDTLS_TLS1_3_SIG_RSA_PSS_RSAE_SHA512,    MBEDTLS_TLS1_3_SIG_NONE,
};
#endif

/// Puts x25519 and P-256 in front of the curves that mbedTLS offers, none of which is left out: the list also says
/// which certificates are accepted. 2.28 asks for its largest curve first, the dearest by far; 3.x begins with these
/// two itself.
class mbedtls_curves {
public:
#if MBEDTLS_VERSION_MAJOR < 3 && defined(MBEDTLS_ECP_C)
    void set(mbedtls_ssl_config& config) noexcept {
        std::size_t count = 0;
        for (const bool first : {true, false})
            for (const mbedtls_ecp_group_id* id = mbedtls_ecp_grp_id_list();
                 *id != MBEDTLS_ECP_DP_NONE && count != most; ++id)
                if (*id == MBEDTLS_ECP_DP_CURVE25519 && first) add_first(count, *id);
                else if ((*id == MBEDTLS_ECP_DP_SECP256R1) == first && *id != MBEDTLS_ECP_DP_CURVE25519)
                    ids_[count++] = *id;
        ids_[count] = MBEDTLS_ECP_DP_NONE;
        mbedtls_ssl_conf_curves(&config, ids_);
    }

private:
    static constexpr std::size_t most = MBEDTLS_ECP_DP_MAX;

    void add_first(std::size_t& count, mbedtls_ecp_group_id id) noexcept {
        for (std::size_t i = count++; i != 0; --i) ids_[i] = ids_[i - 1];
        ids_[0] = id;
    }

    mbedtls_ecp_group_id ids_[most + 1]; // mbedTLS borrows it
#else
    void set(mbedtls_ssl_config&) noexcept {}
#endif
};

} // namespace portwright::inline v0_1::http::detail

#include <portwright/core/platform_macros_on.hpp>
