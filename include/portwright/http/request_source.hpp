// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A request as bytes that are asked for by their offset, so that it need not lie anywhere: a larger one is written
// again for each window, and only the window is kept.
//
//     auto made = portwright::sign_streamed(request, context);
//     auto source = portwright::http::source_of(*made, true);
//     if (source) source->pull(source->context, 0, first_512_bytes);

#include <portwright/core/sink.hpp>
#include <portwright/http/request_writer.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::http {

/// The bytes of a request, head and body. Borrows what `context` points at.
struct request_source {
    /// Stores the bytes from `offset` on and returns how many: as many as `room` takes, or as there are. Anything else
    /// says that the request cannot be had, and nothing more of it is sent. Called again with the same offset it
    /// stores the same bytes.
    std::size_t (*pull)(const void* context, std::size_t offset, std::span<char> room) = nullptr;
    const void* context = nullptr;
    std::size_t size = 0; ///< of the whole
};

/// An output that keeps the bytes of a window and lets the others pass by.
class window_output : public piecewise_output<64> {
public:
    /// Keeps what lies from byte `offset` on, as far as there is space in `room`, which it borrows.
    window_output(std::size_t offset, std::span<char> room) noexcept
        : piecewise_output(&pass), offset_(offset), room_(room) {}

    /// Bytes in the window so far.
    std::size_t kept() const noexcept { return kept_; }

private:
    static void pass(output& self) noexcept {
        auto& me = static_cast<window_output&>(self);
        me.drained(me.ok() && me.keep(me.data(), me.waiting()));
    }
    bool keep(const char* data, std::size_t size) noexcept {
        const std::size_t skipped = offset_ < size ? offset_ : size;
        offset_ -= skipped;
        data += skipped;
        size -= skipped;
        const std::size_t n = std::min(size, room_.size() - kept_);
        if (n != 0) std::memcpy(room_.data() + kept_, data, n);
        kept_ += n;
        return n == size; // the rest is of no interest: the writer may stop
    }

    std::size_t offset_; ///< what is still to be let by
    std::span<char> room_;
    std::size_t kept_ = 0;
};

namespace detail {

template <written_request Request>
bool write_whole(output& out, const Request& request, bool keeps_open) noexcept {
    if (!write_head(out, request, keeps_open)) return false;
    const sink body{[](void* to, const char* data, std::size_t size) noexcept {
                        static_cast<output*>(to)->write(data, size);
                        return static_cast<output*>(to)->ok();
                    },
                    &out};
    return request.write_body(body);
}

template <written_request Request, bool KeepsOpen>
std::size_t pull_written(const void* context, std::size_t offset, std::span<char> room) noexcept {
    window_output out(offset, room);
    write_whole(out, *static_cast<const Request*>(context), KeepsOpen);
    out.flush();
    return out.kept();
}

template <bool KeepsOpen>
std::size_t pull_views(const void* context, std::size_t offset, std::span<char> room) noexcept {
    const auto& request = *static_cast<const signed_request*>(context);
    window_output out(offset, room);
    if (!write_head(out, request, request.body.size(), KeepsOpen)) return 0;
    out.output::write(request.body);
    out.flush();
    return out.kept();
}

} // namespace detail

/// The bytes of a request that is written as it is sent: portwright::signed_stream. Borrows it. Errors as of
/// write_head(). `keeps_open`: without `Connection: close`.
template <written_request Request>
result<request_source> source_of(const Request& request, bool keeps_open) noexcept {
    output size;
    if (const result<void> head = write_head(size, request, keeps_open); !head) return head.error();
    return request_source{keeps_open ? &detail::pull_written<Request, true> : &detail::pull_written<Request, false>,
                          &request, size.size() + request.body_size()};
}

/// The same of a request that lies in a buffer. `keeps_open` is as there. Errors: those of write_head().
inline result<request_source> source_of(const signed_request& request, bool keeps_open) noexcept {
    output size;
    if (const result<void> head = write_head(size, request, request.body.size(), keeps_open); !head)
        return head.error();
    return request_source{keeps_open ? &detail::pull_views<true> : &detail::pull_views<false>, &request,
                          size.size() + request.body.size()};
}

} // namespace portwright::inline v0_1::http

#include <portwright/core/platform_macros_on.hpp>
