#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# run.sh DIR [TOOL]: the whole device of examples/device, built in DIR and booted in QEMU: under faults, as the guide
# shows it, with an arena that is too small; and on a desk, by clang++, over sockets and over lwIP. The last line is
# `N passed, N failed`.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
mkdir -p "$1"
work=$(cd "$1" && pwd)
tool=${2:-$(cd "$root" && sh tests/toolchain/tool.sh)}
case ${2:-} in '' | /*) ;; *) tool=$PWD/$2 ;; esac
passed=0
failed=0
# counted NAME COMMAND...: what has no `N passed, N failed` for its last line is one check.
counted() {
    echo "-- $1"
    shift
    status=0
    "$@" > "$work/output" 2>&1 || status=$?
    cat "$work/output"
    # shellcheck disable=SC2046
    set -- $(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed.*$/\1 \2/p' "$work/output")
    [ $# -eq 2 ] || set -- $((status == 0)) 0
    [ "$status" -eq 0 ] || [ "$2" -gt 0 ] || set -- "$1" 1
    passed=$((passed + $1))
    failed=$((failed + $2))
}
counted 'under faults' sh "$root/examples/device/run.sh" "$work" "$tool" 3 1000
image=$work/board-2.28
counted "the settings' flash" sh "$here/image.sh" "$image/device.elf"
guide=$root/examples/guides/from-nothing-to-your-board.md
counted "the guide's boots" python3 "$here/boots.py" transcript "$image/device.elf" "$tool" "$work/boots" "$guide"
counted 'the painted arena' python3 "$here/boots.py" arena "$image" "$tool" "$work/boots" \
    make -s -f "$root/examples/device/Makefile" MBEDTLS="$work/mbedtls-2.28" LWIP="$work/lwip"
counted 'built for a desk' env CXX="${CXX:-clang++}" CXXFLAGS='-O0 -Werror' sh "$root/examples/device/linux/build.sh" "$work/mbedtls-2.28" \
    "$work/desk" "$work/lwip"
counted 'on a desk' python3 "$here/boots.py" desk "$work/desk/device" "$tool" "$work/boots"
counted 'on a desk, over lwIP' python3 "$here/boots.py" desk_lwip "$work/desk/device-lwip" "$tool" "$work/boots"
# Seconds: two whose power is cut, and one whose cable is pulled.
rm -rf "$work/bench-desk"
counted 'on a desk, disturbed' python3 "$root/examples/device/bench.py" "$work/desk/device-lwip" "$tool" --desk \
    --trials 3 --seed 2007 --work "$work/bench-desk"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
