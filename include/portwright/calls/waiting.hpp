// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What waiting for a task needs beside its looks: the query keeps its texts while the answers take turns in one
// scratch, and a look that failed says nothing of the task.

#include <portwright/calls/call_rules.hpp>
#include <portwright/core/output.hpp>
#include <portwright/request/layout.hpp>

#include <cstddef>
#include <span>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Moves the texts of a request into `room`, away from a scratch that is about to be used again. False where it is too
/// small for them.
template <action Action>
bool keep_texts(Action& request, std::span<char> room) noexcept {
    output out{room};
    for (const row& r : rows_of<Action>) {
        if (r.type != kind::text) continue;
        text& t = *reinterpret_cast<text*>(reinterpret_cast<unsigned char*>(&request) + r.offset());
        if (!t.has_value()) continue;
        const std::size_t at = out.size();
        out.write(t);
        if (!out.ok()) return false;
        t = text(out.since(at));
    }
    return true;
}

/// Moves the text of an error into `room`, away from storage that ends before the error does. Without room there is
/// none.
inline void keep_text(error& why, std::span<char> room) noexcept {
    output out{room};
    out.write({why.text, why.length});
    if (!out.ok()) why.length = 0;
    why.text = why.length != 0 ? out.data() : nullptr;
}

/// Whether a look that failed says nothing about the next one.
constexpr bool may_pass(errc why, error_class kind) noexcept {
    switch (why) {
    case errc::connect_failed:
    case errc::tls_failed:
    case errc::timed_out:
    case errc::send_failed:
    case errc::outcome_unknown: return true;
    case errc::refused: return passes_by_itself(kind) || kind == error_class::throttled || kind == error_class::replay;
    default: return false;
    }
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
