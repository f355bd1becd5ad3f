// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The machine of calls/ensure.hpp: what it concludes of what it has seen.

#include <portwright/calls/ensure_series.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// All that was asked for about the listener has been answered.
template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::decide(const instant& now) noexcept {
    if (stage_ == stage::look) page_ = seen_ = 0;
    if (stage_ == stage::look && listing_.same() != 0) return decide_found(now);
    decide_missing(now);
}

template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::decide_missing(const instant& now) noexcept {
    using enum listener_state;
    found_ = {};
    if constexpr (replaces)
        if (has_other_ && replace_others()) return;
    if (has_other_) {
        const listener_state state = other_state_;
        has_other_ = false;
        others_asked_ = 0;
        if (state == dying && !settings_.only_plans) return wait(stage::look, now);
        return stand_in_the_way(state == dying ? ensure_obstacle::in_motion : ensure_obstacle::other_listener);
    }
    // Listeners of other protocols are asked for only where something was refused, because it takes a look for each.
    bool asks_others = last_ == attempt::refused || settings_.only_plans;
    if constexpr (replaces) asks_others = asks_others || (last_ == attempt::none && log_.has_deleted);
    if (asks_others) {
        for (; others_asked_ != facts_of::others_facts.size(); ++others_asked_)
            if (is_asked(facts_of::others_facts[others_asked_])) return ask(stage::other_look);
    }
    others_asked_ = 0;
    if (settings_.only_plans) {
        change_ = ensure_change::created;
        return next_listener();
    }
    ++looks_;
    switch (last_) {
    case attempt::none: return creates_ < max_attempts ? ask(stage::create) : run_out(errc::still_running);
    case attempt::accepted:
        if (tried_ != 0 && looks_ > looks_before_repeating) { // it was changed, and is gone: somebody has deleted it
            tried_ = 0;
            return creates_ < max_attempts ? ask(stage::create) : run_out(errc::still_running);
        }
        if (!task_failed_) return wait(stage::look, now); // it does not show at once everywhere
        has_acted_ = false;
        change_ = ensure_change::nothing;
        return fail(ensure_outcome::refused, {.code = errc::task_failed});
    case attempt::unknown:
        if (looks_ <= looks_before_repeating) return wait(stage::look, now);
        if (creates_ < max_attempts) return ask(stage::create);
        return run_out(errc::still_running);
    case attempt::refused: break;
    }
    const error_detail what = detail_of<create_type>(said_);
    // Whoever has the port may not show yet, or be gone since.
    const bool passes = passes_by_itself(said_.kind) || refuses_before_acting(said_.kind, what) ||
                        what == error_detail::maybe_busy || what == error_detail::bad_state ||
                        what == error_detail::dependency_pending || what == error_detail::port_taken;
    if (passes && looks_ <= looks_before_repeating) return wait(stage::look, now);
    if (passes && creates_ < max_attempts) return ask(stage::create);
    report_refusal();
}

/// Keeps a refusal over the calls to come.
template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::keep_refusal() noexcept {
    said_ = {.http_status = refusal_.http_status, .kind = refusal_.kind, .number = refusal_.number};
    output kept{words_};
    const auto keep = [&](text& to, const text& from) {
        if (!from.has_value()) return;
        const std::size_t begin = kept.size();
        std::size_t left = sizeof words_ - begin;
        if (from.size() < left) left = from.size();
        while (left != 0 && left < from.size() && (from.view()[left] & 0xC0) == 0x80) --left; // not within a character
        kept.write(from.view().data(), left);
        to = kept.since(begin);
    };
    keep(said_.code, refusal_.code);
    keep(said_.request_id, refusal_.request_id);
    keep(said_.message, refusal_.message);
}

/// A create or a change was refused, and looking has not shown why.
template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::report_refusal() noexcept {
    why_ = {.code = errc::refused};
    if (is_unseen_) return fail(ensure_outcome::unknown, why_);
    if (detail_of<create_type>(said_) == error_detail::port_taken) return stand_in_the_way(ensure_obstacle::port_taken);
    if (said_.kind == error_class::quota) return stand_in_the_way(ensure_obstacle::quota);
    if (says_missing(said_)) return stand_in_the_way(ensure_obstacle::owner_missing);
    finish(ensure_outcome::refused);
}

template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::decide_found(const instant& now) noexcept {
    using enum listener_state;
    if constexpr (replaces)
        if (id_.view() != listing_.id()) log_.is_known_to_differ = false;
    if (!keep_id(id_, listing_.id())) return;
    others_asked_ = 0;
    if (listing_.same() != 1) return stand_in_the_way(ensure_obstacle::several);
    has_other_ = false;
    found_ = compare_listener(declared_, listing_.found_table(), listing_.found(), table_of<change_type>);
    if (listing_.found_state() == dead) {
        if constexpr (replaces)
            if (replace_found(ensure_obstacle::dead_listener, now)) return;
        other_id_ = id_;
        return stand_in_the_way(ensure_obstacle::dead_listener);
    }
    if (listing_.found_state() != settled && !settings_.only_plans) {
        other_id_ = id_;
        return wait(stage::look, now);
    }
    other_id_ = {};
    if constexpr (replaces)
        if (found_.differ != found_.changeable && replace_found(ensure_obstacle::cannot_change, now)) return;
    if (settings_.only_plans) {
        if (found_.differ != found_.changeable) {
            found_.differ &= ~found_.changeable; // the rest would be changed, and is not in the way
            return stand_in_the_way(ensure_obstacle::cannot_change);
        }
        if (found_.differ != 0) change_ = ensure_change::modified;
        return next_listener();
    }
    const bool shows_all = (found_.differ & tried_) == 0;
    if ((last_ == attempt::unknown || keeps_token_) && change_ == ensure_change::nothing && shows_all)
        change_ = tried_ == 0 ? ensure_change::created // it was not there before, and nobody else is known to have been
                              : ensure_change::modified; // asked
    if (shows_all) is_unseen_ = false;
    keeps_token_ = false;
    if (found_.differ == 0) return next_listener();
    const bool was_refused = last_ == attempt::refused && tried_ != 0;
    const std::uint64_t untried = found_.changeable & ~tried_;
    if (was_refused && (found_.changeable & tried_) != 0) {
        const error_detail what = detail_of<create_type>(said_);
        const bool passes = passes_by_itself(said_.kind) || what == error_detail::maybe_busy ||
                            what == error_detail::busy || what == error_detail::bad_state;
        if (!passes || changes_ >= max_attempts) return report_refusal();
        if (looks_++ == 0) return wait(stage::look, now);
        return ask(stage::change);
    }
    if (untried != 0) return changes_ < 2 * max_attempts ? ask(stage::change) : report_refusal();
    // What was changed may not show at once. A change of which nobody knows what became of it is asked for again.
    if ((found_.changeable & tried_) != 0 && looks_ < looks_before_repeating) {
        if (last_ == attempt::unknown && changes_ < max_attempts) {
            tried_ = 0;
            return ask(stage::change);
        }
        ++looks_;
        return wait(stage::look, now);
    }
    stand_in_the_way(ensure_obstacle::cannot_change);
}

template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::wait(stage then, const instant& now) noexcept {
    interval_ms_ = interval_ms_ == 0 ? settings_.poll_ms : interval_ms_ + interval_ms_ / 2;
    if (interval_ms_ > settings_.most_poll_ms) interval_ms_ = settings_.most_poll_ms;
    // A fleet that was switched on at once must not ask at once: up to a quarter less.
    const std::uint64_t ms = interval_ms_ - mix_bits(random_ + polls_) % (interval_ms_ / 4 + 1);
    const bool too_late = now.monotonic >= settings_.call.deadline || ms >= settings_.call.deadline - now.monotonic;
    if (too_late || polls_ == settings_.max_polls) return run_out(errc::still_running);
    ++polls_;
    stage_ = then;
    wake_at_ = now.monotonic + ms;
    wants_ = call_wish::wait;
}

/// The patience is over.
template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::run_out(errc why) noexcept {
    if constexpr (replaces)
        if (log_.is_running && !has_acted_ && log_.tries != 0) return refuse_deletion({.code = errc::refused});
    if (has_acted_) return fail(ensure_outcome::unknown, {.code = why});
    if (last_ == attempt::refused) return report_refusal();
    if (!other_id_.view().empty() && why == errc::still_running) return stand_in_the_way(ensure_obstacle::in_motion);
    fail(ensure_outcome::not_sent, {.code = why});
}

/// The listener stands; turns to the next one.
template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::next_listener() noexcept {
    has_acted_ = false;
    if (change_ > most_change_) most_change_ = change_;
    if (index_ < listeners_.size())
        listeners_[index_] = {.id = id_, .change = change_, .not_verifiable = found_.not_verifiable};
    if (index_ + 1 == count_) return finish(ensure_outcome::done);
    declared_.turn_to(++index_);
    change_ = ensure_change::nothing;
    last_ = attempt::none;
    id_ = other_id_ = {};
    tried_ = 0;
    polls_ = creates_ = changes_ = looks_ = 0;
    interval_ms_ = 0;
    has_other_ = task_failed_ = is_unseen_ = keeps_token_ = false;
    if constexpr (replaces) log_.turn_to_next();
    ask(stage::look);
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
