// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Answers decoded in one go, and compared: what a decoder made of an answer is turned back into JSON.
//
//     const test::decoded<clb::CreateListener> got(answer);
//     CHECK(got.json() == json::parse(answer)["Response"]);

#include "../request/spelled.hpp"

#include <portwright/response/decode.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace test {

using nlohmann::json;
using nlohmann::ordered_json;

/// What came of an answer: `ok`, `refused`, `scratch_full listenerSet.0.rules`.
inline std::string outcome(const portwright::result<void>& done) {
    using enum portwright::errc;
    if (done) return "ok";
    const portwright::error& why = done.error();
    std::string name = "another error";
    if (why.code == bad_json) name = "bad_json";
    if (why.code == too_deep) name = "too_deep";
    if (why.code == scratch_full) name = "scratch_full";
    if (why.code == wrong_type) name = "wrong_type";
    if (why.code == missing_field) name = "missing_field";
    if (why.code == bad_name) name = "bad_name";
    if (why.code == refused) name = "refused";
    if (why.where.depth == 0) return name;
    return name + " " +
           std::string(std::string_view(written<256>([&](portwright::output& out) { write_path(out, why.where); })));
}

inline json json_of(const portwright::detail::table& t, const unsigned char* object);

/// One value; null where it is absent.
inline json value_of(const portwright::detail::row& r, const unsigned char* at) {
    using portwright::detail::kind;
    json made;
    if (r.type == kind::text) {
        const auto& value = *reinterpret_cast<const portwright::text*>(at);
        if (value.has_value()) made = std::string(value.view());
    } else if (r.type == kind::integer) {
        const auto& value = *reinterpret_cast<const portwright::integer*>(at);
        if (value.has_value()) made = *value;
    } else if (r.type == kind::boolean) {
        const auto& value = *reinterpret_cast<const portwright::truth_value*>(at);
        if (value.has_value()) made = *value;
    } else if (r.type == kind::text_sequence) {
        const auto& all = *reinterpret_cast<const portwright::sequence<portwright::text>*>(at);
        if (all.has_value()) made = json::array();
        for (const portwright::text& t : all) made.push_back(t.has_value() ? json(std::string(t.view())) : json());
    } else if (r.type == kind::integer_sequence) {
        const auto& all = *reinterpret_cast<const portwright::sequence<portwright::integer>*>(at);
        if (all.has_value()) made = json::array();
        for (const portwright::integer& n : all) made.push_back(n.has_value() ? json(*n) : json());
    } else if (r.type == kind::structure) {
        made = json_of(*r.child, at);
        if (made.empty()) made = nullptr;
    } else {
        const auto& all = *reinterpret_cast<const portwright::detail::any_sequence*>(at);
        const bool map = r.type == kind::structure_map;
        if (all.count != 0) made = map ? json::object() : json::array();
        const auto* node = all.last;
        for (std::uint32_t i = 0; i != all.size(); ++i) {
            node = node->next;
            const unsigned char* const element = portwright::detail::any_sequence::element(node);
            const bool unnamed = r.child->rows[0].length == 0;
            json one =
                unnamed ? value_of(r.child->rows[0], element + r.child->rows[0].offset()) : json_of(*r.child, element);
            if (map) made[std::string(reinterpret_cast<const portwright::text*>(element)->view())].push_back(one);
            else made.push_back(one);
        }
    }
    return made;
}

/// An answer as it would be on the wire, without what is absent.
inline json json_of(const portwright::detail::table& t, const unsigned char* object) {
    json made = json::object();
    for (std::size_t i = 0; i != t.count; ++i) {
        const portwright::detail::row& r = t.rows[i];
        if (r.is_alias()) continue;
        json value = value_of(r, object + r.offset());
        if (!value.is_null()) made[std::string(t.name(i))] = value;
    }
    return made;
}

template <class T>
json json_of(const T& object) {
    return json_of(portwright::detail::table_of<T>, reinterpret_cast<const unsigned char*>(&object));
}

/// What should become of an answer: the fields that the table lists, by their proper names and types, `-` and null left
/// out. In its own words, so that it can disagree with the decoder.
inline json expected(const portwright::detail::table& t, const json& object);

inline json expected_value(const portwright::detail::row& r, const json& from) {
    using portwright::detail::kind;
    if (from.is_null() || from == "-") return nullptr;
    switch (r.type) {
    case kind::text: return from.is_string() ? from : json(from.dump());
    case kind::integer: return from.is_string() ? json(std::stoll(from.get<std::string>())) : from;
    case kind::structure: {
        json made = expected(*r.child, from);
        return made.empty() ? json() : made;
    }
    case kind::structure_sequence: {
        json made = json::array();
        for (const json& one : from) made.push_back(expected(*r.child, one));
        return made;
    }
    case kind::structure_map: {
        json made = json::object();
        for (const auto& [id, all] : from.items())
            for (const json& one : all.is_array() ? all : json::array({all}))
                made[id].push_back(one.is_object() ? expected(*r.child, one) : expected_value(r.child->rows[0], one));
        return made;
    }
    default: return from;
    }
}

inline json expected(const portwright::detail::table& t, const json& object) {
    using portwright::detail::row;
    json made = json::object();
    for (const auto& [name, value] : object.items()) {
        const row* found = nullptr;
        for (std::size_t i = 0; i != t.count; ++i)
            if (t.name(i) == name) found = &t.rows[i];
        if (found == nullptr) continue;
        const json read = expected_value(*found, value);
        for (std::size_t i = 0; i != t.count; ++i)
            if (t.rows[i].pointer_offset == found->pointer_offset && !t.rows[i].is_alias() && !read.is_null())
                made[std::string(t.name(i))] = read;
    }
    return made;
}

struct how {
    std::size_t scratch = 16384;
    unsigned status = 200;
    std::size_t piece = SIZE_MAX; ///< bytes at a time
    std::span<const std::string_view> wanted = {};
    std::size_t shift = 0; ///< bytes that the scratch lies off an aligned place
};

/// A scratch of an exact size, with a canary on both sides.
class guarded {
public:
    explicit guarded(const how& with) : with_(with), bytes_(new char[with.shift + with.scratch + after]) {
        std::memset(bytes_.get(), 0x5A, with.shift + with.scratch + after);
    }
    std::span<char> inside() const { return {bytes_.get() + with_.shift, with_.scratch}; }
    bool intact() const {
        const auto untouched = [](char c) { return c == 0x5A; };
        const char* const end = bytes_.get() + with_.shift + with_.scratch;
        return std::all_of(bytes_.get(), bytes_.get() + with_.shift, untouched) &&
               std::all_of(end, end + after, untouched);
    }

private:
    static constexpr std::size_t after = 32;
    how with_;
    std::unique_ptr<char[]> bytes_;
};

/// Pushes a body, each piece a copy, so that nothing can look beyond it or keep a view of it.
inline void push(portwright::sink to, std::string_view body, std::size_t piece) {
    for (std::size_t at = 0; at != body.size();) {
        const std::size_t n = std::min(piece, body.size() - at);
        const std::unique_ptr<char[]> copy(new char[n]);
        std::memcpy(copy.get(), body.data() + at, n);
        CHECK(to.write(to.context, copy.get(), n));
        at += n;
    }
}

/// What a decoder made of an answer.
template <class Action, class Response = typename Action::response>
struct decoded {
    Response answer;
    portwright::api_error refusal;
    guarded scratch;
    portwright::result<void> done;

    explicit decoded(std::string_view body, const how& with = {}) : scratch(with) {
        portwright::decoder<Action, Response> reader(answer, refusal, scratch.inside());
        if (with.wanted.data() != nullptr) done = reader.want(with.wanted);
        if (!done) return;
        push(reader.as_sink(), body, with.piece);
        done = reader.finish(with.status);
    }

    test::json json() const { return json_of(answer); }
    std::string outcome() const { return scratch.intact() ? test::outcome(done) : "wrote outside of its scratch"; }
};

/// The same JSON with the fields of every object in reverse order.
inline ordered_json reversed(const ordered_json& from) {
    if (!from.is_structured()) return from;
    ordered_json made = from.is_array() ? ordered_json::array() : ordered_json::object();
    if (from.is_array())
        for (const auto& element : from) made.push_back(reversed(element));
    else
        for (auto field = from.rbegin(); field != from.rend(); ++field) made[field.key()] = reversed(field.value());
    return made;
}

/// The outcome and the answer, for a body and a way to read it.
using reading = std::pair<std::string, json> (*)(std::string_view body, const how& with);

template <class Action>
std::pair<std::string, json> read_as(std::string_view body, const how& with) {
    const decoded<Action> got(body, with);
    return {got.outcome(), got.json()};
}

/// Decodes a good answer as it stands, in reverse order, in pieces and off alignment: always the same.
inline void check_answer(reading read, std::string_view body, const json& answer) {
    const std::pair<std::string, json> good{"ok", answer};
    CHECK(read(body, {}) == good);
    for (std::size_t piece = 1; piece != 9; ++piece) CHECK(read(body, {.piece = piece, .shift = piece}) == good);
    const std::string backwards = reversed(ordered_json::parse(body)).dump();
    for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, SIZE_MAX})
        CHECK(read(backwards, {.piece = piece}) == good);
}

} // namespace test
