// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Runs the built tool, whose path is in PORTWRIGHT_TOOL, as a user would.
//
//     const outcome ran = run({"sign", "tencent.gaap.CreateHTTPListener", "Port=0"});
//     CHECK(ran.status == 2);
//     CHECK(ran.error == "Port: 0 is outside 1..65535\n");

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace tool {

struct outcome {
    int status = -1;   // -1 where it did not end by itself
    std::string output{};
    std::string error{};
};

using environment = std::map<std::string, std::string>;

// Example credentials of both clouds.
environment credentials();
inline const std::string tencent_secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE";
inline const std::string aliyun_secret = "ALIEXAMPLEsecretsecretsecret30";

outcome run(const std::vector<std::string>& arguments, const environment& variables = credentials());

// Any other program.
outcome run_program(const std::string& path, const std::vector<std::string>& arguments,
                    const environment& variables = {});

// A running tool that is stopped by SIGTERM where the test does not.
class background {
public:
    background(const std::vector<std::string>& arguments, const environment& variables);
    ~background();
    background(const background&) = delete;
    background& operator=(const background&) = delete;

    std::string first_line();   // of its output, waited for
    int stop();                 // its exit status
    void stop_reading();        // what it says: writing it fails from then on
    outcome end(int signal);    // sends it the signal, where that is not 0, and waits: what it said since
    pid_t process() const { return child_; }

private:
    pid_t child_ = -1;
    int output_ = -1;
    int error_ = -1;
};

// A file of these bytes, removed at the end of the test.
class temporary_file {
public:
    explicit temporary_file(std::string_view bytes);
    ~temporary_file();
    temporary_file(const temporary_file&) = delete;
    temporary_file& operator=(const temporary_file&) = delete;

    const std::string& path() const { return path_; }

private:
    std::string path_{};
};

}   // namespace tool
