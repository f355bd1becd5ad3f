// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// Tencent API 3.0 (documents 000 and 003): who may call, and the envelope of its answers.

#include <array>

#include "../cloud.hpp"
#include "../digest.hpp"
#include "../facts.hpp"
#include "../signatures.hpp"

namespace portwright_tool::emulator {
namespace api_v3 {

constexpr std::int64_t clock_tolerance = 300;   // AuthFailure.SignatureExpire: five minutes either way
constexpr std::string_view common_parameters =
    "Action|Version|Region|Timestamp|Nonce|SecretId|Signature|SignatureMethod|Token|Language|RequestClient";

[[noreturn]] void fail(std::string code, std::string message) {
    throw refusal{std::move(code), std::move(message), 200, {}};
}

// A common parameter: a header with TC3, a parameter among the others with the query signatures.
std::string common(const session& at, const char* parameter, const char* header) {
    if (at.to.signed_by == scheme::tc3) return at.request.header_or_empty(header);
    const std::string* value = find(at.to.pairs, parameter);
    return value == nullptr ? std::string{} : *value;
}

std::string required_common(const session& at, const char* parameter, const char* header) {
    std::string value = common(at, parameter, header);
    if (value.empty()) fail("MissingParameter", std::string{"The common parameter "} + parameter + " is missing.");
    return value;
}

std::string service_of(const session& at) { return at.to.system.substr(at.to.system.find('.') + 1); }

void check_form(const session& at) {
    const http_request& request = at.request;
    if (request.method != "GET" && request.method != "POST") fail("UnsupportedProtocol", "Only GET and POST.");
    const bool too_large = request.query.size() > largest_query || request.body.size() > largest_body ||
                           (at.to.signed_by == scheme::query_signature && request.body.size() > largest_form);
    if (too_large) fail("RequestSizeLimitExceeded", "The request is too large.");
    if (at.to.malformed) fail("InvalidParameter", "The parameters are not percent-encoded pairs of different names.");
    if (request.method != "POST") return;
    const std::string expected =
        at.to.signed_by == scheme::tc3 ? "application/json" : "application/x-www-form-urlencoded";
    if (request.media_type() != expected) {
        fail("InvalidParameter", "A POST of this signature method has the Content-Type " + expected + ".");
    }
}

void check_host_and_region(const session& at) {
    const std::string host = lower(host_with_and_without_port(at.request).second);
    const std::string region = common(at, "Region", "x-tc-region");
    if (at.to.system == "tencent.clb" && region.empty()) {
        fail("MissingParameter", "The common parameter Region is missing.");
    }
    if (!region.empty() && region.find('-') == std::string::npos) {
        fail("UnsupportedRegion", "The region is not one of API 3.0, which has the form ap-guangzhou.");
    }
    if (!host.ends_with(".tencentcloudapi.com")) return;   // this endpoint under its own name
    if (!host.starts_with(service_of(at) + ".")) fail("NoSuchVersion", "The version is not one of this host's.");
    // Document 000: the finance regions are isolated; they and their hosts only go together.
    const bool finance_host = host.find("-fsi.") != std::string::npos;
    if (finance_host != region.ends_with("-fsi")) fail("UnsupportedRegion", "The host does not serve this region.");
    if (finance_host && host.find("." + region + ".") == std::string::npos) {
        fail("UnsupportedRegion", "The host belongs to another region.");
    }
}

std::int64_t check_time(const session& at) {
    const auto timestamp = parse_integer(required_common(at, "Timestamp", "x-tc-timestamp"));
    if (!timestamp) fail("InvalidParameter", "Timestamp is not a number of seconds.");
    if (*timestamp < at.now - clock_tolerance || *timestamp > at.now + clock_tolerance) {
        fail("AuthFailure.SignatureExpire", "Timestamp is more than five minutes from the server's clock.");
    }
    return *timestamp;
}

void check_id(const session& at, std::string_view id) {
    if (!at.options.tencent.complete() || id != at.options.tencent.id) {
        fail("AuthFailure.SecretIdNotFound", "The SecretId is unknown.");
    }
}

void check_token(const session& at) {
    if (!same_secret(common(at, "Token", "x-tc-token"), at.options.tencent.token)) {
        fail("AuthFailure.TokenFailure", "The token is not the one of this key.");
    }
}

void check_query_signature(session& at) {
    check_id(at, required_common(at, "SecretId", ""));
    const std::string nonce = required_common(at, "Nonce", "");
    required_common(at, "Signature", "");
    if (!is_positive_integer(nonce)) fail("InvalidParameter", "Nonce is not a positive integer.");
    check_time(at);
    check_token(at);
    if (!tencent_signature_matches(at, false)) fail("AuthFailure.SignatureFailure", "The signature is wrong.");
    // No page gives a code for a nonce that comes again; this one's class (auth) is the nearest.
    if (!take_tencent_nonce(at, "tencent.v3", nonce, clock_tolerance)) {
        fail("AuthFailure.SignatureFailure", "The Nonce was used before.");
    }
}

void check_tc3(session& at) {
    const std::string header = at.request.header_or_empty("authorization");
    if (header.empty()) fail("MissingParameter", "The header Authorization is missing.");
    const auto given = parse_authorization(header, "TC3-HMAC-SHA256");
    const auto scope = given ? split(given->credential, '/') : std::vector<std::string_view>{};
    if (scope.size() != 4 || scope[3] != "tc3_request") {
        fail("AuthFailure.InvalidAuthorization", "The header Authorization is malformed.");
    }
    bool host_signed = false;
    bool type_signed = false;
    for (const std::string& name : given->signed_headers) {
        host_signed = host_signed || name == "host";
        type_signed = type_signed || name == "content-type";
        if (at.request.header(name) == nullptr) {
            fail("AuthFailure.InvalidAuthorization", "A signed header is not in the request.");
        }
    }
    if (!host_signed || !type_signed) {
        fail("AuthFailure.InvalidAuthorization", "content-type and host must be signed.");
    }
    check_id(at, scope[0]);
    const std::int64_t timestamp = check_time(at);
    if (scope[1] != utc_date(timestamp)) {
        fail("AuthFailure.SignatureFailure", "The credential's date is not the UTC date of the timestamp.");
    }
    if (scope[2] != service_of(at)) {
        fail("AuthFailure.SignatureFailure", "The credential's service is not the one called.");
    }
    check_token(at);
    const std::string expected = tc3_signature(at.options.tencent.key, timestamp, scope[1], scope[2],
                                               tc3_canonical_request(at.request, given->signed_headers));
    if (!same_secret(expected, given->signature)) fail("AuthFailure.SignatureFailure", "The signature is wrong.");
}

std::string code_of(const bad_parameter& wrong, bool clb) {
    using reason = bad_parameter::reason;
    switch (wrong.why) {
    case reason::missing: return "MissingParameter";
    case reason::malformed: return "InvalidParameter";
    case reason::unknown: return "UnknownParameter";
    case reason::length: return clb ? "InvalidParameterValue.Length" : "InvalidParameterValue";
    case reason::number: return clb ? "InvalidParameterValue.Length" : "InvalidParameterValue";
    case reason::combination: return "InvalidParameter";
    case reason::range:
    case reason::value: break;
    }
    return "InvalidParameterValue";
}

json answer(session& at) {
    check_form(at);
    required_common(at, "Action", "x-tc-action");
    required_common(at, "Version", "x-tc-version");
    if (at.to.system.empty()) fail("NoSuchVersion", "The version is unknown.");
    if (at.facts == nullptr) fail("InvalidAction", "The action is unknown to this version.");
    if (at.to.signed_by == scheme::tc3) {
        check_tc3(at);
    } else {
        check_query_signature(at);
    }
    check_host_and_region(at);
    const tree_result parameters =
        at.to.is_json
            ? tree_of_json(at.request.body)
            : tree_of_pairs(at.to.signed_by == scheme::tc3 ? at.to.pairs : without(at.to.pairs, common_parameters), 0);
    if (!parameters.error.empty()) fail("InvalidParameter", parameters.error);
    return perform(at, checked(parameters.tree, {at.facts->parameters, 0, at.to.is_json, true}));
}

}   // namespace api_v3

reply answer_tencent_v3(session& at) {
    using namespace api_v3;
    reply result;
    json response;
    std::string message;
    try {
        response = answer(at);
    } catch (const refusal& refused) {
        result.code = refused.code;
        message = refused.message;
    } catch (const bad_parameter& wrong) {
        result.code = code_of(wrong, at.to.system == "tencent.clb");
        message = "The parameter " + wrong.message + ".";
    } catch (const std::exception&) {
        result.code = "InternalError";
        message = "An internal error occurred.";
    }
    if (!result.code.empty()) response = {{"Error", {{"Code", result.code}, {"Message", message}}}};
    response["RequestId"] = at.request_id;
    result.body = {{"Response", std::move(response)}};
    return result;
}

}   // namespace portwright_tool::emulator
