// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

#pragma once

/// Says what was checked and how it went.
void check(const char* what, bool ok);

void check_known_answers();
void check_requests();
void check_answers();
