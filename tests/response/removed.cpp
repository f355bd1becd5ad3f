// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Every action's answer with each field in turn left out, emptied, null or of another type, and read through every
// accessor: what is required is missed by its path, the request ID is kept, and nothing crashes.

#include <portwright/response/decode.hpp>

#include <portwright/request/check.hpp>

#include "../../examples/portwright/tool/catalogue.hpp"
#include "../one_of.hpp"
#include "decoded.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace {

namespace bmlb = portwright::tencent::bmlb;
namespace clb = portwright::tencent::clb;
namespace ga = portwright::aliyun::ga;
namespace gaap = portwright::tencent::gaap;
namespace lb = portwright::tencent::lb;
using portwright::detail::kind;
using portwright::detail::row;
using portwright::detail::table;
using test::json;

// ---- every accessor ----

// A check of its own for each of many millions would take minutes.
void must(bool holds) {
    if (!holds) FAIL_CHECK("an accessor contradicts another");
}

// Each returns how many values are there.
std::size_t read_value(const portwright::text& t) {
    std::size_t sum = t.size();
    for (const char c : t.view()) sum += static_cast<unsigned char>(c);
    must(sum >= t.view().size());
    return t.has_value() ? 1 : 0;
}
std::size_t read_value(const portwright::integer& n) {
    must(*n == n.value_or(0));
    must((n.clamped() == *n || *n > INT32_MAX || *n < INT32_MIN));
    return n.has_value() ? 1 : 0;
}
std::size_t read_value(const portwright::truth_value& b) {
    must(*b == b.value_or(false));
    return b.has_value() ? 1 : 0;
}
template <class T>
std::size_t read_value(const portwright::sequence<T>& all);
template <portwright::described T>
std::size_t read_value(const T& object) {
    return portwright::detail::description_of<T>.all.expand(
        [&]<class... Field>(const Field&...) { return (read_value(object.*Field::pointer) + ... + 0); });
}
template <class T>
std::size_t read_value(const portwright::sequence<T>& all) {
    std::size_t count = all.has_value() ? 1 : 0;
    std::size_t i = 0;
    for (const T& one : all) {
        count += read_value(one);
        must(&all[i++] == &one);
    }
    must(i == all.size());
    auto end = all.begin();
    for (std::size_t n = 0; n != all.size() + 2; ++n) end++;
    must(end == all.end());
    must(read_value(*end) == 0);
    must(read_value(*typename portwright::sequence<T>::iterator()) == 0);
    for (const std::size_t beyond : {all.size(), all.size() + 1, SIZE_MAX}) must(read_value(all[beyond]) == 0);
    return count;
}

struct read_answer {
    std::string outcome;
    std::string request_id;
    std::size_t values;
};

template <class Action>
read_answer read(std::string_view body) {
    const test::decoded<Action> got(body, {.scratch = 1 << 16, .piece = 997});
    const std::size_t values = read_value(got.answer);
    for (const auto& one : got.refusal.details) read_value(one);
    CHECK(!got.refusal.details[got.refusal.details.size()].code.has_value());
    if constexpr (requires { got.answer.task(); }) {
        const bool can_ask = static_cast<bool>(portwright::check(got.answer.task()));
        if (got.done) CHECK(can_ask);
    }
    if constexpr (requires { got.answer.state(); }) CHECK(got.answer.state() <= portwright::task_state::failed);
    return {got.outcome(), std::string(got.refusal.request_id.view()), values};
}

// ---- whole answers ----

json whole(const table& t, std::size_t depth);

json whole(const row& r, std::size_t depth) {
    const auto list = [&](auto element) {
        json all = json::array();
        for (std::size_t i = 0; i != (depth == 0 ? 2u : 1u); ++i) all.push_back(element());
        return all;
    };
    switch (r.type) {
    case kind::text: return "some text";
    case kind::integer: return 7;
    case kind::boolean: return true;
    case kind::text_sequence: return list([] { return "some text"; });
    case kind::integer_sequence: return list([] { return 7; });
    case kind::structure: return whole(*r.child, depth);
    case kind::structure_map:
        return {{"an-id", list([&] {
                     return r.child->rows[0].length == 0 ? whole(r.child->rows[0], depth + 1)
                                                         : whole(*r.child, depth + 1);
                 })}};
    default: return list([&] { return whole(*r.child, depth + 1); });
    }
}

json whole(const table& t, std::size_t depth) {
    json made = json::object();
    for (std::size_t i = 0; i != t.count; ++i)
        if (!t.rows[i].is_alias()) made[std::string(t.name(i))] = whole(t.rows[i], depth);
    return made;
}

// ---- one field of it after the other ----

class sweep {
public:
    sweep(const table& t, const portwright::detail::dialect& envelope, read_answer (*reader)(std::string_view),
          json answer)
        : envelope_(envelope), reader_(reader), answer_(std::move(answer)), request_id_(id_in(answer_)) {
        const read_answer got = reader_(body());
        CHECK(got.outcome == "ok");
        CHECK(got.values != 0);
        visit(t, answer_, "");
    }
    std::size_t count() const { return count_; }

private:
    static std::string id_in(const json& answer) {
        for (const char* name : {"RequestId", "requestId"})
            if (answer.contains(name)) {
                const json& id = answer[name];
                return id.is_string() ? id.get<std::string>() : id.dump();
            }
        return "";
    }

    std::string body() const {
        json all = answer_;
        if (envelope_.has_code_always && code_is_ours_) all["code"] = 0;
        return (envelope_.outer != nullptr ? json{{"Response", all}} : all).dump();
    }

    void visit(const table& t, json& object, const std::string& before) {
        for (std::size_t i = 0; i != t.count; ++i) {
            const std::string name(t.name(i));
            if (t.rows[i].is_alias() || !object.contains(name)) continue;
            visit_field(t.rows[i], object, name, before + name);
        }
    }

    void visit_field(const row& r, json& object, const std::string& name, const std::string& path) {
        const json good = object[name];
        code_is_ours_ = path != "code";
        const bool id = path == "RequestId" || path == "requestId";
        const bool required = (r.flags & row::required) != 0;
        // Without a code it is no answer of API v2 at all.
        const std::string missing = path == "code" ? "wrong_type" : required ? "missing_field " + path : "ok";
        object.erase(name);
        expect(missing, id);
        for (const json& nothing : {json(), json("-")}) {
            object[name] = nothing;
            expect(missing, id);
        }
        if (r.type >= kind::text_sequence && r.type != kind::structure) {
            object[name] = r.type == kind::structure_map ? json::object() : json::array();
            expect(r.is_filled() ? missing : "ok", id);
        } else if (r.type == kind::text) {
            object[name] = "";
            expect(r.is_filled() ? missing : "ok", id);
        } else if (r.type == kind::structure) {
            object[name] = json::object();
            read_whatever(id);
        }
        for (const json& other :
             {json(-5), json("x"), json(false), json(1e300), json::array({nullptr}), json::array({json::array()}),
              json::array({json::object()}), json::array({1, "a", nullptr, false}), json{{"a", nullptr}},
              json{{"a", {{"b", {{"c", 1}}}}}}, json{{name, good}}, json::array({good, good})}) {
            object[name] = other;
            read_whatever(id || path == "code");
        }
        object[name] = good;
        code_is_ours_ = true;

        if (r.type < kind::structure) return;
        json& inside = object[name];
        if (r.type == kind::structure) return visit(*r.child, inside, path + ".");
        json& all = r.type == kind::structure_map ? *inside.begin() : inside;
        for (std::size_t i = 0; i != all.size(); ++i)
            if (all[i].is_object()) visit(*r.child, all[i], path + "." + std::to_string(i) + ".");
    }

    void expect(const std::string& outcome, bool id) {
        const read_answer got = read_whatever(id);
        if (got.outcome == outcome) return;
        CAPTURE(body());
        CHECK(got.outcome == outcome);
    }

    read_answer read_whatever(bool id) {
        ++count_;
        const read_answer got = reader_(body());
        if (id || got.request_id == request_id_) return got;
        CAPTURE(body());
        CHECK(got.request_id == request_id_);
        return got;
    }

    const portwright::detail::dialect& envelope_;
    read_answer (*reader_)(std::string_view);
    json answer_;
    std::string request_id_;
    bool code_is_ours_ = true;
    std::size_t count_ = 0;
};

template <class Action>
std::size_t sweep_action() {
    CAPTURE(Action::call.action);
    const table& t = portwright::detail::table_of<typename Action::response>;
    return sweep(t, portwright::system_of<Action>::answers, &read<Action>, whole(t, 0)).count();
}

TEST_CASE("answers: each field of every action's left out, emptied, null, or of another type") {
    std::size_t read = 0;
    std::size_t index = 0;
    portwright::all_actions::for_each([&]<class Action>() {
        if (index++ % PORTWRIGHT_ONE_OF == 0) read += sweep_action<Action>();
    });
    CHECK(read > 100 * portwright::all_actions::size / PORTWRIGHT_ONE_OF);
}

TEST_CASE("answers: the same of the documents' examples") {
#define ANSWER(where, action, body)                                                                                    \
    SUBCASE(where) {                                                                                                   \
        json answer = json::parse(body);                                                                               \
        if (answer.contains("Response")) answer = answer["Response"];                                                  \
        sweep(portwright::detail::table_of<action::response>, portwright::system_of<action>::answers, &read<action>,   \
              answer);                                                                                                 \
    }
#include "documented.inc"
#undef ANSWER
}

} // namespace
