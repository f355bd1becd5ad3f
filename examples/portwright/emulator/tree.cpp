// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "request.hpp"

#include <map>
#include <memory>

namespace portwright_tool::emulator {
namespace {

constexpr std::size_t deepest = 16;   // the documented structures end at 8

struct node {
    std::map<std::string, std::unique_ptr<node>, std::less<>> children;
    std::optional<std::string> value;
};

bool is_subscript(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Adds one pair; returns what is wrong with it.
std::string insert(node& root, const std::string& name, const std::string& value) {
    const auto parts = split(name, '.');
    if (parts.size() > deepest) return name + " is nested too deeply";
    node* at = &root;
    for (const std::string_view part : parts) {
        if (part.empty()) return name + " has an empty part";
        if (at->value) return name + " goes below a value";
        auto& child = at->children[std::string{part}];
        if (!child) child = std::make_unique<node>();
        at = child.get();
    }
    if (at->value) return name + " is given twice";
    if (!at->children.empty()) return name + " is a structure as well as a value";
    at->value = value;
    return {};
}

json build(const node& from, const std::string& path, std::int64_t base, std::string& error) {
    if (from.value) return *from.value;
    std::size_t subscripts = 0;
    for (const auto& [name, child] : from.children) subscripts += is_subscript(name) ? 1U : 0U;

    if (subscripts == 0 || path.empty()) {
        json object = json::object();
        for (const auto& [name, child] : from.children) {
            object[name] = build(*child, path.empty() ? name : path + "." + name, base, error);
        }
        if (subscripts != 0) error = "a parameter's name cannot be a number";
        return object;
    }
    json array = json::array();
    for (std::size_t i = 0; i < from.children.size(); ++i) {
        const std::string subscript = std::to_string(base + static_cast<std::int64_t>(i));
        const auto child = from.children.find(subscript);
        if (child == from.children.end()) {
            error = path + "." + subscript + " is missing: subscripts start at " + std::to_string(base) +
                    " and leave no gap";
            return array;
        }
        array.push_back(build(*child->second, path + "." + subscript, base, error));
    }
    return array;
}

}   // namespace

tree_result tree_of_pairs(const name_values& pairs, std::int64_t index_base) {
    tree_result result;
    node root;
    for (const auto& [name, value] : pairs) {
        result.error = insert(root, name, value);
        if (!result.error.empty()) return result;
    }
    result.tree = build(root, "", index_base, result.error);
    return result;
}

tree_result tree_of_json(std::string_view body) {
    tree_result result;
    bool too_deep = false;
    const json::parser_callback_t limit_depth = [&](int depth, json::parse_event_t, json&) {
        if (depth > static_cast<int>(deepest)) too_deep = true;
        return !too_deep;   // what is dropped here never takes memory
    };
    result.tree = json::parse(body, limit_depth, false);
    if (too_deep) {
        result.error = "the JSON body is nested too deeply";
    } else if (result.tree.is_discarded()) {
        result.error = "the body is not JSON";
    } else if (!result.tree.is_object()) {
        result.error = "the JSON body is not an object";
    }
    if (!result.error.empty()) result.tree = json::object();
    return result;
}

}   // namespace portwright_tool::emulator
