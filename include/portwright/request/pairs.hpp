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

/// What a walk is told, and what it has found.
struct walk_outcome {
    error& why; ///< what is wrong: its code is none where nothing is
    bool checks; ///< whether the request is checked; otherwise only what no serializer can write is an error
    bool has_secret = false; ///< a parameter has come by that must not go into a URL
};

/// Writes name=value pairs, with "&" between them.
template <class Policy>
class pair_writer {
public:
    constexpr explicit pair_writer(basic_output<Policy>& wire) noexcept : wire_(wire) {}

    PORTWRIGHT_IN_PLACE constexpr void begin() noexcept {
        if (begun_) wire_.put('&');
        begun_ = true;
    }
    /// Begins a pair whose name needs no encoding.
    constexpr void begin(const char* name, std::size_t size) noexcept {
        begin();
        wire_.write(name, size);
        wire_.put('=');
    }
    /// Takes the name of the pair that has begun where that is in pieces, then "=" and the value.
    constexpr basic_output<Policy>& wire() const noexcept { return wire_; }

private:
    basic_output<Policy>& wire_;
    bool begun_ = false;
};

/// The value of a common parameter that is left out. It is an empty text and not a null pointer, which g++ under
/// -fsanitize=undefined does not compare with addresses in constant expressions.
inline constexpr std::string_view left_out;

/// The common parameters of an API: their names in canonical order, packed (signature/common_names.hpp has them), and a
/// value for each. A parameter whose value is empty is left out.
struct common_parameters {
    const char* names = "";
    const std::string_view* const* values = nullptr;
    unsigned plain = 0; ///< bit i: value i has no reserved characters; the speed policy then writes it as it is

    /// Writes the next one, and goes on to the one after it.
    template <class Policy>
    constexpr void write(pair_writer<Policy>& writer) noexcept {
        const std::string_view* const value = *values++;
        if (!value->empty()) {
            const std::string_view name = word_text(names);
            writer.begin(name.data(), name.size());
            if (Policy::is_fast && (plain & 1) != 0) writer.wire().write(*value);
            else write_percent(writer.wire(), *value);
        }
        plain >>= 1;
        names = next_word(names);
    }
};

/// The state of a pair_walk beside that of its walk. It is a base class so that it lies in front of the walk: behind
/// the levels, it would be out of the reach of Thumb's short load instructions.
template <class Policy>
struct pair_state {
    common_parameters common_;
    pair_writer<Policy> writer_;
    unsigned common_written_ = 0; ///< the common parameters that have been passed on, or left out
};

/// Writes all parameters in canonical order, the common ones among them.
template <class Root, class Features, class Policy>
class pair_walk : pair_state<Policy>, walker<Root, Features, Policy> {
    using walker = detail::walker<Root, Features, Policy>;

public:
    constexpr pair_walk(const Root& root, const action_table& top, const common_parameters& common,
                        basic_output<Policy>& wire, const walk_outcome& outcome) noexcept
        : pair_state<Policy>{common, pair_writer<Policy>(wire)},
          walker(root, &visit, top.service->index_base, list_order::canonical, outcome.checks, outcome.why) {}

    using walker::run; // its caller is who made the walk: a forwarding function would add a frame below each parameter

    /// After run(): writes the common parameters that come after all others.
    constexpr void finish(bool is_good, walk_outcome& outcome) noexcept {
        if (is_good) write_common(~0u);
        outcome.has_secret = this->secret_;
    }

private:
    using level = typename walker::level;

    static constexpr void visit(walker& walk, event what, const level& current) noexcept {
        if (what != event::leaf) return;
        auto& self = static_cast<pair_walk&>(walk);
        pair_writer<Policy>& pairs = self.writer_;
        self.write_common(self.top().field->common_before);
        if constexpr (Features::nested) {
            pairs.begin();
            self.write_name(current);
            pairs.wire().put('=');
        } else {
            pairs.begin(current.name, current.field->length);
        }
        if constexpr (takes_later<Root>)
            if (const unsigned later = self.value().later_number(); later != 0)
                return pairs.wire().put(mark_later(later));
        const kind type = current.field->type;
        if (type == kind::text || type == kind::texts) {
            const std::string_view text = self.value().string();
            return write_percent(pairs.wire(), text.data(), text.size());
        }
        const std::int64_t n = *self.value().number();
        if (type == kind::boolean) write_boolean(pairs.wire(), n != 0);
        else write_decimal(pairs.wire(), n);
    }

    /// Writes the first `end` common parameters, as far as they are not written yet.
    constexpr void write_common(unsigned end) noexcept {
        // NOLINTNEXTLINE(bugprone-infinite-loop): common_written_ grows
        for (; this->common_written_ < end && *this->common_.names != '\0'; ++this->common_written_)
            this->common_.write(this->writer_);
    }

    /// Writes the wire name, `listeners.0.protocol`, or with the word of the family, `listeners.member.1.protocol`. Its
    /// characters are unreserved, so that nothing is encoded; those of the word are the family's promise.
    constexpr void write_name(const level& current) noexcept {
        for (const level* outer = &this->top();; ++outer) {
            this->writer_.wire().write(outer->name, outer->field->length);
            if (outer->index != path::whole) {
                this->writer_.wire().put('.');
                if constexpr (!Features::list_word.empty()) {
                    this->writer_.wire().write(Features::list_word);
                    this->writer_.wire().put('.');
                }
                write_decimal(this->writer_.wire(), outer->index + this->index_base_);
            }
            if (outer == &current) return;
            this->writer_.wire().put('.');
        }
    }
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
