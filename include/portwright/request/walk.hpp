// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The canonical walk over a request: it visits every field that is set in the order in which it is signed, and checks
// it on the way. All actions share its code.

#include <portwright/core/inlining.hpp>
#include <portwright/core/error.hpp>
#include <portwright/request/characters.hpp>
#include <portwright/request/typed_root.hpp>
#include <portwright/request/value_check.hpp>
#include <portwright/request/walk_features.hpp>

#include <bit>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// The order in which the elements of a list are visited.
enum class list_order : bool {
    numeric, ///< as they stand: JSON
    canonical, ///< by the text of their subscripts, so that 10 comes before 2: query, form and checks
};

/// What a walk has come to when it calls its visitor.
enum class event : std::uint8_t {
    leaf, ///< a text, a number or a truth value, in a field or as an element of a list
    open_list,
    open_structure, ///< in a field, or as an element of a list
    close_list,
    close_structure,
};

/// A structure that the walk is in, and the field that it has come to there.
template <class Position>
struct level {
    const table* structure;
    const row* field;
    const char* name; ///< of the field
    Position position; ///< of the structure in the request
    std::uint32_t index; ///< of the element, while the walk is in a list; otherwise path::whole
    std::uint32_t present_rows; ///< bit i: row i is set, of the first 32 rows, as far as the walk has come

    constexpr std::string_view name_text() const noexcept { return {name, field->length}; }
};

/// Walks over a request, and stops at the first thing that is wrong with it. What walks for a purpose derives from it,
/// and hands it a function that is called at each event.
template <class Root, class Features, class Policy>
class walker {
public:
    using level = detail::level<typename Root::position>;
    using visitor = void (*)(walker& self, event what, const level& current);

    /// Where `checks` is false, only what no serializer can write is an error.
    constexpr walker(const Root& root, visitor visit, std::uint8_t index_base, list_order order, bool checks,
                     error& why) noexcept
        : index_base_(index_base), order_(order), checks_(checks), root_(root), visit_(visit), why_(why) {}

    walker(const walker&) = delete;
    walker& operator=(const walker&) = delete;

    /// Walks to the end, or to what is wrong. False where something is, and then `why` says what.
    constexpr bool run(const action_table& top) noexcept {
        level* current = levels_;
        for (enter(*current, top, root_.top());;) {
            event what = event::leaf;
            errc wrong = errc::none;
            if (Features::nested && current->index != path::whole) {
                current->index = next_index(current->index, size_in(root_.mark_of(current->position, *current->field)));
                if (current->index == path::whole) what = event::close_list;
            } else if (current->field == current->structure->rows + current->structure->count) {
                if constexpr (takes_later<Root>) {
                    if (!keeps_known_rules(*current)) return false;
                } else {
                    if (checks_ && !keeps_rules(*current)) return false;
                }
                if (current == levels_) return true;
                --current;
                what = event::close_structure;
            } else if (const row& r = *current->field; presence(*current, r) == 0) {
                if ((r.flags & row::required) != 0 && checks_) return refuse(*current, errc::missing_parameter);
                advance(*current);
                continue;
            } else {
                current->present_rows |= std::uint32_t{1} << ((current->field - current->structure->rows) & 31);
                if (Features::nested && is_list(r.type)) {
                    what = event::open_list;
                    if (checks_) wrong = check_count(r, size_in(root_.mark_of(current->position, r)));
                }
            }
            if (what == event::leaf) {
                const row& r = *current->field;
                if (Features::nested && r.type >= kind::structure) {
                    what = event::open_structure;
                } else {
                    value_ = Features::nested && current->index != path::whole
                                 ? root_.value_of(current->position, r, current->index)
                                 : root_.value_of(current->position, r);
                    if ((r.flags & row::secret) != 0) secret_ = true;
                    if constexpr (takes_later<Root>) {
                        if (value_.later_number() == 0)
                            wrong = check_value<Features, Policy>(r, value_, checks_, *this);
                    } else {
                        wrong = check_value<Features, Policy>(r, value_, checks_, *this);
                    }
                }
            }
            if (wrong != errc::none) return refuse(*current, wrong);
            visit_(*this, what, *current);
            if (Features::nested && what == event::open_list) {
                current->index = before_first;
            } else if (Features::nested && what == event::open_structure) {
                const level& outer = *current++;
                enter(*current, *outer.field->child, root_.inside(outer.position, *outer.field, outer.index));
            } else if (!Features::nested || current->index == path::whole) {
                advance(*current);
            }
        }
    }

protected:
    ~walker() = default;

    /// Walks again in canonical order after a numeric walk that failed: of several errors, every walk reports the one
    /// that comes first in that order.
    constexpr void blame_first(const action_table& top) noexcept {
        if constexpr (Features::nested) {
            order_ = list_order::canonical;
            visit_ = [](walker&, event, const level&) {};
            why_ = {};
            run(top);
        }
    }

    constexpr const level& top() const noexcept { return *levels_; }
    constexpr const typename Root::value& value() const noexcept { return value_; } ///< of a leaf

    bool secret_ = false; ///< a parameter has come by that must not go into a URL
    const std::uint8_t index_base_;

private:
    template <class, class, class Value, class Kept>
    friend constexpr errc check_text(const row&, const Value&, bool, Kept&) noexcept;
    template <class, class, class Value, class Kept>
    friend constexpr errc check_value(const row&, const Value&, bool, Kept&) noexcept;

    static constexpr std::uint32_t before_first = path::whole - 1;

    static constexpr void enter(level& entered, const table& t, const typename Root::position& position) noexcept {
        entered = {&t, t.rows, t.names, position, path::whole, 0};
    }

    static constexpr void advance(level& current) noexcept {
        if constexpr (Policy::is_fast) current.name += current.field++->length;
        else advance_out_of_line(current);
    }
    // Out of line, the walk of CLB CreateListener is 4 bytes smaller on Cortex-M.
    static constexpr void advance_out_of_line(level& current) noexcept { current.name += current.field++->length; }

    constexpr const action_table& action() const noexcept { return static_cast<const action_table&>(*top().structure); }

    /// The mark of the field, or the marks in it where it is a structure: 0 where nothing is set.
    constexpr std::uint32_t presence(const level& current, const row& r) const noexcept {
        if (Features::nested && r.type == kind::structure) return root_.combined_marks(current.position, r);
        return root_.mark_of(current.position, r);
    }

    /// The element to visit after element `index` of a list of `count`; path::whole after the last.
    ///
    /// In canonical order the subscripts are those of a walk through a tree of digits: 1, 10, 100, 101, ..., 11, ...,
    /// 2.
    PORTWRIGHT_ONE_COPY constexpr std::uint32_t next_index(std::uint32_t index, std::uint32_t count) const noexcept {
        const std::uint32_t end = count + index_base_; // subscripts are below it
        std::uint32_t subscript = index_base_;
        if (index != before_first) {
            subscript += index;
            if (order_ == list_order::numeric || subscript == 0) { // no other subscript begins with the digit 0
                ++subscript;
            } else if (subscript * 10 < end) {
                subscript *= 10; // one digit deeper
            } else {
                // Back up where the digits are used up, as 19 is followed by 2, or the list is: of 12 elements, 12 by
                // 2.
                while (++subscript == end || subscript % 10 == 0) subscript = (subscript - 1) / 10;
                if (subscript == 1) subscript = end; // backed up past the last one
            }
        }
        return subscript < end ? subscript - index_base_ : path::whole;
    }

    // ---- checks ----

    constexpr errc check_count(const row& r, std::uint32_t count) noexcept {
        if (count == 0 && (r.flags & row::required) != 0) return errc::missing_parameter;
        std::uint32_t most = 0;
        if (r.type == kind::structures) most = r.child->max_items;
        else if (r.type == kind::texts && (r.flags & row::bounded) != 0) most = r.text->max_items;
        if (count <= most || (most == 0 && count != too_large)) return errc::none;
        keep_number(count);
        return errc::too_many;
    }

    PORTWRIGHT_ONE_COPY constexpr void keep_number(std::int64_t number) noexcept {
        why_.number = number;
        why_.has_number = true;
    }
    PORTWRIGHT_IN_PLACE constexpr void keep_text(const char* data, std::uint32_t size) noexcept {
        why_.text = data;
        why_.length = size;
    }

    constexpr bool refuse(const level& current, errc code) noexcept {
        why_.code = code;
        path& where = why_.where;
        where.index_base = index_base_;
        where.root = levels_->structure;
        const level* outer = levels_;
        do {
            where.row[where.depth] = static_cast<std::uint8_t>(outer->field - outer->structure->rows);
            where.index[where.depth++] = outer->index;
        } while (Features::nested && outer++ != &current);
        return false;
    }

    /// Checks the rules of the structure whose last field the walk has left.
    PORTWRIGHT_IN_PLACE constexpr bool keeps_rules(level& current) noexcept {
        const table& t = *current.structure;
        for (const condition *c = t.rules, *const end = c + t.condition_count; c != end; ++c) {
            const condition& first = *c;
            while (holds(current, *c)) {
                if (c->is_last()) return refuse_rule(current, first);
                ++c;
            }
            while (!c->is_last()) ++c;
        }
        return true;
    }

    /// The same where values come later: what a rule says must not depend on one of these.
    constexpr bool keeps_known_rules(level& current) noexcept {
        const table& t = *current.structure;
        for (const condition *c = t.rules, *const end = c + t.condition_count; c != end; ++c) {
            const condition& first = *c;
            unsigned unknown = condition::field_limit;
            level* unknown_in = &current;
            bool may_hold = true;
            for (;; ++c) {
                level& subject = c->is_of_parent() ? (&current)[-1] : current;
                const unsigned later = find_later(subject, *c);
                if (later == condition::field_limit) {
                    may_hold = may_hold && holds(current, *c);
                } else if (unknown == condition::field_limit) {
                    unknown = later;
                    unknown_in = &subject;
                }
                if (c->is_last()) break;
            }
            if (!may_hold) continue;
            if (unknown == condition::field_limit) return refuse_rule(current, first);
            unknown_in->field = unknown_in->structure->rows + unknown;
            unknown_in->index = path::whole;
            return refuse(*unknown_in, errc::not_prepared);
        }
        return true;
    }

    /// The row of the value that comes later and that a condition reads; field_limit where it reads none.
    constexpr unsigned find_later(const level& subject, const condition& c) const noexcept {
        const condition::test test = c.what();
        if (test == condition::any_present || test <= condition::present || test == condition::many ||
            test == condition::longer)
            return condition::field_limit;
        const row* const rows = subject.structure->rows;
        const auto one = root_.value_of(subject.position, rows[c.field()]);
        if (test == condition::state) return one.later_number() != 0 ? c.field() : condition::field_limit;
        const auto other = root_.value_of(subject.position, rows[c.operand()]);
        if (!one.is_present() || !other.is_present()) return condition::field_limit;
        if (one.later_number() != 0) return c.field();
        return other.later_number() != 0 ? c.operand() : condition::field_limit;
    }

    constexpr bool refuse_rule(level& current, const condition& rule) noexcept {
        why_.rule = &rule;
        level& blamed = Features::nested && rule.is_of_parent() ? (&current)[-1] : current;
        unsigned row = rule.field();
        if (rule.what() == condition::any_present) row = static_cast<unsigned>(std::countr_zero(blamed_rows_));
        blamed.field = blamed.structure->rows + row;
        blamed.index = path::whole;
        if (Features::bounded && rule.what() >= condition::not_below && rule.what() <= condition::differs)
            keep_number(*root_.value_of(blamed.position, *blamed.field).number());
        return refuse(blamed, errc::rule_broken);
    }

    constexpr bool holds(const level& current, const condition& c) noexcept {
        const condition::test test = c.what();
        if (test == condition::any_present) {
            blamed_rows_ = current.structure->row_set(c.operand()) & current.present_rows;
            return blamed_rows_ != 0;
        }
        std::uint32_t present = current.present_rows >> c.field() & 1;
        if constexpr (!Features::bounded) {
            return present == test; // condition::absent is 0, condition::present is 1
        } else {
            const level* subject = &current;
            if (c.is_of_parent()) --subject;
            const row& r = subject->structure->rows[c.field()];
            if (test > condition::state) return compares(*subject, r, test, c.operand());
            // In the enclosing structure the walk may not have come to the field yet.
            if (subject != &current) present = root_.mark_of(subject->position, r);
            if (test != condition::state) return (present != 0) == test;
            unsigned state = state_absent;
            if (present != 0) state = state_of(subject->position, r);
            return (current.structure->state_set(c.operand()) >> state & 1) != 0;
        }
    }

    PORTWRIGHT_IN_PLACE constexpr bool compares(const level& subject, const row& r, condition::test test,
                                                unsigned operand) const noexcept {
        if (condition::is_rare(test))
            return root_.holds_rare_test(action(), subject.position, r, subject.structure->rows[operand], test);
        const auto one = root_.value_of(subject.position, r);
        if (test == condition::many) return one.size() > operand;
        const auto other = root_.value_of(subject.position, subject.structure->rows[operand]);
        if (test == condition::longer) return one.size() > other.size();
        if (!one.is_present() || !other.is_present()) return false;
        if (test == condition::not_hex) return !is_hex(one.string());
        return *one.number() - *other.number() >= (test != condition::not_below);
    }

    /// The state of a field that is set.
    constexpr unsigned state_of(const typename Root::position& position, const row& r) const noexcept {
        const auto value = root_.value_of(position, r);
        if ((r.flags & row::listed) != 0) return word_index(r.words, value.string());
        std::int32_t low = 0;
        if (r.type == kind::integer && (r.flags & row::bounded) != 0) low = r.number->low;
        else if (r.type != kind::boolean) return state_other;
        const unsigned n = static_cast<unsigned>(value.number().clamped()) - static_cast<unsigned>(low);
        return n < state_other ? n : state_other;
    }

    list_order order_;
    const bool checks_;
    const Root root_;
    visitor visit_;
    error& why_;
    typename Root::value value_ = {};
    std::uint32_t blamed_rows_ = 0; ///< those that condition::any_present has found set
    level levels_[Features::nested ? request_depth : 1];
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
