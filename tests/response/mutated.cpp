// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Answers with damage of all kinds, into scratches of all sizes: nothing is read or written that is not the decoder's,
// and whatever comes out lies in the scratch.

#include <portwright/response/decode.hpp>

#include <portwright/aliyun/ga.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/lb.hpp>

#include "damage.hpp"
#include "decoded.hpp"

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
    test::damage random(20180601);
    for (int i = 0; i != 20000; ++i) {
        const std::string body = random.of(samples[random.below(std::size(samples))]);
        const test::how with{.scratch = random.below(3) == 0 ? 4096 : random.below(600),
                             .status = random.below(8) == 0 ? 400u : 200u,
                             .piece = random.below(2) == 0 ? SIZE_MAX : 1 + random.below(20),
                             .shift = random.below(9)};
        if (!readers[random.below(std::size(readers))](body, with)) {
            CAPTURE(body);
            CAPTURE(with.scratch);
            CHECK(false);
        }
    }
}

} // namespace
