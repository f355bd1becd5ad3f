// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What the environment says about keys and regions, under the names that the vendors' SDKs, their command-line tools
// (tccli, aliyun) and their Terraform providers read.
//
// Several names of one thing are tried in the order of describe_environment(). An empty variable is as good as none.

#include <stdexcept>
#include <string>
#include <vector>

namespace portwright_tool {

enum class vendor { tencent, aliyun };

// A variable that is set; name and value are empty where none is.
struct setting {
    std::string name{};
    std::string value{};
    // For people: the other variables that are set, to another value, and do not count. Without the values.
    std::vector<std::string> notes{};
};

struct key_setting {
    setting id{};
    setting secret{};
    setting token{};
};

// A variable that cannot be meant as it stands: what() is its name and the reason, never its value.
class bad_variable : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

// Throws bad_variable for what cannot be a key, a token or a region: white space and quotes, the classic traces of a file
// that was read in, and characters that are not ASCII.
void refuse_unmeant(const setting& given);

// The key of the first prefix that has an id. What the other prefixes say counts only where they have no other id:
// the token of one key would spoil another. Throws bad_variable as refuse_unmeant() does.
[[nodiscard]] key_setting read_key(vendor of);
[[nodiscard]] setting read_region(vendor of);

// The variable that read_region() looks for first.
[[nodiscard]] std::string region_variable(vendor of);

// Says that the variable which read_key() looks for first is missing, or that the secret of this id is.
[[nodiscard]] std::string missing_id(vendor of);
[[nodiscard]] std::string missing_secret(vendor of, const setting& id);

// All names, for --help.
[[nodiscard]] std::string describe_environment();

} // namespace portwright_tool
