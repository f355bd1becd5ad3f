// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

/// What the loop sleeps on, of the network that the program was built with; -1 where nothing can arrive.
int device_descriptor();
