#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# prepared_symbols.sh MBEDTLS DIR: all that an image with three prepared requests has of the library is named in
# prepared_symbols.tsv: no schema, no walk over a request, no check of its parameters. The last line is `N passed, N failed`.
set -u

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2" || exit 1
figures_by_symbol=
. "$here/../measure/symbols.sh"
make -s -f "$here/Makefile" CPU=cortex-m4 MBEDTLS="$1" OUT="$2" "$2/flash_prepared_three.elf" >&2 || exit 1
image=$2/flash_prepared_three
size=$(sh "$here/flash.sh" "$image.map" '/flash_prepared_three[.]o$')
sh "$here/symbols.sh" "$image.elf" "$image.o" "$size" | plain_names | sort > "$2/symbols"
[ "$(wc -l < "$2/symbols")" -gt 10 ] || { echo 'prepared_symbols.sh: the image has no symbols'; exit 1; }
awk -F'\t' '
    FNR == NR { what[$1] = $2; next }
    { there[$1] }
    !($1 in what) { print "FAILED " $1 ", " $2 " bytes: not named in prepared_symbols.tsv"; failed++; next }
    { passed++ }
    END {
        for (name in what) if (!(name in there)) { print "FAILED " name ": no such symbol"; failed++ }
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0
    }' "$here/prepared_symbols.tsv" "$2/symbols"
