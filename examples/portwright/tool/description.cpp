// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "description.hpp"

#include "written.hpp"

#include <portwright/aliyun/ga/service.hpp>
#include <portwright/request/rule_message.hpp>

#include <cstdint>
#include <iterator>
#include <span>

namespace portwright_tool {
namespace {

namespace detail = portwright::detail;
using detail::kind;

std::string_view type_of(const field_info& field) {
    if (field.decimal) return "float";
    switch (field.type) {
    case kind::integer:
    case kind::integers:
    case kind::integer_sequence: return "integer";
    case kind::boolean: return "boolean";
    default: return "string";
    }
}

// What stands behind the name of a list or an object keyed by IDs.
std::string_view subscript_of(kind type) {
    switch (type) {
    case kind::integers:
    case kind::texts:
    case kind::structures:
    case kind::text_sequence:
    case kind::integer_sequence:
    case kind::structure_sequence: return ".n";
    default: return "";
    }
}

std::string subscript_of(const field_info& field) {
    if (field.type == kind::structure_map) return "." + std::string(field.subscript);
    return std::string(subscript_of(field.type));
}

void describe_number(described_parameter& row, const field_info& field) {
    const detail::number_rule& rule = *field.number;
    const bool more = rule.also < rule.low || rule.also > rule.high;
    if (!field.listed) {
        row.min = rule.low;
        if (rule.high != INT32_MAX) row.max = rule.high; // the end of the type is no bound
        if (more) row.also.push_back(std::to_string(rule.also));
        return;
    }
    for (std::int64_t n = rule.low; n <= rule.high; ++n) row.values.push_back(std::to_string(n));
    if (more) row.values.push_back(std::to_string(rule.also));
}

void describe_text(described_parameter& row, const field_info& field) {
    if (field.text != nullptr && field.text->shortest != 0) row.min_length = field.text->shortest;
    if (field.text != nullptr && field.text->longest != 0) row.max_length = field.text->longest;
    for (const char* word = field.words; *word != '\0'; word = detail::next_word(word))
        row.values.emplace_back(detail::word_text(word));
}

// `items` is the bound of the innermost list around, until the first value inside has taken it.
void describe_fields(const std::vector<field_info>& fields, const std::string& before,
                     std::optional<std::int64_t>& items, std::vector<described_parameter>& all) {
    for (const field_info& field : fields) {
        // A field without a name of its own is what stands under an ID: `unLoadBalancerIds.{dealId}.n`.
        const std::string path =
            field.name.empty() && before.ends_with('.') ? before.substr(0, before.size() - 1) : before;
        const std::string name = path + std::string(field.name) + subscript_of(field);
        std::optional<std::int64_t> own_items;
        if (field.max_items != 0) own_items = field.max_items;
        const bool is_list = !subscript_of(field).empty();
        if (field.type >= kind::structure) {
            describe_fields(field.fields, name + ".", is_list ? own_items : items, all);
            continue;
        }
        described_parameter row{
            .name = name, .type = type_of(field), .required = field.required, .secret = field.secret};
        if (field.number != nullptr) describe_number(row, field);
        if (field.special) row.also.push_back(std::to_string(*field.special));
        describe_text(row, field);
        if (is_list) {
            row.max_items = own_items;
        } else {
            row.max_items = items;
            items.reset();
        }
        row.doc = field.doc;
        all.push_back(std::move(row));
    }
}

// The lists of structures, which have no value of their own.
void describe_lists(const std::vector<field_info>& fields, const std::string& before,
                    std::vector<described_parameter>& all) {
    for (const field_info& field : fields) {
        if (field.type < kind::structure) continue;
        const std::string name = before + std::string(field.name) + subscript_of(field);
        if (field.type == kind::structures) {
            described_parameter row{
                .name = name, .type = "list", .required = field.required, .doc = std::string(field.doc)};
            if (field.max_items != 0) row.max_items = field.max_items;
            all.push_back(std::move(row));
        }
        describe_lists(field.fields, name + ".", all);
    }
}

// What a field of an answer is: by its own name and that of the structure around, or by its own.
std::string meaning_in_answers(const std::string& name) {
    static constexpr struct {
        std::string_view name, meaning;
    } known[] = {
#include "answer_fields.inc"
    };
    std::vector<std::string> parts{""};
    for (const char c : name) {
        if (c != '.') parts.back() += c;
        else if (parts.back() != "n" && !parts.back().starts_with('{')) parts.emplace_back();
        else parts.back().clear();
    }
    while (parts.size() > 1 && (parts.back() == "n" || parts.back().starts_with('{'))) parts.pop_back();
    const std::string own = parts.back();
    const std::string whole = parts.size() > 1 ? parts[parts.size() - 2] + "." + own : own;
    for (const std::string& wanted : {whole, own})
        for (const auto& [known_name, meaning] : known)
            if (known_name == wanted) return std::string(meaning);
    return {};
}

std::vector<described_parameter> describe_fields(const std::vector<field_info>& fields, const std::string& before) {
    std::vector<described_parameter> all;
    std::optional<std::int64_t> none;
    describe_fields(fields, before, none, all);
    return all;
}

void describe_rules(const detail::table& table, const detail::table* around, const std::string& before,
                    const std::string& before_around, std::vector<std::string>& all) {
    for (std::size_t i = 0; i < table.condition_count; ++i) {
        const detail::condition* const rule = table.rules + i;
        while (!table.rules[i].is_last()) ++i;
        const std::string text =
            written([&](portwright::output& out) { detail::rule_writer(out, table, around, rule).demand(); });
        const bool outer = rule->is_of_parent();
        const std::uint32_t rows = table.blamed_rows(*rule);
        for (std::size_t r = 0; r < 32; ++r) {
            if ((rows >> r & 1) == 0) continue;
            all.push_back((outer ? before_around + std::string(around->name(r)) : before + std::string(table.name(r))) +
                          " " + text);
        }
    }
    for (std::size_t i = 0; i < table.count; ++i) {
        const detail::row& row = table.rows[i];
        if (row.type >= kind::structure)
            describe_rules(*row.child, &table,
                           before + std::string(table.name(i)) + std::string(subscript_of(row.type)) + ".", before,
                           all);
    }
}

// The region, where the documents list one among the parameters.
std::optional<described_parameter> describe_region(const action_info& action) {
    const portwright::service& of = action.of();
    described_parameter row{.type = "string", .required = of.needs_region, .common = true};
    switch (action.family) {
    case api::tencent_v2: return std::nullopt;
    case api::tencent_v3: row.name = "Region"; break;
    case api::aliyun_rpc:
        row.name = "RegionId";
        row.values.assign(std::begin(portwright::aliyun::ga::regions), std::end(portwright::aliyun::ga::regions));
        break;
    }
    if (!of.takes_region) row.doc = "region; this API takes none";
    else if (row.values.empty()) row.doc = "region, " + region_bounds(action.family) + "; --region";
    else row.doc = "region; --region";
    return row;
}

std::string join(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
    return all;
}

std::string range(const std::optional<std::int64_t>& low, const std::optional<std::int64_t>& high) {
    if (!low) return "at most " + std::to_string(*high);
    if (!high) return "at least " + std::to_string(*low);
    return std::to_string(*low) + ".." + std::to_string(*high);
}

}   // namespace

std::vector<described_parameter> describe_parameters(const action_info& action) {
    std::vector<described_parameter> all = describe_fields(action.parameters, "");
    if (auto region = describe_region(action)) all.insert(all.begin(), std::move(*region));
    return all;
}

std::vector<described_parameter> describe_response(const action_info& action) {
    auto all = describe_fields(action.response, action.family == api::tencent_v3 ? "Response." : "");
    for (described_parameter& row : all)
        if (row.doc.empty()) row.doc = meaning_in_answers(row.name);
    return all;
}

std::vector<described_parameter> describe_lists(const action_info& action) {
    std::vector<described_parameter> all;
    describe_lists(action.parameters, "", all);
    return all;
}

std::string region_bounds(api family) {
    if (family == api::tencent_v3) return "of the form ap-guangzhou";
    if (family == api::tencent_v2) return "of the form ap-guangzhou, or a short name such as gz";
    return "one of " + join({std::begin(portwright::aliyun::ga::regions), std::end(portwright::aliyun::ga::regions)});
}

std::string bounds_of(const described_parameter& row) {
    std::vector<std::string> parts;
    if (!row.values.empty()) parts.push_back(join(row.values));
    if (row.min || row.max)
        parts.push_back(range(row.min, row.max) + (row.also.empty() ? "" : " or " + join(row.also)));
    if (row.min_length || row.max_length) parts.push_back(range(row.min_length, row.max_length) + " characters");
    if (row.max_items) parts.push_back("list of at most " + std::to_string(*row.max_items));
    if (row.secret) parts.emplace_back("secret");
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : "; ") + part;
    return all;
}

std::vector<std::string> describe_rules(const action_info& action) {
    std::vector<std::string> all;
    describe_rules(*action.table, nullptr, "", "", all);
    return all;
}

}   // namespace portwright_tool
