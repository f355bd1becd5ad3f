// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "../answer_form.hpp"
#include "../commands.hpp"
#include "../cut_off.hpp"
#include "../failure.hpp"
#include "../mismatch.hpp"
#include "../request.hpp"
#include "../session.hpp"
#include "../signing.hpp"
#include "../systems/find.hpp"
#include "../systems/untyped.hpp"

#include <nlohmann/json.hpp>

#include <exception>
#include <iostream>
#include <memory>
#include <string>

#include <unistd.h>

namespace portwright_tool {
namespace {

using portwright::call_outcome;
using portwright::errc;

struct call_options : sending_options {
    bool wait = false;
    answer_form form{};
};

// What is left to say when the command is cut off.
exit_status say_cut_off(std::string_view why, cut_off::known what) {
    std::string line = what == cut_off::known::not_sent ? "not sent: " + std::string(why)
                       : what == cut_off::known::sent
                           ? "outcome unknown: sent, and no answer (" + std::string(why) + ")"
                       : why == "timed out" ? "task: still running when the time was up"
                                            : "task: still running when it was " + std::string(why);
    cut_off::put(STDERR_FILENO, line + '\n');
    return what == cut_off::known::not_sent ? exit_transport_failed : exit_outcome_unknown;
}

// One line of JSON where nothing else was asked for, whatever the cloud's bytes are, and at once: an ID must outlive an interruption.
void show_answer(const session& from, cut_off& limit, const answer_form& form, bool then_waits = false) {
    const std::string& answer = from.connection().answer();
    nlohmann::json shown = nlohmann::json::parse(answer, nullptr, false);
    if (shown.is_discarded()) shown = answer; // not UTF-8, say
    const std::string text = form.apply(shown.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n');
    from.clear_progress(); // the answer may go to the same terminal
    if (!then_waits) limit.is_over();
    const auto whole = limit.hold();
    std::cout << text << std::flush;
    if (then_waits) limit.waits(whole);
    if (!std::cout) throw failure(exit_outcome_unknown, "done, and the answer cannot be written");
}

// The answer was not complete, rather than not readable.
bool is_cut(const portwright::error& unknown) {
    const auto cause = static_cast<errc>(unknown.number);
    return cause == errc::timed_out || cause == errc::receive_failed || cause == errc::send_failed;
}

struct running_call {
    session& over;
    cut_off& limit;
    const call_options& options;
    const described_request& request;

    [[noreturn]] void fail(const call_report& called) const {
        over.clear_progress();
        switch (called.outcome) {
        case call_outcome::refused: {
            const std::string difference = find_difference();
            throw failure(exit_refused, refusal_of(called.refusal) + (difference.empty() ? "" : "; " + difference));
        }
        case call_outcome::not_sent:
            throw failure(exit_transport_failed, "not sent: " + over.cause_of_not_sent(called.why));
        case call_outcome::unknown: {
            const char* const how = is_cut(called.why) ? "sent, and no answer" : "the answer cannot be read";
            throw failure(exit_outcome_unknown,
                          std::string("outcome unknown: ") + how + " (" + cause_of(called.why, called.refusal) + ")");
        }
        case call_outcome::done: break;
        }
        show_answer(over, limit, options.form);
        throw failure(exit_outcome_unknown,
                      "done, and the answer cannot be read whole (" + message_of(called.why) + ")");
    }

    // Of the strings to sign. Nothing that goes wrong in it may hide the refusal.
    [[nodiscard]] std::string find_difference() const {
        try {
            return explain_mismatch(options, request, over.connection().sent(), over.connection().answer());
        } catch (const std::exception&) {
            return {};
        }
    }

    bool take(const call_report& called) const {
        if (called.outcome != call_outcome::done || called.why.code != errc::none) fail(called);
        show_answer(over, limit, options.form, options.wait);
        return options.wait;
    }

    int finish(const call_result& ended) const {
        over.clear_progress();
        limit.is_over();
        if (!ended.has_task) {
            if (options.wait) std::cerr << "task: none\n";
            return exit_done;
        }
        switch (ended.report.why.code) {
        case errc::none:
            show_answer(over, limit, options.form);
            std::cerr << "task: succeeded\n";
            return exit_done;
        case errc::task_failed: show_answer(over, limit, options.form); throw failure(exit_refused, "task: failed");
        case errc::still_running:
            throw failure(exit_outcome_unknown,
                          std::string("task: still running") + (options.timeout > 0 ? " when the time was up" : ""));
        default:
            // Whatever became of a poll, the create was done: a script that tried again would create a second.
            throw failure(exit_outcome_unknown,
                          "task: its end cannot be seen (" + cause_of(ended.report.why, ended.report.refusal) + ")");
        }
    }
};

int run(const call_options& options) {
    declare_untyped(options);
    if (options.untyped && options.wait)
        refuse("--wait", "nothing is known of the tasks of an action outside the catalogue");
    cut_off limit(options.timeout, &say_cut_off);
    const described_request request(options);
    if (request.checked && !request.is_untyped()) check_field(options.form, request.action(), options.wait);
    static_cast<void>(sign(request)); // refuses what is wrong with it, in the words of the command line
    session over(request, options, limit, wire::counts::everything);
    const running_call call{over, limit, options, request};
    try {
        const auto take = [&](const call_report& called) { return call.take(called); };
        if (request.is_untyped()) return call.finish(call_untyped(over, request, take));
        return call.finish(find_call_of(request.action())(over, request.typed(), request.signature, take));
    } catch (const failure&) {
        throw;
    } catch (const std::exception& error) { // whatever it is, the request was sent
        throw failure(exit_outcome_unknown, std::string("sent, and the answer cannot be shown: ") + error.what());
    }
}

} // namespace

void add_call_command(CLI::App& app, command_body& chosen) {
    CLI::App& sub = *app.add_subcommand("call", "Send a request and show the answer");
    auto options = std::make_shared<call_options>();
    add_request_options(sub, *options);
    add_moment_options(sub, *options);
    add_untyped_options(sub, *options);
    add_sending_options(sub, *options);
    add_form_options(sub, options->form);
    sub.add_flag("--wait", options->wait, "ask until the task that was started has ended");
    sub.callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

} // namespace portwright_tool
