// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// The keys of what is measured.

#include <new>

namespace bench {

/// A key without a static constructor.
template <class Scheme>
struct late_key {
    alignas(typename Scheme::key) unsigned char storage[sizeof(typename Scheme::key)];

    typename Scheme::key& make() noexcept { return *new (storage) typename Scheme::key; }
    const typename Scheme::key& get() const noexcept {
        return *std::launder(reinterpret_cast<const typename Scheme::key*>(storage));
    }
};

} // namespace bench
