// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Every bound of every parameter of all actions: the value at it passes, the value beyond it is refused, with the right
// path and reason. The requests are typed, and found from the schemas; the bounds are held against the documents' facts.

#include "tool/catalogue.hpp"
#include "facts.hpp"
#include "valid_request.hpp"

#include <portwright/request/check.hpp>
#include <portwright/request/message.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace {

namespace detail = portwright::detail;
using detail::kind;
using namespace test::catalogue;
using portwright::errc;
using portwright::error;
using portwright_tool::field_info;

template <class Action>
error check_typed(const void* request) {
    return portwright::check(*static_cast<const Action*>(request)).error();
}

std::vector<error (*)(const void*)> all_checks() {
    std::vector<error (*)(const void*)> all;
    portwright::all_actions::for_each([&]<class Action>() { all.push_back(&check_typed<Action>); });
    return all;
}

struct counts {
    std::map<std::string, int> bounds{}; // by kind
    int checks = 0;
    int ruled_out = 0;
    int unlisted = 0; // values beyond a bound that pass because the caller says so
    std::vector<std::string> against_rule{}; // of these: the ones that a rule between fields refuses
    std::set<std::string> lists{}; // "tencent.clb.CreateListener Ports.n values"
    std::set<std::string> found{}; // "tencent.clb.CreateListener Ports.n max=65535"
};

// The bounds of one action.
class prover {
public:
    prover(const action_info& of, error (*check)(const void*), counts& count)
        : of_(of), check_(check), finder_(of, [this](const argument_tree& request) { return check_request(request); }),
          count_(count) {}

    void prove() { fields(of_.parameters, {}, ""); }

private:
    // The error borrows from the request, which lives until the next one is checked.
    error check_request(const argument_tree& request) {
        keep_ = {};
        request_ = request;
        return check_(of_.make(request_, keep_));
    }

    void fields(const std::vector<field_info>& all, const place& around, const std::string& name_around) {
        for (const field_info& field : all) {
            place at = around;
            at.push_back({.row = row_of(around, field.name)});
            const std::string name = name_around + std::string(field.name);
            CAPTURE(of_.name());
            CAPTURE(name);
            if (field.required) prove_required(at, field, detail::is_list(field.type) ? name + ".n" : name);
            std::string inner = name;
            if (detail::is_list(field.type)) {
                inner += ".n";
                count_.lists.insert(of_.name() + " " + inner +
                                    (field.type == kind::structures ? " structures" : " values"));
                if (field.max_items != 0) prove_max_items(at, field.max_items, inner);
                at.back().element = of_.of().index_base;
            }
            if (field.type >= kind::structure) fields(field.fields, at, inner + ".");
            else if (field.type == kind::text || field.type == kind::texts) prove_text(at, field, inner);
            else if (field.type != kind::boolean) prove_number(at, field, inner);
        }
    }

    std::size_t row_of(const place& around, std::string_view name) const {
        place inside = around;
        inside.push_back({.row = 0});
        const detail::table& table = finder_.table_around(inside);
        std::size_t row = 0;
        while (table.name(row) != name) ++row;
        return row;
    }

    void bound(const std::string& name, const std::string& what, const std::string& value = {}) {
        ++count_.bounds[what];
        count_.found.insert(of_.name() + " " + name + " " + what + (value.empty() ? "" : "=" + value));
    }

    // ---- kinds of bounds ----

    void prove_required(const place& at, const field_info& field, const std::string& name) {
        bound(name, "required");
        argument_tree request = finder_.begin_with(at);
        std::vector<place> keep{at};
        if (field.type == kind::structures) keep.clear(); // what its elements need is still to be found
        const bool found = finder_.mend(request, keep) && holds_without(request, at);
        CHECK_MESSAGE(found, "no valid request with it");
        if (!found) return;
        accepted(request);
        argument_tree without = request;
        finder_.erase(without, at);
        refused(without, at, errc::missing_parameter);
        if (field.type == kind::text) refused(set(request, at, text_leaf("")), at, errc::missing_parameter);
        if (detail::is_list(field.type)) refused(set(request, at, {}), at, errc::missing_parameter);
    }

    // A structure that is empty is absent, and so something else has to be in it.
    bool holds_without(argument_tree& request, const place& at) {
        const auto says_so = [&](argument_tree with) {
            finder_.erase(with, at);
            return check_request(with).code == errc::missing_parameter;
        };
        if (says_so(request)) return true;
        for (std::size_t other = 0; other != finder_.table_around(at).count; ++other) {
            place beside = at;
            beside.back() = {.row = other};
            argument_tree more = request;
            finder_.find(more, beside);
            if (other == at.back().row || !finder_.mend(more, {at, beside}) || !says_so(more)) continue;
            request = std::move(more);
            return true;
        }
        return false;
    }

    void prove_max_items(const place& at, std::size_t most, const std::string& name) {
        bound(name, "max_items", std::to_string(most));
        const auto list_of = [&](std::size_t size) {
            argument_tree list;
            for (std::uint32_t i = 0; i != size; ++i)
                list.elements[i + of_.of().index_base] = finder_.valid_element(finder_.row_at(at));
            return list;
        };
        argument_tree request;
        // What the elements need besides is found for the first one.
        if (!valid_with(at, list_of(1), request)) return;
        const argument_tree element = finder_.find(request, at).elements.begin()->second;
        argument_tree full = list_of(most);
        for (auto& [subscript, one] : full.elements) one = element;
        if (!valid_with(at, full, request)) return;
        full.elements[static_cast<std::uint32_t>(most) + of_.of().index_base] = element;
        refused(set(request, at, full), at, errc::too_many, most + 1, std::to_string(most));
    }

    void prove_number(const place& at, const field_info& field, const std::string& name) {
        argument_tree request;
        if (!valid_with(at, number_leaf(field.number != nullptr ? field.number->low : 1), request)) return;
        bound(name, "representable");
        refused(set(request, at, number_leaf(std::int64_t{1} << 61)), at, errc::out_of_range);
        refused(set(request, at, number_leaf(-(std::int64_t{1} << 61) - 1)), at, errc::out_of_range);
        if (field.special) {
            bound(name, "also", std::to_string(*field.special));
            if (!valid_with(at, number_leaf(*field.special), request)) return;
        }
        if (field.number == nullptr) return;
        const detail::number_rule& rule = *field.number;
        const bool more = rule.also < rule.low || rule.also > rule.high;
        const auto is_in = [&](std::int64_t n) { return (n >= rule.low && n <= rule.high) || n == rule.also; };
        const auto prove = [&](std::int64_t value) {
            argument_tree valid;
            if (!valid_with(at, number_leaf(value), valid)) return;
            for (const std::int64_t beyond : {value - 1, value + 1})
                if (!is_in(beyond))
                    refused_if_listed(set(valid, at, number_leaf(beyond)), at, errc::out_of_range, beyond,
                                      std::to_string(value));
        };
        if (field.listed) {
            std::string values;
            for (std::int64_t n = rule.low; n <= rule.high; ++n) {
                values += (values.empty() ? "" : "|") + std::to_string(n);
                prove(n);
            }
            if (more) {
                values += "|" + std::to_string(rule.also);
                prove(rule.also);
            }
            return bound(name, "values", values);
        }
        bound(name, "min", std::to_string(rule.low));
        prove(rule.low);
        if (rule.high != INT32_MAX) {
            bound(name, "max", std::to_string(rule.high));
            prove(rule.high);
        }
        if (more) {
            bound(name, "also", std::to_string(rule.also));
            prove(rule.also);
        }
    }

    void prove_text(const place& at, const field_info& field, const std::string& name) {
        argument_tree request;
        if (!valid_with(at, finder_.valid_element(finder_.row_at(at)), request)) return;
        bound(name, "utf8");
        for (const char* wrong : {"\xFF", "a\xC3", "\xED\xA0\x80"}) // no lead byte, cut short, a surrogate
            refused(set(request, at, text_leaf(wrong)), at, errc::not_utf8);
        if (*field.words != '\0') return prove_words(at, field.words, name);
        if (field.text == nullptr) return;
        const detail::text_rule& rule = *field.text;
        const bool any = rule.has_characters == &detail::any_characters;
        if (rule.shortest != 0) {
            bound(name, "min_length", std::to_string(rule.shortest));
            if (!valid_with(at, text_leaf(text_of(&rule, rule.shortest)), request)) return;
            // An empty text is as good as none where one is required.
            const errc wrong = field.required && rule.shortest == 1 ? errc::missing_parameter : errc::too_short;
            const argument_tree shorter = set(request, at, text_leaf(text_of(&rule, rule.shortest - 1u)));
            if (wrong == errc::too_short) refused(shorter, at, wrong, rule.shortest - 1, std::to_string(rule.shortest));
            else refused(shorter, at, wrong);
        }
        if (rule.longest != 0) {
            bound(name, "max_length", std::to_string(rule.longest));
            const std::string least = std::to_string(rule.longest);
            if (!valid_with(at, text_leaf(text_of(&rule, rule.longest)), request)) return;
            refused(set(request, at, text_leaf(text_of(&rule, rule.longest + 1u))), at, errc::too_long,
                    rule.longest + 1, least);
            if (any) { // characters count, not bytes
                std::string wide;
                for (unsigned i = 0; i != rule.longest; ++i) wide += "\xE5\x8F\xA3";
                if (!valid_with(at, text_leaf(wide), request)) return;
                refused(set(request, at, text_leaf(wide + "\xE5\x8F\xA3")), at, errc::too_long, rule.longest + 1,
                        least);
            }
        }
        if (!any) prove_characters(at, rule, name);
    }

    void prove_words(const place& at, const char* listed, const std::string& name) {
        const std::vector<std::string> words = words_of(listed);
        std::string values;
        for (const std::string& word : words) {
            values += (values.empty() ? "" : "|") + word;
            argument_tree request;
            if (is_ruled_out(name, word)) {
                prove_ruled_out(at, word);
                continue;
            }
            if (!valid_with(at, text_leaf(word), request)) continue;
            std::string other_case = word;
            for (char& c : other_case) {
                const auto byte = static_cast<unsigned char>(c);
                c = static_cast<char>(std::isupper(byte) != 0 ? std::tolower(byte) : std::toupper(byte));
            }
            for (const std::string& wrong : {word + "x", word.substr(1), other_case})
                if (std::find(words.begin(), words.end(), wrong) == words.end() && !wrong.empty())
                    refused_if_listed(set(request, at, text_leaf(wrong)), at, errc::not_listed, {}, word);
        }
        bound(name, "values", values);
    }

    // Values that are listed for a structure wherever it stands, and that the rules exclude here.
    bool is_ruled_out(std::string_view name, std::string_view word) const {
        return of_.name() == "tencent.clb.CreateListener" && name == "HealthCheck.CheckType" &&
               (word == "HTTPS" || word == "GRPC"); // of rules, not of listeners
    }

    void prove_ruled_out(const place& at, const std::string& word) {
        argument_tree request = finder_.begin_with(at);
        finder_.find(request, at) = text_leaf(word);
        CHECK(!finder_.mend(request, {at}));
        refused(request, at, errc::rule_broken);
        ++count_.ruled_out;
    }

    void prove_characters(const place& at, const detail::text_rule& rule, const std::string& name) {
        struct samples {
            portwright::schema::charset::set* set;
            std::string good;
            std::vector<std::string> wrong;
        };
        static const samples all[] = {
            {&detail::is_ascii, "a ~", {"\x7F", "\xC3\xA9"}},
            {&detail::is_visible_ascii, "!~", {"a b", "\x7F", "\xC3\xA9"}},
            {&detail::is_path, "/", {"a", "a/"}},
            {&detail::is_not_a_link, "http:/a", {"http://a", "https://a"}},
            {&detail::is_date_time,
             "2026-11-21 08:00:00",
             {"2026-11-21", "2026-11-21T08:00:00", "2026-11-21 08:00:0a"}},
            {&detail::is_label, "az-09", {"A", "a.b", "a_b"}},
        };
        bound(name, "characters");
        const auto found = std::find_if(std::begin(all), std::end(all),
                                        [&](const samples& one) { return one.set == rule.has_characters; });
        CHECK_MESSAGE(found != std::end(all), "no samples of these characters");
        if (found == std::end(all)) return;
        argument_tree request;
        if (!valid_with(at, text_leaf(found->good), request)) return;
        for (const std::string& wrong : found->wrong)
            refused(set(request, at, text_leaf(wrong)), at, errc::bad_characters);
    }

    // ---- checks ----

    // A valid request with this value there, whatever else it takes.
    bool valid_with(const place& at, const argument_tree& value, argument_tree& request) {
        argument_tree made = finder_.begin_with(at);
        finder_.find(made, at) = value;
        std::vector<place> keep{at};
        if (detail::is_list(finder_.row_at(at).type) && !at.back().element && value.elements.size() == 1) keep.clear();
        const bool found = finder_.mend(made, keep);
        std::array<char, 200> line{};
        const std::string why(portwright::message(check_request(made), line));
        CHECK_MESSAGE(found, "no valid request with ", (value.leaf ? value.leaf->value : "a list of "),
                      value.elements.size(), ": ", why);
        ++count_.checks;
        if (found) request = std::move(made);
        return found;
    }

    void accepted(const argument_tree& request) {
        CHECK(check_request(request).code == errc::none);
        ++count_.checks;
    }

    argument_tree set(argument_tree request, const place& at, const argument_tree& value) {
        finder_.find(request, at) = value;
        return request;
    }

    void refused(const argument_tree& request, const place& at, errc code, std::optional<std::int64_t> number = {},
                 std::string_view limit = {}) {
        const error why = check_request(request);
        ++count_.checks;
        std::array<char, 4096> buffer{};
        const std::string line(portwright::message(why, buffer));
        CAPTURE(line);
        CHECK(why.code == code);
        CHECK(line.starts_with(finder_.wire_path(at) + ": "));
        CHECK(finder_.place_of(why) == at);
        if (number) {
            CHECK(why.has_number);
            CHECK(why.number == *number);
        }
        CHECK(line.find(limit) != std::string::npos);
        if ((finder_.row_at(at).flags & detail::row::secret) != 0) CHECK(why.text == nullptr);
    }

    // Refused, unless the caller says that the value is unlisted. The elements of lists of values cannot say so.
    void refused_if_listed(const argument_tree& request, const place& at, errc code, std::optional<std::int64_t> number,
                           std::string_view limit) {
        refused(request, at, code, number, limit);
        if (at.back().element) return;
        const void* const typed = of_.make(request_, keep_);
        const unsigned char* object = static_cast<const unsigned char*>(typed);
        const detail::table* table = of_.table;
        for (std::size_t i = 0; i + 1 != at.size(); ++i) {
            const detail::row& row = table->rows[at[i].row];
            object = detail::raw_root::inside(object, row, at[i].element.value_or(0) - (at[i].element ? base() : 0));
            table = row.child;
        }
        // The request was made in storage of this test.
        void* const field = const_cast<unsigned char*>(object) + table->rows[at.back().row].offset();
        if (code == errc::not_listed) {
            auto* const value = static_cast<portwright::text*>(field);
            *value = portwright::unlisted(value->view());
        } else {
            auto* const value = static_cast<portwright::integer*>(field);
            *value = portwright::unlisted(**value);
        }
        const error why = check_(typed);
        if (why.code == errc::rule_broken) count_.against_rule.push_back(of_.name() + " " + finder_.wire_path(at));
        else CHECK(why.code == errc::none);
        ++count_.unlisted;
    }

    std::uint32_t base() const { return of_.of().index_base; }

    const action_info& of_;
    error (*check_)(const void*);
    request_finder finder_;
    counts& count_;
    argument_tree request_{};
    portwright_tool::storage keep_{};
};

// The facts in the form of counts::lists.
std::set<std::string> lists_to_find() {
    std::set<std::string> all;
    for (const fact& from : read_facts("lists.tsv")) all.insert(from.action + " " + from.name + " " + from.type);
    return all;
}

// The facts in the form of counts::found. The region is no parameter of an action.
std::set<std::string> facts_to_find() {
    std::set<std::string> all;
    for (const fact& from : read_parameters()) {
        if (from.has("common")) continue;
        for (const auto& [what, value] : from.more) {
            std::string name = from.name;
            if (what == "secret") continue;
            if (what == "max_items") name = name.substr(0, name.rfind(".n") + 2); // of the innermost list
            all.insert(from.action + " " + name + " " + what + (value.empty() ? "" : "=" + value));
        }
    }
    for (const fact& from : read_facts("lists.tsv"))
        if (from.has("required")) all.insert(from.action + " " + from.name + " required");
    return all;
}

// One check for each text that only one of the two has, because doctest shows a set as {?}.
template <class Found, class Expected>
void check_same(const Found& found, const Expected& expected) {
    for (const std::string& one : found)
        if (std::find(expected.begin(), expected.end(), one) == expected.end()) FAIL_CHECK("not expected: ", one);
    for (const std::string& one : expected)
        if (std::find(found.begin(), found.end(), one) == found.end()) FAIL_CHECK("not found: ", one);
    CHECK(found.size() == expected.size());
}

TEST_CASE("catalogue: each bound of each parameter passes the value at it and refuses the one beyond") {
    const std::vector<error (*)(const void*)> checks = all_checks();
    const std::vector<action_info>& actions = portwright_tool::actions();
    REQUIRE(actions.size() == checks.size());
    counts count;
    for (std::size_t i = 0; i != actions.size(); ++i) prover(actions[i], checks[i], count).prove();

    std::set<std::string> documented = facts_to_find();
    int bounds = 0;
    for (const auto& [what, number] : count.bounds) {
        MESSAGE(number, " ", what);
        bounds += number;
    }
    MESSAGE(bounds, " bounds, ", count.checks, " checks of typed requests");
    for (const std::string& one : count.found) {
        if (one.ends_with(" utf8") || one.ends_with(" representable") || one.ends_with(" characters")) continue;
        CAPTURE(one);
        CHECK(documented.erase(one) == 1);
    }
    for (const std::string& one : documented) FAIL_CHECK("not in the schema: ", one);
    check_same(count.lists, lists_to_find());
    CHECK(count.ruled_out == 2);
    // A range that would end before it begins.
    check_same(count.against_rule, std::vector<std::string>{"aliyun.ga.CreateListener PortRanges.1.FromPort",
                                                            "aliyun.ga.CreateListener PortRanges.1.ToPort",
                                                            "aliyun.ga.UpdateListener PortRanges.1.FromPort",
                                                            "aliyun.ga.UpdateListener PortRanges.1.ToPort"});
    // What the facts do not say of a parameter in so many words, but by its type.
    std::map<std::string, int> typed;
    int overridden = 0;
    for (const fact& from : read_parameters()) {
        if (from.has("common")) continue;
        ++typed[from.type];
        // The elements of lists cannot be unlisted.
        for (const char* what : {"values", "min", "max", "also"})
            if (!from.name.ends_with(".n") && from.has(what)) ++overridden;
    }
    CHECK(count.bounds["utf8"] == typed["string"]);
    CHECK(count.bounds["representable"] == typed["integer"]);
    CHECK(count.unlisted >= overridden);
    MESSAGE(count.unlisted, " checks of unlisted values");
    // The value at a bound, and the one beyond.
    CHECK(count.checks >= 2 * bounds);
}

} // namespace
