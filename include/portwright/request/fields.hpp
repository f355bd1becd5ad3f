// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// The types that the fields of an action have: text, numbers, truth values and lists. All are views or small values,
// and absent until they are set. Absent is not the same as empty or zero: has_value() tells, and nothing converts to
// bool. An object of zero bytes is an absent field. What is larger than any request, a text of 128 MB say, is kept as
// too large, and refused by the checks and by every serializer.
//
//     clb::CreateListener request{.LoadBalancerId = "lb-cuxw2rm0", .Ports = ports, .Protocol = clb::Protocol::TCP};

#include <portwright/request/integer.hpp>
#include <portwright/request/lists.hpp>
#include <portwright/request/text.hpp>
