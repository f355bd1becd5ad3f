// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "reader.hpp"

#include <algorithm>
#include <charconv>

#include "cloud.hpp"

namespace portwright_tool::emulator {
namespace {

// A GET of Tencent's may be 32 KB long.
constexpr std::size_t longest_head = 128U * 1024U;
constexpr std::size_t longest_line = 4096;   // between chunks

bool read_size(std::string_view text, int base, std::size_t& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into, base);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

} // namespace

std::size_t request_reader::take(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && !is_whole() && !is_nonsense()) {
        const std::string_view rest = bytes.substr(taken);
        taken += at_ == part::head                         ? take_head(rest)
                 : at_ == part::body || at_ == part::chunk ? take_body(rest)
                                                           : take_line(rest);
    }
    return taken;
}

bool request_reader::take_expectation() {
    const bool expected = expectation_ && !is_whole() && at_ != part::head;
    if (expected) expectation_ = false;
    return expected;
}

std::size_t request_reader::take_head(std::string_view bytes) {
    const std::size_t before = text_.size();
    text_ += bytes;
    const std::size_t end = text_.find("\r\n\r\n", before < 3 ? 0 : before - 3);
    if (end == std::string::npos) {
        if (text_.size() > longest_head) at_ = part::nonsense;
        return bytes.size();
    }
    text_.resize(end + 2);
    if (text_.size() > longest_head || !read_head()) at_ = part::nonsense;
    text_.clear();
    return end + 4 - before;
}

bool request_reader::read_target(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last || first == 0) return false;
    const std::string_view version = line.substr(last + 1);
    if (!version.starts_with("HTTP/1.") || version.size() != 8) return false;
    close_ = version == "HTTP/1.0";
    std::string_view target = line.substr(first + 1, last - first - 1);
    target = target.substr(0, target.find('#'));
    const std::size_t question = target.find('?');
    request_.method = line.substr(0, first);
    request_.path = target.substr(0, question);
    request_.query = question == std::string_view::npos ? std::string_view{} : target.substr(question + 1);
    return true;
}

bool request_reader::read_head() {
    std::string_view head = text_;
    const std::size_t end = head.find("\r\n");
    if (!read_target(head.substr(0, end))) return false;
    head.remove_prefix(end + 2);
    while (!head.empty()) {
        const std::size_t line_end = head.find("\r\n");
        const std::string_view line = head.substr(0, line_end);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0) return false;
        request_.headers.emplace_back(lower(line.substr(0, colon)), trim(line.substr(colon + 1)));
        head.remove_prefix(line_end + 2);
    }
    const std::string* const length = request_.header("content-length");
    const std::string* const coding = request_.header("transfer-encoding");
    close_ = close_ || lower(request_.header_or_empty("connection")) == "close";
    expectation_ = lower(request_.header_or_empty("expect")) == "100-continue";
    // RFC 9112 section 6.3: both would leave open where the next request begins.
    if (coding != nullptr) {
        at_ = part::chunk_size;
        return length == nullptr && lower(*coding) == "chunked";
    }
    if (length != nullptr && !read_size(*length, 10, left_)) return false;
    at_ = left_ == 0 ? part::end : part::body;
    return true;
}

std::size_t request_reader::take_body(std::string_view bytes) {
    const std::size_t taken = std::min(bytes.size(), left_);
    // One byte too many is enough to refuse the request in the cloud's own words; the rest is dropped.
    const std::size_t kept = std::min(taken, largest_body + 1 - std::min(request_.body.size(), largest_body + 1));
    request_.body += bytes.substr(0, kept);
    left_ -= taken;
    if (left_ == 0) at_ = at_ == part::body ? part::end : part::chunk_end;
    return taken;
}

std::size_t request_reader::take_line(std::string_view bytes) {
    const std::size_t end = bytes.find('\n');
    const std::size_t taken = end == std::string_view::npos ? bytes.size() : end + 1;
    text_ += bytes.substr(0, taken);
    if (text_.size() > longest_line) at_ = part::nonsense;
    else if (end != std::string_view::npos) read_line();
    return taken;
}

void request_reader::read_line() {
    const std::string line = std::move(text_);
    text_.clear();
    if (!line.ends_with("\r\n")) {
        at_ = part::nonsense;
        return;
    }
    const std::string_view text = std::string_view{line}.substr(0, line.size() - 2);
    if (at_ == part::chunk_end) {
        at_ = text.empty() ? part::chunk_size : part::nonsense;
    } else if (at_ == part::trailer) {
        if (text.empty()) at_ = part::end;
    } else if (!read_size(text.substr(0, text.find(';')), 16, left_)) {
        at_ = part::nonsense;
    } else {
        at_ = left_ == 0 ? part::trailer : part::chunk;
    }
}

} // namespace portwright_tool::emulator
