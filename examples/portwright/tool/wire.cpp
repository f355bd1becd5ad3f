// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "wire.hpp"

#include "failure.hpp"
#include "secrets.hpp"

#include <portwright/calls/call_rules.hpp>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

namespace portwright_tool {
namespace {

namespace http = portwright::http;
using portwright::errc;

// The system's own trust where no --ca-file was given.
constexpr const char* system_certificates = "/etc/ssl/certs/ca-certificates.crt";

std::string read_certificates(const std::string& chosen) {
    const std::string file = chosen.empty() ? system_certificates : chosen;
    std::ifstream in(file, std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(in), {}};
    if (!in || all.empty()) refuse("--ca-file", "cannot read " + file);
    return all;
}

// A peer that cannot show that it is who was asked for.
bool is_refused_certificate(const http::mbedtls_transport& tls) {
    return tls.verify_flags() != 0 && tls.verify_flags() != 0xFFFFFFFF;
}

// The action of a request, of its headers or of its pairs; empty where it has not come yet.
std::string_view action_in(std::string_view request) {
    for (const std::string_view before :
         {"\r\nX-TC-Action: ", "\r\nx-acs-action: ", "\nAction=", "&Action=", "?Action="}) {
        const std::size_t found = request.find(before);
        if (found == std::string_view::npos) continue;
        const std::string_view rest = request.substr(found + before.size());
        return rest.substr(0, rest.find_first_of("\r& "));
    }
    return {};
}

bool is_refusal(const nlohmann::json& answer, unsigned status) {
    if (status >= 400) return true;
    if (!answer.is_object()) return false;
    if (const auto inner = answer.find("Response"); inner != answer.end()) return inner->contains("Error");
    const auto code = answer.find("code");
    return code != answer.end() && *code != 0;
}

bool names_listeners(std::string name) {
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return name == "listenerid" || name == "listenerids";
}

void collect_ids(const nlohmann::json& from, std::vector<std::string>& ids) {
    if (from.is_array())
        for (const auto& one : from) collect_ids(one, ids);
    if (!from.is_object()) return;
    for (const auto& [name, value] : from.items()) {
        if (!names_listeners(name)) collect_ids(value, ids);
        else if (value.is_string()) ids.push_back(value);
        else if (value.is_array())
            for (const auto& one : value)
                if (one.is_string()) ids.push_back(one);
    }
}

} // namespace

wire::wire(const std::string& ca_file, bool verbose, knowledge& limit, counts what, const http::byte_stream* below)
    : tls_(below != nullptr ? std::make_unique<http::mbedtls_transport>(*below)
                            : std::make_unique<http::mbedtls_transport>()),
      limit_(limit), counts_(what), verbose_(verbose) {
    const std::string trusted = read_certificates(ca_file);
    if (!tls_->trust_pem(trusted.c_str())) refuse("--ca-file", "holds no certificate in PEM");
}

http::byte_stream wire::stream() {
    return {this,
            [](void* self, std::string_view host, std::uint16_t port) {
                wire& me = *static_cast<wire*>(self);
                const http::byte_stream below = me.tls_->stream();
                const errc failed = below.open(below.context, host, port);
                me.begins_ = true;
                me.cause_ = failed == errc::tls_failed ? me.tls_cause() : "";
                if (me.verbose_ && failed == errc::none) std::cerr << "connected to " << host << ':' << port << '\n';
                // That is not the host: nothing is gained by asking it again.
                return failed == errc::tls_failed && is_refused_certificate(*me.tls_) ? errc::bad_host : failed;
            },
            [](void* self, const char* data, std::size_t size) {
                wire& me = *static_cast<wire*>(self);
                me.sends({data, size});
                const http::byte_stream below = me.tls_->stream();
                return below.write(below.context, data, size);
            },
            [](void* self, char* data, std::size_t size) {
                wire& me = *static_cast<wire*>(self);
                const http::byte_stream below = me.tls_->stream();
                const std::ptrdiff_t n = below.read(below.context, data, size);
                me.has_read(data, n);
                return n;
            },
            [](void* self) {
                const http::byte_stream below = static_cast<wire*>(self)->tls_->stream();
                below.close(below.context);
            },
            [](void* self, std::uint32_t most_ms) { static_cast<wire*>(self)->tls_->stream().limit_waits(most_ms); }};
}

// Before the bytes leave: afterwards it would be too late to say so.
void wire::sends(std::string_view bytes) {
    if (begins_) begin_request(bytes);
    sent_.append(bytes);
}

void wire::begin_request(std::string_view head) {
    begins_ = false;
    sent_.clear();
    answer_.clear();
    reader_.emplace(portwright::sink{[](void* self, const char* data, std::size_t size) {
                                         static_cast<wire*>(self)->answer_.append(data, size);
                                         return true;
                                     },
                                     this});
    if (awaits_answer_) may_have_arrived_ = true;
    const std::string_view action = action_in(head);
    if (before_request) before_request(action);
    // Where the clock is not set, the time is asked for by a request for nothing, before all others.
    const bool asks_time = action.empty() && head.starts_with("GET / ");
    is_change_ = !asks_time && !portwright::detail::is_query(action);
    awaits_answer_ = is_change_ || (counts_ == counts::everything && !asks_time);
    if (!is_change_ && seen_changes_)
        if (const std::optional<bool> changed = seen_changes_()) {
            may_have_arrived_ = false;
            limit_.is_seen(*changed);
        }
    if (awaits_answer_) limit_.may_be_sent();
    if (!verbose_) return;
    constexpr std::string_view before = "\r\nHost: ";
    const std::size_t host = head.find(before);
    const std::string line = hide_in_request_line(std::string(head.substr(0, head.find("\r\n"))));
    std::cerr << line << ", Host: ";
    if (host != head.npos)
        std::cerr << head.substr(host + before.size(), head.find('\r', host + 1) - host - before.size());
    std::cerr << '\n';
}

void wire::has_read(const char* data, std::ptrdiff_t size) {
    begins_ = true;
    if (!reader_ || reader_->complete()) return;
    if (size > 0) static_cast<void>(reader_->feed(data, static_cast<std::size_t>(size)));
    else if (size == http::stream_end) static_cast<void>(reader_->end_of_input());
    if (reader_->complete()) is_answered();
}

void wire::is_answered() {
    const nlohmann::json read = nlohmann::json::parse(answer_, nullptr, false);
    const bool refused = is_refusal(read, reader_->head().status);
    if (!refused && !read.is_object()) return; // nobody knows whose answer that is
    const bool counted = awaits_answer_;
    awaits_answer_ = false;
    if (refused && counted && !may_have_arrived_) limit_.was_refused();
    if (refused || !is_change_) return;
    const auto whole = limit_.hold();
    made_ids_.clear();
    collect_ids(read, made_ids_);
}

std::string wire::tls_cause() const {
    const std::uint32_t flags = tls_->verify_flags();
    if (flags == 0) return "";
    if (flags == 0xFFFFFFFF) {
        char code[16];
        std::snprintf(code, sizeof code, "-0x%04X", static_cast<unsigned>(-tls_->mbedtls_error()));
        return tls_->mbedtls_error() == 0 ? "" : std::string("the handshake failed, mbedTLS ") + code;
    }
    std::string all;
    const auto say = [&](std::uint32_t flag, const char* words) {
        if ((flags & flag) != 0) all += std::string(all.empty() ? "its certificate " : ", ") + words;
    };
    say(MBEDTLS_X509_BADCERT_EXPIRED, "has expired");
    say(MBEDTLS_X509_BADCERT_FUTURE, "is not valid yet (is this machine's clock right?)");
    say(MBEDTLS_X509_BADCERT_REVOKED, "was revoked");
    say(MBEDTLS_X509_BADCERT_CN_MISMATCH, "is for another host (a common name does not count)");
    say(MBEDTLS_X509_BADCERT_NOT_TRUSTED, "is signed by no authority that is trusted");
    if (all.empty()) all = "its certificate is refused, flags " + std::to_string(flags);
    return all;
}

} // namespace portwright_tool
