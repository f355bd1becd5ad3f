// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What calls/replacing.hpp deletes: which listeners stand in the way, what was asked of them, and what came of it.
// Nothing is deleted that could not be said afterwards.

#include <portwright/calls/ensure_report.hpp>
#include <portwright/calls/listing.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// What came of deleting a listener. None is ever dressed as another.
enum class deletion : std::uint8_t {
    none,
    planned, ///< of a plan: it would be deleted
    refused, ///< the cloud said no, or its task failed, and it stands: see refusal()
    /// it was asked for, or may have been, and the listener was not seen gone, or is seen again: ensure again
    unknown,
    done, ///< it was asked for, and the listener was seen gone
};

/// A listener that stood in the way. One that was gone before the cloud took its deletion is none of these.
struct deleted_listener {
    listener_id id = {};
    deletion what = deletion::none;
    std::uint32_t index = 0; ///< in the way of this one of the request's
};

/// What became of a declaration that replaces. Whatever its outcome is: what was deleted is deleted.
struct replacement_report : ensure_report {
    deleted_listener deleted = {}; ///< the last of them
    std::uint32_t deletions = 0; ///< how many there are, in the caller's list where there is one
};

namespace detail {

/// The deletions of a declaration. Those of one look stand behind the others, as planned, until one of them is asked
/// for: before another is, there is another look.
class deletion_log {
public:
    /// What is seen of the listener whose deletion was asked for.
    enum class sight : std::uint8_t {
        gone,
        elsewhere,
        nameless, ///< one without an ID is in the way, and may be it
        in_the_way,
    };

    void keep_in(std::span<deleted_listener> list) noexcept {
        list_ = list;
        for (deleted_listener& one : list) one = {};
    }
    std::span<const deleted_listener> all() const noexcept { return {list_.empty() ? &own_ : list_.data(), count_}; }
    std::uint32_t count() const noexcept { return count_; }
    /// The last one. Of none its deletion is `none`.
    deleted_listener last() const noexcept { return count_ != 0 ? all().back() : deleted_listener(); }
    /// The one that is asked for, or is next.
    deleted_listener& current() noexcept { return room()[current_]; }

    // A look, or several, find out what would have to go.

    void begin_round() noexcept {
        end();
        current_ = settled_;
        is_blocked_ = false;
    }
    bool has_planned() const noexcept { return count_ != settled_; }
    /// Whether all that would have to go may, and can be said.
    bool can_delete() const noexcept { return has_planned() && !is_blocked_ && !is_spent_; }
    /// `look`: 0 for the look itself, from 1 those for other protocols. `deletable`: the action deletes such listeners.
    void plan(std::string_view id, std::uint32_t index, std::uint8_t look, bool deletable) noexcept {
        for (const deleted_listener& known : room().subspan(settled_, count_ - settled_))
            if (known.id.view() == id) return;
        if (!deletable || id.empty() || count_ == room().size() || !room()[count_].id.assign(id)) {
            is_blocked_ = true;
            return;
        }
        if (!has_planned()) look_ = look;
        room()[count_].index = index;
        room()[count_++].what = deletion::planned;
    }
    /// Another attempt reads the answer anew.
    void forget_since(std::uint32_t count) noexcept {
        cut(count);
        seen = sight::gone;
    }
    /// Of a plan.
    void settle_all() noexcept { current_ = settled_ = count_; }

    // One of them is asked for.

    void settle(deletion what) noexcept {
        current().what = what;
        settled_ = current_ + 1;
        end();
    }
    /// It was not, and there is nothing to say of it.
    void forget_current() noexcept {
        settled_ = current_;
        end();
    }
    /// Those that were not asked for are not to be found in the caller's list.
    void end() noexcept { cut(settled_); }

    /// A look shows this listener. What was gone and shows again was not seen gone, whatever a copy of the truth said.
    void take_back(std::string_view id) noexcept {
        for (deleted_listener& one : room().first(settled_))
            if (one.what == deletion::done && one.id.view() == id) one.what = deletion::unknown;
    }

    std::uint8_t look() const noexcept { return look_; }
    bool is_gone() const noexcept { return seen == sight::gone; }

    ensure_obstacle why = ensure_obstacle::none; ///< it is in the way
    sight seen = sight::gone;
    std::uint8_t tries = 0; ///< how often it was asked for
    bool is_running = false; ///< from the decision to delete until it is gone
    bool is_watched = false; ///< looks are for this only
    bool may_be_ours = false; ///< a refusal does not say that nothing was done: if it is gone then, this may be why
    bool may_be_under_way = false; ///< an attempt was taken, or nobody knows what became of it
    bool is_known_to_differ = false; ///< the found listener, by a look before
    bool has_deleted = false; ///< of the listener that is dealt with
    bool has_done = false; ///< deleted something, or changed what is gone now

    /// A create follows. What is in its way then was not there before: somebody wants it.
    void spend() noexcept { is_spent_ = has_deleted; }
    void turn_to_next() noexcept {
        begin_round();
        has_deleted = is_spent_ = false;
    }

private:
    void cut(std::uint32_t count) noexcept {
        while (count_ > count) room()[--count_] = {};
    }
    std::span<deleted_listener> room() noexcept {
        return list_.empty() ? std::span<deleted_listener>(&own_, 1) : list_;
    }

    std::span<deleted_listener> list_;
    deleted_listener own_;
    std::uint32_t count_ = 0;
    std::uint32_t settled_ = 0; ///< what cannot be unsaid
    std::uint32_t current_ = 0;
    std::uint8_t look_ = 0;
    bool is_blocked_ = false;
    bool is_spent_ = false;
};

/// A listing that tells the log of each listener in the way, and of the one that is watched.
class logged_listing : public listing {
public:
    void log_to(deletion_log& log, std::uint8_t look) noexcept {
        log_ = &log;
        look_ = look;
        planned_before_ = log.count();
    }

    /// The answer was not read to its end: what it has shown so far says nothing.
    void forget() noexcept { log_->forget_since(planned_before_); }

    void receive(element_taker& taker, std::uint8_t list) noexcept {
        listing::receive(taker, list);
        taker.take = [](void* self, const table& t, const unsigned char* element) noexcept {
            return static_cast<logged_listing*>(static_cast<listing*>(self))->take(t, element);
        };
        taker.restart = [](void* self) noexcept {
            auto& me = *static_cast<logged_listing*>(static_cast<listing*>(self));
            me.begin(*me.declared_, me.looks_at_others_, me.counts_);
            me.forget();
        };
    }

private:
    bool take(const table& t, const unsigned char* element) noexcept {
        logged_listing alone; // what this one is, whatever came before it
        alone.begin(*declared_, looks_at_others_, counts_);
        alone.listing::take(t, element);
        const std::string_view id = id_of(&t, element);
        const bool is_other = alone.same() == 0 && alone.has_other();
        log_->take_back(id);
        if (log_->is_watched) {
            const bool is_it = id == log_->current().id.view();
            const bool is_in_the_way = is_other || alone.same() != 0;
            if (is_it) log_->seen = is_in_the_way ? deletion_log::sight::in_the_way : deletion_log::sight::elsewhere;
            else if (id.empty() && is_in_the_way && log_->is_gone()) log_->seen = deletion_log::sight::nameless;
        } else if (is_other && alone.other_state() != listener_state::dying) {
            const plain_value kind = *facts().kind != '\0' ? read(t, element, facts().kind) : plain_value();
            log_->plan(id, declared_->index, look_, !kind.is_present || kind.equals(facts().kind_is, true));
        }
        return listing::take(t, element);
    }

    deletion_log* log_ = nullptr;
    std::uint32_t planned_before_ = 0;
    std::uint8_t look_ = 0;
};

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
