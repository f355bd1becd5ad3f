#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# symbols.sh IMAGE: `NAME<TAB>BYTES` of all that lies in flash, largest first; what has no name of its own (texts, the
# compiler's tables, padding) is the last line.
set -eu

flash=$(arm-none-eabi-size -A -d "$1" | awk '$1 == ".text" || $1 == ".data" { total += $2 } END { print total + 0 }')
arm-none-eabi-nm -S -t d -C "$1" | sort -u | awk -v flash="$flash" '
    $3 ~ /^[tTwWvVrRdD]$/ && !seen[$1]++ {
        size = $2 + 0
        name = $0
        sub(/^[0-9]+ +[0-9]+ +[A-Za-z] +/, "", name)
        bytes[name] += size
        flash -= size
    }
    END {
        for (name in bytes) print name "\t" bytes[name] | "sort -t \"\t\" -k 2,2nr -k 1,1"
        close("sort -t \"\t\" -k 2,2nr -k 1,1")
        print "(no name)\t" flash
    }'
