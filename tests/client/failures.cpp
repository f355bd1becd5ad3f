// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Calls, waits and declarations of which everything that they call fails in turn: each call of the hash engine, each
// connection, write and read, each look at the clock, each nonce, each size of what the caller lends. What is reported is
// true of the cloud, what failed is what is told, and no secret is in what was lent or in what is said of it. How often a
// good run calls each is counted first, so that nothing is left out.

#include "../crypto/failing_engine.hpp"
#include "../one_of.hpp"
#include "world.hpp"

#include <portwright/calls/replacing.hpp>
#include <portwright/client.hpp>
#include <portwright/request/message.hpp>
#include <portwright/signature/prepared.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/clb/replace_listener.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace {

using namespace portwright;
using engine = test::failing_engine;
namespace clb = tencent::clb;

constexpr credentials who{
    .id = "AKIDexample", .secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", .token = "a-token-of-the-test/x+=="};
constexpr std::string_view private_key = "MC4CAQAwBQYDK2VwBCIEIKhj";
constexpr std::uint16_t ports[] = {80, 81};
constexpr clb::CreateListener wanted{.LoadBalancerId = "lb-a", .Ports = ports, .Protocol = clb::Protocol::TCP};
constexpr clb::CreateListener other{.LoadBalancerId = "lb-a", .Ports = ports, .Protocol = clb::Protocol::HTTP};
constexpr clb::CreateListener with_key{
    .LoadBalancerId = "lb-a",
    .Ports = ports,
    .Protocol = clb::Protocol::HTTPS,
    .Certificate = {.CertName = "c", .CertKey = private_key, .CertContent = "certificate"}};

/// What can fail, and in how many ways.
enum class part : unsigned { hash, open, write, read, clock, nonce };
constexpr struct {
    const char* name;
    unsigned ways;
} parts[] = {{"hash", 1}, {"open", 2}, {"write", 3}, {"read", 3}, {"clock", 2}, {"nonce", 1}};

/// A cloud and all that a client of it calls, one of whose calls fails.
class troubled {
public:
    explicit troubled(part which = part::hash, std::size_t at = SIZE_MAX, unsigned how = 0)
        : which_(which), at_(at), how_(how), cloud_({}, 2, who), inner_(cloud_.stream()) {}

    /// From here on calls are counted, and one of them fails.
    void begin() {
        armed_ = true;
        engine::reset(which_ == part::hash ? at_ : SIZE_MAX);
    }
    void end() {
        armed_ = false;
        calls_[0] = engine::calls;
        engine::reset();
    }
    std::size_t calls(part of) const { return calls_[static_cast<std::size_t>(of)]; }
    bool has_failed() const { return calls(which_) > at_; }

    http::byte_stream stream() {
        return {.context = this,
                .open = [](void* self, std::string_view host, std::uint16_t port) -> errc {
                    auto& t = *static_cast<troubled*>(self);
                    if (t.fails(part::open)) return t.how_ == 0 ? errc::connect_failed : errc::tls_failed;
                    t.broken_ = false;
                    return t.inner_.open(t.inner_.context, host, port);
                },
                .write = [](void* self, const char* from, std::size_t size) -> std::ptrdiff_t {
                    auto& t = *static_cast<troubled*>(self);
                    CHECK_FALSE(t.broken_); // after a failure it is only closed
                    if (!t.fails(part::write)) return t.inner_.write(t.inner_.context, from, size);
                    t.broken_ = true;
                    if (t.how_ == 1 && size > 1)
                        t.inner_.write(t.inner_.context, from, size - 1); // never the last byte
                    return t.how_ == 2 ? http::stream_timed_out : http::stream_broken;
                },
                .read = [](void* self, char* to, std::size_t size) -> std::ptrdiff_t {
                    auto& t = *static_cast<troubled*>(self);
                    CHECK_FALSE(t.broken_);
                    if (!t.fails(part::read)) return t.inner_.read(t.inner_.context, to, size < 100 ? size : 100);
                    t.broken_ = true;
                    return t.how_ == 0 ? http::stream_broken : t.how_ == 1 ? http::stream_end : http::stream_timed_out;
                },
                .close =
                    [](void* self) {
                        auto& t = *static_cast<troubled*>(self);
                        t.inner_.close(t.inner_.context);
                    }};
    }
    /// A clock that fails is one that was not set, or one of another century, for that once.
    instant now() {
        if (!fails(part::clock)) return cloud_.now;
        return {how_ == 0 ? unix_time{0} : unix_time{4102444800}, cloud_.now.monotonic};
    }
    /// Randomness that fails returns what it has returned before.
    std::uint64_t nonce() { return fails(part::nonce) ? last_nonce_ : ++last_nonce_; }

    test::world& cloud() { return cloud_; }

private:
    bool fails(part of) {
        if (!armed_) return false;
        return calls_[static_cast<std::size_t>(of)]++ == at_ && of == which_;
    }

    const part which_;
    const std::size_t at_;
    const unsigned how_;
    test::world cloud_;
    const http::byte_stream inner_;
    std::array<std::size_t, std::size(parts)> calls_{};
    std::uint64_t last_nonce_ = 1;
    bool armed_ = false, broken_ = false;
};

struct clock_of {
    troubled* from;
    instant operator()() const { return from->now(); }
};
struct nonces_of {
    troubled* from;
    std::uint64_t operator()() const { return from->nonce(); }
};

/// All that a caller lends, and the client.
struct lent {
    explicit lent(troubled& to, std::size_t io_size = 2048, std::size_t scratch_size = SIZE_MAX)
        : transport{to.stream(), std::span(io).first(io_size)},
          cloud{transport, who, clock_of{&to}, nonces_of{&to}, to.cloud().options()},
          room(std::span(scratch).first(scratch_size < scratch.size() ? scratch_size : scratch.size())) {}

    std::array<char, 2048> io{};
    std::array<char, ensure_scratch<clb::CreateListener>> scratch{};
    http::stream_transport transport;
    client<http::stream_transport, clock_of, nonces_of, engine> cloud;
    std::span<char> room;
};

/// What a run came to, whatever it was.
enum class truth { done, nothing_changed, not_known };
struct ending {
    truth told;
    error why;
};

ending ending_of(call_outcome outcome, const error& why) {
    return {outcome == call_outcome::done      ? truth::done
            : outcome == call_outcome::unknown ? truth::not_known
                                               : truth::nothing_changed,
            why};
}
ending ending_of(const ensure_report& got) {
    return {got.outcome == ensure_outcome::done                                                 ? truth::done
            : got.outcome == ensure_outcome::not_sent || got.outcome == ensure_outcome::refused ? truth::nothing_changed
                                                                                                : truth::not_known,
            got.error};
}

/// A way of using the client. Before it, the cloud has `before` in it; after it and done, `after` listeners of the
/// protocol.
struct way {
    const char* name;
    const clb::CreateListener* before;
    std::function<ending(lent&)> go;
    std::size_t after;
    clb::Protocol protocol;
    bool heals = false; ///< done again, it comes to the same end
    bool looks_again = false; ///< where a look fails, another one follows
};

constexpr prepared<wanted, tc3<engine>> prepared_wanted;

const way ways[] = {
    {"call", nullptr,
     [](lent& with) {
         const auto got = with.cloud.call<hmac_sha256<engine>>(with_key, with.room);
         return ending_of(got.outcome(), got.error());
     },
     2, clb::Protocol::HTTPS},
    {"call of a prepared request", nullptr,
     [](lent& with) {
         const auto got = with.cloud.call(prepared_wanted, with.room);
         return ending_of(got.outcome(), got.error());
     },
     2, clb::Protocol::TCP},
    {"call and wait", nullptr,
     [](lent& with) {
         const auto got = with.cloud.call(wanted, with.room);
         if (!got) return ending_of(got.outcome(), got.error());
         const auto finished = with.cloud.wait(*got, with.room);
         return ending{finished ? truth::done : truth::not_known, finished.error()};
     },
     2, clb::Protocol::TCP},
    {"plan", nullptr,
     [](lent& with) {
         const ensure_report got = with.cloud.plan(wanted, with.room);
         return ending{got ? truth::done : truth::nothing_changed, got.error};
     },
     0, clb::Protocol::TCP, true},
    {"ensure", nullptr, [](lent& with) { return ending_of(with.cloud.ensure(wanted, with.room)); }, 2,
     clb::Protocol::TCP, true, true},
    {"replacing", &other,
     [](lent& with) {
         std::array<deleted_listener, 2> deleted; // as many may be
         const replacement_report got = with.cloud.ensure(replacing{wanted, deleted}, with.room);
         return ending_of(got);
     },
     2, clb::Protocol::TCP, true, true},
};

std::size_t standing(troubled& at, const std::string& protocol) {
    std::size_t count = 0;
    for (const auto& one : at.cloud().on->cloud().listeners("tencent.clb", "lb-a")) count += one.protocol == protocol;
    return count;
}

void expect_no_secret(std::span<const char> memory) {
    const std::string_view text{memory.data(), memory.size()};
    constexpr std::string_view secrets[] = {who.secret, who.token, "a-token-of-the-test", private_key};
    for (const std::string_view secret : secrets) CHECK(text.find(secret) == text.npos);
}

/// Runs it, and compares what is told with what is so.
ending run(const way& one, troubled& at, std::size_t io_size = 2048, std::size_t scratch_size = SIZE_MAX) {
    engine::reset();
    if (one.before != nullptr) {
        lent first(at);
        REQUIRE(first.cloud.ensure(*one.before, first.room).outcome == ensure_outcome::done);
    }
    const std::string protocol(one.protocol.view());
    const std::size_t before = at.cloud().count();
    lent with(at, io_size, scratch_size);
    at.begin();
    const ending got = one.go(with);
    at.end();
    const std::size_t made = standing(at, protocol), all = at.cloud().count();
    // Of a call that was done, the answer may have found no room.
    if (got.why.code == errc::none) CHECK(got.told == truth::done);
    else if (one.heals) CHECK(got.told != truth::done);
    CHECK(made <= one.after); // never twice
    if (got.told == truth::done) CHECK(made == one.after);
    if (got.told == truth::nothing_changed) {
        CHECK(made == 0);
        CHECK(all == before);
    }
    expect_no_secret(with.io);
    expect_no_secret(with.scratch);
    std::array<char, 512> line{};
    static_cast<void>(message(got.why, line));
    expect_no_secret(line);
    if (one.heals) {
        lent again(at);
        CHECK(one.go(again).told == truth::done);
        CHECK(standing(at, protocol) == one.after);
    }
    return got;
}

} // namespace

TEST_CASE("failures: everything that a client calls, at each of its calls") {
    std::size_t faults = 0, next = 0;
    for (const way& one : ways) {
        CAPTURE(std::string(one.name));
        troubled good;
        REQUIRE(run(one, good).told == truth::done);
        for (unsigned which = 0; which != std::size(parts); ++which) {
            CAPTURE(std::string(parts[which].name));
            const std::size_t calls = good.calls(static_cast<part>(which));
            CHECK(calls != 0);
            for (std::size_t at = 0; at != calls; ++at) {
                for (unsigned how = 0; how != parts[which].ways; ++how) {
                    if (next++ % PORTWRIGHT_ONE_OF != 0) continue;
                    CAPTURE(at);
                    CAPTURE(how);
                    troubled cloud(static_cast<part>(which), at, how);
                    const ending got = run(one, cloud);
                    CHECK(cloud.has_failed());
                    ++faults;
                    if (static_cast<part>(which) != part::hash) continue;
                    // Whoever looks more than once may look again; else the engine's failure is what is told.
                    const bool told = got.why.code == errc::crypto_failed ||
                                      (got.why.code == errc::outcome_unknown &&
                                       got.why.number == static_cast<std::int64_t>(errc::crypto_failed));
                    CHECK((told || (one.looks_again && got.told == truth::done)));
                }
            }
        }
    }
    CHECK(faults > 3000 / PORTWRIGHT_ONE_OF - 100);
}

TEST_CASE("failures: each size of what a client is lent") {
    for (const way& one : ways) {
        CAPTURE(std::string(one.name));
        for (const std::size_t io_size : {0U, 1U, 63U, 64U, 65U, 127U, 128U, 129U, 255U, 256U, 512U, 1024U}) {
            CAPTURE(io_size);
            troubled cloud;
            const ending got = run(one, cloud, io_size);
            if (io_size < http::min_io_buffer) CHECK(got.why.code == errc::buffer_too_small);
            else CHECK(got.told == truth::done);
        }
        bool was_done = false;
        constexpr std::size_t most = ensure_scratch<clb::CreateListener>;
        for (std::size_t size = 0; size <= most; size += size < 80 ? PORTWRIGHT_ONE_OF : 13 * PORTWRIGHT_ONE_OF) {
            CAPTURE(size);
            troubled cloud;
            const ending got = run(one, cloud, 2048, size);
            CHECK((got.told == truth::done || !was_done)); // what is done with less is done with more
            was_done = got.told == truth::done;
        }
        troubled cloud;
        CHECK(run(one, cloud, 2048, most).told == truth::done);
    }
}
