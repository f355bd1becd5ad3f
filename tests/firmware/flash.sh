#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# flash.sh MAP FILES: the bytes that the objects whose path matches the extended regular expression FILES put into
# flash, from the linker's map: code, constants and initial values, with the padding before each. A header-only library
# is in its user's object; mbedTLS and the C library are in others.
set -eu

awk -v files="$2" '
    function hex(text,    value, i) {
        text = tolower(substr(text, 3))
        for (i = 1; i <= length(text); i++) value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
        return value
    }
    /^Linker script and memory map/ { mapped = 1 }
    !mapped { next }
    /^\.[a-z]/ { padding = 0 }
    /^ \*fill\* / { padding = hex($3); next }
    # A long section name stands on a line of its own.
    /^ \.[^ ]+$/ { section = $1; next }
    /^ \.[^ ]+ +0x/ { section = $1; size = $3; file = $4 }
    /^ +0x[0-9a-f]+ +0x[0-9a-f]+ \// { size = $2; file = $3 }
    size != "" {
        if (file ~ files && section ~ /^\.(text|rodata|data)/) total += padding + hex(size)
        if (hex(size)) padding = 0
        size = ""
    }
    END { print total + 0 }' "$1"
