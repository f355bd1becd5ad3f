// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "untyped_action.hpp"

#include "failure.hpp"
#include "secrets.hpp"

#include <portwright/aliyun/rpc.hpp>
#include <portwright/crypto/mbedtls.hpp>
#include <portwright/signature/acs3.hpp>
#include <portwright/signature/tc3.hpp>
#include <portwright/tencent/api_v3.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <deque>
#include <set>

namespace portwright_tool {
namespace {

// What an action's description points to.
struct declared {
    std::string system{}, action{}, host{}, version{};
    portwright::service service;
    portwright::operation call{portwright::borrowed_text(std::string_view{}), nullptr};
    portwright::detail::action_table table{{}, {portwright::borrowed_text(std::string_view{}), nullptr}, nullptr};
};

template <class Family>
portwright::service service_at(const std::string& host) {
    return portwright::service_of<Family>{
        {.host = std::string_view(host), .takes_region = true, .needs_region = false}};
}

given_parameter read_argument(std::string_view argument, std::size_t number) {
    const std::size_t equals = argument.find('=');
    if (equals == argument.npos || equals == 0 || argument.substr(0, equals) == ":")
        refuse("parameter " + std::to_string(number), "not of the form NAME=VALUE");
    if (argument[equals - 1] != ':') {
        const std::string name(argument.substr(0, equals));
        return {name, read_argument_value(shown(name), argument.substr(equals + 1))};
    }
    const std::string name(argument.substr(0, equals - 1));
    const std::string value(argument.substr(equals + 1));
    if (value == "true" || value == "false") return {name, value, given_parameter::kind::boolean};
    return {name, value, given_parameter::kind::integer};
}

} // namespace

void declare_untyped(const request_options& options) {
    if (!options.untyped) {
        if (!options.api_version.empty()) refuse("--api-version", "goes with --untyped");
        return;
    }
    static std::deque<declared> all; // the tool declares one, and it lives as long
    const std::size_t dot = options.action.rfind('.');
    const std::string system = options.action.substr(0, dot);
    const std::size_t cloud = system.find('.');
    if (dot == options.action.npos || cloud == system.npos || dot + 1 == options.action.size() || cloud + 1 == dot)
        refuse(shown(options.action), "not of the form SYSTEM.ACTION, such as tencent.clb.DescribeLoadBalancers");
    const auto known = std::find_if(actions().begin(), actions().end(),
                                    [&](const action_info& one) { return one.system() == system; });
    const bool is_known = known != actions().end();
    const std::string_view vendor = std::string_view(system).substr(0, cloud);
    if (!is_known && vendor != "tencent" && vendor != "aliyun")
        refuse(shown(options.action), "of no cloud that is known: tencent or aliyun");
    if (!is_known && options.api_version.empty())
        refuse("--api-version", "is missing: " + shown(system) + " is not in the catalogue");
    const bool is_tencent = vendor == "tencent";
    const std::string host = system.substr(cloud + 1) + (is_tencent ? ".tencentcloudapi.com" : ".aliyuncs.com");
    declared& made =
        all.emplace_back(declared{.system = system,
                                  .action = options.action.substr(dot + 1),
                                  .host = host,
                                  .version = options.api_version,
                                  .service = is_known ? known->of()
                                                      : portwright::service_of<portwright::tencent::api_v3>{
                                                            {.host = "clb.tencentcloudapi.com"}}});
    if (!is_known)
        made.service = is_tencent ? service_at<portwright::tencent::api_v3>(made.host)
                                  : service_at<portwright::aliyun::rpc>(made.host);
    made.service.needs_region = false; // nobody knows whether this one does
    if (!made.version.empty()) made.service.version = std::string_view(made.version);
    made.call = {std::string_view(made.action), &made.service};
    add_action({.call = &made.call,
                .table = &made.table,
                .parameters = {},
                .response = {},
                .make = nullptr,
                .system_name = made.system,
                .family = is_known     ? known->family
                          : is_tencent ? api::tencent_v3
                                       : api::aliyun_rpc,
                .words = is_known     ? known->words
                         : is_tencent ? &portwright::detail::words_of_family<portwright::tencent::api_v3>
                                      : &portwright::detail::words_of_family<portwright::aliyun::rpc>,
                .default_scheme = is_known     ? known->default_scheme
                                  : is_tencent ? portwright::tencent::api_v3::default_scheme<portwright::mbedtls>::name
                                               : portwright::aliyun::rpc::default_scheme<portwright::mbedtls>::name});
}

bool sounds_secret(std::string_view name) {
    std::string last(name.substr(name.rfind('.') == name.npos ? 0 : name.rfind('.') + 1));
    std::transform(last.begin(), last.end(), last.begin(), [](unsigned char c) { return std::tolower(c); });
    return last == "key" || last.ends_with("certkey") || last.find("privatekey") != last.npos ||
           last.find("password") != last.npos || last.find("secret") != last.npos;
}

std::vector<std::string> secret_names(const described_request& request) {
    std::vector<std::string> all = secret_names(*request.action().table);
    for (const given_parameter& one : request.untyped())
        if (sounds_secret(one.name)) all.push_back(one.name.substr(one.name.rfind('.') + 1));
    return all;
}

std::vector<given_parameter> read_untyped(const request_options& options, const action_info& action) {
    std::vector<given_parameter> all;
    std::set<std::string> named;
    for (const std::string& argument : options.parameters) {
        all.push_back(read_argument(argument, all.size() + 1));
        named.insert(all.back().name);
    }
    if (options.request)
        for (given_parameter& one : read_request(*options.request, action.of().index_base))
            if (!named.contains(one.name)) all.push_back(std::move(one));
    return all;
}

untyped_values::untyped_values(const described_request& from)
    : slots_(from.untyped().size()), request_(from.action().untyped(), slots_) {
    for (const given_parameter& one : from.untyped()) {
        const std::string_view name(one.name), value(one.value);
        std::int64_t number = 0;
        switch (one.type) {
        case given_parameter::kind::text:
            if (sounds_secret(name)) request_.add_secret(name, value);
            else request_.add(name, portwright::text(value));
            break;
        case given_parameter::kind::boolean: request_.add(name, value == "true"); break;
        case given_parameter::kind::integer: {
            const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
            if (failed != std::errc() || end != value.data() + value.size() ||
                !portwright::detail::fits_integer(number))
                refuse(shown(name), "\"" + shown(value) + "\" is neither a whole number, nor true or false");
            request_.add(name, number);
        }
        }
    }
}

} // namespace portwright_tool
