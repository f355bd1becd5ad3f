// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Answers with damage of all kinds, into scratches of all sizes: nothing is read or written that is not the decoder's,
// and whatever comes out lies in the scratch.

#include <portwright/response/decode.hpp>

#include <portwright/aliyun/ga.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/lb.hpp>

#include "decoded.hpp"

#include <random>
#include <string>
#include <string_view>

namespace {

namespace clb = portwright::tencent::clb;
namespace ga = portwright::aliyun::ga;
namespace lb = portwright::tencent::lb;
using portwright::detail::kind;

bool inside(std::span<char> scratch, const void* data, std::size_t size) {
    const auto* const from = static_cast<const char*>(data);
    return size == 0 || (from >= scratch.data() && from + size <= scratch.data() + scratch.size());
}

/// Whether all that an answer views lies in the scratch, and the elements where they may.
bool inside(std::span<char> scratch, const portwright::detail::table& t, const unsigned char* object) {
    for (std::size_t i = 0; i != t.count; ++i) {
        const portwright::detail::row& r = t.rows[i];
        const unsigned char* const at = object + r.offset();
        if (r.type == kind::text) {
            const auto& value = *reinterpret_cast<const portwright::text*>(at);
            if (!inside(scratch, value.data(), value.size())) return false;
        } else if (r.type == kind::structure) {
            if (!inside(scratch, *r.child, at)) return false;
        } else if (r.type > kind::texts) {
            const auto& all = *reinterpret_cast<const portwright::detail::any_sequence*>(at);
            const auto* node = all.last;
            for (std::uint32_t n = 0; n != all.size(); ++n) {
                node = node->next;
                const bool structure = r.type > kind::structure;
                const std::size_t size = sizeof *node + (structure ? r.child->object_size : sizeof(portwright::text));
                if (reinterpret_cast<std::uintptr_t>(node) % alignof(void*) != 0 || !inside(scratch, node, size))
                    return false;
                const unsigned char* const element = portwright::detail::any_sequence::element(node);
                if (r.type == kind::structure_map) {
                    const auto& key = *reinterpret_cast<const portwright::text*>(element);
                    if (!inside(scratch, key.data(), key.size())) return false;
                }
                if (structure && !inside(scratch, *r.child, element)) return false;
                if (r.type == kind::text_sequence) {
                    const auto& value = *reinterpret_cast<const portwright::text*>(element);
                    if (!inside(scratch, value.data(), value.size())) return false;
                }
            }
            if (all.size() != 0 && node != all.last) return false;
        }
    }
    return true;
}

template <class Action>
bool sound(std::string_view body, const test::how& with) {
    const test::decoded<Action> got(body, with);
    const auto scratch = got.scratch.inside();
    bool good = got.scratch.intact() && inside(scratch, portwright::detail::table_of<typename Action::response>,
                                               reinterpret_cast<const unsigned char*>(&got.answer));
    for (const portwright::text* t : {&got.refusal.code, &got.refusal.message, &got.refusal.code_desc,
                                      &got.refusal.request_id, &got.refusal.module_code})
        good = good && inside(scratch, t->data(), t->size());
    for (const auto& detail : got.refusal.details)
        good = good && inside(scratch, detail.message.data(), detail.message.size());
    return good;
}

TEST_CASE("decode: damaged answers") {
    static constexpr std::string_view samples[] = {
#define ANSWER(where, action, body) body,
#include "documented.inc"
#undef ANSWER
    };
    constexpr bool (*readers[])(std::string_view, const test::how&) = {
        &sound<clb::DescribeListeners>,          &sound<lb::DescribeForwardLBListeners>,
        &sound<lb::GetCertListWithLoadBalancer>, &sound<lb::DescribeForwardLBHealthStatus>,
        &sound<lb::CreateLoadBalancer>,          &sound<ga::DescribeListener>,
        &sound<lb::DescribeLoadBalancers>};
    constexpr std::string_view tokens[] = {"{",
                                           "}",
                                           "[",
                                           "]",
                                           ",",
                                           ":",
                                           "\"",
                                           "null",
                                           "true",
                                           "1e9",
                                           "-",
                                           "\"-\"",
                                           "\"\"",
                                           "{}",
                                           "[]",
                                           "[[",
                                           "]]",
                                           "{\"\":{",
                                           "\"code\":",
                                           "\"code\":\"-\",",
                                           "\"message\":\"abc\",",
                                           "\"requestId\":7,",
                                           "\"detail\":{\"a\":{\"code\":1}},",
                                           "\"Response\":{",
                                           "\"Error\":{\"Code\":\"C\"},",
                                           "\"RequestId\":\"r\",",
                                           "\"listenerSet\":",
                                           "\"rules\":",
                                           "\"certSet\":{\"x\":",
                                           "\\u0000",
                                           "\\ud800"};
    std::mt19937 random(20180601);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    for (int i = 0; i != 20000; ++i) {
        std::string body(samples[below(std::size(samples))]);
        for (std::size_t n = below(6); n != 0; --n) {
            const std::size_t at = below(body.size() + 1);
            switch (below(5)) {
            case 0: body.insert(at, tokens[below(std::size(tokens))]); break;
            case 1: body.erase(at, below(12)); break;
            case 2: body.insert(at, body.substr(below(body.size() + 1), below(60))); break;
            case 3:
                if (at != body.size()) body[at] = static_cast<char>(random());
                break;
            default: // a token in place of one
                if (const std::size_t colon = body.find(':', at); colon != std::string::npos)
                    body.replace(colon + 1, below(8), tokens[below(std::size(tokens))]);
            }
        }
        const test::how with{.scratch = below(3) == 0 ? 4096 : below(600),
                             .status = below(8) == 0 ? 400u : 200u,
                             .piece = below(2) == 0 ? SIZE_MAX : 1 + below(20),
                             .shift = below(9)};
        if (!readers[below(std::size(readers))](body, with)) {
            CAPTURE(body);
            CAPTURE(with.scratch);
            CHECK(false);
        }
    }
}

} // namespace
