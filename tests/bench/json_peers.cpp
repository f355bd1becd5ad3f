// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What other libraries of Debian take for the same two answers, from whose text they all read the same: of the small one
// the listener's ID and the request's, of the long one the ID and the port of each listener. Each is used as its
// documentation shows for speed, with its memory kept from one answer to the next where it can be.

#include "answer_texts.hpp"
#include "figures.hpp"

#define JSMN_STATIC
#define JSMN_STRICT
#include <cjson/cJSON.h>
#include <jsmn.h>
#include <rapidjson/document.h>
#include <rapidjson/reader.h>
#include <simdjson.h>

#include <cstdlib>
#include <cstring>
#include <string_view>

namespace bench {

// Of this file, and visible from others: the compiler cannot know what is in them.
std::string_view peers_created = created;
std::string_view peers_listeners{listeners_72k.data(), listeners_72k.size()};
bool peer_wrong = false;

/// What was read.
struct found {
    std::size_t ids = 0;
    long ports = 0;
};

void expect_created(std::string_view listener, std::string_view request) {
    if (listener != "lbl-d1ubsydq" || request.size() != 36) peer_wrong = true;
}
void expect_listeners(const found& all) {
    if (all.ids != listener_count * 12 || all.ports != static_cast<long>(listener_count) * 10000) peer_wrong = true;
}

// cJSON: a tree on the heap.

const cJSON* member(const cJSON* object, const char* name) { return cJSON_GetObjectItemCaseSensitive(object, name); }

// RapidJSON: its reader, which keeps nothing, and a handler that keeps what is wanted.

struct two_fields_handler : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, two_fields_handler> {
    enum class key { other, id, port, ids, request } current = key::other;
    unsigned depth = 0;
    found all;
    char listener[16] = {};
    char request[40] = {};

    bool StartObject() { return ++depth, true; }
    bool EndObject(rapidjson::SizeType) { return --depth, current = key::other, true; }
    bool StartArray() { return ++depth, true; }
    bool EndArray(rapidjson::SizeType) { return --depth, current = key::other, true; }
    bool Key(const char* data, rapidjson::SizeType size, bool) {
        const std::string_view name(data, size);
        current = depth == 4 && name == "ListenerId"    ? key::id
                  : depth == 4 && name == "Port"        ? key::port
                  : depth == 2 && name == "ListenerIds" ? key::ids
                  : depth == 2 && name == "RequestId"   ? key::request
                                                        : key::other;
        return true;
    }
    bool String(const char* data, rapidjson::SizeType size, bool) {
        if (current == key::id) all.ids += size;
        if (current == key::ids && size < sizeof listener) std::memcpy(listener, data, size);
        if (current == key::request && size < sizeof request) std::memcpy(request, data, size);
        return true;
    }
    bool Uint(unsigned value) {
        if (current == key::port) all.ports += static_cast<long>(value);
        return true;
    }
};

// jsmn: an array of tokens.

jsmntok_t tokens[16384];

/// The token behind a whole value.
int after(int i) {
    const int end = tokens[i].end;
    do ++i;
    while (tokens[i].start != -1 && tokens[i].start < end);
    return i;
}
std::string_view text_of(std::string_view json, int i) {
    return json.substr(static_cast<std::size_t>(tokens[i].start),
                       static_cast<std::size_t>(tokens[i].end - tokens[i].start));
}
/// The token of a member's value; 0 where there is none.
int member(std::string_view json, int object, std::string_view name) {
    int i = object + 1;
    for (int n = tokens[object].size; n != 0; --n, i = after(i + 1))
        if (text_of(json, i) == name) return i + 1;
    return 0;
}
bool parse(std::string_view json) {
    jsmn_parser parser;
    jsmn_init(&parser);
    const int count = jsmn_parse(&parser, json.data(), json.size(), tokens, std::size(tokens) - 1);
    if (count <= 0) return false;
    tokens[count].start = -1;
    return true;
}

// simdjson: On Demand, over a text with room behind it. By the code for any x86-64, as all that is counted here; it would
// choose vector instructions by itself where the processor has them.

simdjson::ondemand::parser* simd;
simdjson::padded_string* simd_created;
simdjson::padded_string* simd_listeners;

} // namespace bench

void prepare_json_peers() {
    using namespace bench;
    simdjson::get_active_implementation() = simdjson::get_available_implementations()["fallback"];
    simd = new simdjson::ondemand::parser;
    simd_created = new simdjson::padded_string(peers_created);
    simd_listeners = new simdjson::padded_string(peers_listeners);
    if (simd->allocate(simd_listeners->size()) != simdjson::SUCCESS) peer_wrong = true;
}

bool json_peers_failed() { return bench::peer_wrong; }

PORTWRIGHT_MEASURED void cjson_create_listener() {
    using namespace bench;
    cJSON* const all = cJSON_ParseWithLength(peers_created.data(), peers_created.size());
    const cJSON* const response = member(all, "Response");
    const char* const id = cJSON_GetStringValue(cJSON_GetArrayItem(member(response, "ListenerIds"), 0));
    const char* const request = cJSON_GetStringValue(member(response, "RequestId"));
    if (id == nullptr || request == nullptr) peer_wrong = true;
    else expect_created(id, request);
    cJSON_Delete(all);
}

PORTWRIGHT_MEASURED void cjson_listeners_72k() {
    using namespace bench;
    cJSON* const all = cJSON_ParseWithLength(peers_listeners.data(), peers_listeners.size());
    found got;
    const cJSON* each = nullptr;
    cJSON_ArrayForEach(each, member(member(all, "Response"), "Listeners")) {
        got.ids += std::strlen(cJSON_GetStringValue(member(each, "ListenerId")));
        got.ports += static_cast<long>(cJSON_GetNumberValue(member(each, "Port")));
    }
    expect_listeners(got);
    cJSON_Delete(all);
}

PORTWRIGHT_MEASURED void rapidjson_create_listener() {
    using namespace bench;
    two_fields_handler handler;
    rapidjson::Reader reader;
    rapidjson::MemoryStream text(peers_created.data(), peers_created.size());
    if (!reader.Parse(text, handler)) peer_wrong = true;
    expect_created(handler.listener, handler.request);
}

PORTWRIGHT_MEASURED void rapidjson_listeners_72k() {
    using namespace bench;
    two_fields_handler handler;
    rapidjson::Reader reader;
    rapidjson::MemoryStream text(peers_listeners.data(), peers_listeners.size());
    if (!reader.Parse(text, handler)) peer_wrong = true;
    expect_listeners(handler.all);
}

PORTWRIGHT_MEASURED void jsmn_create_listener() {
    using namespace bench;
    if (!parse(peers_created)) peer_wrong = true;
    const int response = member(peers_created, 0, "Response");
    expect_created(text_of(peers_created, member(peers_created, response, "ListenerIds") + 1),
                   text_of(peers_created, member(peers_created, response, "RequestId")));
}

PORTWRIGHT_MEASURED void jsmn_listeners_72k() {
    using namespace bench;
    if (!parse(peers_listeners)) peer_wrong = true;
    const int list = member(peers_listeners, member(peers_listeners, 0, "Response"), "Listeners");
    found got;
    int each = list + 1;
    for (int n = tokens[list].size; n != 0; --n, each = after(each)) {
        got.ids += text_of(peers_listeners, member(peers_listeners, each, "ListenerId")).size();
        got.ports += std::atol(text_of(peers_listeners, member(peers_listeners, each, "Port")).data());
    }
    expect_listeners(got);
}

PORTWRIGHT_MEASURED void simdjson_create_listener() {
    using namespace bench;
    simdjson::ondemand::document all;
    std::string_view id, request;
    if (simd->iterate(*simd_created).get(all) != simdjson::SUCCESS) peer_wrong = true;
    simdjson::ondemand::object response;
    if (all["Response"].get(response) != simdjson::SUCCESS ||
        response["ListenerIds"].at(0).get(id) != simdjson::SUCCESS ||
        response["RequestId"].get(request) != simdjson::SUCCESS)
        peer_wrong = true;
    expect_created(id, request);
}

PORTWRIGHT_MEASURED void simdjson_listeners_72k() {
    using namespace bench;
    simdjson::ondemand::document all;
    if (simd->iterate(*simd_listeners).get(all) != simdjson::SUCCESS) peer_wrong = true;
    found got;
    simdjson::ondemand::array list;
    if (all["Response"]["Listeners"].get(list) != simdjson::SUCCESS) peer_wrong = true;
    for (auto each : list) {
        std::string_view id;
        std::int64_t port = 0;
        if (each["ListenerId"].get(id) != simdjson::SUCCESS || each["Port"].get(port) != simdjson::SUCCESS)
            peer_wrong = true;
        got.ids += id.size();
        got.ports += port;
    }
    expect_listeners(got);
}
