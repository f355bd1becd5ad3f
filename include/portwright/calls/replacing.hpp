// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Declares a listener and lets go what stands in its way: only who says so deletes anything.
//
//     auto stands = cloud.ensure(portwright::replacing{request}, scratch);
//     if (stands.deleted.what == portwright::deletion::done) log(stands.deleted.id);
//
// or ensure_machine<scheme, replacing<clb::CreateListener>>, with the system's `replace_...` header beside the
// `ensure_...` one. Deleted is a listener
//
// - of another protocol, or of other ports, on a port that is declared (ensure_obstacle::other_listener),
// - that differs in what no action changes (cannot_change), once two looks have shown it, and not where this
//   declaration has created it, because another one would be the same; nor for a change that was accepted and is not
//   to be seen,
// - that is dead, and must be deleted before another is created (dead_listener), once also where this declaration has
//   created it,
//
// by the documented action, one after the other, each by its ID and after a look that has just shown it in the way. It
// is waited for until no look shows it, and then the declared one is created. Nothing is forced: where the cloud says
// no, because something is still bound to it or it is protected, the listener stands in the way as before, and the
// refusal says why. Where more of them are in the way of one listener than can be said, or one that the action does not
// delete, none is. What is in the way of the create after that was put there meanwhile, or is the created one that
// reads back as another, and stays.
//
// The power may go at any instant: what was deleted is created at the next boot. Until then there is none: a
// declaration whose listener may not be missing for some seconds is no case for this.

#include <portwright/calls/deletions.hpp>
#include <portwright/calls/ensure.hpp>
#include <portwright/calls/misused_client.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// A declaration that deletes what stands in its way, for ensure(), plan() and ensure_machine in place of the request,
/// with the ensure_scratch of that. The machine has `deletions()` beside the rest, the report is a replacement_report.
/// Each deletion is waited for as often as a listener is, and within the deadline of all. Views the request, which must
/// outlive it.
///
/// Errors beside those of a declaration: with in_the_way refused, where the cloud has refused a deletion and refusal()
/// says why, in the message alone where the answer only lists it, and task_failed.
///
/// `deleted`: where to say of each what became of it; as many can be deleted, over all listeners of the request.
/// Without it there is room for one.
template <class Create>
class replacing {
    static_assert(
        ensurable_action<Create>,
        "replacing{request} takes an action that creates listeners: include the ensure_... header of this one");

public:
    /// Views `request`, and borrows `deleted` for as long.
    explicit constexpr replacing(const Create& request, std::span<deleted_listener> deleted = {}) noexcept
        : request_(&request), deleted_(deleted) {}
    explicit replacing(const Create&&, std::span<deleted_listener> = {}) noexcept {
        static_assert(sizeof(Create) == 0, "this request is a temporary and would dangle: keep it in a variable");
    }

    /// The request, which is borrowed.
    constexpr const Create& request() const noexcept { return *request_; }
    /// Where to say what was deleted, which is borrowed.
    constexpr std::span<deleted_listener> deleted() const noexcept { return deleted_; }

private:
    const Create* request_;
    std::span<deleted_listener> deleted_;
};

namespace detail {

template <class Create>
concept replaceable = requires { replaced<Create>::facts; };

template <class Create>
inline constexpr bool is_declaration<replacing<Create>> = true;

template <class Create>
struct declaration_of<replacing<Create>> {
    static_assert(replaceable<Create>,
                  "how what is in the way is deleted is not known here: include its system's replace_... header");
    static constexpr bool replaces = true;
    using create = Create;
    using log = deletion_log;
    using listing = logged_listing;
    using report = replacement_report;
    static const create& request(const replacing<Create>& declared) noexcept { return declared.request(); }
};

template <class Create, class Engine>
struct chosen_scheme<void, replacing<Create>, Engine> : chosen_scheme<void, Create, Engine> {};

/// Fills a deletion. `id` lasts as long as the request.
inline void fill_deletion(const filled_request& to, const deletion_facts& facts, const declared_listener& declared,
                          const std::string_view& id) noexcept {
    to.copy_owner(declared);
    to.set(facts.unforced, 0);
    to.set(facts.id, text(id));
    to.set(facts.id, texts(std::span<const std::string_view>(&id, 1)));
}

// ---- the machine of calls/ensure.hpp, where it deletes ----

/// What is in the way is not the declared listener. False where it has to stay.
template <class Scheme, class Declaration>
bool ensure_series<Scheme, Declaration>::replace_others() noexcept {
    if (!log_.has_planned()) return false;
    // It may be what was created, and reads back as another: not what only a look for others shows.
    if (has_acted_ && creates_ != 0 && log_.look() == 0) return false;
    const bool asks_others = last_ == attempt::refused || settings_.only_plans || log_.has_deleted;
    if (asks_others) // all of them are known before one goes
        for (; others_asked_ != facts_of::others_facts.size(); ++others_asked_)
            if (is_asked(facts_of::others_facts[others_asked_])) return ask(stage::other_look), true;
    if (!log_.can_delete()) return false;
    start_deletion(ensure_obstacle::other_listener);
    return true;
}

/// What is in the way is the declared listener, as it is. False where it has to stay.
template <class Scheme, class Declaration>
bool ensure_series<Scheme, Declaration>::replace_found(ensure_obstacle why, const instant& now) noexcept {
    log_.begin_round(); // whatever else shares the port is no matter where this one stands
    log_.plan(id_, index_, 0, true);
    if (!log_.can_delete()) return false;
    if (why == ensure_obstacle::cannot_change) {
        if (creates_ != 0) return false;
        found_.differ &= ~found_.changeable; // the rest is not why it goes
        // Somebody may be creating it: then a look can come too early.
        if (!settings_.only_plans && !log_.is_known_to_differ) {
            log_.is_known_to_differ = true;
            return wait(stage::look, now), true;
        }
    }
    if (why == ensure_obstacle::dead_listener) found_ = {};
    start_deletion(why);
    return true;
}

template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::start_deletion(ensure_obstacle why) noexcept {
    has_other_ = false;
    others_asked_ = 0;
    if (settings_.only_plans) {
        log_.settle_all();
        change_ = ensure_change::created;
        id_ = {};
        return next_listener();
    }
    log_.why = why;
    log_.is_running = true;
    log_.may_be_ours = log_.may_be_under_way = false;
    log_.tries = 0;
    last_ = attempt::none;
    other_id_ = log_.current().id;
    ask(stage::deletion);
}

template <class Scheme, class Declaration>
bool ensure_series<Scheme, Declaration>::begin_deletion() noexcept {
    using deletion_type = typename replaced<create_type>::deletion;
    constexpr const table& t = table_of<deletion_type>;
    static_assert(find_row_number(t, replaced<create_type>::facts.id) != t.count, "the deletion has no such parameter");
    static_assert(ensure_scratch<create_type> >= sizeof(deletion_type) + sizeof(typename deletion_type::response) + 640,
                  "a deletion takes more room than the rest of a declaration");
    scratch_room room(room_);
    auto* const request = room.make<deletion_type>();
    auto* const id = room.make<std::string_view>(log_.current().id.view());
    auto* const response = room.make<typename deletion_type::response>();
    if (request == nullptr || id == nullptr || response == nullptr) return false;
    room_ = room.left();
    fill_deletion({&t, reinterpret_cast<unsigned char*>(request)}, replaced<create_type>::facts, declared_, *id);
    log_.is_watched = false;
    ++log_.tries;
    looks_ = 0;
    return start(*request, *response);
}

template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::after_deletion(call_outcome came, const portwright::error& why,
                                                        const instant& now) noexcept {
    using response_type = typename replaced<create_type>::deletion::response;
    constexpr const deletion_facts& of = replaced<create_type>::facts;
    task_failed_ = false;
    if (came == call_outcome::not_sent) return fail(ensure_outcome::not_sent, why);
    // An answer may say no of a single listener, in a list and without a code.
    bool is_listed = false;
    if (came == call_outcome::done) {
        const plain_value id{.text = log_.current().id.view(), .is_text = true, .is_present = true};
        for (const char* const list : {of.failed, of.not_now}) {
            value_count named{.wanted = &id};
            count_values(table_of<response_type>, static_cast<const unsigned char*>(answer_object_), list, named);
            if (named.found == 0) continue;
            is_listed = true;
            refusal_.message = std::string_view(list);
        }
    }
    if (came == call_outcome::refused || is_listed) {
        last_ = attempt::refused;
        keep_refusal();
        const error_detail what = detail_of<create_type>(said_);
        const bool is_busy = refuses_before_acting(said_.kind, what);
        const bool is_doubtful = is_doubtful_refusal();
        if (is_doubtful) has_acted_ = true;
        if (is_doubtful && !said_.code.has_value()) log_.may_be_under_way = true; // a gateway may have passed it on
        if (!is_busy && !says_missing(said_)) log_.may_be_ours = true;
        if (is_doubtful || log_.current().what == deletion::planned)
            log_.settle(is_doubtful ? deletion::unknown : deletion::refused);
        const bool passes = is_listed || is_busy || is_doubtful || says_missing(said_) ||
                            what == error_detail::maybe_busy || what == error_detail::bad_state ||
                            what == error_detail::dependency_pending;
        if (passes) return watch(now);
        if (log_.current().what == deletion::refused) return refuse_deletion({.code = errc::refused});
        log_.tries = most_tries; // it is for good, but an earlier attempt may have deleted it
        if (said_.code.has_value()) ++log_.tries; // the cloud's own word, and not a gateway's
        return watch(now);
    }
    log_.settle(deletion::unknown); // until it is seen gone
    log_.may_be_under_way = true;
    last_ = came == call_outcome::done ? attempt::accepted : attempt::unknown;
    has_acted_ = true;
    interval_ms_ = 0;
    if (last_ == attempt::accepted && takes_task(*static_cast<response_type*>(answer_object_))) {
        expect_gone();
        return wait(stage::task, now);
    }
    watch(now);
}

template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::expect_gone() noexcept {
    log_.is_watched = true;
    log_.seen = deletion_log::sight::gone;
    page_ = seen_ = 0;
}

/// Looks whether it is gone, by the action that has shown it.
template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::watch(const instant& now) noexcept {
    expect_gone();
    if (log_.look() == 0) return wait(stage::look, now);
    others_asked_ = static_cast<std::uint8_t>(log_.look() - 1);
    wait(stage::other_look, now);
}

template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::after_watch(const instant& now) noexcept {
    deleted_listener& gone = log_.current();
    if (log_.seen == deletion_log::sight::gone) {
        // Where the cloud did not know it, or did not look, somebody else has deleted it.
        if (gone.what == deletion::unknown || log_.may_be_ours) {
            gone.what = deletion::done;
            log_.has_done = true;
        }
        return end_deletion();
    }
    if (log_.seen == deletion_log::sight::elsewhere) return end_deletion(); // it has other ports now
    if (log_.seen == deletion_log::sight::nameless) return watch(now);
    if (task_failed_) return refuse_deletion({.code = errc::task_failed});
    if (last_ == attempt::accepted || (last_ == attempt::unknown && looks_++ < looks_before_repeating))
        return watch(now);
    if (log_.tries < most_tries) return ask(stage::deletion);
    // A cloud that is busy to the end may be so with an attempt of which nobody knows what became of it.
    if (log_.tries == most_tries && log_.may_be_under_way)
        return fail(ensure_outcome::unknown, {.code = errc::still_running});
    refuse_deletion({.code = errc::refused});
}

/// It is gone. What follows is as if it had never been there.
template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::end_deletion() noexcept {
    // The patience begins anew with what is said, of which there is an end. A look that shows it now and then does not.
    if (log_.current().what == deletion::refused) log_.forget_current();
    else polls_ = 0;
    log_.is_running = log_.is_watched = false;
    log_.has_deleted = true;
    last_ = attempt::none;
    has_acted_ = is_unseen_ = task_failed_ = has_other_ = false;
    if (change_ == ensure_change::modified) {
        change_ = ensure_change::nothing;
        log_.has_done = true;
    }
    id_ = other_id_ = {};
    found_ = {};
    tried_ = 0;
    others_asked_ = changes_ = looks_ = 0;
    interval_ms_ = page_ = seen_ = 0;
    ask(stage::look);
}

/// It stands, and in the way.
template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::refuse_deletion(const portwright::error& why) noexcept {
    log_.current().what = deletion::refused;
    why_ = why;
    stand_in_the_way(log_.why);
}

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
