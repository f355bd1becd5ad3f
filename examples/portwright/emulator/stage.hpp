// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The whole endpoint without a socket: bytes in, bytes out, with the faults that were ordered. The server puts TLS
// around it; a test or a simulation drives it as it is, with its own clock, as often as it likes.
//
//     emulator::stage stage{options};                 // options.clock, .faults, .seed
//     emulator::exchange wire{stage};                 // one connection
//     wire.receive(request_bytes);
//     while (auto next = wire.take_output()) use(next->bytes);   // next->before and ->each_byte say when
//     if (wire.is_closed()) reconnect();
//     stage.cloud().count("tencent.clb", "lb-a");

#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "cloud.hpp"
#include "faults.hpp"
#include "reader.hpp"

namespace portwright_tool::emulator {

struct output {
    std::string bytes{};
    std::chrono::milliseconds before{0};      // to wait before the first byte
    std::chrono::milliseconds each_byte{0};   // and before every one of them
};

// Shared by the connections, from any thread.
class stage {
public:
    // Throws std::invalid_argument for a wrong fault.
    explicit stage(emulator_options options);

    [[nodiscard]] emulator::cloud& cloud() { return cloud_; }
    // Of the next connection, which it counts.
    [[nodiscard]] handshake_fault begin_connection() { return plan_.handshake(++connections_); }
    [[nodiscard]] std::uint64_t requests() const { return count_; }   // that came so far, whole or not

private:
    friend class exchange;

    [[nodiscard]] emulator_fault find_fault(const route& to, const std::string& method, std::uint64_t number);
    void log(const std::string& method, const route& to, const reply& answer, bool faulty) const;

    emulator_options options_;
    emulator::cloud cloud_;
    std::mutex mutex_;   // of the plan, which counts
    fault_plan plan_;
    std::atomic<std::uint64_t> count_{0};
    std::atomic<std::uint64_t> connections_{0};
};

class exchange {
public:
    explicit exchange(stage& of) : stage_{of} {}

    // Takes what the client sent; returns how many bytes were taken, less than all when the connection was cut.
    std::size_t receive(std::string_view bytes);
    [[nodiscard]] std::optional<output> take_output();   // in order

    // After the output that is left, the connection is at its end: cut, or closed as TLS has it.
    [[nodiscard]] bool is_closed() const { return closed_; }
    [[nodiscard]] bool is_cut() const { return cut_; }

private:
    void begin();
    void answer();
    void finish(const emulator_fault& fault, std::string bytes);
    void close(bool cut);

    stage& stage_;
    request_reader reader_;
    std::deque<output> outputs_;
    std::uint64_t number_ = 0;                   // of the request that is being read; 0 between requests
    std::size_t taken_ = 0;                      // of its bytes
    std::optional<std::size_t> request_bytes_;   // before the cut
    bool closed_ = false;
    bool cut_ = false;
};

} // namespace portwright_tool::emulator
