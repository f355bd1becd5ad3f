// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Fills the requests of an ensure: the look for a listener, the create of one of several, and the change of what
// differs. The structures lie in the caller's scratch, and are filled by the names in their tables.

#include <portwright/calls/ensure_report.hpp>
#include <portwright/calls/listing.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <span>
#include <string_view>
#include <utility>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1::detail {

/// Makes objects in the caller's memory, one behind the other. None of them is ever destroyed.
class scratch_room {
public:
    explicit scratch_room(std::span<char> all) noexcept : free_(all) {}

    /// Null where the memory is too small.
    template <class T, class... Arguments>
    T* make(Arguments&&... arguments) noexcept {
        static_assert(std::is_trivially_destructible_v<T>);
        const std::size_t skip =
            (alignof(T) - reinterpret_cast<std::uintptr_t>(free_.data()) % alignof(T)) % alignof(T);
        if (free_.size() < skip + sizeof(T)) return nullptr;
        char* const place = free_.data() + skip;
        free_ = free_.subspan(skip + sizeof(T));
        return ::new (static_cast<void*>(place)) T(static_cast<Arguments&&>(arguments)...);
    }
    std::span<char> left() const noexcept { return free_; }

private:
    std::span<char> free_;
};

/// A request that is filled by names.
struct filled_request {
    const table* of;
    unsigned char* object;

    void set(std::string_view name, text value) const noexcept {
        if (const row* const r = find_row(*of, name); r != nullptr && r->type == kind::text) copy(*r, &value);
    }
    void set(std::string_view name, std::int64_t number) const noexcept {
        const integer value = number;
        if (const row* const r = find_row(*of, name); r != nullptr && r->type == kind::integer) copy(*r, &value);
    }
    void set(std::string_view name, texts value) const noexcept {
        if (const row* const r = find_row(*of, name); r != nullptr && r->type == kind::texts) copy(*r, &value);
    }
    bool has(std::string_view name) const noexcept { return find_row(*of, name) != nullptr; }

    /// Copies a field of another structure, where this one has it too.
    void copy_field(std::string_view name, const row& from, const unsigned char* structure) const noexcept {
        const row* const r = find_row(*of, name);
        if (r == nullptr || !can_take(*r, from)) return;
        if (r->type == from.type) return copy(*r, structure + from.offset());
        const bool truth = raw_root::value_of(structure, from).data != nullptr;
        set(name, truth ? text("true") : text("false"));
    }
    /// Copies the parameters that say what the listener hangs on.
    void copy_owner(const declared_listener& declared) const noexcept {
        for (std::string_view names = declared.facts->owner; !names.empty();) {
            const std::string_view name = take_name(names, ' ');
            const row* const from = find_row(*declared.root_table, name);
            if (from != nullptr) copy_field(name, *from, declared.root);
        }
    }

    /// Whether a field takes the value of another one. An answer's text or number goes into a request's; lists only
    /// come from requests, and of structures only from those of the same structure. A truth value may become a word.
    static bool can_take(const row& r, const row& from) noexcept {
        if (r.type == kind::text && from.type == kind::boolean) return true;
        if (r.type != from.type || r.type == kind::structure) return false;
        return r.type != kind::structures || r.child->rows == from.child->rows;
    }

private:
    void copy(const row& r, const void* value) const noexcept { std::memcpy(object + r.offset(), value, sizeof(text)); }
};

/// The name under which a parameter goes with a change: its own, or where it reads back, as ListenerName of
/// ListenerNames.
inline std::string_view change_name(const ensure_facts& facts, const listener_parameter& p) noexcept {
    std::string_view item;
    const counterpart* const other = find_counterpart(facts, p, item);
    return other != nullptr && other->how == read_back::element ? std::string_view(other->answer) : p.name;
}

/// Whether the action that changes takes the parameter.
inline bool is_changeable(const ensure_facts& facts, const listener_parameter& p, const table& change) noexcept {
    std::string_view item;
    const counterpart* const other = find_counterpart(facts, p, item);
    if (other != nullptr && other->unreachable != nullptr && p.is_declared() &&
        plain_value::read(*p.field, p.value()).equals(std::string_view(other->unreachable), true))
        return false;
    const table* t = &change;
    if (p.outer != nullptr) {
        const row* const outer = find_row(change, p.outer_name);
        if (outer == nullptr || outer->type != kind::structure) return false;
        t = outer->child;
    }
    const std::string_view name = change_name(facts, p);
    const row* const r = find_row(*t, name);
    if (r == nullptr) return false;
    return name == p.name ? filled_request::can_take(*r, *p.field)
                          : r->type == kind::text && p.field->type == kind::texts;
}

/// Whether a parameter is one in which listeners differ that are not the same.
inline bool is_identity(const ensure_facts& facts, const listener_parameter& p) noexcept {
    if (p.outer != nullptr) return false;
    for (const char* const names : {facts.owner, facts.port, facts.protocol, facts.part_of_identity})
        if (has_name(names, p.name)) return true;
    // Where a range ends is compared as a port; a list of ends does not read back by itself.
    return has_name(facts.end_port, p.name) && !is_list(p.field->type);
}

/// What a comparison of a listener finds, as sets of parameters.
struct differences {
    std::uint64_t differ = 0;
    std::uint64_t changeable = 0; ///< of those
    std::uint64_t not_verifiable = 0;
};

inline differences compare_listener(const declared_listener& declared, const table& answer,
                                    const unsigned char* element, const table& change) noexcept {
    differences found;
    each_parameter(*declared.own_table, declared.object, [&](const listener_parameter& p) {
        if (!p.is_declared() || is_identity(*declared.facts, p)) return;
        switch (compare_parameter(*declared.facts, p, answer, element, declared.index)) {
        case compared::same: break;
        case compared::not_verifiable: found.not_verifiable |= p.bit(); break;
        case compared::differs:
            found.differ |= p.bit();
            if (is_changeable(*declared.facts, p, change)) found.changeable |= p.bit();
        }
    });
    return found;
}

/// Whether two parameters go together with a change: all of a structure does, and so do the facts' groups.
inline bool go_together(const ensure_facts& facts, const listener_parameter& a, const listener_parameter& b) noexcept {
    if (a.outer != nullptr || b.outer != nullptr) return a.outer == b.outer;
    for (const char* const group : facts.groups)
        if (has_name(group, a.name) && has_name(group, b.name)) return true;
    return false;
}

/// Adds those parameters that go together with the ones in `bits`.
inline std::uint64_t with_groups(const declared_listener& declared, std::uint64_t bits) noexcept {
    std::uint64_t all = bits;
    each_parameter(*declared.own_table, declared.object, [&](const listener_parameter& changed) {
        if ((bits & changed.bit()) == 0) return;
        each_parameter(*declared.own_table, declared.object, [&](const listener_parameter& p) {
            if (go_together(*declared.facts, p, changed)) all |= p.bit();
        });
    });
    return all;
}

/// Fills a change: what differs, what goes together with that, and what goes always. With `keeps`, a parameter that is
/// not declared goes with the value that was read, so that the change leaves it as it is, but where something that is
/// declared and goes together with it cannot be read.
inline void fill_change(const filled_request& to, const declared_listener& declared, const table& answer,
                        const unsigned char* element, std::uint64_t bits, bool keeps) noexcept {
    const ensure_facts& facts = *declared.facts;
    const std::uint64_t all = with_groups(declared, bits);
    to.copy_owner(declared);
    value_count id;
    count_values(answer, element, facts.id, id);
    to.set(facts.change_id, text(id.last.text));
    each_parameter(*declared.own_table, declared.object, [&](const listener_parameter& p) {
        if ((all & p.bit()) == 0 && !(p.outer == nullptr && has_name(facts.always, p.name))) return;
        filled_request part = to;
        const table* read_from = &answer;
        const unsigned char* read = element;
        if (p.outer != nullptr) {
            const row* const outer = find_row(*to.of, p.outer_name);
            const row* const outer_read = find_row(answer, p.outer_name);
            if (outer == nullptr || outer->type != kind::structure) return;
            part = {outer->child, to.object + outer->offset()};
            read_from = outer_read != nullptr && outer_read->type == kind::structure ? outer_read->child : nullptr;
            if (read_from != nullptr) read += outer_read->offset();
        }
        const std::string_view name = change_name(facts, p);
        if (p.is_declared()) {
            if (name == p.name) return part.copy_field(name, *p.field, p.structure);
            const raw_root::value value = p.value();
            if (declared.index < value.size())
                part.set(name, raw_root::value_of(p.structure, *p.field, declared.index).string());
            return;
        }
        if (!keeps || read_from == nullptr) return;
        bool is_whole = true;
        each_parameter(*declared.own_table, declared.object, [&](const listener_parameter& sibling) {
            if (go_together(facts, p, sibling) && sibling.is_declared() &&
                find_row(*read_from, sibling.name) == nullptr)
                is_whole = false;
        });
        const row* const r = find_row(*read_from, p.name);
        if (is_whole && r != nullptr) part.copy_field(p.name, *r, read);
    });
}

/// Cuts a copy of the request down to the listener: one port of its list, with what belongs to it, or one element.
/// False where the room is too small.
inline bool cut_request(const table& t, unsigned char* object, const declared_listener& declared,
                        scratch_room& room) noexcept {
    const ensure_facts& facts = *declared.facts;
    const auto cut = [&](std::string_view name, std::size_t element_size) {
        const row* const r = find_row(t, name);
        if (r == nullptr || !is_list(r->type)) return true;
        const raw_root::value all = raw_root::value_of(object, *r);
        if (all.size() <= 1 && declared.index == 0) return true;
        unsigned char* const field = object + r->offset();
        if (declared.index >= all.size()) {
            if (r->type == kind::texts) ::new (static_cast<void*>(field)) texts();
            else if (r->type == kind::integers) ::new (static_cast<void*>(field)) integers();
            return true;
        }
        if (r->type == kind::integers) {
            const raw_root::value one = raw_root::value_of(object, *r, declared.index);
            std::int64_t* const number = room.make<std::int64_t>(*one.number());
            if (number != nullptr) ::new (static_cast<void*>(field)) integers(std::span<std::int64_t>(number, 1));
            return number != nullptr;
        }
        const unsigned char* const data = all.data + declared.index * element_size;
        const std::uint32_t mark = present_bit | 1;
        std::memcpy(field, static_cast<const void*>(&data), sizeof data);
        std::memcpy(field + offsetof(raw_root::value, mark), &mark, sizeof mark);
        return true;
    };
    if (*facts.listeners != '\0') return cut(facts.listeners, declared.own_table->object_size);
    const row* const port = find_row(t, facts.port);
    if (port == nullptr || port->type != kind::integers) return true;
    bool fits = cut(facts.port, 0);
    for (std::string_view names = facts.end_port; !names.empty();) fits = cut(take_name(names, ' '), 0) && fits;
    for (const counterpart& c : facts.counterparts)
        if (c.how == read_back::element) fits = cut(c.parameter, sizeof(std::string_view)) && fits;
    return fits;
}

} // namespace portwright::inline v0_1::detail

#include <portwright/core/platform_macros_on.hpp>
