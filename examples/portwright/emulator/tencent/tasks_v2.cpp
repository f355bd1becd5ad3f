// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "api_v2.hpp"

namespace portwright_tool::emulator {

json with_task(session& at, std::size_t operation, json answer) {
    const std::int64_t task = at.memory.next_task_number();
    at.memory.add_task(at.to.system, std::to_string(task), operation);
    answer["requestId"] = task;
    return answer;
}

json describe_v2_task(session& at, const json& parameters) {
    const auto done = at.memory.poll_task(at.to.system, std::to_string(integer_or(parameters, "requestId", 0)));
    if (!done) throw refusal{"5000", "the task does not exist", 200, "ResourceNotFound"};
    // 0 succeeded, 1 failed, 2 in progress; the table calls data an array, the sample has an object.
    return {{"data", {{"status", *done ? 0 : 2}}}};
}

void check_health_times(const json& one, const std::string& path) {
    if (integer_or(one, "timeOut", 0) >= integer_or(one, "intervalTime", 301)) {
        refuse(bad_parameter::reason::value, path + "timeOut", "must be less than intervalTime");
    }
}

bool is_listed(const listener& one, const json& filter) {
    const auto ids = filter.find("listenerIds");
    return ids == filter.end() || std::find(ids->begin(), ids->end(), json(one.id)) != ids->end();
}

} // namespace portwright_tool::emulator
