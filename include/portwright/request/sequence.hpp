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

namespace portwright {

namespace detail {

/// What the decoder knows of every sequence, whatever its elements.
struct any_sequence {
    struct node {
        node* next;
        // the element follows at sequence<T>::offset
    };

    node* first = nullptr;
    node* last = nullptr;
    std::uint32_t count = 0;
    bool present = false;
};

} // namespace detail

/// A list of T in the scratch that was handed to the decoder, which must live as long as the list is used.
template <class T>
class sequence {
    struct node : detail::any_sequence::node {
        T element;
    };

public:
    using element = T;

    class iterator {
    public:
        constexpr iterator() noexcept = default;
        explicit iterator(const detail::any_sequence::node* at) noexcept : at_(at) {}
        const T& operator*() const noexcept { return static_cast<const node*>(at_)->element; }
        const T* operator->() const noexcept { return &**this; }
        iterator& operator++() noexcept {
            at_ = at_->next;
            return *this;
        }
        friend constexpr bool operator==(iterator a, iterator b) noexcept { return a.at_ == b.at_; }

    private:
        const detail::any_sequence::node* at_ = nullptr;
    };

    constexpr bool has_value() const noexcept { return all_.present; }
    constexpr std::size_t size() const noexcept { return all_.count; }
    constexpr bool empty() const noexcept { return all_.count == 0; }
    iterator begin() const noexcept { return iterator(all_.first); }
    iterator end() const noexcept { return {}; }
    /// Element i, found by walking to it. i < size().
    const T& operator[](std::size_t i) const noexcept {
        iterator at = begin();
        for (; i != 0; --i) ++at;
        return *at;
    }

    /// Bytes that an element takes in the scratch, and its place among them.
    static constexpr std::size_t node_size = sizeof(node);
    static constexpr std::size_t node_alignment = alignof(node);

private:
    detail::any_sequence all_;
};

/// An object whose names are IDs: a list of what stands under them. T has a field `key` for the ID, which is not
/// part of its schema.
template <class T>
class keyed : public sequence<T> {};

} // namespace portwright
