// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT
#pragma once

// Marks for functions that the compiler may not decide by itself to call or to put in line, named by their purpose. The
// figures say what g++ 12 loses where one such mark is taken away, as far as that was measured: flash of an image that
// sends CreateListener from a Cortex-M4, or stack there (both at -Os), or instructions of a signature on x86-64 (at
// -O2). A new mark comes with its figure. In an image that signs by ACS3 alone, those of canonical_parts.hpp are 4
// bytes together, and those of canonical_signer.hpp 32. In one that streams by TC3, those of stream.hpp are 32 bytes
// for stream_request(), 28 for stream_object() from two actions on, and 160 of stack for write_body(); those of
// header_views are 32 bytes together. That of view_request() saves 8 bytes of stack, and costs 20 of flash. Not
// measured one by one are those of prepared_*.hpp in signature/, and of request/prepared_text.hpp.

#include <portwright/core/language.hpp>

#include <portwright/core/platform_macros_off.hpp>

/// One copy for all callers, each of which would have its own: 12 to 28 bytes of flash, or 16 of stack on x86-64.
#define PORTWRIGHT_ONE_COPY [[gnu::noinline]]

/// A frame that is gone when the caller goes on, so that it is never on the stack together with that of the next step:
/// 48 bytes of stack for the parameters of ACS3, 112 to 128 for the string to sign of TC3 and ACS3, 44 to 56 for what
/// the schemes of pairs write anew, 20 to 24 for their last pair. Where such a mark changes nothing for a Cortex-M4, it
/// keeps the steps apart for compilers that put more in line. A function that wipes the stack must have one whatever it
/// costs: only then does it cover the frames of the functions that were called before it.
#define PORTWRIGHT_OWN_FRAME [[gnu::noinline]]

/// The rare case, kept out of the function that all text passes through: 0.15 to 2.7 % of the instructions of
/// an RPC signature.
#define PORTWRIGHT_SLOW_PATH [[gnu::noinline]]

/// A part of its caller, whose arguments then need no registers or memory: 2 to 72 bytes of flash, or 8 to 16 of stack.
/// On the way of a parameter also one function less to follow where nothing is optimized: tests/call_depth counts them.
#define PORTWRIGHT_IN_PLACE [[gnu::always_inline]]

#include <portwright/core/platform_macros_on.hpp>
