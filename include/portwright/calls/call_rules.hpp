// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a call may take, and which of its attempts may be followed by another without harm.
//
//     portwright::call_settings settings{.region = "ap-guangzhou", .deadline = now.monotonic + 60000};

#include <portwright/calls/backoff.hpp>
#include <portwright/calls/pacer.hpp>
#include <portwright/core/output.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/http/exchange.hpp>
#include <portwright/request/authority.hpp>
#include <portwright/request/region_name.hpp>
#include <portwright/response/error_class.hpp>
#include <portwright/signature/signed_request.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// Whether a request whose outcome is unknown may be sent again.
enum class repetition : std::uint8_t {
    automatic, ///< queries, by the verb of the action's name, and what carries an idempotency token
    harmless, ///< the caller knows that doing it twice is doing it once
    harmful, ///< never
};

/// What a call may use and take. Views must outlive it.
struct call_settings {
    region_name region = {};
    authority endpoint = {}; ///< HOST[:PORT] in place of the documented host
    method verb = method::POST;
    bool checked = true; ///< false: sends what check() would refuse
    bool keeps_open = true; ///< false: asks the server to close the connection after each answer
    repetition repeat = repetition::automatic;
    std::uint8_t attempts = 5;
    bool waits = true; ///< false: what would have to wait is not tried again
    backoff_limits backoff = {};
    http::monotonic_ms deadline = http::no_deadline; ///< of the whole call, pauses included; a time
    std::uint32_t attempt_ms = 30000; ///< of one attempt, connecting included; a message transport has its own limits
    std::uint32_t answer_bytes = 1u << 20; ///< of one answer as it arrives; a message transport has its own limits
    portwright::pacer* pacer = nullptr; ///< spreads the attempts of all calls that share it; not without `waits`
    retry_budget* budget = nullptr; ///< bounds the attempts beyond the first of all calls that share it
};

namespace detail {

/// Whether an action only looks, by the verb that its name begins with.
constexpr bool is_query(std::string_view action) noexcept {
    for (const std::string_view verb : {std::string_view{"Describe"}, std::string_view{"Get"}, std::string_view{"List"},
                                        std::string_view{"Query"}, std::string_view{"Check"}})
        if (action.starts_with(verb) && action.size() > verb.size() && action[verb.size()] >= 'A' &&
            action[verb.size()] <= 'Z')
            return true;
    return false;
}

/// Whether a refusal came before the cloud did anything, whatever the action is.
constexpr bool refuses_before_acting(error_class kind, error_detail what) noexcept {
    return kind == error_class::throttled || kind == error_class::replay || kind == error_class::clock_skew ||
           what == error_detail::busy;
}

constexpr bool passes_by_itself(error_class kind) noexcept {
    return kind == error_class::unavailable_retryable || kind == error_class::internal_retryable;
}

/// Whether what kept a request from being sent may be gone the next time.
constexpr bool may_be_sent_later(errc why) noexcept {
    return why == errc::connect_failed || why == errc::tls_failed || why == errc::timed_out ||
           why == errc::send_failed || why == errc::receive_failed;
}

/// Writes the lower 63 of the bits as a positive integer, which every scheme takes for a nonce. No vendor's SDK sends a
/// larger one, and who keeps it as a signed number could not. 0, which is none, becomes the largest.
inline void write_nonce(output& out, std::uint64_t bits) noexcept {
    constexpr std::uint64_t largest = ~std::uint64_t{0} >> 1;
    const std::uint64_t number = bits & largest;
    write_decimal(out, static_cast<std::int64_t>(number != 0 ? number : largest));
}

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
