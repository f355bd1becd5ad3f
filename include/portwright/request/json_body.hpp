// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Parameters as a JSON object: the body of a TC3 request. Compact, names in canonical order, lists in their own.

#include <portwright/encoding/json.hpp>
#include <portwright/request/pairs.hpp>

namespace portwright::detail {

template <class Root>
constexpr void write_json(checked_cursor<Root>& walk, output& out, findings& found) noexcept {
    out.put('{');
    for (bool comma = false;;) {
        const event happened = walk.next();
        if (happened == event::refused) {
            found.failed = walk.why();
            return;
        }
        if (happened >= event::close_structure || happened == event::close_list) {
            out.put(happened == event::close_list ? ']' : '}');
            comma = true;
            if (happened == event::end) return;
            continue;
        }
        if (comma) out.put(',');
        // A structure that was opened is one level deeper than the field that it stands in.
        const auto& named = happened == event::open_structure ? walk.around() : walk.here();
        if (!named.in_list()) {
            out.put('"');
            out.write(named.field().name_text());
            out.write("\":");
        }
        comma = happened == event::leaf;
        if (!comma) {
            out.put(happened == event::open_list ? '[' : '{');
            continue;
        }
        const row& r = walk.here().field();
        if ((r.flags & row::secret) != 0) found.secret = true;
        if (r.type == kind::text || r.type == kind::texts) {
            write_json_string(out, walk.string());
            continue;
        }
        const integer n = walk.number();
        if (r.type == kind::boolean) {
            out.write(*n != 0 ? "true" : "false");
        } else {
            if (!n.is_representable()) found.failed = errc::out_of_range;
            write_decimal(out, *n);
        }
    }
}

} // namespace portwright::detail
