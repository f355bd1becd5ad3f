// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Many calls under way in one thread: message_call_machines driven by a libcurl multi handle (7.66 or later), with its
// name resolution, proxies and TLS. Here libcurl speaks HTTP; over libcurl.hpp it is Portwright.
//
//     portwright::curl_calls calls{now, random, [](CURL* one) { curl_easy_setopt(one, CURLOPT_PROXY, proxy); }};
//     portwright::message_call_machine<portwright::tc3<>, clb::CreateListener> call{request, keys,    clock,  settings,
//                                                                                   created, refusal, scratch};
//     calls.run(call, [&] { show(call.outcome(), created, refusal); });
//     while (calls.turn(1000)) {}

#include "libcurl.hpp"

#include <portwright/calls/message_call.hpp>
#include <portwright/core/wipe.hpp>
#include <portwright/http/response_head.hpp>

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portwright {

/// `Now` returns an instant whose monotonic part is monotonic_now(), `Random` 64 bits, of which the lower 63 become the
/// nonce: nobody has used them before. Not for two threads at once. Call curl_global_init() before the first, where threads run.
template <class Now, class Random>
class curl_calls {
public:
    /// `options` sets what is one's own on the handle of each request: certificates, proxy, interface, a name resolver,
    /// CURLOPT_SHARE with its TLS sessions. What the calls rest on is set after it.
    curl_calls(Now now, Random random, std::function<void(CURL*)> options = {}, long connect_ms = 10000,
               long perform_ms = 30000)
        : multi_(curl_multi_init()), now_(std::move(now)), random_(std::move(random)), options_(std::move(options)),
          connect_ms_(connect_ms), perform_ms_(perform_ms) {}
    curl_calls(const curl_calls&) = delete;
    curl_calls& operator=(const curl_calls&) = delete;
    /// Calls that are not done are given up: nobody hears of them.
    ~curl_calls() {
        for (const auto& one : calls_) one->release(multi_);
        curl_multi_cleanup(multi_);
    }

    /// Begins a call, and returns at once. `done` is called within a later turn(), once; it may run() further ones. The
    /// machine, and what `done` borrows, live until then.
    template <class Machine, class Done>
    void run(Machine& machine, Done done) {
        calls_.push_back(std::make_unique<call_of<Machine, Done>>(machine, std::move(done)));
    }

    /// Does what there is to do, then waits for more, at most so long. Returns how many calls are still under way.
    std::size_t turn(int most_ms) {
        int running = 0;
        std::uint64_t next = advance();
        curl_multi_perform(multi_, &running);
        if (take_ends()) next = 0;
        if (!calls_.empty()) {
            const std::uint64_t now = now_().monotonic, pause = next > now ? next - now : 0;
            curl_multi_poll(multi_, nullptr, 0,
                            static_cast<int>(std::min<std::uint64_t>(pause, static_cast<std::uint64_t>(most_ms))),
                            nullptr);
        }
        return calls_.size();
    }

    /// Milliseconds of the clock that the deadlines are compared with.
    static http::monotonic_ms monotonic_now() {
        using namespace std::chrono;
        return static_cast<http::monotonic_ms>(
            duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
    }

private:
    /// A call and, while its request is performed, libcurl's side of it.
    struct call {
        call() = default;
        call(const call&) = delete;
        call& operator=(const call&) = delete;
        virtual ~call() = default;
        virtual call_step next() const = 0;
        virtual void sign(const instant& now, std::uint64_t random) = 0;
        virtual void wake(const instant& now) = 0;
        virtual const signed_request& request() const = 0;
        virtual http::body_source payload() = 0;
        virtual sink answer() = 0;
        virtual void performed(const http::exchange_result& got, const instant& now) = 0;
        virtual void done() = 0;

        void release(CURLM* multi) {
            if (easy != nullptr) {
                curl_multi_remove_handle(multi, easy);
                curl_easy_cleanup(easy);
            }
            curl_slist_free_all(headers);
            detail::wipe(body.data(), body.size()); // it may have a certificate's private key
            easy = nullptr;
            headers = nullptr;
        }

        CURL* easy = nullptr;
        curl_slist* headers = nullptr;
        std::string body{};
        sink into{};
        bool sink_failed = false;
        http::response_head head{};
    };

    template <class Machine, class Done>
    struct call_of final : call {
        call_of(Machine& of, Done end) : machine(of), when_done(std::move(end)) {}
        call_step next() const override { return machine.next(); }
        void sign(const instant& now, std::uint64_t random) override { machine.sign(now, random); }
        void wake(const instant& now) override { machine.wake(now); }
        const signed_request& request() const override { return machine.request(); }
        http::body_source payload() override { return machine.body(); }
        sink answer() override { return machine.answer(); }
        void performed(const http::exchange_result& got, const instant& now) override { machine.performed(got, now); }
        void done() override { when_done(); }

        Machine& machine;
        Done when_done;
    };

    /// Gives each machine what it wants. Returns when the first of those that pause is to be woken.
    std::uint64_t advance() {
        std::uint64_t first = http::no_deadline;
        for (std::size_t i = 0; i < calls_.size();) {
            call& one = *calls_[i];
            const call_step step = one.next();
            if (step.wants == call_wish::done) {
                const std::unique_ptr<call> ended = std::move(calls_[i]);
                calls_.erase(calls_.begin() + static_cast<std::ptrdiff_t>(i));
                ended->done();
                continue;
            }
            if (step.wants == call_wish::sign) {
                one.sign(now_(), random_());
                continue;
            }
            if (step.wants == call_wish::wait) {
                const instant now = now_();
                if (now.monotonic >= step.wake_at) {
                    one.wake(now);
                    continue;
                }
                first = std::min<std::uint64_t>(first, step.wake_at);
            } else if (one.easy == nullptr) {
                if (const errc why = start(one); why != errc::none) {
                    one.release(multi_);
                    one.performed(failed(why, false), now_());
                    continue;
                }
            }
            ++i;
        }
        return first;
    }

    /// Hands the request to libcurl. connect_failed: libcurl has no memory. send_failed: the body is not what was signed.
    errc start(call& one) {
        const signed_request& request = one.request();
        one.easy = curl_easy_init();
        if (one.easy == nullptr) return errc::connect_failed;
        one.head = {};
        one.sink_failed = false;
        one.into = one.answer();
        one.body = std::string(request.body);
        const http::body_source payload = one.payload();
        if (payload.produce != nullptr) {
            one.body.clear();
            one.body.reserve(payload.size); // or a copy of what is secret would be left behind where it grows
            const bool whole = payload.produce(payload.context, {[](void* to, const char* data, std::size_t size) {
                                                                     static_cast<std::string*>(to)->append(data, size);
                                                                     return true;
                                                                 },
                                                                 &one.body});
            if (!whole || one.body.size() != payload.size) return errc::send_failed;
        }
        if (options_) options_(one.easy);
        for (std::size_t i = 0; i != request.header_count; ++i)
            add(one, std::string(request.headers[i].name) + ": " + std::string(request.headers[i].value));
        add(one, "Host: " + std::string(request.host)); // as it is signed
        add(one, "Expect:"); // or a body of more than 1 MB waits for an answer that need not come
        add(one, "Accept:");
        set(one, request);
        return curl_multi_add_handle(multi_, one.easy) == CURLM_OK ? errc::none : errc::connect_failed;
    }

    static void add(call& to, const std::string& line) {
        curl_slist* const longer = curl_slist_append(to.headers, line.c_str());
        if (longer != nullptr) to.headers = longer; // without it the cloud refuses the request
    }

    void set(call& one, const signed_request& request) {
        CURL* const easy = one.easy;
        curl_easy_setopt(easy, CURLOPT_URL, std::string(request.url).c_str());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, one.headers);
        if (request.verb == method::POST) {
            curl_easy_setopt(easy, CURLOPT_POST, 1L);
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(one.body.size()));
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, one.body.data());
        }
        curl_easy_setopt(easy, CURLOPT_PRIVATE, &one);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &take_body);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &one);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &take_header);
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, &one);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
        curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        // A request over a connection that was kept is sent again by libcurl itself where that turns out to be dead,
        // and nobody hears of it: a listener might be created twice.
        curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connect_ms_);
        curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, perform_ms_);
    }

    static std::size_t take_body(char* data, std::size_t, std::size_t size, void* context) {
        call& one = *static_cast<call*>(context);
        if (one.into.write != nullptr && !one.into.write(one.into.context, data, size)) one.sink_failed = true;
        return one.sink_failed ? 0 : size;
    }

    static std::size_t take_header(char* data, std::size_t, std::size_t size, void* context) {
        call& one = *static_cast<call*>(context);
        const std::string line(data, size);
        if (line.starts_with("HTTP/")) one.head = {}; // an interim answer may have come before
        else if (line.size() > 5 && curl_strnequal(line.c_str(), "Date:", 5) != 0)
            one.head.date = std::max<std::time_t>(0, curl_getdate(line.c_str() + 5, nullptr));
        return size;
    }

    /// Tells the machines whose requests have ended. False where there is none.
    bool take_ends() {
        bool any = false;
        int left = 0;
        while (const CURLMsg* const message = curl_multi_info_read(multi_, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            const CURLcode code = message->data.result; // the message goes with its handle
            char* context = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &context);
            call& one = *reinterpret_cast<call*>(context);
            const http::exchange_result got = outcome(one, code);
            one.release(multi_);
            one.performed(got, now_());
            any = true;
        }
        return any;
    }

    static http::exchange_result outcome(call& one, CURLcode code) {
        if (code != CURLE_OK) return failed(meaning(one, code), may_have_left(one.easy));
        long status = 0;
        curl_off_t after = 0;
        curl_easy_getinfo(one.easy, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(one.easy, CURLINFO_RETRY_AFTER, &after);
        one.head.status = static_cast<std::uint16_t>(status);
        one.head.retry_after = static_cast<std::uint32_t>(std::clamp<curl_off_t>(after, 0, 0xFFFFFFFF));
        return {one.head, true};
    }

    static http::exchange_result failed(errc code, bool sent) { return {error{.code = code}, sent}; }

    /// Whether a byte of the request can have gone out: only what has surely not begun is said not to have been sent.
    static bool may_have_left(CURL* easy) {
        curl_off_t ready = 0;
        long sent = 0;
        const bool known = curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &ready) == CURLE_OK &&
                           curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent) == CURLE_OK;
        return !known || ready != 0 || sent != 0;
    }

    static errc meaning(const call& one, CURLcode code) {
        switch (code) {
        case CURLE_WRITE_ERROR: return one.sink_failed ? errc::sink_failed : errc::receive_failed;
        case CURLE_SEND_ERROR: return errc::send_failed;
        case CURLE_RECV_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_PARTIAL_FILE: return errc::receive_failed;
        default: {
            const errc opening = http::curl_opening_error(code);
            return opening == errc::connect_failed && may_have_left(one.easy) ? errc::receive_failed : opening;
        }
        }
    }

    CURLM* multi_;
    std::vector<std::unique_ptr<call>> calls_{};
    Now now_;
    Random random_;
    std::function<void(CURL*)> options_;
    long connect_ms_;
    long perform_ms_;
};

} // namespace portwright
