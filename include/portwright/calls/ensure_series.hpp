// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// How listeners are declared, call by call, whoever performs the calls: see calls/ensure.hpp.

#include <portwright/calls/attempts.hpp>
#include <portwright/calls/ensure_requests.hpp>
#include <portwright/calls/waiting.hpp>
#include <portwright/request/check.hpp>
#include <portwright/response/element_taker.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// What a declaration may use and take.
struct ensure_settings {
    call_settings call = {}; ///< of each call; its deadline is that of all together
    bool only_plans = false; ///< says what it would do, and does nothing but look
    std::uint32_t poll_ms = 1000; ///< before it looks again; by a half longer each time
    std::uint32_t most_poll_ms = 10000; ///< and at most so long
    std::uint8_t max_polls = 60; ///< how often it waits for one listener
};

/// An action whose listeners can be declared.
template <class Create>
concept ensurable_action = action<Create> && detail::ensurable<Create>;

namespace detail {

template <class Create>
consteval std::size_t ensure_scratch_of() {
    using look = typename ensured<Create>::look;
    using change = typename ensured<Create>::change;
    constexpr std::uint8_t list = find_row_number(table_of<typename look::response>, ensured<Create>::facts.list);
    constexpr std::size_t element =
        table_of<typename look::response>.rows[list].child->object_size + sizeof(any_sequence::node);
    constexpr std::size_t looking = sizeof(look) + sizeof(typename look::response) + 2 * element;
    constexpr std::size_t changing = looking + sizeof(change) + sizeof(typename change::response);
    constexpr std::size_t creating = sizeof(Create) + sizeof(typename Create::response);
    return (changing > creating ? changing : creating) + 640; // texts, and what alignment takes
}

} // namespace detail

/// Bytes of scratch that suffice for a declaration by `Create`, but for texts of its listener and its answers that are
/// longer than 512 bytes together.
template <ensurable_action Create>
inline constexpr std::size_t ensure_scratch = detail::ensure_scratch_of<Create>();

namespace detail {

struct no_deletions {};

/// What is declared: a request, and nothing is deleted for it. calls/replacing.hpp has another.
template <class Declaration>
struct declaration_of {
    static constexpr bool replaces = false;
    using create = Declaration;
    using log = no_deletions;
    using listing = detail::listing;
    using report = ensure_report;
    static const create& request(const Declaration& declared) noexcept { return declared; }
};

/// The calls of a declaration. It wants `sign` where a call is to be made: begin() says which, conclude() takes what
/// became of it. Borrows all that it is made of.
template <class Scheme, class Declaration>
class ensure_series {
    using declaration = declaration_of<Declaration>;
    using create_type = typename declaration::create;
    static_assert(ensurable_action<create_type>,
                  "ensure() and plan() take actions that create listeners: include the ensure_... header of this one");
    using facts_of = ensured<create_type>;
    using look_type = typename facts_of::look;
    using change_type = typename facts_of::change;
    using task_type = typename facts_of::task;
    static constexpr const ensure_facts& facts = facts_of::facts;
    static constexpr bool has_task = !std::is_void_v<task_type>;
    static constexpr bool has_token = takes_token<create_type>;
    static constexpr bool replaces = declaration::replaces;
    static constexpr bool has_several =
        *facts.listeners != '\0' || find_row(table_of<create_type>, facts.port)->type == kind::integers;

public:
    ensure_series(const Declaration& wanted, const ensure_settings& settings, std::span<char> scratch,
                  std::span<ensured_listener> listeners) noexcept;
    ensure_series(const ensure_series&) = delete;
    ensure_series& operator=(const ensure_series&) = delete;

    call_step next() const noexcept {
        call_step step;
        step.wants = wants_;
        if (wants_ == call_wish::wait) step.wake_at = wake_at_;
        if (wants_ == call_wish::sign) step.wake_at = settings_.call.deadline;
        return step;
    }
    void wake(const instant& now) noexcept {
        if (wants_ == call_wish::wait && now.monotonic >= wake_at_) wants_ = call_wish::sign;
        if (wants_ == call_wish::sign && now.monotonic >= settings_.call.deadline) run_out(errc::timed_out);
    }

    // The next call.

    /// Makes its request. False where that ended it all.
    bool begin(std::uint64_t random) noexcept;
    const call_subject<typename Scheme::policy>& subject() const noexcept { return *subject_; }
    std::span<char> room() const noexcept { return room_; } ///< for its answer
    api_error& call_refusal() noexcept { return refusal_; }
    /// Who takes the elements of its answer; null where they are not taken.
    element_taker* taker() noexcept { return stage_ <= stage::other_look ? &taker_ : nullptr; }
    call_settings settings() const noexcept {
        call_settings with = settings_.call;
        with.repeat = repetition::automatic; // whatever the caller does otherwise: a create is never repeated blindly
        return with;
    }
    void conclude(call_outcome came, const portwright::error& why, const instant& now) noexcept;

    // What is known, once it is done.

    /// Of the listener index(): those before it stand.
    ensure_outcome outcome() const noexcept { return outcome_; }
    ensure_obstacle obstacle() const noexcept { return obstacle_; }
    /// The most that was done to a listener of the request.
    ensure_change change() const noexcept { return change_ > most_change_ ? change_ : most_change_; }
    /// Of the listener that was dealt with last; so are all that follow.
    std::uint32_t index() const noexcept { return index_; }
    std::string_view id() const noexcept { return id_; }
    /// Of what stands in the way.
    std::string_view other_id() const noexcept { return other_id_; }
    /// What differs: with cannot_change what stands in the way, of a plan what would be changed.
    parameter_set differing() const noexcept { return parameters(found_.differ); }
    /// What is declared, and no answer shows.
    parameter_set not_verifiable() const noexcept { return parameters(found_.not_verifiable); }
    /// The parameters of a set's bits.
    parameter_set parameters(std::uint64_t bits) const noexcept {
        return {*declared_.root_table,
                *declared_.own_table,
                facts.listeners,
                index_,
                create_type::call.service->index_base,
                bits};
    }
    /// Errors: those of check() and of a call; task_failed, still_running; too_long, where the cloud's ID of a listener
    /// has `number` bytes, more than listener_id::longest; outcome_unknown, where `number` is the errc of what was
    /// known last.
    const portwright::error& error() const noexcept { return why_; }
    /// The cloud's last no to a create or a change, its texts cut short to 160 bytes.
    const api_error& refusal() const noexcept { return said_; }
    unsigned calls() const noexcept { return calls_; }
    const typename declaration::log& deletions() const noexcept { return log_; }

    /// All of that, with the refusal's texts in `room`, as far as they fit.
    typename declaration::report report(std::span<char> room) const noexcept {
        ensure_report made{.outcome = outcome_,
                           .obstacle = obstacle_,
                           .change = change(),
                           .index = index_,
                           .id = id_,
                           .other_id = other_id_,
                           .differing = differing(),
                           .not_verifiable = not_verifiable(),
                           .error = why_,
                           .refusal = said_};
        output kept{room};
        for (text* const moved : {&made.refusal.code, &made.refusal.request_id, &made.refusal.message}) {
            if (!moved->has_value()) continue;
            const std::size_t from = kept.size();
            kept.write(*moved);
            *moved = kept.ok() ? text(kept.since(from)) : text();
        }
        if constexpr (replaces) return {made, log_.last(), log_.count()};
        else return made;
    }

private:
    enum class stage : std::uint8_t { look, other_look, create, change, task, deletion };
    enum class attempt : std::uint8_t { none, accepted, unknown, refused };

    static constexpr unsigned max_attempts = 3; ///< creates, or changes, of one listener
    static constexpr std::uint32_t most_pages = 100; ///< of a look
    static constexpr unsigned looks_before_repeating = 3; ///< that show nothing, before it is created again
    static constexpr std::uint8_t most_tries = 10; ///< of a deletion, where the cloud is busy

    bool begin() noexcept;
    bool begin_look() noexcept;
    template <class Look>
    bool begin_look(bool looks_at_others, const char* counts) noexcept;
    template <class... Looks>
    bool begin_other_look(other_looks<Looks...>) noexcept;
    bool is_asked(const other_look& other) const noexcept;
    bool begin_create() noexcept;
    bool begin_change() noexcept;
    bool begin_task() noexcept;
    bool begin_deletion() noexcept;
    template <class Request>
    bool start(const Request& request, typename Request::response& response) noexcept;

    void after_look(call_outcome came, const portwright::error& why, const instant& now) noexcept;
    void after_change(call_outcome came, const portwright::error& why, const instant& now) noexcept;
    void after_task(call_outcome came, const portwright::error& why, const instant& now) noexcept;
    template <class Response>
    bool takes_task(const Response& response) noexcept;
    void decide(const instant& now) noexcept;
    void decide_missing(const instant& now) noexcept;
    void decide_found(const instant& now) noexcept;
    void wait(stage then, const instant& now) noexcept;
    void run_out(errc why) noexcept;
    void report_refusal() noexcept;
    void keep_refusal() noexcept;
    void next_listener() noexcept;

    // Of a declaration that replaces.

    void after_deletion(call_outcome came, const portwright::error& why, const instant& now) noexcept;
    void after_watch(const instant& now) noexcept;
    void expect_gone() noexcept;
    void watch(const instant& now) noexcept;
    bool replace_others() noexcept;
    bool replace_found(ensure_obstacle why, const instant& now) noexcept;
    void start_deletion(ensure_obstacle why) noexcept;
    void end_deletion() noexcept;
    void refuse_deletion(const portwright::error& why) noexcept;

    /// Whether the cloud itself says that it does not know something. A gateway's status 404 says nothing.
    static bool says_missing(const api_error& said) noexcept {
        return said.kind == error_class::not_found && said.code.has_value();
    }
    /// A gateway that gives up, or a cloud that fails, does not say that nothing was done.
    bool is_doubtful_refusal() const noexcept {
        if (refuses_before_acting(said_.kind, detail_of<create_type>(said_))) return false;
        return passes_by_itself(said_.kind) || (!said_.code.has_value() && said_.http_status >= 500);
    }
    /// Whether a query that failed so may be answered later. A refusal without a code is a gateway's word.
    bool may_be_answered(call_outcome came, const portwright::error& why) const noexcept {
        if (came == call_outcome::done) return false;
        return may_pass(why.code, refusal_.kind) || (came == call_outcome::refused && !refusal_.code.has_value());
    }
    /// False where it is too long, which ends it all: an empty one would be taken for none.
    bool keep_id(listener_id& to, std::string_view id) noexcept {
        if (to.assign(id)) return true;
        fail(ensure_outcome::not_sent,
             {.code = errc::too_long, .has_number = true, .number = static_cast<std::int64_t>(id.size())});
        return false;
    }
    void ask(stage what) noexcept {
        stage_ = what;
        wants_ = call_wish::sign;
    }
    void finish(ensure_outcome with) noexcept {
        if constexpr (replaces) log_.end();
        outcome_ = with;
        wants_ = call_wish::done;
    }
    void stand_in_the_way(ensure_obstacle what) noexcept {
        obstacle_ = what;
        finish(ensure_outcome::in_the_way);
    }
    /// Ends it by a failure. Where something was done before, how that ended is not known.
    void fail(ensure_outcome with, const portwright::error& why) noexcept {
        why_ = why;
        why_.text = nullptr; // it may lie in the scratch
        why_.length = 0;
        if (has_acted_ && with != ensure_outcome::unknown) {
            why_ = {.code = errc::outcome_unknown, .has_number = true, .number = static_cast<std::int64_t>(why.code)};
            with = ensure_outcome::unknown;
        }
        bool has_done = most_change_ != ensure_change::nothing;
        if constexpr (replaces) has_done = has_done || log_.has_done;
        if (with == ensure_outcome::not_sent && has_done && !settings_.only_plans) with = ensure_outcome::partly;
        finish(with);
    }

    const create_type& wanted_;
    const ensure_settings settings_;
    const std::span<char> scratch_;
    const std::span<ensured_listener> listeners_;
    std::span<char> room_; ///< what is free of the scratch for the next call
    declared_listener declared_;
    typename declaration::listing listing_;
    differences found_;
    std::uint64_t tried_ = 0; ///< parameters that were sent with a change
    std::uint64_t random_ = 0;
    http::monotonic_ms wake_at_ = 0;
    portwright::error why_;
    api_error refusal_; ///< of the call that runs
    api_error said_;
    void* answer_object_ = nullptr;
    std::optional<std::conditional_t<has_task, task_type, int>> task_;
    std::uint32_t index_ = 0;
    std::uint32_t count_ = 1;
    std::uint32_t page_ = 0;
    std::uint32_t seen_ = 0; ///< elements on the pages before
    std::uint32_t interval_ms_ = 0;
    unsigned calls_ = 0;
    std::uint8_t polls_ = 0;
    std::uint8_t creates_ = 0;
    std::uint8_t changes_ = 0;
    std::uint8_t looks_ = 0; ///< that showed nothing since the last of those
    std::uint8_t others_asked_ = 0;
    stage stage_ = stage::look;
    attempt last_ = attempt::none;
    call_wish wants_ = call_wish::sign;
    ensure_outcome outcome_ = ensure_outcome::not_sent;
    ensure_obstacle obstacle_ = ensure_obstacle::none;
    ensure_change change_ = ensure_change::nothing;
    ensure_change most_change_ = ensure_change::nothing;
    listener_state other_state_ = listener_state::settled;
    bool has_other_ = false;
    bool has_acted_ = false; ///< the listener may have been created or changed
    bool is_unseen_ = false; ///< and what became of that was not seen since
    bool keeps_token_ = false; ///< a create may have arrived with it, and was not seen since
    bool task_failed_ = false;
    listener_id id_;
    listener_id other_id_;
    char token_[33];
    char words_[160];
    element_taker taker_;
    std::optional<call_subject<typename Scheme::policy>> subject_;
    [[no_unique_address]] typename declaration::log log_;
};

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/calls/ensure_stages.hpp>

#include <portwright/core/platform_macros_on.hpp>
