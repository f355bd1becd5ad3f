#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# symbols.sh IMAGE OBJECT BYTES: `NAME<TAB>BYTES` of all that OBJECT puts into flash. What has no name of its own (texts,
# the compiler's tables, padding) is `nameless`, so that the sum is BYTES.
set -eu

{
    arm-none-eabi-nm "$2" | awk '$(NF - 1) != "U" { print "defined", $NF }'
    arm-none-eabi-nm -S -t d "$1" | sort -u
} | awk -v rest="$3" '
    $1 == "defined" { defined[$2]; next }
    # A function with two names, such as a constructor, is one.
    $3 ~ /^[tTwWvVrRdD]$/ && $4 in defined && !seen[$1]++ {
        print $4 "\t" $2 + 0 | "arm-none-eabi-c++filt"
        rest -= $2
    }
    END {
        close("arm-none-eabi-c++filt")
        print "nameless\t" rest
    }'
