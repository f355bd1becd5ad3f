// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "environment.hpp"

#include <cstdlib>
#include <string_view>

namespace portwright_tool {
namespace {

using names = std::vector<const char*>;

// Names that belong together: an id, its secret and its token.
struct key_names {
    names id;
    names secret;
    names token;
};

struct vendor_names {
    std::vector<key_names> keys;
    names region;
};

const vendor_names& names_of(vendor of) {
    // The SDKs' session token, tccli's, and that of the Terraform provider.
    static const vendor_names tencent{
        {{{"TENCENTCLOUD_SECRET_ID"},
          {"TENCENTCLOUD_SECRET_KEY"},
          {"TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN"}}},
        {"TENCENTCLOUD_REGION"}};
    // The order of the `aliyun` command. The shorter names are those of the Terraform provider.
    static const vendor_names aliyun{
        {{{"ALIBABA_CLOUD_ACCESS_KEY_ID"}, {"ALIBABA_CLOUD_ACCESS_KEY_SECRET"}, {"ALIBABA_CLOUD_SECURITY_TOKEN"}},
         {{"ALIBABACLOUD_ACCESS_KEY_ID"}, {"ALIBABACLOUD_ACCESS_KEY_SECRET"}, {"ALIBABACLOUD_SECURITY_TOKEN"}},
         {{"ALICLOUD_ACCESS_KEY_ID", "ALICLOUD_ACCESS_KEY"},
          {"ALICLOUD_ACCESS_KEY_SECRET", "ALICLOUD_SECRET_KEY"},
          {"ALICLOUD_SECURITY_TOKEN"}}},
        {"ALIBABA_CLOUD_REGION_ID", "ALIBABACLOUD_REGION_ID", "ALICLOUD_REGION_ID", "ALIBABA_CLOUD_REGION",
         "ALICLOUD_REGION"}};
    return of == vendor::tencent ? tencent : aliyun;
}

std::string read_variable(const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr ? value : "";
}

setting first_set(const names& from) {
    for (const char* const name : from) {
        if (std::string value = read_variable(name); !value.empty()) return {name, std::move(value), {}};
    }
    return {};
}

// Notes each of these variables that says something else than the chosen one.
void note_others(setting& chosen, const names& all, const std::string& because) {
    for (const char* const name : all) {
        const std::string value = read_variable(name);
        if (value.empty() || value == chosen.value) continue;
        chosen.notes.push_back(std::string(name) + ": not used, as " + because + " is set");
    }
}

// Whether this group speaks of the key with that id, or of none in particular.
bool goes_with(const key_names& group, const setting& id) {
    const setting own = first_set(group.id);
    return own.value.empty() || own.value == id.value;
}

setting first_set(const std::vector<key_names>& groups, names key_names::*part, const setting& id) {
    for (const key_names& group : groups) {
        if (!goes_with(group, id)) continue;
        if (setting found = first_set(group.*part); !found.value.empty()) return found;
    }
    return {};
}

std::string missing(const char* name) {
    return std::string(name) +
           (std::getenv(name) != nullptr ? ": empty in the environment" : ": not set in the environment");
}

std::string listed(const names& all) {
    std::string text;
    for (const char* const name : all) text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

std::string described(const char* title, const std::vector<key_names>& groups, names key_names::*part) {
    names all;
    for (const key_names& group : groups) all.insert(all.end(), (group.*part).begin(), (group.*part).end());
    return std::string("  ") + title + listed(all) + "\n";
}

}   // namespace

void refuse_unmeant(const setting& given) {
    const std::string& text = given.value;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20) throw bad_variable{given.name + ": has white space or control characters"};
        if (byte >= 0x7F) throw bad_variable{given.name + ": has characters that are not ASCII"};
    }
    // An env file that is read by something else than a shell keeps them.
    if (text.starts_with('"') || text.starts_with('\'')) throw bad_variable{given.name + ": begins with a quote"};
}

key_setting read_key(vendor of) {
    const std::vector<key_names>& groups = names_of(of).keys;
    key_setting key;
    for (const key_names& group : groups) {
        key.id = first_set(group.id);
        if (!key.id.value.empty()) break;
    }
    key.secret = first_set(groups, &key_names::secret, key.id);
    key.token = first_set(groups, &key_names::token, key.id);
    for (const setting* const given : {&key.id, &key.secret, &key.token}) refuse_unmeant(*given);
    for (const key_names& group : groups) {
        const bool of_other_key = !goes_with(group, key.id);
        note_others(key.id, group.id, key.id.name);
        note_others(key.secret, group.secret, of_other_key ? key.id.name : key.secret.name);
        note_others(key.token, group.token, of_other_key ? key.id.name : key.token.name);
    }
    return key;
}

setting read_region(vendor of) {
    setting region = first_set(names_of(of).region);
    refuse_unmeant(region);
    note_others(region, names_of(of).region, region.name);
    return region;
}

std::string region_variable(vendor of) { return names_of(of).region.front(); }

std::string missing_id(vendor of) { return missing(names_of(of).keys.front().id.front()); }

std::string missing_secret(vendor of, const setting& id) {
    for (const key_names& group : names_of(of).keys) {
        for (std::size_t i = 0; i != group.id.size(); ++i) {
            if (id.name == group.id[i]) return missing(group.secret[i]);
        }
    }
    return missing(names_of(of).keys.front().secret.front());
}

std::string describe_environment() {
    std::string text = "Credentials come from the environment; of several names the first that is set counts:\n";
    for (const vendor of : {vendor::tencent, vendor::aliyun}) {
        const vendor_names& all = names_of(of);
        text += of == vendor::tencent ? "Tencent\n" : "Aliyun\n";
        text += described("id      ", all.keys, &key_names::id);
        text += described("secret  ", all.keys, &key_names::secret);
        text += described("token   ", all.keys, &key_names::token);
        text += "  region  " + listed(all.region) + ", where --region is not given\n";
    }
    return text;
}

}   // namespace portwright_tool
