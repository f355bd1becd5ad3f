// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "stage.hpp"

#include <algorithm>
#include <cstdio>

namespace portwright_tool::emulator {
namespace {

using kind = emulator_fault::kind;

constexpr const char* json_type = "application/json; charset=utf-8";

// What a client reads is the number; the phrase is a courtesy (RFC 9112 section 4).
const char* phrase_of(int status) {
    switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 429: return "Too Many Requests";
    case 500: return "Internal Server Error";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    default: return "Other";
    }
}

struct http_answer {
    int status = 200;
    std::string type{};
    std::string body{};
    std::int64_t date = 0;
    bool without_body = false;   // of a HEAD, say
    bool close = false;
};

std::string bytes_of(const http_answer& of, const emulator_fault& fault) {
    std::string text = "HTTP/1.1 " + std::to_string(of.status) + ' ' + phrase_of(of.status) + "\r\n";
    if (!fault.without_date) text += "Date: " + http_date(of.date) + "\r\n";
    if (fault.retry_after) text += "Retry-After: " + std::to_string(*fault.retry_after) + "\r\n";
    if (of.close) text += "Connection: close\r\n";
    // RFC 9110 section 8.6: 204 has no length; 304 and HEAD have the one that there would be.
    if (of.status != 204) text += "Content-Length: " + std::to_string(of.body.size()) + "\r\n";
    if (!of.type.empty()) text += "Content-Type: " + of.type + "\r\n";
    text += "\r\n";
    return of.without_body || of.status == 204 || of.status == 304 ? text : text + of.body;
}

// What a fault makes of the answer's text.
void spoil(std::string& text, const emulator_fault& fault) {
    if (fault.what == kind::truncated) text.resize(std::min(text.size(), fault.size));
    if (fault.what == kind::oversized && !text.empty()) text.insert(1, fault.size, ' ');   // as good JSON as before
    if (fault.what == kind::malformed && !text.empty()) text.back() = ']';
}

cloud_order order_of(const emulator_fault& fault) {
    cloud_order made{.skew = fault.skew};
    if (fault.what == kind::throttled) made.refuse = trouble::throttled;
    if (fault.what == kind::busy) made.refuse = trouble::busy;
    return made;
}

} // namespace

stage::stage(emulator_options options) : options_{std::move(options)}, cloud_{options_}, plan_{options_.faults} {}

emulator_fault stage::find_fault(const route& to, const std::string& method, std::uint64_t number) {
    const emulator_call call{to.system, to.action, method, number};
    emulator_fault found;
    if (options_.fault) found = options_.fault(call);
    const std::lock_guard lock{mutex_};
    plan_.apply(call, found);
    return found;
}

// Names of actions and codes only: no values, no signatures.
void stage::log(const std::string& method, const route& to, const reply& answer, bool faulty) const {
    const auto printable = [](std::string text) {
        text = text.substr(0, 64);
        for (char& c : text) {
            const bool harmless = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!harmless) c = '?'; // a stranger's text does not reach the terminal
        }
        return text;
    };
    const std::string system = to.system.empty() ? "unknown" : to.system;
    const std::string result = answer.code.empty() ? "ok" : answer.code;
    std::fprintf(stderr, "%s %s.%s %d/%s%s\n", printable(method).c_str(), system.c_str(), printable(to.action).c_str(),
                 answer.status, result.c_str(), faulty ? " (fault)" : "");
}

void exchange::begin() {
    number_ = ++stage_.count_;
    taken_ = 0;
    request_bytes_ = stage_.plan_.request_cut(number_);
}

std::size_t exchange::receive(std::string_view bytes) {
    std::size_t used = 0;
    while (used < bytes.size() && !closed_) {
        if (number_ == 0) begin();
        const std::size_t allowed = request_bytes_ ? *request_bytes_ - taken_ : bytes.size();
        const std::size_t taken = reader_.take(bytes.substr(used, allowed));
        used += taken;
        taken_ += taken;
        if (request_bytes_ && taken_ == *request_bytes_) {
            close(true);
        } else if (reader_.is_nonsense()) {
            finish({}, bytes_of({.status = 400, .date = stage_.cloud_.now(), .close = true}, {}));
            close(false);
        } else if (reader_.is_whole()) {
            answer();
            reader_ = {};
            number_ = 0;
        } else if (reader_.take_expectation()) {
            outputs_.push_back({"HTTP/1.1 100 Continue\r\n\r\n"});
        }
    }
    return used;
}

void exchange::answer() {
    const http_request& request = reader_.request();
    const route to = find_route(request);
    const emulator_fault fault = stage_.find_fault(to, request.method, number_);
    const bool carried_out =
        (fault.what != kind::drop && fault.what != kind::status && fault.what != kind::raw) || fault.take_effect;
    reply given;
    if (carried_out) given = stage_.cloud_.answer(request, order_of(fault));
    const bool faulty = fault.what != kind::none || fault.answer_bytes || fault.skew != 0;
    if (stage_.options_.verbose) stage_.log(request.method, to, given, faulty);

    http_answer made{.status = given.status,
                     .type = json_type,
                     .date = stage_.cloud_.now() + fault.skew,
                     .without_body = request.method == "HEAD",
                     .close = fault.close || reader_.wants_close()};
    switch (fault.what) {
    case kind::drop: close(true); return;
    case kind::raw:
        finish(fault, fault.bytes);
        close(true);
        return;
    case kind::status:
        made.status = fault.status;
        made.type = fault.empty ? "" : "text/html";
        if (!fault.empty) made.body = "<html><body>The emulator was told to fail.</body></html>";
        break;
    default:
        made.body = given.body.dump(-1, ' ', false, json::error_handler_t::replace);
        spoil(made.body, fault);
        break;
    }
    finish(fault, bytes_of(made, fault));
    if (made.close && !closed_) close(false);
}

// The answer as far as it goes.
void exchange::finish(const emulator_fault& fault, std::string bytes) {
    const bool cut = fault.answer_bytes && *fault.answer_bytes < bytes.size();
    if (cut) bytes.resize(*fault.answer_bytes);
    outputs_.push_back({std::move(bytes), fault.delay, fault.drip});
    if (cut) close(true);
}

void exchange::close(bool cut) {
    closed_ = true;
    cut_ = cut_ || cut;
}

std::optional<output> exchange::take_output() {
    if (outputs_.empty()) return std::nullopt;
    output next = std::move(outputs_.front());
    outputs_.pop_front();
    return next;
}

} // namespace portwright_tool::emulator
