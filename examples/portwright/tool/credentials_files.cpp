// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "credentials_files.hpp"

#include "failure.hpp"
#include "regular_file.hpp"
#include "strict_json.hpp"
#include "terminal.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>

#include <sys/stat.h>

namespace portwright_tool {
namespace {

constexpr std::size_t most_credentials_bytes = std::size_t{1} << 20;

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr ? value : "";
}

// Where the user's own files are; empty where HOME does not say it.
std::string at_home(std::string_view path) {
    const std::string home = variable("HOME");
    return home.empty() ? "" : home + "/" + std::string(path);
}

// One place where a key may be.
struct place {
    std::string path{};
    std::string named_by{};   // the variable; empty for a place where files usually are, and need not be
    bool is_of_machine = false;
};

struct text_file {
    std::string text{};
    std::vector<std::string> notes{};
};

// Nothing where there is no such file. One that was named must be there.
std::optional<text_file> read_file(const place& from) {
    if (from.path.empty()) return std::nullopt;
    const std::string name = without_controls(from.path);
    const std::string where = from.named_by.empty() ? name : from.named_by + ": " + name;
    regular_file read = read_regular_file(from.path, most_credentials_bytes);
    if (read.is_missing && from.named_by.empty()) return std::nullopt;
    if (!read.why.empty()) throw bad_variable{where + ": " + read.why};
    text_file made{std::move(read.text), {}};
    if (made.text.find('\0') != made.text.npos) throw bad_variable{where + ": has NUL bytes; is it UTF-16?"};
    if (made.text.starts_with("\xEF\xBB\xBF")) made.text.erase(0, 3); // a mark of the byte order, which Windows writes
    // The group of a machine's file may be that of the daemon which needs it.
    const mode_t others = from.is_of_machine ? S_IRWXO : S_IRWXG | S_IRWXO;
    if ((read.mode & others) != 0)
        made.notes.push_back(name + ": others can get at it; `chmod " + (from.is_of_machine ? "o=" : "600") +
                             "` makes it private");
    return made;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white = " \t\r\f\v";
    const std::size_t first = text.find_first_not_of(white);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

// A value as the SDKs' readers take it: without its quotes, or else without the comment behind it.
std::string value_of(std::string_view text) {
    if (text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0])
        return std::string(text.substr(1, text.size() - 2));
    for (const std::string_view mark : {" #", " ;", "\t#", "\t;"}) text = text.substr(0, text.find(mark));
    return std::string(trimmed(text));
}

using section = std::map<std::string, std::string>;

// The names of a section are in any case, as Python's reader has it. Lines that are neither names nor comments belong
// to the value above them, which no key has.
std::optional<section> find_section(std::string_view text, std::string_view name, const std::string& path) {
    std::optional<section> found;
    bool inside = false;
    while (!text.empty()) {
        const std::string_view line = trimmed(text.substr(0, text.find('\n')));
        text.remove_prefix(std::min(text.size(), text.find('\n') == text.npos ? text.size() : text.find('\n') + 1));
        if (line.empty() || line[0] == '#' || line[0] == ';') continue;
        if (line[0] == '[') {
            inside = line.back() == ']' && trimmed(line.substr(1, line.size() - 2)) == name;
            if (inside && !found) found.emplace();
            continue;
        }
        const std::size_t equals = line.find_first_of("=:");
        if (!inside || equals == line.npos) continue;
        std::string key(trimmed(line.substr(0, equals)));
        std::transform(key.begin(), key.end(), key.begin(), [](unsigned char c) { return std::tolower(c); });
        if (!found->emplace(key, value_of(trimmed(line.substr(equals + 1)))).second)
            throw bad_variable{path + ": [" + shown(name) + "] has " + shown(key) + " twice"};
    }
    return found;
}

std::string text_in(const section& from, const char* name) {
    const auto found = from.find(name);
    return found != from.end() ? found->second : "";
}

// The three of a file under the names that it gives them; a token may be missing.
key_setting made_key(const std::string& path, const std::vector<std::pair<const char*, std::string>>& parts,
                     std::vector<std::string> notes) {
    key_setting key;
    setting* const into[] = {&key.id, &key.secret, &key.token};
    for (std::size_t i = 0; i != parts.size(); ++i) {
        *into[i] = {path + ": " + parts[i].first, parts[i].second, {}};
        if (parts[i].second.empty() && i != 2) throw bad_variable{into[i]->name + ": is missing, or empty"};
        refuse_unmeant(*into[i]);
    }
    key.id.notes = std::move(notes);
    return key;
}

// A text of an object; empty where there is none.
std::string text_in(const nlohmann::ordered_json& from, const char* name) {
    const auto found = from.find(name);
    return found != from.end() && found->is_string() ? found->get<std::string>() : "";
}

nlohmann::ordered_json object_in(const text_file& from, const std::string& path) {
    nlohmann::ordered_json read = parse_strictly(from.text, path);
    if (!read.is_object()) throw bad_variable{path + ": is no JSON object"};
    return read;
}

bool find_in_tencent_file(file_key& into, const std::string& profile) {
    std::vector<place> places;
    if (const std::string named = variable("TENCENTCLOUD_CREDENTIALS_FILE"); !named.empty())
        places = {{named, "TENCENTCLOUD_CREDENTIALS_FILE"}};
    else places = {{at_home(".tencentcloud/credentials")}, {"/etc/tencentcloud/credentials", "", true}};
    for (const place& one : places) {
        const auto file = read_file(one);
        if (!file) continue;
        const std::string path = without_controls(one.path);
        const auto found = find_section(file->text, profile.empty() ? "default" : profile, path);
        if (!found) {
            into.looked.push_back(path);
            return false; // the file of the machine counts only where the user has none
        }
        into.key = made_key(path,
                            {{"secret_id", text_in(*found, "secret_id")},
                             {"secret_key", text_in(*found, "secret_key")},
                             {"token", text_in(*found, "token")}},
                            file->notes);
        return true;
    }
    return false;
}

void find_in_tccli_file(file_key& into, std::string profile) {
    if (profile.empty()) profile = variable("TCCLI_PROFILE");
    if (profile.empty()) profile = "default";
    if (profile.find('/') != profile.npos) return;
    const place from{at_home(".tccli/" + profile + ".credential")};
    const auto file = read_file(from);
    if (!file) return;
    const std::string path = without_controls(from.path);
    const auto read = object_in(*file, path);
    if (text_in(read, "type") == "cvm-role")
        throw bad_variable{path + ": is the role of a machine, which is not asked for here"};
    into.key = made_key(path,
                        {{"secretId", text_in(read, "secretId")},
                         {"secretKey", text_in(read, "secretKey")},
                         {"token", text_in(read, "token")}},
                        file->notes);
}

bool find_in_aliyun_config(file_key& into, std::string profile) {
    std::string disabled = variable("ALIBABA_CLOUD_CLI_PROFILE_DISABLED");
    std::transform(disabled.begin(), disabled.end(), disabled.begin(), [](unsigned char c) { return std::tolower(c); });
    if (disabled == "true") return false;
    const std::string named = variable("ALIBABA_CLOUD_CONFIG_FILE");
    const place from =
        named.empty() ? place{at_home(".aliyun/config.json")} : place{named, "ALIBABA_CLOUD_CONFIG_FILE"};
    const auto file = read_file(from);
    if (!file) return false;
    const std::string path = without_controls(from.path);
    const auto read = object_in(*file, path);
    if (profile.empty()) profile = text_in(read, "current");
    if (const auto profiles = read.find("profiles"); profiles != read.end() && profiles->is_array()) {
        for (const auto& one : *profiles) {
            if (!one.is_object() || text_in(one, "name") != profile) continue;
            const std::string mode = text_in(one, "mode");
            if (mode != "AK" && mode != "StsToken")
                throw bad_variable{path + ": the profile " + shown(profile) + " is of mode " + shown(mode) +
                                   "; only AK and StsToken have their key in it. "
                                   "ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true passes it over"};
            into.key = made_key(path,
                                {{"access_key_id", text_in(one, "access_key_id")},
                                 {"access_key_secret", text_in(one, "access_key_secret")},
                                 {"sts_token", mode == "AK" ? "" : text_in(one, "sts_token")}},
                                file->notes);
            return true;
        }
    }
    into.looked.push_back(path);
    return false;
}

void find_in_aliyun_file(file_key& into, const std::string& profile) {
    std::vector<place> places;
    if (const std::string named = variable("ALIBABA_CLOUD_CREDENTIALS_FILE"); !named.empty())
        places = {{named, "ALIBABA_CLOUD_CREDENTIALS_FILE"}};
    else places = {{at_home(".alibabacloud/credentials")}, {at_home(".alibabacloud/credentials.ini")}};
    for (const place& one : places) {
        const auto file = read_file(one);
        if (!file) continue;
        const std::string path = without_controls(one.path);
        const auto found = find_section(file->text, profile.empty() ? "default" : profile, path);
        if (!found) {
            into.looked.push_back(path);
            continue;
        }
        if (const std::string type = text_in(*found, "type"); type != "access_key")
            throw bad_variable{path + ": type: is \"" + shown(type) + "\"; only access_key has its key in the file"};
        into.key = made_key(path,
                            {{"access_key_id", text_in(*found, "access_key_id")},
                             {"access_key_secret", text_in(*found, "access_key_secret")}},
                            file->notes);
        return;
    }
}

} // namespace

file_key read_key_from_files(vendor of, const std::string& profile) {
    file_key made;
    if (of == vendor::tencent) {
        if (!find_in_tencent_file(made, profile)) find_in_tccli_file(made, profile);
        return made;
    }
    const std::string chosen = profile.empty() ? variable("ALIBABA_CLOUD_PROFILE") : profile;
    if (!find_in_aliyun_config(made, chosen)) find_in_aliyun_file(made, chosen);
    return made;
}

std::string describe_credentials_files() {
    return "Where the environment has no key, or --profile NAME is given, it comes from the first of these files that "
           "has it:\n"
           "Tencent\n"
           "  TENCENTCLOUD_CREDENTIALS_FILE, or else ~/.tencentcloud/credentials, or else\n"
           "  /etc/tencentcloud/credentials; then ~/.tccli/NAME.credential, NAME by TCCLI_PROFILE\n"
           "Aliyun\n"
           "  ALIBABA_CLOUD_CONFIG_FILE, or else ~/.aliyun/config.json, unless ALIBABA_CLOUD_CLI_PROFILE_DISABLED is\n"
           "  true; then ALIBABA_CLOUD_CREDENTIALS_FILE, or else ~/.alibabacloud/credentials or credentials.ini;\n"
           "  NAME by ALIBABA_CLOUD_PROFILE\n";
}

} // namespace portwright_tool
