// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "declared_listener.hpp"

#include <tool/failure.hpp>
#include <tool/signing.hpp>

#include <portwright/request/layout.hpp>

#include <algorithm>

namespace portwright_daemon {
namespace {

using portwright_tool::described_request;

// A value that begins with @ would name a file.
std::string assignment(const std::string& name, const std::string& value) {
    return name + "=" + (value.starts_with('@') ? "@" : "") + value;
}

std::vector<std::string> words_of(std::string_view list) {
    std::vector<std::string> all;
    while (!list.empty()) {
        const std::size_t end = list.find(' ');
        all.emplace_back(list.substr(0, end));
        list.remove_prefix(end == list.npos ? list.size() : end + 1);
    }
    return all;
}

} // namespace

portwright_tool::signing_credentials read_credentials(const listener_settings& of, const warning_taker& warn) {
    try {
        return portwright_tool::signing_credentials(portwright_tool::find_action(of.options.action).family,
                                                    of.options.profile, warn);
    } catch (const portwright_tool::failure& failed) {
        const std::string why = failed.what();
        if (why.starts_with("--")) refuse_request(of, why);
        throw wrong_configuration(of.path + ": credentials: " + why);
    } catch (const portwright_tool::bad_variable& wrong) {
        throw wrong_configuration(of.path + ": credentials: " + wrong.what());
    }
}

declared_listener::declared_listener(listener_settings given, const portwright_tool::signing_credentials& as,
                                     warning_taker warn)
    : settings(std::move(given)), credentials(as), warn_(std::move(warn)) {
    if (!settings.certificate) {
        make_request(nullptr);
        return;
    }
    // What else is wrong is said at once, whatever the files are.
    const certificate_pair stand_in{"-", "-", "", "", false, {}};
    make_request(&stand_in);
    static_cast<void>(look_at_certificate());
}

bool declared_listener::look_at_certificate() {
    if (!settings.certificate) return false;
    const file_stamp stamp = stamp_of(*settings.certificate);
    if (stamp == stamp_) return false;
    std::string why;
    try {
        certificate_pair read = read_certificate(*settings.certificate, settings.path + ".certificate");
        const bool is_same = certificate_ && certificate_->digest == read.digest && certificate_->key == read.key;
        stamp_ = stamp;
        blocked_.clear();
        if (is_same) return false;
        for (const std::string& warning : read.warnings) warn_(warning);
        make_request(&read);
        certificate_ = std::move(read);
        return true;
    } catch (const wrong_configuration& wrong) {
        why = wrong.what();
    }
    // The second of the two files may come without another change that shows.
    const bool is_new = why != blocked_;
    if (is_new) warn_(why + (certificate_ ? "; the certificate before it stays" : "; the listener waits for it"));
    blocked_ = why;
    return false;
}

void declared_listener::make_request(const certificate_pair* with) {
    portwright_tool::sending_options options = settings.options;
    options.take_note = warn_;
    if (with != nullptr) {
        const auto parameters = find_certificate_parameters(options.action);
        const std::string& prefix = parameters->create_prefix;
        options.parameters = {assignment(prefix + parameters->content, with->certificate),
                              assignment(prefix + parameters->key, with->key),
                              assignment(prefix + parameters->name, settings.certificate->name)};
    }
    try {
        auto made = std::make_unique<described_request>(options, credentials);
        static_cast<void>(portwright_tool::sign(*made)); // checks it
        request_ = std::move(made);
    } catch (const portwright_tool::failure& failed) {
        refuse_request(settings, failed.what());
    } catch (const portwright_tool::bad_variable& wrong) {
        throw wrong_configuration(settings.path + ": " + wrong.what());
    }
    // The files are those of one listener.
    const auto& arguments = request_->arguments().fields;
    if (const auto list = arguments.find("listeners");
        with != nullptr && list != arguments.end() && list->second.elements.size() != 1)
        throw wrong_configuration(settings.path + ".certificate: stands beside a request of several listeners");
}

std::vector<std::string> declared_listener::owner_parameters() const {
    std::vector<std::string> all;
    for (const std::string& name : words_of(portwright_tool::find_listener_actions_of(request_->action()).owner))
        if (const auto found = request_->arguments().fields.find(name);
            found != request_->arguments().fields.end() && found->second.leaf)
            all.push_back(assignment(name, found->second.leaf->value));
    return all;
}

std::unique_ptr<described_request> declared_listener::describe(const portwright::operation& call,
                                                               std::vector<std::string> parameters) const {
    portwright_tool::sending_options options = settings.options;
    options.action = std::string(request_->action().system()) + "." + std::string(call.action);
    options.request.reset();
    options.parameters = std::move(parameters);
    options.take_note = [](const std::string&) {};
    if (!call.service->takes_region) options.region.reset();
    auto made = std::make_unique<described_request>(options, credentials);
    static_cast<void>(portwright_tool::sign(*made));
    return made;
}

std::unique_ptr<described_request> declared_listener::change_of_certificate(const std::string& id) const {
    const auto actions = portwright_tool::find_listener_actions_of(request_->action());
    const auto parameters = find_certificate_parameters(settings.options.action);
    std::vector<std::string> all = owner_parameters();
    all.push_back(assignment(actions.change_id, id));
    const std::string& to = parameters->change_prefix;
    all.push_back(assignment(to + parameters->content, certificate_->certificate));
    all.push_back(assignment(to + parameters->key, certificate_->key));
    all.push_back(assignment(to + parameters->name, settings.certificate->name));
    for (const auto& given :
         portwright_tool::read_request(*settings.options.request, request_->action().of().index_base))
        for (const std::string& name : parameters->kept)
            if (given.name == parameters->create_prefix + name) all.push_back(assignment(to + name, given.value));
    return describe(*actions.change, std::move(all));
}

std::unique_ptr<described_request> declared_listener::deletion(const std::string& id) const {
    const auto actions = portwright_tool::find_listener_actions_of(request_->action());
    const auto& action = portwright_tool::find_action(std::string(request_->action().system()) + "." +
                                                      std::string(actions.deletion->action));
    bool is_list = false;
    for (const auto& field : action.parameters)
        if (field.name == actions.deletion_id) is_list = portwright::detail::is_list(field.type);
    std::vector<std::string> all = owner_parameters();
    const std::string element = is_list ? "." + std::to_string(action.of().index_base) : "";
    all.push_back(assignment(actions.deletion_id + element, id));
    if (*actions.unforced != '\0') all.push_back(assignment(actions.unforced, "0"));
    return describe(*actions.deletion, std::move(all));
}

} // namespace portwright_daemon
