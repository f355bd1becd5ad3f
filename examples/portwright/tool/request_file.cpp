// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "request_file.hpp"

#include "failure.hpp"
#include "strict_json.hpp"

#include <algorithm>
#include <set>

namespace portwright_tool {
namespace {

using json = nlohmann::ordered_json;
using portwright::detail::kind;

constexpr std::string_view request_option = "--request";
constexpr std::size_t most_request_bytes = std::size_t{16} << 20;   // no API takes more than 10 MB

void flatten(const json& from, const std::string& name, std::uint32_t index_base, std::vector<given_parameter>& all) {
    using type = given_parameter::kind;
    if (from.is_object()) {
        if (from.empty() && !name.empty())
            refuse(request_option, shown(name) + " is an empty object, which no request can say");
        for (const auto& [key, value] : from.items()) {
            if (key.empty() || key.find('=') != key.npos)
                refuse(request_option, "\"" + shown(key) + "\" is no parameter's name");
            flatten(value, name.empty() ? key : name + "." + key, index_base, all);
        }
        return;
    }
    if (from.is_array()) {
        if (from.empty()) refuse(request_option, shown(name) + " is an empty list, which no request can say");
        std::uint32_t subscript = index_base;
        for (const auto& one : from) flatten(one, name + "." + std::to_string(subscript++), index_base, all);
        return;
    }
    if (from.is_null()) refuse(request_option, shown(name) + " is null; leave it out");
    if (from.is_string()) all.push_back({name, from.get<std::string>(), type::text});
    else if (from.is_boolean()) all.push_back({name, from.get<bool>() ? "true" : "false", type::boolean});
    else all.push_back({name, from.dump(), from.is_number_integer() ? type::integer : type::text});
}

json example_of(const field_info& field) {
    if (field.type == kind::boolean) return false;
    if (field.type == kind::integer || field.type == kind::integers) {
        if (field.number == nullptr) return 0;
        return field.number->low;
    }
    return *field.words != '\0' ? json(std::string(portwright::detail::word_text(field.words))) : json("");
}

json skeleton_of(const std::vector<field_info>& fields, bool all) {
    // A structure of which nothing is required is shown whole: one of it is wanted.
    const bool whole =
        all || std::none_of(fields.begin(), fields.end(), [](const field_info& f) { return f.required; });
    json made = json::object();
    for (const field_info& field : fields) {
        if (!field.required && !whole) continue;
        json value = field.type >= kind::structure ? skeleton_of(field.fields, all) : example_of(field);
        made[std::string(field.name)] =
            portwright::detail::is_list(field.type) ? json::array({std::move(value)}) : std::move(value);
    }
    return made;
}

} // namespace

std::string read_request_text(const std::string& path) { return read_input(path, most_request_bytes, request_option); }

std::vector<given_parameter> read_request(std::string_view text, std::uint32_t index_base) {
    const json read = parse_strictly(text, request_option);
    if (!read.is_object()) refuse(request_option, "is no JSON object of parameters");
    std::vector<given_parameter> all;
    flatten(read, "", index_base, all);
    return all;
}

std::vector<std::string> arguments_of(const std::vector<given_parameter>& given,
                                      const std::vector<std::string>& instead) {
    std::set<std::string_view> named;
    for (const std::string& argument : instead) named.insert(std::string_view(argument).substr(0, argument.find('=')));
    std::vector<std::string> all;
    for (const given_parameter& one : given)
        if (!named.contains(one.name)) // @@: a text in JSON names no file
            all.push_back(one.name + "=" + (one.value.starts_with('@') ? "@" : "") + one.value);
    return all;
}

json skeleton_of(const action_info& action, bool all) {
    const auto& fields = action.parameters;
    const bool none = std::none_of(fields.begin(), fields.end(), [](const field_info& f) { return f.required; });
    return none && !all ? json::object() : skeleton_of(fields, all);
}

} // namespace portwright_tool
