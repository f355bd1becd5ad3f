// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
// Aliyun's RPC style (document 001): who may call, and the envelope of its answers, which are JSON only here.

#include <algorithm>

#include "../cloud.hpp"
#include "../digest.hpp"
#include "../facts.hpp"
#include "../signatures.hpp"

namespace portwright_tool::emulator {
namespace rpc {

constexpr std::int64_t clock_tolerance = 900;   // InvalidTimeStamp.Expired: fifteen minutes
constexpr std::string_view common_parameters =
    "Action|Version|Format|AccessKeyId|Signature|SignatureMethod|SignatureVersion|SignatureNonce|SignatureType|"
    "Timestamp|SecurityToken";

[[noreturn]] void fail(int status, std::string code, std::string message) {
    throw refusal{std::move(code), std::move(message), status, {}};
}

// The vendor tells what it has signed itself, so that it can be compared.
[[noreturn]] void fail_signature(const std::string& to_sign) {
    fail(400, "SignatureDoesNotMatch",
         "Specified signature is not matched with our calculation. server string to sign is:" + to_sign);
}

std::string common(const session& at, const char* parameter, const char* header) {
    if (at.to.signed_by == scheme::acs3) return at.request.header_or_empty(header);
    const std::string* value = find(at.to.pairs, parameter);
    return value == nullptr ? std::string{} : *value;
}

std::string required_common(const session& at, const char* parameter, const char* header) {
    std::string value = common(at, parameter, header);
    if (value.empty()) {
        fail(400, std::string{"Missing"} + parameter, std::string{parameter} + " is mandatory for this action.");
    }
    return value;
}

void check_form(const session& at) {
    const http_request& request = at.request;
    if (request.method != "GET" && request.method != "POST") {
        fail(403, "UnsupportedHTTPMethod", "Only GET and POST.");
    }
    if (request.body.size() > largest_body) fail(400, "InvalidParameter", "The request is too large.");
    if (at.to.malformed) {
        fail(400, "InvalidParameter", "The parameters are not percent-encoded pairs of different names.");
    }
    if (!request.body.empty() && request.media_type() != "application/x-www-form-urlencoded") {
        fail(400, "InvalidParameter", "The RPC style takes parameters in the query and in a form only.");
    }
    // In any case: @alicloud/openapi-client asks for "json".
    const std::string format = at.to.signed_by == scheme::acs3 ? std::string{} : lower(common(at, "Format", ""));
    if (format == "xml") fail(400, "UnsupportedParameter", "This endpoint answers JSON only.");
    if (!format.empty() && format != "json") fail(400, "InvalidParameter.Format", "Format is neither XML nor JSON.");
}

void check_id(const session& at, std::string_view id) {
    if (!at.options.aliyun.complete() || id != at.options.aliyun.id) {
        fail(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
    }
}

void check_time(const session& at) {
    const std::string text = common(at, "Timestamp", "x-acs-date");
    if (text.empty()) fail(400, "IllegalTimestamp", "The time of the request is missing.");
    const auto time = parse_utc_time(text);
    if (!time) fail(400, "InvalidTimeStamp.Format", "The time has not the form 2016-02-23T12:46:24Z.");
    if (*time < at.now - clock_tolerance) fail(400, "InvalidTimeStamp.Expired", "The request has expired.");
    if (*time > at.now + clock_tolerance) fail(400, "IllegalTimestamp", "The time is too far ahead of the server's.");
}

void check_token(const session& at) {
    const std::string token = common(at, "SecurityToken", "x-acs-security-token");
    if (token.empty() && !at.options.aliyun.token.empty()) {
        fail(400, "MissingSecurityToken", "SecurityToken is mandatory for this key.");
    }
    if (!same_secret(token, at.options.aliyun.token)) {
        fail(400, "InvalidSecurityToken.MismatchWithAccessKey", "The token is not the one of this key.");
    }
}

void check_rpc(const session& at) {
    check_id(at, required_common(at, "AccessKeyId", ""));
    const std::string given = required_common(at, "Signature", "");
    if (required_common(at, "SignatureMethod", "") != "HMAC-SHA1") {
        fail(400, "InvalidSignatureMethod", "SignatureMethod is not HMAC-SHA1.");
    }
    if (required_common(at, "SignatureVersion", "") != "1.0") {
        fail(400, "InvalidParamater", "SignatureVersion is not 1.0.");   // the vendor's spelling
    }
    check_time(at);
    check_token(at);
    const std::string to_sign = aliyun_rpc_string_to_sign(at.request.method, at.to.pairs);
    if (!same_secret(aliyun_rpc_signature(at.options.aliyun.key, to_sign), given)) fail_signature(to_sign);
}

void check_acs3(const session& at) {
    const http_request& request = at.request;
    const auto given = parse_authorization(request.header_or_empty("authorization"), "ACS3-HMAC-SHA256");
    if (!given) fail(400, "IncompleteSignature", "The header Authorization is missing or malformed.");
    const auto is_signed = [&](std::string_view name) {
        return std::find(given->signed_headers.begin(), given->signed_headers.end(), name) !=
               given->signed_headers.end();
    };
    for (const auto& [name, value] : request.headers) {
        if ((name == "host" || name.starts_with("x-acs-")) && !is_signed(name)) {
            fail(400, "IncompleteSignature", "host and every x-acs- header must be signed.");
        }
    }
    for (const std::string& name : given->signed_headers) {
        if (request.header(name) == nullptr) fail(400, "IncompleteSignature", "A signed header is not in the request.");
    }
    if (!is_signed("host")) fail(400, "IncompleteSignature", "host must be signed.");
    check_id(at, given->credential);
    check_time(at);
    check_token(at);
    if (request.header_or_empty("x-acs-content-sha256") != sha256_hex(request.body)) {
        fail(400, "SignatureDoesNotMatch", "x-acs-content-sha256 is not the hash of the body.");
    }
    const std::string canonical = acs3_canonical_request(request, given->signed_headers);
    if (!same_secret(acs3_signature(at.options.aliyun.key, canonical), given->signature)) {
        fail_signature("ACS3-HMAC-SHA256\n" + sha256_hex(canonical));
    }
}

json answer(session& at) {
    check_form(at);
    required_common(at, "Action", "x-acs-action");
    required_common(at, "Version", "x-acs-version");
    if (at.to.system.empty()) fail(400, "NoSuchVersion", "The version is unknown.");
    if (at.facts == nullptr) fail(404, "InvalidApi.NotFound", "The action is unknown to this version.");
    const std::string nonce = required_common(at, "SignatureNonce", "x-acs-signature-nonce");
    if (at.to.signed_by == scheme::acs3) {
        check_acs3(at);
    } else {
        check_rpc(at);
    }
    if (!at.memory.take_nonce("aliyun", nonce, at.now, clock_tolerance)) {
        fail(400, "SignatureNonceUsed", "The SignatureNonce was used before.");
    }
    const tree_result parameters =
        tree_of_pairs(at.to.signed_by == scheme::acs3 ? at.to.pairs : without(at.to.pairs, common_parameters), 1);
    if (!parameters.error.empty()) fail(400, "InvalidParameter", parameters.error);
    return perform(at, checked(parameters.tree, {at.facts->parameters, 1, false, at.options.refuse_unknown}));
}

refusal refusal_of(const bad_parameter& wrong) {
    using reason = bad_parameter::reason;
    if (wrong.why == reason::missing) {
        // The code carries the name of the whole parameter: MissingPortRanges.
        return {"Missing" + wrong.path.substr(0, wrong.path.find('.')),
                wrong.path + " is mandatory for this action.",
                400,
                {}};
    }
    const bool outside = wrong.why == reason::range || wrong.why == reason::malformed;
    if (wrong.path == "Protocol") return {"ProtocalIllegal.Listener", wrong.message, 400, {}};   // the real spelling
    if (outside && wrong.path.starts_with("PortRanges")) return {"PortRangeIllegal.Listener", wrong.message, 400, {}};
    return {"InvalidParameter", wrong.message, 400, {}};
}

}   // namespace rpc

reply answer_aliyun(session& at) {
    using namespace rpc;
    for (char& c : at.request_id) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;   // as in 001
    const auto refused_with = [&](const refusal& why) {
        return reply{why.status,
                     {{"RequestId", at.request_id},
                      {"HostId", at.request.header_or_empty("host")},
                      {"Code", why.code},
                      {"Message", why.message}},
                     why.code};
    };
    try {
        json body = answer(at);
        body["RequestId"] = at.request_id;
        return {200, std::move(body), {}};
    } catch (const refusal& refused) {
        return refused_with(refused);
    } catch (const bad_parameter& wrong) {
        return refused_with(refusal_of(wrong));
    } catch (const std::exception&) {
        return refused_with({"InternalError", "An internal error occurred.", 500, {}});
    }
}

}   // namespace portwright_tool::emulator
