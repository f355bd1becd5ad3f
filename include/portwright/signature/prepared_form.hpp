// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a program has of a prepared request, made while it is compiled: the texts of signature/prepared_draft.hpp in
// pieces, and the form that signature/prepared_pairs.hpp or signature/prepared_body.hpp signs by. Part of
// signature/prepared.hpp.

#include <portwright/request/check.hpp>
#include <portwright/request/later_places.hpp>
#include <portwright/request/prepared_text.hpp>
#include <portwright/request/request_ref.hpp>
#include <portwright/signature/accepted.hpp>
#include <portwright/signature/prepared_body.hpp>
#include <portwright/signature/prepared_draft.hpp>
#include <portwright/signature/prepared_pairs.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

template <const auto& Request, class Scheme>
class prepared;

namespace detail {

/// Schemes that sign the pairs as they are before percent-encoding: prepared_pairs.hpp signs by them.
template <class Scheme>
concept signs_raw = requires { requires Scheme::signs_raw; };
/// Schemes whose canonical request is constant by POST: prepared_body.hpp signs by them.
template <class Scheme>
concept has_constant_request = requires { requires Scheme::has_constant_request; };

template <const auto& Request>
inline constexpr const auto& prepared_body_text = kept_text<body_draft_of<Request>()>;

/// The URL of an action by POST.
template <action Action>
inline constexpr auto prepared_url = [] {
    constexpr const service& target = *Action::call.service;
    std::array<char, 8 + target.host.size() + target.path.size()> made{};
    basic_output<size_policy> out{made};
    out.write("https://");
    out.write(target.host);
    out.write(target.path);
    return made;
}();

/// The canonical request of an action by POST for its own host, up to the digest of the body.
template <class Action, class Scheme>
inline constexpr auto canonical_draft = [] {
    using policy = typename Scheme::policy;
    prepared_draft<1024> made;
    basic_output<policy> out{made.text};
    const std::uint8_t digest[Scheme::digest_size] = {};
    const request_terms terms{.key_id = "id"};
    const request_ref<policy> request{nullptr, &Action::call, nullptr};
    Scheme::write_canonical(rewritten_parts<Scheme, request_terms>{request, terms, digest}, out);
    made.size = out.size() - 2 * Scheme::digest_size;
    return made;
}();

/// What follows the first `Size` bytes of a text.
template <const auto& Text, std::size_t Size>
inline constexpr auto last_bytes = [] {
    std::array<char, Text.size() - Size> made{};
    for (std::size_t i = 0; i != made.size(); ++i) made[i] = Text[Size + i];
    return made;
}();

/// What is signed of a request with a constant body, and the headers.
template <const auto& Request, class Scheme>
inline constexpr auto headers_draft = [] {
    constexpr const operation& call = std::remove_cvref_t<decltype(Request)>::call;
    static_assert(call.service->label_size <= 64, "the first label of a host has at most 63 characters");
    prepared_draft<1024> made;
    prepared_builder builder(made.text);
    if constexpr (has_later_after<Request>(body_draft<Request, usual_draft>.failed)) {
        Scheme::prepare_to_sign(builder, call, {});
    } else {
        char hex[2 * constant_sha256::digest_size];
        const constant_digest digest =
            hash_canonical_request<Scheme>(call, digest_of_text<prepared_body_text<Request>>);
        write_hex_digits<typename Scheme::policy>(hex, digest.bytes);
        Scheme::prepare_to_sign(builder, call, {hex, sizeof hex});
    }
    made.second_begin = builder.size();
    Scheme::prepare_headers(builder, call);
    made.size = builder.size();
    return made;
}();

/// The list of an action's headers.
template <class Action, class Scheme>
inline constexpr auto header_list_draft = [] {
    prepared_draft<1024> made;
    prepared_builder builder(made.text);
    Scheme::prepare_header_list(builder, Action::call);
    made.size = builder.size();
    return made;
}();

/// What a request with a constant body and one of which values come later have in common.
template <const auto& Request, class Scheme>
constexpr posted_form make_posted() noexcept {
    using action_type = std::remove_cvref_t<decltype(Request)>;
    constexpr const service& target = *action_type::call.service;
    static_assert(target.path.size() < 256, "a path has at most 255 characters");
    constexpr const char* to_sign = kept_text<headers_draft<Request, Scheme>>.data();
    constexpr const auto& url = prepared_url<action_type>;
    return {to_sign,
            to_sign + headers_draft<Request, Scheme>.second_begin,
            kept_text<header_list_draft<action_type, Scheme>>.data(),
            url.data(),
            target.check_region,
            static_cast<std::uint16_t>(url.size()),
            static_cast<std::uint8_t>(target.path.size()),
            target.label_size,
            target.needs_region,
            target.regional_hosts};
}

/// Of cut_pairs(): the values that come later are never left out, and numbers are not percent-encoded.
inline constexpr unsigned later_marks = 0x7FFF0000;
template <const auto& Request, class Scheme>
constexpr unsigned plain_marks() noexcept {
    if constexpr (has_later_after<Request>(pairs_draft<Request, Scheme, usual_draft>.failed))
        return plain_later<Request>;
    else return 0;
}

/// Host, path and pairs in pieces. Where the scheme signs the pairs in another spelling than they are sent in, in both.
template <const auto& Request, class Scheme>
inline constexpr auto cut_draft = [] {
    constexpr const operation& call = std::remove_cvref_t<decltype(Request)>::call;
    constexpr const service& target = *call.service;
    constexpr const auto& draft = pairs_draft_of<Request, Scheme>();
    prepared_draft<3 * sizeof draft.text + 512> made;
    prepared_builder builder(made.text);
    constexpr unsigned own_host = piece::constant | writing::own_host;
    builder.add(piece::constant | writing::raw | writing::by_get, to_text(method::GET));
    builder.add(piece::constant | writing::raw | writing::by_post, to_text(method::POST));
    builder.add(piece::constant | writing::sent, "https://");
    builder.add_value(piece::endpoint | piece::plain);
    if (target.regional_hosts) {
        builder.add(own_host, target.label());
        builder.add(piece::financial_region | piece::plain, ".");
        builder.add(own_host, target.host.substr(target.label_size));
    } else {
        builder.add(own_host, target.host);
    }
    builder.add(piece::constant, target.path);
    builder.add(piece::constant, "?");
    builder.begin_another();
    made.second_begin = builder.size();
    char memory[2 * sizeof draft.text + 64] = {};
    basic_output<typename Scheme::policy> raw{memory};
    if constexpr (signs_raw<Scheme>) {
        constexpr unsigned needed =
            Scheme::always_varying | (target.needs_region ? Scheme::varying_region : 0) | later_marks;
        auto transcriber = Scheme::begin_string_to_sign(call, method::GET, raw);
        cut_pairs(draft.text, draft.size, transcriber, raw, needed,
                  Scheme::varying_plain | plain_marks<Request, Scheme>(), builder);
        made.is_sent_raw = builder.is_sent_raw();
    } else {
        same_spelling<typename Scheme::policy> same{raw};
        cut_pairs(draft.text, draft.size, same, raw, later_marks, plain_marks<Request, Scheme>(), builder);
    }
    builder.add(piece::signature, "&Signature=");
    builder.add(piece::end);
    made.size = builder.size();
    return made;
}();

template <const auto& Request, class Scheme>
inline constexpr const auto& prepared_pairs_text = kept_text<cut_draft<Request, Scheme>>;

template <class Scheme>
concept prepares_requests = requires { unsigned{Scheme::varying}; };

template <const auto& Request, class Scheme>
constexpr errc walk_failure() noexcept {
    if constexpr (has_constant_request<Scheme>) return body_draft_of<Request>().failed;
    else return pairs_draft_of<Request, Scheme>().failed;
}

/// Whether a variable can be read while the program is compiled.
template <const auto& Request>
concept constant_request = requires {
    typename std::bool_constant<(static_cast<void>(std::remove_cvref_t<decltype(Request)>(Request)), true)>;
};

/// Whether a request can be prepared for a scheme.
template <const auto& Request, class Scheme>
constexpr bool is_preparable() noexcept {
    using request_type = std::remove_cvref_t<decltype(Request)>;
    if constexpr (action<request_type> && prepares_requests<Scheme> && constant_request<Request>) {
        if constexpr (accepts<portwright::system_of<request_type>, Scheme>)
            return walk_failure<Request, Scheme>() == errc::none;
    }
    return false;
}

/// Asserts that a request can be prepared for a scheme, one line for what is wrong.
template <const auto& Request, class Scheme>
constexpr bool require_preparable() {
    using request_type = std::remove_cvref_t<decltype(Request)>;
    static_assert(
        prepares_requests<Scheme>,
        "this scheme prepares no request: it does not say in `varying` which common parameters come at run time");
    constexpr bool is_constant = constant_request<Request>;
    static_assert(is_constant, "a request is prepared while the program is compiled: declare it constexpr");
    if constexpr (!action<request_type>) {
        require_action<request_type>();
    } else if constexpr (prepares_requests<Scheme> && is_constant) {
        require_accepted<Scheme, request_type>();
        if constexpr (accepts<portwright::system_of<request_type>, Scheme>)
            if constexpr (walk_failure<Request, Scheme>() != errc::none)
                explain<request_type, 0, why_refused<Request>>();
    }
    return true;
}

/// What a program has of a request, for either kind of schemes.
template <const auto& Request, class Scheme>
constexpr auto make_prepared() noexcept {
    constexpr const operation& call = std::remove_cvref_t<decltype(Request)>::call;
    constexpr bool is_prepared =
        prepares_requests<Scheme> && constant_request<Request>; // where not, that has been said
    if constexpr (is_prepared && has_constant_request<Scheme>) {
        constexpr const auto& body = prepared_body_text<Request>;
        return prepared_body{make_posted<Request, Scheme>(), borrowed_text(body.data(), body.size())};
    } else if constexpr (is_prepared && signs_raw<Scheme>) {
        constexpr const service& target = *call.service;
        static_assert(target.host.size() < 256 && target.path.size() < 256,
                      "a host or a path has at most 255 characters");
        return prepared_pairs{prepared_pairs_text<Request, Scheme>.data(),
                              target.check_region,
                              target.needs_region,
                              target.regional_hosts,
                              pairs_draft_of<Request, Scheme>().has_secret,
                              cut_draft<Request, Scheme>.is_sent_raw,
                              static_cast<std::uint8_t>(target.path.size()),
                              static_cast<std::uint8_t>(target.host.size()),
                              static_cast<std::uint16_t>(9 + target.path.size())};
    } else {
        return 0;
    }
}

/// The JSON body of a request of which values come later, in pieces.
template <const auto& Request>
inline constexpr auto cut_body = [] {
    constexpr const auto& draft = body_draft_of<Request>();
    prepared_draft<2 * sizeof draft.text> made;
    prepared_builder builder(made.text);
    const char* run = draft.text;
    for (const char *next = run, *const end = run + draft.size;; ++next) {
        if (next != end && !is_value_mark(*next)) continue;
        if (next == end) {
            builder.add(piece::constant, run, static_cast<std::size_t>(next - run));
            break;
        }
        const auto number = static_cast<unsigned>(*next - mark_value(0));
        const std::size_t before = static_cast<std::size_t>(next - run) % (piece::longest + 1u);
        builder.add(piece::constant, run, static_cast<std::size_t>(next - run) - before);
        builder.add_value(((plain_later<Request> >> number & 1) != 0 ? piece::plain : 0) | number, next - before,
                          before);
        run = next + 1;
    }
    builder.add(piece::end);
    made.size = builder.size();
    return made;
}();

/// What stands in such a body before the first of these values.
template <const auto& Request>
inline constexpr auto body_before_values = [] {
    constexpr const auto& draft = body_draft_of<Request>();
    constexpr std::size_t size = [] {
        std::size_t i = 0;
        while (i != draft.size && !is_value_mark(draft.text[i])) ++i;
        return i;
    }();
    std::array<char, size> made{};
    for (std::size_t i = 0; i != size; ++i) made[i] = draft.text[i];
    return made;
}();

/// What a program has of a request of which values come later.
template <const auto& Request, class Scheme>
constexpr auto make_waiting(const auto& later) noexcept {
    using features = typename std::remove_cvref_t<decltype(later)>::features;
    if constexpr (signs_raw<Scheme>) {
        return waiting_pairs<features>{make_prepared<Request, Scheme>(), later};
    } else if constexpr (has_constant_request<Scheme>) {
        using action_type = std::remove_cvref_t<decltype(Request)>;
        using hash_type = typename Scheme::hash_type;
        constexpr const auto& canonical = kept_text<canonical_draft<action_type, Scheme>>;
        constexpr const constant_midstate* begin = kept_midstate<hash_type, canonical>();
        constexpr std::size_t hashed = begin != nullptr ? begin->size : 0;
        constexpr const auto& rest = last_bytes<canonical, hashed>;
        return waiting_body<features>{make_posted<Request, Scheme>(),
                                      kept_text<cut_body<Request>>.data(),
                                      borrowed_text(rest.data(), rest.size()),
                                      kept_midstate<hash_type, body_before_values<Request>>(),
                                      begin,
                                      later};
    } else {
        return 0;
    }
}

/// The table of a request that is signed by the code of ordinary ones, with its own text.
template <class Prepared, class Policy>
inline constexpr request_table<Policy> prepared_table{{{}, Prepared::call, nullptr}, &own_walk<Prepared, Policy>};

/// Writes the pairs of a request in pieces, with the common parameters among them.
template <class Text, class Policy>
constexpr void write_sent_pairs(Text& text, const common_parameters& common, basic_output<Policy>& wire) noexcept {
    const std::size_t count = count_words(common.names);
    for (std::size_t i = 0; i != piece::value_count; ++i) text.values[i] = i < count ? common.values[i] : &left_out;
    text.template write<writing::sent>(wire);
}

} // namespace detail

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
