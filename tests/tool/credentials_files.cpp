// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Keys from the files of the vendors' SDKs and command-line tools: in which order, and what becomes of odd files.

#include "run.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <sys/stat.h>

namespace {

namespace fs = std::filesystem;
using tool::environment;
using tool::outcome;
using tool::run;
using words = std::vector<std::string>;

const words gaap{"sign", "tencent.gaap.CreateHTTPListener", "ListenerName=a", "Port=80", "ProxyId=b", "--print",
                 "json"};
const words ga{"sign", "aliyun.ga.DescribeListener", "ListenerId=a", "--region", "cn-hangzhou", "--print", "json"};

// A home of its own, gone with the test.
class home {
public:
    home() {
        std::string path = "/tmp/portwright-home-XXXXXX";
        if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no temporary directory");
        path_ = path;
    }
    ~home() { fs::remove_all(path_); }
    home(const home&) = delete;
    home& operator=(const home&) = delete;

    std::string path(const std::string& name) const { return (path_ / name).string(); }
    void put(const std::string& name, const std::string& text, fs::perms allowed = fs::perms(0600)) const {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream(path(name), std::ios::binary) << text;
        fs::permissions(path(name), allowed);
    }
    environment with(environment more = {}) const {
        more["HOME"] = path_.string();
        return more;
    }

private:
    fs::path path_{};
};

// The id that was signed with, and what standard error said.
std::pair<std::string, std::string> signed_as(const words& arguments, const environment& variables) {
    const outcome ran = run(arguments, variables);
    CHECK(ran.error.find("secret-") == std::string::npos);
    if (ran.status != 0) {
        CHECK(ran.status == 2);
        CHECK(ran.output.empty());
        return {"", ran.error};
    }
    const std::string all = nlohmann::json::parse(ran.output).at("headers").at("Authorization");
    const std::size_t at = all.find("Credential=") + 11;
    return {all.substr(at, all.find_first_of("/,", at) - at), ran.error};
}

std::string ini(const std::string& section, const std::string& id) {
    return "[" + section + "]\nsecret_id = " + id + "\nsecret_key = secret-" + id + "\n";
}

words with(words all, const words& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

using found = std::pair<std::string, std::string>;

TEST_CASE("tool: Tencent's files, in the order of the SDKs") {
    const home user;
    user.put(".tccli/default.credential", R"({"secretId": "tccli", "secretKey": "secret-t", "token": null})");
    CHECK(signed_as(gaap, user.with()) == found{"tccli", ""});
    user.put(".tccli/work.credential", R"({"secretId": "work", "secretKey": "secret-w", "token": "token-w"})");
    CHECK(signed_as(gaap, user.with({{"TCCLI_PROFILE", "work"}})) == found{"work", ""});
    user.put(".tencentcloud/credentials", ini("default", "home") + ini("other", "second"));
    CHECK(signed_as(gaap, user.with()) == found{"home", ""});
    CHECK(signed_as(with(gaap, {"--profile", "other"}), user.with()) == found{"second", ""});
    CHECK(signed_as(with(gaap, {"--profile", "work"}), user.with()) == found{"work", ""});
    CHECK(signed_as(with(gaap, {"--profile", "none"}), user.with()) ==
          found{"", "--profile: no \"none\" is in " + user.path(".tencentcloud/credentials") + "\n"});
    user.put("named", ini("default", "named"));
    const environment named = user.with({{"TENCENTCLOUD_CREDENTIALS_FILE", user.path("named")}});
    CHECK(signed_as(gaap, named) == found{"named", ""});
    // The environment counts first, but not where a profile is named.
    environment both = named;
    both.merge(tool::credentials());
    CHECK(signed_as(gaap, both).first == tool::credentials().at("TENCENTCLOUD_SECRET_ID"));
    CHECK(signed_as(with(gaap, {"--profile", "default"}), both) == found{"named", ""});
    // Half a key in the environment is an error, not a reason to sign for another account.
    CHECK(signed_as(gaap, user.with({{"TENCENTCLOUD_SECRET_ID", "a"}})) ==
          found{"", "TENCENTCLOUD_SECRET_KEY: not set in the environment\n"});
}

TEST_CASE("tool: Aliyun's files, in the order of the SDKs") {
    const home user;
    const auto section = [](const std::string& name, const std::string& id) {
        return "[" + name + "]\nenable = true\ntype = access_key\naccess_key_id = " + id +
               "\naccess_key_secret = secret-" + id + "\n";
    };
    user.put(".alibabacloud/credentials.ini", section("default", "python"));
    CHECK(signed_as(ga, user.with()) == found{"python", ""});
    user.put(".alibabacloud/credentials", section("default", "go") + section("p", "profile"));
    CHECK(signed_as(ga, user.with()) == found{"go", ""});
    CHECK(signed_as(ga, user.with({{"ALIBABA_CLOUD_PROFILE", "p"}})) == found{"profile", ""});
    user.put("named", section("default", "named"));
    CHECK(signed_as(ga, user.with({{"ALIBABA_CLOUD_CREDENTIALS_FILE", user.path("named")}})) == found{"named", ""});
    user.put(".aliyun/config.json", R"({"current": "b", "profiles": [
        {"name": "a", "mode": "AK", "access_key_id": "cli-a", "access_key_secret": "secret-a"},
        {"name": "b", "mode": "StsToken", "access_key_id": "cli-b", "access_key_secret": "secret-b", "sts_token": "t"},
        {"name": "c", "mode": "RamRoleArn", "access_key_id": "cli-c", "access_key_secret": "secret-c"}]})");
    CHECK(signed_as(ga, user.with()) == found{"cli-b", ""});
    CHECK(signed_as(with(ga, {"--profile", "a"}), user.with()) == found{"cli-a", ""});
    CHECK(signed_as(with(ga, {"--profile", "p"}), user.with()) == found{"profile", ""});
    CHECK(signed_as(with(ga, {"--profile", "c"}), user.with()).second.find("is of mode RamRoleArn; only AK") !=
          std::string::npos);
    CHECK(signed_as(ga, user.with({{"ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true"}})) == found{"go", ""});
    // The session token goes along.
    const auto made = nlohmann::json::parse(run(ga, user.with()).output);
    CHECK(made.at("headers").at("x-acs-security-token") == "t");
}

TEST_CASE("tool: a file of keys as other programs and editors write it") {
    const home user;
    const std::string file = ".tencentcloud/credentials";
    for (
        const char* const text :
        {"\xEF\xBB\xBF[default]\r\nsecret_id=odd\r\nsecret_key=secret-1\r\n",
         "[default]\nsecret_id=odd\nsecret_key=secret-1",
         "; a comment\n\n[ default ]\nSECRET_ID : \"odd\"\nsecret_key\t=\t'secret-1'   \n",
         "[other]\nsecret_id=wrong\nsecret_key=wrong\n[default]\nsecret_id = odd # mine\nsecret_key = secret-1 ; too\n"}) {
        CAPTURE(text);
        user.put(file, text);
        CHECK(signed_as(gaap, user.with()) == found{"odd", ""});
    }
    const std::string path = user.path(file);
    const auto refused = [&](const std::string& text) {
        user.put(file, text);
        const found made = signed_as(gaap, user.with());
        CHECK(made.first == "");
        return made.second;
    };
    CHECK(refused("secret_id=a\nsecret_key=secret-1\n") ==
          "TENCENTCLOUD_SECRET_ID: not set in the environment, and the "
          "profile is not in " +
              path + "\n");
    CHECK(refused("[default]\nsecret_id=a\n") == path + ": secret_key: is missing, or empty\n");
    CHECK(refused("[default]\nsecret_id=a\nsecret_key=secret-1\nsecret_key=secret-2\n") ==
          path + ": [default] has secret_key twice\n");
    CHECK(refused("[default]\nsecret_id=a b\nsecret_key=secret-1\n") ==
          path + ": secret_id: has white space or control characters\n");
    CHECK(refused(std::string("[\0d\0", 4)) == path + ": has NUL bytes; is it UTF-16?\n");
    CHECK(refused(std::string((1 << 20) + 1, '\n')) == path + ": has more than 1048576 bytes\n");
    // Neither a directory nor a pipe, which would be waited for, is a file; a link to one is.
    fs::remove(path);
    fs::create_directory(path);
    CHECK(signed_as(gaap, user.with()) == found{"", path + ": is no file\n"});
    fs::remove(path);
    REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    CHECK(signed_as(gaap, user.with()) == found{"", path + ": is no file\n"});
    fs::remove(path);
    user.put("kept", ini("default", "linked"));
    fs::create_symlink(user.path("kept"), path);
    CHECK(signed_as(gaap, user.with()) == found{"linked", ""});
    user.put("kept", ini("default", "linked"), fs::perms(0644));
    CHECK(signed_as(gaap, user.with()) ==
          found{"linked", path + ": others can get at it; `chmod 600` makes it private\n"});
    CHECK(signed_as(gaap, user.with({{"TENCENTCLOUD_CREDENTIALS_FILE", "/nonexistent"}})) ==
          found{"", "TENCENTCLOUD_CREDENTIALS_FILE: /nonexistent: there is no such file\n"});
}

TEST_CASE("tool: a file of keys in JSON that is none") {
    const home user;
    const std::string path = user.path(".tccli/default.credential");
    for (const auto& [text, why] : std::vector<std::pair<std::string, std::string>>{
             {"", ": is no JSON: what stands at byte 1 cannot be read\n"},
             {"[1]", ": is no JSON object\n"},
             {R"({"secretId": "a", "secretKey": "secret-1)", ": is no JSON: what stands at byte 41 cannot be read\n"},
             {R"({"secretId": "a", "secretKey": "secret-1", "secretKey": "secret-2"})",
              ": has \"secretKey\" twice in one object\n"},
             {R"({"secretId": "a", "secretKey": 5})", ": secretKey: is missing, or empty\n"},
             {R"({"type": "cvm-role"})", ": is the role of a machine, which is not asked for here\n"},
             {std::string(100000, '['), ": is nested more than 32 deep\n"}}) {
        user.put(".tccli/default.credential", text);
        CHECK(signed_as(gaap, user.with()) == found{"", path + why});
    }
}

}   // namespace
