// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Calls in an event loop: a call_machine driven by Boost.Asio (1.73 or later) over its TLS, any number in one thread.
// Nothing blocks, no exception is thrown by it.
//
//     portwright::asio_connection connection{io, tls, now, random};      // tls: a boost::asio::ssl::context
//     portwright::call_machine<portwright::tc3<>, clb::CreateListener> call{request, keys,    clock,  settings,
//                                                                           created, refusal, scratch};
//     connection.run(call, [&] { show(call.outcome(), created, refusal); });
//     io.run();

#include <portwright/calls/call.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace portwright {

/// One connection, and the call that uses it. `Now` returns an instant whose monotonic part is monotonic_now(), `Random`
/// 64 bits, of which the lower 63 become the nonce: nobody has used them before. Lives until the last call on it is
/// done; not for two threads at once.
template <class Now, class Random>
class asio_connection {
public:
    /// `tls` verifies the peer, or open() refuses it: set its anchors, as by set_default_verify_paths(). It lives as long.
    asio_connection(const boost::asio::any_io_executor& executor, boost::asio::ssl::context& tls, Now now,
                    Random random)
        : tls_(tls), resolver_(executor), timer_(executor), now_(std::move(now)), random_(std::move(random)) {}
    asio_connection(const asio_connection&) = delete;
    asio_connection& operator=(const asio_connection&) = delete;

    /// Drives the machine until it is done, then calls `done`, once, maybe before run() returns. The machine, and what
    /// `done` borrows, live until then. One call at a time; the next one may be begun within `done`.
    template <class Machine, class Done>
    void run(Machine& machine, Done done) {
        for (;;) {
            const call_step step = machine.next();
            switch (step.wants) {
            case call_wish::sign: machine.sign(now_(), random_()); break;
            case call_wish::wait:
                if (!machine.keeps_connection()) close();
                begin(step.wake_at, machine, std::move(done));
                return;
            case call_wish::connect:
                close();
                begin(step.wake_at, machine, std::move(done), [this, step](auto arrived) { connect(step, arrived); });
                return;
            case call_wish::send: {
                const auto bytes = machine.bytes(buffer_, now_());
                if (bytes.empty()) break; // it has ended
                begin(step.wake_at, machine, std::move(done), [this, bytes](auto arrived) {
                    stream_->async_write_some(boost::asio::buffer(bytes.data(), bytes.size()), arrived);
                });
                return;
            }
            case call_wish::receive:
                begin(step.wake_at, machine, std::move(done),
                      [this](auto arrived) { stream_->async_read_some(boost::asio::buffer(buffer_), arrived); });
                return;
            case call_wish::perform: // of message_call_machine alone
            case call_wish::done:
                if (!machine.keeps_connection()) close();
                detail::wipe(buffer_.data(), buffer_.size()); // a private key may have passed
                done();
                return;
            }
        }
    }

    /// Whether the last call has left a connection open: pass it as `kept` to the next one, to the same authority.
    bool is_open() const { return stream_.has_value(); }

    /// Milliseconds of the clock that the deadlines are compared with.
    static http::monotonic_ms monotonic_now() {
        using namespace std::chrono;
        return static_cast<http::monotonic_ms>(
            duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
    }

private:
    using tcp = boost::asio::ip::tcp;
    using error_code = boost::system::error_code;

    /// What became of that which the machine waits for.
    struct event {
        bool happened = false; ///< not only time has passed
        error_code why{};
        std::size_t size = 0;
    };

    void close() {
        if (!stream_) return;
        error_code ignored;
        stream_->lowest_layer().close(ignored);
        stream_.reset();
    }

    /// Starts the timer and, beside it, what the machine wants. Whichever comes first cancels the other; the machine is
    /// told when both have come back, so that nothing is under way that uses the stream or the buffer.
    template <class Machine, class Done, class Start>
    void begin(http::monotonic_ms wake_at, Machine& machine, Done done, Start start) {
        event_ = {};
        pending_ = 2;
        start_timer(wake_at, machine, done, true);
        start([this, &machine, done](const error_code& why, std::size_t size = 0) mutable {
            if (!event_.happened) {
                event_ = {true, why, size};
                timer_.cancel();
            }
            come_back(machine, std::move(done));
        });
    }
    template <class Machine, class Done>
    void begin(http::monotonic_ms wake_at, Machine& machine, Done done) {
        event_ = {};
        pending_ = 1;
        start_timer(wake_at, machine, std::move(done), false);
    }

    template <class Machine, class Done>
    void start_timer(http::monotonic_ms wake_at, Machine& machine, Done done, bool cancels) {
        using namespace std::chrono;
        if (wake_at == http::no_deadline) timer_.expires_at(steady_clock::time_point::max());
        else timer_.expires_at(steady_clock::time_point{milliseconds{wake_at}});
        timer_.async_wait([this, &machine, done = std::move(done), cancels](const error_code& why) mutable {
            if (!why && cancels && !event_.happened) {
                event_ = {true, boost::asio::error::timed_out, 0};
                resolver_.cancel();
                error_code ignored;
                if (stream_) stream_->lowest_layer().close(ignored);
            }
            come_back(machine, std::move(done));
        });
    }

    template <class Machine, class Done>
    void come_back(Machine& machine, Done done) {
        if (--pending_ != 0) return;
        tell(machine, machine.next().wants);
        run(machine, std::move(done));
    }

    template <class Machine>
    void tell(Machine& machine, call_wish wanted) {
        const instant now = now_();
        if (wanted == call_wish::wait || event_.why == boost::asio::error::timed_out) {
            machine.wake(now);
            if (wanted == call_wish::wait || machine.next().wants == call_wish::done) return;
        }
        if (!event_.why) {
            if (wanted == call_wish::connect) machine.connected(now);
            else if (wanted == call_wish::send) machine.sent(event_.size, now);
            else machine.received(buffer_.data(), event_.size, now);
            return;
        }
        if (event_.why == boost::asio::error::eof) return machine.closed(now); // over TLS: with a closure alert
        const bool is_timeout = event_.why == boost::asio::error::timed_out;
        const bool is_tls = event_.why.category() == boost::asio::error::get_ssl_category();
        machine.failed(is_timeout                     ? errc::timed_out
                       : wanted == call_wish::send    ? errc::send_failed
                       : wanted == call_wish::receive ? errc::receive_failed
                       : is_tls                       ? errc::tls_failed
                                                      : errc::connect_failed,
                       now);
    }

    template <class Arrived>
    void connect(const call_step& step, Arrived arrived) {
        const std::string host(step.host);
        stream_.emplace(timer_.get_executor(), tls_);
        // The name is sent, and is what the certificate must be for.
        stream_->set_verify_mode(boost::asio::ssl::verify_peer);
        stream_->set_verify_callback(boost::asio::ssl::host_name_verification(host));
        SSL_set_tlsext_host_name(stream_->native_handle(), host.c_str());
        resolver_.async_resolve(
            host, std::to_string(step.port),
            [this, arrived](const error_code& unknown, const tcp::resolver::results_type& addresses) mutable {
                if (unknown) return arrived(unknown, 0);
                boost::asio::async_connect(stream_->lowest_layer(), addresses,
                                           [this, arrived](const error_code& refused, const tcp::endpoint&) mutable {
                                               if (refused) return arrived(refused, 0);
                                               stream_->async_handshake(
                                                   boost::asio::ssl::stream_base::client,
                                                   [arrived](const error_code& why) mutable { arrived(why, 0); });
                                           });
            });
    }

    boost::asio::ssl::context& tls_;
    tcp::resolver resolver_;
    boost::asio::steady_timer timer_;
    std::optional<boost::asio::ssl::stream<tcp::socket>> stream_{};
    std::array<char, 2048> buffer_{};
    event event_{};
    int pending_ = 0;
    Now now_;
    Random random_;
};

} // namespace portwright
