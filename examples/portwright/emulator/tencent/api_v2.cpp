// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// Tencent API v2 (documents 002 and 004): who may call, and the envelope of its answers.

#include "../cloud.hpp"
#include "../digest.hpp"
#include "../facts.hpp"
#include "../signatures.hpp"
#include "../troubles.hpp"

namespace portwright_tool::emulator {
namespace api_v2 {

// The page of 2017 allows two hours, the newer one five minutes. The narrower one finds more mistakes.
constexpr std::int64_t clock_tolerance = 300;
constexpr std::string_view common_parameters =
    "Action|Region|Timestamp|Nonce|SecretId|Signature|SignatureMethod|Token|Version|RequestClient";

[[noreturn]] void fail(const char* code, std::string message, std::string description) {
    throw refusal{code, std::move(message), 200, std::move(description)};
}

[[noreturn]] void fail_form(std::string message) { fail("4000", std::move(message), "InvalidParameter"); }

const std::string& required_common(const session& at, const char* name) {
    const std::string* value = find(at.to.pairs, name);
    if (value == nullptr || value->empty()) fail_form(std::string{"the common parameter "} + name + " is missing");
    return *value;
}

void check_form(const session& at) {
    const http_request& request = at.request;
    if (request.method != "GET" && request.method != "POST") fail_form("only GET and POST");
    if (request.query.size() > largest_query || request.body.size() > largest_form) {
        fail_form("the request is too large");
    }
    if (at.to.malformed) fail_form("the parameters are not percent-encoded pairs of different names");
    if (request.method == "POST" && request.media_type() != "application/x-www-form-urlencoded") {
        fail_form("a POST has the Content-Type application/x-www-form-urlencoded");
    }
}

void check_host(const session& at) {
    const std::string host = lower(host_with_and_without_port(at.request).second);
    if (!host.ends_with(".api.qcloud.com")) return;   // this endpoint under its own name
    const std::string own = at.to.system == "tencent.bmlb" ? "bmlb.api.qcloud.com" : "lb.api.qcloud.com";
    // Older pages have the bare-metal task query at the other balancers' host.
    const bool older = at.to.action == "DescribeBmLoadBalancersTaskResult" && host == "lb.api.qcloud.com";
    if (host != own && !older) fail("6100", "the action is not one of this host's", "UnsupportedVersion");
}

void check_time(const session& at) {
    const auto timestamp = parse_integer(required_common(at, "Timestamp"));
    if (!timestamp || *timestamp < 0) fail_form("Timestamp is not a number of seconds");
    // Document 004 has a code for a request that has expired, and names 4500 for any other distance.
    if (*timestamp < at.now - clock_tolerance) fail("4200", "the request has expired", "RequestExpired");
    if (*timestamp > at.now + clock_tolerance) {
        fail("4500", "Timestamp is too far from the server's clock", "ReplayAttack");
    }
}

void check_signature(session& at) {
    const std::string& nonce = required_common(at, "Nonce");
    if (!is_positive_integer(nonce)) fail_form("Nonce is not a positive integer");
    required_common(at, "Signature");
    if (!at.options.tencent.complete() || required_common(at, "SecretId") != at.options.tencent.id) {
        fail("4104", "the SecretId does not exist", "SecretIdNotFound");
    }
    check_time(at);
    const std::string* token = find(at.to.pairs, "Token");
    if (!same_secret(token == nullptr ? std::string{} : *token, at.options.tencent.token)) {
        fail("4105", "the token is wrong", "TokenFailure");
    }
    if (!tencent_signature_matches(at, true)) fail("4100", "signature authentication failed", "SignatureFailure");
    if (!take_tencent_nonce(at, "tencent.v2", nonce, clock_tolerance)) {
        fail("4500", "the Nonce was used before", "ReplayAttack");
    }
}

json answer(session& at) {
    check_form(at);
    required_common(at, "Action");
    if (at.facts == nullptr) fail("6100", "the action is unknown to this version", "UnsupportedVersion");
    check_signature(at);
    check_host(at);
    required_common(at, "Region");   // 004 marks it optional and its note calls it required
    const tree_result parameters = tree_of_pairs(without(at.to.pairs, common_parameters), 0);
    if (!parameters.error.empty()) fail_form(parameters.error);
    return perform(at, checked(parameters.tree, {at.facts->parameters, 0, false, at.options.refuse_unknown}));
}

refusal refusal_of(const bad_parameter& wrong, bool bare_metal) {
    // Document 002 has a code of its own for too many listeners, and one for wrong parameters.
    if (bare_metal && wrong.why == bad_parameter::reason::number) {
        return refusal_for("tencent.bmlb", trouble::quota, wrong.message);
    }
    const bool own = bare_metal && wrong.why != bad_parameter::reason::missing;
    return {own ? "9003" : "4000", wrong.message, 200, "InvalidParameter"};
}

}   // namespace api_v2

reply answer_tencent_v2(session& at) {
    using namespace api_v2;
    const auto refused_with = [](const refusal& why) {
        // The sign is part of the code: -12013 is another error than 12013.
        return reply{
            200,
            {{"code", parse_integer(why.code).value_or(6000)}, {"message", why.message}, {"codeDesc", why.description}},
            why.code};
    };
    try {
        json body = answer(at);
        body["code"] = 0;
        body["message"] = "";
        body["codeDesc"] = "Success";
        return {200, std::move(body), {}};
    } catch (const refusal& refused) {
        return refused_with(refused);
    } catch (const bad_parameter& wrong) {
        return refused_with(refusal_of(wrong, at.to.system == "tencent.bmlb"));
    } catch (const std::exception&) {
        return refused_with({"6000", "an internal error occurred", 200, "InternalError"});
    }
}

}   // namespace portwright_tool::emulator
