// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// What takes long runs in part, one of so many, where the build says so.
#ifndef PORTWRIGHT_ONE_OF
#define PORTWRIGHT_ONE_OF 1
#endif
