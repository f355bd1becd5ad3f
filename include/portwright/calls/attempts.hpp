// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What every call does with its attempts, whatever carries them: signs each anew, draws the conclusions from what came
// back, and decides whether there is another. Programs use calls/call.hpp or calls/message_call.hpp.

#include <portwright/calls/call_rules.hpp>
#include <portwright/calls/call_step.hpp>
#include <portwright/calls/call_subject.hpp>
#include <portwright/calls/clock.hpp>
#include <portwright/calls/key_cache.hpp>
#include <portwright/calls/outcome.hpp>
#include <portwright/core/mix_bits.hpp>
#include <portwright/signature/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// The attempts of one call. Once for a scheme, whatever its requests are.
template <class Scheme>
class attempt_series {
public:
    attempt_series(const attempt_series&) = delete;
    attempt_series& operator=(const attempt_series&) = delete;

    /// Reads only these fields of the answer: as decoder::want(), whose errors end the call before it begins. The names
    /// live as long as the machine.
    void want(std::span<const std::string_view> names) noexcept {
        wanted_ = names;
        prepare_ = [](any_answer_reader& reader, const attempt_series& self) noexcept {
            return reader.want(self.wanted_);
        };
    }

    /// Hands over the elements of a list of the answer as they arrive, which live as long as the machine where they are
    /// kept: see response/element_taker.hpp. In place of want().
    void take_elements(element_taker& who) noexcept {
        taker_ = &who;
        prepare_ = [](any_answer_reader& reader, const attempt_series& self) noexcept {
            reader.take_elements(*self.taker_);
            return result<void>{};
        };
    }

    // What is known, once it is done.

    /// Of all attempts: `not_sent` and `refused` are promises that none of them can have been done.
    call_outcome outcome() const noexcept { return outcome_; }
    /// Errors: none where it was done; those of answer_reader; where it was not sent those of sign_streamed() and of
    /// what carries it, and bad_time where the clock is not set and no answer told the time.
    const portwright::error& error() const noexcept { return why_; }
    /// Of the last answer; all 0 where none came.
    const http::response_head& head() const noexcept { return head_; }
    unsigned attempts() const noexcept { return attempts_; }

protected:
    attempt_series(const call_subject<typename Scheme::policy>& subject, key_cache<Scheme>& keys, call_clock& clock,
                   const call_settings& settings, api_error& refusal, std::span<char> scratch) noexcept
        : settings_(settings), subject_(subject), keys_(keys), clock_(clock), refusal_(refusal), scratch_(scratch) {
        clear_answer();
    }
    ~attempt_series() = default;

    /// Begins an attempt. False where that ended the call, or it is not its turn yet. Otherwise asks_time() says
    /// whether stream() and reader() are to be sent, or any question whose answer has a date.
    bool begin(const instant& now, std::uint64_t random) noexcept {
        if (now.monotonic >= settings_.deadline) return give_up(errc::timed_out), false;
        random_ = random;
        if (settings_.pacer != nullptr && settings_.waits) {
            const http::monotonic_ms at = settings_.pacer->next(now.monotonic, mix_bits(~random));
            if (at >= settings_.deadline) return give_up(errc::timed_out), false;
            if (at > now.monotonic) return wait_until(at), false;
            settings_.pacer->sent(now.monotonic, mix_bits(random + 1));
        }
        ++attempts_;
        const unix_time when = clock_.time(now);
        asks_time_ = !is_plausible(when);
        return asks_time_ || sign_attempt(when);
    }

    bool asks_time() const noexcept { return asks_time_; }
    const signed_stream<Scheme>& stream() const noexcept { return **stream_; }
    any_answer_reader& reader() noexcept { return *reader_; }
    const service& target() const noexcept { return *subject_.request.call->service; }

    /// Ends the call before this attempt: what was known before it stays.
    PORTWRIGHT_ONE_COPY void give_up(const portwright::error& why) noexcept {
        if (attempts_ < 2 || why_.code == errc::none) why_ = why;
        finish();
    }
    PORTWRIGHT_ONE_COPY void give_up(errc why, std::int64_t number = 0) noexcept {
        give_up(portwright::error{.code = why, .has_number = number != 0, .number = number});
    }

    /// Draws the conclusions from an attempt that has ended: what failed, whether the request can have arrived, and the
    /// answer's head, null where there is none.
    PORTWRIGHT_ONE_COPY void conclude(errc failed, bool sent, const http::response_head* head,
                                      const instant& now) noexcept {
        head_ = head != nullptr ? *head : http::response_head{};
        if (asks_time_) return conclude_time(failed, now);
        if (failed == errc::none || head_.status >= 400) {
            why_ = reader_->finish(head_.status);
            outcome_ = why_.code == errc::refused           ? call_outcome::refused
                       : why_.code == errc::outcome_unknown ? call_outcome::unknown
                                                            : call_outcome::done;
        } else {
            clear_answer(); // a part of an answer says nothing
            outcome_ = call_outcome::not_sent;
            become(why_, failed);
            if (sent) make_unknown();
        }
        if (outcome_ == call_outcome::unknown) may_have_arrived_ = true;
        if (settings_.pacer != nullptr && failed == errc::none) {
            if (outcome_ == call_outcome::refused && refusal_.kind == error_class::throttled)
                settings_.pacer->throttled(now.monotonic, mix_bits(random_ + 2));
            else settings_.pacer->answered();
        }
        if (outcome_ == call_outcome::done) {
            if (settings_.budget != nullptr) settings_.budget->succeeded();
            return finish();
        }
        if (outcome_ == call_outcome::refused && blames_clock(now)) {
            if (taught_ || !is_plausible(head_.date) || attempts_ >= settings_.attempts) return finish();
            taught_ = true;
            clock_.learn(head_.date, now);
            wants_ = call_wish::sign; // at once: nobody is busy
            return;
        }
        if (!tries_again()) return finish();
        pause(now);
    }

    /// Only time has passed.
    void wake_idle(const instant& now) noexcept {
        if (wants_ == call_wish::wait && now.monotonic >= wake_at_) wants_ = call_wish::sign;
        else if (wants_ == call_wish::sign && now.monotonic >= settings_.deadline) give_up(errc::timed_out);
    }

    call_step idle_step() const noexcept {
        call_step step;
        step.wants = wants_;
        if (wants_ == call_wish::wait) step.wake_at = wake_at_;
        if (wants_ == call_wish::sign) step.wake_at = settings_.deadline;
        return step;
    }

    const call_settings settings_;

private:
    void make_unknown() noexcept {
        become(why_, errc::outcome_unknown, why_.code);
        outcome_ = call_outcome::unknown;
    }

    void clear_answer() noexcept {
        begin_objects(subject_.answer, subject_.answers->fields->object_size);
        begin_objects(&refusal_, sizeof refusal_);
    }

    bool sign_attempt(unix_time when) noexcept {
        if (const result<void> ready = keys_.prepare(target(), when); !ready) return give_up(ready.error()), false;
        output nonce{nonce_};
        write_nonce(nonce, random_);
        if (subject_.make_token != nullptr) subject_.make_token(subject_.own, random_);
        // In place: a copy of either would be one more on the stack.
        const auto& with = *::new (static_cast<void*>(context_)) context<Scheme>{.key = keys_.key(),
                                                                                 .region = settings_.region,
                                                                                 .timestamp = when,
                                                                                 .nonce = nonce.since(0),
                                                                                 .verb = settings_.verb,
                                                                                 .endpoint = settings_.endpoint,
                                                                                 .checked = settings_.checked};
        stream_ = ::new (static_cast<void*>(made_)) signing(stream_request<Scheme>(subject_.request, with));
        if (!*stream_) return give_up(stream_->error()), false;
        reader_.emplace(*subject_.answers, subject_.answer, refusal_, scratch_);
        if (prepare_ != nullptr)
            if (const result<void> known = prepare_(*reader_, *this); !known) return give_up(known.error()), false;
        return true;
    }

    PORTWRIGHT_ONE_COPY void finish() noexcept {
        wants_ = call_wish::done;
        if (!may_have_arrived_ || outcome_ == call_outcome::done || outcome_ == call_outcome::unknown) return;
        if (outcome_ == call_outcome::refused && subject_.is_query) return;
        make_unknown();
    }

    /// A cloud may have one code for a nonce that was used and for a time that is ahead. Where this clock is more than
    /// a minute off the date of the answer, it means the latter.
    bool blames_clock(const instant& now) const noexcept {
        if (refusal_.kind == error_class::clock_skew) return true;
        if (refusal_.kind != error_class::replay || !is_plausible(head_.date)) return false;
        constexpr std::int64_t tolerated = 60;
        const unix_time ours = clock_.time(now);
        return !is_plausible(ours) || ours - head_.date > tolerated || head_.date - ours > tolerated;
    }

    bool can_be_repeated() const noexcept {
        if (settings_.repeat != repetition::automatic) return settings_.repeat == repetition::harmless;
        return subject_.can_be_repeated;
    }

    bool tries_again() const noexcept {
        if (outcome_ == call_outcome::not_sent) return may_be_sent_later(why_.code);
        if (outcome_ == call_outcome::unknown) return can_be_repeated();
        error_meaning meaning;
        subject_.answers->find_meaning(refusal_, meaning);
        return refuses_before_acting(refusal_.kind, meaning.detail) ||
               (can_be_repeated() && passes_by_itself(refusal_.kind));
    }

    /// The time has been asked for. Nothing of the request has left.
    void conclude_time(errc failed, const instant& now) noexcept {
        asks_time_ = false;
        if (is_plausible(head_.date) && !told_) {
            told_ = true; // once: a time that cannot be signed with after all must not be asked for for ever
            clock_.learn(head_.date, now);
            --attempts_; // nothing of the request was tried
            wants_ = call_wish::sign;
            return;
        }
        if (outcome_ == call_outcome::not_sent) become(why_, failed == errc::none ? errc::bad_time : failed);
        if (failed == errc::none || failed == errc::bad_host) return finish();
        pause(now);
    }

    /// Waits before the next attempt, where there is one.
    void pause(const instant& now) noexcept {
        if (!settings_.waits || attempts_ >= settings_.attempts) return finish();
        if (head_.retry_after > longest_retry_after) return finish();
        const std::uint64_t ms = backoff_ms(settings_.backoff, attempts_ - 1u, mix_bits(random_), head_.retry_after);
        if (now.monotonic >= settings_.deadline || ms >= settings_.deadline - now.monotonic) return finish();
        if (settings_.budget != nullptr && !settings_.budget->take()) return finish();
        wait_until(now.monotonic + ms);
    }

    void wait_until(http::monotonic_ms when) noexcept {
        wake_at_ = when;
        wants_ = call_wish::wait;
    }

    const call_subject<typename Scheme::policy> subject_;
    key_cache<Scheme>& keys_;
    call_clock& clock_;
    api_error& refusal_;
    std::span<char> scratch_;
    union { // what prepare_ takes
        std::span<const std::string_view> wanted_ = {};
        element_taker* taker_;
    };
    /// A pointer, so that a program which reads all of its answers has nothing that looks for names or takes elements.
    result<void> (*prepare_)(any_answer_reader&, const attempt_series&) noexcept = nullptr;
    std::uint64_t random_ = 0;
    http::monotonic_ms wake_at_ = 0;
    portwright::error why_;
    http::response_head head_;
    call_outcome outcome_ = call_outcome::not_sent;

protected:
    call_wish wants_ = call_wish::sign;

private:
    std::uint8_t attempts_ = 0;
    bool asks_time_ = false;
    bool taught_ = false;
    bool told_ = false; ///< the time that was asked for
    bool may_have_arrived_ = false; ///< some attempt
    char nonce_[20];
    using signing = result<signed_stream<Scheme>>;
    const signing* stream_ = nullptr; ///< in made_
    alignas(context<Scheme>) unsigned char context_[sizeof(context<Scheme>)];
    alignas(signing) unsigned char made_[sizeof(signing)];
    std::optional<any_answer_reader> reader_;
};

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
