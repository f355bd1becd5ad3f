// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "fields.hpp"

#include <algorithm>

namespace portwright_tool::emulator {
namespace {

using reason = bad_parameter::reason;

const field* find_field(const field_rules& rules, std::string_view generic) {
    for (const field& f : rules.fields) {
        if (f.name == generic) return &f;
    }
    return nullptr;
}

// Whether a documented parameter is below that name.
bool is_above(const field_rules& rules, std::string_view generic) {
    return std::any_of(rules.fields.begin(), rules.fields.end(), [&](const field& f) {
        return f.name.size() > generic.size() && f.name.starts_with(generic) && f.name[generic.size()] == '.';
    });
}

json as_integer(const field& f, const json& value, const std::string& path, bool typed) {
    std::optional<std::int64_t> number;
    if (value.is_number_integer() && typed) {
        // A number above the signed range is refused as malformed rather than read as a negative one.
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() <= 9223372036854775807U) {
            number = value.get<std::int64_t>();
        }
    } else if (value.is_string() && !typed) {
        number = parse_integer(value.get_ref<const std::string&>());
    }
    if (!number) refuse(reason::malformed, path, "must be an integer");
    const std::string digits = std::to_string(*number);
    if (f.listed) {
        const auto allowed = split(f.values, '|');
        if (std::find(allowed.begin(), allowed.end(), digits) == allowed.end()) {
            refuse(reason::value, path, "must be one of " + std::string{f.values});
        }
    } else if ((*number < f.min || *number > f.max) && digits != f.also) {
        refuse(reason::range, path, "is outside of " + std::to_string(f.min) + ".." + std::to_string(f.max));
    }
    return *number;
}

json as_boolean(const json& value, const std::string& path, bool typed) {
    if (value.is_boolean() && typed) return value;
    if (!typed && value == "true") return true;
    if (!typed && value == "false") return false;
    refuse(reason::malformed, path, "must be true or false");
}

json as_text(const field& f, const json& value, const std::string& path) {
    if (!value.is_string()) refuse(reason::malformed, path, "must be a string");
    const auto& text = value.get_ref<const std::string&>();
    if (f.listed) {
        const auto allowed = split(f.values, '|');
        const bool listed = std::any_of(allowed.begin(), allowed.end(), [&](std::string_view one) {
            return f.any_case ? lower(one) == lower(text) : one == text;
        });
        if (!listed) refuse(reason::value, path, "must be one of " + std::string{f.values});
    }
    const auto length = static_cast<std::int64_t>(count_characters(text));
    if (length < f.min || length > f.max) {
        refuse(reason::length, path,
               "must have " + std::to_string(f.min) + " to " + std::to_string(f.max) + " characters");
    }
    if (f.required && text.empty() && !f.listed) refuse(reason::value, path, "must not be empty");
    return value;
}

json visit(const json& at, const std::string& generic, const std::string& path, const field_rules& rules) {
    const field* f = find_field(rules, generic);
    if (at.is_object() || at.is_array()) {
        if (f != nullptr && f->type != field::kind::list) refuse(reason::malformed, path, "must be a single value");
        if (f != nullptr && !at.is_array()) refuse(reason::malformed, path, "must be an array");
        if (f == nullptr && at.is_array() && is_above(rules, generic) && find_field(rules, generic + ".n") == nullptr &&
            !is_above(rules, generic + ".n")) {
            refuse(reason::malformed, path, "must be a structure");
        }
        if (f != nullptr && f->max_items != 0 && at.size() > f->max_items) {
            refuse(reason::number, path, "has more than " + std::to_string(f->max_items) + " elements");
        }
        if (f == nullptr && rules.refuse_unknown && !path.empty() && at.empty() && !is_above(rules, generic)) {
            refuse(reason::unknown, path, "is not a parameter of this action");
        }
        json result = at.is_object() ? json::object() : json::array();
        std::int64_t subscript = rules.index_base;
        for (const auto& item : at.items()) {
            const std::string name = at.is_object() ? item.key() : std::to_string(subscript++);
            if (item.value().is_null()) {
                if (at.is_array()) refuse(reason::malformed, path + "." + name, "must not be null");
                continue;   // API 3.0 takes null for absent
            }
            const std::string dot = path.empty() ? "" : ".";
            json child = visit(item.value(), generic + dot + (at.is_object() ? name : "n"), path + dot + name, rules);
            if (at.is_object()) {
                result[name] = std::move(child);
            } else {
                result.push_back(std::move(child));
            }
        }
        return result;
    }
    if (f == nullptr) {
        if (is_above(rules, generic)) refuse(reason::malformed, path, "must be a structure");
        if (rules.refuse_unknown) refuse(reason::unknown, path, "is not a parameter of this action");
        return at;
    }
    switch (f->type) {
    case field::kind::integer: return as_integer(*f, at, path, rules.typed);
    case field::kind::boolean: return as_boolean(at, path, rules.typed);
    case field::kind::list: refuse(reason::malformed, path, "must be an array");
    case field::kind::text: break;
    }
    return as_text(*f, at, path);
}

// A required field is required in each element of a list and in each structure that is given.
void require_present(const json& at, std::span<const std::string_view> parts, const std::string& path,
                     std::int64_t index_base) {
    const std::string dot = path.empty() ? "" : ".";
    if (parts.front() == "n") {
        if (!at.is_array()) refuse(reason::malformed, path, "must be an array");
        if (parts.size() == 1) return;   // the elements of a list are there when it is
        for (std::size_t i = 0; i < at.size(); ++i) {
            const std::string subscript = std::to_string(index_base + static_cast<std::int64_t>(i));
            require_present(at[i], parts.subspan(1), path + dot + subscript, index_base);
        }
        return;
    }
    const std::string name{parts.front()};
    if (!at.is_object()) refuse(reason::malformed, path, "must be a structure");
    const auto found = at.find(name);
    if (parts.size() == 1) {
        const bool there = found != at.end() && !(found->is_array() && found->empty());
        if (!there) refuse(reason::missing, path + dot + name, "is missing");
    } else if (found != at.end()) {
        require_present(*found, parts.subspan(1), path + dot + name, index_base);
    }
}

}   // namespace

json checked(const json& tree, const field_rules& rules) {
    json result = visit(tree, "", "", rules);
    for (const field& f : rules.fields) {
        if (f.required) require_present(result, split(f.name, '.'), "", rules.index_base);
    }
    return result;
}

bool has(const json& object, const char* name) { return object.contains(name); }

std::int64_t integer_or(const json& object, const char* name, std::int64_t otherwise) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

std::string text_or(const json& object, const char* name, std::string_view otherwise) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{otherwise};
}

void refuse(bad_parameter::reason why, std::string path, const std::string& message) {
    std::string text = path + " " + message;
    throw bad_parameter{why, std::move(path), std::move(text)};
}

}   // namespace portwright_tool::emulator
