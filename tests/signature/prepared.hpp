// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Holds a prepared request against the same request signed in the ordinary way.

#include <portwright/signature/prepared.hpp>

#include "every_scheme.hpp"

#include <string>
#include <string_view>
#include <type_traits>

namespace test {

/// One request, both ways, under one key.
template <const auto& Request, class Scheme>
class prepared_ways {
    using request_type = std::remove_cvref_t<decltype(Request)>;
    static constexpr const portwright::service& service = *request_type::call.service;

public:
    static constexpr portwright::prepared<Request, Scheme> open = {};

    explicit prepared_ways(const portwright::credentials& from = {.id = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
                                                                  .secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
                                                                  .token = "to+ke/n==~"},
                           portwright::unix_time time = 1551113065)
        : time_(time) {
        REQUIRE(test::prepare(key_, from, time, service));
    }

    context<Scheme> with(method verb) const {
        return {.key = key_,
                .region = service.takes_region ? "ap-guangzhou" : "",
                .timestamp = time_,
                .nonce = "11886",
                .verb = verb};
    }

    /// Whatever is made, or the error: the same text, size and URL, whole and streamed.
    void compare(const context<Scheme>& by) const {
        CHECK(streamed_text(open, by) == streamed_text(Request, by));
        const std::string ours = signed_text(open, by);
        if constexpr (portwright::detail::has_constant_request<Scheme>) {
            if (ours == "not_prepared") {
                CHECK_FALSE(is_prepared_for(by));
                return;
            }
            CHECK(ours == signed_text(Request, by));
            // Less than in the ordinary way, as the body is a constant: the size is of what is in the buffer.
            if (portwright::signed_size(open, by)) sweep(open, by);
            return;
        }
        CHECK(ours == signed_text(Request, by));
        const auto size = portwright::signed_size(open, by), expected = portwright::signed_size(Request, by);
        CHECK(static_cast<bool>(size) == static_cast<bool>(expected));
        CHECK(size.error().code == expected.error().code);
        if (size && expected) CHECK(*size == *expected);
        if constexpr (Scheme::signs_url) {
            CHECK(url_of(open, by) == url_of(Request, by));
            const auto url = portwright::signed_url_size(open, by);
            if (url) CHECK(*url == url_of(Request, by).size());
        }
    }
    void compare_all() const {
        compare(with(method::GET));
        compare(with(method::POST));
    }

    static bool is_prepared_for(const context<Scheme>& by) {
        return by.verb == method::POST && by.endpoint.empty() && !by.signs_action &&
               !(service.regional_hosts && by.region.is_financial());
    }

    template <class Any>
    static std::string url_of(const Any& request, const context<Scheme>& by) {
        std::vector<char> buffer(16384);
        const auto url = portwright::sign_url(request, by, buffer);
        return url ? std::string(*url) : std::string(std::string_view(spelled(url.error())));
    }

private:
    typename Scheme::key key_;
    portwright::unix_time time_;
};

} // namespace test
