// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include "faults.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "text.hpp"

namespace portwright_tool {

const char* const fault_help =
    "SPEC is KIND[=VALUE][,OPTION[=VALUE]]...@WHEN, as in cut-answer=120@3 or lost@5%,seed=7.\n"
    "KIND:\n"
    "  cut-handshake=N  cut the connection after N bytes of our part of TLS's handshake\n"
    "  drip-handshake=MS  send that part byte by byte, each after a wait\n"
    "  cut-request=N  cut the connection after N bytes of the request\n"
    "  cut-answer=N   cut it after N bytes of the answer; the request was carried out\n"
    "  drop           close it without an answer; nothing was carried out\n"
    "  lost           carry the request out and close it without an answer\n"
    "  delay=MS       wait before the answer; the request was carried out\n"
    "  drip=MS        send the answer byte by byte, each after a wait\n"
    "  status=CODE    answer this HTTP status with a page of HTML\n"
    "  throttle       refuse it as one too many\n"
    "  busy           refuse a change, because another operation runs\n"
    "  skew=S         the server's clock is S seconds ahead, behind if negative\n"
    "  truncate=N     end the answer's text after N bytes, with the length to match\n"
    "  oversize=N     make the answer's text N bytes longer\n"
    "  malformed      answer text that is no JSON; the request was carried out\n"
    "  no-date        answer without a Date\n"
    "  close          answer with Connection: close\n"
    "OPTION:\n"
    "  only=ACTION    only requests of this action, which are counted by themselves\n"
    "  seed=N         of the random choice; 1 if it is left out\n"
    "  retry-after=S  with a header Retry-After\n"
    "  empty          of status: without a page\n"
    "  done           of status: the request is carried out first\n"
    "WHEN: N, N-M, N- or all, by the number of the request, from 1; P% at random.\n"
    "Handshakes are counted by connections.";

namespace emulator {
namespace {

using kind = emulator_fault::kind;

[[noreturn]] void wrong(std::string_view text, const std::string& what) {
    throw std::invalid_argument{"wrong fault \"" + std::string{text} + "\": " + what};
}

struct part {
    std::string_view name;
    std::optional<std::string_view> value{};
};

part part_of(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return {text, std::nullopt};
    return {text.substr(0, equals), text.substr(equals + 1)};
}

class parser {
public:
    explicit parser(std::string_view text) : text_{text} {}

    fault_rule parse() {
        const std::size_t sign = text_.rfind('@');
        if (sign == std::string_view::npos) wrong(text_, "@WHEN is missing");
        std::string_view when = text_.substr(sign + 1);
        std::vector<std::string_view> parts = split(text_.substr(0, sign), ',');
        // lost@5%,seed=7 reads as well as lost,seed=7@5%.
        const std::vector<std::string_view> behind = split(when, ',');
        when = behind.front();
        parts.insert(parts.end(), behind.begin() + 1, behind.end());
        read_kind(part_of(parts.front()));
        for (std::size_t i = 1; i < parts.size(); ++i) read_option(part_of(parts[i]));
        read_when(when);
        if (rule_.request_bytes && !rule_.only.empty()) {
            wrong(text_, "cut-request comes before the action is known, so only= cannot choose");
        }
        if (rule_.handshake && !rule_.only.empty()) wrong(text_, "a handshake comes before any action");
        return rule_;
    }

private:
    std::uint64_t number(const part& of, std::uint64_t most) const {
        if (!of.value) wrong(text_, std::string{of.name} + " needs a number");
        return number(*of.value, of.name, most);
    }
    std::uint64_t number(std::string_view digits, std::string_view of, std::uint64_t most) const {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() || value > most) {
            wrong(text_, std::string{of} + " needs a number from 0 to " + std::to_string(most));
        }
        return value;
    }
    void without_value(const part& of) const {
        if (of.value) wrong(text_, std::string{of.name} + " takes no value");
    }

    void read_kind(const part& of) {
        constexpr std::uint64_t an_hour = 3600000;
        constexpr std::uint64_t a_gigabyte = 1U << 30U;
        emulator_fault& made = rule_.fault;
        const std::string_view name = of.name;
        if (name == "cut-handshake") {
            rule_.handshake = handshake_fault{.bytes = number(of, a_gigabyte)};
        } else if (name == "drip-handshake") {
            rule_.handshake = handshake_fault{.drip = std::chrono::milliseconds{number(of, an_hour)}};
        } else if (name == "cut-request") {
            rule_.request_bytes = number(of, a_gigabyte);
        } else if (name == "cut-answer") {
            made.answer_bytes = number(of, a_gigabyte);
        } else if (name == "delay") {
            made.delay = std::chrono::milliseconds{number(of, an_hour)};
        } else if (name == "drip") {
            made.drip = std::chrono::milliseconds{number(of, an_hour)};
        } else if (name == "status") {
            made.what = kind::status;
            made.status = static_cast<int>(number(of, 599));
            if (made.status < 200) wrong(text_, "status needs a number from 200 to 599");
        } else if (name == "skew") {
            if (!of.value) wrong(text_, "skew needs a number");
            const bool behind = of.value->starts_with('-');
            const auto seconds = number(of.value->substr(behind ? 1 : 0), "skew", 100ULL * 366 * 86400);
            made.skew = behind ? -static_cast<std::int64_t>(seconds) : static_cast<std::int64_t>(seconds);
        } else if (name == "truncate" || name == "oversize") {
            made.what = name == "truncate" ? kind::truncated : kind::oversized;
            made.size = number(of, a_gigabyte);
        } else {
            read_plain_kind(of);
        }
    }

    void read_plain_kind(const part& of) {
        emulator_fault& made = rule_.fault;
        if (of.name == "drop" || of.name == "lost") made.what = kind::drop;
        else if (of.name == "throttle") made.what = kind::throttled;
        else if (of.name == "busy") made.what = kind::busy;
        else if (of.name == "malformed") made.what = kind::malformed;
        else if (of.name == "no-date") made.without_date = true;
        else if (of.name == "close") made.close = true;
        else wrong(text_, "there is no kind \"" + std::string{of.name} + "\"");
        made.take_effect = of.name == "lost";
        without_value(of);
    }

    void read_option(const part& of) {
        emulator_fault& made = rule_.fault;
        if (of.name == "only") {
            if (!of.value || of.value->empty()) wrong(text_, "only needs an action");
            rule_.only = *of.value;
        } else if (of.name == "seed") {
            rule_.seed = number(of, UINT64_MAX);
        } else if (of.name == "retry-after") {
            made.retry_after = static_cast<unsigned>(number(of, 86400));
        } else if ((of.name == "empty" || of.name == "done") && made.what == kind::status) {
            without_value(of);
            (of.name == "empty" ? made.empty : made.take_effect) = true;
        } else {
            wrong(text_, "there is no option \"" + std::string{of.name} + "\" here");
        }
    }

    void read_when(std::string_view when) {
        if (when == "all") return;
        if (when.ends_with('%')) {
            const std::string_view digits = when.substr(0, when.size() - 1);
            double share = 0;
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), share);
            const bool read = error == std::errc{} && end == digits.data() + digits.size();
            if (!read || !(share > 0 && share <= 100)) wrong(text_, "P% needs a number above 0, at most 100");
            rule_.share = share / 100;
            return;
        }
        const std::size_t dash = when.find('-');
        rule_.first = number(when.substr(0, dash), "WHEN", UINT64_MAX);
        if (dash == std::string_view::npos) rule_.last = rule_.first;
        else if (dash + 1 < when.size()) rule_.last = number(when.substr(dash + 1), "WHEN", UINT64_MAX);
        if (rule_.first == 0 || rule_.last < rule_.first) wrong(text_, "WHEN counts from 1, upwards");
    }

    std::string_view text_;
    fault_rule rule_;
};

// A kind that a later rule brings stands for an earlier one's; the rest adds up.
void add(const emulator_fault& from, emulator_fault& to) {
    if (from.what != kind::none) {
        to.what = from.what;
        to.take_effect = from.take_effect;
        to.status = from.status;
        to.empty = from.empty;
        to.size = from.size;
    }
    to.delay += from.delay;
    to.drip += from.drip;
    to.skew += from.skew;
    to.without_date = to.without_date || from.without_date;
    to.close = to.close || from.close;
    if (from.retry_after) to.retry_after = from.retry_after;
    if (from.answer_bytes) to.answer_bytes = std::min(*from.answer_bytes, to.answer_bytes.value_or(SIZE_MAX));
}

} // namespace

// The choice depends on seed and number only, so that it is the same however many threads serve.
bool fault_rule::is_for(std::uint64_t number) const {
    if (!share) return number >= first && number <= last;
    std::uint64_t mixed = seed * 0x9e3779b97f4a7c15U + number;   // splitmix64, twice for neighbours to differ
    for (int round = 0; round < 2; ++round) {
        mixed += 0x9e3779b97f4a7c15U;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        mixed ^= mixed >> 31U;
    }
    return static_cast<double>(mixed >> 11U) < *share * 9007199254740992.0;   // of 2^53
}

fault_rule parse_fault(std::string_view text) { return parser{text}.parse(); }

fault_plan::fault_plan(const std::vector<std::string>& specs) {
    for (const std::string& one : specs) rules_.push_back(parse_fault(one));
}

std::optional<std::size_t> fault_plan::request_cut(std::uint64_t number) const {
    std::optional<std::size_t> cut;
    for (const fault_rule& rule : rules_)
        if (rule.request_bytes && rule.is_for(number)) cut = std::min(*rule.request_bytes, cut.value_or(SIZE_MAX));
    return cut;
}

handshake_fault fault_plan::handshake(std::uint64_t connection) const {
    handshake_fault made;
    for (const fault_rule& rule : rules_) {
        if (!rule.handshake || !rule.is_for(connection)) continue;
        made.drip += rule.handshake->drip;
        if (rule.handshake->bytes) made.bytes = std::min(*rule.handshake->bytes, made.bytes.value_or(SIZE_MAX));
    }
    return made;
}

void fault_plan::apply(const emulator_call& call, emulator_fault& to) {
    for (fault_rule& rule : rules_) {
        if (rule.request_bytes || rule.handshake || (!rule.only.empty() && rule.only != call.action)) continue;
        if (rule.is_for(rule.only.empty() ? call.number : ++rule.seen)) add(rule.fault, to);
    }
}

} // namespace emulator
} // namespace portwright_tool
