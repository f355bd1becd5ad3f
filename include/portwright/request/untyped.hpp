// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Requests of actions that are not in the catalogue: names and values, added in any order into the caller's slots.
//
//     constexpr portwright::operation_of call{"DescribeInstances", &cvm};
//     std::array<portwright::parameter, 8> slots;
//     portwright::untyped_request request{call, slots};
//     request.add("InstanceIds.0", "ins-09dx96dg").add("Limit", 20);
//     for (unsigned i = 0; i != ports.size(); ++i) request.add({"Ports.n", i}, ports[i]);   // Ports.0, Ports.1, ...
//     auto url = portwright::sign_url(request, context, buffer);

#include <portwright/core/result.hpp>
#include <portwright/encoding/json.hpp>
#include <portwright/request/operation.hpp>
#include <portwright/request/pairs.hpp>
#include <portwright/request/parameter_name.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright::inline v0_1 {

namespace detail {

constexpr bool is_subscript(std::string_view segment) noexcept {
    for (const char c : segment)
        if (c < '0' || c > '9') return false;
    return true;
}

constexpr bool is_number(std::string_view segment, std::uint32_t number) noexcept {
    char digits[12];
    output out{digits};
    write_decimal(out, number);
    return out.since(0) == segment;
}

} // namespace detail

/// One slot of an untyped_request. Borrows the name and the text.
struct parameter {
    parameter_name name;
    detail::kind type = detail::kind::text;
    text string = {};
    integer number = {}; ///< a number, or a truth value as 0 or 1
};

/// A request of names and values. Borrows the slots and what the names and texts view, and keeps the slots in canonical
/// order. The first error sticks, and signing reports it. Not for two threads at once.
class untyped_request {
public:
    /// A request of `operation` without parameters, yet; `slots` has room for all that will be added, and is
    /// borrowed.
    constexpr untyped_request(const untyped_operation& operation, std::span<parameter> slots) noexcept
        : call(operation), family_(operation.family), slots_(slots) {}

    untyped_request(const untyped_request&) =
        delete; // two requests in the same slots would sign each other's parameters
    untyped_request& operator=(const untyped_request&) = delete;

    /// Adds a parameter by its wire name: "Limit", "InstanceIds.0" or {"InstanceIds.n", i}. An absent value adds
    /// nothing. Errors, kept until the request is signed: too_many_parameters, bad_name, duplicate_name, too_long for a
    /// text larger than any request, not_utf8. `v` is a text, a number or a truth value. Returns itself.
    constexpr untyped_request& add(const parameter_name& name, const text& v) noexcept {
        return v.has_value() ? insert({name, detail::kind::text, v, {}}) : *this;
    }
    constexpr untyped_request& add(const parameter_name& name, const char* v) noexcept { return add(name, text(v)); }
    template <detail::number_like I>
    constexpr untyped_request& add(const parameter_name& name, I v) noexcept {
        return insert({name, detail::kind::integer, {}, v});
    }
    template <std::same_as<bool> B>
    constexpr untyped_request& add(const parameter_name& name, B v) noexcept {
        return insert({name, detail::kind::boolean, {}, v ? 1 : 0});
    }
    /// Adds a text that must not go into a URL. `name` and `v` are as of add(), and so are the errors. Returns
    /// itself.
    constexpr untyped_request& add_secret(const parameter_name& name, const text& v) noexcept {
        secret_ = secret_ || v.has_value();
        return add(name, v);
    }

    /// Success, or the first error; its `text` is the name that was refused, as it was spelled. Beside those of add():
    /// bad_name for the action, bad_host and bad_characters for the service, each with the text that is wrong.
    /// Errors: too_many_parameters, bad_name, duplicate_name, too_long, not_utf8, bad_host, bad_characters.
    constexpr result<void> status() const noexcept {
        if (failed_.code == errc::none) return detail::find_unsound(call);
        return failed_;
    }

    /// Whether the API takes requests that are signed by this scheme.
    constexpr bool accepts(std::string_view scheme) const noexcept {
        return detail::has_word(family_->schemes, scheme);
    }

    /// How many parameters there are.
    constexpr std::size_t size() const noexcept { return count_; }

    // What request_ref.hpp needs of a request that writes itself.

    const operation call;

    /// @name For the library
    /// @{
    template <class Policy>
    constexpr void pairs(detail::common_parameters common, basic_output<Policy>& wire,
                         detail::walk_outcome& outcome) const noexcept {
        detail::pair_writer writer(wire);
        outcome.has_secret = secret_;
        for (std::size_t i = 0;; ++i) {
            while (*common.names != '\0' &&
                   (i == count_ || slots_[i].name.compare(detail::word_text(common.names)) > 0))
                common.write(writer);
            if (i == count_) return;
            const parameter& p = slots_[i];
            writer.begin();
            write_name(wire, p.name);
            wire.put('=');
            if (p.type == detail::kind::text) write_percent(wire, p.string);
            else if (p.type == detail::kind::boolean) write_boolean(wire, *p.number != 0);
            else write_decimal(wire, *p.number);
            if (p.type == detail::kind::integer && !p.number.is_representable()) outcome.why.code = errc::out_of_range;
        }
    }

    template <class Policy>
    constexpr void json(basic_output<Policy>& out, detail::walk_outcome& outcome) const noexcept {
        outcome.has_secret = secret_;
        if (count_ == 0) out.write("{}");
        else write_json(out, outcome, 0, count_, 0);
    }
    /// @}

private:
    static constexpr std::size_t max_segments = 16;

    template <class Policy>
    static constexpr void write_name(basic_output<Policy>& wire, const parameter_name& name) noexcept {
        if (!name.has_subscripts()) return wire.write(name.spelling());
        parameter_name::reader characters(name);
        for (int c; (c = characters.next()) >= 0;) wire.put(static_cast<char>(c));
    }

    constexpr bool is_common(const parameter_name& name) const noexcept {
        for (const char* common = family_->common_names; *common != '\0'; common = detail::next_word(common))
            if (name.compare(detail::word_text(common)) == 0) return true;
        return name.compare("Signature") == 0;
    }

    constexpr untyped_request& insert(const parameter& p) noexcept {
        if (failed_.code != errc::none) return *this;
        std::size_t rank = count_;
        const bool good = p.name.is_wire_name(max_segments);
        while (good && rank != 0 && p.name.compare(slots_[rank - 1].name) < 0) --rank;
        if (!good) failed_.code = errc::bad_name;
        else if (is_common(p.name) || (rank != 0 && slots_[rank - 1].name.compare(p.name) == 0))
            failed_.code = errc::duplicate_name;
        else if (count_ == slots_.size()) failed_.code = errc::too_many_parameters;
        else if (p.string.size() == detail::too_large) failed_.code = errc::too_long;
        else if (detail::count_characters(p.string) == detail::not_text) failed_.code = errc::not_utf8;
        if (failed_.code != errc::none) {
            failed_.text = p.name.spelling().data();
            failed_.length = detail::clamp_size(p.name.spelling().size());
            return *this;
        }
        for (std::size_t i = count_++; i != rank; --i) slots_[i] = slots_[i - 1];
        slots_[rank] = p;
        return *this;
    }

    constexpr bool is_list_word(std::string_view segment) const noexcept {
        return !segment.empty() && segment == family_->list_word;
    }
    static constexpr bool is_element(const parameter_name& name, std::size_t level) noexcept {
        char digits[5];
        const std::string_view segment = name.segment(level, digits);
        return !segment.empty() && detail::is_subscript(segment);
    }

    /// Writes the parameters from `first` up to `last`, whose names agree up to segment `level`, as one JSON value.
    /// Names with a common beginning stand together in canonical order; only the elements of a list must be looked for,
    /// as in that order 10 comes before 2.
    template <class Policy>
    constexpr void write_json(basic_output<Policy>& out, detail::walk_outcome& outcome, std::size_t first,
                              std::size_t last, std::size_t level) const noexcept {
        const parameter& p = slots_[first];
        char digits[5], other_digits[5];
        std::string_view segment = p.name.segment(level, digits);
        if (segment.empty()) { // the names end here: this is a value, and must be the only one
            if (last - first != 1) outcome.why.code = errc::bad_name;
            if (p.type == detail::kind::text) write_json_string(out, p.string);
            else if (p.type == detail::kind::boolean) write_boolean(out, *p.number != 0);
            else write_decimal(out, *p.number);
            if (p.type == detail::kind::integer && !p.number.is_representable()) outcome.why.code = errc::out_of_range;
            return;
        }
        if (level != 0 && is_list_word(segment) && is_element(p.name, level + 1)) {
            // JSON has lists of its own: the family's word is left out.
            for (std::size_t i = first; i != last; ++i)
                if (!is_list_word(slots_[i].name.segment(level, digits))) outcome.why.code = errc::bad_name;
            segment = p.name.segment(++level, digits);
        }
        const bool in_list = detail::is_subscript(segment);
        if (in_list && level == 0) outcome.why.code = errc::bad_name; // the body is an object, never a list
        out.put(in_list ? '[' : '{');
        std::size_t written = 0;
        for (std::uint32_t element = call.service->index_base; written != last - first; ++element) {
            std::size_t begin = first + written;
            if (in_list) {
                for (begin = first; begin != last; ++begin)
                    if (detail::is_number(slots_[begin].name.segment(level, digits), element)) break;
                if (begin == last) {
                    outcome.why.code = errc::subscript_gap;
                    break;
                }
            }
            segment = slots_[begin].name.segment(level, digits);
            std::size_t end = begin;
            while (end != last && slots_[end].name.segment(level, other_digits) == segment) ++end;
            if (written != 0) out.put(',');
            if (!in_list) {
                if (detail::is_subscript(segment)) outcome.why.code = errc::subscript_gap;
                // A value A and an object A may stand apart, as "A-x" sorts between "A" and "A.b". Both cannot be A.
                for (std::size_t i = end; i != last; ++i)
                    if (slots_[i].name.segment(level, other_digits) == segment) outcome.why.code = errc::bad_name;
                write_json_string(out, segment);
                out.put(':');
            }
            write_json(out, outcome, begin, end, level + 1);
            written += end - begin;
        }
        out.put(in_list ? ']' : '}');
    }

    const detail::family_words* family_;
    std::span<parameter> slots_;
    std::size_t count_ = 0;
    error failed_ = {};
    bool secret_ = false;
};

} // namespace portwright::inline v0_1

#include <portwright/core/platform_macros_on.hpp>
