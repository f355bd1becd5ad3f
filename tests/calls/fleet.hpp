// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A fleet in virtual time: devices that are switched on at once, on one account's quota, over links that lose something.
// Each of them runs the library's call_machine as a device would: look, create, look for the task's end; an unknown
// outcome is looked up. The naive client beside them repeats what failed a second later, whatever it was.

#include <portwright/calls/call.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/clb.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <queue>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace fleet {

namespace pw = portwright;
namespace clb = portwright::tencent::clb;
using ms = std::uint64_t;

enum class strategy : std::uint8_t {
    naive, ///< repeats after a second, blindly
    backoff, ///< the machine's own backoff
    adaptive, ///< a pacer that knows nothing of the fleet
    paced, ///< a pacer that knows how many devices share which quota
};

struct scenario {
    std::uint32_t devices = 100;
    std::uint32_t per_second = 20;
    strategy kind = strategy::paced;
    unsigned lost_per_1000 = 10;
    std::uint64_t seed = 1;
    ms end = 24 * 3600 * 1000ULL;
};

struct outcome {
    std::uint32_t provisioned = 0; ///< devices that know that their listener stands
    std::uint32_t listeners = 0;
    std::uint32_t without_one = 0, with_two = 0; ///< devices
    std::uint64_t requests = 0; ///< that arrived
    std::uint64_t throttled = 0;
    std::uint32_t most_requests = 0; ///< of one device
    ms last = 0; ///< when the last device was provisioned
};

class random_bits {
public:
    explicit random_bits(std::uint64_t seed) : state_(seed) {}
    std::uint64_t operator()() { return pw::detail::mix_bits(state_++); }

private:
    std::uint64_t state_;
};

/// A load balancer for each device, behind one quota: so many requests in each second of the clock.
class cloud {
public:
    cloud(const scenario& of, outcome& result) : quota_(of.per_second), result_(result), owners_(of.devices) {}

    std::string answer(std::uint32_t device, std::string_view action, ms now) {
        owner& mine = owners_[device];
        ++result_.requests;
        result_.most_requests = std::max(result_.most_requests, ++mine.requests);
        if (now / 1000 != second_) second_ = now / 1000, taken_ = 0;
        if (taken_ == quota_) {
            ++result_.throttled;
            return refusal("RequestLimitExceeded");
        }
        ++taken_;
        if (action == "DescribeListeners") return success("\"TotalCount\":" + std::to_string(mine.listeners));
        if (action == "DescribeTaskStatus") return success(now < mine.created + 5000 ? "\"Status\":2" : "\"Status\":0");
        if (mine.listeners != 0) return refusal("InvalidParameter.PortCheckFailed");
        ++mine.listeners;
        ++result_.listeners;
        mine.created = now;
        return success(R"("ListenerIds":["lbl-1"])");
    }

    void count() {
        for (const owner& of : owners_) {
            if (of.listeners == 0) ++result_.without_one;
            if (of.listeners > 1) ++result_.with_two;
        }
    }

private:
    struct owner {
        std::uint32_t listeners = 0, requests = 0;
        ms created = 0;
    };

    static std::string http(const std::string& body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    static std::string success(const std::string& members) {
        return http("{\"Response\":{" + members + R"(,"RequestId":"r"}})");
    }
    static std::string refusal(const std::string& code) {
        return success(R"("Error":{"Code":")" + code + R"(","Message":"m"})");
    }

    std::uint32_t quota_;
    outcome& result_;
    std::vector<owner> owners_;
    ms second_ = 0;
    std::uint32_t taken_ = 0;
};

/// What happens when; earlier first, and in the order in which it was said at one time.
class timeline {
public:
    void at(ms when, std::function<void()> what) { events_.push({when, count_++, std::move(what)}); }
    ms now() const { return now_; }
    bool step(ms end) {
        if (events_.empty() || events_.top().when > end) return false;
        event next = std::move(const_cast<event&>(events_.top()));
        events_.pop();
        now_ = next.when;
        next.what();
        return true;
    }

private:
    struct event {
        ms when;
        std::uint64_t order;
        std::function<void()> what;
        bool operator<(const event& other) const {
            return when != other.when ? when > other.when : order > other.order;
        }
    };
    std::priority_queue<event> events_;
    std::uint64_t count_ = 0;
    ms now_ = 0;
};

struct world {
    scenario of;
    outcome result{};
    timeline time{};
    cloud account;
    random_bits random;

    explicit world(const scenario& s) : of(s), account(s, result), random(s.seed << 32) {}
    bool loses() { return random() % 1000 < of.lost_per_1000; }
    ms way() { return 20 + random() % 60; } ///< one way through the network
    void provisioned() {
        ++result.provisioned;
        result.last = time.now();
    }
};

inline constexpr pw::unix_time boot = 1800000000;

/// A device over the library's machines.
class device {
public:
    using scheme = pw::tc3<>;

    device(world& in, std::uint32_t number)
        : in_(in), number_(number),
          pacer_(in.of.kind == strategy::paced ? pw::pace_of_fleet(in.of.devices, in.of.per_second) : pw::pace{}) {}
    device(const device&) = delete;
    device& operator=(const device&) = delete;

    void begin() {
        if (stage_ == stage::look) begin(look_, looked_, "TotalCount");
        if (stage_ == stage::create) begin(create_, created_, "");
        if (stage_ == stage::poll) begin(poll_, polled_, "");
    }

private:
    enum class stage : std::uint8_t { look, create, poll };
    template <class Action>
    using call = std::optional<pw::call_machine<scheme, Action>>;

    pw::instant now() const { return {boot + static_cast<pw::unix_time>(in_.time.now() / 1000), in_.time.now()}; }

    template <class Action>
    void begin(const Action& action, typename Action::response& answer, std::string_view wanted) {
        pw::call_settings settings{.region = "ap-guangzhou", .attempts = 255};
        if (in_.of.kind != strategy::backoff) settings.pacer = &pacer_;
        auto& machine = std::get<call<Action>>(machines_);
        machine.emplace(action, keys_, clock_, settings, answer, refusal_, scratch_);
        if (!wanted.empty()) {
            wanted_ = wanted;
            machine->want({&wanted_, 1});
        }
        drive(*machine);
    }

    template <class Machine>
    void drive(Machine& machine) {
        for (;;) {
            const pw::call_step step = machine.next();
            switch (step.wants) {
            case pw::call_wish::sign:
                request_.clear();
                machine.sign(now(), in_.random());
                break;
            case pw::call_wish::connect: machine.connected(now()); break; // as long as the request's way takes
            case pw::call_wish::send: {
                std::array<char, 512> room;
                const std::span<const char> bytes = machine.bytes(room, now());
                request_.append(bytes.data(), bytes.size());
                machine.sent(bytes.size(), now());
                break;
            }
            case pw::call_wish::wait:
                in_.time.at(step.wake_at, [this, &machine] {
                    machine.wake(now());
                    drive(machine);
                });
                return;
            case pw::call_wish::receive: return exchange(machine, step.wake_at);
            case pw::call_wish::perform: // of message_call_machine alone
            case pw::call_wish::done: return done(machine.outcome());
            }
        }
    }

    template <class Machine>
    void exchange(Machine& machine, ms deadline) {
        const bool request_lost = in_.loses(), answer_lost = in_.loses();
        const auto time_out = [this, &machine, deadline] {
            in_.time.at(deadline, [this, &machine] {
                machine.wake(now());
                drive(machine);
            });
        };
        if (request_lost) return time_out();
        in_.time.at(in_.time.now() + in_.way(), [this, &machine, answer_lost, time_out] {
            const std::size_t from = request_.find("X-TC-Action: ") + 13;
            const std::string_view action = std::string_view(request_).substr(from, request_.find('\r', from) - from);
            answer_ = in_.account.answer(number_, action, in_.time.now());
            if (answer_lost) return time_out();
            in_.time.at(in_.time.now() + in_.way(), [this, &machine] {
                machine.received(answer_.data(), answer_.size(), now());
                drive(machine);
            });
        });
    }

    void done(pw::call_outcome outcome) {
        ms pause = 0;
        switch (stage_) {
        case stage::look:
            if (outcome != pw::call_outcome::done) pause = 10000;
            else if (looked_.TotalCount.value_or(0) == 0) stage_ = stage::create;
            else return in_.provisioned();
            break;
        case stage::create:
            stage_ = outcome == pw::call_outcome::done ? stage::poll : stage::look;
            pause = outcome == pw::call_outcome::done ? 3000 : 10000;
            break;
        case stage::poll:
            if (outcome == pw::call_outcome::done && polled_.Status.value_or(2) == 0) return in_.provisioned();
            pause = 5000;
            break;
        }
        in_.time.at(in_.time.now() + pause, [this] { begin(); });
    }

    static constexpr pw::credentials who_{.id = "AKIDexample", .secret = "example-secret"};
    static constexpr std::uint16_t ports_[] = {80};
    static constexpr clb::CreateListener create_{
        .LoadBalancerId = "lb-1", .Ports = ports_, .Protocol = clb::Protocol::TCP};
    static constexpr clb::DescribeListeners look_{.LoadBalancerId = "lb-1", .Port = 80};
    static constexpr clb::DescribeTaskStatus poll_{.TaskId = "r"};

    world& in_;
    std::uint32_t number_;
    stage stage_ = stage::look;
    pw::pacer pacer_;
    pw::key_cache<scheme> keys_{who_};
    pw::call_clock clock_{};
    pw::api_error refusal_{};
    clb::DescribeListeners::response looked_{};
    clb::CreateListener::response created_{};
    clb::DescribeTaskStatus::response polled_{};
    std::string_view wanted_{};
    std::array<char, 256> scratch_{};
    std::tuple<call<clb::DescribeListeners>, call<clb::CreateListener>, call<clb::DescribeTaskStatus>> machines_{};
    std::string request_{}, answer_{};
};

/// A device that creates, polls, and repeats whatever failed after a second.
class naive_device {
public:
    naive_device(world& in, std::uint32_t number) : in_(in), number_(number) {}

    void begin() {
        const bool request_lost = in_.loses(), answer_lost = in_.loses();
        if (request_lost) return again(30000);
        in_.time.at(in_.time.now() + in_.way(), [this, answer_lost] {
            const std::string answer =
                in_.account.answer(number_, created_ ? "DescribeTaskStatus" : "CreateListener", in_.time.now());
            if (answer_lost) return again(30000);
            if (answer.find("ListenerIds") != answer.npos || answer.find("PortCheckFailed") != answer.npos)
                created_ = true;
            if (answer.find("\"Status\":0") != answer.npos) return in_.provisioned();
            again(in_.way());
        });
    }

private:
    void again(ms pause) {
        in_.time.at(in_.time.now() + pause + 1000, [this] { begin(); });
    }

    world& in_;
    std::uint32_t number_;
    bool created_ = false;
};

template <class Device>
outcome run_devices(const scenario& of) {
    world in(of);
    std::deque<Device> devices;
    for (std::uint32_t number = 0; number != of.devices; ++number) {
        Device& added = devices.emplace_back(in, number);
        in.time.at(in.random() % 1000, [&added] { added.begin(); }); // switched on within a second
    }
    while (in.result.provisioned != of.devices && in.time.step(of.end)) {
    }
    in.account.count();
    return in.result;
}

inline outcome run(const scenario& of) {
    return of.kind == strategy::naive ? run_devices<naive_device>(of) : run_devices<device>(of);
}

} // namespace fleet
