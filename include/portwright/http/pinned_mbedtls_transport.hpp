// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The transport over mbedTLS's TLS for a peer whose key, or whose authority's key, is known beforehand: no other
// authority that is trusted can vouch for it then. Who does not include this has none of it in the image.
//
//     constexpr portwright::http::key_pin pins[] = {of_today, of_tomorrow};
//     portwright::http::pinned_mbedtls_transport tls{pins};
//     if (auto trusted = tls.trust_pem(root_certificates); !trusted) return trusted.error();
//     auto got = portwright::http::exchange(tls.stream(), request, body_sink, io);
//
// Give two, the next key among them: who pins a key that the peer no longer has is locked out.

#include <portwright/crypto/mbedtls.hpp>
#include <portwright/http/mbedtls_transport.hpp>

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

/// The SHA-256 of a certificate's SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) in DER, as in RFC 7469:
///
///     openssl x509 -in certificate.pem -pubkey -noout | openssl pkey -pubin -outform der | openssl sha256
using key_pin = std::array<std::uint8_t, 32>;

/// A mbedtls_transport that accepts only peers with a chain in which one certificate, the peer's own, an authority's
/// or the anchor, has a pinned key; verify_flags() has MBEDTLS_X509_BADCERT_OTHER where none has. All else is verified
/// as there, and its functions are those of that. A session vouches for its peer in place of a key: import_session() is
/// for those of the same pins only. Not for two threads at once.
class pinned_mbedtls_transport : private mbedtls_transport { // whose stream() would not ask for a key
public:
#if defined(MBEDTLS_NET_C)
    /// Over sockets of its own. `pins` is borrowed and lives as long as this object; with none, every peer is refused.
    explicit pinned_mbedtls_transport(std::span<const key_pin> pins, time_limits limits = {}) noexcept
        : mbedtls_transport(limits), pins_(pins) {}
#endif
    /// Over another stream: `below` and `open_ms` are as of mbedtls_transport. `pins` is borrowed, as above.
    pinned_mbedtls_transport(std::span<const key_pin> pins, const byte_stream& below,
                             std::uint32_t open_ms = 60000) noexcept
        : mbedtls_transport(below, open_ms), pins_(pins) {}

    using mbedtls_transport::export_session;
    using mbedtls_transport::forget_session;
    using mbedtls_transport::import_session;
    using mbedtls_transport::keep_sessions;
    using mbedtls_transport::mbedtls_error;
    using mbedtls_transport::resumed;
    using mbedtls_transport::set_ciphersuites;
    using mbedtls_transport::trust_der;
    using mbedtls_transport::trust_pem;
    using mbedtls_transport::verify_flags;

    /// Borrows this object. Its open() returns what that of mbedtls_transport does.
    byte_stream stream() & noexcept {
        byte_stream made = mbedtls_transport::stream();
        made.open = &open_pinned;
        return made;
    }

private:
    static pinned_mbedtls_transport& self_of(void* context) noexcept {
        return static_cast<pinned_mbedtls_transport&>(self(context));
    }

    static errc open_pinned(void* context, std::string_view host, std::uint16_t port) noexcept {
        pinned_mbedtls_transport& me = self_of(context);
        me.begin_open();
        me.failure_ = me.make_ready();
        if (me.failure_ != 0) return errc::tls_failed;
        mbedtls_ssl_conf_verify(&me.config_, &see_key, context);
        return open(context, host, port);
    }

    /// The peer's own certificate comes last.
    static int see_key(void* context, mbedtls_x509_crt* certificate, int depth, std::uint32_t* flags) noexcept {
        pinned_mbedtls_transport& me = self_of(context);
        me.found_ = me.found_ || me.has_pinned_key(*certificate);
        if (depth == 0) {
            if (!me.found_) *flags |= MBEDTLS_X509_BADCERT_OTHER;
            me.found_ = false;
        }
        return see_certificate(context, certificate, depth, flags);
    }

    /// False, too, where the hash engine fails.
    bool has_pinned_key(const mbedtls_x509_crt& certificate) const noexcept {
        key_pin digest;
        mbedtls::sha256 hash;
        if (!hash.start() || !hash.update(certificate.pk_raw.p, certificate.pk_raw.len) || !hash.finish(digest.data()))
            return false;
        for (const key_pin& pin : pins_)
            if (std::memcmp(pin.data(), digest.data(), digest.size()) == 0) return true;
        return false;
    }

    std::span<const key_pin> pins_;
    bool found_ = false; ///< in the chain that is seen
};

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
