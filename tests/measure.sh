#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# measure.sh [--table]: measures, and prints one line a figure: name, value and limit, tab-separated; an
# empty limit bounds nothing. --table prints a table for people. Exits 1 where a figure passes its limit.
#
# Each file in measure/ measures something and calls figure. PORTWRIGHT_MEASURE_DIR keeps sources and objects
# from one run to the next.
set -eu

unset PROFILE
tests=$(cd "$(dirname "$0")" && pwd)
work=${PORTWRIGHT_MEASURE_DIR:-${TMPDIR:-/tmp}/portwright-measure}
table=
case ${1:-} in
    '') ;;
    --table) table=1 ;;
    *) echo "usage: measure.sh [--table]" >&2; exit 2 ;;
esac

missing=0
need() { # COMMAND PACKAGE: both are named where the command fails
    if ! sh -c "$1" > /dev/null 2>&1; then
        echo "measure.sh: needs $2 (apt-get install $2)" >&2
        missing=1
    fi
}
need 'command -v g++' g++
need 'command -v make' make
need 'command -v valgrind' valgrind
need 'echo "#include <mbedtls/sha256.h>" | g++ -x c++ -E -' libmbedtls-dev
need 'command -v qemu-system-arm' qemu-system-arm
need 'command -v arm-none-eabi-g++' gcc-arm-none-eabi
need 'test -e "$(arm-none-eabi-gcc -print-file-name=nano.specs)"' libnewlib-arm-none-eabi
need 'echo "#include <span>" | arm-none-eabi-g++ -x c++ -E -' libstdc++-arm-none-eabi-newlib
need 'command -v dpkg-source' dpkg-dev
[ "$missing" -eq 0 ] || exit 1

mkdir -p "$work"
results=$work/results
: > "$results"

# figure NAME VALUE [LIMIT]: reports it.
figure() {
    printf '%s\t%s\t%s\n' "$1" "$2" "${3:-}" >> "$results"
    [ -n "$table" ] || printf '%s\t%s\t%s\n' "$1" "$2" "${3:-}"
}

# value NAME: what was reported earlier in this run.
value() {
    awk -F'\t' -v name="$1" '$1 == name { print $2; found = 1 } END { exit !found }' "$results"
}

# ratio NAME NAME: the first figure over the second.
ratio() {
    awk -v a="$(value "$1")" -v b="$(value "$2")" 'BEGIN { printf "%.3f\n", a / b }'
}

mbedtls=$(sh "$tests/toolchain/fetch_mbedtls.sh" 2.28 "$work")

. "$tests/measure/x86.sh"
. "$tests/measure/cortex_m.sh"

if [ -n "$table" ]; then
    awk -F'\t' 'BEGIN { print "| figure | value | limit |"; print "|---|--:|--:|" }
        { print "| `" $1 "` | " $2 " | " $3 " |" }' "$results"
fi
awk -F'\t' '$3 != "" && $2 + 0 > $3 + 0 { print "measure.sh: " $1 " is " $2 ", past its limit " $3; past = 1 }
    END { exit past }' "$results" >&2
