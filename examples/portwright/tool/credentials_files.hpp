// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Keys from the files of the vendors' SDKs and command-line tools, in the order in which those look:
//
// Tencent  TENCENTCLOUD_CREDENTIALS_FILE, or else ~/.tencentcloud/credentials, or else /etc/tencentcloud/credentials
//          (tencentcloud-sdk-go, common/profile_provider.go; tencentcloud-sdk-nodejs, src/common/credential.ts), then
//          ~/.tccli/NAME.credential (tencentcloud-cli)
// Aliyun   ALIBABA_CLOUD_CONFIG_FILE or ~/.aliyun/config.json, then ALIBABA_CLOUD_CREDENTIALS_FILE or
//          ~/.alibabacloud/credentials or ~/.alibabacloud/credentials.ini (credentials-go, credentials/providers/
//          default.go, cli_profile.go and profile.go; @alicloud/credentials; credentials-python)
//
// The SDKs go on to the next place where a file cannot be understood, and so may sign with the key of another account.
// Here such a file is an error; only one that has no such profile is passed over.

#include "../environment.hpp"

#include <optional>
#include <string>
#include <vector>

namespace portwright_tool {

struct file_key {
    std::optional<key_setting> key{};    // each part is named by its file and its name in it
    std::vector<std::string> looked{};   // the files that are there, and have no such profile
};

// The key of that profile; of the default one where none is named: TCCLI_PROFILE, ALIBABA_CLOUD_PROFILE, the `current`
// one of ~/.aliyun/config.json, and otherwise "default". Throws bad_variable or failure for what cannot be meant. A
// file that others can read is noted.
[[nodiscard]] file_key read_key_from_files(vendor of, const std::string& profile);

// The files, for --help.
[[nodiscard]] std::string describe_credentials_files();

} // namespace portwright_tool
