// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// A signing key that is prepared when it is first needed and kept: preparing costs as much as signing.
//
//     portwright::key_cache<portwright::tc3<>> keys{credentials};
//     if (auto ready = keys.prepare(clb::service, now); !ready) return ready.error();
//     portwright::context<portwright::tc3<>> context{.key = keys.key(), ...};

#include <portwright/core/result.hpp>
#include <portwright/core/time.hpp>
#include <portwright/request/action.hpp>
#include <portwright/signature/credentials.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// The key of one pair of credentials for one scheme. A scheme whose key is of a day and a service derives it anew
/// where either is another; the others once. Wiped on destruction. Not for two threads at once.
template <class Scheme>
class key_cache {
public:
    /// Borrows what the credentials view. `who` itself is copied.
    explicit key_cache(const credentials& who) noexcept : who_(who) {}
    key_cache(const key_cache&) = delete;
    key_cache& operator=(const key_cache&) = delete;

    /// Makes key() one that fits. Errors: those of the scheme's key: bad_credentials, bad_time, crypto_failed. `of`
    /// is the service that is asked, `when` the time in seconds since 1970: some schemes derive a key for a day and a
    /// service.
    result<void> prepare(const service& of, unix_time when) noexcept {
        if constexpr (requires { key_.prepare(who_, of, when); }) {
            if constexpr (requires { key_.fits(of, when); })
                if (ready_ && key_.fits(of, when)) return {};
            return kept(key_.prepare(who_, of, when)); // always, of a key that does not say what it fits
        } else {
            if (ready_) return {};
            return kept(key_.prepare(who_));
        }
    }

    /// What was prepared last. Borrowed from this object.
    const typename Scheme::key& key() const noexcept { return key_; }

    /// The next prepare() begins from the secret, which may be another by now.
    void forget() noexcept { ready_ = false; }

    /// How often a key was prepared.
    unsigned preparations() const noexcept { return preparations_; }

private:
    result<void> kept(const result<void>& prepared) noexcept {
        ready_ = static_cast<bool>(prepared);
        ++preparations_;
        return prepared;
    }

    const credentials who_;
    typename Scheme::key key_;
    unsigned preparations_ = 0;
    bool ready_ = false;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
