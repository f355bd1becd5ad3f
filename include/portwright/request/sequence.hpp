// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Lists in answers: linked elements in the caller's scratch, as an answer arrives piece by piece and its length is
// not known before its end.
//
//     for (const portwright::text& id : created->ListenerIds) use(id);
//     created->ListenerIds[0];

#include <portwright/request/fields.hpp>

#include <cstddef>
#include <cstdint>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright {

namespace detail {

/// What the decoder knows of every sequence, whatever its elements. As large as every other field. The elements make a
/// ring, so that one pointer serves both ends.
struct any_sequence {
    struct node {
        node* next;
        // the element follows at once: no field is aligned to more than a pointer
    };

    node* last = nullptr;
    std::uint32_t count = 0; ///< with present_bit

    constexpr std::uint32_t size() const noexcept { return count & ~present_bit; }

    static unsigned char* element(node* at) noexcept { return reinterpret_cast<unsigned char*>(at + 1); }
    static const unsigned char* element(const node* at) noexcept {
        return reinterpret_cast<const unsigned char*>(at + 1);
    }

    /// Links a node in behind all others.
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
static_assert(sizeof(any_sequence) == sizeof(text));

} // namespace detail

/// A list of T in the scratch that was handed to the decoder, which must live as long as the list is used. Absent and
/// empty are not the same.
template <class T>
class sequence {
public:
    using element = T;

    class iterator {
    public:
        using value_type = T;
        using difference_type = std::ptrdiff_t;

        constexpr iterator() noexcept = default;
        const T& operator*() const noexcept { return *reinterpret_cast<const T*>(detail::any_sequence::element(at_)); }
        const T* operator->() const noexcept { return &**this; }
        iterator& operator++() noexcept {
            at_ = at_->next;
            --left_;
            return *this;
        }
        iterator operator++(int) noexcept {
            const iterator before = *this;
            ++*this;
            return before;
        }
        /// Of two iterators into the same list.
        friend constexpr bool operator==(iterator a, iterator b) noexcept { return a.left_ == b.left_; }

    private:
        friend class sequence;
        constexpr iterator(const detail::any_sequence::node* at, std::uint32_t left) noexcept : at_(at), left_(left) {}

        const detail::any_sequence::node* at_ = nullptr;
        std::uint32_t left_ = 0;
    };

    constexpr bool has_value() const noexcept { return all_.count != 0; }
    constexpr std::size_t size() const noexcept { return all_.size(); }
    constexpr bool empty() const noexcept { return size() == 0; }
    iterator begin() const noexcept { return empty() ? iterator() : iterator(all_.last->next, all_.size()); }
    constexpr iterator end() const noexcept { return {}; }
    /// Element i, found by walking to it. i < size().
    const T& operator[](std::size_t i) const noexcept {
        iterator at = begin();
        for (; i != 0; --i) ++at;
        return *at;
    }

    /// Bytes that an element takes in the scratch beside its texts.
    static constexpr std::size_t node_size = sizeof(detail::any_sequence::node) + sizeof(T);

private:
    static_assert(alignof(T) <= alignof(detail::any_sequence::node) && std::is_trivially_copyable_v<T>,
                  "an element of an answer is made of the types of request/fields.hpp");

    detail::any_sequence all_;
};

/// An object whose names are IDs: a list of what stands under them. T begins with a field `key` for the ID, which is
/// not part of its schema.
template <class T>
class keyed : public sequence<T> {};

} // namespace portwright

#include <portwright/core/platform_macros_on.hpp>
