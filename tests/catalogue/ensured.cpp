// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// The facts by which listeners are declared, and what follows from names, against the vendors' facts in ensure.tsv.

#include <portwright/aliyun/ga/ensure_listener.hpp>
#include <portwright/calls/ensure_requests.hpp>
#include <portwright/tencent/bmlb/ensure_listeners.hpp>
#include <portwright/tencent/clb/ensure_listener.hpp>
#include <portwright/tencent/gaap/ensure_http_listener.hpp>
#include <portwright/tencent/gaap/ensure_https_listener.hpp>
#include <portwright/tencent/gaap/ensure_tcp_listeners.hpp>
#include <portwright/tencent/gaap/ensure_udp_listeners.hpp>
#include <portwright/tencent/lb/ensure_forward_listeners.hpp>
#include <portwright/tencent/lb/ensure_listeners.hpp>

#include "../tool/run.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace portwright;

struct fact {
    std::string role, answer, compare, change;
};

/// The parameters of an action, without the `.n` of lists.
std::map<std::string, fact> facts_of(const std::string& action) {
    std::ifstream file(PORTWRIGHT_CATALOGUE_DIR "/ensure.tsv");
    REQUIRE(file);
    std::map<std::string, fact> all;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("#")) continue;
        std::vector<std::string> columns;
        std::istringstream text(line);
        for (std::string column; std::getline(text, column, '\t');) {
            for (std::size_t at = column.find(".n"); at != column.npos; at = column.find(".n", at + 1))
                if (at + 2 == column.size() || column[at + 2] == '.' || column[at + 2] == '+') column.erase(at, 2);
            columns.push_back(column);
        }
        REQUIRE(columns.size() == 6);
        if (columns[0] == action) all[columns[1]] = {columns[2], columns[3], columns[4], columns[5]};
    }
    REQUIRE(!all.empty());
    return all;
}

std::set<std::string> split(std::string text, char by, const std::string& without) {
    std::set<std::string> all;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, by);)
        all.insert(part.starts_with(without) ? part.substr(without.size()) : part);
    return all;
}

bool has_path(const detail::table& t, std::string_view path) {
    const detail::row* const r = detail::find_row(t, detail::take_name(path, '.'));
    if (r == nullptr) return false;
    return path.empty() || (r->type >= detail::kind::structure && has_path(*r->child, path));
}

template <class Create>
void compare(const std::string& system) {
    constexpr const ensure_facts& facts = ensured<Create>::facts;
    using look = typename ensured<Create>::look;
    const std::string name(std::string_view(Create::call.action));
    CAPTURE(name);
    std::map<std::string, fact> known = facts_of(system + "." + name);
    const detail::table& root = detail::table_of<Create>;
    const bool listed = *facts.listeners != '\0';
    const detail::table& own = listed ? *detail::find_row(root, facts.listeners)->child : root;
    const detail::row* const list = detail::find_row(detail::table_of<typename look::response>, facts.list);
    REQUIRE(list != nullptr);
    const detail::table& answer = *list->child;
    const detail::table& change = detail::table_of<typename ensured<Create>::change>;
    CHECK(detail::parameter_count(own) <= 64);
    CHECK(detail::find_row(answer, facts.id) != nullptr);
    CHECK(detail::find_row(answer, facts.answer_port) != nullptr);
    CHECK(detail::find_row(own, facts.port) != nullptr);
    CHECK((*facts.state == '\0' || detail::find_row(answer, facts.state) != nullptr));
    CHECK((*facts.kind == '\0' || detail::find_row(answer, facts.kind) != nullptr));
    CHECK(detail::find_row(change, facts.change_id) != nullptr);
    for (const char* const filter : {facts.port_filter, facts.page, facts.page_size})
        CHECK((*filter == '\0' || detail::find_row(detail::table_of<look>, filter) != nullptr));
    for (const counterpart& c : facts.counterparts) {
        CAPTURE(std::string(c.parameter));
        CHECK(has_path(own, c.parameter));
        for (std::string_view paths = c.answer; !paths.empty();) CHECK(has_path(answer, detail::take_name(paths, ' ')));
    }
    const std::string answers = "Response." + std::string(facts.list) + ".";
    unsigned compared = 0;
    const std::vector<unsigned char> nothing(own.object_size);
    detail::each_parameter(own, nothing.data(), [&](const detail::listener_parameter& p) {
        std::string wire = listed ? std::string(facts.listeners) + "." : "";
        if (p.outer != nullptr) wire += std::string(p.outer_name) + ".";
        wire += p.name;
        std::string_view item;
        const counterpart* const other = detail::find_counterpart(facts, p, item);
        std::string ours = "-";
        if (other != nullptr && *other->answer != '\0') ours = other->answer;
        else if (has_path(answer, wire.substr(listed ? std::string(facts.listeners).size() + 1 : 0)))
            ours = wire.substr(listed ? std::string(facts.listeners).size() + 1 : 0);
        std::vector<std::string> names; // a list of structures has a fact for each of its fields
        for (const auto& [parameter, what] : known)
            if (parameter == wire || parameter.starts_with(wire + ".")) names.push_back(parameter);
        CAPTURE(wire);
        CHECK(!names.empty());
        for (const std::string& each : names) {
            CAPTURE(each);
            const fact& theirs = known[each];
            ++compared;
            const bool identity = detail::is_identity(facts, p);
            if (theirs.role == "identity" || theirs.role == "owner" || theirs.role == "token") {
                CHECK((identity || theirs.answer == "-")); // what does not read back is said, and not passed over
                continue;
            }
            CHECK_FALSE(identity);
            if (each != wire && each != wire + "." + std::string(item)) continue; // it is the item that is compared
            const std::string list_v2 = std::string(facts.list) + ".";
            std::set<std::string> wanted;
            for (std::string path : split(theirs.answer, '+', answers))
                wanted.insert(path.starts_with(list_v2) ? path.substr(list_v2.size()) : path);
            std::set<std::string> found = split(ours, ' ', "");
            if (wire == "listeners.scheduler") found.erase("scheduler"); // beside what one document says, another
            if (wanted.size() == 1 && *wanted.begin() == "scheduler") found.insert("scheduler");
            CHECK(found == wanted);
            const bool changes = detail::is_changeable(facts, p, change);
            CHECK(changes == (theirs.change != "-"));
            CHECK((theirs.compare == "flag") == (other != nullptr && other->how >= read_back::flag));
            const bool words = (p.field->flags & detail::row::listed) != 0;
            if (theirs.compare == "nocase") CHECK(words);
        }
    });
    CHECK(compared >= known.size() - (listed ? 1 : 0));
}

TEST_CASE("catalogue: what declarations compare and change is what the vendors' facts say") {
    compare<tencent::clb::CreateListener>("tencent.clb");
    compare<tencent::gaap::CreateHTTPListener>("tencent.gaap");
    compare<tencent::gaap::CreateHTTPSListener>("tencent.gaap");
    compare<tencent::gaap::CreateTCPListeners>("tencent.gaap");
    compare<tencent::gaap::CreateUDPListeners>("tencent.gaap");
    compare<tencent::lb::CreateLoadBalancerListeners>("tencent.lb");
    compare<tencent::lb::CreateForwardLBSeventhLayerListeners>("tencent.lb");
    compare<tencent::lb::CreateForwardLBFourthLayerListeners>("tencent.lb");
    compare<tencent::bmlb::CreateBmListeners>("tencent.bmlb");
    compare<aliyun::ga::CreateListener>("aliyun.ga");
}

TEST_CASE("the tool's ensure takes every action that has facts") {
    std::ifstream file(PORTWRIGHT_CATALOGUE_DIR "/ensure.tsv");
    std::set<std::string> actions;
    for (std::string line; std::getline(file, line);)
        if (!line.starts_with("#")) actions.insert(line.substr(0, line.find('\t')));
    CHECK(actions.size() >= 10);
    for (const std::string& action : actions) {
        const tool::outcome ran = tool::run({"plan", action, "--region", ""});
        CHECK(ran.status == 2);
        CHECK_MESSAGE(ran.error.find("creates no listener") == std::string::npos, ran.error);
    }
}

} // namespace
