#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# deepest.sh BOARD IMAGE FUNCTION...: the frames where the stack of each function is deepest, outermost first, in bytes;
# for what measure() ran. A frame's bytes are those that lie below it. Fails where a function was not seen.
set -eu

board=$1
image=$2
shift 2
frames=$(mktemp)
trap 'rm -f "$frames"' EXIT
case $(qemu-system-arm -help) in
    *one-insn-per-tb*) step='-accel tcg,one-insn-per-tb=on' ;;
    *) step='-singlestep' ;;
esac

# Each instruction's address and symbol, then the registers before it. The first instruction of a function is a call of
# it; another function further up was returned to.
# shellcheck disable=SC2086 # an option with its value, or nothing
timeout 900 qemu-system-arm -M "$board" -kernel "$image" -nographic -monitor none -serial none $step -d exec,cpu,nochain \
    -semihosting-config enable=on,target=native 2>&1 > /dev/null | awk -v functions="$*" '
    function hex(text,    value, i) {
        for (i = 1; i <= length(text); i++) value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
        return value
    }
    BEGIN { for (i = split(functions, listed, " "); i > 0; i--) wanted[listed[i]] = 1 }
    /^Trace / { symbol = $NF; split($0, parts, "/"); pc = parts[2]; next }
    !match($0, /R13=[0-9a-f]+/) { next }
    { sp = hex(substr($0, RSTART + 4, 8)) }
    symbol == "counted_call" {
        if (depth) {
            print from - lowest, frame[1]
            delete wanted[frame[1]]
            for (i = 1; i <= deepest; i++) print "    " at[i] - (i < deepest ? at[i + 1] : lowest), path[i]
        }
        depth = 0
        next
    }
    !depth {
        if (!(symbol in wanted)) next
        from = lowest = sp
        deepest = 0
    }
    {
        if (!(symbol in entry)) entry[symbol] = pc
        while (depth > 1 && frame[depth - 1] == symbol && sp >= begins[depth] && pc != entry[symbol]) depth--
        for (i = depth; i > 0 && frame[i] != symbol; i--) {}
        if (i && pc != entry[symbol]) depth = i
        else { frame[++depth] = symbol; begins[depth] = sp }
    }
    sp < lowest {
        lowest = sp
        deepest = depth
        for (i = 1; i <= depth; i++) { path[i] = frame[i]; at[i] = begins[i] }
    }
    END {
        for (name in wanted) { print "deepest.sh: the run ended before " name > "/dev/stderr"; missing = 1 }
        exit missing
    }' > "$frames"
arm-none-eabi-c++filt < "$frames"
