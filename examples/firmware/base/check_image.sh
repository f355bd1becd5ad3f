#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# check_image.sh IMAGE [allowed]: deletes the image and fails where it holds a trace of a heap,
# exceptions or type information. `allowed` excuses the heap.
set -eu

heap='malloc|calloc|realloc|free|_(malloc|calloc|realloc|free)_r|_?sbrk(_r)?'
language='_Zn[wa].*|_Zd[la].*|__cxa_.*|__gxx_.*|_Unwind_.*|__aeabi_unwind_.*|_ZT[IS].*|_ZTV(St|N10__cxxabiv1).*|__dynamic_cast|_ZSt9terminatev|abort'
[ "${2:-}" = allowed ] && pattern=$language || pattern="$heap|$language"

found=$(arm-none-eabi-nm "$1" | awk '{ print $NF }' | grep -Ex "$pattern" | arm-none-eabi-c++filt | sort -u) || true
if [ -n "$found" ]; then
    rm -f "$1"
    echo "$1: has $(echo "$found" | tr '\n' ' ')" >&2
    exit 1
fi
