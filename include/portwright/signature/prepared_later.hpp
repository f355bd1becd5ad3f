// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Prepared requests of which values come at run time: later<0>, later<1> and so on in a request are places for them.
//
//     constexpr std::int64_t ports[] = {later<1>};
//     constexpr clb::CreateListener request{.LoadBalancerId = later<0>, .Ports = ports, ...};
//     constexpr portwright::prepared<request, scheme> open;
//     auto url = portwright::sign_url(open.with(config.load_balancer, port), context, buffer);
//
// All else is checked while the program is compiled; the values are checked where they are signed. Part of
// signature/prepared.hpp.

#include <portwright/request/later_places.hpp>
#include <portwright/signature/prepared_form.hpp>
#include <portwright/signature/sign.hpp>
#include <portwright/signature/stream.hpp>

#include <bit>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Whether values of a request come later.
template <const auto& Request, class Scheme>
constexpr bool waits_for_values() noexcept {
    using request_type = std::remove_cvref_t<decltype(Request)>;
    if constexpr (action<request_type> && prepares_requests<Scheme> && constant_request<Request>) {
        if constexpr (!accepts<portwright::system_of<request_type>, Scheme>) return false;
        else if constexpr (has_constant_request<Scheme>)
            return has_later_after<Request>(body_draft<Request, usual_draft>.failed);
        else return has_later_after<Request>(pairs_draft<Request, Scheme, usual_draft>.failed);
    } else {
        return false;
    }
}

/// Whether every place of a value that comes later is known: the walk ended neither at an error nor for want of room.
template <const auto& Request>
inline constexpr bool knows_all_places =
    why_not_prepared<Request>.code == errc::none && has_near_places(places_in<Request>);

/// Whether they are numbered from 0 on.
template <const auto& Request>
constexpr bool has_every_number() noexcept {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return ((first_place<Request, I> != places_in<Request>.count) && ...);
    }(std::make_index_sequence<later_count<Request>>{});
}

/// Asserts that the values of a request may come later, one line for what is wrong.
template <const auto& Request, class Scheme>
constexpr bool require_waiting() {
    using request_type = std::remove_cvref_t<decltype(Request)>;
    require_accepted<Scheme, request_type>();
    explain<request_type, 0, why_not_prepared<Request>>();
    static_assert(has_near_places(places_in<Request>),
                  "the values that come later have at most 60 places, in the first 65535 elements of lists");
    if constexpr (knows_all_places<Request>) {
        static_assert(has_every_number<Request>(),
                      "the values that come later are numbered without a gap, from later<0>");
        static_assert(has_one_kind_each<Request>,
                      "one of the values that come later stands for a text in one place and for a number in another");
    }
    return true;
}

} // namespace detail

/// A prepared request with its values: what with() makes. It goes wherever a request is taken, and borrows the texts
/// that it was given.
template <const auto& Request, class Scheme>
class completed {
public:
    using action_type = std::remove_cvref_t<decltype(Request)>;
    using prepared_for = Scheme;

    /// @name For the library
    /// @{
    template <class S>
    result<signed_request> sign(const context<S>& context, const std::span<char>& buffer) const noexcept {
        if constexpr (!signs_by<S>()) return error{};
        else if constexpr (detail::signs_raw<Scheme>) return detail::sign_prepared(context, buffer, form, values_);
        else if constexpr (detail::has_constant_request<Scheme>)
            return detail::sign_prepared_body(context, buffer, form, values_);
        else
            return detail::sign_object(this, context, buffer.data(), buffer.size(),
                                       detail::prepared_table<completed, typename S::policy>);
    }
    template <class S>
    result<std::string_view> sign_url(const context<S>& context, const std::span<char>& buffer) const noexcept {
        if constexpr (!signs_by<S>()) return error{};
        else if constexpr (detail::signs_raw<Scheme>) return detail::sign_prepared_url(context, buffer, form, values_);
        else
            return detail::sign_object_url(this, context, buffer.data(), buffer.size(),
                                           detail::prepared_table<completed, typename S::policy>);
    }
    template <class S>
    static result<signed_stream<S>> sign_streamed(const completed& self, const context<S>& context) noexcept {
        if constexpr (!signs_by<S>()) return error{};
        else
            return detail::stream_request<S>({&self, &call, &detail::own_walk<completed, typename S::policy>}, context);
    }

    // What request_ref.hpp needs of a request that writes itself.

    static constexpr const operation& call = action_type::call;

    template <class Policy>
    void pairs(const detail::common_parameters& common, basic_output<Policy>& wire,
               detail::walk_outcome& outcome) const noexcept {
        outcome.has_secret = detail::pairs_draft_of<Request, Scheme>().has_secret;
        if (!is_good<Policy>(outcome)) return;
        detail::completed_text text;
        text.pieces =
            detail::prepared_pairs_text<Request, Scheme>.data() + detail::cut_draft<Request, Scheme>.second_begin;
        text.how = 0;
        text.later = values_;
        detail::write_sent_pairs(text, common, wire);
    }
    template <class Policy>
    void json(basic_output<Policy>& out, detail::walk_outcome& outcome) const noexcept {
        if constexpr (Scheme::writes_json) {
            outcome.has_secret = detail::body_draft_of<Request>().has_secret;
            if (!is_good<Policy>(outcome)) return;
            detail::completed_text text;
            text.pieces = detail::kept_text<detail::cut_body<Request>>.data();
            text.how = 0;
            text.later = values_;
            text.template write<detail::writing::json>(out);
        } else {
            outcome.why.code = errc::wrong_scheme; // nobody asks
        }
    }
    static constexpr result<void> status() noexcept { return {}; }
    static constexpr bool accepts(std::string_view scheme) noexcept { return scheme == Scheme::name; }
    /// @}

private:
    template <const auto&, class>
    friend class prepared;

    /// Of the values as fields, which have one representation.
    template <class... Fields>
    explicit completed(const Fields&... values) noexcept : values_{std::bit_cast<detail::raw_root::value>(values)...} {}

    template <class S>
    static constexpr bool signs_by() noexcept {
        static_assert(std::is_same_v<S, Scheme>, "this request was prepared for another signature scheme");
        return std::is_same_v<S, Scheme>;
    }
    template <class Policy>
    bool is_good(detail::walk_outcome& outcome) const noexcept {
        return detail::check_later<Policy, typename decltype(later)::features>(later, values_, outcome.checks,
                                                                               outcome.why) == errc::none;
    }

    static constexpr auto later = detail::make_later_form<Request>();
    static constexpr auto form = detail::make_waiting<Request, Scheme>(later);

    detail::raw_root::value values_[detail::later_count<Request>];
};

/// A prepared request of which values come later. It is signed with them: sign(open.with(id, port), context, buffer).
template <const auto& Request, class Scheme>
    requires(detail::waits_for_values<Request, Scheme>())
class prepared<Request, Scheme> {
public:
    using action_type = std::remove_cvref_t<decltype(Request)>;
    using prepared_for = Scheme;

    static_assert(detail::require_waiting<Request, Scheme>());

    /// The request with these values, in the order of their numbers: each as the field takes it that it is for, a text,
    /// a word or a number, unlisted() ones too. Texts are borrowed as by a request; a temporary that owns its
    /// characters does not compile. Whatever signs the request checks the values, with the errors and wire paths of the
    /// whole request; missing_parameter for a value that is absent, such as a null pointer, as a field cannot be left
    /// out any more. not_prepared from sign() by TC3 as of any prepared request; the body is in its buffer then.
    template <class... Values>
    static auto with(Values&&... values) noexcept {
        constexpr bool is_sound = [] {
            if constexpr (detail::knows_all_places<Request>) return detail::has_every_number<Request>();
            return false;
        }(); // where it is not, that has been said
        constexpr bool fit = sizeof...(Values) == detail::later_count<Request>;
        static_assert(fit || !is_sound,
                      "with() takes one value for each later<N> of the request, in the order of their numbers");
        if constexpr (fit && is_sound)
            return complete(std::index_sequence_for<Values...>{}, static_cast<Values&&>(values)...);
        else return completed_type{}; // that has been said
    }

    /// @name For the library
    /// @{
    template <class S>
    static result<signed_request> sign(const context<S>&, const std::span<char>&) noexcept {
        assert_completed<S>();
        return error{};
    }
    template <class S>
    static result<std::string_view> sign_url(const context<S>&, const std::span<char>&) noexcept {
        assert_completed<S>();
        return error{};
    }
    template <class S>
    static result<signed_stream<S>> sign_streamed(const prepared&, const context<S>&) noexcept {
        assert_completed<S>();
        return error{};
    }
    static constexpr const operation& call = action_type::call;
    template <class... Any>
    static constexpr void pairs(Any&&...) noexcept {}
    template <class... Any>
    static constexpr void json(Any&&...) noexcept {}
    static constexpr result<void> status() noexcept {
        assert_completed<Scheme>();
        return {};
    }
    static constexpr bool accepts(std::string_view) noexcept { return false; }
    /// @}

private:
    using completed_type = completed<Request, Scheme>;

    template <std::size_t... I, class... Values>
    static auto complete(std::index_sequence<I...>, Values&&... values) noexcept {
        constexpr bool fit = (... && fits<I, detail::later_type<Request, I>, Values>());
        if constexpr (fit) return completed_type(detail::later_type<Request, I>(static_cast<Values&&>(values))...);
        else return completed_type{};
    }
    /// Said of each value alone, so that a compiler shows which one it is, and both types.
    template <std::size_t Number, class Field, class Value>
    static constexpr bool fits() noexcept {
        static_assert(std::is_constructible_v<Field, Value>,
                      "a value of with() has another type than the field that it is for: a text or a whole number");
        return std::is_constructible_v<Field, Value>;
    }
    template <class S>
    static constexpr void assert_completed() noexcept {
        static_assert(sizeof(S) == 0, "this request waits for its values: sign(open.with(id, port), context, buffer)");
    }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
