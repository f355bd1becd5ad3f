// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
//
// What takes longest of what many units of a target include, compiled once for it: see meson's cpp_pch. A unit includes
// what it uses, as if this were not there.

#include <nlohmann/json.hpp>
