// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Lists in answers: linked elements in the caller's scratch, as an answer arrives piece by piece and its length is
// not known before its end.
//
//     for (const portwright::text& id : created->ListenerIds) use(id);
//     created->ListenerIds[0]; // absent where there is none

#include <portwright/request/fields.hpp>
#include <portwright/request/table.hpp>

#include <cstddef>
#include <cstdint>
#include <concepts>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

/// A sequence without the type of its elements, as the decoder handles it. The elements are linked in a ring, so that
/// one pointer reaches both ends and a sequence is as large as every other field.
struct any_sequence {
    struct node {
        node* next;
    };

    node* last = nullptr;
    std::uint32_t count = 0; ///< how many elements, and present_bit where the list is not absent

    constexpr std::uint32_t size() const noexcept { return count & ~present_bit; }

    /// The bytes of the element, which follows its node at once: see element_node.
    static unsigned char* element(node* link) noexcept { return reinterpret_cast<unsigned char*>(link) + sizeof(node); }
    static const unsigned char* element(const node* link) noexcept {
        return reinterpret_cast<const unsigned char*>(link) + sizeof(node);
    }

    /// Appends a node.
    void append(node* made) noexcept {
        if (last != nullptr) {
            made->next = last->next;
            last->next = made;
        } else {
            made->next = made;
        }
        last = made;
        count = (count + 1) | present_bit;
    }
};
static_assert(
    sizeof(any_sequence) == sizeof(text) && offsetof(any_sequence, count) == sizeof(void*),
    "a sequence is laid out like every other field, so that one look at the same place tells whether it is there");

/// A node with its element. The decoder creates these objects, though it knows only the size of T: see begin_objects().
template <class T>
struct element_node : any_sequence::node {
    T element;
};

} // namespace detail

/// A list of T in the scratch that was handed to the decoder, which must live as long as the list is used. Absent and
/// empty are not the same. Whatever a cloud sent, reading past the end is safe: it gives an element of which all fields
/// are absent.
template <class T>
class sequence {
public:
    using element = T;

    /// Leads from element to element. Not for two threads at once.
    class iterator {
    public:
        using value_type = T;
        using difference_type = std::ptrdiff_t;

        constexpr iterator() noexcept = default;
        /// The element, borrowed from the scratch; one that is absent at the end.
        constexpr const T& operator*() const noexcept {
            if (left_ == 0) return detail::absent_element<T>;
            return static_cast<const detail::element_node<T>*>(node_)->element;
        }
        /// The same, borrowed as it is.
        constexpr const T* operator->() const noexcept { return &**this; }
        /// At the end it stays there. Goes on to the next element. Returns itself, or, of `i++`, a copy of what it
        /// was.
        constexpr iterator& operator++() noexcept {
            if (left_ == 0) return *this;
            node_ = node_->next;
            --left_;
            return *this;
        }
        constexpr iterator operator++(int) noexcept {
            const iterator before = *this;
            ++*this;
            return before;
        }
        /// Of two iterators into the same list.
        friend constexpr bool operator==(iterator a, iterator b) noexcept { return a.left_ == b.left_; }

    private:
        friend class sequence;
        constexpr iterator(const detail::any_sequence::node* node, std::uint32_t left) noexcept
            : node_(node), left_(left) {}

        const detail::any_sequence::node* node_ = nullptr;
        std::uint32_t left_ = 0;
    };

    /// Whether there is a list, be it empty.
    constexpr bool has_value() const noexcept { return all_.count != 0; }
    /// How many elements; 0 where absent.
    constexpr std::size_t size() const noexcept { return all_.size(); }
    /// Whether there are no elements.
    constexpr bool empty() const noexcept { return size() == 0; }
    /// The first element, in a loop over all.
    constexpr iterator begin() const noexcept { return empty() ? iterator() : iterator(all_.last->next, all_.size()); }
    /// The end of that loop.
    constexpr iterator end() const noexcept { return {}; }
    /// Element i, found by walking to it; an absent one from size() on. `i` from 0; in the scratch, where it lives as
    /// long.
    constexpr const T& operator[](std::size_t i) const noexcept {
        if (i >= size()) return detail::absent_element<T>;
        iterator position = begin();
        for (; i != 0; --i) ++position;
        return *position;
    }

    /// Bytes that an element takes in the scratch beside its texts.
    static constexpr std::size_t node_size = sizeof(detail::any_sequence::node) + sizeof(T);

private:
    static_assert(alignof(T) <= alignof(detail::any_sequence::node) && std::is_trivially_copyable_v<T> &&
                      sizeof(detail::element_node<T>) == node_size,
                  "an element of an answer is made of the types of request/fields.hpp");

    detail::any_sequence all_;
};

/// An object whose names are IDs: a list of what stands under them. T begins with a field `key` for the ID, which is
/// not part of its schema.
template <class T>
class keyed : public sequence<T> {};

namespace detail {

// request/layout.hpp recognizes sequence and keyed among the fields of an answer by these specializations.

template <class T>
struct element_of;

template <class T>
struct element_of<sequence<T>> {
    using type = T;
    static constexpr kind type_as_field = std::same_as<T, text>      ? kind::text_sequence
                                          : std::same_as<T, integer> ? kind::integer_sequence
                                                                     : kind::structure_sequence;
};
template <class T>
struct element_of<keyed<T>> {
    using type = T;
    static constexpr kind type_as_field = kind::structure_map;
};

} // namespace detail

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
