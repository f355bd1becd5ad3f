// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the signature schemes share.

#include <portwright/core/result.hpp>
#include <portwright/crypto/hmac.hpp>
#include <portwright/encoding/base64.hpp>
#include <portwright/encoding/hex.hpp>
#include <portwright/request/json_body.hpp>
#include <portwright/request/pairs.hpp>
#include <portwright/signature/context.hpp>
#include <portwright/signature/credentials.hpp>
#include <portwright/signature/signed_request.hpp>
#include <portwright/signature/transcribe.hpp>

#include <cstddef>
#include <string_view>

namespace portwright::detail {

/// A typed action as a source of parameters, checked on the way.
template <class Root>
struct typed_source {
    Root root;
    const operation& call;
    const table& top;
    bool checks;
    error& why;

    constexpr void pairs(const common_parameters& common, output& wire, findings& found) const noexcept {
        checked_cursor<Root> walk(root, top, call.of->index_base, list_order::canonical, checks, why);
        pair_writer to(wire);
        write_pairs(walk, common, to, found);
    }
    constexpr void json(output& out, findings& found) const noexcept {
        checked_cursor<Root> walk(root, top, call.of->index_base, list_order::numeric, checks, why);
        write_json(walk, out, found);
    }
};

/// Where a signer writes, and what it leaves there: "https://", host, path, then the parameters and what the headers
/// need. Streamed, the parameters are not among it: they are hashed and counted, and written later to wherever they go.
struct destination {
    output& out;
    bool streamed = false;
    findings found = {};
    std::size_t path_at = 0; ///< positions in `out`
    std::size_t payload_at = 0;
    std::size_t after = 0; ///< where what follows the parameters begins
    std::size_t extra = 0; ///< the size of its first part
    std::size_t payload_size = 0; ///< of the parameters, the signature among them where it is one

    template <class Terms>
    constexpr void begin(const service& of, const Terms& terms, bool in_query) noexcept {
        out.write("https://");
        write_host(out, of, terms.region, terms.endpoint);
        path_at = out.size();
        out.write(of.path);
        if (in_query) out.put('?');
        payload_at = out.size();
    }
    constexpr std::string_view piece(std::size_t from, std::size_t size) const noexcept {
        return {out.since(0).data() + from, size};
    }
};

constexpr void add_header(signed_request& made, std::string_view name, std::string_view value) noexcept {
    made.headers[made.header_count++] = {name, value};
}

inline constexpr std::string_view form_type = "application/x-www-form-urlencoded";

/// A prepared key of a scheme whose key is the secret itself. Wiped on destruction.
template <class Engine, class Hash>
class secret_key {
public:
    secret_key() = default;
    std::string_view id() const noexcept { return id_; }
    std::string_view token() const noexcept { return token_; }
    const hmac_key<Engine, Hash>& hmac() const noexcept { return hmac_; }

protected:
    result<void> prepare(const credentials& from, std::string_view suffix) noexcept {
        if (!are_credentials(from)) return error{.code = errc::bad_credentials};
        if (!hmac_.prepare(from.secret, suffix)) return error{.code = errc::crypto_failed};
        id_ = from.id;
        token_ = from.token;
        return {};
    }

private:
    hmac_key<Engine, Hash> hmac_;
    std::string_view id_;
    std::string_view token_;
};

/// The schemes that sign the pairs and send the signature as one more. Scheme gives
/// - values: the common parameters, made of a source and a context
/// - write_beginning(): what is signed before the pairs
/// - transcribe(): the transcriber that makes what is signed of the pairs
template <class Scheme, class Hash>
struct pair_signer {
    static constexpr bool signs_url = true;

    template <class Source, class Terms>
    static constexpr void write_string_to_sign(const Source& from, const Terms& terms, output& to_sign,
                                               findings& found) noexcept {
        Scheme::write_beginning(from, terms, to_sign);
        auto transcriber = Scheme::template transcribe<Source>(from, to_sign);
        transcribing_output wire(transcriber);
        from.pairs(typename Scheme::values(from, terms).all(), wire, found);
        wire.flush();
    }

    template <class Source, class Context>
    static errc sign(const Source& from, const Context& with, destination& to) noexcept {
        std::uint8_t digest[Hash::digest_size];
        Hash hash;
        if (!hash.clone(with.key.hmac().inner())) return errc::crypto_failed;
        {
            hash_output<Hash> to_sign(hash);
            Scheme::write_beginning(from, with, to_sign);
            auto transcriber = Scheme::template transcribe<Source>(from, to_sign);
            if (!to.streamed) {
                from.pairs(typename Scheme::values(from, with).all(), to.out, to.found);
                to.payload_size = to.out.size() - to.payload_at;
            }
            if (to.found.failed != errc::none) return to.found.failed;
            if (!to.streamed && to.out.ok()) {
                transcriber.feed(to.out.since(to.payload_at).data(), to.payload_size);
            } else { // the pairs are nowhere to be read
                transcribing_output wire(transcriber);
                from.pairs(typename Scheme::values(from, with).all(), wire, to.found);
                wire.flush();
                to.payload_size = wire.size();
            }
            if (!to_sign.flush()) return errc::crypto_failed;
        }
        if (!with.key.hmac().finish(hash, digest)) return errc::crypto_failed;
        // The last pair: the digest in percent-encoded Base64.
        to.after = to.out.size();
        to.out.write("&Signature=");
        char encoded[44];
        output base64{encoded};
        write_base64(base64, digest);
        write_percent(to.out, base64.since(0));
        to.payload_size += to.out.size() - to.after;
        return to.found.failed;
    }

    /// Writes the pairs again, for a streamed request, and the signature that sign() left.
    template <class Source, class Context>
    static void write_payload(const Source& from, const Context& with, std::string_view signature,
                              output& wire) noexcept {
        findings found;
        from.pairs(typename Scheme::values(from, with).all(), wire, found);
        wire.write(signature);
    }

    template <class Context>
    static void add_headers(const operation&, const Context& with, const destination&, signed_request& made) noexcept {
        if (!with.in_query()) add_header(made, "Content-Type", form_type);
    }

    template <class Context>
    static constexpr std::size_t most(const Context& with) noexcept {
        return with.in_query() ? 32 * 1024 : 1024 * 1024;
    }
};

/// Writes the payload of a scheme that signs a hash of the body, and hashes it; in the query, the body is empty.
template <class Scheme, class Hash, class Source, class Context>
bool hash_payload(Hash& hash, const Source& from, const Context& with, destination& to, std::uint8_t* digest) noexcept {
    if (!hash.start()) return false;
    if (to.streamed && !with.in_query()) {
        hash_output<Hash> body(hash);
        Scheme::write_parameters(from, with, body, to.found);
        to.payload_size = body.size();
        if (!body.flush()) return false;
    } else {
        output counted;
        output& wire = to.streamed ? counted : to.out;
        Scheme::write_parameters(from, with, wire, to.found);
        to.payload_size = wire.size() - (to.streamed ? 0 : to.payload_at);
        // A body that did not fit needs no hash: only the size is wanted then, and every digest is as long.
        if (!with.in_query() && to.out.ok()) {
            const std::string_view body = to.piece(to.payload_at, to.payload_size);
            if (!hash.update(bytes_of(body.data()), body.size())) return false;
        }
    }
    return hash.finish(digest);
}

/// Text that is unique for at least 15 minutes.
constexpr errc check_nonce(std::string_view nonce) noexcept {
    return !nonce.empty() && is_unreserved(nonce) ? errc::none : errc::bad_nonce;
}

} // namespace portwright::detail
