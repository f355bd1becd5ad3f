// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Refuses what the documents rule out, before anything is signed or sent.
//
//     constexpr clb::CreateListener request{...};
//     static_assert(portwright::check(request));   // at compile time: true or false
//     static_assert(portwright::valid<request>);   // the same with the reason, for a request of static storage
//     auto checked = portwright::check(request);   // at run time: an error with path, what was given and the rule

#include <portwright/core/result.hpp>
#include <portwright/request/characters.hpp>
#include <portwright/request/walk.hpp>

#include <type_traits>

namespace portwright {

namespace detail {

/// A walk that checks what it comes to.
template <class Root>
class checked_cursor : public cursor<Root> {
public:
    /// Does not check where `checks` is false.
    constexpr checked_cursor(const Root& from, const table& top, std::uint8_t index_base, list_order order, bool checks,
                             error& why) noexcept
        : cursor<Root>(from, top, index_base, order), why_(why), checks_(checks) {}

    /// The next event; `refused` where the request is wrong, and `why` says why.
    constexpr event next() noexcept {
        event happened;
        do happened = cursor<Root>::next();
        while (happened == event::missing && !checks_);
        if (checks_) refused_ = check_event(happened);
        if (refused_ == errc::none) return happened;
        why_.code = refused_;
        this->locate(why_.where, rows_up_);
        if (blamed_ != no_row) {
            why_.where.row[why_.where.depth - 1u] = blamed_;
            why_.where.index[why_.where.depth - 1u] = path::whole;
        }
        return event::refused;
    }

    constexpr errc why() const noexcept { return refused_; }

private:
    static constexpr std::uint8_t no_row = 255;
    using frame = typename cursor<Root>::frame;

    constexpr errc check_event(event happened) noexcept {
        why_.text = nullptr; // an earlier field's
        why_.length = 0;
        switch (happened) {
        case event::leaf: return check_value(this->here().field());
        case event::open_list: return check_count(this->here().field());
        case event::close_structure:
        case event::end: return check_structure();
        case event::missing: return errc::missing_parameter;
        default: return errc::none;
        }
    }

    constexpr errc refuse(errc code, std::int64_t number) noexcept {
        why_.number = number;
        why_.has_number = true;
        return code;
    }

    constexpr errc check_count(const row& r) noexcept {
        std::uint32_t most = 0;
        if (r.type == kind::structures) most = r.child->max_items;
        else if (r.type == kind::texts && (r.flags & row::bounded) != 0) most = r.words->max_items;
        const std::uint32_t count = this->root.count(this->here().object, r);
        if (count == 0 && (r.flags & row::required) != 0) return errc::missing_parameter;
        return most != 0 && count > most ? refuse(errc::too_many, count) : errc::none;
    }

    constexpr errc check_value(const row& r) noexcept {
        const bool bounded = (r.flags & row::bounded) != 0;
        if (r.type != kind::text && r.type != kind::texts) {
            const integer n = this->number();
            why_.has_number = false; // of a rule that was kept
            if (!n.is_representable()) return errc::out_of_range;
            if (!bounded || n.is_unlisted()) return errc::none;
            const std::int32_t small = n.clamped();
            if (small == *n && ((small >= r.number->low && small <= r.number->high) || small == r.number->also))
                return errc::none;
            return refuse(errc::out_of_range, *n);
        }
        const text t = this->string();
        const std::uint32_t characters = count_characters(t);
        if ((r.flags & row::secret) == 0) {
            why_.text = t.data();
            why_.length = t.size();
        }
        if (characters == not_text) return errc::not_utf8;
        if (characters == 0 && (r.flags & row::required) != 0) return errc::missing_parameter;
        if (!bounded || t.is_unlisted()) return errc::none;
        const text_rule& rule = *r.words;
        if (characters < rule.shortest) return refuse(errc::too_short, characters);
        if (rule.longest != 0 && characters > rule.longest) return refuse(errc::too_long, characters);
        if (*rule.words != '\0' && word_index(rule.words, t) == state_other) return errc::not_listed;
        return rule.has_characters(t) ? errc::none : errc::bad_characters;
    }

    /// The rules between the fields of the structure that ends.
    constexpr errc check_structure() noexcept {
        const table& t = *this->here().structure;
        bool broken = true;
        for (const condition *c = t.rules, *end = c + t.rule_count, *first = c; c != end; ++c) {
            if (c == first) why_.has_number = false;
            if (broken) broken = holds(*c);
            if ((c->what & condition::last) == 0) continue;
            if (broken) {
                rows_up_ = (first->what & condition::parent) != 0 ? 1 : 0;
                blamed_ = first->field;
                why_.rule = first;
                return errc::rule_broken;
            }
            first = c + 1;
            broken = true;
        }
        return errc::none;
    }

    /// The structure whose fields a condition looks at.
    constexpr const frame& side(const condition& c) const noexcept {
        return (c.what & condition::parent) != 0 ? this->around() : this->here();
    }

    constexpr bool holds(const condition& c) noexcept {
        const frame& at = side(c);
        const row& r = at.structure->rows[c.field];
        const auto what = static_cast<condition::test>(c.what & condition::test_bits);
        if (what == condition::state) return (c.operand >> state(at, r) & 1) != 0;
        if (what == condition::many) return this->root.count(at.object, r) > c.operand;
        const row& other = at.structure->rows[c.operand];
        if (what == condition::longer) return this->root.count(at.object, r) > this->root.count(at.object, other);
        if (!this->root.present(at.object, r) || !this->root.present(at.object, other)) return false;
        if (what >= condition::not_hex)
            return at.structure->holds(what, this->root.string(at.object, r, path::whole),
                                       this->root.string(at.object, other, path::whole));
        const std::int64_t a = *this->root.number(at.object, r, path::whole);
        const std::int64_t b = *this->root.number(at.object, other, path::whole);
        why_.number = a;
        why_.has_number = true;
        if (what == condition::differs) return a != b;
        if (what == condition::far_above) return a - b > 86400;
        return what == condition::above ? a > b : a >= b;
    }

    constexpr unsigned state(const frame& at, const row& r) const noexcept {
        if (!this->root.present(at.object, r)) return state_absent;
        const bool bounded = (r.flags & row::bounded) != 0;
        if (bounded && r.type == kind::text)
            return word_index(r.words->words, this->root.string(at.object, r, path::whole));
        if (r.type != kind::boolean && (!bounded || r.type != kind::integer)) return state_other;
        auto n = static_cast<unsigned>(this->root.number(at.object, r, path::whole).clamped());
        if (r.type == kind::integer) n -= static_cast<unsigned>(r.number->low);
        return n < state_other ? n : state_other;
    }

    error& why_;
    const bool checks_;
    errc refused_ = errc::none;
    std::uint8_t blamed_ = no_row; ///< the row to blame where a rule is broken
    std::uint8_t rows_up_ = 0;     ///< 1 where it is a row of the structure around
};

template <class Root>
constexpr void check_all(const Root& root, const table& top, std::uint8_t index_base, error& why) noexcept {
    checked_cursor<Root> walk(root, top, index_base, list_order::numeric, true, why);
    for (event happened; (happened = walk.next()) != event::end && happened != event::refused;) {
    }
    if (why.code == errc::none) why = {};
}

} // namespace detail

/// Checks a request against its schema: what is required, bounds, listed values, lengths, characters, conditions and
/// cross-field rules. Errors: missing_parameter, out_of_range, not_listed, too_short, too_long, too_many,
/// bad_characters, not_utf8, rule_broken. The first one in canonical order is reported, rules after the fields they
/// need.
template <action Action>
constexpr result<void> check(const Action& request) noexcept {
    error why;
    if (std::is_constant_evaluated())
        detail::check_all(detail::typed_root<Action>{&request}, detail::table_of<Action>, Action::call.of->index_base,
                          why);
    else detail::check_all(detail::raw_root{&request}, detail::table_of<Action>, Action::call.of->index_base, why);
    if (why.code == errc::none) return {};
    return why;
}

namespace detail {

template <class T, std::size_t Level, const auto& Request>
consteval void explain() {
    constexpr error why = check(Request).error();
    if constexpr (why.code != errc::none) {
        using here = field_at<T, order_of<T>[why.where.row[Level]]>;
        if constexpr (Level + 1 < why.where.depth)
            explain<structure_at<T, order_of<T>[why.where.row[Level]]>, Level + 1, Request>();
        else typename here::refusal{}.template operator()<why.code>();
    }
}

} // namespace detail

/// True for a request that passes check(); otherwise the program does not compile, and a static_assert names the
/// parameter. For a constexpr request of static storage duration.
template <const auto& Request>
inline constexpr bool valid = [] {
    detail::explain<std::remove_cvref_t<decltype(Request)>, 0, Request>();
    return static_cast<bool>(check(Request));
}();

} // namespace portwright
