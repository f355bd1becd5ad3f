// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Finds a request of any action that its checks accept and that has a given parameter in it, from the schema alone: it
// begins with what is required, and mends what check() refuses until nothing is left.

#include "tool/arguments.hpp"
#include "tool/registry.hpp"

#include <portwright/core/error.hpp>
#include <portwright/core/result.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace test::catalogue {

using portwright_tool::action_info;
using portwright_tool::argument_tree;

// One level of a parameter's place: a field, and an element of it where it is a list.
struct step {
    std::size_t row;
    std::optional<std::uint32_t> element{};   // its subscript on the wire

    friend bool operator==(const step&, const step&) = default;
};
using place = std::vector<step>;

class request_finder {
public:
    // `check` tells what the typed request of these arguments breaks, errc::none where it is valid.
    using checker = std::function<portwright::error(const argument_tree&)>;

    request_finder(const action_info& of, checker check) : of_(of), check_(std::move(check)) {}

    // The request with what is required, and with the parameter at `at`.
    [[nodiscard]] argument_tree begin_with(const place& at) const;
    // Mends it without changing what lies at the kept places, or taking it away. False where that cannot be.
    [[nodiscard]] bool mend(argument_tree& request, const std::vector<place>& keep);

    argument_tree& find(argument_tree& request, const place& at) const;   // made where it is not there
    void erase(argument_tree& request, const place& at) const;
    // A value that the checks accept by themselves: a text, a number, a list of one element, what a structure requires.
    [[nodiscard]] argument_tree valid_value(const portwright::detail::row& row) const;
    [[nodiscard]] argument_tree valid_element(const portwright::detail::row& row) const;

    [[nodiscard]] const portwright::detail::row& row_at(const place& at) const;
    [[nodiscard]] const portwright::detail::table& table_around(const place& at) const;
    [[nodiscard]] std::string wire_path(const place& at) const;
    [[nodiscard]] place place_of(const portwright::error& why) const;

private:
    using change = std::function<void(argument_tree&)>;

    bool mend(argument_tree& request, const std::vector<place>& keep, int steps, int& tries);
    [[nodiscard]] std::vector<change> remedies(const argument_tree& request, const portwright::error& why) const;
    void add_remedies(std::vector<change>& all, const argument_tree& request, const place& structure,
                      const portwright::detail::table& with_rule, const portwright::detail::condition* rule) const;
    [[nodiscard]] bool keeps(const argument_tree& before, const argument_tree& after,
                             const std::vector<place>& kept) const;

    const action_info& of_;
    checker check_;
};

// A leaf of this value.
argument_tree text_leaf(std::string value);
argument_tree number_leaf(std::int64_t value);

// The words of a list.
std::vector<std::string> words_of(const char* listed);

// A text of this many characters that the set accepts.
std::string text_of(const portwright::detail::text_rule* rule, std::size_t characters);

} // namespace test::catalogue
