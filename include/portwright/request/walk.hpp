// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The canonical walk over a request: every field that is set, in the order in which it is signed.
//
// There is one walk for all actions. At run time it reads fields by their offsets (raw_root), so that an action costs
// its table and no code; in a constant expression, where offsets cannot be read, by their members (typed_root).

#include <portwright/core/error.hpp>
#include <portwright/encoding/decimal.hpp>
#include <portwright/request/layout.hpp>

#include <cstddef>
#include <cstring>

namespace portwright::detail {

/// Reads fields through their tables. A place is a structure's address.
struct raw_root {
    using place = const unsigned char*;

    const void* request;

    place top() const noexcept { return static_cast<place>(request); }
    place inside(place at, const row& r) const noexcept { return at + r.offset; }
    place element(place at, const row& r, std::uint32_t index) const noexcept {
        return load(at, r).data + static_cast<std::size_t>(index) * r.child->object_size;
    }

    bool present(place at, const row& r) const noexcept {
        if (r.type != kind::structure) return load(at, r).count != 0;
        // All fields are as large and have their mark at the same place, whatever structures they stand in.
        for (place field = at + r.offset, end = field + r.child->object_size; field != end; field += sizeof(any_field))
            if (reinterpret(field).count != 0) return true;
        return false;
    }
    std::uint32_t count(place at, const row& r) const noexcept { return load(at, r).count & size_bits; }
    text string(place at, const row& r, std::uint32_t index) const noexcept {
        const unsigned char* const field = at + r.offset;
        if (r.type == kind::texts) return (*reinterpret_cast<const texts*>(field))[index];
        return *reinterpret_cast<const text*>(field);
    }
    integer number(place at, const row& r, std::uint32_t index) const noexcept {
        const unsigned char* const field = at + r.offset;
        if (r.type == kind::integers) return (*reinterpret_cast<const integers*>(field))[index];
        if (r.type == kind::boolean) return **reinterpret_cast<const boolean*>(field) ? 1 : 0;
        return *reinterpret_cast<const integer*>(field);
    }

private:
    /// What all fields look like; all object pointers of our targets have one representation.
    struct any_field {
        const unsigned char* data;
        std::uint32_t count;
    };
    static_assert(sizeof(any_field) == sizeof(text) && sizeof(any_field) == sizeof(integer) &&
                  sizeof(any_field) == sizeof(boolean) && sizeof(any_field) == sizeof(integers) &&
                  sizeof(any_field) == sizeof(texts) && sizeof(any_field) == sizeof(list<path>));

    static any_field reinterpret(const unsigned char* field) noexcept {
        any_field found;
        std::memcpy(&found, field, sizeof found);
        return found;
    }
    static any_field load(place at, const row& r) noexcept { return reinterpret(at + r.offset); }
};

/// A field's value as a constant expression reads it.
struct value {
    text string = {};
    integer number = {};
    std::uint32_t count = 0;
    bool present = false;
};

/// A place for typed_root: the rows and elements that lead to it.
struct steps {
    const row* rows[path::max_depth] = {};
    std::uint32_t index[path::max_depth] = {};
    std::size_t depth = 0;

    constexpr steps with(const row& r, std::uint32_t i) const noexcept {
        steps more = *this;
        more.rows[more.depth] = &r;
        more.index[more.depth++] = i;
        return more;
    }
};

template <class T>
constexpr bool any_set(const T& object);

template <class T>
constexpr value read(const T& object, const steps& at, std::size_t level);

template <class T, std::size_t I>
constexpr value read_field(const T& object, const steps& at, std::size_t level) {
    const auto& field = object.*field_at<T, I>::pointer;
    constexpr kind type = kind_of<typename field_at<T, I>::type>;
    const bool ends_here = level + 1 == at.depth;
    const std::uint32_t index = at.index[level];
    if constexpr (type == kind::structure) {
        return ends_here ? value{.present = any_set(field)} : read(field, at, level + 1);
    } else if constexpr (type == kind::structures) {
        if (!ends_here) return read(field[index], at, level + 1);
        return {.count = field.size(), .present = field.has_value()};
    } else if constexpr (is_list(type)) {
        value found{.count = field.size(), .present = field.has_value()};
        if (index < found.count) {
            if constexpr (type == kind::texts) found.string = field[index];
            else found.number = field[index];
        }
        return found;
    } else if constexpr (type == kind::text) {
        return {.string = field, .present = field.has_value()};
    } else if constexpr (type == kind::boolean) {
        return {.number = *field ? 1 : 0, .present = field.has_value()};
    } else {
        return {.number = field, .present = field.has_value()};
    }
}

template <class T>
inline constexpr auto readers_of = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<value (*)(const T&, const steps&, std::size_t), sizeof...(I)>{&read_field<T, I>...};
}(std::make_index_sequence<field_count<T>>{});

template <class T>
constexpr value read(const T& object, const steps& at, std::size_t level) {
    return readers_of<T>[order_of<T>[static_cast<std::size_t>(at.rows[level] - rows_of<T>.data())]](object, at, level);
}

template <class T>
constexpr bool any_set(const T& object) {
    for (const row& r : rows_of<T>)
        if (read(object, steps{}.with(r, path::whole), 0).present) return true;
    return false;
}

/// raw_root's twin for constant expressions.
template <class T>
struct typed_root {
    using place = steps;

    const T* request;

    constexpr place top() const noexcept { return {}; }
    constexpr place inside(const place& at, const row& r) const noexcept { return at.with(r, path::whole); }
    constexpr place element(const place& at, const row& r, std::uint32_t index) const noexcept {
        return at.with(r, index);
    }
    constexpr bool present(const place& at, const row& r) const noexcept { return get(at, r, path::whole).present; }
    constexpr std::uint32_t count(const place& at, const row& r) const noexcept {
        return get(at, r, path::whole).count;
    }
    constexpr text string(const place& at, const row& r, std::uint32_t index) const noexcept {
        return get(at, r, index).string;
    }
    constexpr integer number(const place& at, const row& r, std::uint32_t index) const noexcept {
        return get(at, r, index).number;
    }

private:
    constexpr value get(const place& at, const row& r, std::uint32_t index) const noexcept {
        return read(*request, at.with(r, index), 0);
    }
};

/// The order in which the elements of a list are visited.
enum class list_order : bool {
    numeric,   ///< as they stand: JSON, checks
    canonical, ///< by the text of their subscripts, so that 10 comes before 2: query and form
};

enum class event : std::uint8_t {
    leaf,           ///< a text, a number or a truth value; of a list, one element
    open_list,
    close_list,
    open_structure, ///< at the top of a walk and wherever a structure with something in it begins
    close_structure,
    end,
    missing, ///< a required field that is not set
    refused, ///< of a checked walk: the request is wrong, and the walk is over
};

/// Walks over a request.
template <class Root>
class cursor {
public:
    /// One structure that the walk is in, and where in it.
    struct frame {
        const table* structure;
        typename Root::place object;
        std::uint32_t index; ///< of the element where the row is a list; path::whole outside of it
        std::uint32_t at;    ///< the row

        constexpr const row& field() const noexcept { return structure->rows[at]; }
        constexpr bool in_list() const noexcept { return index < before_first; }
    };

    constexpr cursor(const Root& from, const table& top, std::uint8_t index_base, list_order order) noexcept
        : root(from), index_base_(index_base), order_(order) {
        *here_ = {&top, root.top(), path::whole, static_cast<std::uint32_t>(-1)};
    }

    cursor(const cursor&) = delete;
    cursor& operator=(const cursor&) = delete;

    constexpr const frame& here() const noexcept { return *here_; }
    constexpr const frame& around() const noexcept { return here_[-1]; }
    constexpr const frame& top() const noexcept { return frames_[0]; }
    constexpr text string() const noexcept { return root.string(here().object, here().field(), here().index); }
    constexpr integer number() const noexcept { return root.number(here().object, here().field(), here().index); }

    constexpr event next() noexcept {
        for (;;) {
            frame& f = *here_;
            if (f.index != path::whole) {
                if (!advance(f)) return event::close_list;
                if (f.field().type != kind::structures) return event::leaf;
                enter(*f.field().child, root.element(f.object, f.field(), f.index));
                return event::open_structure;
            }
            if (f.at == f.structure->count) { // its end has been told
                --here_;
                continue;
            }
            if (++f.at == f.structure->count) return here_ == frames_ ? event::end : event::close_structure;
            const row& r = f.field();
            if (!root.present(f.object, r)) {
                if ((r.flags & row::required) == 0) continue;
                return event::missing;
            }
            if (is_list(r.type)) {
                f.index = before_first;
                return event::open_list;
            }
            if (r.type != kind::structure) return event::leaf;
            enter(*r.child, root.inside(f.object, r));
            return event::open_structure;
        }
    }

    /// Writes the wire name, `listeners.0.protocol`, piece by piece. All of it is unreserved.
    template <class Writer>
    constexpr void write_name(Writer& to) const noexcept {
        for (const frame* f = frames_;; ++f) {
            to.plain(f->field().name_text());
            if (f->in_list()) to.subscript(f->index + index_base_);
            if (f == here_) return;
            to.plain(".");
        }
    }

    /// Tells where the walk stands, of its last level but `rows_up` levels.
    constexpr void locate(path& p, std::size_t rows_up = 0) const noexcept {
        p.root = frames_[0].structure;
        p.index_base = index_base_;
        p.depth = 0;
        for (const frame* f = frames_; f != here_ + 1 - rows_up; ++f, ++p.depth) {
            p.row[p.depth] = static_cast<std::uint8_t>(f->at);
            p.index[p.depth] = f->in_list() ? f->index : path::whole;
        }
    }

    const Root root;

private:
    static constexpr std::uint32_t before_first = path::whole - 1;

    constexpr void enter(const table& t, const typename Root::place& object) noexcept {
        *++here_ = {&t, object, path::whole, static_cast<std::uint32_t>(-1)};
    }

    /// Goes on to the next element; false, and out of the list, after the last.
    constexpr bool advance(frame& f) noexcept {
        const std::uint32_t last = root.count(f.object, f.field()) + index_base_; // one past it on the wire
        std::uint32_t number = index_base_;
        if (f.in_list()) {
            number += f.index;
            if (order_ == list_order::numeric || number == 0) { // no number but 0 itself begins with 0
                ++number;
            } else if (number * 10 < last) {
                number *= 10;
            } else { // 19 is followed by 2, and so is the last, 12 say
                while (++number == last || number % 10 == 0) number = (number - 1) / 10;
                if (number == 1) number = last;
            }
        }
        if (number >= last) {
            f.index = path::whole;
            return false;
        }
        f.index = number - index_base_;
        return true;
    }

    frame frames_[path::max_depth] = {};
    frame* here_ = frames_;
    const std::uint8_t index_base_;
    const list_order order_;
};

} // namespace portwright::detail
