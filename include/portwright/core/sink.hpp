// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Outputs that hand their bytes on in pieces, so that no memory ever holds the whole text.
//
//     bool send(void* connection, const char* data, std::size_t size);
//     made->write_body({&send, &connection});

#include <portwright/core/output.hpp>
#include <portwright/core/wipe.hpp>

#include <cstddef>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// Takes bytes in pieces. Returns false to stop; what returned false is not called again. Whatever `context` points at
/// must live as long as the sink is used, which no compiler can check.
struct sink {
    bool (*write)(void* context, const char* data, std::size_t size) = nullptr;
    void* context = nullptr;

    /// Hands bytes to `write`, for callers on platforms where that name is a macro. `size` bytes at `data`. Returns
    /// what that does: false to stop.
    constexpr bool operator()(const char* data, std::size_t size) const { return write(context, data, size); }
};

/// An output that hands its bytes on in pieces of at most N, and wipes its memory in the end.
template <std::size_t N, class Policy = size_policy>
class piecewise_output : public basic_output<Policy> {
public:
    constexpr ~piecewise_output() { detail::wipe(piece_, N); }

protected:
    constexpr explicit piecewise_output(typename basic_output<Policy>::drain hand_on) noexcept
        : basic_output<Policy>(piece_, N, hand_on) {}

private:
    char piece_[N];
};

/// An output that hands its bytes to a sink in pieces of at most N.
template <std::size_t N, class Policy = size_policy>
class sink_output : public piecewise_output<N, Policy> {
public:
    /// Borrows what the context of `destination` points at.
    constexpr explicit sink_output(sink destination) noexcept
        : piecewise_output<N, Policy>(&hand_on), destination_(destination) {}

private:
    static constexpr void hand_on(basic_output<Policy>& self) noexcept {
        auto& out = static_cast<sink_output&>(self);
        const sink& destination = out.destination_;
        out.drained(out.ok() && destination.write(destination.context, out.data(), out.waiting()));
    }

    sink destination_;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
