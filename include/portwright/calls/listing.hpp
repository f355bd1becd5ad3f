// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Finds a declared listener among those that a look answers, and whoever else is on its ports.

#include <portwright/response/compared.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

struct port_range {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

/// Whether the list of words has the value.
inline bool has_value(std::string_view words, const plain_value& value) noexcept {
    while (!words.empty())
        if (value.equals(take_name(words, ' '), true)) return true;
    return false;
}

/// One of the listeners that a request declares.
struct declared_listener {
    const ensure_facts* facts = nullptr;
    const table* root_table = nullptr; ///< of the request
    const unsigned char* root = nullptr;
    const table* own_table = nullptr; ///< of the listener, which is the request or an element of its list
    const unsigned char* object = nullptr;
    std::uint32_t index = 0; ///< which of the request's

    /// Turns to the listener `i`. Returns how many the request declares.
    std::uint32_t turn_to(std::uint32_t i) noexcept {
        index = i;
        if (*facts->listeners == '\0') {
            const row* const port = find(facts->port);
            return port->type == kind::integers ? raw_root::value_of(root, *port).size() : 1;
        }
        const row* const list = find_row(*root_table, facts->listeners);
        const std::uint32_t count = raw_root::value_of(root, *list).size();
        own_table = list->child;
        if (i < count) object = raw_root::inside(root, *list, i);
        return count;
    }

    const row* find(std::string_view name) const noexcept { return find_row(*own_table, name); }
    /// The value of a number, or of the listener's element in a list of them.
    plain_value number(std::string_view name) const noexcept {
        const row* const r = find(name);
        if (r == nullptr) return {};
        if (!is_list(r->type)) return plain_value::read(*r, raw_root::value_of(object, *r));
        if (index >= raw_root::value_of(object, *r).size()) return {};
        return plain_value::read(*r, raw_root::value_of(object, *r, index));
    }

    /// Calls `use` with each range of ports, which returns true to go on.
    template <class Use>
    bool each_range(Use use) const noexcept {
        const row* const r = find(facts->port);
        if (r == nullptr) return true;
        if (r->type == kind::structures) {
            const row* const from = find_row(*r->child, facts->from_port);
            const row* const to = find_row(*r->child, facts->to_port);
            if (from == nullptr || to == nullptr) return true;
            for (std::uint32_t i = 0; i != raw_root::value_of(object, *r).size(); ++i) {
                const unsigned char* const range = raw_root::inside(object, *r, i);
                if (!use(port_range{*raw_root::value_of(range, *from).number(),
                                    *raw_root::value_of(range, *to).number()}))
                    return false;
            }
            return true;
        }
        const std::int64_t first = number(facts->port).number;
        std::int64_t last = first;
        for (std::string_view names = facts->end_port; !names.empty();)
            if (const plain_value end = number(take_name(names, ' ')); end.is_present && end.number > first)
                last = end.number;
        return use(port_range{first, last});
    }

    /// Whether listeners of these protocols cannot share a port.
    bool excludes(const plain_value& ours, const plain_value& theirs) const noexcept {
        return *facts->udp == '\0' || has_value(facts->udp, ours) == has_value(facts->udp, theirs);
    }

    /// Whether the request has declared a port of this listener before, for a protocol that excludes this one's.
    bool is_declared_twice() const noexcept {
        declared_listener earlier = *this;
        for (std::uint32_t i = 0; i != index; ++i) {
            earlier.turn_to(i);
            const bool shares = !each_range([&](port_range ours) {
                return earlier.each_range(
                    [&](port_range theirs) { return theirs.last < ours.first || ours.last < theirs.first; });
            });
            if (shares && excludes(protocol(), earlier.protocol())) return true;
        }
        return false;
    }

    plain_value protocol() const noexcept {
        plain_value given = number(facts->protocol);
        if (!given.is_present && *facts->default_protocol != '\0')
            given = {.text = facts->default_protocol, .is_text = true, .is_present = true};
        return given;
    }
};

enum class listener_state : std::uint8_t { settled, changing, dying, dead };

/// What the elements of a look's answer say of the declared listener.
class listing {
public:
    /// `looks_at_others`: the look is one for other protocols, whose listeners count where the field `counts` is 1.
    void begin(const declared_listener& declared, bool looks_at_others, const char* counts) noexcept {
        *this = listing();
        declared_ = &declared;
        looks_at_others_ = looks_at_others;
        counts_ = counts;
    }

    /// Makes `taker` one that gives the elements of that list to this object.
    void receive(element_taker& taker, std::uint8_t list) noexcept {
        taker = {};
        taker.context = this;
        taker.list = list;
        taker.wants = [](const void* self, std::string_view name) noexcept {
            return static_cast<const listing*>(self)->wants(name);
        };
        taker.take = [](void* self, const table& t, const unsigned char* element) noexcept {
            return static_cast<listing*>(self)->take(t, element);
        };
        taker.restart = [](void* self) noexcept {
            auto& me = *static_cast<listing*>(self);
            me.begin(*me.declared_, me.looks_at_others_, me.counts_);
        };
    }

    unsigned elements() const noexcept { return elements_; } ///< of this answer
    unsigned same() const noexcept {
        return same_;
    } ///< listeners that are the declared one; more than one is one too many
    const table& found_table() const noexcept { return *found_table_; }
    const unsigned char* found() const noexcept { return found_; } ///< where same() is not 0
    listener_state found_state() const noexcept { return found_state_; }
    std::string_view id() const noexcept { return id_of(found_table_, found_); }

    bool has_other() const noexcept { return other_ != nullptr; }
    listener_state other_state() const noexcept { return other_state_; }
    std::string_view other_id() const noexcept { return id_of(other_table_, other_); }

protected:
    const ensure_facts& facts() const noexcept { return *declared_->facts; }

    std::string_view id_of(const table* t, const unsigned char* element) const noexcept {
        return element != nullptr ? read(*t, element, facts().id).text : std::string_view();
    }

    static plain_value read(const table& t, const unsigned char* element, std::string_view name) noexcept {
        value_count counts;
        count_values(t, element, name, counts);
        return counts.last;
    }

private:
    bool wants(std::string_view name) const noexcept {
        const ensure_facts& f = facts();
        for (const char* const own : {f.id, f.answer_port, f.end_port, f.protocol, f.state, f.kind, f.owner, counts_})
            if (has_name(own, name)) return true;
        if (declared_->find(name) != nullptr) return true;
        for (const counterpart& c : f.counterparts)
            for (std::string_view paths = c.answer; !paths.empty();) {
                std::string_view first = take_name(paths, ' ');
                if (take_name(first, '.') == name) return true;
            }
        return false;
    }

    template <class Use>
    bool each_range(const table& t, const unsigned char* element, Use use) const noexcept {
        const ensure_facts& f = facts();
        const row* const r = find_row(t, f.answer_port);
        if (r == nullptr) return true;
        if (r->type != kind::structure_sequence) {
            const std::int64_t first = read(t, element, f.answer_port).number;
            std::int64_t last = first;
            for (std::string_view names = f.end_port; !names.empty();)
                if (const plain_value end = read(t, element, take_name(names, ' '));
                    end.is_present && end.number > first)
                    last = end.number;
            return use(port_range{first, last});
        }
        any_sequence all;
        std::memcpy(static_cast<void*>(&all), element + r->offset(), sizeof all);
        const any_sequence::node* next = all.size() != 0 ? all.last->next : nullptr;
        for (std::uint32_t i = 0; i != all.size(); ++i, next = next->next) {
            const unsigned char* const range = any_sequence::element(next);
            if (!use(port_range{read(*r->child, range, f.from_port).number, read(*r->child, range, f.to_port).number}))
                return false;
        }
        return true;
    }

    /// Whether ranges have all ports of another one. `each` calls a function with each of them.
    template <class Each>
    static bool cover(Each each, port_range all) noexcept {
        std::int64_t next = all.first;
        for (bool goes_on = true; goes_on && next <= all.last;) {
            goes_on = false;
            each([&](port_range r) {
                if (r.first > next || r.last < next) return true;
                next = r.last + 1;
                goes_on = true;
                return true;
            });
        }
        return next > all.last;
    }

    bool has_same_ports(const table& t, const unsigned char* element) const noexcept {
        const auto ours = [&](auto use) { return declared_->each_range(use); };
        const auto theirs = [&](auto use) { return each_range(t, element, use); };
        return ours([&](port_range r) { return cover(theirs, r); }) &&
               theirs([&](port_range r) { return cover(ours, r); });
    }
    bool shares_a_port(const table& t, const unsigned char* element) const noexcept {
        return !declared_->each_range([&](port_range ours) {
            return each_range(t, element,
                              [&](port_range theirs) { return theirs.last < ours.first || ours.last < theirs.first; });
        });
    }

    bool has_same_owner(const table& t, const unsigned char* element) const noexcept {
        for (std::string_view names = facts().owner; !names.empty();) {
            const std::string_view name = take_name(names, ' ');
            const row* const r = find_row(*declared_->root_table, name);
            if (r == nullptr || r->type != kind::text) continue;
            const raw_root::value ours = raw_root::value_of(declared_->root, *r);
            const plain_value theirs = read(t, element, name);
            if (ours.is_present() && theirs.is_present && theirs.text != ours.string()) return false;
        }
        return true;
    }

    listener_state state_of(const table& t, const unsigned char* element) const noexcept {
        const ensure_facts& f = facts();
        if (*f.state == '\0') return listener_state::settled;
        const plain_value state = read(t, element, f.state);
        std::string_view known = f.states;
        char meaning = ' ';
        if (state.is_text) {
            if (is_same_word(state.text, take_name(known, ' '))) meaning = 's';
            else if (is_same_word(state.text, known)) meaning = 'd';
        } else if (state.is_present && state.number >= 0 && state.number < static_cast<std::int64_t>(known.size())) {
            meaning = known[static_cast<std::size_t>(state.number)];
        }
        return meaning == 's'   ? listener_state::settled
               : meaning == 'd' ? listener_state::dying
               : meaning == 'x' ? listener_state::dead
                                : listener_state::changing;
    }

protected:
    bool take(const table& t, const unsigned char* element) noexcept {
        const ensure_facts& f = facts();
        ++elements_;
        if (!has_same_owner(t, element) || !shares_a_port(t, element)) return false;
        if (*counts_ != '\0' && read(t, element, counts_).number != 1) return false;
        bool is_same = !looks_at_others_ && has_same_ports(t, element);
        bool is_other = true;
        if (*f.protocol != '\0' && !looks_at_others_) {
            const plain_value ours = declared_->protocol();
            const plain_value theirs = read(t, element, f.protocol);
            is_same = is_same && theirs.is_present && ours.equals(theirs, true);
            is_other = declared_->excludes(ours, theirs);
        }
        if (*f.kind != '\0')
            if (const plain_value kind = read(t, element, f.kind); kind.is_present && !kind.equals(f.kind_is, true))
                is_same = false;
        if (is_same) {
            if (++same_ != 1) return keep_other(t, element);
            found_table_ = &t;
            found_ = element;
            found_state_ = state_of(t, element);
            return true;
        }
        return is_other && keep_other(t, element);
    }

private:
    bool keep_other(const table& t, const unsigned char* element) noexcept {
        const listener_state state = state_of(t, element);
        if (other_ != nullptr && (other_state_ != listener_state::dying || state == listener_state::dying))
            return false;
        other_table_ = &t;
        other_ = element;
        other_state_ = state;
        return true;
    }

protected:
    const declared_listener* declared_ = nullptr;
    const char* counts_ = "";

private:
    const table* found_table_ = nullptr;
    const unsigned char* found_ = nullptr;
    const table* other_table_ = nullptr;
    const unsigned char* other_ = nullptr;
    unsigned elements_ = 0;
    unsigned same_ = 0;
    listener_state found_state_ = listener_state::settled;
    listener_state other_state_ = listener_state::settled;

protected:
    bool looks_at_others_ = false;
};

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
