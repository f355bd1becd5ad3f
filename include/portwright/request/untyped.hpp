// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Actions outside the catalogue: names and values, added in any order into the caller's slots.
//
//     constexpr portwright::operation call{"DescribeInstances", &cvm};
//     std::array<portwright::parameter, 8> slots;
//     portwright::untyped_request request{call, slots};
//     request.add("InstanceIds.0", "ins-09dx96dg").add("Limit", 20);
//     auto url = portwright::sign_url(request, context, buffer);

#include <portwright/core/result.hpp>
#include <portwright/request/json_body.hpp>

#include <span>
#include <string_view>

#include <portwright/core/platform_macros_off.hpp>

namespace portwright {

namespace detail {

constexpr bool is_name_mark(char c) noexcept { return (c >= '0' && c <= '9') || c == '_' || c == '-'; }

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
    std::string_view name;
    detail::kind type = detail::kind::text;
    text string = {};
    integer number = {}; ///< a number, or a truth value as 0 or 1
};

/// A request of names and values. Keeps the slots in canonical order. The first error sticks, and signing reports it.
class untyped_request {
public:
    constexpr untyped_request(const operation& to, std::span<parameter> slots) noexcept : call(to), slots_(slots) {}

    /// Adds a parameter by its wire name, subscripts and all. An absent value adds nothing. Errors, kept until the
    /// request is signed: too_many_parameters, bad_name, duplicate_name.
    constexpr untyped_request& add(std::string_view name, const text& v) noexcept {
        return v.has_value() ? insert({name, detail::kind::text, v, {}}) : *this;
    }
    constexpr untyped_request& add(std::string_view name, const char* v) noexcept { return add(name, text(v)); }
    template <detail::number_like I>
    constexpr untyped_request& add(std::string_view name, I v) noexcept {
        return insert({name, detail::kind::integer, {}, v});
    }
    template <std::same_as<bool> B>
    constexpr untyped_request& add(std::string_view name, B v) noexcept {
        return insert({name, detail::kind::boolean, {}, v ? 1 : 0});
    }
    /// Adds a text that must not go into a URL.
    constexpr untyped_request& add_secret(std::string_view name, const text& v) noexcept {
        secret_ = secret_ || v.has_value();
        return add(name, v);
    }

    /// Success, or the first error; its `text` is the name that was refused.
    constexpr result<void> status() const noexcept {
        if (failed_.code == errc::none) return {};
        return failed_;
    }

    constexpr std::size_t size() const noexcept { return count_; }

    // What a signature scheme asks of a source.
    const operation& call;

    constexpr void pairs(detail::common_parameters common, output& wire, detail::findings& found) const noexcept {
        detail::pair_writer to(wire);
        found.secret = secret_;
        for (std::size_t i = 0;; ++i) {
            while (*common.names != '\0' && (i == count_ || detail::word_text(common.names) < slots_[i].name))
                common.write(to);
            if (i == count_) return;
            const parameter& p = slots_[i];
            to.begin();
            to.value(p.name);
            to.put('=');
            if (p.type == detail::kind::text) to.value(p.string);
            else if (p.type == detail::kind::boolean) to.boolean(*p.number != 0);
            else to.number(*p.number);
            if (p.type == detail::kind::integer && !p.number.is_representable()) found.failed = errc::out_of_range;
        }
    }

    constexpr void json(output& out, detail::findings& found) const noexcept {
        found.secret = secret_;
        if (count_ == 0) out.write("{}");
        else write_json(out, found, 0, count_, 0);
    }

private:
    static constexpr std::size_t max_segments = 16;

    constexpr bool is_wire_name(std::string_view name) const noexcept {
        std::size_t segments = 1;
        char before = '.';
        for (const char c : name) {
            const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || detail::is_name_mark(c);
            if (!word && (c != '.' || before == '.')) return false;
            if (c == '.') ++segments;
            before = c;
        }
        return before != '.' && segments <= max_segments;
    }

    constexpr bool is_common(std::string_view name) const noexcept {
        for (const char* common = detail::common_names(call.of->family); *common != '\0';
             common = detail::next_word(common))
            if (detail::word_text(common) == name) return true;
        return name == "Signature";
    }

    constexpr untyped_request& insert(const parameter& p) noexcept {
        if (failed_.code != errc::none) return *this;
        std::size_t at = count_;
        while (at != 0 && p.name < slots_[at - 1].name) --at;
        if (!is_wire_name(p.name)) failed_.code = errc::bad_name;
        else if (is_common(p.name) || (at != 0 && slots_[at - 1].name == p.name)) failed_.code = errc::duplicate_name;
        else if (count_ == slots_.size()) failed_.code = errc::too_many_parameters;
        if (failed_.code != errc::none) {
            failed_.text = p.name.data();
            failed_.length = detail::clamp_size(p.name.size());
            return *this;
        }
        for (std::size_t i = count_++; i != at; --i) slots_[i] = slots_[i - 1];
        slots_[at] = p;
        return *this;
    }

    /// The segment of a name that begins at `from`.
    static constexpr std::string_view segment(std::string_view name, std::size_t from) noexcept {
        std::size_t end = from;
        while (end != name.size() && name[end] != '.') ++end;
        return {name.data() + from, end - from};
    }

    /// Writes the parameters first..last, whose names agree up to `from`, as one JSON value. Names with a common
    /// beginning stand together in canonical order; only the elements of a list stand in another order than their own.
    constexpr void write_json(output& out, detail::findings& found, std::size_t first, std::size_t last,
                              std::size_t from) const noexcept {
        const parameter& p = slots_[first];
        if (from > p.name.size()) { // a leaf, and so the only one
            if (last - first != 1) found.failed = errc::bad_name;
            if (p.type == detail::kind::text) write_json_string(out, p.string);
            else if (p.type == detail::kind::boolean) write_boolean(out, *p.number != 0);
            else write_decimal(out, *p.number);
            if (p.type == detail::kind::integer && !p.number.is_representable()) found.failed = errc::out_of_range;
            return;
        }
        const bool in_list = detail::is_subscript(segment(p.name, from));
        out.put(in_list ? '[' : '{');
        std::size_t written = 0;
        for (std::uint32_t element = call.of->index_base; written != last - first; ++element) {
            std::size_t begin = first + written;
            if (in_list) {
                for (begin = first; begin != last; ++begin)
                    if (detail::is_number(segment(slots_[begin].name, from), element)) break;
                if (begin == last) {
                    found.failed = errc::subscript_gap;
                    break;
                }
            }
            const std::string_view here = segment(slots_[begin].name, from);
            std::size_t end = begin;
            while (end != last && segment(slots_[end].name, from) == here) ++end;
            if (written != 0) out.put(',');
            if (!in_list) {
                write_json_string(out, here);
                out.put(':');
            }
            write_json(out, found, begin, end, from + here.size() + 1);
            written += end - begin;
        }
        out.put(in_list ? ']' : '}');
    }

    std::span<parameter> slots_;
    std::size_t count_ = 0;
    error failed_ = {};
    bool secret_ = false;
};

/// A request whose JSON body the caller has: for TC3 by POST. Borrows the body.
struct raw_json_request {
    const operation& call;
    std::string_view body;

    constexpr void pairs(const detail::common_parameters&, output&, detail::findings& found) const noexcept {
        found.failed = errc::bad_name; // there are no names to make pairs of
    }
    constexpr void json(output& out, detail::findings&) const noexcept { out.write(body); }
    constexpr result<void> status() const noexcept { return {}; }
};

} // namespace portwright

#include <portwright/core/platform_macros_on.hpp>
