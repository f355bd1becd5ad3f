// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "application.hpp"

#include "board.hpp"
#include "network.hpp"

#include <portwright/request/message.hpp>

namespace device {
namespace {

using portwright::call_wish;
using portwright::errc;

constexpr std::uint64_t longest_declaration_ms = 120000;
constexpr std::uint32_t first_pause_ms = 500, longest_pause_ms = 60000;
constexpr std::uint64_t network_poll_ms = 50; ///< how often it is looked whether there is an address
constexpr std::int64_t tolerated_drift = 5; ///< seconds of the clock's offset that are not worth a write to flash

constexpr std::string_view system_names[] = {"tencent.clb", "tencent.gaap", "tencent.lb", "tencent.bmlb", "aliyun.ga"};
constexpr std::string_view outcome_names[] = {"done", "refused", "not sent", "partly done", "unknown", "in the way"};
constexpr std::string_view change_names[] = {"stood already", "changed", "created"};

/// A line of the log, cut off where it is too long.
class line {
public:
    line& operator<<(std::string_view text) {
        out_.write(text);
        return *this;
    }
    line& operator<<(std::int64_t number) {
        portwright::write_decimal(out_, number);
        return *this;
    }
    line& operator<<(const wanted_listener& wanted) {
        return *this << system_names[static_cast<std::size_t>(wanted.system)] << " " << wanted.owner << " "
                     << (wanted.is_udp ? "UDP " : "TCP ") << std::int64_t{wanted.port};
    }
    ~line() { board::log(out_.ok() ? out_.since(0) : std::string_view("(a line that is too long)")); }

private:
    std::array<char, 200> room_;
    portwright::output out_{room_};
};

} // namespace

portwright::instant application::now() const { return {board::wall_clock(), board::monotonic_ms()}; }

bool application::start() {
    if (!read_settings(board::settings(), settings_)) {
        line() << "settings: none, or damaged";
        return false;
    }
    std::uint64_t seed = 0;
    if (!board::random({reinterpret_cast<unsigned char*>(&seed), sizeof seed})) {
        line() << "random: none";
        return false;
    }
    nonces_.seed(seed);
    if (const int code = tls_.trust(settings_.anchor); code != 0) {
        line() << "certificate: unreadable, " << std::int64_t{code};
        return false;
    }
    const bool has_state = keeper_.load(state_);
    clock_ = portwright::call_clock(state_.clock_offset);
    line() << "boot: " << static_cast<std::int64_t>(settings_.listener_count) << " listeners wanted, "
           << (has_state ? "state kept" : "no state") << ", wall clock " << board::wall_clock() << ", offset "
           << state_.clock_offset;
    network::start();
    waits_for_network_ = true;
    return true;
}

std::uint64_t application::step() {
    portwright::instant at = now();
    if (is_done()) return at.monotonic + 1000;
    if (waits_for_network_) {
        if (!network::is_up()) return at.monotonic + network_poll_ms;
        waits_for_network_ = false;
        line() << "network: up after " << static_cast<std::int64_t>(at.monotonic) << " ms";
    }
    for (;; at = now()) {
        if (!declaration_.is_under_way() && !begin_next(at)) return begin_at_;
        const portwright::call_step step = declaration_.visit([](auto& m) { return m.next(); });
        if (opening_ && step.wants != call_wish::connect) { // its time has passed
            tls_.close();
            opening_ = false;
        }
        if (step.wants == call_wish::done) {
            settle(at);
            if (is_done()) return at.monotonic + 1000;
            continue;
        }
        if (at.monotonic >= step.wake_at && step.wants != call_wish::sign)
            declaration_.visit([&](auto& m) { m.wake(at); });
        else if (!take(step, at)) return step.wake_at;
    }
}

bool application::begin_next(const portwright::instant& at) {
    if (at.monotonic < begin_at_) return false;
    const wanted_listener& wanted = settings_.listeners[current_];
    declaration_.begin(wanted, settings_, clock_, at.monotonic + longest_declaration_ms, false);
    return true;
}

/// Does what the machine wants. False where that must wait.
bool application::take(const portwright::call_step& step, const portwright::instant& at) {
    switch (step.wants) {
    case call_wish::sign: {
        const std::uint64_t random = nonces_();
        declaration_.visit([&](auto& m) { m.sign(at, random); });
        return true;
    }
    case call_wish::connect: {
        connect(step, at);
        return !opening_;
    }
    case call_wish::send: {
        const std::span<const char> bytes = declaration_.visit([&](auto& m) { return m.bytes(io_, at); });
        if (bytes.empty()) return true; // it has ended
        const std::ptrdiff_t n = tls_.write(bytes);
        if (n == tcp::not_yet) return false;
        if (n > 0) declaration_.visit([&](auto& m) { m.sent(static_cast<std::size_t>(n), at); });
        else {
            tls_.close();
            declaration_.visit([&](auto& m) { m.failed(errc::send_failed, at); });
        }
        return true;
    }
    case call_wish::receive: {
        const std::ptrdiff_t n = tls_.read(io_);
        if (n == tcp::not_yet) return false;
        if (n > 0) {
            declaration_.visit([&](auto& m) { m.received(io_.data(), static_cast<std::size_t>(n), at); });
            return true;
        }
        tls_.close();
        declaration_.visit([&](auto& m) { n == tcp::closed ? m.closed(at) : m.failed(errc::receive_failed, at); });
        return true;
    }
    default: // wait
        if (!declaration_.visit([](auto& m) { return m.keeps_connection(); })) tls_.close();
        return false;
    }
}

void application::connect(const portwright::call_step& step, const portwright::instant& at) {
    const wanted_listener& wanted = settings_.listeners[current_];
    if (!opening_) {
        tls_.open(step.host, step.port, settings_.address, state_.sessions[static_cast<std::size_t>(wanted.system)]);
        opening_ = true;
    }
    switch (tls_.go_on()) {
    case tls::progress::pending: return;
    case tls::progress::open:
        opening_ = false;
        line() << wanted << ": TLS to " << step.host << ", " << (tls_.resumed() ? "resumed, " : "whole handshake, ")
               << tls_.suite();
        return declaration_.visit([&](auto& m) { m.connected(at); });
    case tls::progress::failed:
        opening_ = false;
        line() << wanted << ": no connection, mbedTLS says " << std::int64_t{tls_.mbedtls_error()};
        return declaration_.visit([&](auto& m) { m.failed(tls_.why(), at); });
    }
}

/// Says what became of the listener, keeps it, and goes on to the next one, or to another try.
void application::settle(const portwright::instant& at) {
    const wanted_listener& wanted = settings_.listeners[current_];
    kept_listener& kept = state_.listeners[current_];
    declaration_.visit([&](auto& m) {
        kept.outcome = m.outcome();
        if (m.outcome() == portwright::ensure_outcome::done) {
            static_cast<void>(kept.id.assign(m.id()));
            line() << wanted << ": " << change_names[static_cast<std::size_t>(m.change())] << ", " << m.id();
            return;
        }
        std::array<char, 80> why;
        line() << wanted << ": " << outcome_names[static_cast<std::size_t>(m.outcome())] << ", "
               << portwright::message(m.error(), why) << " "
               << (m.refusal().code.has_value() ? std::string_view(m.refusal().code) : std::string_view()) << " "
               << m.other_id();
    });
    declaration_.end();
    tls_.close();
    const bool done = kept.outcome == portwright::ensure_outcome::done;
    save(at);
    if (done) {
        ++current_;
        pause_ms_ = 0;
        begin_at_ = 0;
        if (is_done())
            line() << "all " << static_cast<std::int64_t>(settings_.listener_count) << " listeners stand after "
                   << static_cast<std::int64_t>(at.monotonic) << " ms, " << std::int64_t{keeper_.writes()}
                   << " writes of state";
        return;
    }
    pause_ms_ = pause_ms_ == 0 ? first_pause_ms : pause_ms_ < longest_pause_ms / 2 ? pause_ms_ * 2 : longest_pause_ms;
    begin_at_ = at.monotonic + pause_ms_;
}

void application::save(const portwright::instant& at) {
    const std::int64_t offset = clock_.offset(at), drift = offset - state_.clock_offset;
    if (clock_.has_learned() && (drift > tolerated_drift || drift < -tolerated_drift)) state_.clock_offset = offset;
    static_cast<void>(keeper_.save(state_));
}

} // namespace device
