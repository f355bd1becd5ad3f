#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# test_refused.sh MBEDTLS OUT: each file in refused/ must fail to become an image, and for its own reason.
set -u

here=$(cd "$(dirname "$0")" && pwd)
mbedtls=$1
out=$2
mkdir -p "$out"
passed=0
failed=0
expect() { # NAME TEXT
    image=$out/refused_$1.elf
    if output=$(LC_ALL=C make -s -f "$here/Makefile" CPU=cortex-m4 MBEDTLS="$mbedtls" OUT="$out" "$image" 2>&1) || [ -e "$image" ]; then
        echo "FAILED refused/$1.cpp became an image"
    elif ! printf '%s' "$output" | grep -q "$2"; then
        printf 'FAILED refused/%s.cpp: no image, but not with "%s":\n%s\n' "$1" "$2" "$output"
    else
        echo "ok refused/$1.cpp"
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
}
expect heap 'has .*malloc'
expect operator_new 'undefined reference to `operator new'
expect exception 'undefined reference to `std::__throw'
expect type_information 'has typeinfo'
expect static_constructor 'a static constructor is linked'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
