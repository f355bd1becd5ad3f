// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// What a user of the library runs for one answer.

#include "answer_texts.hpp"
#include "figures.hpp"

#include <portwright/response/decode.hpp>
#include <portwright/tencent/clb/create_listener.hpp>
#include <portwright/tencent/clb/describe_listeners.hpp>

#include <array>
#include <string_view>

namespace bench {

namespace clb = portwright::tencent::clb;

// Of this file, and visible from others: the compiler cannot know what is in them.
std::string_view created_text = created;
std::string_view listeners_text{listeners_72k.data(), listeners_72k.size()};
std::array<char, 8192> scratch;
bool wrong = false;

/// What a program that wants two fields declares.
struct two_fields {
    struct listener {
        portwright::text ListenerId = {};
        portwright::integer Port = {};

        template <class self>
        static consteval auto schema() {
            using namespace portwright::schema;
            return fields(PORTWRIGHT_FIELD(ListenerId), PORTWRIGHT_FIELD(Port));
        }
    };
    portwright::sequence<listener> Listeners = {};

    template <class self>
    static consteval auto schema() {
        using namespace portwright::schema;
        return fields(PORTWRIGHT_FIELD(Listeners));
    }
};

} // namespace bench

bool answers_failed() { return bench::wrong; }

PORTWRIGHT_MEASURED void decode_create_listener() {
    using namespace bench;
    clb::CreateListener::response answer;
    portwright::api_error refusal;
    portwright::decoder<clb::CreateListener> reader{answer, refusal, scratch};
    reader.feed(created_text.data(), created_text.size());
    if (!reader.finish(200) || answer.ListenerIds[0] != "lbl-d1ubsydq") wrong = true;
}

PORTWRIGHT_MEASURED void decode_listeners_72k() {
    using namespace bench;
    two_fields answer;
    portwright::api_error refusal;
    portwright::decoder<clb::DescribeListeners, two_fields> reader{answer, refusal, scratch};
    reader.feed(listeners_text.data(), listeners_text.size());
    if (!reader.finish(200) || answer.Listeners.size() != listener_count) wrong = true;
}
