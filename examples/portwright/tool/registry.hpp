// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Every action of the catalogue as the tool sees it at run time: made from the same schemas as everything else, so
// that nothing is listed here twice.

#include "arguments.hpp"

#include <portwright/request/layout.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace portwright_tool {

// A field of an action or of its answer, in the order of the documents.
struct field_info {
    std::string_view name;
    std::string_view doc;
    portwright::detail::kind type{};
    bool required = false;
    bool secret = false;
    bool listed = false;           // `number` is a list of values, not a range
    bool decimal = false;
    std::optional<std::int32_t> special{};   // a number with a meaning of its own
    std::uint8_t max_items = 0;    // of a list; 0 where there is no bound
    const portwright::detail::number_rule* number = nullptr;
    const portwright::detail::text_rule* text = nullptr;
    const char* words = "";        // the listed values, as in request/table.hpp
    std::string_view subscript{};       // of an object that is keyed by IDs, as the documents write it: "{certId}.n"
    std::vector<field_info> fields{};   // of a structure
};

// What the views of a typed request point to.
class storage {
public:
    template <class T>
    T* array(std::size_t size) {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= alignof(std::max_align_t));
        T* const first = static_cast<T*>(allocate(size * sizeof(T)));
        std::uninitialized_value_construct_n(first, size);
        return first;
    }

private:
    void* allocate(std::size_t size);

    std::vector<std::unique_ptr<std::byte[]>> kept_;
};

// The families of APIs, in what the tool says of them.
enum class api { tencent_v3, tencent_v2, aliyun_rpc };

struct action_info {
    const portwright::operation* call;
    const portwright::detail::action_table* table;
    std::vector<field_info> parameters;
    std::vector<field_info> response;
    // Makes the typed action. It lives in `keep` and borrows from `from`.
    // Null for one that is not in the catalogue.
    const void* (*make)(const argument_tree& from, storage& keep);
    std::string_view system_name;
    api family;
    const portwright::detail::family_words* words;
    std::string_view default_scheme;

    [[nodiscard]] const portwright::service& of() const { return *call->service; }
    [[nodiscard]] std::string_view system() const { return system_name; }
    [[nodiscard]] portwright::untyped_operation untyped() const { return {*call, *words}; }
    [[nodiscard]] std::string name() const { return std::string(system()) + "." + std::string(call->action); }
};

[[nodiscard]] const std::vector<action_info>& actions();

// Makes one more known to find_action(), and to nothing else. What it points to must live as long as the program.
void add_action(const action_info& one);

// Finds `tencent.clb.CreateListener`. Refuses what is not in the catalogue.
[[nodiscard]] const action_info& find_action(std::string_view name);

}   // namespace portwright_tool
