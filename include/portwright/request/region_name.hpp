// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A region as a context names it.

#include <portwright/core/error.hpp>
#include <portwright/request/characters.hpp>
#include <portwright/request/text.hpp>

#include <concepts>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// Whether a class that is made of a text, Self, can be made of a T by way of a text.
template <class T, class Self>
concept text_for = std::constructible_from<text, T> && !std::same_as<std::remove_cvref_t<T>, Self> &&
                   !std::same_as<std::remove_cvref_t<T>, text>;

/// Whether a name is of a part of the world and a city, "ap-guangzhou" or "ap-shanghai-fsi", and not of a country and a
/// city: "cn-hangzhou", "us-west-1".
constexpr bool is_area_and_city(std::string_view name) noexcept {
    return name.size() > 3 && name[2] == '-' && name[0] >= 'a' && name[1] >= 'a' && name[3] >= 'a' &&
           !name.starts_with("cn") && !name.starts_with("us");
}

} // namespace detail

/// A region, or `unlisted("xx-city")` for one that the documents do not list. It borrows the text. Its characters are
/// looked at here; whether the system has such a region is known only where the request is signed.
class region_name {
public:
    constexpr region_name() noexcept = default;
    template <detail::text_for<region_name> T>
    constexpr region_name(T&& characters) noexcept : region_name(text(static_cast<T&&>(characters))) {}
    /// Borrows `name`; absent where that is.
    constexpr region_name(const text& name) noexcept
        : name_(name.view()), wrong_(name_.empty()                                   ? errc::missing_region
                                     : !detail::is_label(name_.data(), name_.size()) ? errc::bad_region
                                                                                     : errc::none),
          has_area_(detail::is_area_and_city(name_)), listed_(!name.is_unlisted()),
          is_financial_(name_.ends_with("-fsi")) {}

    /// The characters; a view of the caller's.
    constexpr const std::string_view& view() const noexcept { return name_; }
    /// The same as view().
    constexpr operator std::string_view() const noexcept { return name_; }
    /// Whether there is none.
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
    // All that the name alone tells is found out when it is made, once, and not by each scheme that signs.
    errc wrong_ = errc::missing_region;
    bool has_area_ = false;
    bool listed_ = true;
    bool is_financial_ = false;
};

namespace detail {

// Which regions a system has, among names whose characters are good: for check_region<> of a family.

/// Every region.
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
