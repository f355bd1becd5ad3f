#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# readme.sh [--update]: fails where the README's tables are not those of open.tsv and figures.tsv; or makes them so.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
readme=$here/../../README.md
begin='<!-- tables: sh tests/measure.sh --update -->'
end='<!-- end of tables -->'

tables=$(awk -f "$here/tables.awk" "$here/open.tsv" "$here/figures.tsv")
made=$(mktemp)
trap 'rm -f "$made"' EXIT
tables=$tables awk -v begin="$begin" -v end="$end" '
    $0 == begin { print; print ENVIRON["tables"]; inside = 1; begun++; next }
    $0 == end { inside = 0; ended++ }
    !inside
    END { if (begun != 1 || ended != 1 || inside) { print "readme.sh: the README has no tables" > "/dev/stderr"; exit 1 } }
' "$readme" > "$made"

if [ "${1:-}" = --update ]; then
    cat "$made" > "$readme"
else
    diff -u "$readme" "$made"
fi
