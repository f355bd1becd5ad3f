// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The emulator: a local HTTPS endpoint that answers as the five systems document it, so that a request can be
// tried without an account. It verifies every signature in its own ordinary code and shares nothing with the
// library, so a mistake of the library cannot hide in a common helper.
//
//     portwright_tool::emulator_options options;
//     options.tencent = {"AKIDexample", "secret", ""};
//     portwright_tool::emulator_server cloud{options};   // listens on 127.0.0.1, on a free port
//     use(cloud.port(), cloud.ca_pem());                 // stops when it goes out of scope

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace portwright_tool {

namespace emulator {
class stage;
}

struct emulator_credentials {
    std::string id{};
    std::string key{};
    std::string token{};   // of a temporary key: empty means that requests must carry none

    [[nodiscard]] bool complete() const { return !id.empty() && !key.empty(); }
};

// What a fault hook is told about a request; nothing of it has been verified yet.
struct emulator_call {
    std::string system{};   // "tencent.clb"; empty when it cannot be told
    std::string action{};
    std::string method{};
    std::uint64_t number = 0;   // 1 for the first request of this server
};

// What goes wrong with an answer. A default-constructed one means: answer as usual.
struct emulator_fault {
    enum class kind {
        none,
        drop,        // close the connection without a byte
        status,      // answer this HTTP status with a page that is not JSON
        raw,         // send these bytes as they are, then close
        throttled,   // refuse it in the cloud's own words
        busy,        // so too, but only a change
        truncated,   // `size` bytes of the answer's text, with a length to match
        oversized,   // `size` bytes more of it
        malformed    // an answer that is no JSON
    };
    kind what = kind::none;
    bool take_effect = false; // of drop, status, raw: it is carried out first, so its outcome is unknown to the client
    int status = 500;
    bool empty = false; // of status: without a page
    std::size_t size = 0;
    std::string bytes{};
    // With any kind:
    std::chrono::milliseconds delay{0}; // before the answer; the request is carried out at once
    std::chrono::milliseconds drip{0}; // before each byte of the answer
    std::optional<std::size_t> answer_bytes{}; // of the answer, head included, before the connection is cut
    std::int64_t skew = 0; // seconds that the server's clock is ahead
    bool without_date = false;
    bool close = false; // Connection: close
    std::optional<unsigned> retry_after{}; // seconds
};

// How `--fault` and emulator_options::faults are written.
extern const char* const fault_help;

struct emulator_options {
    std::string address = "127.0.0.1"; // to listen on; 0.0.0.0 and :: are all of the machine's
    std::uint16_t port = 0; // 0 picks a free one
    std::vector<std::string> names{}; // and addresses that clients reach it by, besides localhost and the systems'
    std::string ca_file{}; // where run_emulator writes the CA certificate; empty writes none
    bool verbose = false; // one line a request on stderr
    emulator_credentials tencent{};
    emulator_credentials aliyun{};
    unsigned polls_until_done = 2; // polls that find a task in progress before one finds it done
    std::optional<std::int64_t> seconds_until_done{}; // by the clock instead, however often it is asked
    bool one_operation_at_a_time = false; // of an owner: another change is refused as busy meanwhile
    bool shows_deleted = false; // of tencent.clb and tencent.lb too: until the deletion is done. No document says so
    bool refuse_unknown = false; // unknown parameters also where no document says so: API v2 and Aliyun
    std::size_t most_listeners = 0; // of an owner; 0 for what the documents say
    std::vector<std::string> missing_owners{}; // load balancers, connections and accelerators that do not exist
    std::uint64_t seed = 0; // of all IDs; 0 takes a random one
    std::vector<std::string> faults{}; // as fault_help has them
    std::function<emulator_fault(const emulator_call&)> fault{}; // called from several threads; beside `faults`
    std::function<std::int64_t()> clock{}; // seconds since 1970; empty: the system's
};

// Fills the credentials that are not set from the environment: see ../environment.hpp. Throws bad_variable.
void read_credentials_from_environment(emulator_options& options);

// Serves from its constructor to its destructor, on threads of its own. The constructor throws
// std::invalid_argument without credentials or for a wrong fault, and std::runtime_error when it cannot listen.
class emulator_server {
public:
    explicit emulator_server(const emulator_options& options);
    ~emulator_server();
    emulator_server(const emulator_server&) = delete;
    emulator_server& operator=(const emulator_server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] const std::string& ca_pem() const;
    [[nodiscard]] emulator::stage& stage() const; // its cloud, to count listeners in, say
    void stop(); // waits for running requests; may be called twice

private:
    class implementation;
    std::unique_ptr<implementation> self_;
};

// The command `portwright emulate`: prints `listening on https://localhost:PORT`, serves until SIGINT or SIGTERM.
// Returns the exit status: 0 done, 2 no usable credentials, 3 cannot listen or cannot write the CA file.
int run_emulator(const emulator_options& options);

} // namespace portwright_tool
