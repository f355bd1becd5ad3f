// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What families are put together from; families/ has families of its own, and compile_fail/ one that lacks a member.

#include <portwright/request/family.hpp>

#include "../verify.hpp"
#include "actions.hpp"

#include <string_view>

namespace {

using namespace portwright::detail;
using portwright::errc;
using portwright::region_name;
using portwright::unlisted;

constexpr std::size_t find_in(std::string_view text) {
    pair_part part = pair_part::elsewhere;
    return static_cast<std::size_t>(find_encoded(text.data(), text.data() + text.size(), part) - text.data());
}

TEST_CASE("family: the next character that percent-encoding has changed") {
    VERIFY(find_in("a=b") == 3);
    VERIFY(find_in("a=%2F") == 2);
    VERIFY(find_in("%") == 0);
    VERIFY(find_in("") == 0);
}

constexpr bool begins_with_a(const region_name& region) noexcept { return region.view().starts_with('a'); }
constexpr region_check check = &check_region<&begins_with_a>;

TEST_CASE("family: a region is missing, wrong, not listed, or good") {
    VERIFY(check(true, {}, true) == errc::missing_region);
    VERIFY(check(false, {}, true) == errc::none);
    VERIFY(check(false, "A", true) == errc::bad_region);
    VERIFY(check(true, "b-c", true) == errc::not_listed);
    VERIFY(check(true, "b-c", false) == errc::none);
    VERIFY(check(true, unlisted("b-c"), true) == errc::none);
    VERIFY(check(true, "a-c", true) == errc::none);
}

struct known {
    static constexpr std::string_view name = "HmacSHA1";
};
struct unknown {
    static constexpr std::string_view name = "HmacSHA";
};

TEST_CASE("family: the schemes that it takes") {
    static_assert(accepts<portwright::tencent::api_v2, known> && !accepts<portwright::tencent::api_v2, unknown>);
    static_assert(!accepts<portwright::aliyun::rpc, known>);
    constexpr auto words = pack_words("one", "two");
    VERIFY((has_word(words.data(), "two") && !has_word(words.data(), "tw") && !has_word(words.data(), "")));
}

TEST_CASE("family: as a value, for untyped requests") {
    constexpr const family_words& words = words_of_family<portwright::aliyun::rpc>;
    CHECK(words.schemes == portwright::aliyun::rpc::schemes.data());
    CHECK(words.common_names == portwright::aliyun::rpc::common_names.data());
    static_assert(is_whole_family<portwright::tencent::api_v3>());
}

} // namespace
