// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What the clouds answer, read as it arrives: a few bytes at a time, of which only the wanted ones stay.

#include "checks.hpp"

#include <portwright/aliyun/ga/create_listener.hpp>
#include <portwright/response/decode.hpp>
#include <portwright/tencent/bmlb/create_listeners.hpp>
#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/tencent/lb/create_listeners.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace {

using portwright::error_class;

/// An answer of which all that is kept lies in 256 bytes.
template <class Action>
struct received {
    std::array<char, 256> scratch;
    portwright::api_error refusal;
    typename Action::response answer;
    portwright::result<void> done;

    received(unsigned status, std::string_view body) {
        constexpr std::size_t packet = 7;
        portwright::decoder<Action> reader(answer, refusal, scratch);
        for (; !body.empty(); body.remove_prefix(std::min(packet, body.size())))
            reader.feed(body.data(), std::min(packet, body.size()));
        done = reader.finish(status);
    }
    bool is_refused() const { return done.error().code == portwright::errc::refused; }
};

bool reads_v3() {
    const received<portwright::tencent::clb::CreateListener> got(
        200, R"({"Response":{"ListenerIds":["lbl-d1ubsydq","lbl-4udz130k"],"RequestId":"6ef60bec"}})");
    return got.done && got.answer.ListenerIds.size() == 2 && got.answer.ListenerIds[1] == "lbl-4udz130k" &&
           got.answer.RequestId == "6ef60bec";
}

bool classifies_v3() {
    const received<portwright::tencent::clb::CreateListener> got(
        200, R"({"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"no"},"RequestId":"ed93f3cb"}})");
    return got.is_refused() && got.refusal.kind == error_class::auth &&
           got.refusal.code == "AuthFailure.SignatureFailure" && got.refusal.request_id == "ed93f3cb";
}

bool reads_v2() {
    const received<portwright::tencent::lb::CreateLoadBalancerListeners> got(
        200, R"({"code":0,"message":"","codeDesc":"Success","requestId":1234,"listenerIds":["lbl-a","lbl-b"]})");
    return got.done && got.answer.requestId == 1234 && got.answer.listenerIds.size() == 2 &&
           got.answer.listenerIds[0] == "lbl-a";
}

bool classifies_v2() {
    const received<portwright::tencent::bmlb::CreateBmListeners> got(
        200, R"({"code":5100,"message":"(-12013) port taken"})");
    return got.is_refused() && got.refusal.kind == error_class::conflict && got.refusal.number == 5100 &&
           got.refusal.module_code == "-12013";
}

bool reads_aliyun() {
    const received<portwright::aliyun::ga::CreateListener> got(
        200, R"({"ListenerId":"lsr-bp1bpn0kn908w4nbw****","RequestId":"6FEA0CF3"})");
    return got.done && got.answer.ListenerId == "lsr-bp1bpn0kn908w4nbw****" && got.answer.RequestId == "6FEA0CF3";
}

bool classifies_aliyun() {
    const received<portwright::aliyun::ga::CreateListener> got(
        400,
        R"({"RequestId":"ed93f3cb","HostId":"ga.cn-hangzhou.aliyuncs.com","Code":"NotExist.Listener","Message":"no"})");
    return got.is_refused() && got.refusal.kind == error_class::not_found && got.refusal.http_status == 400 &&
           got.refusal.code == "NotExist.Listener";
}

}  // namespace

void check_answers() {
    check("an answer of API 3.0", reads_v3());
    check("a refusal of API 3.0: auth", classifies_v3());
    check("an answer of API v2", reads_v2());
    check("a refusal of API v2: conflict", classifies_v2());
    check("an answer of Aliyun", reads_aliyun());
    check("a refusal of Aliyun: not_found", classifies_aliyun());
}
