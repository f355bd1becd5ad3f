// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "example.hpp"

#include "failure.hpp"
#include "request.hpp"
#include "signing.hpp"

#include <portwright/request/characters.hpp>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <stdexcept>
#include <string>

namespace portwright_tool {
namespace {

using json = nlohmann::ordered_json;
using portwright::detail::kind;

// What stands for a text: its own name in small letters, as long as the documents allow.
std::string made_up(const field_info& field) {
    const portwright::detail::text_rule* const rule = field.text;
    if (rule != nullptr && rule->has_characters == &portwright::detail::is_date_time) return "2026-11-21 08:00:00";
    if (rule != nullptr && rule->has_characters == &portwright::detail::is_path) return "/";
    std::string made;
    for (const char c : field.name) made += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (rule == nullptr) return made;
    if (rule->longest != 0) made = made.substr(0, static_cast<std::size_t>(rule->longest));
    made.resize(std::max<std::size_t>(made.size(), static_cast<std::size_t>(rule->shortest)), 'x');
    return made;
}

const field_info& find(const std::vector<field_info>& fields, std::string_view name) {
    for (const field_info& field : fields)
        if (field.name == name) return field;
    throw std::logic_error("no parameter " + std::string(name));
}

void fill(json& value, const field_info& field) {
    if (value.is_array()) {
        for (json& one : value) fill(one, field);
    } else if (value.is_object()) {
        for (auto& [name, inner] : value.items()) fill(inner, find(field.fields, name));
    } else if (value == "") {
        value = made_up(field);
    }
}

// Adds the parameter of this wire path, with what the full skeleton has there.
void add(json& request, const json& all, const std::vector<field_info>& fields, const std::string& path) {
    json* to = &request;
    const json* from = &all;
    const std::vector<field_info>* inner = &fields;
    std::istringstream parts(path);
    for (std::string part; std::getline(parts, part, '.');) {
        if (from->is_array()) {
            to = &to->front();
            from = &from->front();
            continue;
        }
        const field_info& field = find(*inner, part);
        from = &from->at(part);
        const bool is_new = !to->contains(part);
        to = &(*to)[part];
        if (is_new) {
            *to = *from;
            fill(*to, field);
            return;
        }
        inner = &field.fields;
    }
}

}   // namespace

json example_of(const action_info& action) {
    json made = skeleton_of(action, false);
    const json all = skeleton_of(action, true);
    for (auto& [name, value] : made.items()) fill(value, find(action.parameters, name));
    for (int missing = 0; missing != 8; ++missing) {
        request_options options;
        options.action = action.name();
        options.request = made.dump();
        if (action.of().takes_region)
            options.region = action.family == api::aliyun_rpc ? "cn-hangzhou" : "ap-guangzhou";
        try {
            const described_request request(options, signing_credentials::made_up());
            static_cast<void>(sign(request));
            return made;
        } catch (const failure& why) {
            // "Rules.0.Domain: required when Domains is absent"
            const std::string said = why.what();
            const std::size_t colon = said.find(": required");
            if (colon == std::string::npos) throw;
            add(made, all, action.parameters, said.substr(0, colon));
        }
    }
    throw std::logic_error("no example of " + action.name());
}

}   // namespace portwright_tool
