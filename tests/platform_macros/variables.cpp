// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// A program whose own variables are named like parameters of our templates: no warning of -Wshadow comes of it.

#include <portwright/calls/call.hpp>
#include <portwright/calls/ensure.hpp>
#include <portwright/client.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>

namespace clb = portwright::tencent::clb;

extern portwright::http::byte_stream stream;
extern portwright::credentials who;
extern clb::CreateListener request;
extern clb::CreateListener::response answer;
extern portwright::call_settings settings;
extern portwright::api_error refusal;
extern portwright::call_clock clock_of_cloud;
extern portwright::key_cache<portwright::tc3<>> keys;
extern char scratch[4096], io[512];
extern int action, buffer, context, create, data, deadline, error, field, from, got, host, index_of, key, kind, kept,
    line, machine, names, nonces, now, out, random_bits, room, row, size, state, step, subject, table, text, to, value,
    wanted, when, why, wire;

portwright::instant tell_time();
std::uint64_t draw();

bool run() {
    portwright::http::stream_transport transport{stream, io};
    portwright::client cloud{transport, who, &tell_time, &draw};
    const auto created = cloud.call(request, scratch);
    portwright::call_machine<portwright::tc3<>, clb::CreateListener> call(request, keys, clock_of_cloud, settings,
                                                                          answer, refusal, scratch);
    portwright::ensure_machine<portwright::tc3<>, clb::CreateListener> declared(request, keys, clock_of_cloud, {},
                                                                                scratch);
    return created && cloud.wait(*created, scratch) && cloud.ensure(request, scratch) &&
           call.next().wants == portwright::call_wish::done && declared.next().wants == portwright::call_wish::done;
}
