#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# count.sh PROGRAM FUNCTION...: prints `FUNCTION INSTRUCTIONS` for one call of each, callees and shared
# libraries included. With PROFILE=1 the instructions by symbol come instead.
set -eu

program=$1
shift
out=$(mktemp)
trap 'rm -f "$out" "$out.log"' EXIT
for function in "$@"; do
    # Binding at the start keeps the loader's symbol look-ups out of the first call of each library function.
    LD_BIND_NOW=1 valgrind --tool=callgrind --callgrind-out-file="$out" --toggle-collect="$function" \
        "$program" > "$out.log" 2>&1 || { cat "$out.log" >&2; exit 1; }
    if [ "${PROFILE:-0}" = 1 ]; then
        callgrind_annotate --threshold=100 "$out" | sed -n 's/^ *\([0-9,]*\) ([ 0-9.]*%) *[^ ]*:\([^ ]*\).*/\1\t\2/p'
        continue
    fi
    count=$(sed -n 's/^totals: //p' "$out")
    # A misspelt or inlined function collects nothing.
    [ "${count:-0}" -gt 0 ] || { echo "count.sh: '$function' never ran in $program" >&2; exit 1; }
    echo "$function $count"
done
