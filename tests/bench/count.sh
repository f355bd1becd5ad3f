#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# count.sh PROGRAM FUNCTION...: prints `FUNCTION INSTRUCTIONS` for one call of each, callees and shared
# libraries included. With PROFILE=1 `INSTRUCTIONS<TAB>SYMBOL` comes instead, most first.
set -eu

. "$(dirname "$0")/any_processor.sh"
program=$1
shift
if [ $# -gt 1 ] && [ "${PROFILE:-0}" != 1 ]; then
    printf '%s\n' "$@" | xargs -P 2 -I '{}' sh "$0" "$program" '{}'
    exit
fi
out=$(mktemp)
trap 'rm -f "$out" "$out.log"' EXIT
for function in "$@"; do
    # Nothing of the caller's environment. Binding at the start keeps the loader's symbol look-ups out of the first
    # call of each library function.
    env -i PATH="$PATH" LD_BIND_NOW=1 GLIBC_TUNABLES="$any_processor" \
        valgrind --tool=callgrind --callgrind-out-file="$out" --toggle-collect="$function" \
        "$program" > "$out.log" 2>&1 || { cat "$out.log" >&2; exit 1; }
    count=$(sed -n 's/^totals: //p' "$out")
    # A misspelt or inlined function collects nothing.
    [ "${count:-0}" -gt 0 ] || { echo "count.sh: '$function' never ran in $program" >&2; exit 1; }
    if grep -oE '__[a-z]+_(avx|evex|ssse3|sse4|bmi2|erms)[a-z0-9_]*' "$out" | sort -u > "$out.log" && [ -s "$out.log" ]; then
        echo "count.sh: not for every processor: $(tr '\n' ' ' < "$out.log")" >&2
        exit 1
    fi
    if [ "${PROFILE:-0}" = 1 ]; then
        callgrind_annotate --threshold=100 "$out" | sed -nE 's/^ *([0-9,]+) \([ 0-9.]*%\) +[^:]*:(.*) \[[^]]*\]$/\1\t\2/p' |
            awk -F'\t' 'BEGIN { OFS = "\t" } { gsub(",", "", $1); print }'
    else
        echo "$function $count"
    fi
done
