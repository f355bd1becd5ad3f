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

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// A typed action as a source of parameters, checked on the way.
template <class Root, class Needs>
struct typed_source {
    Root root;
    const action_table& top;
    error& why;
    bool checks;
    const operation& call = top.call;

    template <class Policy>
    constexpr void pairs(const common_parameters& common, basic_output<Policy>& wire, findings& found) const noexcept {
        pair_walk<Root, Needs, Policy>(root, call.of->index_base, checks, why, common, wire).write(top, found);
        found.failed = why.code;
    }
    template <class Policy>
    constexpr void json(basic_output<Policy>& out, findings& found) const noexcept {
        json_walk<Root, Needs, Policy>(root, call.of->index_base, checks, why, out).write(top, found);
        found.failed = why.code;
    }
};

/// The same at run time and without its type, so that a scheme is there once whatever actions it signs.
template <class Policy>
struct raw_source;

/// How an action is walked through; without JSON for the schemes that have none.
template <class Policy>
struct walks {
    using source = raw_source<Policy>;
    void (*pairs)(const source& from, const common_parameters& common, basic_output<Policy>& wire, findings& found);
    void (*json)(const source& from, basic_output<Policy>& out, findings& found);
};

/// What signing knows of an action.
template <class Policy>
struct signable_action : action_table {
    const walks<Policy>* by;
};

template <class Policy>
struct raw_source {
    const void* request;
    const signable_action<Policy>& action;
    error& why;
    bool checks;
    const operation& call = action.call;

    void pairs(const common_parameters& common, basic_output<Policy>& wire, findings& found) const noexcept {
        action.by->pairs(*this, common, wire, found);
    }
    void json(basic_output<Policy>& out, findings& found) const noexcept { action.by->json(*this, out, found); }
};

template <class Needs, class Policy>
void walk_pairs(const raw_source<Policy>& from, const common_parameters& common, basic_output<Policy>& wire,
                findings& found) {
    typed_source<raw_root, Needs>{{from.request}, from.action, from.why, from.checks}.pairs(common, wire, found);
}
template <class Needs, class Policy>
void walk_json(const raw_source<Policy>& from, basic_output<Policy>& out, findings& found) {
    typed_source<raw_root, Needs>{{from.request}, from.action, from.why, from.checks}.json(out, found);
}

template <class Needs, bool Json, class Policy>
inline constexpr walks<Policy> walks_of{&walk_pairs<Needs, Policy>, Json ? &walk_json<Needs, Policy> : nullptr};

template <action T, bool Json, class Policy>
inline constexpr signable_action<Policy> signable_of{table_of<T>, &walks_of<needs_of<T>, Json, Policy>};

/// Where a signer writes, and what it leaves there: "https://", host, path, "?", the parameters, and what the headers
/// need.
template <class Policy>
struct destination {
    basic_output<Policy> out;
    method verb;
    bool in_query; ///< the parameters are the URL's query; otherwise they are the body
    findings found = {};
    std::size_t path_at = 0; ///< positions in `out`
    std::size_t payload_at = 0;
    std::size_t after = 0; ///< where what follows the parameters begins
    std::size_t extra = 0; ///< the size of its first part
    std::size_t scope_size = 0; ///< of TC3's credential scope
    std::size_t digest_at = 0; ///< where a digest stands
    std::size_t payload_size = 0; ///< of the parameters, the signature among them where it is one

    constexpr void begin(const service& of, const region_name& region, const authority& endpoint) noexcept {
        out.write("https://");
        write_location(out, of, region, endpoint);
        payload_at = out.size();
        path_at = payload_at - of.path.size() - 1;
    }
    static constexpr std::size_t host_at = 8; // after https://
    constexpr borrowed_text host() const noexcept { return piece(host_at, path_at - host_at); }
    constexpr borrowed_text payload() const noexcept {
        return out.ok() ? piece(payload_at, payload_size) : borrowed_text();
    }
    constexpr borrowed_text piece(std::size_t from, std::size_t size) const noexcept {
        return borrowed_text::of(out.data() + from, size);
    }
    /// Writes a piece; nothing where it did not fit: then only sizes are wanted, and every digest is as long.
    template <class To>
    [[gnu::noinline]] void copy(std::size_t from, std::size_t size, To& to) const noexcept {
        if (out.ok()) to.write(out.data() + from, size);
    }
    template <class To>
    void copy_host(To& to) const noexcept {
        copy(host_at, path_at - host_at, to);
    }
    template <class To>
    void copy_query(To& to) const noexcept {
        if (in_query) copy(payload_at, payload_size, to);
    }
    /// A text that is in `out` already: `place` finds it, and what would write it is not called.
    template <class To, class Place, class Write>
    void copy_text(To& to, const Place& place, const Write&) const noexcept {
        if (out.ok()) to.write(place(*this));
    }
    template <class Scheme, class To>
    void copy_body_digest(To& to) const noexcept {
        copy(Scheme::body_digest_is_header ? after : digest_at, 2 * Scheme::hash_type::digest_size, to);
    }
    template <class Scheme, class To>
    void copy_digest(To& to) const noexcept {
        copy(digest_at, 2 * Scheme::hash_type::digest_size, to);
    }
    /// Writes a digest over the one before.
    template <class Scheme>
    void keep_digest(const std::uint8_t* digest) noexcept {
        if (out.ok()) out.rewind(digest_at);
        if (out.size() == digest_at) write_hex(out, {digest, Scheme::hash_type::digest_size});
    }
};

/// The name as its characters and their number: a view of a literal is measured at run time where size counts.
constexpr void add_header(signed_request& made, const char* name, std::size_t size,
                          const std::string_view& value) noexcept {
    made.headers[made.header_count++] = {borrowed_text::of(name, size), borrowed_text::of(value.data(), value.size())};
}
template <std::size_t N>
[[gnu::always_inline]] constexpr void add_header(signed_request& made, const char (&name)[N],
                                                 const std::string_view& value) noexcept {
    add_header(made, name, N - 1, value);
}

/// Takes a scheme's headers as views. What the scheme writes itself lies in a destination: `place` finds it there, and
/// what would write it is not called.
template <class Policy>
struct header_views {
    signed_request& made;
    const destination<Policy>& in;

    template <std::size_t N>
    [[gnu::always_inline]] void add(const char (&name)[N], const std::string_view& value) const noexcept {
        add_header(made, name, value);
    }
    template <std::size_t N, class Place, class Write>
    [[gnu::always_inline]] void add(const char (&name)[N], const Place& place, const Write&) const noexcept {
        add_header(made, name, place(in));
    }
};

/// Sizes that a cloud refuses are an error before sending.
template <class Scheme>
constexpr errc check_size(std::size_t size, bool in_query) noexcept {
    return size > Scheme::most(in_query) ? errc::request_too_large : errc::none;
}

inline constexpr std::string_view form_type = "application/x-www-form-urlencoded";

/// A prepared key of a scheme whose key is the secret itself. Wiped on destruction.
template <class Engine, class Hash>
class secret_key {
public:
    secret_key() = default;
    const std::string_view& id() const noexcept { return id_; }
    const std::string_view& token() const noexcept { return token_; }
    const hmac_key<Engine, Hash>& hmac() const noexcept { return hmac_; }

protected:
    result<void> prepare(const credentials& from, std::string_view suffix) noexcept {
        id_ = {}; // what fails leaves a key that signs nothing
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

/// Writes a digest, which one 0 follows, in percent-encoded Base64.
template <class Policy, std::size_t Size>
[[gnu::noinline]] constexpr void write_signature(basic_output<Policy>& out,
                                                 const std::uint8_t (&digest)[Size]) noexcept {
    static_assert(Size % 3 == 0, "one character of padding");
    char text[Size / 3 * 4];
    const std::uint8_t* next = digest;
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i != sizeof text; ++i, bits <<= 6) {
        if (i % 4 == 0) {
            bits = next[0] * 0x10000u + next[1] * 0x100u + next[2];
            next += 3;
        }
        text[i] = base64_digit<Policy>(bits >> 18 & 63);
    }
    text[sizeof text - 1] = '=';
    write_percent(out, text, sizeof text);
}

/// The schemes that sign the pairs and send the signature as one more. Scheme gives
/// - values: the common parameters, made of a source and a context
/// - text: what takes the string to sign into a hash
/// - signs_host: host and path are signed before the pairs
/// - transcribe(): begins what is signed, and gives the transcriber that makes the rest of what goes over the wire
template <class Scheme, class Engine, class Hash>
struct pair_signer {
    using policy = policy_of<Engine>;
    using output = basic_output<policy>; // what is written here is written by the policy of the engine
    using destination = detail::destination<policy>;

    static constexpr bool signs_url = true;
    static constexpr bool writes_json = false;
    /// Of what stream() leaves: the digest, and one 0 for write_signature().
    static constexpr std::size_t digests_size() noexcept { return Hash::digest_size + 1; }

    template <class Source, class Terms>
    static constexpr void write_string_to_sign(const Source& from, const Terms& terms, output& to_sign,
                                               findings& found) noexcept {
        transcribe(from, terms, Scheme::transcribe(from.call, terms.verb, to_sign), found);
    }

    template <class Source, class Context>
    [[gnu::always_inline]] static errc sign(const Source& from, const Context& with, destination& to) noexcept {
        write_pairs(from, with, to.out, to.found);
        if (to.found.failed == errc::none && !sign_pairs(from, with, to)) return errc::crypto_failed;
        return to.found.failed;
    }

    /// Signs without a destination, and leaves the digest in what `made` becomes.
    template <class Handle, class Context, class Made>
    [[gnu::noinline]] static errc stream(const Handle& request, const Context& with, Made& made) noexcept {
        Hash hash;
        if (!hash.clone(with.key.hmac().inner())) return errc::crypto_failed;
        typename Scheme::text to_sign(hash);
        const auto& from = request.source(with.checked, made.failing());
        findings found;
        const std::size_t size = transcribe(from, with, Scheme::transcribe(from.call, with.verb, to_sign), found);
        if (found.failed != errc::none) return found.failed;
        if (found.secret && with.in_query() && !with.secrets_in_url) return errc::secret_in_url;
        auto& signed_one = made.succeed(request, with);
        if (!to_sign.flush() || !with.key.hmac().finish(hash, signed_one.digests_)) return errc::crypto_failed;
        signed_one.digests_[Hash::digest_size] = 0;
        output last_pair;
        write_last_pair(signed_one.digests_, last_pair);
        signed_one.payload_size_ = size + last_pair.size();
        return check_size<Scheme>(signed_one.payload_size_, with.in_query());
    }

    /// Writes the pairs again, and the signature that stream() left.
    template <class Source, class Context>
    static void write_payload(const Source& from, const Context& with,
                              const std::uint8_t (&digest)[Hash::digest_size + 1], output& wire) noexcept {
        findings found;
        write_pairs(from, with, wire, found);
        write_last_pair(digest, wire);
    }

    static void write_after_payload(const operation&, const auto&, const std::uint8_t*, destination&) noexcept {}

    template <class Headers>
    static void add_headers(const operation&, const auto& with, const Headers& to) noexcept {
        if (!with.in_query()) to.add("Content-Type", form_type);
    }

    static constexpr std::size_t most(bool in_query) noexcept { return in_query ? 32 * 1024 : 1024 * 1024; }

private:
    // Functions of their own, so that the stack has either the walk or the hash on it.

    template <class Source, class Terms>
    [[gnu::noinline]] static constexpr void write_pairs(const Source& from, const Terms& terms, output& wire,
                                                        findings& found) noexcept {
        from.pairs(typename Scheme::values(from, terms).all(), wire, found);
    }

    /// Returns the size of the pairs.
    template <class Source, class Terms, class Transcriber>
    [[gnu::noinline]] static constexpr std::size_t transcribe(const Source& from, const Terms& terms,
                                                              Transcriber&& transcriber, findings& found) noexcept {
        transcribing_output<std::remove_reference_t<Transcriber>, policy> wire(transcriber);
        if constexpr (Scheme::signs_host) write_location(wire, *from.call.of, terms.region, terms.endpoint);
        const std::size_t before = wire.size();
        write_pairs(from, terms, wire, found);
        wire.end();
        return wire.size() - before;
    }

    /// Hashes what is signed, and writes the last pair: the digest in percent-encoded Base64.
    template <class Source, class Context>
    [[gnu::noinline]] static bool sign_pairs(const Source& from, const Context& with, destination& to) noexcept {
        Hash hash;
        if (!hash.clone(with.key.hmac().inner())) return false;
        typename Scheme::text to_sign(hash);
        auto transcriber = Scheme::transcribe(from.call, to.verb, to_sign);
        if (!to.out.ok()) { // the pairs are nowhere to be read
            transcribe(from, with, transcriber, to.found);
        } else {
            const std::size_t first = Scheme::signs_host ? to.host_at : to.payload_at;
            transcriber.feed(to.out.data() + first, to.out.size() - first);
        }
        return to_sign.flush() && append_signature(with, hash, to);
    }

    template <class Context>
    [[gnu::noinline]] static bool append_signature(const Context& with, Hash& hash, destination& to) noexcept {
        std::uint8_t digest[Hash::digest_size + 1];
        if (!with.key.hmac().finish(hash, digest)) return false;
        digest[Hash::digest_size] = 0;
        write_last_pair(digest, to.out);
        to.payload_size = to.out.size() - to.payload_at;
        return true;
    }

    static void write_last_pair(const std::uint8_t (&digest)[Hash::digest_size + 1], output& wire) noexcept {
        wire.write("&Signature=");
        write_signature(wire, digest);
    }
};

/// The schemes that sign a hash of a canonical request, which has a hash of the body in it. Each digest stands, while the
/// next is made, where the signature will stand at last: at the end of the output. Scheme gives
/// - body_digest_is_header: the digest of the body is written before what follows the parameters, and stays
/// - write_parameters(): query or body
/// - write_after(): what follows the parameters, up to the signature
/// - write_canonical(), write_to_sign(): what is hashed of it, the latter without the digest at its end
/// Streamed, there is no output: the digests stand in what stream() makes, and the rest is written from the context.
template <class Scheme, class Engine, class Hash>
struct canonical_signer {
    using policy = policy_of<Engine>;
    using output = basic_output<policy>; // what is written here is written by the policy of the engine
    using destination = detail::destination<policy>;
    using Hmac = hmac_key<Engine, Hash>;
    static constexpr bool signs_url = false;
    static constexpr bool writes_json = true;
    /// Of what stream() leaves.
    static constexpr std::size_t digests_size() noexcept {
        return (Scheme::body_digest_is_header ? 2 : 1) * Hash::digest_size;
    }

    template <class Source, class Context>
    [[gnu::always_inline]] static errc sign(const Source& from, const Context& with, destination& to) noexcept {
        write_parameters(from, with, to.in_query, to.out, to.found);
        to.payload_size = to.out.size() - to.payload_at;
        to.after = to.digest_at = to.out.size();
        if constexpr (Scheme::body_digest_is_header)
            if (!hash_body(to)) return errc::crypto_failed;
        Scheme::write_after(from.call, with, to);
        to.digest_at = to.out.size();
        if constexpr (!Scheme::body_digest_is_header)
            if (!hash_body(to)) return errc::crypto_failed;
        if (to.found.failed != errc::none) return to.found.failed;
        return finish_signing(from.call, with, to);
    }

    /// Signs without a destination, and leaves the digests in what `made` becomes.
    template <class Handle, class Context, class Made>
    [[gnu::always_inline]] static errc stream(const Handle& request, const Context& with, Made& made) noexcept {
        errc failed = with.in_query() ? count_query(request, with, made) : hash_streamed(request, with, made);
        if (failed != errc::none) return failed;
        auto& signed_one = made.succeeded();
        failed = check_size<Scheme>(signed_one.payload_size_, with.in_query());
        return failed != errc::none ? failed : finish_signing(request.call(), with, signed_one);
    }

    template <class Source, class Context>
    static void write_payload(const Source& from, const Context& with, const std::uint8_t*, output& wire) noexcept {
        findings found;
        write_parameters(from, with, with.in_query(), wire, found);
    }

    /// Writes what sign() leaves after the parameters, from the digests that stream() left.
    template <class Context>
    static void write_after_payload(const operation& call, const Context& with, const std::uint8_t* digests,
                                    destination& to) noexcept {
        to.after = to.out.size();
        if constexpr (Scheme::body_digest_is_header) write_hex(to.out, {digests, Hash::digest_size});
        Scheme::write_after(call, with, to);
        write_hex(to.out, {signature_of(digests), Hash::digest_size});
    }

    /// Of the digests that stream() leaves.
    static constexpr const std::uint8_t* signature_of(const std::uint8_t* digests) noexcept {
        return digests + (Scheme::body_digest_is_header ? Hash::digest_size : 0);
    }

private:
    // Functions of their own, so that the stack has either the walk or one hash on it.

    template <class Source, class Context>
    [[gnu::noinline]] static void write_parameters(const Source& from, const Context& with, bool in_query, output& wire,
                                                   findings& found) noexcept {
        Scheme::write_parameters(from, with, in_query, wire, found);
    }

    /// Ends a hash, or an HMAC.
    template <class To>
    [[gnu::noinline]] static bool finish(Hash& hash, const Hmac* hmac, To& to) noexcept {
        std::uint8_t digest[Hash::digest_size];
        if (hmac != nullptr ? !hmac->finish(hash, digest) : !hash.finish(digest)) return false;
        to.template keep_digest<Scheme>(digest);
        return true;
    }

    template <class Handle, class Context, class Made>
    [[gnu::noinline]] static errc hash_streamed(const Handle& request, const Context& with, Made& made) noexcept {
        Hash hash;
        if (!hash.start()) return errc::crypto_failed;
        hash_output<Hash, policy> body(hash);
        findings found;
        Scheme::write_parameters(request.source(with.checked, made.failing()), with, false, body, found);
        if (found.failed != errc::none) return found.failed;
        auto& signed_one = made.succeed(request, with);
        signed_one.payload_size_ = body.size();
        return body.flush() && hash.finish(signed_one.digests_) ? errc::none : errc::crypto_failed;
    }

    /// By GET the query is hashed as a part of the canonical request, and the body is empty.
    template <class Handle, class Context, class Made>
    [[gnu::noinline]] static errc count_query(const Handle& request, const Context& with, Made& made) noexcept {
        output count;
        findings found;
        write_parameters(request.source(with.checked, made.failing()), with, true, count, found);
        if (found.failed != errc::none) return found.failed;
        if (found.secret && !with.secrets_in_url) return errc::secret_in_url;
        auto& signed_one = made.succeed(request, with);
        signed_one.payload_size_ = count.size();
        Hash hash;
        return hash.start() && hash.finish(signed_one.digests_) ? errc::none : errc::crypto_failed;
    }

    template <class Context, class To>
    [[gnu::always_inline]] static errc finish_signing(const operation& call, const Context& with, To& to) noexcept {
        return hash_canonical(call, with, to) && hash_to_sign(call, with, to) ? errc::none : errc::crypto_failed;
    }

    [[gnu::noinline]] static bool hash_body(destination& to) noexcept {
        const std::string_view body = to.in_query ? std::string_view() : to.payload();
        Hash hash;
        return hash.start() && hash.update(bytes_of(body.data()), body.size()) && finish(hash, nullptr, to);
    }

    template <class Context, class To>
    [[gnu::noinline]] static bool hash_canonical(const operation& call, const Context& with, To& to) noexcept {
        Hash hash;
        if (!hash.start()) return false;
        hash_sink<Hash, policy> canonical(hash);
        Scheme::write_canonical(call, with, to, canonical);
        return canonical.flush() && finish(hash, nullptr, to);
    }

    template <class Context, class To>
    [[gnu::noinline]] static bool hash_to_sign(const operation& call, const Context& with, To& to) noexcept {
        Hash hash;
        if (!hash.clone(with.key.hmac().inner())) return false;
        hash_sink<Hash, policy> to_sign(hash);
        Scheme::write_to_sign(call, with, to, to_sign);
        to.template copy_digest<Scheme>(to_sign);
        return to_sign.flush() && finish(hash, &with.key.hmac(), to);
    }
};

/// Text that is unique for at least 15 minutes.
template <class Policy>
constexpr errc check_nonce(std::string_view nonce) noexcept {
    return !nonce.empty() && is_unreserved<Policy>(nonce) ? errc::none : errc::bad_nonce;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
