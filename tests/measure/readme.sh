#!/bin/sh
# Copyright (c) 2026 The Portwright authors.
# SPDX-License-Identifier: MIT
#
# readme.sh [--update]: fails where the tables of the README and the guides are not those of open.tsv and figures.tsv, or the
# charts not those of the README's tables; or makes them so.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
begin='<!-- tables: sh tests/measure.sh --update -->'
end='<!-- end of tables -->'
update=${1:-}
made=$(mktemp)
trap 'rm -f "$made"' EXIT
differs=0
# Has the page be what was made.
hold() { # PAGE
    if [ "$update" = --update ]; then
        cmp -s "$made" "$1" || cat "$made" > "$1"
    else
        diff -u "$1" "$made" || differs=1
    fi
}

tables=$(awk -f "$here/thousands.awk" -f "$here/tables.awk" "$here/open.tsv" "$here/figures.tsv")
tables=$tables awk -v begin="$begin" -v end="$end" '
    $0 == begin { print; print ENVIRON["tables"]; inside = 1; begun++; next }
    $0 == end { inside = 0; ended++ }
    !inside
    END { if (begun != 1 || ended != 1 || inside) { print "readme.sh: the README has no tables" > "/dev/stderr"; exit 1 } }
' "$root/README.md" > "$made"
hold "$root/README.md"
for guide in "$root"/examples/guides/*.md; do
    awk -f "$here/thousands.awk" -f "$here/guide_rows.awk" "$here/figures.tsv" "$guide" > "$made"
    hold "$guide"
done
# shellcheck disable=SC2086
python3 "$root/examples/charts/make.py" $update || differs=1
exit $differs
