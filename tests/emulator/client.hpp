// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A small client for the emulator's tests: it signs with the emulator's own functions, which the known answers of
// signatures.cpp pin, and it verifies the endpoint's certificate.

#include <cstdint>
#include <memory>
#include <string>

#include "../../examples/portwright/emulator/cloud.hpp"
#include "../../examples/portwright/emulator/emulator.hpp"
#include "../../examples/portwright/emulator/request.hpp"

namespace emulator_test {

using portwright_tool::emulator::http_request;
using portwright_tool::emulator::json;
using portwright_tool::emulator::name_values;

inline constexpr const char* secret_id = "AKIDtest";
inline constexpr const char* secret_key = "a secret key of a test";
inline constexpr const char* access_key_id = "LTAItest";
inline constexpr const char* access_key_secret = "another secret";

struct answer {
    bool arrived = false;
    int status = 0;
    std::string text{};
    std::string date{};
    json body{};   // discarded when the text is not JSON

    // The code of an error in any of the envelopes, "" for a success.
    [[nodiscard]] std::string code() const;
};

// Both key pairs, the clock fixed at `now`, and what a test adds.
[[nodiscard]] portwright_tool::emulator_options test_options();
inline constexpr std::int64_t now = 1700000000;   // 2023-11-14T22:13:20Z

class client {
public:
    explicit client(const portwright_tool::emulator_server& server);
    ~client();
    [[nodiscard]] answer send(const http_request& request);

private:
    class implementation;
    std::unique_ptr<implementation> self_;
};

// The same without a socket.
[[nodiscard]] answer send(portwright_tool::emulator::cloud& to, const http_request& request);

// How a request is signed, and what a test makes wrong about it.
struct signing {
    std::string method = "POST";
    std::string host = "localhost";
    std::int64_t time = now;
    std::string nonce{};   // empty: a fresh one
    std::string id{};      // empty: the right one
    std::string key{};
    std::string token{};
    bool sha256 = true;
};

[[nodiscard]] http_request tencent_v2(name_values pairs, const signing& how = {});
[[nodiscard]] http_request tencent_v3(name_values pairs, const signing& how = {});
[[nodiscard]] http_request tc3(const std::string& service, const std::string& action, const std::string& version,
                               const json& parameters, const signing& how = {});
[[nodiscard]] http_request aliyun_rpc(name_values pairs, const signing& how = {}, const char* format = "JSON");
[[nodiscard]] http_request acs3(const std::string& action, const name_values& pairs, const signing& how = {});

}   // namespace emulator_test
