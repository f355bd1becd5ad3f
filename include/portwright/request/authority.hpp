// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// An endpoint as a context names it: the host, with or without a port, that a request is to go to instead of the
// system's.

#include <portwright/core/output.hpp>
#include <portwright/encoding/authority.hpp>
#include <portwright/request/region_name.hpp>
#include <portwright/request/text.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// HOST or HOST:PORT. It borrows the text. A wrong one is found out here, and refused where it is used: a program that
/// names no endpoint has no code for either.
class authority {
public:
    constexpr authority() noexcept = default;
    /// Borrows the `characters`: HOST or HOST:PORT, in any case of letters. Absent where they are.
    template <detail::text_for<authority> T>
    constexpr authority(T&& characters) noexcept : authority(text(static_cast<T&&>(characters))) {}
    constexpr authority(const text& characters) noexcept
        : text_(characters.view()), write_(&detail::write_lower_case<size_policy>),
          good_(text_.empty() || detail::is_authority(text_)), lower_case_(good_ && !has_capitals(text_)) {}

    /// The characters as they were given; a view of the caller's.
    constexpr const std::string_view& view() const noexcept { return text_; }
    /// The same as view().
    constexpr operator std::string_view() const noexcept { return text_; }
    /// Whether there is none.
    constexpr bool empty() const noexcept { return text_.empty(); }
    /// False for what is neither empty nor a host with or without a port.
    constexpr bool is_good() const noexcept { return good_; }
    /// Whether it is good, and sent as it was named.
    constexpr bool is_lower_case() const noexcept { return lower_case_; }
    /// Writes it as it is signed and sent: in lower case, which is how a cloud takes the host that arrives. Not for an
    /// empty one.
    template <class Policy>
    constexpr void write_to(basic_output<Policy>& out) const noexcept {
        if constexpr (std::is_same_v<Policy, size_policy>) write_(out, text_.data(), text_.size());
        else detail::write_lower_case(out, text_.data(), text_.size());
    }

private:
    static constexpr bool has_capitals(std::string_view name) noexcept {
        for (const char c : name)
            if (c >= 'A' && c <= 'Z') return true;
        return false;
    }

    std::string_view text_;
    /// A pointer, so that under the size policy only a program that names an endpoint has the code that writes one.
    void (*write_)(output& out, const char* text, std::size_t size) noexcept = nullptr;
    bool good_ = true;
    bool lower_case_ = true;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
