// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

// What is measured is a function without arguments: callgrind and the emulator's trace count what
// runs between its first instruction and its return, whatever it calls included. It is known by its
// symbol, so it is `extern "C"` and never inlined; its name is that symbol. Its inputs and outputs
// are objects of its own file, so that neither can be computed ahead of time or left out.

struct figure {
    const char* name;
    void (*run)();
};

#define PORTWRIGHT_MEASURED extern "C" [[gnu::noinline, gnu::used]]

// What is prepared before anything is counted: the keys, and the heap of the one that uses it.
void prepare_floors();
void prepare_md_floor();
void prepare_library();

// Whether anything that was signed since was refused.
bool library_failed();

// How many bytes are hashed, ours and the floor's: lengths.cpp holds the requests to them.
inline constexpr unsigned hmacsha256_signed = 302;
inline constexpr unsigned tc3_body = 203;
inline constexpr unsigned tc3_canonical_request = 165;
inline constexpr unsigned tc3_signed = 118;
inline constexpr unsigned aliyun_rpc_signed = 534;

extern "C" void floor_hmac_sha256();
extern "C" void floor_tc3();
extern "C" void floor_hmac_sha1();
extern "C" void floor_md_hmac();

inline constexpr figure floors[] = {
    {"floor_hmac_sha256", floor_hmac_sha256},
    {"floor_tc3", floor_tc3},
    {"floor_hmac_sha1", floor_hmac_sha1},
};

// Apart, as it is the one that allocates.
inline constexpr figure md_floor{"floor_md_hmac", floor_md_hmac};

extern "C" void ours_hmacsha256();
extern "C" void ours_tc3();
extern "C" void ours_aliyun_rpc();
extern "C" void ours_acs3();
extern "C" void listeners_1();
extern "C" void listeners_10();
extern "C" void listeners_50();

inline constexpr figure library[] = {
    {"ours_hmacsha256", ours_hmacsha256}, {"ours_tc3", ours_tc3},
    {"ours_aliyun_rpc", ours_aliyun_rpc}, {"ours_acs3", ours_acs3},
    {"listeners_1", listeners_1},         {"listeners_10", listeners_10},
    {"listeners_50", listeners_50},
};

// Requests that are constant, and were prepared: bench/prepared.cpp.
void prepare_prepared();
bool prepared_failed();

extern "C" void prepared_clb_hmacsha256();
extern "C" void prepared_clb_tc3();
extern "C" void prepared_gaap();

inline constexpr figure prepared[] = {
    {"prepared_clb_hmacsha256", prepared_clb_hmacsha256},
    {"prepared_clb_tc3", prepared_clb_tc3},
    {"prepared_gaap", prepared_gaap},
};

// The same with values that come at run time: bench/template.cpp.
void prepare_templates();
bool templates_failed();

extern "C" void template_clb_hmacsha256();
extern "C" void template_clb_tc3();

inline constexpr figure templates[] = {
    {"template_clb_hmacsha256", template_clb_hmacsha256},
    {"template_clb_tc3", template_clb_tc3},
};

// Two certificates of 4 KB and their keys, signed and written out without a buffer for the request.
extern "C" void stream_two_certificates();
inline constexpr figure streamed{"stream_two_certificates", stream_two_certificates};

// Answers, decoded.
bool answers_failed();
extern "C" void decode_create_listener();
extern "C" void decode_listeners_72k();
inline constexpr figure answers[] = {
    {"decode_create_listener", decode_create_listener},
    {"decode_listeners_72k", decode_listeners_72k},
};

// The same by other libraries.
void prepare_json_peers();
bool json_peers_failed();
extern "C" void cjson_create_listener();
extern "C" void cjson_listeners_72k();
extern "C" void rapidjson_create_listener();
extern "C" void rapidjson_listeners_72k();
extern "C" void jsmn_create_listener();
extern "C" void jsmn_listeners_72k();
extern "C" void simdjson_create_listener();
extern "C" void simdjson_listeners_72k();
inline constexpr figure json_peers[] = {
    {"cjson_create_listener", cjson_create_listener},         {"cjson_listeners_72k", cjson_listeners_72k},
    {"rapidjson_create_listener", rapidjson_create_listener}, {"rapidjson_listeners_72k", rapidjson_listeners_72k},
    {"jsmn_create_listener", jsmn_create_listener},           {"jsmn_listeners_72k", jsmn_listeners_72k},
    {"simdjson_create_listener", simdjson_create_listener},   {"simdjson_listeners_72k", simdjson_listeners_72k},
};
