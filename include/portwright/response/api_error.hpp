// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A cloud's refusal, with the same fields for every cloud.
//
//     if (done.error().code == portwright::errc::refused)
//         log(refusal.code, refusal.message, refusal.request_id);
//     if (refusal.kind == portwright::error_class::throttled) try_again_later();
//
// Where a class is too wide to act on, detail_of() of response/classify.hpp says more, and costs flash only then:
//
//     if (portwright::detail_of<clb::CreateListener>(refusal) == portwright::error_detail::port_taken) look();

#include <portwright/request/layout.hpp>
#include <portwright/response/error_class.hpp>
#include <portwright/response/sequence.hpp>

#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// The outcome for one resource of a batch, in those APIs that report each of them.
struct resource_error {
    text key = {};         ///< the resource; absent where the answer has a list instead of an object
    integer code = {};     ///< 0 where it went well
    text message = {};
    text request_id = {};  ///< its own task

    /// @name For the library
    /// @{
    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(code), PORTWRIGHT_FIELD(message),
                      PORTWRIGHT_FIELD(request_id, named("requestId")));
    }
    /// @}
};

/// A cloud's refusal. Its texts lie in the decoder's scratch, and come before everything else there: where it is too
/// small for all of them the message is cut short, and only then the rest. 100 bytes hold the code and the request ID
/// of every listed error.
struct api_error {
    std::uint16_t http_status = 0; ///< 0 where none was told
    error_class kind = error_class::other; ///< not looked for by decoder::finish_unclassified()
    integer number = {};      ///< the code where it is a number; its sign is part of it
    text code = {};           ///< as the cloud spells it: `FailedOperation.ResourceInOperating`, `-12013`
    text code_desc = {};      ///< the code's name, where the code is a number
    text request_id = {};     ///< also of an answer that is no refusal; of some APIs the digits of the task
    text message = {};        ///< for people
    text module_code = {};    ///< the 100004 of a message `(100004) projectId is incorrect`
    keyed<resource_error> details = {}; ///< of a batch: of class partial, some went well
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
