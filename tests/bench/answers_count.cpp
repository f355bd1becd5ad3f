// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Decodes the answers, by us and by the peers, once each, for count.sh to count in.

#include "figures.hpp"

int main() {
    prepare_json_peers();
    for (const auto& each : answers) each.run();
    for (const auto& each : json_peers) each.run();
    return answers_failed() || json_peers_failed() ? 1 : 0;
}
