// Copyright (c) 2026 The Portwright authors.
// SPDX-License-Identifier: MIT

// Puts aside the macros of platform headers that are spelled like names of ours: lwIP's `write`, Arduino's `HEX`, the
// `I` of <complex.h>. Each header of the library includes this after its other includes, and
// core/platform_macros_on.hpp at its end, which gives them back. Not guarded by #pragma once: every header has its own
// pair.
//
// And for g++, whose -Wshadow looks at a template where it is instantiated: it would warn of our parameter `scratch`
// where a program has a variable of that name.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#endif

#pragma push_macro("B")
#undef B
#pragma push_macro("DOMAIN")
#undef DOMAIN
#pragma push_macro("E")
#undef E
#pragma push_macro("H")
#undef H
#pragma push_macro("HEX")
#undef HEX
#pragma push_macro("I")
#undef I
#pragma push_macro("M")
#undef M
#pragma push_macro("N")
#undef N
#pragma push_macro("NONE")
#undef NONE
#pragma push_macro("ON")
#undef ON
#pragma push_macro("OPTIONAL")
#undef OPTIONAL
#pragma push_macro("P")
#undef P
#pragma push_macro("PING")
#undef PING
#pragma push_macro("PORT")
#undef PORT
#pragma push_macro("R")
#undef R
#pragma push_macro("S")
#undef S
#pragma push_macro("Status")
#undef Status
#pragma push_macro("T")
#undef T
#pragma push_macro("TEXT")
#undef TEXT
#pragma push_macro("U")
#undef U
#pragma push_macro("UDP")
#undef UDP
#pragma push_macro("W")
#undef W
#pragma push_macro("bit")
#undef bit
#pragma push_macro("check")
#undef check
#pragma push_macro("close")
#undef close
#pragma push_macro("connect")
#undef connect
#pragma push_macro("index")
#undef index
#pragma push_macro("max")
#undef max
#pragma push_macro("min")
#undef min
#pragma push_macro("minor")
#undef minor
#pragma push_macro("output")
#undef output
#pragma push_macro("read")
#undef read
#pragma push_macro("require_action")
#undef require_action
#pragma push_macro("select")
#undef select
#pragma push_macro("sha1")
#undef sha1
#pragma push_macro("sha256")
#undef sha256
#pragma push_macro("small")
#undef small
#pragma push_macro("word")
#undef word
#pragma push_macro("write")
#undef write
