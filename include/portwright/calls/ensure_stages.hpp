// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The machine of calls/ensure.hpp: how each of its calls begins, and what follows from its end.

#include <portwright/calls/ensure_series.hpp>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

template <class Scheme, class Declaration>
ensure_series<Scheme, Declaration>::ensure_series(const Declaration& wanted, const ensure_settings& settings,
                                                  std::span<char> scratch,
                                                  std::span<ensured_listener> listeners) noexcept
    : wanted_(declaration::request(wanted)), settings_(settings), scratch_(scratch), listeners_(listeners),
      room_(scratch) {
    if constexpr (replaces) log_.keep_in(wanted.deleted());
    declared_.facts = &facts;
    declared_.root_table = &table_of<create_type>;
    declared_.root = reinterpret_cast<const unsigned char*>(&wanted_);
    declared_.own_table = declared_.root_table;
    declared_.object = declared_.root;
    count_ = declared_.turn_to(0);
    if (count_ == 0) finish(ensure_outcome::done);
    if (settings_.call.checked)
        if (const result<void> good = check(wanted_); !good) fail(ensure_outcome::not_sent, good.error());
    if constexpr (has_several) { // an image whose requests declare one listener each has none of it
        for (std::uint32_t i = 1; i < count_ && wants_ != call_wish::done; ++i) {
            declared_.turn_to(index_ = i);
            if (declared_.is_declared_twice()) stand_in_the_way(ensure_obstacle::declared_twice);
        }
        if (wants_ != call_wish::done) declared_.turn_to(index_ = 0);
    }
}

// ---- beginnings ----

/// False where that ended it.
template <class Scheme, class Declaration>
bool ensure_series<Scheme, Declaration>::begin(std::uint64_t random) noexcept {
    random_ = random;
    if (stage_ != stage::change) room_ = scratch_;
    bool begun = false;
    switch (stage_) {
    case stage::look: begun = begin_look(); break;
    case stage::other_look: begun = begin_other_look(typename facts_of::others{}); break;
    case stage::create: begun = begin_create(); break;
    case stage::change: begun = begin_change(); break;
    case stage::task: begun = begin_task(); break;
    case stage::deletion:
        if constexpr (replaces) begun = begin_deletion();
        break;
    }
    if (!begun && wants_ != call_wish::done) fail(ensure_outcome::not_sent, {.code = errc::scratch_full});
    return begun;
}

/// Begins a call with what is left of the room for its answer.
template <class Scheme, class Declaration>
template <class Request>
bool ensure_series<Scheme, Declaration>::start(const Request& request, typename Request::response& response) noexcept {
    using policy = typename Scheme::policy;
    require_accepted<Scheme, Request>();
    constexpr const auto& table = request_table_of<Request, Scheme::writes_json, policy>;
    // Of a change: it says what shall be, not what to add.
    bool can_be_repeated = stage_ != stage::create || has_token;
    if constexpr (replaces) can_be_repeated = can_be_repeated && stage_ != stage::deletion; // it is looked up
    subject_.emplace(call_subject<policy>{{&request, &table, table.walk},
                                          &answer_kind_of<Request, typename Request::response>,
                                          &response,
                                          nullptr,
                                          nullptr,
                                          can_be_repeated,
                                          is_query(Request::call.action)});
    answer_object_ = &response;
    ++calls_;
    return true;
}

template <class Scheme, class Declaration>
bool ensure_series<Scheme, Declaration>::begin_look() noexcept {
    return begin_look<look_type>(false, "");
}

template <class Scheme, class Declaration>
template <class Look>
bool ensure_series<Scheme, Declaration>::begin_look(bool looks_at_others, const char* counts) noexcept {
    using response_type = typename Look::response;
    scratch_room room(room_);
    Look* const look = room.make<Look>();
    response_type* const response = room.make<response_type>();
    if (look == nullptr || response == nullptr) return false;
    room_ = room.left();
    const filled_request filled{&table_of<Look>, reinterpret_cast<unsigned char*>(look)};
    filled.copy_owner(declared_);
    // A listener of a range is found by its first port only: after a refusal all listeners are asked for.
    bool of_all = *facts.end_port != '\0' && last_ == attempt::refused;
    for (std::string_view names = facts.end_port; !names.empty();)
        of_all = declared_.number(take_name(names, ' ')).is_present || of_all;
    if constexpr (replaces) of_all = of_all || (*facts.end_port != '\0' && log_.is_watched);
    if (*facts.port_filter != '\0' && !of_all) filled.set(facts.port_filter, declared_.number(facts.port).number);
    if (*facts.page != '\0') {
        filled.set(facts.page, facts.counts_pages ? page_ + 1 : seen_);
        filled.set(facts.page_size, facts.elements);
    }
    listing_.begin(declared_, looks_at_others, counts);
    if constexpr (replaces) {
        if (!log_.is_watched && !looks_at_others && page_ == 0) log_.begin_round();
        listing_.log_to(log_, looks_at_others ? static_cast<std::uint8_t>(others_asked_ + 1) : std::uint8_t{0});
    }
    constexpr const table& t = table_of<response_type>;
    constexpr std::uint8_t list = find_row_number(t, facts.list);
    static_assert(list != t.count, "the look's answer has no list of that name");
    listing_.receive(taker_, list);
    return start(*look, *response);
}

template <class Scheme, class Declaration>
bool ensure_series<Scheme, Declaration>::is_asked(const other_look& other) const noexcept {
    return *other.when == '\0' || declared_.number(other.when).number == 1;
}

template <class Scheme, class Declaration>
template <class... Looks>
bool ensure_series<Scheme, Declaration>::begin_other_look(other_looks<Looks...>) noexcept {
    std::size_t i = 0;
    bool begun = false;
    ((i++ == others_asked_ ? void(begun = begin_look<Looks>(true, facts_of::others_facts[i - 1].counts)) : void()),
     ...);
    return begun;
}

template <class Scheme, class Declaration>
bool ensure_series<Scheme, Declaration>::begin_create() noexcept {
    scratch_room room(room_);
    const create_type* request = &wanted_;
    bool makes_token = false;
    if constexpr (has_token) makes_token = !wanted_.ClientToken.has_value();
    if (count_ != 1 || makes_token) {
        create_type* const copy = room.make<create_type>(wanted_);
        if (copy == nullptr) return false;
        if (!cut_request(*declared_.root_table, reinterpret_cast<unsigned char*>(copy), declared_, room)) return false;
        if constexpr (has_token) {
            if (!keeps_token_) { // the repetition of a create of which nothing is known has its token
                output digits{token_};
                for (std::uint64_t part = 0; part != 2; ++part)
                    for (std::uint64_t bits = mix_bits(random_ + part), i = 0; i != 16; ++i, bits >>= 4)
                        digits.put("0123456789abcdef"[bits & 15]);
            }
            if (makes_token) copy->ClientToken = std::string_view(token_, 32);
        }
        request = copy;
    }
    auto* const response = room.make<typename create_type::response>();
    if (response == nullptr) return false;
    room_ = room.left();
    if constexpr (replaces) log_.spend();
    ++creates_;
    looks_ = 0;
    return start(*request, *response);
}

/// The found listener is still in the scratch, and the change borrows of it.
template <class Scheme, class Declaration>
bool ensure_series<Scheme, Declaration>::begin_change() noexcept {
    scratch_room room(room_);
    auto* const change = room.make<change_type>();
    auto* const response = room.make<typename change_type::response>();
    if (change == nullptr || response == nullptr) return false;
    room_ = room.left();
    const std::uint64_t bits = found_.changeable & (last_ == attempt::refused ? ~std::uint64_t{0} : ~tried_);
    const filled_request filled{&table_of<change_type>, reinterpret_cast<unsigned char*>(change)};
    for (const bool keeps : {true, false}) {
        *change = {};
        fill_change(filled, declared_, listing_.found_table(), listing_.found(), bits, keeps);
        if (!settings_.call.checked || check(*change)) break; // what was read may be more than may be sent
    }
    tried_ |= bits;
    ++changes_;
    looks_ = 0;
    return start(*change, *response);
}

template <class Scheme, class Declaration>
bool ensure_series<Scheme, Declaration>::begin_task() noexcept {
    if constexpr (has_task) {
        scratch_room room(room_);
        auto* const response = room.make<typename task_type::response>();
        if (response == nullptr) return false;
        room_ = room.left();
        return start(*task_, *response);
    } else {
        return false;
    }
}

// ---- ends ----

template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::conclude(call_outcome came, const portwright::error& why,
                                                  const instant& now) noexcept {
    switch (stage_) {
    case stage::look:
    case stage::other_look: return after_look(came, why, now);
    case stage::create:
    case stage::change: return after_change(came, why, now);
    case stage::task: return after_task(came, why, now);
    case stage::deletion:
        if constexpr (replaces) after_deletion(came, why, now);
        return;
    }
}

template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::after_look(call_outcome came, const portwright::error& why,
                                                    const instant& now) noexcept {
    const bool is_absent = came == call_outcome::refused && says_missing(refusal_);
    if (is_absent && !settings_.only_plans) {
        // What it should hang on is missing, or the cloud has no other word for an empty list: a create will tell.
        listing_.begin(declared_, stage_ == stage::other_look, "");
    } else if (came != call_outcome::done || why.code != errc::none) {
        if constexpr (replaces) listing_.forget();
        // A look that fails says nothing of what was done, or why it was refused: the next one may.
        bool has_begun = has_acted_ || last_ == attempt::refused;
        if constexpr (replaces) has_begun = has_begun || log_.is_running || log_.has_deleted;
        if (has_begun && may_be_answered(came, why)) return wait(stage_, now);
        keep_refusal();
        if (is_absent) return stand_in_the_way(ensure_obstacle::owner_missing);
        const bool refused = came == call_outcome::refused;
        return fail(refused ? ensure_outcome::refused : ensure_outcome::not_sent, why);
    }
    if constexpr (replaces)
        if (log_.is_watched && stage_ == stage::other_look) return after_watch(now);
    if (listing_.has_other() && (!has_other_ || other_state_ == listener_state::dying)) {
        has_other_ = true;
        other_state_ = listing_.other_state();
        if (!keep_id(other_id_, listing_.other_id())) return;
    }
    if (stage_ == stage::other_look) return ++others_asked_, decide(now);
    if (taker_.text_end != nullptr)
        room_ = {taker_.text_end, static_cast<std::size_t>(taker_.element_end - taker_.text_end)};
    seen_ += listing_.elements();
    bool more = listing_.elements() >= facts.elements;
    // A cloud may give shorter pages than it was asked for.
    if constexpr (requires(const typename look_type::response& answer) { answer.TotalCount; })
        if (came == call_outcome::done)
            if (const integer& all = static_cast<const typename look_type::response*>(answer_object_)->TotalCount;
                all.has_value() && *all > std::int64_t{seen_})
                more = true;
    bool is_found = listing_.same() != 0;
    if constexpr (replaces)
        if (log_.is_watched) is_found = !log_.is_gone();
    if (facts.elements != 0 && more && listing_.elements() != 0 && !is_found) {
        if (page_ == most_pages) // who has not seen all of them must not create one
            return fail(ensure_outcome::not_sent, {.code = errc::answer_too_large});
        ++page_;
        return ask(stage::look);
    }
    if constexpr (replaces)
        if (log_.is_watched) return after_watch(now);
    decide(now);
}

/// A create or a change has ended.
template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::after_change(call_outcome came, const portwright::error& why,
                                                      const instant& now) noexcept {
    const bool creates = stage_ == stage::create;
    task_failed_ = false;
    switch (came) {
    case call_outcome::not_sent:
        if constexpr (replaces) // something is missing now that was there before
            if (log_.has_deleted && may_pass(why.code, {})) return wait(stage::look, now);
        return fail(ensure_outcome::not_sent, why);
    case call_outcome::refused:
        keep_refusal();
        last_ = attempt::refused;
        has_acted_ = has_acted_ || is_doubtful_refusal();
        if (!creates && says_missing(said_)) { // whoever has deleted it
            last_ = attempt::none;
            tried_ = 0;
        }
        return ask(stage::look); // whoever was there first, it is there now
    case call_outcome::unknown:
        last_ = attempt::unknown;
        keeps_token_ = keeps_token_ || creates;
        break;
    case call_outcome::done:
        last_ = attempt::accepted;
        change_ = creates                             ? ensure_change::created
                  : change_ == ensure_change::nothing ? ensure_change::modified
                                                      : change_;
        break;
    }
    has_acted_ = is_unseen_ = true;
    interval_ms_ = 0;
    const bool polls = last_ == attempt::accepted &&
                       (creates ? takes_task(*static_cast<typename create_type::response*>(answer_object_))
                                : takes_task(*static_cast<typename change_type::response*>(answer_object_)));
    wait(polls ? stage::task : stage::look, now);
}

/// Keeps the query of the task that an answer names. False where it names none.
template <class Scheme, class Declaration>
template <class Response>
bool ensure_series<Scheme, Declaration>::takes_task(const Response& response) noexcept {
    if constexpr (has_task && requires { response.task(); }) {
        task_ = response.task();
        output kept{words_};
        bool named = false;
        for (const row& r : rows_of<task_type>) {
            auto* const field = reinterpret_cast<unsigned char*>(&*task_) + r.offset();
            const raw_root::value value = raw_root::value_of(reinterpret_cast<unsigned char*>(&*task_), r);
            if (!value.is_present()) continue;
            named = true;
            if (r.type != kind::text) continue;
            const std::size_t begin = kept.size();
            kept.write(value.string());
            const text moved = kept.ok() ? kept.since(begin) : std::string_view();
            std::memcpy(field, &moved, sizeof moved);
        }
        said_ = {}; // its texts were there
        return named && kept.ok();
    } else {
        return false;
    }
}

template <class Scheme, class Declaration>
void ensure_series<Scheme, Declaration>::after_task(call_outcome came, const portwright::error& why,
                                                    const instant& now) noexcept {
    if constexpr (has_task) {
        // Where the task cannot be asked about, the listener can.
        if (came != call_outcome::done) return wait(may_be_answered(came, why) ? stage::task : stage::look, now);
        const task_state state = static_cast<typename task_type::response*>(answer_object_)->state();
        if (state == task_state::running) return wait(stage::task, now);
        task_failed_ = state == task_state::failed;
        ask(stage::look);
    }
}

} // namespace portwright::inline v0_1::detail

#include <portwright/calls/ensure_decisions.hpp>

#include <portwright/core/platform_macros_on.hpp>
