// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include <portwright/calls/outcome.hpp>

#include <portwright/aliyun/ga.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

using namespace portwright;
using namespace std::string_view_literals;

template <class Action>
struct judged {
    typename Action::response answer{};
    api_error said{};
    error why{};
    std::string room;
    std::string message{};

    judged(std::string_view body, unsigned status, std::size_t scratch = 512) : room(scratch, '#') {
        answer_reader<Action> reader(answer, said, room);
        for (const char& c : body) reader.as_sink()(&c, 1);
        why = reader.finish(status);
        if (said.message.has_value()) message = std::string(said.message.view());
    }
    errc code() const { return why.code; }
    errc cause() const { return static_cast<errc>(why.number); }
};

using v3 = tencent::clb::CreateListener;
using v2 = tencent::bmlb::CreateBmListeners;
using rpc = aliyun::ga::CreateListener;

constexpr auto html = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body bgcolor=\"white\">"sv;
constexpr auto v3_done = R"({"Response":{"ListenerIds":["lbl-1"],"RequestId":"r-1"}})"sv;
constexpr auto v3_refused = R"({"Response":{"Error":{"Code":"LimitExceeded","Message":"m"},"RequestId":"r"}})"sv;

template <class Action>
void check_unreadable(std::string_view body) {
    for (unsigned status = 200; status != 1000; ++status) {
        CAPTURE(status);
        CAPTURE(body);
        const judged<Action> got(body, status);
        CHECK(got.code() == (status >= 400 ? errc::refused : errc::outcome_unknown));
        CHECK(got.said.http_status == status);
        CHECK(got.message.starts_with("HTTP status " + std::to_string(status)));
        CHECK_FALSE(got.said.code.has_value());
    }
}

TEST_CASE("outcome: without a readable answer, each status") {
    for (const auto body : {""sv, html, "null"sv, "[]"sv, "{}"sv, "7"sv, R"({"status":"ok"})"sv, "\xFF\x00"sv}) {
        check_unreadable<v3>(body);
        check_unreadable<v2>(body);
        check_unreadable<rpc>(body);
    }
}

TEST_CASE("outcome: an answer cut after each byte is no answer") {
    for (std::size_t n = 0; n != v3_done.size(); ++n) {
        CAPTURE(n);
        CHECK(judged<v3>(v3_done.substr(0, n), 200).code() == errc::outcome_unknown);
        CHECK(judged<v3>(v3_refused.substr(0, n), 200).code() == errc::outcome_unknown);
        CHECK(judged<v3>(v3_refused.substr(0, n), 500).code() == errc::refused);
    }
    CHECK(judged<v3>(v3_done, 200).code() == errc::none);
}

TEST_CASE("outcome: why it is unknown") {
    CHECK(judged<v3>(html, 200).cause() == errc::bad_json);
    CHECK(judged<v3>(html, 302).cause() == errc::bad_json);
    CHECK(judged<v3>("", 204).cause() == errc::bad_json);
    CHECK(judged<v3>(v3_done, 302).cause() == errc::bad_http);
    CHECK(judged<v3>(v3_done, 204).cause() == errc::bad_http);
    CHECK(judged<rpc>("{}", 200).cause() == errc::missing_field);
    CHECK(judged<rpc>("[]", 200).cause() == errc::wrong_type);
    CHECK(judged<rpc>(std::string(40, '['), 200).cause() == errc::too_deep);
}

TEST_CASE("outcome: what the cloud says stays what it said") {
    for (const unsigned status : {0u, 200u, 302u, 400u, 503u}) {
        const judged<v3> no(v3_refused, status);
        CHECK(no.code() == errc::refused);
        CHECK(no.said.code == "LimitExceeded");
        CHECK(no.message == "m");
        CHECK(no.said.request_id == "r");
    }
    const judged<v3> yes(v3_done, 200);
    CHECK(yes.code() == errc::none);
    CHECK(yes.answer.ListenerIds[0] == "lbl-1");
    CHECK(judged<v3>(v3_done, 0).code() == errc::none); // a transport that does not know the status
    CHECK(judged<v3>(v3_done, 202).code() == errc::none);
    const judged<v3> odd(v3_done, 500);
    CHECK(odd.code() == errc::refused);
    CHECK(odd.said.request_id == "r-1");
    // Done, but not to be read whole.
    CHECK(judged<v3>(R"({"Response":{"RequestId":"r-1"}})", 200).code() == errc::missing_field);
    CHECK(judged<v3>(v3_done, 200, 4).code() == errc::scratch_full);
    CHECK(judged<rpc>(R"({"ListenerId":[[]],"RequestId":"r"})", 200).code() == errc::wrong_type);
    CHECK(judged<v2>(R"({"code":0,"message":"","requestId":1})", 200).code() == errc::none);
    CHECK(judged<v2>(R"({"code":-12013,"message":"m"})", 200).code() == errc::refused);
}

/// What an answer means in a scratch of each size, and in none at all.
template <class Action>
void check_rooms(std::string_view body, errc whole) {
    for (std::size_t size = 0; size != 100; ++size) {
        CAPTURE(body);
        CAPTURE(size);
        const errc code = judged<Action>(body, 200, size).code();
        if (whole == errc::refused) CHECK(code == errc::refused);
        else CHECK((code == errc::none || code == errc::scratch_full));
    }
    typename Action::response answer;
    api_error said;
    answer_reader<Action> reader(answer, said, {});
    reader.feed(body.data(), body.size());
    const error why = reader.finish(200);
    CAPTURE(body);
    if (whole == errc::refused) CHECK(why.code == errc::refused);
    else CHECK(why.code == errc::scratch_full);
}

TEST_CASE("outcome: however small the scratch, no refusal is done, and nothing that was done is refused") {
    check_rooms<v3>(v3_done, errc::none);
    check_rooms<v3>(v3_refused, errc::refused);
    check_rooms<rpc>(R"({"ListenerId":"lsn-1","RequestId":"r-1"})", errc::none);
    check_rooms<rpc>(R"({"RequestId":"r-1","Code":"QuotaExceeded.Listener","Message":"no"})", errc::refused);
    check_rooms<v2>(R"({"listenerIds":["lbl-1"],"requestId":70021,"code":0,"message":""})", errc::none);
    check_rooms<v2>(R"({"code":0,"message":"","listenerIds":["lbl-1"],"requestId":70021})", errc::none);
    check_rooms<v2>(R"({"code":-12013,"message":"no","requestId":1})", errc::refused);
    CHECK(judged<v2>(R"({"listenerIds":7,"requestId":"x"})", 200).code() == errc::outcome_unknown); // without a code
}

TEST_CASE("outcome: the beginning of what came is shown, bounded and printable") {
    CHECK(judged<v3>(html, 502).message ==
          "HTTP status 502: <html> <head><title>502 Bad Gateway</title></head> <body bgco...");
    CHECK(judged<v3>("", 429).message == "HTTP status 429");
    CHECK(judged<v3>("\x1B[31mred\x07\r\n\t\xE4\xB8\xAD!", 503).message == "HTTP status 503: [31mred !");
    CHECK(judged<v3>("a\x7F{~}", 503).message == "HTTP status 503: a {~}");
    CHECK(judged<v3>(std::string(5000, '.'), 500).message == "HTTP status 500: " + std::string(64, '.'));
    for (std::size_t room = 0; room != 40; ++room) {
        CAPTURE(room);
        const judged<v3> got("no such route", 404, room);
        CHECK(got.message == std::string("HTTP status 404: no such route").substr(0, room));
        CHECK(got.code() == errc::refused);
        CHECK(got.said.kind == error_class::not_found);
    }
}

TEST_CASE("outcome: a peer that sends back what it was sent shows no secret") {
    const std::string key = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
    for (std::size_t before = 0; before != 64; ++before) {
        const std::string body = std::string(before, ' ') + key;
        const std::string shown = judged<v3>(body, 400).message;
        CAPTURE(shown);
        CHECK(shown.find(key.substr(0, 5)) == shown.npos);
        // Base64 has slashes, or what stands for them in a URL or in a name of a file.
        for (const std::string token :
             {"zA9/q+Rk3/bb81TYx/00sD/6+eR", "zA9%2Fq%2BRk%3D%2Fbb81%2B", "zA9_q-Rk3_bb81TYx_00sD_6-eR"}) {
            const std::string echoed = judged<v3>(std::string(before, ' ') + token, 400).message;
            CHECK(echoed.find(token.substr(0, 5)) == echoed.npos);
        }
    }
}

} // namespace
