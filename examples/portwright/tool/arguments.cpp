// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "arguments.hpp"

#include "failure.hpp"

#include <portwright/request/fields.hpp>

#include <charconv>
#include <fstream>
#include <iterator>

namespace portwright_tool {
namespace {

namespace detail = portwright::detail;
using detail::kind;

// Where a common parameter comes from, for those who look for it among the parameters.
std::string_view option_of(std::string_view name) {
    if (name == "Region" || name == "RegionId") return "give it by --region";
    if (name == "Timestamp") return "give it by --timestamp";
    if (name == "Nonce" || name == "SignatureNonce") return "give it by --nonce";
    if (name == "SignatureMethod") return "give it by --signature";
    return "the tool fills it in";
}

class reader {
public:
    reader(const portwright::untyped_operation& call, const detail::table& top) : call_(call), top_(top) {}

    void add(argument_tree& tree, std::string_view argument, std::size_t number) {
        const std::size_t equals = argument.find('=');
        // Not repeated in the message: it might be the value of a secret.
        if (equals == std::string_view::npos || equals == 0)
            refuse("parameter " + std::to_string(number), "not of the form NAME=VALUE");
        full_ = argument.substr(0, equals);
        name_ = shown(full_);
        enter(tree, top_, full_, argument.substr(equals + 1));
    }

    // Refuses lists that do not run from the first subscript without a gap.
    void check_subscripts(const argument_tree& tree, const std::string& path) const {
        const std::uint32_t base = call_.service->index_base;
        std::uint32_t expected = base;
        for (const auto& [subscript, element] : tree.elements) {
            const std::string here = path + "." + std::to_string(subscript);
            if (subscript != expected)
                refuse(here, path + "." + std::to_string(expected) + " is missing: subscripts run from " +
                                 std::to_string(base) + " without a gap");
            check_subscripts(element, here);
            ++expected;
        }
        for (const auto& [name, field] : tree.fields) check_subscripts(field, path.empty() ? name : path + "." + name);
    }

private:
    static std::string_view take_segment(std::string_view& rest) {
        const std::size_t dot = rest.find('.');
        const std::string_view segment = rest.substr(0, dot);
        rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
        return segment;
    }

    // The part of the full name up to where `rest` begins, without its dot.
    [[nodiscard]] std::string path_before(std::string_view rest) const {
        std::string path(full_.substr(0, rest.data() == nullptr ? full_.size() : full_.size() - rest.size()));
        if (path.ends_with('.')) path.pop_back();
        return shown(path);
    }

    void enter(argument_tree& tree, const detail::table& table, std::string_view rest, std::string_view value) {
        const std::string_view segment = take_segment(rest);
        const detail::row* found = nullptr;
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i != table.count; ++i) {
            names.push_back(table.name(i));
            if (names.back() == segment) found = &table.rows[i];
        }
        if (found == nullptr) refuse_name(table, segment, rest, names);
        argument_tree& field = tree.fields[std::string(segment)];
        if (detail::is_list(found->type)) return enter_list(field, *found, rest, value);
        if (found->type != kind::structure) return set(field, *found, rest, value);
        if (rest.empty())
            refuse(name_, "a structure; give its fields, such as " + path_before({}) + "." +
                              std::string(found->child->name(0)));
        enter(field, *found->child, rest, value);
    }

    void enter_list(argument_tree& list, const detail::row& row, std::string_view rest, std::string_view value) {
        const std::string base = std::to_string(call_.service->index_base);
        if (rest.empty()) refuse(name_, "a list; give its elements, from " + path_before({}) + "." + base);
        const std::string path = path_before(rest);
        const std::string_view segment = take_segment(rest);
        std::uint32_t subscript = 0;
        const auto [end, failed] = std::from_chars(segment.data(), segment.data() + segment.size(), subscript);
        if (failed != std::errc() || end != segment.data() + segment.size() || std::to_string(subscript) != segment)
            refuse(name_, "\"" + shown(segment) + "\" is not a subscript; the elements of " + path + " begin with " +
                              path + "." + base);
        if (subscript < call_.service->index_base) refuse(name_, "the first subscript of " + path + " is " + base);
        argument_tree& element = list.elements[subscript];
        if (row.type != kind::structures) return set(element, row, rest, value);
        if (rest.empty())
            refuse(name_,
                   "a structure; give its fields, such as " + path_before({}) + "." + std::string(row.child->name(0)));
        enter(element, *row.child, rest, value);
    }

    void set(argument_tree& at, const detail::row& row, std::string_view rest, std::string_view text) {
        if (!rest.empty() || full_.ends_with('.'))
            refuse(name_, "no such parameter: " + path_before(rest) + " is a single value");
        if (at.leaf) refuse(name_, "given twice");
        argument_tree::value_given given{read_argument_value(name_, text)};
        if (row.type == kind::boolean) {
            if (given.value != "true" && given.value != "false") refuse_value(given.value, "is neither true nor false");
            given.number = given.value == "true" ? 1 : 0;
        } else if (row.type != kind::text && row.type != kind::texts) {
            const char* const last = given.value.data() + given.value.size();
            const auto [end, failed] = std::from_chars(given.value.data(), last, given.number);
            if (failed == std::errc::result_out_of_range && end == last)
                refuse_value(given.value, "is outside -2^61..2^61-1");
            if (failed != std::errc() || end != last) refuse_value(given.value, "is not a whole number");
            if (!detail::fits_integer(given.number)) refuse_value(given.value, "is outside -2^61..2^61-1");
        }
        at.leaf = std::move(given);
    }

    [[noreturn]] void refuse_value(std::string_view value, std::string_view why) const {
        refuse(name_, "\"" + shown(value) + "\" " + std::string(why));
    }

    [[noreturn]] void refuse_name(const detail::table& table, std::string_view segment, std::string_view rest,
                                  const std::vector<std::string_view>& names) const {
        std::string reason = std::string(call_.action) + " has no such parameter";
        const char* common = call_.family->common_names;
        while (*common != '\0' && detail::word_text(common) != segment) common = detail::next_word(common);
        const std::string_view guess = nearest(segment, names);
        if (&table == &top_ && (*common != '\0' || segment == "Signature")) {
            reason = "a common parameter; " + std::string(option_of(segment));
        } else if (!guess.empty()) {
            std::string meant(full_.substr(0, static_cast<std::size_t>(segment.data() - full_.data())));
            meant += guess;
            if (!rest.empty()) meant += "." + std::string(rest);
            reason += "; did you mean " + shown(meant) + "?";
        }
        refuse(name_, reason);
    }

    const portwright::untyped_operation& call_;
    const detail::table& top_;
    std::string_view full_{};   // the name as it was given
    std::string name_{};        // the same for messages
};

}   // namespace

std::string read_argument_value(const std::string& name, std::string_view text) {
    if (!text.starts_with('@')) return std::string(text);
    text.remove_prefix(1);
    if (text.starts_with('@')) return std::string(text);
    try {
        std::ifstream file;
        file.exceptions(std::ios::badbit | std::ios::failbit);
        file.open(std::string(text), std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    } catch (const std::ios_base::failure&) {   // of a directory, too
        refuse(name, "cannot read the file " + shown(text));
    }
}

argument_tree read_arguments(const portwright::untyped_operation& call, const detail::table& table,
                             const std::vector<std::string>& arguments) {
    argument_tree tree;
    reader read(call, table);
    std::size_t number = 0;
    for (const std::string& argument : arguments) read.add(tree, argument, ++number);
    read.check_subscripts(tree, {});
    return tree;
}

std::string find_secret(const argument_tree& tree, const detail::table& table) {
    for (std::size_t i = 0; i != table.count; ++i) {
        const detail::row& row = table.rows[i];
        const auto found = tree.fields.find(table.name(i));
        if (found == tree.fields.end()) continue;
        const std::string name(table.name(i));
        if (row.type < kind::structure) {
            if ((row.flags & detail::row::secret) != 0) return name;
            continue;
        }
        std::string inner = find_secret(found->second, *row.child);
        if (!inner.empty()) return name + "." + inner;
        for (const auto& [subscript, element] : found->second.elements) {
            inner = find_secret(element, *row.child);
            if (!inner.empty()) return name + "." + std::to_string(subscript) + "." + inner;
        }
    }
    return {};
}

}   // namespace portwright_tool
