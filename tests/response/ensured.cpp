// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The facts by which listeners are declared are names and paths in texts: each must be a field where it is looked up.

#include <portwright/aliyun/ga/ensure_listener.hpp>
#include <portwright/response/compared.hpp>
#include <portwright/response/ensured.hpp>
#include <portwright/tencent/bmlb/ensure_listeners.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/gaap/ensure_http_listener.hpp>
#include <portwright/tencent/gaap/ensure_https_listener.hpp>
#include <portwright/tencent/gaap/ensure_tcp_listeners.hpp>
#include <portwright/tencent/gaap/ensure_udp_listeners.hpp>
#include <portwright/tencent/lb/ensure_forward_listeners.hpp>
#include <portwright/tencent/lb/ensure_listeners.hpp>

#include "../verify.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

using portwright::counterpart;
using portwright::ensure_facts;
using portwright::ensured;
using portwright::other_look;
using portwright::other_looks;
using portwright::read_back;
using portwright::detail::find_row;
using portwright::detail::has_name;
using portwright::detail::is_list;
using portwright::detail::is_same_word;
using portwright::detail::kind;
using portwright::detail::next_word;
using portwright::detail::read_number;
using portwright::detail::row;
using portwright::detail::table;
using portwright::detail::table_of;
using portwright::detail::take_name;
using portwright::detail::word_text;

/// The structures in which the names are looked up.
struct places {
    const table* create;
    const table* look;
    const table* answer;
    const table* change;
    std::vector<const table*> other_requests = {};
    std::vector<const table*> other_answers = {};
};

/// The names of some facts that are no fields.
class wrong_names {
public:
    wrong_names(const ensure_facts& facts, std::span<const other_look> others, const places& in) {
        const table& own = *facts.listeners ? child(*in.create, facts.listeners, kind::structures) : *in.create;
        const table& element = child(*in.answer, facts.list, kind::structure_sequence);
        all_in(*in.create, facts.owner);
        all_in(*in.look, facts.owner);

        expect(*facts.port && *facts.answer_port && *facts.id && *facts.change_id && *facts.list, "a name is empty");
        all_in(own, facts.port);
        all_in(element, facts.answer_port);
        all_in(own, facts.end_port);
        if (*facts.end_port) one_in(element, facts.end_port);
        expect((*facts.from_port == 0) == (*facts.to_port == 0), "half a range");
        if (*facts.from_port) {
            for (const char* const end : {facts.from_port, facts.to_port}) {
                all_in(child(own, facts.port, kind::structures), end);
                all_in(child(element, facts.answer_port, kind::structure_sequence), end);
            }
        }
        all_in(own, facts.protocol);
        all_in(element, facts.protocol);
        all_in(own, facts.part_of_identity);
        if (const row* const r = find_row(own, facts.protocol)) {
            value_of(*r, facts.default_protocol);
            value_of(*r, facts.udp);
        }

        for (const char* const name : {facts.id, facts.kind, facts.state}) all_in(element, name);
        expect((*facts.kind == 0) == (*facts.kind_is == 0), "half a kind");
        if (const row* const r = find_row(element, facts.state)) {
            std::string_view states = facts.states;
            const bool words = r->type == kind::text;
            expect(words ? !take_name(states, ' ').empty() && !take_name(states, ' ').empty() && states.empty()
                         : !states.empty() && states.find_first_not_of("spdx") == states.npos,
                   "states");
        }

        for (const char* const name : {facts.port_filter, facts.page, facts.page_size}) {
            all_in(*in.look, name);
            if (const row* const r = find_row(*in.look, name)) expect(r->type == kind::integer, name);
        }
        expect((*facts.page == 0) == (facts.elements == 0) && (*facts.page == 0) == (*facts.page_size == 0), "page");

        all_in(*in.change, facts.change_id);
        all_in(*in.change, facts.always);
        all_in(own, facts.always);
        for (const char* const group : facts.groups) {
            all_in(own, group);
            all_in(*in.change, group);
        }
        for (const counterpart& c : facts.counterparts) check(c, own, element);

        expect(others.size() == in.other_requests.size(), "facts of other looks");
        for (std::size_t i = 0; i != in.other_requests.size() && i != others.size(); ++i) {
            all_in(*in.create, others[i].when);
            const table& other = child(*in.other_answers[i], facts.list, kind::structure_sequence);
            for (const char* const name : {facts.id, facts.answer_port, facts.state, others[i].counts})
                all_in(other, name);
            for (const char* const name : {facts.owner, facts.port_filter, facts.page, facts.page_size})
                all_in(*in.other_requests[i], name);
        }
    }

    std::string text() const { return wrong_; }

private:
    void expect(bool holds, std::string_view what) {
        if (!holds) wrong_.append(what).append("; ");
    }
    const table& child(const table& t, std::string_view name, kind type) {
        static constexpr table nothing{};
        const row* const r = find_row(t, name);
        expect(r != nullptr && r->type == type, name);
        return r != nullptr && r->type == type ? *r->child : nothing;
    }
    void all_in(const table& t, std::string_view names) {
        while (!names.empty()) {
            const std::string_view name = take_name(names, ' ');
            expect(find_row(t, name) != nullptr, name);
        }
    }
    void one_in(const table& t, std::string_view names) {
        const std::string_view all = names;
        while (!names.empty())
            if (find_row(t, take_name(names, ' ')) != nullptr) return;
        expect(false, all);
    }
    /// The field at a path; null where there is none.
    static const row* find(const table& t, std::string_view path) {
        const row* const r = find_row(t, take_name(path, '.'));
        if (r == nullptr || path.empty()) return r;
        return r->type >= kind::structure ? find(*r->child, path) : nullptr;
    }
    /// Whether the words may be values of the field.
    void value_of(const row& r, std::string_view words) {
        while (!words.empty()) {
            const std::string_view word = take_name(words, ' ');
            std::int64_t number = 0;
            bool found = r.type == kind::text;
            if (r.type == kind::integer || r.type == kind::integers)
                found = read_number(word.data(), word.size(), number);
            if ((r.flags & row::listed) != 0) {
                found = false;
                for (const char* listed = r.words; *listed != 0; listed = next_word(listed))
                    found = found || is_same_word(word_text(listed), word);
            }
            expect(found, word);
        }
    }
    void check(const counterpart& c, const table& own, const table& element) {
        const row* const r = find(own, c.parameter);
        expect(r != nullptr && r->type < kind::structure, c.parameter);
        std::string_view paths = *c.answer ? c.answer : c.parameter;
        const bool is_flag = c.how >= read_back::flag;
        while (!paths.empty()) {
            const std::string_view path = take_name(paths, ' ');
            const row* const read = find(element, path);
            expect(read != nullptr && read->type < kind::structure, path);
            if (read != nullptr && is_flag) expect(read->type == kind::text_sequence, path);
        }
        if (r == nullptr) return;
        if (is_flag) expect(r->type == kind::boolean, c.parameter);
        if (c.how == read_back::element) expect(is_list(r->type), c.parameter);
        for (const char* const value : {c.absent, c.unreachable})
            if (value != nullptr) value_of(*r, value);
    }

    std::string wrong_;
};

template <class... Looks>
void add_others(places& to, other_looks<Looks...>) {
    (to.other_requests.push_back(&table_of<Looks>), ...);
    (to.other_answers.push_back(&table_of<typename Looks::response>), ...);
}

/// A text with an `x` behind each of its names in turn.
std::vector<std::string> misspellings(std::string_view text) {
    std::vector<std::string> made;
    for (std::size_t i = 1; i <= text.size(); ++i)
        if (i == text.size() || text[i] == ' ' || text[i] == '.') made.push_back(std::string(text).insert(i, "x"));
    return made;
}

TEST_CASE_TEMPLATE("ensured: every name is a field, and a misspelt one is found", Create,
                   portwright::tencent::clb::CreateListener, portwright::tencent::gaap::CreateTCPListeners,
                   portwright::tencent::gaap::CreateUDPListeners, portwright::tencent::gaap::CreateHTTPListener,
                   portwright::tencent::gaap::CreateHTTPSListener, portwright::tencent::lb::CreateLoadBalancerListeners,
                   portwright::tencent::lb::CreateForwardLBSeventhLayerListeners,
                   portwright::tencent::lb::CreateForwardLBFourthLayerListeners,
                   portwright::tencent::bmlb::CreateBmListeners, portwright::aliyun::ga::CreateListener) {
    using known = ensured<Create>;
    places in{&table_of<Create>, &table_of<typename known::look>, &table_of<typename known::look::response>,
              &table_of<typename known::change>};
    add_others(in, typename known::others());
    const std::vector<other_look> others(known::others_facts.begin(), known::others_facts.end());
    const ensure_facts& facts = known::facts;
    const auto wrong = [&](const ensure_facts& with) { return wrong_names(with, others, in).text(); };
    CHECK(wrong(facts) == "");

    using name = const char* ensure_facts::*;
    for (const name member :
         {&ensure_facts::owner, &ensure_facts::listeners, &ensure_facts::port, &ensure_facts::answer_port,
          &ensure_facts::end_port, &ensure_facts::from_port, &ensure_facts::to_port, &ensure_facts::protocol,
          &ensure_facts::part_of_identity, &ensure_facts::list, &ensure_facts::id, &ensure_facts::kind,
          &ensure_facts::state, &ensure_facts::port_filter, &ensure_facts::page, &ensure_facts::page_size,
          &ensure_facts::change_id, &ensure_facts::always})
        for (const std::string& misspelt : misspellings(facts.*member)) {
            CAPTURE(misspelt);
            ensure_facts changed = facts;
            changed.*member = misspelt.c_str();
            CHECK(wrong(changed) != "");
        }
    for (std::size_t i = 0; i != facts.groups.size(); ++i)
        for (const std::string& misspelt : misspellings(facts.groups[i])) {
            CAPTURE(misspelt);
            std::vector<const char*> groups(facts.groups.begin(), facts.groups.end());
            groups[i] = misspelt.c_str();
            ensure_facts changed = facts;
            changed.groups = groups;
            CHECK(wrong(changed) != "");
        }
    for (std::size_t i = 0; i != facts.counterparts.size(); ++i)
        for (const auto member : {&counterpart::parameter, &counterpart::answer})
            for (const std::string& misspelt : misspellings(facts.counterparts[i].*member)) {
                CAPTURE(misspelt);
                std::vector<counterpart> all(facts.counterparts.begin(), facts.counterparts.end());
                all[i].*member = misspelt.c_str();
                ensure_facts changed = facts;
                changed.counterparts = all;
                CHECK(wrong(changed) != "");
            }
    for (std::size_t i = 0; i != others.size(); ++i)
        for (const auto member : {&other_look::when, &other_look::counts}) {
            std::vector<other_look> changed = others;
            changed[i].*member = "Http3Supportedx";
            CHECK(wrong_names(facts, changed, in).text() == "Http3Supportedx; ");
        }
}

TEST_CASE("ensured: values of other parameters are found, too") {
    using known = ensured<portwright::aliyun::ga::CreateListener>;
    const places in{&table_of<portwright::aliyun::ga::CreateListener>, &table_of<known::look>,
                    &table_of<known::look::response>, &table_of<known::change>};
    ensure_facts changed = known::facts;
    changed.default_protocol = "tpc";
    CHECK(wrong_names(changed, {}, in).text() == "tpc; ");
    changed = known::facts;
    changed.udp = "udp quick";
    CHECK(wrong_names(changed, {}, in).text() == "quick; ");
    changed = known::facts;
    changed.states = "active";
    CHECK(wrong_names(changed, {}, in).text() == "states; ");
    const counterpart none[] = {{"ClientAffinity", "", read_back::value, "NOE"}};
    changed = known::facts;
    changed.counterparts = none;
    CHECK(wrong_names(changed, {}, in).text() == "NOE; ");
    const counterpart no_flag[] = {{"ProxyProtocol", "State", read_back::flag}};
    changed.counterparts = no_flag;
    CHECK(wrong_names(changed, {}, in).text() == "State; ");
}

TEST_CASE("ensured: a name among names") {
    VERIFY(has_name("Port", "Port"));
    VERIFY(has_name("UDP QUIC", "UDP"));
    VERIFY(has_name("UDP QUIC", "QUIC"));
    VERIFY(has_name("a  b", "b"));
    VERIFY(!has_name("a  b", ""));
    VERIFY(!has_name("UDP QUIC", "UDP QUIC"));
    VERIFY(!has_name("EndPort FullEndPorts", "Port"));
    VERIFY(!has_name("EndPort FullEndPorts", "EndPorts"));
    VERIFY(!has_name("EndPort FullEndPorts", "End"));
    VERIFY(!has_name("Port", "port"));
    VERIFY(!has_name("", "Port"));
    VERIFY(!has_name("", ""));
}

TEST_CASE("ensured: an action without facts cannot be declared") {
    VERIFY(portwright::detail::ensurable<portwright::tencent::clb::CreateListener>);
    VERIFY(!portwright::detail::ensurable<portwright::tencent::clb::DescribeListeners>);
}

} // namespace
