#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# run.sh [DIR]: builds the example of examples/firmware for each CPU and mbedTLS, runs it on QEMU's board and counts its
# checks; then what must not become an image. DIR keeps sources and objects. The last line is `N passed, N failed`.
set -u

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-${TMPDIR:-/tmp}/portwright-firmware}" || exit 1
work=$(cd "${1:-${TMPDIR:-/tmp}/portwright-firmware}" && pwd)
passed=0
failed=0

# counted NAME COMMAND...: what ends without its counts, or with another status than they say, is one failure.
counted() {
    name=$1
    shift
    "$@" > "$work/output" 2>&1
    status=$?
    sed "s|^|$name: |" "$work/output"
    # shellcheck disable=SC2046 # two words
    set -- $(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$work/output" | tail -n 1)
    if [ $# -ne 2 ] || [ "$1" -eq 0 ] || { [ "$status" -ne 0 ] && [ "$2" -eq 0 ]; } || { [ "$status" -eq 0 ] && [ "$2" -ne 0 ]; }; then
        echo "$name: ended with status $status"
        set -- "${1:-0}" $((${2:-0} + 1))
    fi
    passed=$((passed + $1))
    failed=$((failed + $2))
}

example() { # MBEDTLS CPU
    if ! mbedtls=$(sh "$here/../toolchain/fetch_mbedtls.sh" "$1" "$work"); then
        failed=$((failed + 1))
        return
    fi
    mkdir -p "$work/$2-$1"
    counted "$2, mbedTLS $1" make -s -j2 -C "$here/../../examples/firmware" CPU="$2" MBEDTLS="$mbedtls" OUT="$work/$2-$1" run
}
example 2.28 cortex-m4
example 2.28 cortex-m3
example 2.28 cortex-m0plus
example 3.6 cortex-m4
counted refused sh "$here/test_refused.sh" "$work/mbedtls-2.28" "$work/refused"
counted 'prepared requests' sh "$here/prepared_symbols.sh" "$work/mbedtls-2.28" "$work/prepared"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
