// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What a program can do about a cloud's error. The documents' codes are listed with their classes in the
// errors.hpp of each system and each family; a build holds the tables of the systems that it uses.
//
//     find_meaning(class_tables<errors_of_system, errors_of_family>, "FailedOperation.ResourceInOperating", found);
//     // unavailable_retryable, busy

#include <portwright/core/language.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

/// What an error of a cloud's means for the caller.
enum class error_class : std::uint8_t {
    other, ///< none of these, or a code that no document lists
    auth, ///< who asks, or with what right: a credential, signature or permission
    clock_skew, ///< the request's time is too far from the server's
    replay, ///< a nonce or a request that the server has seen; try with a new one
    throttled, ///< too many requests; wait
    quota, ///< no more of this resource for this account
    not_found, ///< the resource is unknown
    conflict, ///< not in the present state of the resource; often it is being changed: look, and try again
    invalid_parameter, ///< the request is wrong
    unavailable_retryable, ///< the service or its resources are short for now
    internal_retryable, ///< the server failed
    billing, ///< money, or a sold-out product
    unsupported, ///< not here, not in this version, or not by this account
    partial, ///< a batch of which some failed; see the details
};

/// What sets a code apart from others of its class, where the class says too little to act on: a port that is taken and
/// an operation in progress are both a conflict. detail_of() of response/classify.hpp finds it.
enum class error_detail : std::uint8_t {
    none, ///< the class says all
    port_taken, ///< a listener holds the port: look up which
    busy, ///< another operation runs, and passes by itself
    maybe_busy, ///< seen for busy, and means something else too: try again a few times only
    bad_state, ///< the resource, or what it hangs on, is in a state that forbids it; may pass
    exists, ///< there is another thing of the kind already
    children, ///< something is still bound below what was to be deleted
    dependency_pending, ///< it needs something that may be on its way
    token_reused, ///< the idempotency token belongs to another request
};

namespace detail {

/// A code as the documents spell it. `*` at the end stands for any more letters, at the beginning for any before.
struct listed_error {
    const char* code;
    error_class kind;
    error_detail detail = error_detail::none;
};

/// A code that is a number; its sign is part of it.
struct numbered_error {
    std::int16_t code;
    error_class kind;
    error_detail detail = error_detail::none;
};

/// What a code means.
struct error_meaning {
    error_class kind = error_class::other;
    error_detail detail = error_detail::none;

    // Kind and detail in one byte that is never 0, because 0 ends a packed table.
    static constexpr char pack(error_class kind, error_detail detail) noexcept {
        return static_cast<char>(static_cast<unsigned>(detail) << 4 | (static_cast<unsigned>(kind) + 1));
    }
    static constexpr error_meaning unpack(char packed) noexcept {
        const auto both = static_cast<unsigned char>(packed);
        return {static_cast<error_class>((both & 15) - 1), static_cast<error_detail>(both >> 4)};
    }
};

/// Puts the codes of a sorted list into one array: a byte for the meaning, the code, NUL; at the end NUL. A code whose
/// part before the dot is listed is stored from the dot on, and not at all where it means the same.
constexpr std::size_t pack_errors(std::span<const listed_error> list, char* packed) noexcept {
    std::size_t size = 1;
    listed_error whole = {"", error_class::other};
    for (const listed_error& e : list) {
        const std::string_view before = whole.code;
        const std::string_view code = e.code;
        const bool part =
            !before.empty() && code.size() > before.size() && code.starts_with(before) && code[before.size()] == '.';
        if (!part) whole = e;
        else if (e.kind == whole.kind && e.detail == whole.detail) continue;
        const char* source = e.code + (part ? before.size() : 0);
        if (packed != nullptr) packed[size - 1] = error_meaning::pack(e.kind, e.detail);
        do {
            if (packed != nullptr) packed[size] = *source;
            ++size;
        } while (*source++ != '\0');
        ++size;
    }
    return size;
}

template <const auto& List>
inline constexpr auto packed_errors = [] {
    std::array<char, pack_errors(List, nullptr)> all{};
    pack_errors(List, all.data());
    return all;
}();

/// Whether `name`, which has a `*` at an end or at both, stands for the code.
constexpr bool matches(std::string_view name, std::string_view code) noexcept {
    if (name.back() != '*') return false;
    name.remove_suffix(1);
    if (name.front() != '*') return code.starts_with(name);
    for (name.remove_prefix(1); code.size() >= name.size(); code.remove_prefix(1))
        if (code.starts_with(name)) return true;
    return false;
}

/// Looks for exactly this code, or, `wild`, for one that a `*` lets pass. False where it is not listed.
constexpr bool find_in(const char* table, std::string_view code, bool wild, error_meaning& found) noexcept {
    std::size_t whole = 0; // the length of the last whole name where `code` begins with it, otherwise 0
#if defined(__GNUC__) && !defined(__clang__)
// At -O3 GCC 12 unrolls this loop over a constant table past its end, where it finds a strlen without a zero.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-overread"
#endif
    while (*table != '\0') {
        const char meaning = *table++;
        const std::string_view name(table);
        table += name.size() + 1;
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
        const bool part = name.front() == '.';
        bool same = false;
        if (wild) {
            same = matches(name, code);
        } else if (part) {
            same = whole != 0 && std::string_view(code.data() + whole, code.size() - whole) == name;
        } else {
            whole = code.starts_with(name) ? name.size() : 0;
            same = whole == code.size();
        }
        if (same) {
            found = error_meaning::unpack(meaning);
            return true;
        }
    }
    return false;
}

/// Looks a code up in tables of which the first is the system's own: the whole code, and then, dot by dot, ever less of
/// it. False where no part of it is listed.
constexpr bool find_meaning(std::span<const char* const> tables, std::string_view code, error_meaning& found) noexcept {
    if (code.empty()) return false;
    for (std::size_t n = code.size(); n != 0;) {
        for (const char* t : tables)
            if (find_in(t, {code.data(), n}, false, found)) return true;
        do --n;
        while (n != 0 && code[n] != '.');
    }
    for (const char* t : tables)
        if (find_in(t, code, true, found)) return true;
    return false;
}

constexpr bool find_meaning(std::span<const numbered_error> table, std::int64_t code, error_meaning& found) noexcept {
    for (const numbered_error& e : table) {
        if (e.code != code) continue;
        found = {e.kind, e.detail};
        return true;
    }
    return false;
}

template <const auto&... Lists>
inline constexpr const char* class_tables[] = {packed_errors<Lists>.data()...};

/// Looks a code up in the tables of its family, and before them in those of its system where the system has any.
template <class System, const auto& OfFamily>
constexpr bool find_meaning(std::string_view code, error_meaning& found) noexcept {
    if constexpr (requires { System::errors; })
        return find_meaning(class_tables<System::errors, OfFamily>, code, found);
    else return find_meaning(class_tables<OfFamily>, code, found);
}

/// The class that an HTTP status suggests, for answers whose code is not listed.
constexpr error_class class_of_status(unsigned status) noexcept {
    switch (status) {
    case 401:
    case 403: return error_class::auth;
    case 404: return error_class::not_found;
    case 429: return error_class::throttled;
    case 500: return error_class::internal_retryable;
    case 502:
    case 503:
    case 504: return error_class::unavailable_retryable;
    default: return error_class::other;
    }
}

} // namespace detail
} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
