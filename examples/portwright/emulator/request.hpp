// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A request as it came, which cloud it is meant for, and its parameters as one JSON tree.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "text.hpp"

namespace portwright_tool::emulator {

using json = nlohmann::json;

struct http_request {
    std::string method;
    std::string path;
    std::string query;     // as sent, without the question mark
    name_values headers;   // names in lower case
    std::string body;

    // The first header of that name, or nothing.
    [[nodiscard]] const std::string* header(std::string_view name) const { return find(headers, name); }
    [[nodiscard]] std::string header_or_empty(std::string_view name) const;
    [[nodiscard]] std::string media_type() const;   // of the body, without parameters, in lower case
};

// Why a request is refused: the cloud's own code, and what its envelope needs besides.
struct refusal {
    std::string code;
    std::string message;
    int status = 200;          // Aliyun's HTTP status; Tencent answers 200 always
    std::string description;   // codeDesc of Tencent API v2
};

enum class dialect { tencent_v2, tencent_v3, aliyun, none };
enum class scheme { query_signature, tc3, acs3 };

struct route {
    dialect spoken = dialect::none;
    scheme signed_by = scheme::query_signature;
    std::string system;    // "tencent.clb"; empty when action or version tell none
    std::string action;
    std::string version;
    name_values pairs;     // of the query or of the form, decoded
    bool malformed = false;       // the pairs could not be read, or a name comes twice
    bool is_json = false;         // the parameters are the JSON body instead
};

// Tells dialect, scheme and system by path, headers and parameters; verifies nothing.
[[nodiscard]] route find_route(const http_request& request);

// `A.0.B=x` pairs as a tree of objects, arrays and texts. Refuses (by text) a gap in the subscripts, a first
// subscript other than `index_base`, a name given twice, and a name that is both a value and a structure.
struct tree_result {
    json tree = json::object();
    std::string error;   // empty when all is well
};
[[nodiscard]] tree_result tree_of_pairs(const name_values& pairs, std::int64_t index_base);

// The JSON body of a TC3 request, refused when it is no object or nested without reason.
[[nodiscard]] tree_result tree_of_json(std::string_view body);

}   // namespace portwright_tool::emulator
