// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A request that is constant, made ready to be signed while the program is compiled: its canonical text, cut where the
// nonce, the time and the like come in. The program has neither its schema nor the code that walks and checks it.
//
//     constexpr clb::CreateListener request{...};                        // of static storage
//     constexpr portwright::prepared<request, portwright::hmac_sha256<>> open;
//     auto url = portwright::sign_url(open, context, buffer);            // and wherever a request is taken
//
// What check() refuses does not compile, with the words of `valid`. Values that come at run time have places in such a
// request: see signature/prepared_later.hpp.

#include <portwright/request/prepared_text.hpp>
#include <portwright/request/request_ref.hpp>
#include <portwright/signature/prepared_form.hpp>
#include <portwright/signature/prepared_later.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/stream.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// A constant request, ready to be signed by a scheme. An empty type: its text is a constant of the program. Request is
/// a constexpr variable of static storage duration that passes check(). sign(), sign_url(), sign_streamed(), the sizes,
/// string_to_sign() and `client` take it like any request, with the same bytes and errors, but for these:
/// - sign() by TC3 leaves the body where constants are: the buffer, and signed_size(), are for two headers alone.
/// - not_prepared from sign() by TC3: the context has GET, an endpoint, signs_action or a region with a host of its
///   own. sign_streamed() and `client` sign those in the ordinary way.
/// - bad_host from sign() and sign_url() by HmacSHA1 and HmacSHA256 for an endpoint in capitals.
/// An action with a ClientToken that the request does not set gets none from `client`, and counts as one that must not
/// be repeated.
template <const auto& Request, class Scheme>
class prepared {
public:
    using action_type = std::remove_cvref_t<decltype(Request)>;
    using prepared_for = Scheme;

    static_assert(detail::require_preparable<Request, Scheme>());

    /// Does not compile: values are for a request with later<N> in it, whose with() returns what is signed. See
    /// signature/prepared_later.hpp.
    template <class... Values>
    static prepared with([[maybe_unused]] Values&&... values) noexcept {
        static_assert(sizeof...(Values) == ~std::size_t{0} || !detail::is_preparable<Request, Scheme>(),
                      "this request has no later<N> that a value of with() is for: sign it as it is");
        return {};
    }

    /// @name For the library
    /// @{
    template <class S>
    static result<signed_request> sign(const context<S>& context, const std::span<char>& buffer) noexcept {
        if constexpr (!signs_by<S>()) return error{};
        else if constexpr (detail::has_constant_request<Scheme>)
            return detail::sign_prepared_body(context, buffer, form);
        else if constexpr (detail::signs_raw<Scheme>) return detail::sign_prepared(context, buffer, form);
        else
            return detail::sign_object(nullptr, context, buffer.data(), buffer.size(),
                                       detail::prepared_table<prepared, typename S::policy>);
    }
    template <class S>
    static result<std::string_view> sign_url(const context<S>& context, const std::span<char>& buffer) noexcept {
        if constexpr (!signs_by<S>()) return error{};
        else if constexpr (detail::signs_raw<Scheme>) return detail::sign_prepared_url(context, buffer, form);
        else
            return detail::sign_object_url(nullptr, context, buffer.data(), buffer.size(),
                                           detail::prepared_table<prepared, typename S::policy>);
    }
    template <class S>
    static result<signed_stream<S>> sign_streamed(const prepared& self, const context<S>& context) noexcept {
        if constexpr (!signs_by<S>()) return error{};
        else return detail::stream_request<S>({&self, &call, &detail::own_walk<prepared, typename S::policy>}, context);
    }

    // What request_ref.hpp needs of a request that writes itself: a stream is of such a one.

    static constexpr const operation& call = action_type::call;

    template <class Policy>
    static constexpr void pairs(const detail::common_parameters& common, basic_output<Policy>& wire,
                                detail::walk_outcome& outcome) noexcept {
        outcome.has_secret = detail::pairs_draft_of<Request, Scheme>().has_secret;
        detail::prepared_text text{detail::prepared_pairs_text<Request, Scheme>.data() +
                                       detail::cut_draft<Request, Scheme>.second_begin,
                                   0,
                                   {}};
        detail::write_sent_pairs(text, common, wire);
    }
    template <class Policy>
    static constexpr void json(basic_output<Policy>& out, detail::walk_outcome& outcome) noexcept {
        if constexpr (Scheme::writes_json) {
            constexpr const auto& body = detail::prepared_body_text<Request>;
            out.write(body.data(), body.size());
            outcome.has_secret = detail::body_draft_of<Request>().has_secret;
        } else {
            outcome.why.code = errc::wrong_scheme; // nobody asks
        }
    }
    static constexpr result<void> status() noexcept { return {}; }
    static constexpr bool accepts(std::string_view scheme) noexcept { return scheme == Scheme::name; }
    /// @}

private:
    /// Whether there is something to sign by this scheme; where not, that is said in one line here or above.
    template <class S>
    static constexpr bool signs_by() noexcept {
        static_assert(std::is_same_v<S, Scheme>, "this request was prepared for another signature scheme");
        return std::is_same_v<S, Scheme> && detail::prepares_requests<Scheme> && detail::constant_request<Request>;
    }

    static constexpr auto form = detail::make_prepared<Request, Scheme>();
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
