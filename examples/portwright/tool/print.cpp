// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#include "print.hpp"

#include <portwright/http/request_writer.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace portwright_tool {
namespace {

// Within single quotes sh takes every byte as it is (POSIX, Shell Command Language, 2.2.2).
std::string sh_quoted(std::string_view text) {
    std::string made = "'";
    for (const char c : text) {
        if (c == '\'') made += R"('\'')";
        else made += c;
    }
    return made += '\'';
}

}   // namespace

void print_url(std::ostream& to, const portwright::signed_request& request) { to << request.url << '\n'; }

void print_http(std::ostream& to, const described_request& from, const portwright::signed_request& request) {
    portwright::output head;
    if (const auto size = portwright::http::write_head(head, request, request.body.size()); !size)
        refuse(size.error(), from);
    std::string text(head.size() + request.body.size(), '\0');
    const auto written = portwright::http::write_request(request, text);
    if (!written) refuse(written.error(), from);
    to << *written;
}

void print_curl(std::ostream& to, const portwright::signed_request& request, std::string_view ca_file) {
    to << "curl -sS -X " << portwright::to_text(request.verb);
    if (!ca_file.empty()) to << " --cacert " << sh_quoted(ca_file);
    for (std::size_t i = 0; i != request.header_count; ++i)
        to << " \\\n  -H "
           << sh_quoted(std::string(request.headers[i].name) + ": " + std::string(request.headers[i].value));
    // --data-raw, as --data would read a file where the body begins with @.
    if (request.verb == portwright::method::POST) to << " \\\n  --data-raw " << sh_quoted(request.body);
    to << " \\\n  " << sh_quoted(request.url) << '\n';
}

void print_json(std::ostream& to, const signed_message& message) {
    const portwright::signed_request& request = message.request;
    nlohmann::ordered_json object{{"method", portwright::to_text(request.verb)},
                                  {"host", request.host},
                                  {"path", request.path},
                                  {"query", request.query},
                                  {"headers", nlohmann::ordered_json::object()},
                                  {"body", request.body},
                                  {"string_to_sign", message.string_to_sign},
                                  {"signature", message.signature}};
    for (std::size_t i = 0; i != request.header_count; ++i)
        object["headers"][std::string(request.headers[i].name)] = request.headers[i].value;
    // A body that is not UTF-8 is possible with --unchecked only.
    to << object.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

}   // namespace portwright_tool
