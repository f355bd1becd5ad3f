// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Parameters as name=value pairs: the query of a GET and the form of a POST.

#include <portwright/core/error.hpp>
#include <portwright/encoding/percent.hpp>
#include <portwright/request/check.hpp>

#include <cstdint>
#include <string_view>

namespace portwright::detail {

/// What a serializer met on its way.
struct findings {
    bool secret = false;      ///< a parameter that must not go into a URL
    errc failed = errc::none; ///< what check() says, or out_of_range for a number that no integer can hold
};

/// Writes pairs, percent-encoded.
class pair_writer {
public:
    constexpr explicit pair_writer(output& wire) noexcept : wire_(wire) {}

    constexpr void begin() noexcept {
        if (begun_) wire_.put('&');
        begun_ = true;
    }
    constexpr void equals() noexcept { wire_.put('='); }

    /// Text of unreserved characters only: our own names.
    constexpr void plain(std::string_view text) noexcept { wire_.write(text); }
    constexpr void value(std::string_view text) noexcept { write_percent(wire_, text); }
    constexpr void number(std::int64_t n) noexcept { write_decimal(wire_, n); }
    constexpr void subscript(std::uint32_t n) noexcept {
        wire_.put('.');
        write_decimal(wire_, n);
    }

private:
    output& wire_;
    bool begun_ = false;
};

/// The API's common parameters: names as in request/action.hpp, and a value for each. Where the value is empty the
/// parameter is left out.
struct common_parameters {
    const char* names = "";
    const std::string_view* values = nullptr;
    unsigned to_encode = 0; ///< bit i: value i may have reserved characters in it

    /// Writes the next one.
    constexpr void write(pair_writer& to) noexcept {
        const char* const after = next_word(names);
        if (!values->empty()) {
            to.begin();
            to.plain({names, static_cast<std::size_t>(after - names) - 1});
            to.equals();
            if ((to_encode & 1) != 0) to.value(*values);
            else to.plain(*values);
        }
        names = after;
        ++values;
        to_encode >>= 1;
    }
};

/// Writes all parameters in canonical order, the common ones among them.
template <class Root>
constexpr void write_pairs(checked_cursor<Root>& walk, common_parameters common, pair_writer& to,
                           findings& found) noexcept {
    for (unsigned done = 0;;) {
        const event happened = walk.next();
        if (happened == event::refused) {
            found.failed = walk.why();
            return;
        }
        if (happened != event::leaf && happened != event::end) continue;
        const unsigned before = happened == event::end ? ~0u : walk.top().field().before;
        for (; done < before && *common.names != '\0'; ++done) common.write(to);
        if (happened == event::end) return;
        const row& r = walk.here().field();
        if ((r.flags & row::secret) != 0) found.secret = true;
        to.begin();
        walk.write_name(to);
        to.equals();
        if (r.type == kind::text || r.type == kind::texts) {
            to.value(walk.string());
            continue;
        }
        const integer n = walk.number();
        if (r.type == kind::boolean) {
            to.plain(*n != 0 ? "true" : "false");
        } else {
            if (!n.is_representable()) found.failed = errc::out_of_range;
            to.number(*n);
        }
    }
}

} // namespace portwright::detail
