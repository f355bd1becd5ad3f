// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the walk over a constant request writes while a program is compiled, in arrays that are larger than needed: a
// program keeps the texts that are made of them.

#include <portwright/request/later_places.hpp>
#include <portwright/request/prepared_text.hpp>
#include <portwright/request/request_ref.hpp>
#include <portwright/signature/context.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// A text that was written in a constant expression, and what its walk has found.
template <std::size_t Capacity>
struct prepared_draft {
    char text[Capacity] = {};
    std::size_t size = 0;
    std::size_t second_begin = 0; ///< of a text in pieces: where its second part begins
    errc failed = errc::none;
    bool has_secret = false;
    bool is_sent_raw = false; ///< of a text in pieces: its pairs are the same in both spellings
};

/// Writes the pairs of a request, with marks for those common parameters that come at run time. Scheme::varying has a
/// bit for each of these.
template <const auto& Request, class Scheme, std::size_t Capacity, template <class> class Root = typed_root>
inline constexpr prepared_draft<Capacity> pairs_draft = [] {
    using request_type = std::remove_cvref_t<decltype(Request)>;
    prepared_draft<Capacity> made;
    basic_output<speed_policy> out{made.text};
    error why;
    walk_outcome outcome{why, true};
    const constant_walk<request_type, speed_policy, Root> walk(Request);
    const std::string_view* values[16] = {};
    char marks[16] = {};
    std::string_view marked[16] = {};
    common_parameters common{"", values, ~0u};
    const auto choose = [&](const char* names, const std::string_view* const* all) {
        common.names = names;
        for (unsigned i = 0, end = static_cast<unsigned>(count_words(common.names)); i != end; ++i) {
            values[i] = all != nullptr ? all[i] : &left_out;
            if ((Scheme::varying >> i & 1) == 0) continue;
            if (all != nullptr ? all[i]->empty() : !request_type::call.service->sends_region) continue;
            marks[i] = mark_value(i);
            marked[i] = {marks + i, 1};
            values[i] = marked + i;
        }
        walk.ref().walk->pairs(walk.ref(), common, out, outcome);
    };
    if constexpr (requires { typename Scheme::common_values; }) {
        // Values of which none is empty, but for those that requests of this service do not have.
        const request_terms terms{
            .key_id = "id", .session_token = "token", .region = "region", .timestamp = 1, .nonce = "1"};
        choose(Scheme::common_names.data(), typename Scheme::common_values(request_type::call, terms).all().values);
    } else if constexpr (requires { Scheme::common_names; }) {
        choose(Scheme::common_names.data(), nullptr); // only a region, the others are headers
    } else {
        walk.ref().walk->pairs(walk.ref(), common, out, outcome);
    }
    made.size = out.size();
    made.failed = why.code;
    made.has_secret = outcome.has_secret;
    return made;
}();

/// The same for a JSON body.
template <const auto& Request, std::size_t Capacity, template <class> class Root = typed_root>
inline constexpr prepared_draft<Capacity> body_draft = [] {
    prepared_draft<Capacity> made;
    basic_output<speed_policy> out{made.text};
    error why;
    walk_outcome outcome{why, true};
    const constant_walk<std::remove_cvref_t<decltype(Request)>, speed_policy, Root> walk(Request);
    walk.ref().walk->json(walk.ref(), out, outcome);
    made.size = out.size();
    made.failed = why.code;
    made.has_secret = outcome.has_secret;
    return made;
}();

/// Most texts are shorter than this; for others the walk is repeated.
inline constexpr std::size_t usual_draft = 1024;

template <const auto& Request, class Scheme>
constexpr const auto& pairs_draft_of() noexcept {
    constexpr const auto& usual = pairs_draft<Request, Scheme, usual_draft>;
    if constexpr (has_later_after<Request>(usual.failed)) {
        constexpr std::size_t size = pairs_draft<Request, Scheme, usual_draft, template_root>.size;
        return pairs_draft<Request, Scheme, (size <= usual_draft ? usual_draft : size), template_root>;
    } else {
        return pairs_draft<Request, Scheme, (usual.size <= usual_draft ? usual_draft : usual.size)>;
    }
}

template <const auto& Request>
constexpr const auto& body_draft_of() noexcept {
    constexpr const auto& usual = body_draft<Request, usual_draft>;
    if constexpr (has_later_after<Request>(usual.failed)) {
        constexpr std::size_t size = body_draft<Request, usual_draft, template_root>.size;
        return body_draft<Request, (size <= usual_draft ? usual_draft : size), template_root>;
    } else {
        return body_draft<Request, (usual.size <= usual_draft ? usual_draft : usual.size)>;
    }
}

/// A draft's text alone: what an image has of it.
template <const auto& Draft>
inline constexpr auto kept_text = [] {
    std::array<char, Draft.size> made{};
    for (std::size_t i = 0; i != Draft.size; ++i) made[i] = Draft.text[i];
    return made;
}();

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
