// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Fuzzes the decoder of every action's answers: it says the same of an answer however that is cut, its texts and lists
// lie in the scratch, of any size and alignment, and what it says does not depend on what the scratch held before. The
// first six bytes of the input choose the action, the cuts and the scratch.
//
//     clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -DDOCTEST_CONFIG_DISABLE -Iinclude \
//         tests/fuzz/decode.cpp -o fuzz

#include "../response/decoded.hpp"

#include <portwright/aliyun/ga.hpp>
#include <portwright/tencent/bmlb.hpp>
#include <portwright/tencent/clb.hpp>
#include <portwright/tencent/gaap.hpp>
#include <portwright/tencent/lb.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

struct outcome {
    std::string said{};
    std::int64_t number = 0;
    nlohmann::json answer{};
    std::string refusal{};

    bool operator==(const outcome&) const = default;
};

struct way {
    std::size_t longest = 0; // piece
    std::size_t scratch = 0; // bytes of it
    std::size_t offset = 0; // from an address that all alignments divide
    unsigned status = 0;
    unsigned char before = 0; // what it holds
};

template <class Action>
outcome decode(std::string_view text, const way& by) {
    const std::unique_ptr<char[]> memory{new char[by.offset + by.scratch]};
    std::memset(memory.get(), by.before, by.offset + by.scratch);
    typename Action::response response;
    portwright::api_error refusal;
    portwright::decoder<Action> reader{response, refusal, {memory.get() + by.offset, by.scratch}};
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view cut = text.substr(at, by.longest);
        const std::unique_ptr<char[]> copy{new char[cut.size()]}; // gone before the answer is looked at
        cut.copy(copy.get(), cut.size());
        static_cast<void>(reader.feed(copy.get(), cut.size()));
        at += cut.size();
    }
    const auto done = reader.finish(by.status);
    for (std::size_t i = 0; i != by.offset; ++i) require(static_cast<unsigned char>(memory[i]) == by.before);
    outcome made;
    made.said = test::outcome(done);
    made.number = done ? 0 : done.error().number;
    made.answer = test::json_of(response);
    for (const std::string_view said : {refusal.code, refusal.message, refusal.request_id})
        made.refusal += std::string(said) + '\n';
    made.refusal += std::to_string(static_cast<int>(refusal.kind));
    return made;
}

using decode_function = outcome (*)(std::string_view, const way&);

std::vector<decode_function> all_of_them() {
    std::vector<decode_function> all;
    const auto add = [&]<class Action>() { all.push_back(&decode<Action>); };
    portwright::tencent::clb::actions::for_each(add);
    portwright::tencent::gaap::actions::for_each(add);
    portwright::tencent::lb::actions::for_each(add);
    portwright::tencent::bmlb::actions::for_each(add);
    portwright::aliyun::ga::actions::for_each(add);
    return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<decode_function> all = all_of_them();
    if (size < 6) return 0;
    const std::string_view text{reinterpret_cast<const char*>(data + 6), size - 6};
    const decode_function decode_it = all[data[0] % all.size()];
    way by;
    by.longest = text.size() + 1;
    by.scratch = data[1] * 16u + data[2] % 16u;
    by.offset = data[3] % 16u;
    by.status = data[4] % 4 == 0 ? 200 : data[4] % 4 == 1 ? 400 : data[4] % 4 == 2 ? 503 : 0;
    const outcome whole = decode_it(text, by);
    by.before = 0xFF;
    for (const std::size_t longest : {std::size_t{1}, std::size_t{2} + data[5] % 64u}) {
        by.longest = longest;
        require(decode_it(text, by) == whole);
    }
    return 0;
}
