// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Parameters as name=value pairs: the query of a GET and the form of a POST.

#include <portwright/core/inlining.hpp>
#include <portwright/core/error.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/encoding/percent.hpp>
#include <portwright/request/walk.hpp>

#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// How a walk is done, and what became of it.
struct walk_outcome {
    error& why;  ///< its code is none where nothing is wrong: what check() says, or what no serializer can write
    bool checks; ///< whether check() has a say; without it only what cannot be written is an error
    bool has_secret = false; ///< a parameter came by that must not go into a URL
};

/// Writes pairs, percent-encoded.
template <class Policy>
class pair_writer {
public:
    constexpr explicit pair_writer(basic_output<Policy>& wire) noexcept : wire_(wire) {}

    PORTWRIGHT_IN_PLACE constexpr void begin() noexcept {
        if (begun_) wire_.put('&');
        begun_ = true;
    }
    /// Begins a pair with a name of our own.
    constexpr void begin(const char* name, std::size_t size) noexcept {
        begin();
        wire_.write(name, size);
        wire_.put('=');
    }
    constexpr void put(char c) noexcept { wire_.put(c); }

    /// Text of unreserved characters only: our own names.
    constexpr void plain(std::string_view text) noexcept { wire_.write(text); }
    constexpr void value(std::string_view text) noexcept { write_percent(wire_, text); }
    constexpr void number(std::int64_t n) noexcept { write_decimal(wire_, n); }
    constexpr void boolean(bool b) noexcept { write_boolean(wire_, b); }

    constexpr basic_output<Policy>& wire() const noexcept { return wire_; }

private:
    basic_output<Policy>& wire_;
    bool begun_ = false;
};

/// The value of a common parameter that is left out. Not null: g++ does not compare addresses with that in a constant
/// expression under -fsanitize=undefined.
inline constexpr std::string_view left_out;

/// The API's common parameters: names as in request/action.hpp, and a value for each. Where that is empty, the parameter
/// is left out.
struct common_parameters {
    const char* names = "";
    const std::string_view* const* values = nullptr;
    unsigned plain = 0; ///< bit i: value i has no reserved characters; that is made use of for speed only

    /// Writes the next one.
    template <class Policy>
    constexpr void write(pair_writer<Policy>& to) noexcept {
        const std::string_view* const value = *values++;
        if (!value->empty()) {
            const std::string_view name = word_text(names);
            to.begin(name.data(), name.size());
            if (Policy::is_fast && (plain & 1) != 0) to.plain(*value);
            else to.value(*value);
        }
        plain >>= 1;
        names = next_word(names);
    }
};

/// What a pair_walk has beside its walk. A base class in front of the walk: behind the levels of one, the short loads of
/// Thumb would not reach it.
template <class Policy>
struct pair_state {
    common_parameters common_;
    pair_writer<Policy> to_;
    unsigned written_ = 0; ///< of the common parameters
};

/// Writes all parameters in canonical order, the common ones among them.
template <class Root, class Needs, class Policy>
class pair_walk : pair_state<Policy>, walker<Root, Needs, Policy> {
    using walker = detail::walker<Root, Needs, Policy>;

public:
    constexpr pair_walk(const Root& from, const action_table& top, const common_parameters& common,
                        basic_output<Policy>& wire, const walk_outcome& outcome) noexcept
        : pair_state<Policy>{common, pair_writer<Policy>(wire)},
          walker(from, &visit, top.of->index_base, list_order::canonical, outcome.checks, outcome.why) {}

    using walker::run; // called from where the walk is made, so that each parameter is written one frame less deep

    /// After run(): writes the common parameters that come after all others.
    constexpr void finish(bool is_good, walk_outcome& outcome) noexcept {
        if (is_good) write_common(~0u);
        outcome.has_secret = this->secret_;
    }

private:
    using level = typename walker::level;

    static constexpr void visit(walker& walk, event what, const level& at) noexcept {
        if (what != event::leaf) return;
        auto& self = static_cast<pair_walk&>(walk);
        pair_writer<Policy>& pairs = self.to_;
        self.write_common(self.top().field->before);
        if constexpr (Needs::nested) {
            pairs.begin();
            self.write_name(at);
            pairs.put('=');
        } else {
            pairs.begin(at.name, at.field->length);
        }
        const kind type = at.field->type;
        if (type == kind::text || type == kind::texts) {
            const std::string_view text = self.value().string();
            return write_percent(pairs.wire(), text.data(), text.size());
        }
        const std::int64_t n = *self.value().number();
        if (type == kind::boolean) pairs.boolean(n != 0);
        else pairs.number(n);
    }

    /// Those that stand before the first `end`.
    constexpr void write_common(unsigned end) noexcept {
        // NOLINTNEXTLINE(bugprone-infinite-loop): written_ grows
        for (; this->written_ < end && *this->common_.names != '\0'; ++this->written_) this->common_.write(this->to_);
    }

    /// The wire name, `listeners.0.protocol`, or with the family's word, `listeners.member.1.protocol`. All of it is
    /// unreserved.
    constexpr void write_name(const level& at) noexcept {
        for (const level* l = &this->top();; ++l) {
            this->to_.plain(l->name_text());
            if (l->index != path::whole) {
                this->to_.put('.');
                if constexpr (!Needs::list_word.empty()) {
                    this->to_.plain(Needs::list_word);
                    this->to_.put('.');
                }
                this->to_.number(l->index + this->index_base_);
            }
            if (l == &at) return;
            this->to_.put('.');
        }
    }
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
