// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Parameters as a JSON object: the body of a TC3 request. Compact, names in canonical order, lists in their own.

#include <portwright/encoding/json.hpp>
#include <portwright/request/pairs.hpp>

#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// What Tencent takes as the body of a TC3 request.
inline constexpr std::size_t largest_json_body = std::size_t{10} * 1024 * 1024;

template <class Root, class Needs, class Policy>
class json_walk : walker<Root, Needs, Policy> {
    using walker = detail::walker<Root, Needs, Policy>;

public:
    constexpr json_walk(const Root& from, std::uint8_t index_base, bool checks, error& why,
                        basic_output<Policy>& out) noexcept
        : walker(from, &visit, index_base, list_order::numeric, checks, why), out_(out) {}

    constexpr void write(const action_table& top, findings& found) noexcept {
        out_.put('{');
        if (!this->run(top)) this->blame_first(top);
        out_.put('}');
        found.secret = this->secret_;
    }

private:
    using level = typename walker::level;

    static constexpr void visit(walker& walk, event what, const level& at) noexcept {
        static_cast<json_walk&>(walk).write(what, at);
    }

    [[gnu::always_inline]] constexpr void write(event what, const level& at) noexcept {
        const bool comma = comma_;
        comma_ = what == event::leaf || what >= event::close_list;
        if (what >= event::close_list) return out_.put(what == event::close_list ? ']' : '}');
        if (comma) out_.put(',');
        if (at.index == path::whole) {
            out_.put('"');
            out_.write(at.name_text());
            out_.write("\":");
        }
        if (what != event::leaf) return out_.put(what == event::open_list ? '[' : '{');
        const kind type = at.field->type;
        if (type == kind::text || type == kind::texts) return write_json_string(out_, this->value().string());
        const std::int64_t n = *this->value().number();
        if (type == kind::boolean) write_boolean(out_, n != 0);
        else write_decimal(out_, n);
    }

    basic_output<Policy>& out_;
    bool comma_ = false;
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
