// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Parameters as a JSON object: the body of a TC3 request. It is compact, with names in canonical order and the elements
// of a list in the order that they have there.

#include <portwright/encoding/json.hpp>
#include <portwright/request/pairs.hpp>

#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// The most that any API takes as a JSON body.
inline constexpr std::size_t largest_json_body = std::size_t{10} * 1024 * 1024;

template <class Root, class Features, class Policy>
class json_walk : walker<Root, Features, Policy> {
    using walker = detail::walker<Root, Features, Policy>;

public:
    constexpr json_walk(const Root& root, const action_table& top, basic_output<Policy>& out,
                        const walk_outcome& outcome) noexcept
        : walker(root, &visit, top.service->index_base, list_order::numeric, outcome.checks, outcome.why), out_(out) {
        out.put('{');
    }

    using walker::run; // its caller is who made the walk: a forwarding function would add a frame below each parameter

    /// After run(): closes the object.
    constexpr void finish(bool is_good, const action_table& top, walk_outcome& outcome) noexcept {
        if (!is_good) this->blame_first(top);
        out_.put('}');
        outcome.has_secret = this->secret_;
    }

private:
    using level = typename walker::level;

    static constexpr void visit(walker& walk, event what, const level& current) noexcept {
        auto& self = static_cast<json_walk&>(walk);
        basic_output<Policy>& out = self.out_;
        const bool comma = self.comma_;
        self.comma_ = what == event::leaf || what >= event::close_list;
        if (what >= event::close_list) return out.put(what == event::close_list ? ']' : '}');
        if (comma) out.put(',');
        if (current.index == path::whole) {
            out.put('"');
            out.write(current.name_text());
            out.write("\":");
        }
        if (what != event::leaf) return out.put(what == event::open_list ? '[' : '{');
        if constexpr (takes_later<Root>)
            if (const unsigned later = self.value().later_number(); later != 0) return out.put(mark_later(later));
        const kind type = current.field->type;
        if (type == kind::text || type == kind::texts) {
            const std::string_view text = self.value().string();
            return write_json_string(out, text.data(), text.size());
        }
        const std::int64_t n = *self.value().number();
        if (type == kind::boolean) write_boolean(out, n != 0);
        else write_decimal(out, n);
    }

    basic_output<Policy>& out_;
    bool comma_ = false;
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
