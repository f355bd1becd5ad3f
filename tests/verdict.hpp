// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What check() says about a request, as a line: "good", or the reason and the parameter's path.
//
//     VERIFY(test::verdict(changed(tcp, [](auto& r) { r.SniSwitch = 2; })) == "out_of_range SniSwitch");

#include "verify.hpp"

#include <portwright/request/check.hpp>
#include <portwright/request/message.hpp>

#include <string_view>

namespace test {

constexpr std::string_view reason(portwright::errc code) {
    using enum portwright::errc;
    switch (code) {
    case missing_parameter: return "missing_parameter ";
    case out_of_range: return "out_of_range ";
    case not_listed: return "not_listed ";
    case too_short: return "too_short ";
    case too_long: return "too_long ";
    case too_many: return "too_many ";
    case bad_characters: return "bad_characters ";
    case not_utf8: return "not_utf8 ";
    case rule_broken: return "rule_broken ";
    default: return "another reason ";
    }
}

template <class Action>
constexpr kept_text<256> verdict(const Action& request) {
    const auto checked = portwright::check(request);
    return written<256>([&](portwright::output& out) {
        if (checked) return out.write("good");
        out.write(reason(checked.error().code));
        portwright::write_path(out, checked.error().where);
    });
}

/// The request after a change.
template <class Request, class Change>
constexpr Request changed(Request request, Change change) {
    change(request);
    return request;
}

} // namespace test
