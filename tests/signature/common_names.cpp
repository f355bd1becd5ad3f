// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/signature/common_names.hpp>

#include "../verify.hpp"

#include <string_view>

namespace {

using portwright::detail::next_word;
using portwright::detail::pair_names;
using portwright::detail::rpc_names;
using portwright::detail::word_text;

/// The number of names, or 0 where they are in no canonical order: a request is signed in the order of this list.
constexpr std::size_t count_sorted(const char* names) {
    std::size_t count = 0;
    for (std::string_view previous; *names != '\0'; names = next_word(names), ++count) {
        if (word_text(names) <= previous) return 0;
        previous = word_text(names);
    }
    return count;
}

TEST_CASE("common_names: sorted by bytes, as the clouds sort parameters") {
    VERIFY(count_sorted(pair_names.data()) == 8);
    VERIFY(count_sorted(rpc_names.data()) == 10);
    VERIFY(count_sorted(portwright::detail::pack_words("b", "a").data()) == 0);
}

TEST_CASE("common_names: the signature is none of them, as it comes last") {
    VERIFY(portwright::detail::word_index(pair_names.data(), "Signature") == portwright::detail::state_other);
    VERIFY(portwright::detail::word_index(rpc_names.data(), "Signature") == portwright::detail::state_other);
}

} // namespace
