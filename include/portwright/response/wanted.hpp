// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The names of the fields that a caller wants of an answer. Linked in only where decoder::want() is used.

#include <portwright/response/decoding.hpp>

#include <cstddef>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Reads a name such as `listenerSet.n.listenerId` segment by segment.
struct name_cursor {
    const char* next;
    const char* end;

    /// `outer` is the table of the object around the answer. Its name is skipped where the caller's name begins with
    /// it, as in "Response.RequestId", which the documents may write.
    name_cursor(std::string_view name, const table* outer) noexcept : next(name.data()), end(next + name.size()) {
        if (outer != nullptr && take(outer->name(0))) next += !over();
    }

    bool segment_ends(const char* position) const noexcept { return position == end || *position == '.'; }

    /// Skips a segment and the list marks after it: `.n`, and `.{id}` for an object whose names are IDs. False, without
    /// skipping, where the next segment is another.
    bool take(std::string_view name) noexcept {
        if (!std::string_view(next, static_cast<std::size_t>(end - next)).starts_with(name) ||
            !segment_ends(next + name.size()))
            return false;
        next += name.size();
        while (next != end && end - next > 1 && (next[1] == '{' || (next[1] == 'n' && segment_ends(next + 2)))) do
                ++next;
            while (!segment_ends(next));
        return true;
    }
    bool over() const noexcept { return next == end; }
};

inline bool decoding::is_wanted(const decoding& self, const std::string_view* wanted, std::size_t count) noexcept {
    for (; count != 0; --count, ++wanted) {
        name_cursor name(*wanted, self.dialect_.outer);
        for (const frame* f = self.answer(); name.take(f->structure->name(f->current)); ++f, ++name.next)
            if (name.over() || f == self.innermost_) return true;
    }
    return false;
}

inline result<void> decoding::want(std::span<const std::string_view> names) noexcept {
    for (const std::string_view& wanted : names) {
        name_cursor name(wanted, dialect_.outer);
        const table* t = &table_;
        for (std::size_t i = 0;;) {
            if (i == t->count) {
                error why;
                why.code = errc::bad_name;
                why.text = wanted.data();
                why.length = static_cast<std::uint32_t>(wanted.size());
                return why;
            }
            const row& r = t->rows[i];
            if (!name.take(t->name(i++))) continue;
            if (name.over()) break;
            ++name.next;
            t = r.type >= kind::structure ? r.child : &nothing;
            i = 0;
        }
    }
    filter_ = &is_wanted;
    wanted_ = names.data();
    wanted_count_ = names.size();
    return {};
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
