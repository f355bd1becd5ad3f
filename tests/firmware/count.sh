#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# count.sh BOARD IMAGE: runs the image on a QEMU board (mps2-an386: Cortex-M4; mps2-an385: M3; microbit:
# M0) and prints what it says, then `instructions FUNCTION COUNT` for each function that measure() ran.
# With PROFILE=FUNCTION the instructions of that one by symbol come instead.
#
# The emulator executes one instruction at a time and traces each with its symbol, so the counts are
# exact: a timer's ticks are many instructions long. The figure `calibration` proves it.
set -eu

# QEMU 8.1 renamed the option.
case $(qemu-system-arm -help) in
    *one-insn-per-tb*) step='-accel tcg,one-insn-per-tb=on' ;;
    *) step='-singlestep' ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkfifo "$work/trace"

# A trace line ends in the symbol of its instruction. counted_call's own are before and after the figure.
awk -v profile="${PROFILE:-}" '
    !/^Trace / { print > "/dev/stderr"; next }
    $NF == "counted_call" {
        if (!count) { calling = 1; next }
        if (profile == "") print "instructions", name, count
        if (profile == name) for (symbol in by) print by[symbol], symbol
        calling = count = 0
        next
    }
    calling {
        if (!count++) { name = $NF; split("", by) }
        if (profile == name) by[$NF]++
    }' "$work/trace" > "$work/counts" &

# What loops forever is ended, and fails.
status=0
# shellcheck disable=SC2086 # an option with its value, or nothing
timeout 300 qemu-system-arm -M "$1" -kernel "$2" -nographic -monitor none -serial none $step -d exec,nochain \
    -semihosting-config enable=on,target=native,chardev=console -chardev file,id=console,path="$work/console" \
    2> "$work/trace" || status=$?
wait $!

if [ -n "${PROFILE:-}" ]; then
    sort -nr "$work/counts"
else
    cat "$work/console" "$work/counts"
fi
[ "$status" -eq 0 ] || { echo "count.sh: $2 ended with status $status on $1" >&2; exit 1; }
