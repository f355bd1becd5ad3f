// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What ensure_machine of calls/ensure.hpp reports.

#include <portwright/core/error.hpp>
#include <portwright/core/output.hpp>
#include <portwright/response/api_error.hpp>
#include <portwright/response/compared.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// What came of a declaration. None is ever dressed as another.
enum class ensure_outcome : std::uint8_t {
    done, ///< the listeners stand as declared, as far as they can be compared; of a plan: it is made
    refused, ///< the cloud said no: see refusal(); or its task failed
    not_sent, ///< nothing that changes anything has left: trying again is safe
    /// not_sent for the listener index(), but one before it was created or changed, or what was in the way deleted:
    /// ensure again
    partly,
    unknown, ///< something was created or changed, or may have been, and its end was not seen: ensure again
    in_the_way, ///< something stands in the way, and it will again: see obstacle()
};

/// What was done to a listener; of a plan: what would be.
enum class ensure_change : std::uint8_t { nothing, modified, created };

/// What stands in the way.
enum class ensure_obstacle : std::uint8_t {
    none,
    other_listener, ///< a listener of another protocol, or of other ports, has the port: other_id()
    cannot_change, ///< differing() is what no action takes away, or what one has not taken away
    several, ///< more than one listener is the declared one: id() and other_id()
    dead_listener, ///< one that failed, and must be deleted first: other_id()
    in_motion, ///< one that is being deleted or changed, and was for too long: other_id()
    port_taken, ///< the cloud says so, and shows no listener on the port
    quota, ///< no more listeners for this owner or account: refusal()
    owner_missing, ///< what the listener should hang on is unknown to the cloud: refusal()
    declared_twice, ///< the request itself declares a port of the listener index() before: nothing was sent
};

/// Parameters of a declaration, as paths. Views tables that are constant.
class parameter_set {
public:
    constexpr parameter_set() noexcept = default;
    /// @name For the library
    /// @{
    constexpr parameter_set(const detail::table& root, const detail::table& own, const char* listeners,
                            std::uint32_t index, std::uint8_t index_base, std::uint64_t bits) noexcept
        : root_(&root), own_(&own), listeners_(listeners), bits_(bits), index_(index), index_base_(index_base) {}
    /// @}

    /// Whether there is none.
    constexpr bool empty() const noexcept { return bits_ == 0; }
    /// How many there are. Not by std::popcount, which ESP-IDF has a macro for.
    constexpr int size() const noexcept {
        int count = 0;
        for (std::uint64_t left = bits_; left != 0; left &= left - 1) ++count;
        return count;
    }

    /// The path of one of them, from 0 to size() - 1, in canonical order. Empty for others. `i`: which.
    path operator[](int i) const noexcept {
        path made;
        if (root_ == nullptr) return made;
        detail::each_parameter(*own_, nullptr, [&](const detail::listener_parameter& p) {
            if ((bits_ & p.bit()) == 0 || i-- != 0) return;
            made.root = root_;
            made.index_base = index_base_;
            if (root_ != own_) add(made, *root_, *detail::find_row(*root_, listeners_), index_);
            if (p.outer != nullptr) add(made, *own_, *p.outer, path::whole);
            add(made, p.outer != nullptr ? *p.outer->child : *own_, *p.field, path::whole);
        });
        return made;
    }

private:
    static void add(path& to, const detail::table& t, const detail::row& r, std::uint32_t index) noexcept {
        to.row[to.depth] = static_cast<std::uint8_t>(&r - t.rows);
        to.index[to.depth++] = index;
    }

    const detail::table* root_ = nullptr;
    const detail::table* own_ = nullptr;
    const char* listeners_ = "";
    std::uint64_t bits_ = 0;
    std::uint32_t index_ = 0;
    std::uint8_t index_base_ = 0;
};

/// An ID as the clouds give them, kept by itself. They have some 25 bytes; a longer one than there is room for ends a
/// declaration with errc::too_long. Not for a thread to change while another reads it.
class listener_id {
public:
    static constexpr std::size_t longest = 47;

    /// The ID; a view of this object.
    constexpr std::string_view view() const noexcept { return {data_, size_}; }
    /// The same as view().
    constexpr operator std::string_view() const noexcept { return view(); }
    /// False, and empty, where it is longer. Otherwise keeps a copy of `id`, of at most `longest` bytes.
    constexpr bool assign(std::string_view id) noexcept {
        size_ = id.size() <= longest ? static_cast<std::uint8_t>(id.size()) : 0;
        for (std::size_t i = 0; i != size_; ++i) data_[i] = id[i];
        return id.size() <= longest;
    }

private:
    char data_[longest] = {};
    std::uint8_t size_ = 0;
};

/// What became of one of the listeners of a request.
struct ensured_listener {
    listener_id id = {}; ///< empty where there was none, or it was not reached
    ensure_change change = ensure_change::nothing;
    std::uint64_t not_verifiable = 0; ///< for ensure_machine::parameters()
};

/// What became of a declaration, for whoever has no machine to ask: the same names as those of ensure_machine. The
/// refusal's texts lie in the scratch.
struct ensure_report {
    ensure_outcome outcome = ensure_outcome::not_sent;
    ensure_obstacle obstacle = ensure_obstacle::none; ///< of in_the_way
    ensure_change change = ensure_change::nothing; ///< the most that was done to a listener of the request
    std::uint32_t index = 0; ///< of the listener that was dealt with last: those before it stand
    listener_id id = {}; ///< of that one; of the others, `listeners` of ensure() has it
    listener_id other_id = {}; ///< of the listener that stands in the way
    parameter_set differing = {}; ///< of cannot_change: what; of a plan: what would be changed
    parameter_set not_verifiable = {}; ///< what is declared and no answer shows, so that nobody can compare it
    portwright::error error = {}; ///< errc::none where it is done; see ensure_machine::error()
    api_error refusal = {}; ///< the cloud's last no to a create or a change

    /// The listeners of the request stand as declared, as far as they can be compared.
    constexpr explicit operator bool() const noexcept { return outcome == ensure_outcome::done; }
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
