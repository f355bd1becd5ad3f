// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Where a request is to go, as a context says it: a region and an endpoint.

#include <portwright/core/error.hpp>
#include <portwright/encoding/authority.hpp>
#include <portwright/request/characters.hpp>
#include <portwright/request/fields.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

template <class T, class Self>
concept names_place = std::constructible_from<text, T> && !std::same_as<std::remove_cvref_t<T>, Self> &&
                      !std::same_as<std::remove_cvref_t<T>, text>;

/// A part of the world and a city: "ap-guangzhou", "ap-shanghai-fsi". Not a country and a city, "cn-" and "us-".
constexpr bool is_area_and_city(std::string_view name) noexcept {
    return name.size() > 3 && name[2] == '-' && name[0] >= 'a' && name[1] >= 'a' && name[3] >= 'a' &&
           !name.starts_with("cn") && !name.starts_with("us");
}

} // namespace detail

/// A region, or `unlisted("xx-city")` for one that the documents do not list. Borrows the text, and looks at its characters
/// here; which regions a system has is known where the request is signed.
class region_name {
public:
    constexpr region_name() noexcept = default;
    template <detail::names_place<region_name> T>
    constexpr region_name(T&& characters) noexcept : region_name(text(static_cast<T&&>(characters))) {}
    constexpr region_name(const text& name) noexcept
        : name_(name.view()), wrong_(name_.empty()                                   ? errc::missing_region
                                     : !detail::is_label(name_.data(), name_.size()) ? errc::bad_region
                                                                                     : errc::none),
          has_area_(detail::is_area_and_city(name_)), listed_(!name.is_unlisted()),
          is_financial_(name_.ends_with("-fsi")) {}

    constexpr const std::string_view& view() const noexcept { return name_; }
    constexpr operator std::string_view() const noexcept { return name_; }
    constexpr bool empty() const noexcept { return name_.empty(); }
    /// missing_region for none, bad_region where not all of it is lower-case letters, digits and "-".
    constexpr errc wrong() const noexcept { return wrong_; }
    /// False for what unlisted() made.
    constexpr bool is_listed() const noexcept { return listed_; }
    /// Whether it names a part of the world and a city: "ap-guangzhou".
    constexpr bool has_area() const noexcept { return has_area_; }
    /// Whether it is a financial region, which some families reach by hosts of its own: "ap-shanghai-fsi".
    constexpr bool is_financial() const noexcept { return is_financial_; }

private:
    std::string_view name_;
    // All that can be known of a name alone: where the request is signed, code is to be small.
    errc wrong_ = errc::missing_region;
    bool has_area_ = false;
    bool listed_ = true;
    bool is_financial_ = false;
};

/// HOST or HOST:PORT. Borrows the text. It is looked at here, and refused where it is used, so that a program that names no
/// endpoint has nothing of all this in it.
class authority {
public:
    constexpr authority() noexcept = default;
    template <detail::names_place<authority> T>
    constexpr authority(T&& characters) noexcept : authority(text(static_cast<T&&>(characters))) {}
    constexpr authority(const text& characters) noexcept
        : text_(characters.view()), write_(&detail::write_lower_case<size_policy>),
          good_(text_.empty() || detail::is_authority(text_)) {}

    constexpr std::string_view view() const noexcept { return text_; }
    constexpr operator std::string_view() const noexcept { return text_; }
    constexpr bool empty() const noexcept { return text_.empty(); }
    /// False for what is neither empty nor a host with or without a port.
    constexpr bool is_good() const noexcept { return good_; }
    /// Writes it as it is signed and sent: in lower case, which is how a cloud takes the host that arrives. Not for an
    /// empty one.
    template <class Policy>
    constexpr void write_to(basic_output<Policy>& out) const noexcept {
        if constexpr (std::is_same_v<Policy, size_policy>) write_(out, text_.data(), text_.size());
        else detail::write_lower_case(out, text_.data(), text_.size());
    }

private:
    std::string_view text_;
    /// Where code is to be small, only a program that names an endpoint has what writes one.
    void (*write_)(output& out, const char* text, std::size_t size) noexcept = nullptr;
    bool good_ = true;
};

namespace detail {

// What regions a system has, of names that are good.

constexpr bool any_region(const region_name&) noexcept { return true; }

/// One of the regions that a system's documents list.
template <const auto& Listed>
constexpr bool is_listed_region(const region_name& name) noexcept {
    for (const std::string_view one : Listed)
        if (one == name.view()) return true;
    return false;
}

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
