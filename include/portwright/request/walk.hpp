// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The canonical walk over a request: every field that is set, in the order in which it is signed, checked on the way.
// There is one walk for all actions.

#include <portwright/core/inlining.hpp>
#include <portwright/core/error.hpp>
#include <portwright/request/characters.hpp>
#include <portwright/request/root.hpp>

#include <bit>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// What of the walk an action needs: one that has only texts and numbers without bounds, and rules on what is given,
/// does without the rest.
struct whole_walk {
    static constexpr bool nested = true;  ///< lists and structures
    static constexpr bool bounded = true; ///< bounds, lengths, listed values, sets of characters
    static constexpr std::string_view list_word = {}; ///< between a list's name and a subscript
};
template <class Family>
struct worded_walk : whole_walk {
    static constexpr std::string_view list_word = Family::list_word;
};
struct plain_walk {
    static constexpr bool nested = false;
    static constexpr bool bounded = false;
};

constexpr bool is_plain(const table& t) noexcept {
    for (std::size_t i = 0; i != t.count; ++i)
        if (t.rows[i].type > kind::boolean || (t.rows[i].flags & (row::bounded | row::listed)) != 0) return false;
    for (std::size_t i = 0; i != t.rule_count; ++i) {
        const condition::test test = t.rules[i].what();
        if (test > condition::there && test != condition::given) return false;
    }
    return true;
}

template <class T>
using whole_walk_of = std::conditional_t<std::string_view(portwright::system_of<T>::list_word).empty(), whole_walk,
                                         worded_walk<portwright::system_of<T>>>;

template <class T>
using needs_of = std::conditional_t<is_plain(table_of<T>), plain_walk, whole_walk_of<T>>;

/// The order in which the elements of a list are visited.
enum class list_order : bool {
    numeric,   ///< as they stand: JSON
    canonical, ///< by the text of their subscripts, so that 10 comes before 2: query, form and checks
};

/// What a walk tells its visitor.
enum class event : std::uint8_t {
    leaf, ///< a text, a number or a truth value; of a list, one element
    open_list,
    open_structure, ///< in a field, or as an element of a list
    close_list,
    close_structure,
};

/// A structure that the walk is in, and where in it.
template <class Place>
struct level {
    const table* structure;
    const row* field;
    const char* name; ///< of the field
    Place object;
    std::uint32_t index; ///< of the element where the field is a list; path::whole outside of it
    std::uint32_t given; ///< bit i: row i is there, of those that the walk has come to and the first 32

    constexpr std::string_view name_text() const noexcept { return {name, field->length}; }
};

/// Walks over a request, and stops at the first thing that is wrong with it. A visitor derives from it.
template <class Root, class Needs, class Policy>
class walker {
public:
    using level = detail::level<typename Root::place>;
    using visitor = void (*)(walker& self, event what, const level& at);

    /// Does not check where `checks` is false.
    constexpr walker(const Root& from, visitor tell, std::uint8_t index_base, list_order order, bool checks,
                     error& why) noexcept
        : index_base_(index_base), order_(order), checks_(checks), from_(from), tell_(tell), why_(why) {}

    walker(const walker&) = delete;
    walker& operator=(const walker&) = delete;

    /// False where the request is wrong, and then `why` says why.
    constexpr bool run(const action_table& top) noexcept {
        level* at = levels_;
        for (enter(*at, top, from_.top());;) {
            event what = event::leaf;
            errc wrong = errc::none;
            if (Needs::nested && at->index != path::whole) {
                at->index = following(at->index, from_.count(at->object, *at->field) & size_bits);
                if (at->index == path::whole) what = event::close_list;
            } else if (at->field == at->structure->rows + at->structure->count) {
                if (checks_ && !keeps_rules(*at)) return false;
                if (at == levels_) return true;
                --at;
                what = event::close_structure;
            } else if (const row& r = *at->field; is_there(*at, r) == 0) {
                if ((r.flags & row::required) != 0 && checks_) return refuse(*at, errc::missing_parameter);
                advance(*at);
                continue;
            } else {
                at->given |= std::uint32_t{1} << ((at->field - at->structure->rows) & 31);
                if (Needs::nested && is_list(r.type)) {
                    what = event::open_list;
                    if (checks_) wrong = check_count(r, from_.count(at->object, r) & size_bits);
                }
            }
            if (what == event::leaf) {
                const row& r = *at->field;
                if (Needs::nested && r.type >= kind::structure) {
                    what = event::open_structure;
                } else {
                    value_ = Needs::nested && at->index != path::whole ? from_.look(at->object, r, at->index)
                                                                       : from_.look(at->object, r);
                    if ((r.flags & row::secret) != 0) secret_ = true;
                    wrong = check_value(r);
                }
            }
            if (wrong != errc::none) return refuse(*at, wrong);
            tell_(*this, what, *at);
            if (Needs::nested && what == event::open_list) {
                at->index = before_first;
            } else if (Needs::nested && what == event::open_structure) {
                const level& around = *at++;
                enter(*at, *around.field->child, from_.inside(around.object, *around.field, around.index));
            } else if (!Needs::nested || at->index == path::whole) {
                advance(*at);
            }
        }
    }

protected:
    ~walker() = default;

    /// After a numeric walk that failed: reports what is first in canonical order, as all other walks do.
    constexpr void blame_first(const action_table& top) noexcept {
        if constexpr (Needs::nested) {
            order_ = list_order::canonical;
            tell_ = [](walker&, event, const level&) {};
            why_ = {};
            run(top);
        }
    }

    constexpr const level& top() const noexcept { return *levels_; }
    constexpr const typename Root::value& value() const noexcept { return value_; } ///< of a leaf

    bool secret_ = false; ///< a parameter came by that must not go into a URL
    const std::uint8_t index_base_;

private:
    static constexpr std::uint32_t before_first = path::whole - 1;

    static constexpr void enter(level& at, const table& t, const typename Root::place& object) noexcept {
        at = {&t, t.rows, t.names, object, path::whole, 0};
    }

    static constexpr void advance(level& at) noexcept {
        if constexpr (Policy::is_fast) at.name += at.field++->length;
        else advance_out_of_line(at);
    }
    // 4 bytes less in the image of CLB CreateListener.
    static constexpr void advance_out_of_line(level& at) noexcept { at.name += at.field++->length; }

    constexpr const action_table& action() const noexcept { return static_cast<const action_table&>(*top().structure); }

    /// Not 0 where it is.
    constexpr std::uint32_t is_there(const level& at, const row& r) const noexcept {
        if (Needs::nested && r.type == kind::structure) return from_.any(at.object, r);
        return from_.count(at.object, r);
    }

    /// The element that comes after `index` in a list of `count`; path::whole after the last.
    PORTWRIGHT_ONE_COPY constexpr std::uint32_t following(std::uint32_t index, std::uint32_t count) const noexcept {
        const std::uint32_t last = count + index_base_; // one past it on the wire
        std::uint32_t number = index_base_;
        if (index != before_first) {
            number += index;
            if (order_ == list_order::numeric || number == 0) { // no number but 0 itself begins with 0
                ++number;
            } else if (number * 10 < last) {
                number *= 10;
            } else { // 19 is followed by 2, and so is the last, 12 say
                while (++number == last || number % 10 == 0) number = (number - 1) / 10;
                if (number == 1) number = last;
            }
        }
        return number < last ? number - index_base_ : path::whole;
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

    /// What is wrong with the value, if anything is.
    PORTWRIGHT_IN_PLACE constexpr errc check_value(const row& r) noexcept {
        if (r.type == kind::text || r.type == kind::texts) {
            const errc wrong = check_text(r);
            if (wrong != errc::none && (r.flags & row::secret) == 0) {
                why_.text = value_.string().data();
                why_.length = value_.string().size();
            }
            return wrong;
        }
        const integer n = value_.number();
        if (!n.is_representable()) return errc::out_of_range;
        if (!Needs::bounded || (r.flags & row::bounded) == 0 || !checks_ || is_within(*r.number, n)) return errc::none;
        keep_number(*n);
        return errc::out_of_range;
    }

    PORTWRIGHT_IN_PLACE constexpr errc check_text(const row& r) noexcept {
        const text t = value_.string();
        if (t.size() == too_large) return errc::too_long;
        if (!checks_) return errc::none;
        const std::uint32_t characters = count_characters<Policy>(t);
        if (characters == not_text) return errc::not_utf8;
        if (characters == 0 && (r.flags & row::required) != 0) return errc::missing_parameter;
        if (!Needs::bounded || (r.flags & (row::bounded | row::listed)) == 0 || t.is_unlisted()) return errc::none;
        if ((r.flags & row::listed) != 0) return word_index(r.words, t) == state_other ? errc::not_listed : errc::none;
        const text_rule& rule = *r.text;
        const bool is_short = characters < rule.shortest;
        if (is_short || (characters > rule.longest && rule.longest != 0)) {
            keep_number(characters);
            return is_short ? errc::too_short : errc::too_long;
        }
        return set_for<Policy>(rule.has_characters)(t.data(), t.size()) ? errc::none : errc::bad_characters;
    }

    static constexpr bool is_within(const number_rule& rule, const integer& n) noexcept {
        if (n.is_unlisted()) return true;
        const std::int32_t small = n.clamped();
        return small == rule.also || (small >= rule.low && small <= rule.high);
    }

    PORTWRIGHT_ONE_COPY constexpr void keep_number(std::int64_t number) noexcept {
        why_.number = number;
        why_.has_number = true;
    }

    constexpr bool refuse(const level& at, errc code) noexcept {
        why_.code = code;
        path& where = why_.where;
        where.index_base = index_base_;
        where.root = levels_->structure;
        const level* l = levels_;
        do {
            where.row[where.depth] = static_cast<std::uint8_t>(l->field - l->structure->rows);
            where.index[where.depth++] = l->index;
        } while (Needs::nested && l++ != &at);
        return false;
    }

    /// The rules between the fields of the structure that ends.
    PORTWRIGHT_IN_PLACE constexpr bool keeps_rules(level& at) noexcept {
        const table& t = *at.structure;
        for (const condition *c = t.rules, *const end = c + t.rule_count; c != end; ++c) {
            const condition& first = *c;
            while (holds(at, *c)) {
                if (c->is_last()) return refuse_rule(at, first);
                ++c;
            }
            while (!c->is_last()) ++c;
        }
        return true;
    }

    constexpr bool refuse_rule(level& at, const condition& rule) noexcept {
        why_.rule = &rule;
        level& blamed = Needs::nested && rule.is_of_parent() ? (&at)[-1] : at;
        unsigned row = rule.field();
        if (rule.what() == condition::given) row = static_cast<unsigned>(std::countr_zero(given_));
        blamed.field = blamed.structure->rows + row;
        blamed.index = path::whole;
        if (Needs::bounded && rule.what() >= condition::not_below && rule.what() <= condition::differs)
            keep_number(*from_.look(blamed.object, *blamed.field).number());
        return refuse(blamed, errc::rule_broken);
    }

    constexpr bool holds(const level& at, const condition& c) noexcept {
        const condition::test test = c.what();
        if (test == condition::given) {
            given_ = at.structure->row_set(c.operand()) & at.given;
            return given_ != 0;
        }
        std::uint32_t is_there = at.given >> c.field() & 1;
        if constexpr (!Needs::bounded) {
            return is_there == test;
        } else {
            const level* of = &at;
            if (c.is_of_parent()) --of;
            const row& r = of->structure->rows[c.field()];
            if (test > condition::state) return compares(*of, r, test, c.operand());
            if (of != &at) is_there = from_.count(of->object, r); // the walk is not through with it
            if (test != condition::state) return (is_there != 0) == test;
            unsigned now = state_absent;
            if (is_there != 0) now = state(of->object, r);
            return (at.structure->state_set(c.operand()) >> now & 1) != 0;
        }
    }

    PORTWRIGHT_IN_PLACE constexpr bool compares(const level& of, const row& r, condition::test test,
                                                unsigned operand) const noexcept {
        if (condition::is_rare(test))
            return from_.holds_rarely(action(), of.object, r, of.structure->rows[operand], test);
        const auto one = from_.look(of.object, r);
        if (test == condition::many) return (one.count & size_bits) > operand;
        const auto other = from_.look(of.object, of.structure->rows[operand]);
        if (test == condition::longer) return (one.count & size_bits) > (other.count & size_bits);
        if (one.count == 0 || other.count == 0) return false;
        if (test == condition::not_hex) return !is_hex(one.string());
        return *one.number() - *other.number() >= (test != condition::not_below);
    }

    /// The state of a field that is there.
    constexpr unsigned state(const typename Root::place& at, const row& r) const noexcept {
        const auto found = from_.look(at, r);
        if ((r.flags & row::listed) != 0) return word_index(r.words, found.string());
        std::int32_t low = 0;
        if (r.type == kind::integer && (r.flags & row::bounded) != 0) low = r.number->low;
        else if (r.type != kind::boolean) return state_other;
        const unsigned n = static_cast<unsigned>(found.number().clamped()) - static_cast<unsigned>(low);
        return n < state_other ? n : state_other;
    }

    list_order order_;
    const bool checks_;
    const Root from_;
    visitor tell_;
    error& why_;
    typename Root::value value_ = {};
    std::uint32_t given_ = 0; ///< of the rows of condition::given
    level levels_[Needs::nested ? request_depth : 1];
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
